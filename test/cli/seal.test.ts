import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sealPath } from '../../src/core/seal-file.ts';
import * as age from '../../src/node/seal/age.ts';
import { createSealKeys, keepSealKeys, sealPlaces } from '../../src/node/seal/keys.ts';
import { openVaults } from '../../src/node/vaults.ts';
import { makeFolder } from '../node/folder.ts';
import { run } from './running.ts';
import { onTerminal, whyNoTerminal } from './terminal.ts';
import { makeVaultFolder } from './vault-folder.ts';

const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
const passphrase = 'seven dull green horses';
const canary = 'zanzibar-quokka-note-canary';

/** A vault that was sealed before, with its keys: the identity in a file, since a passphrase takes a second. */
async function makeSealedVault(t: TestContext, files: Readonly<Record<string, string>> = {}) {
  const made = await makeVaultFolder(t, files);
  const { cwd, home } = made;
  const vault = openVaults(home).at(cwd);
  if (vault === undefined) throw new Error('no vault');
  const keys = await createSealKeys();
  const places = sealPlaces(home, vault);
  await keepSealKeys(places, keys, undefined);
  const key = join(makeFolder(t, { 'key.txt': `${keys.identity}\n` }), 'key.txt');
  const cloister = (argv: readonly string[], input = '', env: Readonly<Record<string, string>> = {}) =>
    run([...argv, '--identity', key], { cwd, home, terminal: true, input, env });
  return { ...made, keys, places, cloister, key };
}

test('the first time on a real terminal: no secret is shown but the recovery key, and none is written', {
  skip: whyNoTerminal ?? false,
}, async (t) => {
  const { cwd, home } = await makeVaultFolder(t, { 'journal/a.md': `${canary}\n` });
  const scratch = makeFolder(t, {});
  const env = { HOME: home, CLOISTER_HOME: home, TMPDIR: scratch };
  let key = '';
  const first = await onTerminal([process.execPath, cli, 'seal', 'journal'], {
    cwd,
    env,
    answers: [
      ['New passphrase: ', 'short'],
      ['New passphrase: ', passphrase],
      ['once more: ', `${passphrase}!`],
      ['New passphrase: ', `${passphrase}!\u007f`],
      ['once more: ', passphrase],
      ['Recovery key: ', 'AGE-SECRET-KEY-1WRONG'],
      [
        'Recovery key: ',
        (shown) => {
          key = /AGE-SECRET-KEY-1[A-Z0-9]{58}/.exec(shown)?.[0] ?? '';
          // Nothing is sealed yet.
          assert.deepEqual(readdirSync(join(cwd, 'journal')).sort(), ['a.md', 'deep']);
          assert.ok(!existsSync(join(cwd, sealPath)) && !existsSync(join(home, 'seal')));
          return ` ${key.toLowerCase().replace(/(.{10})/g, '$1 ')} `;
        },
      ],
    ],
  });
  if (/is refused: an agent runs it/.test(first.out)) return t.skip('an agent runs this test: the command refuses');
  assert.equal(first.code, 0, first.out);
  assert.match(first.out, /It needs 8 characters[\s\S]*These two differ[\s\S]*That is not the recovery key/);
  assert.match(first.out, /Locked journal from every agent\.\r\nSealed 2 files/);
  assert.match(
    first.out,
    /What sealing does not reach:[\s\S]*removed, not erased[\s\S]*Names of files[\s\S]*gone from other apps/,
  );
  // Shown once; what was typed never.
  assert.equal(first.out.split(key).length, 2);
  const second = await onTerminal([process.execPath, cli, 'unseal', 'journal'], {
    cwd,
    env,
    answers: [
      ['Passphrase: ', 'not this one'],
      ['Passphrase: ', passphrase],
    ],
  });
  assert.equal(second.code, 0, second.out);
  assert.match(second.out, /That is not the passphrase[\s\S]*Unsealed 2 files/);
  assert.equal(readFileSync(join(cwd, 'journal/a.md'), 'utf8'), `${canary}\n`);
  const third = await onTerminal([process.execPath, cli, 'seal', 'journal', '--recovery'], {
    cwd,
    env,
    answers: [['Recovery key: ', key]],
  });
  assert.equal(third.code, 0, third.out);
  for (const { out } of [first, second, third]) assert.ok(!out.includes(passphrase) && !out.includes(canary));
  for (const { out } of [second, third]) assert.ok(!out.toUpperCase().includes(key.slice(20)));
  // All that was left anywhere: the vault, Cloister's folder, the folder for temporary files.
  for (const folder of [cwd, home, scratch]) {
    const all = filesBelow(folder)
      .map((path) => readFileSync(path, 'latin1'))
      .join('\n');
    for (const secret of [passphrase, canary, 'AGE-SECRET-KEY-1', key]) assert.ok(!all.includes(secret));
  }
  const [name = ''] = readdirSync(join(home, 'seal')).filter((each) => each.endsWith('.age'));
  assert.equal(statSync(join(home, 'seal', name)).mode & 0o777, 0o600);
});

function gitIn(folder: string, ...args: string[]): void {
  const who = ['-c', 'user.name=x', '-c', 'user.email=x@example.invalid'];
  const { status, stderr } = spawnSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path).isFile());
}

test('Ctrl-C at the passphrase leaves all as it was', { skip: whyNoTerminal ?? false }, async (t) => {
  const { cwd, home } = await makeVaultFolder(t);
  const { code, out } = await onTerminal([process.execPath, cli, 'seal', 'journal'], {
    cwd,
    env: { HOME: home, CLOISTER_HOME: home },
    answers: [['New passphrase: ', 'half\u0003']],
  });
  if (/is refused: an agent runs it/.test(out)) return t.skip('an agent runs this test: the command refuses');
  assert.equal(code, 130);
  assert.match(out, /Left as it was\./);
  assert.ok(!existsSync(join(home, 'seal')) && existsSync(join(cwd, 'journal/a.md')));
});

test('the bundle that is loaded later has all that is taken from it', () => {
  const load = createRequire(import.meta.url);
  assert.deepEqual(Object.keys(load(join(dirname(cli), 'seal.cjs'))).sort(), Object.keys(age).sort());
});

test('only a person seals and unseals', async (t) => {
  const { cwd, home } = await makeVaultFolder(t);
  for (const argv of [
    ['seal', 'journal'],
    ['unseal', 'journal'],
    ['seal', '--recipients'],
    ['seal', '--change-passphrase'],
    ['seal', 'journal', '--dry-run'],
  ]) {
    const agent = await run(argv, { cwd, home, env: { CLAUDECODE: '1' }, terminal: true });
    assert.deepEqual([agent.code, agent.out], [2, '']);
    assert.match(agent.err, /is refused: an agent runs it[^\n]*\n {2}Only a person seals/);
    const script = await run(argv, { cwd, home, isPerson: false });
    assert.deepEqual([script.code, script.out], [2, '']);
  }
  assert.ok(existsSync(join(cwd, 'journal/a.md')));
});

test('seal locks the folder, unseal does not unlock it; both tell the vault', async (t) => {
  const { cwd, cloister, policyText, places } = await makeSealedVault(t);
  const sealed = await cloister(['seal', 'journal']);
  assert.deepEqual([sealed.code, sealed.err], [0, '']);
  assert.match(
    sealed.out,
    /^2 files in journal to seal\.\nLocked journal from every agent\.\nSealed 2 files \(18 B\) in journal\.\n/,
  );
  assert.deepEqual(readdirSync(join(cwd, 'journal')).sort(), ['a.md.age', 'deep']);
  assert.deepEqual(JSON.parse(readFileSync(join(cwd, sealPath), 'utf8')).folders, ['journal']);
  const status = await run(['status', '--no-scan'], { cwd, home: join(places.identity, '../..') });
  assert.equal(status.code, 0, status.err);
  const back = await cloister(['unseal', 'journal']);
  assert.deepEqual([back.code, back.out], [0, 'Unsealed 2 files (18 B) in journal.\n']);
  assert.deepEqual(JSON.parse(readFileSync(join(cwd, sealPath), 'utf8')).folders, []);
  assert.match(policyText(), /"journal": "none"/);
});

test('a dry run does nothing, in text and JSON', async (t) => {
  const { cwd, home } = await makeVaultFolder(t, { 'journal/.gitignore': 'x' });
  const text = await run(['seal', 'journal', '--dry-run'], { cwd, home, terminal: true });
  assert.equal(
    text.out,
    '  journal/a.md\n  journal/deep/b.md\nSkipped 1:\n  journal/.gitignore: git or a program needs to read it\nWould seal 2 files. Nothing was done.\n',
  );
  const json = await run(['seal', 'journal', '--dry-run', '--format', 'json'], { cwd, home, terminal: true });
  assert.deepEqual(JSON.parse(json.out), {
    seal: 'journal',
    isDryRun: true,
    files: ['journal/a.md', 'journal/deep/b.md'],
    skipped: [{ path: 'journal/.gitignore', why: 'marker' }],
  });
  assert.ok(!existsSync(join(home, 'seal')) && existsSync(join(cwd, 'journal/a.md')));
});

test('what can not be sealed', async (t) => {
  const { cwd, home, cloister, key } = await makeSealedVault(t, { 'journal/.obsidian/x.json': '{}' });
  for (const [argv, message] of [
    [['seal', 'top.md'], /is a file/],
    [['seal', 'nowhere'], /There is no folder/],
    [['seal', '.cloister'], /is a folder of a program/],
    [['seal', 'journal/.obsidian'], /is a folder of a program/],
    [['seal', 'journal', '--recipient', 'ssh-ed25519 AAAA'], /no public key of age/],
    [['seal', 'journal', '--recipient', readFileSync(key, 'utf8').trim()], /no public key of age/],
    [['unseal'], /needs a path/],
    [['seal'], /`cloister seal` needs a path/],
  ] as const) {
    const { code, err } = await cloister(argv);
    assert.equal(code, 2, argv.join(' '));
    assert.match(err, message);
    assert.ok(!err.includes('AGE-SECRET-KEY'));
  }
  const none = makeFolder(t, { 'a.md': 'x' });
  assert.match((await run(['seal', '.'], { cwd: none, home, terminal: true })).err, /is in no vault/);
  const fresh = await makeVaultFolder(t);
  assert.match(
    (await run(['unseal', 'journal'], { cwd: fresh.cwd, home: fresh.home, terminal: true })).err,
    /was never sealed/,
  );
  assert.match(
    (await run(['seal', '--recipients'], { cwd: fresh.cwd, home: fresh.home, terminal: true })).err,
    /was never sealed/,
  );
  assert.match(
    (await run(['seal', '--change-passphrase'], { cwd: fresh.cwd, home: fresh.home, terminal: true })).err,
    /was never sealed/,
  );
  assert.match((await run(['seal', 'journal'], { cwd, home, terminal: true })).err, /does not have the vault's key/);
  assert.doesNotMatch(
    (await run(['seal', '--change-passphrase', '--recovery'], { cwd, home, terminal: true })).err,
    /use --recovery/,
  );
});

test('recipients: shown, added for what comes, and agreed to where they came from elsewhere', async (t) => {
  const { cwd, home, cloister } = await makeSealedVault(t);
  const other = await createSealKeys();
  const to = other.recipients[0]?.recipient ?? '';
  await cloister(['seal', 'journal']);
  const added = await cloister(['seal', '--recipient', `phone=${to}`]);
  assert.match(added.out, /Added\. It counts for what is sealed from now on/);
  assert.match(added.out, new RegExp(`${to} {2}phone\n`));
  writeFileSync(join(cwd, 'journal/new.md'), 'new\n');
  assert.equal((await cloister(['seal', 'journal'])).code, 0);
  const key = join(makeFolder(t, { 'key.txt': other.identity }), 'key.txt');
  const theirs = await run(['unseal', 'journal', '--identity', key], { cwd, home, terminal: true });
  assert.equal(theirs.code, 1);
  assert.match(theirs.out, /Unsealed 1 file .*\nSkipped 2:\n {2}journal\/a\.md\.age: it is sealed for other keys/);
  // Another one, put in by whoever can write the file: such as a commit that was pulled.
  const file = join(cwd, sealPath);
  const text = readFileSync(file, 'utf8').replace(to, (await createSealKeys()).recipients[0]?.recipient ?? '');
  writeFileSync(file, text);
  const no = await cloister(['seal', 'journal'], 'n\n');
  assert.equal(no.code, 130);
  assert.match(
    no.out,
    /names keys that you have not agreed to[\s\S]*phone[\s\S]*Seal for them from now on\?[\s\S]*Left as it was/,
  );
  assert.ok(existsSync(join(cwd, 'journal/new.md')));
  // It took another's place: that one is told too.
  assert.equal((await cloister(['seal', 'journal'], 'y\ny\n')).code, 0);
  assert.ok(!existsSync(join(cwd, 'journal/new.md')));
  // Taken out in the same way: then the recovery key would open nothing of what is sealed from now on.
  const named = JSON.parse(readFileSync(file, 'utf8'));
  const fewer = { ...named, recipients: named.recipients.filter(({ role }: { role: string }) => role !== 'recovery') };
  writeFileSync(file, JSON.stringify(fewer));
  writeFileSync(join(cwd, 'journal/newer.md'), 'newer\n');
  const without = await cloister(['seal', 'journal'], 'n\n');
  assert.equal(without.code, 130);
  assert.match(
    without.out,
    /does not name keys any more[\s\S]*\(recovery\)[\s\S]*Seal without them[\s\S]*Left as it was/,
  );
  assert.ok(existsSync(join(cwd, 'journal/newer.md')));
  writeFileSync(file, '{"version":1}');
  assert.match((await cloister(['seal', 'journal'])).err, /seal\.json can not be read: "recipients" is no list/);
});

test('what sealing does not reach is found: git, an editor, Vim, the trash, note apps, an index', async (t) => {
  const { cwd, home, cloister } = await makeSealedVault(t, {
    '.obsidian/core-plugins.json': '{"sync":true}',
    '.trash/old.md': 'x',
    '.smart-env/multi/a.ajson': '"smart_sources:journal/a.md": {}',
    '.obsidian/copilot-index-1.json': '{}',
  });
  gitIn(cwd, 'init', '-q');
  gitIn(cwd, 'add', '-A');
  gitIn(cwd, 'commit', '-qm', 'x');
  gitIn(cwd, 'remote', 'add', 'origin', 'https://user:pw@example.invalid/x.git');
  const history = join(home, '.config/Code/User/History/abc');
  for (const each of [history, join(home, '.vim/swap')]) mkdirSync(each, { recursive: true });
  writeFileSync(join(history, 'entries.json'), JSON.stringify({ version: 1, resource: `file://${cwd}/journal/a.md` }));
  writeFileSync(join(history, 'x.md'), 'dear diary\n');
  writeFileSync(join(home, '.vim/swap', `${join(cwd, 'journal/a.md').replaceAll('/', '%')}.swp`), 'x');
  const env = { PATH: process.env['PATH'] ?? '', GIT_CONFIG_GLOBAL: '/dev/null' };
  const { out, code, err } = await cloister(['seal', 'journal', '--format', 'json'], '', env);
  assert.equal(code, 0, err);
  const { residue, always } = JSON.parse(out);
  const texts: string[] = residue.map(({ what }: { what: string }) => what);
  for (const wanted of [
    /^git keeps earlier, plain versions in its history, and so may its remotes have: origin$/,
    /VS Code's local history: 1 locked note: journal\/a\.md/,
    /swap, undo and backup files of Vim: 1 locked note/,
    /Smart Connections: 1 locked note/,
    /\.trash holds 1 deleted file/,
    /File Recovery/,
    /Obsidian Sync is on/,
    /copilot-index-1\.json/,
  ])
    assert.ok(
      texts.some((each) => wanted.test(each)),
      `${wanted} in ${texts.join('\n')}`,
    );
  assert.equal(always.length, 4);
  assert.ok(!out.includes('dear diary') && !out.includes('user:pw'));
});

test('uninstall --purge keeps the key, and says where', async (t) => {
  const { cwd, home, keys, places } = await makeSealedVault(t);
  writeFileSync(places.identity, 'wrapped');
  const { code, err } = await run(['uninstall', '--purge'], { cwd, home });
  assert.equal(code, 0, err);
  assert.match(err, /warning: the keys of sealed notes stay/);
  assert.ok(err.includes(places.identity) && existsSync(places.identity) && existsSync(join(cwd, sealPath)));
  assert.ok(keys.identity !== '');
});
