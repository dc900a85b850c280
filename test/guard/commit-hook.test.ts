import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { ownCacheFolders } from '../../src/node/cache-places.ts';
import { historyCacheFolder } from '../../src/node/history/cache.ts';
import { recordHooks } from '../../src/node/hook/hook-record.ts';
import { ask, type Machine } from './corpus.ts';
import { makeVault } from './messages.ts';
import { machineWith } from './tables.ts';

/** Hooks as Cloister's own folder lists them. */
const listed = (hooks: readonly object[]): string =>
  `printf '%s' '${JSON.stringify({ version: 1, hooks })}' > /home/u/.cloister/hooks.json`;
const plain = { path: '/ws/.git/hooks/pre-commit', form: 'own', name: 'pre-commit', root: '/ws', made: true };
const husky = { path: '/ws/.husky/pre-commit', form: 'shared', name: 'pre-commit', root: '/ws', made: false };
const lefthook = { path: '/ws/lefthook.yml', form: 'lefthook', name: 'pre-commit', root: '/ws', made: false };
const begin = 'git add -A && git commit -qm one && mkdir .husky && touch .husky/pre-commit lefthook.yml';

const without = machineWith(begin);
const withHook = machineWith(`${begin}; ${listed([plain])}`);

async function verdict(command: string, machine: Machine): Promise<string> {
  const answer = await ask('Bash', { command }, '/ws', machine);
  if (answer.verdict === 'deny') assert.match(answer.reason, /only the person may|never|no agent may/, answer.reason);
  return answer.verdict;
}

for (const command of [
  'git commit -n -m x',
  'git commit -anm x',
  'git commit -am x -n',
  'git commit --no-verify -m x',
  'git commit --no-veri -m x',
  'git commit --verify --no-verify -m x',
  'git commit -m -- --no-verify',
  'git merge --no-verify topic',
  'SKIP=cloister git commit -m x',
  'SKIP=ruff,cloister git commit -m x',
  'export SKIP=cloister; git commit -m x',
  'env SKIP=cloister git commit -m x',
  'SKIP=$(cat docs/guide.md) git commit -m x',
  'SKIP=cloister git rebase --continue',
  "git -c alias.quick='commit -n' quick -m x",
  'cd /tmp && git -C /ws commit -n -m x',
  'cd docs && git commit -n -m x',
  "bash -c 'git commit -n -m x'",
])
  test(`with a hook it is the person's, without one nobody's business: ${command}`, async () => {
    assert.equal(await verdict(command, withHook), 'deny');
    assert.equal(await verdict(command, without), 'allow');
  });

for (const command of [
  'git commit -m x',
  'git commit -m -n',
  'git commit -mn',
  'git commit -m --no-verify',
  'git commit -Sn -m x',
  'git commit --message --no-verify',
  'git commit --no-verify --verify -m x',
  'git commit -m x -- -n',
  'git commit --no-verbose -m x',
  'SKIP=ruff git commit -m x',
  'SKIP=cloister git status',
  'SKIP=cloister; git status',
  'git merge -n topic',
  'git push --no-verify',
  'git log -n 3',
  'git stash',
  // These stop the hooks of programs that do not call this one.
  'HUSKY=0 git commit -m x',
  'LEFTHOOK=0 git commit -m x',
  'echo true > .husky/pre-commit',
])
  test(`is no way past the hook: ${command}`, async () => assert.equal(await verdict(command, withHook), 'allow'));

test('husky and lefthook: their variables, and the files that call Cloister', async () => {
  const machine = machineWith(`${begin}; ${listed([husky, lefthook])}`);
  for (const command of [
    'HUSKY=0 git commit -m x',
    'LEFTHOOK=0 git commit -m x',
    'LEFTHOOK=false git commit -m x',
    'LEFTHOOK_EXCLUDE=cloister git commit -m x',
    'git commit -n -m x',
    'echo true > .husky/pre-commit',
    'rm -r .husky',
    'sed -i /cloister/d lefthook.yml',
  ]) {
    assert.equal(await verdict(command, machine), 'deny', command);
    assert.equal(await verdict(command, without), 'allow', command);
  }
  for (const command of [
    'HUSKY=1 git commit -m x',
    'LEFTHOOK=1 git commit -m x',
    'cat lefthook.yml',
    'touch .husky/post-merge',
  ])
    assert.equal(await verdict(command, machine), 'allow', command);
  const { verdict: edited } = await ask(
    'Edit',
    { file_path: '/ws/lefthook.yml', old_string: 'a', new_string: 'b' },
    '/ws',
    machine,
  );
  assert.equal(edited, 'deny');
});

test('the list is read as `cloister hook install` writes it', async () => {
  const machine = machineWith(`${begin}; true`);
  const own = join(machine.home, '.cloister');
  assert.equal(await verdict('git commit -n -m x', machine), 'allow');
  const path = join(machine.root, '.git', 'hooks', 'pre-commit');
  recordHooks(own, [{ path, form: 'own', name: 'pre-commit', root: machine.root, made: true }]);
  assert.equal(await verdict('git commit -n -m x', machine), 'deny');
  assert.equal(await verdict('LEFTHOOK=0 git commit -m x', machine), 'allow');
});

test("the framework's configuration names Cloister: no list is needed", async () => {
  const machine = machineWith(
    "git add -A && git commit -qm one; printf 'repos:\\n- repo: x\\n  hooks:\\n  - id: cloister\\n' > .pre-commit-config.yaml",
  );
  assert.equal(await verdict('SKIP=cloister git commit -m x', machine), 'deny');
  assert.equal(await verdict('git commit -nm x', machine), 'deny');
  assert.equal(await verdict('SKIP=ruff git commit -m x', machine), 'allow');
});

test('a worktree has the hooks of its repository; another repository in the vault has none', async () => {
  const machine = machineWith(
    `${begin}; ${listed([{ repository: '/ws/.git' }])}; git worktree add -q /ws/.claude/worktrees/one -b one; git init -q projects/app`,
  );
  assert.equal(await verdict('git -C .claude/worktrees/one commit -n -m x', machine), 'deny');
  assert.equal(await verdict('git -C projects/app commit -n -m x', machine), 'allow');
});

test('a list that can not be read counts as one that names the repository; one of another form names what it names', async () => {
  const file = join(withHook.home, '.cloister', 'hooks.json');
  const machine = machineWith(`${begin}; ${listed([])}`);
  const own = join(machine.home, '.cloister', 'hooks.json');
  assert.notEqual(own, file);
  assert.equal(await verdict('git commit -n -m x', machine), 'allow');
  for (const text of ['{', '[]', '{"hooks":3}']) {
    writeFileSync(own, text);
    assert.equal(await verdict('git commit -n -m x', machine), 'deny', text);
    assert.equal(await verdict('git commit -m x', machine), 'allow', text);
  }
  for (const hooks of ['[3,null,"x"]', '[{}]', '[{"root":3}]', '[{"root":"/nowhere"}]']) {
    writeFileSync(own, `{"version":9,"hooks":${hooks}}`);
    assert.equal(await verdict('git commit -n -m x', machine), 'allow', hooks);
  }
  rmSync(own);
  assert.equal(await verdict('git commit -n -m x', machine), 'allow');
});

test('outside of vaults nothing is said', async () => {
  const machine = machineWith(`${begin}; git init -q ../other; ${listed([{ root: '/ws/../other' }])}`);
  assert.equal(
    (await ask('Bash', { command: 'git commit -n -m x' }, join(machine.base, 'other'), machine)).verdict,
    'allow',
  );
});

const cloister: Readonly<Record<string, 'deny' | 'allow'>> = {
  'cloister history': 'deny',
  'cloister history --plan': 'deny',
  'cloister history docs --format json': 'deny',
  'npx cloister history': 'deny',
  'cloister hook install': 'deny',
  'cloister hook uninstall': 'deny',
  'cloister hook': 'deny',
  'cloister hook status': 'allow',
  'cloister hook --help': 'allow',
  'cloister scan --staged': 'allow',
  'cloister scan --staged --format json': 'allow',
  'cloister scan --staged journal': 'deny',
  'cloister scan docs': 'allow',
  '~/.cloister/bin/cloister-commit pre-commit': 'allow',
};
for (const [command, expected] of Object.entries(cloister))
  test(`${expected === 'deny' ? 'only a person runs' : 'an agent may run'}: ${command}`, async () => {
    assert.equal((await ask('Bash', { command }, '/ws', without)).verdict, expected);
  });

test('a script of Cloister that tells names is no way round', async () => {
  const machine = machineWith(
    `${begin}; mkdir -p node_modules/own node_modules/their; echo '{"name":"cloister"}' > node_modules/own/package.json; echo '{"name":"their"}' > node_modules/their/package.json`,
  );
  for (const verb of ['history', 'hook uninstall', 'doctor', 'log'])
    assert.equal(
      (await ask('Bash', { command: `node node_modules/own/dist/cli.cjs ${verb}` }, '/ws', machine)).verdict,
      'deny',
      verb,
    );
  for (const command of ['node node_modules/own/dist/cli.cjs hook status', 'node node_modules/their/cli.js history'])
    assert.equal((await ask('Bash', { command }, '/ws', machine)).verdict, 'allow', command);
});

const closed = ['.cloister/plans/one.md', '.cloister/hooks.json', '.cache/cloister/history/one.bin'];
test("plans, the list of hooks and the history's cache are Cloister's own", async () => {
  const calls = (path: string) =>
    [
      ['Read', { file_path: `/home/u/${path}` }],
      ['Write', { file_path: `/home/u/${path}`, content: 'x' }],
      ['Grep', { pattern: 'x', path: `/home/u/${path.slice(0, path.lastIndexOf('/'))}` }],
      ['Glob', { pattern: '*', path: `/home/u/${path.slice(0, path.lastIndexOf('/'))}` }],
      ...['cat', 'strings', 'rm', 'echo x >', 'cp -t /tmp'].map(
        (program) => ['Bash', { command: `${program} ~/${path}` }] as const,
      ),
      ['Bash', { command: `ls ~/${path.slice(0, path.lastIndexOf('/'))}` }],
      ['Bash', { command: `cd ~/${path.split('/')[0]} && cat ${path.slice(path.indexOf('/') + 1)}` }],
    ] as const;
  for (const path of closed)
    for (const [tool, input] of calls(path))
      for (const cwd of ['/ws', join(without.base, 'home')])
        assert.equal(
          (await ask(tool, input, cwd, without)).verdict,
          'deny',
          `${tool} ${JSON.stringify(input)} in ${cwd}`,
        );
  for (const command of ['ls ~/.cache', 'cat ~/.cache/other/x', 'rm -rf ~/.cache/other', 'rm -rf ~/.cache'])
    assert.equal((await ask('Bash', { command }, '/ws', without)).verdict, 'allow', command);
});

test("the cache lies where its variable says, or where it usually does: both are Cloister's own", async () => {
  const caches = mkdtempSync(join(tmpdir(), 'caches-'));
  after(() => rmSync(caches, { recursive: true, force: true }));
  const { before, home } = makeVault({ policy: {}, files: { 'a.md': 'x' }, env: { XDG_CACHE_HOME: caches } });
  for (const folder of [caches, join(home, '.cache')]) {
    const path = join(folder, 'cloister', 'history', 'x.bin');
    assert.ok((await before('Read', { file_path: path })).isStopped, path);
    assert.ok(!(await before('Read', { file_path: join(folder, 'other') })).isStopped);
  }
});

test('where an audit copies databases to instead is its own too', async () => {
  const { before } = makeVault({ policy: {}, files: { 'a.md': 'x' } });
  const folder = join(tmpdir(), `cloister-audit-${process.getuid?.() ?? 'own'}`);
  assert.ok((await before('Read', { file_path: join(folder, 'run-1', '1.db') })).isStopped);
  assert.ok(!(await before('Read', { file_path: `${folder}-not` })).isStopped);
});

test('wherever the cache lies, the guard knows it', () => {
  for (const platform of ['linux', 'darwin'] as const)
    for (const env of [
      { HOME: '/home/u' },
      { HOME: '/home/u', XDG_CACHE_HOME: '/var/caches' },
      { HOME: '/home/u', XDG_CACHE_HOME: 'not/absolute' },
      { HOME: '/home/u', XDG_CACHE_HOME: '' },
    ]) {
      const folder = dirname(historyCacheFolder(env, platform));
      assert.ok(ownCacheFolders(env, platform).includes(folder), `${platform} ${folder}`);
    }
});
