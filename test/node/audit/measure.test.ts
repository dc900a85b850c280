import assert from 'node:assert/strict';
import { chmodSync, chownSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { AuditMachine } from '../../../src/node/audit/machine.ts';
import { type Measures, measurer } from '../../../src/node/audit/measure.ts';
import { outOfReach } from '../../../src/node/audit/out-of-reach.ts';
import { makeFolder } from '../folder.ts';
import { machineAt } from './machines.ts';

const near = outOfReach([], []);

function measured(
  home: string,
  parts: Parameters<ReturnType<typeof measurer>>[0],
  changes: Partial<AuditMachine> = {},
): Measures {
  return measurer(machineAt(home, changes), near)(parts);
}

const modes = (each: Measures): string[] =>
  each.open.map(({ path, mode, to }) => `${path.split('/').at(-1)} ${mode.toString(8)} ${to}`);

test('files, bytes and times of parts are counted once, whatever lies in what', (t) => {
  const home = makeFolder(t, { 's/a': '12345', 's/in/b': '1', 's/in/deep/c': '22', 'other/d': '4444' });
  utimesSync(join(home, 's/a'), 1000, 2000);
  utimesSync(join(home, 'other/d'), 1000, 1000);
  const { files, bytes, oldest, newest } = measured(home, [
    { kind: 'notes', path: `${home}/s` },
    { kind: 'index', path: `${home}/s/in` },
    { kind: 'backup', path: `${home}/other/d` },
    { kind: 'notes', path: `${home}/s` },
    { kind: 'notes', path: `${home}/gone` },
  ]);
  assert.deepEqual([files, bytes, oldest], [4, 12, 1_000_000]);
  assert.ok((newest ?? 0) > 2_000_000);
  assert.deepEqual(measured(home, []), { files: 0, bytes: 0, open: [], openCount: 0, isCut: false });
});

test("Cloister's own files in a vault are none of its notes", (t) => {
  const home = makeFolder(t, { 's/a': '1', 's/.cloister/policy.json': '22' });
  for (const folder of ['', 's', 's/.cloister']) chmodSync(join(home, folder), 0o755);
  chmodSync(join(home, 's/a'), 0o600);
  chmodSync(join(home, 's/.cloister/policy.json'), 0o644);
  const { files, openCount } = measured(home, [{ kind: 'notes', path: `${home}/s` }]);
  assert.deepEqual([files, openCount], [1, 0]);
});

test('a folder that nobody else may enter closes all beneath it', (t) => {
  const home = makeFolder(t, { 'out/s/a': '', 'out/s/b': '', 'out/s/in/c': '' });
  const parts = [{ kind: 'notes', path: `${home}/out/s` }] as const;
  for (const folder of ['', 'out', 'out/s', 'out/s/in']) chmodSync(join(home, folder), 0o755);
  chmodSync(join(home, 'out/s/a'), 0o600);
  for (const name of ['b', 'in/c']) chmodSync(join(home, 'out/s', name), 0o644);
  assert.deepEqual(modes(measured(home, parts)).sort(), ['b 644 everyone', 'c 644 everyone']);
  chmodSync(join(home, 'out/s/in'), 0o700);
  assert.deepEqual(modes(measured(home, parts)), ['b 644 everyone']);
  // Who can not list a folder can still enter it and name a file.
  chmodSync(join(home, 'out'), 0o711);
  assert.deepEqual(modes(measured(home, parts)), ['b 644 everyone']);
  for (const [folder, mode] of [
    ['out', 0o700],
    ['', 0o700],
  ] as const) {
    chmodSync(join(home, 'out'), 0o755);
    chmodSync(join(home, folder), mode);
    assert.deepEqual(measured(home, parts).open, [], folder);
    chmodSync(join(home, folder), 0o755);
  }
  assert.deepEqual(measured(home, parts, { platform: 'win32' }).open, []);
});

test('the group counts where somebody else is in it', {
  skip: process.getuid?.() === 0 ? false : 'only root gives files to groups',
}, (t) => {
  const home = makeFolder(t, {
    's/a': '',
    'etc/passwd': 'root:x:0:0::/root:/bin/sh\nme:x:1000:1000::/home/me:/bin/sh\nyou:x:1001:1001::/home/you:/bin/sh\n',
    'etc/group': 'root:x:0:\nme:x:1000:me\nfamily:x:1500:me,you\nalone:x:1600:me\n',
  });
  for (const folder of ['', 's']) chmodSync(join(home, folder), 0o755);
  chmodSync(join(home, 's/a'), 0o640);
  const groups: Record<number, string[]> = {
    1000: [],
    1600: [],
    1001: ['a 640 group'],
    1500: ['a 640 group'],
    4242: ['a 640 group'],
  };
  for (const [gid, expected] of Object.entries(groups)) {
    chownSync(join(home, 's/a'), 1000, Number(gid));
    const changes = { uid: 1000, systemRoot: home };
    assert.deepEqual(modes(measured(home, [{ kind: 'notes', path: `${home}/s` }], changes)), expected, gid);
  }
  // The group may read it and can not come to it.
  chownSync(join(home, 's/a'), 1000, 1500);
  chmodSync(join(home, 's'), 0o700);
  assert.deepEqual(measured(home, [{ kind: 'notes', path: `${home}/s` }], { uid: 1000, systemRoot: home }).open, []);
  // The folder lets another group through.
  chmodSync(join(home, 's'), 0o710);
  chownSync(join(home, 's'), 1000, 1001);
  assert.deepEqual(measured(home, [{ kind: 'notes', path: `${home}/s` }], { uid: 1000, systemRoot: home }).open, []);
});

test('of many open files those that matter most are named, and all are counted', (t) => {
  const home = makeFolder(t, { 's/auth.json': '' });
  for (let index = 0; index < 30; index++) writeFileSync(join(home, `s/${index}.md`), '');
  for (const folder of ['', 's']) chmodSync(join(home, folder), 0o755);
  for (let index = 0; index < 30; index++) chmodSync(join(home, `s/${index}.md`), 0o644);
  chmodSync(join(home, 's/auth.json'), 0o644);
  const { open, openCount } = measured(home, [
    { kind: 'index', path: `${home}/s` },
    { kind: 'credentials', path: `${home}/s/auth.json` },
  ]);
  assert.equal(open.length, 5);
  assert.equal(openCount, 31);
  assert.equal(open[0]?.path, `${home}/s/auth.json`);
});

test('a store without an end is measured in part, which is told', (t) => {
  const home = makeFolder(t, {});
  for (let index = 0; index < 50; index++) {
    mkdirSync(join(home, `s/${index}`), { recursive: true });
    writeFileSync(join(home, `s/${index}/a`), 'x');
  }
  const parts = [{ kind: 'notes', path: `${home}/s` }] as const;
  const machine = machineAt(home);
  assert.deepEqual(pick(measurer(machine, near, { entries: 20, time: 10_000 })(parts)), { isCut: true, few: true });
  assert.deepEqual(pick(measurer(machine, near, { entries: 1000, time: 10_000 })(parts)), { isCut: false, few: false });
});

function pick({ isCut, files }: Measures): { isCut: boolean; few: boolean } {
  return { isCut, few: files < 50 };
}

test('what lies in a mount that its owner alone can enter is read by nobody else, whatever its modes say', (t) => {
  const home = makeFolder(t, { 's/open/a': '', 's/b': '' });
  for (const folder of ['', 's', 's/open']) chmodSync(join(home, folder), 0o755);
  for (const name of ['s/open/a', 's/b']) chmodSync(join(home, name), 0o644);
  const mount = { target: `${home}/s/open`, source: 'cipher', type: 'fuse.gocryptfs' };
  const open = (options: string, path: string) => {
    const reach = outOfReach([{ ...mount, options } as typeof mount], [home]);
    return modes(measurer(machineAt(home, {}), reach)([{ kind: 'notes', path }])).sort();
  };
  assert.deepEqual(open('rw,user_id=0,group_id=0', `${home}/s`), ['b 644 everyone']);
  assert.deepEqual(open('rw,user_id=0,group_id=0', `${home}/s/open`), []);
  assert.deepEqual(open('rw,user_id=0,group_id=0', `${home}/s/open/a`), []);
  assert.deepEqual(open('rw,user_id=0,group_id=0,allow_other', `${home}/s`), ['a 644 everyone', 'b 644 everyone']);
});
