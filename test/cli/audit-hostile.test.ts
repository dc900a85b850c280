import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { allStores } from '../../src/stores/index.ts';
import type { Platform } from '../../src/stores/store.ts';
import { cpuTime } from '../cpu-time.ts';
import { databaseAt, folderOf, temporaryFolder } from '../stores/fixture.ts';
import { placedAi } from './audit-homes/ai.ts';
import type { Report } from './audit-homes/expected.ts';
import { placedNotes } from './audit-homes/notes.ts';
import { placedPasswords } from './audit-homes/passwords.ts';
import { systems } from './audit-homes/placed.ts';
import { snapshotOf } from './audit-homes/snapshot.ts';
import { type Run, run } from './running.ts';

/* Whatever lies in a home folder: no crash, no wait without end, a line for what was skipped, and nothing changed. */

const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
/** In milliseconds. */
const longest = 10_000;
const isWindows = process.platform === 'win32';

interface Audited {
  readonly report: Report;
  readonly text: Run;
}

/** Audits a home twice, as JSON and as text, and sees to it that it was in time and that nothing was changed or left. */
async function audited(home: string, except?: ReadonlySet<string>): Promise<Audited> {
  const own = temporaryFolder();
  const cache = temporaryFolder();
  const before = snapshotOf(home, except);
  const options = { home: own, env: { XDG_CACHE_HOME: cache, PATH: process.env['PATH'] ?? '' } };
  let json: Run = { code: 0, out: '', err: '' };
  // Time of the processor: others may use this machine at the same time. What waits without end meets the test's own limit.
  const taken = await cpuTime(async () => {
    json = await run(['audit', '--home', home, '--format', 'json'], options);
  });
  assert.ok(taken < longest, `${taken} ms`);
  const text = await run(['audit', '--home', home], options);
  assert.equal(json.err, '');
  assert.deepEqual(snapshotOf(home, except), before);
  assert.deepEqual(copiesIn(cache), []);
  const report = JSON.parse(json.out) as Report;
  assert.deepEqual(
    report.skipped.filter(({ why }) => why === 'fault'),
    [],
  );
  // What a terminal would obey.
  assert.doesNotMatch(text.out, /(?!\n)\p{Cc}|\u202e/u);
  return { report, text };
}

/** Copies of databases that were left behind. */
function copiesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

function emptyHome(): string {
  const home = realpathSync(temporaryFolder());
  chmodSync(home, 0o700);
  return home;
}

/** A home with all stores of a system. */
function fullHome(system: Platform): string {
  const home = emptyHome();
  for (const store of [...placedNotes(system, 'open'), ...placedAi(system), ...placedPasswords('open')])
    store.make(home);
  return home;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

/** A number that is the same for the same text. */
function sumOf(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7);
}

const damages: readonly (readonly [name: string, damage: (path: string) => void])[] = [
  ['cut in half', (path) => truncateSync(path, Math.floor(statSync(path).size / 2))],
  ['cut to its first hundred bytes', (path) => truncateSync(path, Math.min(100, statSync(path).size))],
  ['empty', (path) => truncateSync(path, 0)],
  [
    'noise behind its first sixteen bytes',
    (path) => {
      const head = readFileSync(path).subarray(0, 16);
      writeFileSync(path, Buffer.concat([head, randomBytes(statSync(path).size)]));
    },
  ],
  [
    'noise in its middle',
    (path) => {
      const bytes = readFileSync(path);
      randomBytes(Math.ceil(bytes.length / 4)).copy(bytes, Math.floor(bytes.length / 3));
      writeFileSync(path, bytes);
    },
  ],
  [
    'a folder of its name',
    (path) => {
      rmSync(path);
      mkdirSync(path);
      writeFileSync(join(path, 'database.sqlite'), 'x');
    },
  ],
];

for (const [index, [name, damage]] of damages.entries())
  test(`every file of every store: ${name}`, async (t) => {
    const home = fullHome(systems[index % systems.length] ?? 'linux');
    const files = filesIn(home);
    for (const path of files) damage(path);
    const { report } = await audited(home);
    t.diagnostic(`${files.length} files: ${report.stores.length} stores told, ${report.skipped.length} skipped`);
    // Damage is no reason to call a store encrypted that was not; those of noise may look so.
    if (index !== 3 && index !== 4) {
      const wrong = report.stores.filter(({ atRest, store }) => atRest.state === 'encrypted' && store === 'sqlite');
      assert.deepEqual(wrong, []);
    }
  });

test('every file damaged in another way', async () => {
  const home = fullHome('linux');
  for (const path of filesIn(home)) damages[sumOf(path) % damages.length]?.[1](path);
  await audited(home);
});

test('databases that are cut off or damaged are told as skipped, by their paths', async () => {
  const home = emptyHome();
  const table = ['CREATE TABLE notes (id)', 'CREATE TABLE folders (id)', 'CREATE TABLE master_keys (id)'];
  const cut = databaseAt(`${home}/.config/joplin-desktop/database.sqlite`, table);
  truncateSync(cut, 5000);
  const noise = databaseAt(`${home}/Zotero/zotero.sqlite`, table);
  writeFileSync(noise, Buffer.concat([readFileSync(noise).subarray(0, 20), randomBytes(8000)]));
  const { report } = await audited(home);
  const skipped = new Map(report.skipped.map(({ path, why }) => [path, why]));
  assert.deepEqual([skipped.get(cut), skipped.get(noise)], ['damaged', 'damaged']);
});

/** Default places of all stores of all systems in a home folder, the variables of places filled in. */
function defaultPlaces(): string[] {
  const variables: Readonly<Record<string, string>> = {
    config: '.config',
    data: '.local/share',
    support: 'Library/Application Support',
    appdata: 'AppData/Roaming',
    localappdata: 'AppData/Local',
    user: '.config/Code/User',
  };
  const all = allStores.flatMap(({ paths }) => systems.flatMap((system) => paths[system]));
  const places = all.map((path) =>
    path
      .replace(/^\{env:\w+\|((?:[^{}]|\{\w+\})*)\}/, '$1')
      .replace(/^\{(\w+)\}/, (_, name: string) => variables[name] ?? '')
      .replace(/^~\/?/, '')
      .replaceAll('*', 'x'),
  );
  return [...new Set(places)].filter((path) => path !== '').sort();
}

/** Puts something at each default place that does not lie in another one. */
function atDefaultPlaces(home: string, make: (path: string) => void): void {
  const made: string[] = [];
  for (const place of defaultPlaces()) {
    if (made.some((each) => place.startsWith(`${each}/`))) continue;
    made.push(place);
    mkdirSync(dirname(join(home, place)), { recursive: true });
    make(join(home, place));
  }
}

test('links at every default place: to themselves, in a circle, upwards, out of the home', {
  skip: isWindows,
}, async () => {
  const home = emptyHome();
  const outside = temporaryFolder();
  folderOf({ 'secret.md': 'x', '.obsidian/app.json': '{}' }, outside);
  let count = 0;
  atDefaultPlaces(home, (path) => {
    const targets = [path, `${path}.other`, home, '..', outside, '/proc/self', '/dev/zero'];
    const target = targets[count++ % targets.length] ?? home;
    symlinkSync(target, path);
    if (target === `${path}.other`) symlinkSync(path, target);
  });
  mkdirSync(join(home, 'Documents'), { recursive: true });
  symlinkSync(home, join(home, 'Documents/all'));
  symlinkSync('/', join(home, 'Downloads'));
  const { report } = await audited(home);
  assert.ok(report.skipped.some(({ why }) => why === 'link-outside'));
  assert.ok(!report.stores.some(({ root }) => root.startsWith(outside)));
});

test('pipes and sockets at every default place, and with names of databases', { skip: isWindows }, async (t) => {
  const home = emptyHome();
  const pipes: string[] = [];
  atDefaultPlaces(home, (path) => pipes.push(path));
  for (const name of ['document.db', 'zotero.sqlite', 'a.age', 'logins.csv', 'b.zip', 'c.json', 'result.json'])
    pipes.push(join(home, 'Downloads', name));
  mkdirSync(join(home, 'Downloads'), { recursive: true });
  execFileSync('mkfifo', pipes);
  // A socket's address is short: it is made elsewhere and moved.
  const near = mkdtempSync(join(tmpdir(), 's-'));
  t.after(() => rmSync(near, { recursive: true, force: true }));
  const server = createServer();
  await new Promise<void>((listening) => server.listen(join(near, 's'), listening));
  t.after(() => server.close());
  const socket = join(home, 'Downloads/database.sqlite');
  linkSync(join(near, 's'), socket);
  const { report } = await audited(home);
  const skipped = report.skipped.filter(({ why }) => why === 'special-file').map(({ path }) => path);
  for (const path of [socket, `${home}/Zotero/zotero.sqlite`, `${home}/.codex`, `${home}/Downloads/document.db`])
    assert.ok(skipped.includes(path), path);
});

test('folders with names of files, at every default place', async () => {
  const home = emptyHome();
  atDefaultPlaces(home, (path) => mkdirSync(path, { recursive: true }));
  for (const name of ['database.sqlite', 'document.db', 'a.age', 'b.csv', 'c.kdbx', 'NoteStore.sqlite', 'x.enex'])
    mkdirSync(join(home, 'Documents', name, 'inner'), { recursive: true });
  const { report } = await audited(home);
  assert.deepEqual(report.findings, []);
});

test('names that a terminal, a shell or a program may take for something else', { skip: isWindows }, async (t) => {
  const home = emptyHome();
  const names = [
    '__proto__',
    'constructor',
    'a\nfake: finding',
    '\u001b[2J\u001b]0;title\u0007',
    "it's; rm -rf $HOME `x`",
    '-rf',
    'C:\\x',
    '\u202egnp.md',
    'é'.normalize('NFD'),
    '\u0085',
    'x'.repeat(250),
  ];
  for (const name of names) {
    folderOf({ [`${name}/.obsidian/app.json`]: '{}', [`${name}/${name.slice(0, 200)}.md`]: '# a' }, home);
    databaseAt(`${home}/${name}/zotero.sqlite`, ['CREATE TABLE items (itemID)']);
  }
  const raw = Buffer.concat([Buffer.from(`${home}/`), Buffer.from([0xff, 0xfe, 0x2f]), Buffer.from('.obsidian')]);
  mkdirSync(raw, { recursive: true });
  writeFileSync(Buffer.concat([raw, Buffer.from('/app.json')]), '{}');
  const { report } = await audited(home);
  const vaults = report.stores.filter(({ store }) => store === 'obsidian').map(({ root }) => root);
  assert.deepEqual(vaults.sort(), names.map((name) => `${home}/${name}`).sort());
  assert.ok(report.skipped.some(({ why, path }) => why === 'unreadable' && path.includes('\uFFFD')));
  const sarif = await run(['audit', '--home', home, '--format', 'sarif'], { home: temporaryFolder() });
  assert.doesNotThrow(() => JSON.parse(sarif.out));
  // The command that closes a store means that store alone.
  const readable = `${home}/it's; rm -rf $HOME \`x\``;
  chmodSync(home, 0o755);
  const open = await audited(home);
  const found = open.report.findings.find(({ rule, place }) => rule === 'store.readable' && place.path === readable);
  if (found === undefined) return t.diagnostic('others can not come here: the command was not tried');
  const { fix = '' } = found.args;
  const told = execFileSync('sh', ['-c', `set -- ${fix}; printf '%s\\n' "$@"`], { encoding: 'utf8' });
  assert.equal(told, ['chmod', '-R', 'go-rwx', readable, ''].join('\n'));
});

test('ten thousand signs of stores in one folder, and folders a thousand deep', async (t) => {
  const home = emptyHome();
  const many = join(home, 'Documents/many');
  mkdirSync(many, { recursive: true });
  for (let at = 0; at < 10_000; at++)
    writeFileSync(join(many, `${at}${['.csv', '.json', '.age', '.enex', '.zip', '.db'][at % 6]}`), 'x');
  let deep = join(home, 'deep');
  for (let at = 0; at < 900; at++) deep += '/d';
  mkdirSync(deep, { recursive: true });
  const started = performance.now();
  const { report } = await audited(home);
  t.diagnostic(`audited twice in ${Math.round(performance.now() - started)} ms`);
  assert.deepEqual(report.stores, []);
});

test('files of a terabyte without content, at places of databases, notes and exports', {
  skip: isWindows,
}, async () => {
  const home = emptyHome();
  const tables = ['notes (id, body, encryption_applied, encryption_cipher_text)', 'folders (id)', 'master_keys (id)'];
  const base = databaseAt(
    `${home}/base.db`,
    tables.map((table) => `CREATE TABLE ${table}`),
  );
  const names = [
    '.config/joplin-desktop/database.sqlite',
    'Zotero/zotero.sqlite',
    '.claude/history.jsonl',
    '.codex/history.jsonl',
    'Downloads/logins.csv',
    'Downloads/export.json',
    'Downloads/a.zip',
    'Downloads/b.1pux',
    'Downloads/c.age',
    'Downloads/d.pdf',
    'Downloads/e.xml',
    'Documents/notes.enex',
    'Documents/v/a.md',
    'Documents/v/b.md.age',
    'Documents/Standard Notes Backup and Import File.txt',
    '.aider.chat.history.md',
  ];
  folderOf({ 'Documents/v/.obsidian/app.json': '{}' }, home);
  for (const name of names) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    if (/\.sqlite$/.test(name)) cpSync(base, join(home, name));
    else writeFileSync(join(home, name), /\.json$/.test(name) ? '{"items":[' : 'url,username,password\n');
    truncateSync(join(home, name), 2 ** 40);
  }
  const { report } = await audited(home);
  assert.ok(report.skipped.some(({ why }) => why === 'too-big'));
});

test('databases and transcripts that are written while they are looked at', { skip: isWindows }, async () => {
  const home = fullHome('linux');
  const paths = filesIn(home).filter((path) => /\.(?:sqlite|db|jsonl|vscdb|md|anki2)$/.test(path));
  const writer = spawn(
    process.execPath,
    [
      '-e',
      `const fs = require('fs'); const paths = JSON.parse(process.argv[1]); let n = 0;
       for (;;) { const p = paths[n++ % paths.length];
         try { if (n % 3) fs.appendFileSync(p, 'x'.repeat(n % 5000)); else fs.truncateSync(p, Math.max(0, fs.statSync(p).size - 3000)); }
         catch (error) { if (error.code !== 'ENOENT') throw error; } }`,
      JSON.stringify(paths),
    ],
    { stdio: 'ignore' },
  );
  // It must be gone before the home is removed, which fails where somebody still writes into it.
  const gone = once(writer, 'exit');
  try {
    await audited(home, new Set(paths));
  } finally {
    writer.kill('SIGKILL');
    await gone;
  }
});

/** A person who can not read everything: this process may be root, who can. */
function nobody(): { uid: number; gid: number } | string {
  if (process.getuid?.() !== 0) return 'only root can start a process of another user';
  if (!existsSync(cli)) return 'no build in dist';
  const who = { uid: 65_534, gid: 65_534 };
  const { status } = spawnSync(process.execPath, ['-e', `require('fs').readFileSync(${JSON.stringify(cli)})`], who);
  return status === 0 ? who : 'another user can not read the build';
}

test('what the person may not read is skipped, and the rest is found', { skip: isWindows }, (t: TestContext) => {
  const who = nobody();
  if (typeof who === 'string') return t.skip(who);
  const home = emptyHome();
  const own = realpathSync(temporaryFolder());
  folderOf(
    {
      'open/.obsidian/app.json': '{}',
      'open/a.md': 'a',
      'shut/.obsidian/app.json': '{}',
      'shut/a.md': 'a',
      '.codex/sessions/a/b.jsonl': '{}',
      'Downloads/logins.csv': 'url,username,password\nhttps://a.example,me,made-up-Quince-7\n',
    },
    home,
  );
  const shut = databaseAt(`${home}/Zotero/zotero.sqlite`, ['CREATE TABLE items (itemID)']);
  for (const path of [
    home,
    own,
    ...readdirSync(home, { recursive: true, encoding: 'utf8' }).map((each) => join(home, each)),
  ])
    chownSync(path, who.uid, who.gid);
  for (const path of ['shut', '.codex/sessions', 'Downloads/logins.csv']) chmodSync(join(home, path), 0);
  chmodSync(shut, 0);
  // The folder above is for its owner alone.
  const env = { PATH: process.env['PATH'], HOME: own, CLOISTER_HOME: own, XDG_CACHE_HOME: own, TMPDIR: own };
  const done = spawnSync(process.execPath, [cli, 'audit', '--home', home, '--format', 'json'], {
    ...who,
    env,
    cwd: own,
    encoding: 'utf8',
    timeout: 6 * longest,
  });
  assert.equal(done.stderr, '');
  const report = JSON.parse(done.stdout) as Report;
  const vaults = report.stores.filter(({ store }) => store === 'obsidian').map(({ root }) => root);
  assert.deepEqual(vaults, [`${home}/open`]);
  const skipped = report.skipped.filter(({ why }) => why === 'unreadable').map(({ path }) => path);
  for (const path of ['shut', '.codex/sessions', 'Downloads/logins.csv', 'Zotero/zotero.sqlite'])
    assert.ok(skipped.includes(`${home}/${path}`), path);
});

test('times of the future, of no time, and files of the year 1', { skip: isWindows }, async () => {
  const home = emptyHome();
  folderOf({ 'v/.obsidian/app.json': '{}', 'v/a.md': 'a', 'v/b.md': 'b', '.claude/history.jsonl': '{}' }, home);
  utimesSync(join(home, 'v/a.md'), 253_402_300_799, 253_402_300_799);
  utimesSync(join(home, 'v/b.md'), -1, -1);
  const { report } = await audited(home);
  assert.equal(report.stores.filter(({ store }) => store === 'obsidian').length, 1);
});
