import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, linkSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { AuditOptions, AuditReport } from '../../../src/core/audit.ts';
import { audit } from '../../../src/node/audit/audit.ts';
import type { AuditMachine } from '../../../src/node/audit/machine.ts';
import { cloisterVault } from '../../../src/stores/notes/markdown-vaults.ts';
import type { Store } from '../../../src/stores/store.ts';
import { makeFolder } from '../folder.ts';
import { stateOf } from '../sqlite/databases.ts';
import { machineAt, storeOf, vaultMark } from './machines.ts';

const noMore = new AbortController().signal;

async function run(
  home: string,
  stores: readonly Store[],
  {
    signal = noMore,
    machine = machineAt(home),
    ...options
  }: Partial<AuditOptions> & { signal?: AbortSignal; machine?: AuditMachine } = {},
): Promise<AuditReport> {
  const asked = { home, folders: [], only: ['notes', 'ai', 'passwords'] as const, ...options };
  return audit(asked, { machine, cloisterHome: join(home, '.own'), signal, stores });
}

const roots = ({ stores }: AuditReport): string[] => stores.map(({ store, root }) => `${store} ${root}`);

test('a store is found by its mark, in hidden folders too, and not in what programs fill', async (t) => {
  const home = makeFolder(t, {
    'a/vault/.obsidian/app.json': '{}',
    '.hidden/deep/vault/.obsidian/app.json': '{}',
    'project/node_modules/x/.obsidian/app.json': '{}',
    'project/.git/x/.obsidian/app.json': '{}',
    '.cache/x/.obsidian/app.json': '{}',
    'Library/Caches/x/.obsidian/app.json': '{}',
    'other/.cache/x/.obsidian/app.json': '{}',
    '.local/share/Trash/files/old/.obsidian/app.json': '{}',
  });
  const report = await run(home, [storeOf({ marks: [vaultMark] })]);
  assert.deepEqual(roots(report), [
    `obsidian ${home}/.hidden/deep/vault`,
    `obsidian ${home}/.local/share/Trash/files/old`,
    `obsidian ${home}/a/vault`,
    `obsidian ${home}/other/.cache/x`,
  ]);
  assert.deepEqual(report.skipped, []);
});

test('marks are names, ends and patterns, without regard to letter case', async (t) => {
  const home = makeFolder(t, {
    'x/NoteBook.ZIM': '',
    'x/a.conversation.json': '',
    'x/b.JSON': '',
    'x/Export-1f.zip': '',
    'x/zim': '',
  });
  const marks = [
    { entry: 'file', name: 'notebook.zim', candidate: 'itself', where: 'anywhere' },
    { entry: 'file', extension: '.conversation.json', candidate: 'itself', where: 'anywhere' },
    { entry: 'file', pattern: /^export-[0-9a-f]+\.zip$/, candidate: 'itself', where: 'anywhere' },
  ] as const;
  const report = await run(home, [storeOf({ marks })]);
  assert.deepEqual(
    roots(report),
    ['Export-1f.zip', 'NoteBook.ZIM', 'a.conversation.json'].map((name) => `obsidian ${home}/x/${name}`),
  );
});

test('a weak mark counts where people save exports, in vaults and in workspaces alone', async (t) => {
  const files = [
    'e.csv',
    'Downloads/sub/e.csv',
    'Téléchargements/e.csv',
    'deep/e.csv',
    'deep/Documents/sub/e.csv',
    'a/b/documents/e.csv',
    'vault/in/e.csv',
    'given/in/e.csv',
    '.config/Desktop/e.csv',
  ];
  const home = makeFolder(t, {
    ...Object.fromEntries(files.map((path) => [path, ''])),
    'vault/.obsidian/app.json': '',
    '.config/user-dirs.dirs': '# of the person\nXDG_DOWNLOAD_DIR="$HOME/Téléchargements"\n',
  });
  const mark = { entry: 'file', extension: '.csv', candidate: 'itself', where: 'usual' } as const;
  const report = await run(home, [storeOf({ marks: [mark] })], { folders: [join(home, 'given')] });
  const expected = [
    'Downloads/sub/e.csv',
    'Téléchargements/e.csv',
    'deep/Documents/sub/e.csv',
    'e.csv',
    'given/in/e.csv',
    'vault/in/e.csv',
  ];
  assert.deepEqual(roots(report).sort(), expected.map((path) => `obsidian ${home}/${path}`).sort());
});

test('default places of all systems are looked at; variables move those of the own home alone', async (t) => {
  const home = makeFolder(t, {
    '.config/app/db': '',
    '.var/app/org.app/config/app/db': '',
    'Library/Application Support/app/db': '',
    'AppData/Roaming/app/db': '',
    'moved/db': '',
    '.usual/db': '',
    '.config/Cursor/User/x/db': '',
    'AppData/Roaming/Code/User/x/db': '',
    'Library/Group Containers/9K.app/one/db': '',
  });
  const store = storeOf({
    linux: ['{config}/app/db', '{env:APP_HOME|~/.usual}/db', '{user}/x/db'],
    darwin: ['{support}/app/db', '~/Library/Group Containers/*.app/*/db'],
    win32: ['{appdata}/app/db'],
  });
  const env = { HOME: home, APP_HOME: join(home, 'moved') };
  const own = roots(await run(home, [store], { machine: machineAt(home, { env }) })).map((each) =>
    each.slice(`obsidian ${home}/`.length),
  );
  const everywhere = [
    '.config/Cursor/User/x/db',
    '.config/app/db',
    '.usual/db',
    '.var/app/org.app/config/app/db',
    'AppData/Roaming/Code/User/x/db',
    'AppData/Roaming/app/db',
    'Library/Application Support/app/db',
    'Library/Group Containers/9K.app/one/db',
  ];
  assert.deepEqual(own, [...everywhere, 'moved/db']);
  const other = roots(await run(home, [store], { machine: machineAt(home, { env, isOwnHome: false }) })).map((each) =>
    each.slice(`obsidian ${home}/`.length),
  );
  assert.deepEqual(other, everywhere);
});

test('a store that is found twice is told once; a link at its default place is followed, one elsewhere is told', async (t) => {
  const root = makeFolder(t, {
    'home/real/.obsidian/app.json': '',
    'mnt/notes/.obsidian/app.json': '',
    'mnt/other/x': '',
  });
  const home = join(root, 'home');
  symlinkSync(join(home, 'real'), join(home, 'again'));
  symlinkSync(home, join(home, 'real', 'loop'));
  symlinkSync(join(root, 'mnt/notes'), join(home, 'notes'));
  symlinkSync(join(root, 'mnt/other'), join(home, 'other'));
  symlinkSync('/nowhere', join(home, 'broken'));
  symlinkSync('/etc/passwd', join(home, 'file'));
  const recognise: Store['recognise'] = (path, reader) =>
    reader.type(`${path}/.obsidian`) === 'folder'
      ? {
          store: 'obsidian',
          root: path,
          evidence: path,
          atRest: { state: 'plaintext' },
          parts: [{ kind: 'notes', path }],
        }
      : undefined;
  const report = await run(home, [
    storeOf({ linux: ['~/notes', '~/again', '~/real', '~/file'], marks: [vaultMark], recognise }),
  ]);
  assert.deepEqual(roots(report), [`obsidian ${home}/real`, `obsidian ${root}/mnt/notes`]);
  assert.deepEqual(report.skipped, [{ path: join(home, 'other'), why: 'link-outside' }]);
});

test('nested stores: two apps in one folder give one finding, a database of an app is no database besides', async (t) => {
  const home = makeFolder(t, {
    'graph/logseq/config.edn': '',
    'graph/.obsidian/app.json': '',
    'graph/inner/.obsidian/app.json': '',
    'app/db.sqlite': '',
    'lone.sqlite': '',
  });
  const stores = [
    storeOf({ id: 'logseq', marks: [{ entry: 'folder', name: 'logseq', candidate: 'parent', where: 'anywhere' }] }),
    storeOf({ marks: [vaultMark] }),
    storeOf({ id: 'joplin', linux: ['~/app/db.sqlite'] }),
    storeOf({ id: 'sqlite', marks: [{ entry: 'file', extension: '.sqlite', candidate: 'itself', where: 'anywhere' }] }),
  ];
  const report = await run(home, stores);
  assert.deepEqual(roots(report), [
    `joplin ${home}/app/db.sqlite`,
    `logseq ${home}/graph`,
    `obsidian ${home}/graph`,
    `obsidian ${home}/graph/inner`,
    `sqlite ${home}/lone.sqlite`,
  ]);
  const plain = report.findings
    .filter(({ rule }) => rule === 'store.notes.plaintext')
    .map(({ place }) => `${place.store} ${place.path}`);
  assert.deepEqual(plain, [`joplin ${home}/app/db.sqlite`, `logseq ${home}/graph`]);
});

test('hostile names, special files and loops are no crash, and nothing is changed', async (t) => {
  const home = makeFolder(t, {
    'a\nb/.obsidian/app.json': '',
    '__proto__/.obsidian/__proto__': '',
    'constructor/.obsidian/app.json': '',
    [`${'n'.repeat(255)}/.obsidian/app.json`]: '',
    ' \u202e\u0007/.obsidian/app.json': '',
  });
  for (const name of [Buffer.from([0x62, 0xff, 0x63]), Buffer.from([0xc3, 0x28])])
    mkdirSync(Buffer.concat([Buffer.from(`${home}/`), name, Buffer.from('/.obsidian')]), { recursive: true });
  writeFileSync(Buffer.concat([Buffer.from(`${home}/`), Buffer.from([0xff]), Buffer.from('.csv')]), '');
  assert.equal(spawnSync('mkfifo', [join(home, 'pipe.csv')]).status, 0);
  linkSync(join(home, 'constructor/.obsidian/app.json'), join(home, 'hard.csv'));
  let deep = home;
  for (let depth = 0; depth < 300; depth++) deep += '/d';
  mkdirSync(deep, { recursive: true });
  const before = stateOf(join(home, 'constructor/.obsidian'));
  const mark = { entry: 'file', extension: '.csv', candidate: 'itself', where: 'anywhere' } as const;
  const report = await run(home, [storeOf({ marks: [vaultMark, mark] })]);
  assert.equal(report.stores.length, 6);
  assert.equal(report.skipped.filter(({ detail }) => detail === 'its name is no UTF-8').length, 3);
  assert.deepEqual(stateOf(join(home, 'constructor/.obsidian')), before);
});

test('what may not be read is a skipped line', async (t) => {
  const home = makeFolder(t, { 'closed/.obsidian/app.json': '', 'open/.obsidian/app.json': '' });
  chmodSync(join(home, 'closed'), 0);
  // Root may read everything: for a moment this process is nobody's.
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) for (const path of ['', 'open', 'open/.obsidian', 'closed']) chownSync(join(home, path), 65534, 65534);
  if (isRoot) process.seteuid?.(65534);
  try {
    const report = await run(home, [storeOf({ marks: [vaultMark] })]);
    assert.deepEqual(roots(report), [`obsidian ${home}/open`]);
    assert.deepEqual(report.skipped, [{ path: join(home, 'closed'), why: 'unreadable', detail: 'EACCES' }]);
  } finally {
    if (isRoot) process.seteuid?.(0);
    chmodSync(join(home, 'closed'), 0o700);
  }
});

test('a recogniser that throws is a fault that is told without what it read; the others go on', async (t) => {
  const home = makeFolder(t, { 'a/.obsidian/app.json': '' });
  const broken = storeOf({
    id: 'bear',
    marks: [vaultMark],
    recognise() {
      throw new SyntaxError('Unexpected token, "a secret" is not valid JSON');
    },
  });
  const report = await run(home, [broken, storeOf({ marks: [vaultMark] })]);
  assert.deepEqual(roots(report), [`obsidian ${home}/a`]);
  const [fault] = report.skipped;
  assert.equal(fault?.why, 'fault');
  assert.match(fault?.detail ?? '', /^bear: SyntaxError /);
  assert.doesNotMatch(JSON.stringify(report), /a secret/);
});

test('a list of vaults leads to them within the home folder alone', async (t) => {
  const root = makeFolder(t, { 'home/.config/list': '', 'home/.cache/hidden/vault/e.csv': '', 'elsewhere/e.csv': '' });
  const home = join(root, 'home');
  symlinkSync(join(root, 'elsewhere'), join(home, 'sneaky'));
  const leads = (): string[] => [
    join(home, '.cache/hidden/vault'),
    join(root, 'elsewhere'),
    join(home, 'sneaky'),
    'relative',
    join(home, 'gone'),
    '/',
  ];
  const mark = { entry: 'file', extension: '.csv', candidate: 'itself', where: 'usual' } as const;
  const list = storeOf({ id: 'anki', linux: ['~/.config/list'], leads, recognise: () => undefined });
  const report = await run(home, [list, storeOf({ marks: [mark] })]);
  assert.deepEqual(roots(report), [`obsidian ${home}/.cache/hidden/vault/e.csv`]);
  assert.deepEqual(
    report.skipped.map(({ path, why }) => `${why} ${path}`).sort(),
    ['/', join(home, 'sneaky'), join(root, 'elsewhere')].map((path) => `link-outside ${path}`).sort(),
  );
});

test('an audit does nothing more after the signal, lets it come in time, and leaves nothing', async (t) => {
  const home = makeFolder(t, {});
  for (let index = 0; index < 500; index++)
    mkdirSync(join(home, `${index % 40}`, `${index}`, 'x'), { recursive: true });
  for (const delay of [0, 5, 30, 200]) {
    const controller = new AbortController();
    const { signal } = controller;
    const reason = new Error('enough');
    const counts = { all: 0, sinceTurn: 0, mostInTurn: 0, late: 0 };
    const slow = storeOf({
      marks: [{ entry: 'folder', name: 'x', candidate: 'itself', where: 'anywhere' }],
      recognise(_path, reader) {
        counts.all += 1;
        counts.sinceTurn += 1;
        counts.mostInTurn = Math.max(counts.mostInTurn, counts.sinceTurn);
        if (signal.aborted) counts.late += 1;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3);
        reader.list(home);
        return undefined;
      },
    });
    const turns = setInterval(() => (counts.sinceTurn = 0), 1);
    setTimeout(() => controller.abort(reason), delay);
    await assert.rejects(run(home, [slow], { signal }), reason);
    clearInterval(turns);
    // How long that takes depends on the machine; how much is done between two moments in which a signal can come, does not.
    assert.equal(counts.late, 0, `${counts.late} places were looked at after the signal`);
    assert.ok(counts.mostInTurn <= 30, `${counts.mostInTurn} places in one turn`);
    assert.ok(counts.all < 500, 'everything was looked at');
  }
  assert.deepEqual(
    readdirSync(home).filter((name) => name.startsWith('.c')),
    [],
  );
});

test('what a vault locks that the walk alone finds counts for services', async (t) => {
  const home = makeFolder(t, {
    'notes/.cloister/policy.json': '{ "version": 1, "folders": { "journal": "none" } }',
    'notes/journal/a.md': '',
  });
  const args = ['@modelcontextprotocol/server-filesystem', join(home, 'notes')];
  mkdirSync(join(home, '.cursor'));
  writeFileSync(join(home, '.cursor/mcp.json'), JSON.stringify({ mcpServers: { one: { command: 'npx', args } } }));
  const { stores, findings } = await run(home, [cloisterVault], { only: ['notes', 'services'] });
  assert.deepEqual(
    stores.map(({ root, vault }) => [root, vault]),
    [[join(home, 'notes'), join(home, 'notes')]],
  );
  const [found] = findings.filter(({ rule }) => rule === 'service.mcp-root');
  assert.equal(found?.args['locked'], join(home, 'notes/journal'));
});

test('what is locked now counts for services, in vaults around a folder too', async (t) => {
  const root = makeFolder(t, {
    'home/.cursor/mcp.json': '',
    'vault/.cloister/policy.json': JSON.stringify({
      version: 1,
      folders: {
        journal: 'none',
        'journal/public': 'read',
        missing: 'none',
        ended: { access: 'write', until: '2000-01-01T01:00:00Z', after: 'none' },
      },
    }),
    'vault/journal/public/a.md': '',
    'vault/inner/a.md': '',
    'vault/ended/a.md': '',
  });
  const home = join(root, 'home');
  const vault = join(root, 'vault');
  const found = async (served: string, folders: readonly string[]) => {
    const servers = {
      mcpServers: { one: { command: 'npx', args: ['@modelcontextprotocol/server-filesystem', served] } },
    };
    writeFileSync(join(home, '.cursor/mcp.json'), JSON.stringify(servers));
    const { findings } = await run(home, [], { only: ['services'], folders });
    return findings.filter(({ rule }) => rule === 'service.mcp-root').map(({ args }) => args['locked']);
  };
  assert.deepEqual(await found(vault, []), []);
  assert.deepEqual(await found(vault, [vault]), [join(vault, 'ended')]);
  assert.deepEqual(await found(vault, [join(vault, 'inner')]), [join(vault, 'ended')]);
  assert.deepEqual(await found(join(vault, 'journal/public'), [vault]), []);
  assert.deepEqual(await found(join(vault, 'inner'), [vault]), []);
  assert.deepEqual(await found(join(vault, 'ended'), [vault]), [join(vault, 'ended')]);
  symlinkSync(vault, join(root, 'link'));
  assert.deepEqual(await found(vault, [join(root, 'link')]), [join(vault, 'ended')]);
});

test('only the kinds that are asked for are told', async (t) => {
  const home = makeFolder(t, { 'a/.obsidian/app.json': '', '.claude/projects/x': '' });
  const stores = [storeOf({ marks: [vaultMark] }), storeOf({ id: 'claude-code', holds: 'ai', linux: ['~/.claude'] })];
  assert.deepEqual(roots(await run(home, stores, { only: ['ai'] })), [`claude-code ${home}/.claude`]);
  assert.deepEqual(roots(await run(home, stores, { only: ['notes'] })), [`obsidian ${home}/a`]);
  const disk = await run(home, stores, { only: ['disk'] });
  assert.deepEqual(disk.stores, []);
  assert.ok(disk.findings.every(({ rule }) => /^(?:disk|store\.backup)/.test(rule)));
  assert.deepEqual((await run(home, stores, { only: [] })).stores.length, 2);
  const { machine, findings } = await run(makeFolder(t, {}), stores, { only: ['disk'] });
  assert.equal(machine.disks.length, 1, 'the disk of a home folder without stores');
  assert.deepEqual(findings, []);
});
