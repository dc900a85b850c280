import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { lockedHistory } from '../../src/node/git/locked-history.ts';
import { makeFolder } from '../node/folder.ts';
import { type Run, run } from './running.ts';

const path = process.env['PATH'] ?? '';

interface Row {
  readonly kind: string;
  readonly name: string;
  readonly repository: string;
  readonly notes: number;
  readonly tracked: number;
  readonly remotes: string[];
  readonly example?: string;
}

interface Told {
  readonly isComplete: boolean;
  readonly rows: Row[];
  readonly problems: string[];
  readonly page: string;
}

/** Git in a folder, with an author, a date and no settings of this machine. */
function gitIn(folder: string, ...args: string[]): string {
  const who = { GIT_AUTHOR_NAME: 't', GIT_AUTHOR_EMAIL: 't@example.org', GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z' };
  return execFileSync('git', ['-c', 'init.defaultBranch=main', '-c', 'protocol.file.allow=always', ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: path,
      HOME: '/nonexistent',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
      ...who,
      GIT_COMMITTER_NAME: 't',
      GIT_COMMITTER_EMAIL: 't@example.org',
      GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
    },
  });
}

/** A vault at `inner` of a folder, in which `journal` and `*.kdbx` are locked. */
async function vaultIn(t: TestContext, inner = '', files: Readonly<Record<string, string>> = {}) {
  const base = makeFolder(t, {});
  const home = makeFolder(t, {});
  const root = inner === '' ? base : join(base, inner);
  const put = (name: string, text = 'x\n'): void => {
    mkdirSync(dirname(join(base, name)), { recursive: true });
    writeFileSync(join(base, name), text);
  };
  mkdirSync(root, { recursive: true });
  const policy = { version: 1, id: 'v', folders: { journal: 'none' }, files: { none: ['*.kdbx', 'drafts/'] } };
  for (const [name, text] of Object.entries({ '.cloister/policy.json': JSON.stringify(policy), ...files }))
    put(inner === '' ? name : `${inner}/${name}`, text);
  const cloister = (argv: readonly string[], env: Readonly<Record<string, string>> = {}, isPerson = true) =>
    run(argv, { cwd: root, home, env: { PATH: path, ...env }, isPerson });
  const status = async (env: Readonly<Record<string, string>> = {}): Promise<Told | undefined> => {
    const { code, out, err } = await cloister(['status', '--no-scan', '--format', 'json'], env);
    assert.equal(code, 0, err);
    return JSON.parse(out).history;
  };
  return { base, root, home, put, cloister, status, git: (...args: string[]) => gitIn(base, ...args) };
}

const row = (name: string, more: Partial<Row> = {}): Row => ({
  kind: 'folder',
  name,
  repository: '',
  notes: 1,
  tracked: 0,
  remotes: [],
  ...more,
});

test('without a repository, and without git, nothing is said', async (t) => {
  const { status, cloister, git, put } = await vaultIn(t);
  assert.equal(await status(), undefined);
  git('init', '-q');
  put('journal/a.md');
  git('add', '-f', '.');
  assert.equal(await status({ PATH: '' }), undefined);
  assert.doesNotMatch((await cloister(['status', '--no-scan'], { PATH: '' })).out, /in git/);
});

test('a repository in which nothing locked stands is said to be one', async (t) => {
  const { status, cloister, git, put } = await vaultIn(t);
  git('init', '-q');
  assert.deepEqual(await status(), {
    isComplete: true,
    rows: [],
    problems: [],
    page: 'docs/history.md#locked-notes-in-the-history',
  });
  put('open.md');
  git('add', 'open.md');
  git('commit', '-qm', 'one');
  assert.deepEqual((await status())?.rows, []);
  assert.doesNotMatch((await cloister(['status', '--no-scan'])).out, /git/);
});

test('what is only staged stands in git already', async (t) => {
  const { status, git, put } = await vaultIn(t);
  git('init', '-q');
  put('journal/a.md');
  git('add', '-f', 'journal');
  assert.deepEqual((await status())?.rows, [row('journal', { tracked: 1, example: 'journal/a.md' })]);
});

test('folders, patterns and marks: how many notes, tracked or not, pushed where, with a note of each', async (t) => {
  const { status, cloister, git, put } = await vaultIn(t, '', { 'mine.md': '---\nprivate: true\n---\nx\n' });
  git('init', '-q');
  for (const name of [
    'journal/a.md',
    'journal/b.md',
    'journal/ü\n:000000 x',
    'keys.kdbx',
    'sub/drafts/x.md',
    'open.md',
  ])
    put(name);
  git('add', '-f', '.');
  git('commit', '-qm', 'one');
  const remote = makeFolder(t, {});
  gitIn(remote, 'init', '-q', '--bare');
  git('remote', 'add', 'backup', remote);
  git('push', '-q', 'backup', 'main');
  git('rm', '-q', '--cached', 'journal/a.md', 'sub/drafts/x.md');
  git('commit', '-qm', 'two');
  put('journal/later.md');
  git('add', '-f', 'journal/later.md');
  git('commit', '-qm', 'three');
  const told = await status();
  assert.deepEqual(told?.rows, [
    row('journal', { notes: 4, tracked: 3, remotes: ['backup'], example: 'journal/b.md' }),
    row('', { kind: 'mark', tracked: 1, remotes: ['backup'], example: 'mine.md' }),
    row('*.kdbx', { kind: 'pattern', tracked: 1, remotes: ['backup'], example: 'keys.kdbx' }),
    row('drafts/', { kind: 'pattern', remotes: ['backup'], example: 'sub/drafts/x.md' }),
  ]);
  const { out } = await cloister(['status', '--no-scan']);
  assert.ok(
    out.includes(
      `Locked, and in git all the same: the guard denies such reads, a script can do them.
  journal/              4 notes; 3 tracked now, 1 only in history; pushed to backup; such as journal/b.md
  notes marked private  1 note; tracked now; pushed to backup; such as mine.md
  *.kdbx                1 note; tracked now; pushed to backup; such as keys.kdbx
  drafts/               1 note; only in history; pushed to backup; such as sub/drafts/x.md
How to get them out: docs/history.md#locked-notes-in-the-history
`,
    ),
    out,
  );
});

test('only the remotes that have a note are named, also where their branch is gone or rewritten', async (t) => {
  const { status, git, put } = await vaultIn(t);
  const [one, other] = [makeFolder(t, {}), makeFolder(t, {})];
  git('init', '-q');
  put('open.md');
  git('add', 'open.md');
  git('commit', '-qm', 'open');
  for (const [name, folder] of [
    ['team/one', one],
    ['other', other],
  ] as const) {
    gitIn(folder, 'init', '-q', '--bare');
    git('remote', 'add', name, folder);
    git('push', '-q', name, 'main');
  }
  put('journal/a.md');
  git('add', '-f', 'journal');
  git('commit', '-qm', 'locked');
  git('push', '-q', 'team/one', 'main');
  assert.deepEqual((await status())?.rows[0]?.remotes, ['team/one']);
  git('reset', '-q', '--hard', 'HEAD~1');
  git('push', '-qf', 'team/one', 'main');
  assert.deepEqual((await status())?.rows, [row('journal', { remotes: ['team/one'], example: 'journal/a.md' })]);
});

test('stashes, older ones too, what was reset away, tags and merges that add by themselves', async (t) => {
  const { status, git, put } = await vaultIn(t);
  git('init', '-q');
  put('open.md');
  git('add', 'open.md');
  git('commit', '-qm', 'open');
  put('journal/stashed.md');
  git('stash', '-qu', '--', 'journal');
  put('journal/newer.md');
  git('stash', '-qu', '--', 'journal');
  put('journal/reset.md');
  git('add', '-f', 'journal');
  git('commit', '-qm', 'gone');
  git('reset', '-q', '--hard', 'HEAD~1');
  git('checkout', '-qb', 'side');
  put('side.md');
  git('add', 'side.md');
  git('commit', '-qm', 'side');
  git('checkout', '-q', 'main');
  git('merge', '-q', '--no-ff', '--no-commit', 'side');
  put('journal/merged.md');
  git('add', '-f', 'journal');
  git('commit', '-qm', 'merge');
  git('rm', '-rq', 'journal');
  git('commit', '-qm', 'out');
  put('journal/tagged.md');
  git('add', '-f', 'journal');
  git('commit', '-qm', 'tagged');
  git('tag', 'v1');
  git('reset', '-q', '--hard', 'HEAD~1');
  assert.deepEqual((await status())?.rows, [row('journal', { notes: 5, example: 'journal/merged.md' })]);
});

test('a vault in a folder of a repository, and a folder beside it of the same name', async (t) => {
  const { status, git, put } = await vaultIn(t, 'my notes');
  git('init', '-q');
  put('my notes/journal/a.md');
  put('journal/not-locked.md');
  put('code.kdbx');
  git('add', '-f', '.');
  git('commit', '-qm', 'one');
  assert.deepEqual((await status())?.rows, [row('journal', { tracked: 1, example: 'journal/a.md' })]);
});

test('repositories within the vault, each once, submodules and worktrees too', async (t) => {
  const { status, base, git, put, root } = await vaultIn(t);
  const library = makeFolder(t, { 'x.kdbx': 'x', 'readme.md': 'x' });
  gitIn(library, 'init', '-q');
  gitIn(library, 'add', '.');
  gitIn(library, 'commit', '-qm', 'one');
  put('journal/own/a.md');
  gitIn(join(base, 'journal/own'), 'init', '-q');
  gitIn(join(base, 'journal/own'), 'add', '.');
  gitIn(join(base, 'journal/own'), 'commit', '-qm', 'one');
  put('projects/app/code.md');
  gitIn(join(base, 'projects/app'), 'init', '-q');
  gitIn(join(base, 'projects/app'), 'add', '.');
  gitIn(join(base, 'projects/app'), 'commit', '-qm', 'one');
  git('init', '-q');
  git('add', '.cloister');
  git('commit', '-qm', 'policy');
  git('submodule', '--quiet', 'add', library, 'lib');
  git('commit', '-qm', 'lib');
  git('worktree', 'add', '-q', join(root, '.claude/worktrees/one'), '-b', 'one');
  const rows = (await status())?.rows;
  assert.deepEqual(rows, [
    row('*.kdbx', { kind: 'pattern', tracked: 1, repository: 'lib', remotes: ['origin'], example: 'lib/x.kdbx' }),
    row('journal', { tracked: 1, repository: 'journal/own', example: 'journal/own/a.md' }),
  ]);
});

test('what another worktree tracks is tracked', async (t) => {
  const { status, git, root } = await vaultIn(t);
  const elsewhere = join(makeFolder(t, {}), 'tree');
  git('init', '-q');
  git('add', '.cloister');
  git('commit', '-qm', 'policy');
  git('worktree', 'add', '-q', elsewhere, '-b', 'one');
  mkdirSync(join(elsewhere, 'journal'));
  writeFileSync(join(elsewhere, 'journal/a.md'), 'x');
  gitIn(elsewhere, 'add', '-f', 'journal');
  const expected = [row('journal', { tracked: 1, example: 'journal/a.md' })];
  assert.deepEqual((await status())?.rows, expected);
  gitIn(elsewhere, 'commit', '-qm', 'locked');
  rmSync(elsewhere, { recursive: true });
  assert.deepEqual((await status())?.rows, [{ ...expected[0], tracked: 0 }]);
  assert.ok(!existsSync(join(root, 'journal')));
});

test('a shallow clone: what its boundary holds came from there', async (t) => {
  const source = await vaultIn(t);
  source.git('init', '-q');
  source.put('journal/a.md');
  source.git('add', '-f', '.');
  source.git('commit', '-qm', 'one');
  source.put('open.md');
  source.git('add', '.');
  source.git('commit', '-qm', 'two');
  const { base, home } = await vaultIn(t);
  const clone = join(base, 'clone');
  gitIn(base, 'clone', '-q', '--depth', '1', `file://${source.base}`, clone);
  const { out } = await run(['status', '--no-scan', '--format', 'json'], { cwd: clone, home, env: { PATH: path } });
  assert.deepEqual(JSON.parse(out).history.rows, [
    row('journal', { tracked: 1, remotes: ['origin'], example: 'journal/a.md' }),
  ]);
});

test('nothing of the repository is run, and a damaged one is told', async (t) => {
  const { status, cloister, git, put, base } = await vaultIn(t);
  git('init', '-q');
  put('journal/a.md');
  git('add', '-f', '.');
  git('commit', '-qm', 'one');
  const trap = `touch ${join(base, 'ran')} #`;
  const config = ['fsmonitor', 'pager', 'editor', 'sshCommand'].map((key) => `${key} = "${trap}"\n`).join('');
  appendFileSync(
    join(base, '.git/config'),
    `[core]\n${config}[diff "x"]\ntextconv = "${trap}"\n[alias]\nlog = "!${trap}"\n[filter "x"]\nclean = "${trap}"\nsmudge = "${trap}"\n`,
  );
  put('.gitattributes', '* diff=x filter=x\n');
  assert.equal((await status())?.rows.length, 1);
  assert.ok(!existsSync(join(base, 'ran')));
  const head = git('rev-parse', 'HEAD').trim();
  rmSync(join(base, '.git/objects', head.slice(0, 2), head.slice(2)), { force: true });
  const told = await status();
  assert.equal(told?.isComplete, false);
  assert.match(told?.problems.join() ?? '', /^git's history could not be looked at as a whole: missing: /);
  assert.deepEqual(told?.rows, [row('journal', { tracked: 1, example: 'journal/a.md' })]);
  assert.match(
    (await cloister(['status', '--no-scan'])).out,
    /^Not looked at: git's history could not be looked at as a whole/m,
  );
});

test('a reference that leads to nothing hides nothing', async (t) => {
  const { status, git, put, base } = await vaultIn(t);
  git('init', '-q');
  put('journal/a.md');
  git('add', '-f', '.');
  git('commit', '-qm', 'one');
  git('rm', '-q', '--cached', 'journal/a.md');
  git('commit', '-qm', 'two');
  writeFileSync(join(base, '.git/refs/heads/nowhere'), `${'3'.repeat(40)}\n`);
  const told = await status();
  assert.deepEqual(told?.rows, [row('journal', { example: 'journal/a.md' })]);
  assert.equal(told?.isComplete, false);
  assert.match(
    told?.problems.join() ?? '',
    /^git's history could not be looked at as a whole: missing: refs\/heads\/nowhere: 3{40}$/,
  );
});

test('a working tree elsewhere is told, not taken for a part of the vault', async (t) => {
  const { status, git, put } = await vaultIn(t);
  const elsewhere = makeFolder(t, { 'journal/a.md': 'x' });
  git('init', '-q');
  put('open.md');
  git('config', 'core.worktree', elsewhere);
  const told = await status();
  assert.deepEqual(told?.rows, []);
  assert.match(told?.problems.join() ?? '', /^the working tree of the repository in .* lies elsewhere/);
});

test('an agent gets no name of a locked note', async (t) => {
  const { cloister, status, git, put } = await vaultIn(t);
  git('init', '-q');
  put('journal/about-somebody.md');
  git('add', '-f', 'journal');
  assert.equal((await status())?.rows[0]?.example, 'journal/about-somebody.md');
  const told = (all: Run): string => all.out + all.err;
  for (const format of ['text', 'json']) {
    const marked = await cloister(['status', '--format', format], { CLAUDECODE: '1' }, false);
    assert.equal(marked.code, 0);
    assert.match(told(marked), /journal/);
    assert.doesNotMatch(told(marked), /about-somebody/);
  }
});

test('a history of 10,000 commits is looked through for a quick look', async (t) => {
  const { git, base } = await vaultIn(t);
  git('init', '-q');
  const folders = ['journal', 'projects', 'docs', 'notes/one', 'notes/two', 'clients'];
  const commits = Array.from({ length: 10_000 }, (_, index) => {
    const name = `${folders[index % 6]}/n${index % 3000}.md`;
    const text = `note ${index}\n`;
    return `commit refs/heads/main\ncommitter t <t@example.org> ${1_700_000_000 + index} +0000\ndata 0\nM 100644 inline ${name}\ndata ${text.length}\n${text}\n`;
  });
  execFileSync('git', ['fast-import', '--quiet'], { cwd: base, input: commits.join('') });
  const request = {
    root: base,
    env: { PATH: path, HOME: base },
    mostFolders: 100,
    lockedBy: (each: string) =>
      each.startsWith(`${base}/journal/`) ? ({ kind: 'folder', name: 'journal' } as const) : undefined,
  };
  const start = performance.now();
  const told = await lockedHistory({ ...request, timeLimit: 60_000 });
  const time = performance.now() - start;
  t.diagnostic(`${Math.round(time)} ms`);
  assert.equal(told?.isComplete, true);
  assert.equal(told.notes.length, 500);
  // About 0.5 s; a busy machine gets more.
  assert.ok(time < 10_000, `${time} ms`);
  const cut = await lockedHistory({ ...request, timeLimit: 1 });
  assert.deepEqual([cut?.isComplete, cut?.problems], [false, []]);
});
