import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openSealed } from '../../../src/node/seal/age.ts';
import { sealFolder, unsealFolder } from '../../../src/node/seal/run.ts';
import { makeSealing, whyOf } from './sealing.ts';

const child = fileURLToPath(new URL('run-child.ts', import.meta.url));
const isRoot = process.getuid?.() === 0;
const asNobody = ['--reuid=65534', '--regid=65534', '--clear-groups'];
const mayChange = isRoot && spawnSync('setpriv', [...asNobody, 'true']).status === 0;

test('a full disk leaves all as it was, and the run goes on once there is room', async (t) => {
  const { notes, path, options, keys } = await makeSealing(t, {});
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', notes]).status !== 0)
    return t.skip('no file system of a size can be mounted here');
  try {
    await fillAndFree();
  } finally {
    spawnSync('umount', [notes]);
  }

  async function fillAndFree(): Promise<void> {
    for (let index = 0; index < 6; index++) writeFileSync(path(`${index}.md`), `${index}`.repeat(60_000));
    writeFileSync(path('rest'), Buffer.alloc(40_000));
    const full = await sealFolder(options());
    assert.equal(full.stopped, 'disk-full');
    const whole = async (): Promise<number> => {
      let sealed = 0;
      for (let index = 0; index < 6; index++) {
        const names = readdirSync(notes).filter((name) => name.startsWith(`${index}.md`));
        assert.equal(names.length, 1);
        const bytes = readFileSync(path(names[0] ?? ''));
        const opened = names[0]?.endsWith('.age')
          ? await openSealed(bytes, [keys.identity])
          : { ok: true as const, value: bytes };
        assert.ok(opened.ok && Buffer.from(opened.value).toString() === `${index}`.repeat(60_000));
        if (names[0]?.endsWith('.age')) sealed += 1;
      }
      return sealed;
    };
    assert.ok((await whole()) < 6);
    assert.ok(readdirSync(notes).every((name) => !name.startsWith('.cloister')));
    spawnSync('mount', ['-o', 'remount,size=4m', notes]);
    assert.equal((await sealFolder(options())).stopped, undefined);
    assert.equal(await whole(), 6);
    spawnSync('mount', ['-o', 'remount,size=500k', notes]);
    const unsealed = await unsealFolder(options());
    assert.ok(unsealed.stopped === 'disk-full' || unsealed.done === 7, JSON.stringify(unsealed));
    await whole();
  }
});

test('a folder that can not be written, a file that can not be read, one of another user', {
  skip: mayChange ? false : 'only root can become another user, by setpriv',
}, async (t) => {
  const { root, notes, path, keys } = await makeSealing(t, {
    'notes/closed/a.md': 'a\n',
    'notes/secret.md': 'b\n',
    'notes/mine.md': 'c\n',
    'notes/theirs.md': 'd\n',
    'notes/shut/e.md': 'e\n',
  });
  for (const each of [root, notes, path('closed'), path('closed/a.md'), path('secret.md'), path('mine.md')])
    chownSync(each, 65534, 65534);
  chmodSync(path('closed'), 0o500);
  chmodSync(path('secret.md'), 0);
  chmodSync(path('shut'), 0o700);
  chmodSync(path('theirs.md'), 0o644);
  chmodSync(path('.keep'), 0o644);
  const scratch = join(root, 'tmp');
  mkdirSync(scratch);
  chownSync(scratch, 65534, 65534);
  const args = ['seal', root, notes, keys.identity, ...keys.recipients.map(({ recipient }) => recipient)];
  const { stdout, stderr } = spawnSync('setpriv', [...asNobody, process.execPath, child, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], TMPDIR: scratch },
  });
  assert.equal(stderr, '');
  const run = JSON.parse(stdout);
  assert.deepEqual(whyOf(run), {
    '.keep': 'owner',
    'closed/a.md': 'read-only',
    'secret.md': 'unreadable',
    'theirs.md': 'owner',
    shut: 'unreadable',
  });
  assert.equal(run.done, 1);
  assert.equal(statSync(path('mine.md.age')).uid, 65534);
  for (const folder of [notes, path('closed')])
    assert.ok(readdirSync(folder).every((name) => !name.startsWith('.cloister')));
});

test('a file that may not be removed is not left there in both forms', {
  skip: isRoot ? false : 'only root makes files immutable',
}, async (t) => {
  const { path, seal, names } = await makeSealing(t, { 'notes/a.md': 'a\n' });
  if (spawnSync('chattr', ['+i', path('a.md')]).status !== 0)
    return t.skip('this file system knows no immutable files');
  const run = await seal().finally(() => spawnSync('chattr', ['-i', path('a.md')]));
  assert.deepEqual(whyOf(run), { 'a.md': 'read-only' });
  assert.deepEqual(names(), ['a.md']);
});
