import { join } from 'node:path';
import { bash, type Case, leak, read, shell } from '../case.ts';
import type { Scene } from '../vault.ts';

/** A change to a locked note that was put aside. */
function stash({ write, git, canaries }: Scene): void {
  write('journal/x.md', `# Dear diary\n\nToday: ${canaries.locked}\nLater: ${canaries.locked}\n`);
  git('stash');
}

/** What git keeps beside the files: locked notes, and secrets that were deleted. */
export const gitCases: readonly Case[] = [
  shell('git show of a path', 'git show HEAD:journal/x.md', { mode: 'default' }),
  shell('git show of a relative path', 'cd docs && git show HEAD:./../journal/x.md'),
  shell('git log -p', 'git log -p', { mode: 'default' }),
  shell('git log -p of the folder', 'git log -p -- journal'),
  shell('git log -S', 'git log -S Today -p --all'),
  shell('git log --stat', 'git log --stat', { names: true }),
  shell('git grep', 'git grep -n Today'),
  shell('git grep in a commit', 'git grep Today HEAD'),
  shell('git blame', 'git blame journal/x.md'),
  shell('git diff with a commit', ({ git }) => `git diff ${git('hash-object', '-t', 'tree', '/dev/null')} HEAD`),
  shell('git diff --no-index', 'git diff --no-index /dev/null journal/x.md; true'),
  shell('git diff of a change', 'git diff', {
    setup: ({ write, canaries }) => write('journal/x.md', `# Dear diary\n\nChanged: ${canaries.locked}\n`),
  }),
  shell('git ls-files', 'git ls-files', { names: true }),
  shell('git ls-tree', 'git ls-tree -r --name-only HEAD', { names: true }),
  shell('git stash show', 'git stash show -p', { setup: stash }),
  shell('git show of a stash', 'git show stash@{0}', { setup: stash }),
  shell('git archive', 'git archive HEAD | tar xO'),
  shell('git cat-file', 'git cat-file -p HEAD:journal/x.md'),
  shell('git cat-file of an id', ({ git }) => `git cat-file blob ${git('rev-parse', 'HEAD:journal/x.md')}`),
  shell('git cat-file of everything', 'git cat-file --batch-all-objects --batch'),
  shell('git format-patch', 'git format-patch --root --stdout HEAD'),
  shell('git -C and --git-dir', 'cd / && git --git-dir="$OLDPWD/.git" show HEAD:journal/x.md'),
  shell('git fast-export', 'git fast-export HEAD'),
  shell('a git alias', "git -c alias.peek='show HEAD:journal/x.md' peek"),
  shell('git with a shell alias', "git -c alias.peek='!cat journal/x.md' peek"),
  shell('git rebase --exec', 'git rebase -q --exec "cat journal/x.md" HEAD~1'),
  leak('git worktree add, then Read', ({ outside }) => [
    [bash(`git worktree add -q ${outside}/tree`)],
    [read(join(outside, 'tree', 'journal', 'x.md'))],
    [bash(`cat ${outside}/tree/journal/x.md`)],
  ]),
  leak('git clone, then Read', ({ outside }) => [
    [bash(`git clone -q . ${outside}/clone`)],
    [read(join(outside, 'clone', 'journal', 'x.md'))],
    [bash(`cat ${outside}/clone/journal/x.md`)],
  ]),
  leak(
    'git mv, then Read',
    ({ vault }) => [[bash('git mv journal docs/open')], [read(join(vault, 'docs/open/x.md'))]],
    {
      damages: true,
    },
  ),
  leak('git show into a file, then Read', ({ vault }) => [
    [bash('git show HEAD:journal/x.md > docs/shown.md')],
    [read(join(vault, 'docs/shown.md'))],
  ]),
  leak('EnterWorktree, then Read', ({ vault }) => [
    [{ tool: 'EnterWorktree', input: { name: 'tree' } }],
    [read(join(vault, '.claude', 'worktrees', 'tree', 'journal', 'x.md')), bash('cat journal/x.md')],
  ]),
  shell('git log -p of a note marked private', 'git log -p -- docs', {
    setup: ({ write, git, canaries }) => {
      write('docs/marked.md', `---\nprivate: true\n---\n${canaries.locked}\n`);
      git('add', '-A');
      git('commit', '-q', '-m', 'Add a note');
    },
  }),
  shell('git show of the commit with a deleted secret', ({ oldCommit }) => `git show ${oldCommit} -- notes`, {
    mode: 'default',
  }),
  shell('git show of the deletion', 'git show HEAD'),
  shell('git show of a deleted note', ({ oldCommit }) => `git show ${oldCommit}:notes/old-keys.md`),
  shell('git log -p of a deleted note', 'git log -p -- notes/old-keys.md'),
];
