import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { ask } from './corpus.ts';
import { machineWith } from './tables.ts';

/**
 * A repository in which a locked note stands in history, in a stash, behind tags, and as a blob that nothing reaches. It
 * always holds the word CANARY, what is open the word OPEN.
 */
const machine = machineWith(
  [
    'echo OPEN one >> docs/guide.md',
    'git add -A',
    "git commit -qm 'first one'",
    'echo more CANARY >> journal/x.md',
    'echo OPEN two >> docs/guide.md',
    "git commit -qam 'second one'",
    'git tag blobtag HEAD:journal/x.md',
    'git tag treetag HEAD:journal',
    'git tag -a -m x annotated HEAD:journal/x.md',
    'git tag opentag HEAD',
    'git update-ref refs/odd/blob HEAD:journal/x.md',
    'echo CANARY stashed >> journal/x.md',
    'echo OPEN stashed >> docs/guide.md',
    'git stash -q',
    'echo CANARY loose | git hash-object -w --stdin > .git/loose',
    'git notes add -m OPEN HEAD',
  ].join(' && '),
);
const env = { PATH: process.env['PATH'] ?? '', HOME: machine.home };
const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: machine.root, encoding: 'utf8', env }).trim();
const [blob, open, tree, root, commit, loose] = [
  git('rev-parse', 'HEAD:journal/x.md'),
  git('rev-parse', 'HEAD:docs/guide.md'),
  git('rev-parse', 'HEAD:journal'),
  git('rev-parse', 'HEAD^{tree}'),
  git('rev-parse', 'HEAD'),
  execFileSync('cat', ['.git/loose'], { cwd: machine.root, encoding: 'utf8' }).trim(),
];

async function judge(command: string) {
  const { verdict, reason } = await ask('Bash', { command }, '/ws', machine);
  return { verdict, reason, command: verdict === 'rewrite' ? String(JSON.parse(reason).command) : command };
}

/** A command as the name of a test: ids differ from run to run. */
const named = (command: string): string => command.replaceAll(/\b(?:[a-f]*\d[0-9a-f]{7,39}|[0-9a-f]{40})\b/g, '<id>');

/** Commands that show what is locked, or that give it a name under which nothing says that it is. */
const closed: readonly string[] = [
  ...['show', 'cat-file -p', 'cat-file blob', 'unpack-file'].flatMap((each) => [
    `git ${each} ${blob}`,
    `git ${each} ${loose}`,
  ]),
  `git show ${blob.slice(0, 8)}`,
  `git cat-file -p ${tree}`,
  `git cat-file -p ${root}`,
  `git cat-file -p blobtag`,
  'git cat-file -p treetag',
  'git cat-file -p annotated',
  'git cat-file blob annotated',
  'git cat-file -p refs/odd/blob',
  'git cat-file -p odd/blob',
  `echo ${blob} | git cat-file --batch`,
  'echo HEAD:journal/x.md | git cat-file --batch',
  'git cat-file --batch --batch-all-objects',
  'git cat-file --batch-all-objects --batch-check | cut -d" " -f1 | git cat-file --batch',
  'git cat-file -p stash@{0}:journal/x.md',
  'git show blobtag',
  'git show -s blobtag',
  'git show --no-patch annotated',
  'git show treetag',
  'git show odd/blob',
  'git show HEAD:journal/x.md',
  'git show HEAD:./journal/x.md',
  'git show stash@{0}:journal/x.md',
  'git show stash^2:journal/x.md',
  "git show ':/second one:journal/x.md'",
  `git diff ${blob} ${open}`,
  'git diff blobtag docs/guide.md',
  'git diff HEAD:docs/guide.md blobtag',
  `git diff-tree -p ${tree} treetag`,
  'git archive treetag',
  `git archive ${tree}`,
  'git archive HEAD:journal',
  'git grep CANARY treetag',
  `git grep CANARY ${tree}`,
  'git grep CANARY HEAD:journal',
  'git grep CANARY blobtag',
  'git stash show',
  'git stash show -p',
  'git stash show -p stash@{0}',
  'git stash list -p',
  'git log -p -- journal',
  'git log -L1,2:journal/x.md',
  'git bundle create /tmp/x.bundle --all',
  'git fast-export --all',
  'git fast-export HEAD -- journal',
  'git fast-export --all docs',
  'git worktree add ../tree && cat ../tree/journal/x.md',
  'git clone /ws ../copy',
  'git clone --no-local . ../copy',
  'git clone --bare file:///ws ../copy.git',
  'git init -q ../n && git -C ../n fetch /ws main',
  'git rev-list --objects --all',
  'git fsck --lost-found',
  'git fsck --unreachable',
  'git rerere diff',
  'git last-modified',
  "git for-each-ref --format='%(raw)'",
  "git tag --format='%(raw)'",
  // New names for it.
  `git tag mine ${blob}`,
  `git tag mine ${loose}`,
  'git tag mine HEAD:journal/x.md',
  'git tag mine treetag^{tree}',
  `git update-ref refs/heads/mine ${blob}`,
  `git update-ref refs/mine ${tree}`,
  `git notes add -C ${blob}`,
  `git notes add -fC${blob} HEAD`,
  `git replace ${open} ${blob}`,
  'git replace HEAD:docs/guide.md HEAD:journal/x.md',
  `git update-index --add --cacheinfo 100644,${blob},docs/copy.md`,
  `git update-index --add --cacheinfo 100644 ${blob} docs/copy.md`,
  `printf '100644 ${blob}\\tdocs/copy.md\\n' | git update-index --index-info`,
  `printf '100644 blob ${blob}\\tx.md\\n' | git mktree`,
  `git commit-tree ${tree} -m x`,
  'git commit-tree treetag -m x',
  'git commit-tree -p HEAD -m x HEAD:journal',
  "git commit-tree $(git ls-tree HEAD | awk '/journal/{print $3}') -m x",
  'git read-tree --prefix=docs/copy/ HEAD:journal',
  // A path is meant from what its revision comes to.
  `git show ${tree}:x.md`,
  `git show ${tree.slice(0, 9)}:x.md`,
  'git show treetag:x.md',
  'git show treetag^{}:x.md',
  'git show treetag^{tree}:x.md',
  'git cat-file -p treetag:x.md',
  `git cat-file blob ${tree}:x.md`,
  'echo treetag:x.md | git cat-file --batch',
  `git diff ${tree}:x.md HEAD:docs/guide.md`,
  `git show ${git('rev-parse', 'annotated')}`,
  'git checkout treetag -- x.md',
  'git checkout treetag x.md',
  `git checkout ${tree} -- x.md`,
  'git checkout HEAD:journal -- x.md',
  'git restore --source=treetag x.md',
  `git restore -s ${tree} -- x.md`,
  `git restore -s${tree} x.md`,
  'git restore --source HEAD:journal x.md',
  'git reset treetag -- x.md',
  `git reset ${tree} x.md`,
  'git blame treetag -- x.md',
  'git ls-tree treetag',
  `git merge-file --object-id -p ${blob} ${blob} ${blob}`,
  `git config --blob ${blob} -l`,
  'git config --blob=blobtag -l',
  'git cherry-pick -Xsubtree=docs HEAD',
  'git merge -s subtree topic',
];
for (const command of closed)
  test(`stopped: ${named(command)}`, async () => {
    const { verdict, reason } = await judge(command);
    assert.ok(verdict === 'deny' || verdict === 'ask', `${verdict}: ${reason}`);
  });

/** Commands that an exclusion makes safe: what comes instead is run, and shows what is open alone. */
const narrowed: readonly string[] = [
  'git show',
  'git show HEAD',
  `git show ${commit}`,
  'git show main',
  'git show stash',
  'git show stash@{0}',
  'git show opentag',
  "git show ':/second one'",
  "git log -p ':/second one'",
  'git log -p',
  'git log -p --all',
  'git log -g -p',
  'git reflog -p',
  'git log -p -m --all -c',
  'git diff HEAD~1',
  'git diff stash@{0}',
  'git diff main~1..main',
  'git diff main~1 main',
  'git grep -h . HEAD',
  'git grep -h OPEN stash@{0}',
  'git grep -h OPEN main',
  'git format-patch -1 --stdout',
  'git archive --format=tar HEAD',
  'git archive stash@{0}',
];
for (const command of narrowed)
  test(`runs without what is locked: ${named(command)}`, async () => {
    const { verdict, reason, command: instead } = await judge(command);
    assert.equal(verdict, 'rewrite', reason);
    const shown = spawnSync('bash', ['-c', instead], { cwd: machine.root, encoding: 'latin1', env });
    assert.equal(shown.status, 0, shown.stderr);
    assert.match(shown.stdout, /OPEN/);
    assert.doesNotMatch(shown.stdout, /CANARY/);
  });

/** What is open passes as it is. */
const passing: readonly string[] = [
  'git log --oneline',
  'git log -3 --all',
  "git log ':/second one'",
  'git show HEAD:docs/guide.md',
  'git show stash@{0}:docs/guide.md',
  'git show HEAD -- docs',
  'git log -p -- docs',
  'git log -p :/docs',
  'git diff HEAD~1 -- docs/guide.md',
  'git diff HEAD~1:docs/guide.md HEAD:docs/guide.md',
  'git cat-file -p HEAD',
  'git cat-file -p main',
  'git cat-file -p stash@{0}',
  `git cat-file -t ${blob}`,
  `git cat-file -s ${blob}`,
  'git cat-file -p HEAD:docs/guide.md',
  'git grep OPEN HEAD -- docs',
  'git grep OPEN :/docs',
  'git archive HEAD docs',
  'git fast-export HEAD -- docs',
  'git bundle verify x.bundle',
  'git bundle list-heads x.bundle',
  'git stash list',
  'git stash show -p stash@{0} -- docs',
  'git notes show',
  'git notes show HEAD',
  'git notes add -f -m "see deadbeef"',
  'git reflog',
  'git worktree list',
  'git tag v1',
  `git tag v1 ${commit}`,
  'git tag -a v1 -m deadbeef',
  'git update-ref refs/heads/topic HEAD',
  `git update-ref refs/heads/topic ${commit}`,
  `git branch topic ${commit}`,
  'git replace --graft HEAD HEAD~1',
  'tree=$(git write-tree); git commit-tree $tree -p HEAD -m x',
  'git update-index --chmod=+x docs/guide.md',
  'git update-index --refresh',
  "git for-each-ref --format='%(refname) %(contents:subject)'",
  'git checkout HEAD~1 -- docs/guide.md',
  `git checkout ${commit} -- docs/guide.md`,
  'git restore --source=HEAD~1 docs/guide.md',
  'git restore -s stash@{0} docs/guide.md',
  'git reset HEAD~1 -- docs/guide.md',
  'git reset --soft HEAD~1',
  'git blame main -- docs/guide.md',
  'git show main:docs/guide.md',
  `git show ${commit}:docs/guide.md`,
  'git show opentag^{tree}:docs/guide.md',
  'git commit -m "fix: treetag:x.md"',
  'git push origin main:main',
  'git log --format="%h: %s" --grep=fix:',
  'git stash push -m "wip: x" docs',
  'git cherry-pick topic',
  'git fsck',
  'git gc',
];
for (const command of passing)
  test(`passes: ${named(command)}`, async () => {
    const { verdict, reason } = await judge(command);
    assert.equal(verdict, 'allow', reason);
  });
