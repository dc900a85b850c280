import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeVault } from './messages.ts';
import { callTable, machineWith } from './tables.ts';

/** Every way in which the path of a file tool may be spelled, and what no agent may write. */
const machine = machineWith(
  [
    'ln -s ../journal docs/linked',
    'ln -s . docs/self',
    'ln -s loop2 loop1; ln -s loop1 loop2',
    'ln journal/x.md docs/hard.md',
    'ln -s .. docs/up',
    'ln -s / docs/top',
    'ln -s ../CLAUDE.md docs/instructions.md',
    "printf 'See @docs/included.md\\n' > CLAUDE.md; touch docs/included.md",
    'git add -A; git commit -qm notes; git worktree add -q .claude/worktrees/one',
    'mkdir -p inner/.cloister inner/p inner/q; echo x > inner/p/a.md; echo x > inner/q/a.md',
    `echo '{"version":1,"id":"inner","folders":{"p":"none"}}' > inner/.cloister/policy.json`,
    "printf -- '---\\nprivate: true\\n---\\nx' > docs/marked.md",
  ].join('\n'),
);

const read =
  (path: (root: string) => string) =>
  (root: string): [string, { file_path: string }] => ['Read', { file_path: path(root) }];
const write =
  (path: (root: string) => string, content = 'x') =>
  (root: string): [string, { file_path: string; content: string }] => ['Write', { file_path: path(root), content }];
const inVault = (inner: string) => (root: string) => `${root}/${inner}`;
const atHome = (inner: string) => () => `/home/u/${inner}`;

callTable(machine, {
  stops: {
    'a link to the folder': read(inVault('docs/linked/x.md')),
    'links in a row': read(inVault('docs/self/self/linked/x.md')),
    'a link to the folder above': read(inVault('docs/up/journal/x.md')),
    'a link to the root of all': read((root) => `${root}/docs/top${root}/journal/x.md`),
    'a loop of links': read(inVault('loop1/x.md')),
    'a hard link': read(inVault('docs/hard.md')),
    'a worktree of the agent': read(inVault('.claude/worktrees/one/journal/x.md')),
    'a vault in the vault': read(inVault('inner/p/a.md')),
    'a note marked private': read(inVault('docs/marked.md')),
    'the working directory of the process': read(() => '/proc/self/cwd/journal/x.md'),
    'the root of another process': read((root) => `/proc/1/root${root}/journal/x.md`),
    'a URL': read((root) => `file://${root}/journal/x.md`),
    'a URL with a host': read((root) => `file://example.org${root}/journal/x.md`),
    'a URL with percent signs, twice': read((root) => `file://${root}/journ%2561l/x.md`),
    'a URL with a query': read((root) => `FILE://${root}/journal/x.md?raw#top`),
    'a URL without slashes': read(() => 'file:journal/x.md'),
    'a dot behind': read(inVault('journal/x.md.')),
    'a blank behind': read(inVault('journal/x.md ')),
    'a slash behind': read(inVault('journal/x.md/')),
    'a null character': read(inVault('journal/x.md\0.txt')),
    backslashes: read((root) => `${root}\\journal\\x.md`),
    'a drive': read((root) => `C:${root.replaceAll('/', '\\')}\\journal\\x.md`),
    'a long path of Windows': read((root) => `\\\\?\\C:${root.replaceAll('/', '\\')}\\journal\\x.md`),
    'a path into WSL': read((root) => `\\\\wsl.localhost\\Debian${root.replaceAll('/', '\\')}\\journal\\x.md`),
    'a stream of NTFS': read(inVault('journal/x.md::$DATA')),
    'a character without width': read(inVault('jour\u200bnal/x.md')),
    'slashes of full width': read((root) => `${root}\uff0fjournal\uff0fx.md`),
    'other letter case': read(inVault('JOURNAL/x.md')),
    'another Unicode form': read(inVault('journal/cafe\u0301.md')),
    'the home folder': read((root) => `~${'/..'.repeat(20)}${root}/journal/x.md`),
    'a variable': read(() => '$PWD/journal/x.md'),
    'a very long way': read((root) => `${root}/${'docs/../'.repeat(2000)}journal/x.md`),
    'two paths, one of them open': (root) => ['Read', { file_path: `${root}/README.md`, path: `${root}/journal/x.md` }],
    'a list as a path': (root) => ['Read', { file_path: [`${root}/journal/x.md`] }],
    "git's index": read(inVault('.git/index')),
    'a transcript of the agent': read(atHome('.claude/projects/-ws/0.jsonl')),
    'the policy overwritten': write(inVault('.cloister/policy.json')),
    'the policy overwritten through a link': write(inVault('docs/up/.cloister/policy.json')),
    'the policy of a worktree': write(inVault('.claude/worktrees/one/.cloister/policy.json')),
    'a hook of git': write(inVault('.git/hooks/pre-commit')),
    'a hook of a submodule': write(inVault('.git/modules/x/hooks/post-checkout')),
    "git's settings of a worktree": write(inVault('.git/worktrees/one/config.worktree')),
    'the link of a worktree to its repository': write(inVault('.claude/worktrees/one/.git'), 'gitdir: /tmp/x'),
    'tasks of the editor': write(inVault('inner/q/.vscode/tasks.json')),
    'servers of the project': (root) => [
      'MultiEdit',
      { file_path: `${root}/.mcp.json`, edits: [{ old_string: 'a', new_string: 'b' }] },
    ],
    "the agent's settings in other letter case": write(inVault('.CLAUDE/Settings.local.json')),
    'prompts that come by themselves': write(inVault('.claude/scheduled_tasks.json')),
    "the agent's settings of the user": write(atHome('.claude/settings.json')),
    'settings for all users of the machine': write(() => '/etc/claude-code/managed-settings.json'),
    'a file that a shell reads when it ends': write(atHome('.zlogout')),
    'a program that starts with the desktop': write(atHome('.config/autostart/x.desktop')),
    'a service of the user': write(atHome('.config/systemd/user/x.service')),
    'instructions that take a locked note in': write(inVault('CLAUDE.md'), 'see @journal/x.md'),
    'instructions in a folder': write(inVault('docs/CLAUDE.md'), 'see @../journal/x.md'),
    'instructions through a link': write(inVault('docs/instructions.md'), 'see @journal/x.md'),
    'a note that instructions take in': write(inVault('docs/included.md'), 'see @../journal/x.md'),
    'instructions of the user': (root) => [
      'Write',
      { file_path: '/home/u/.claude/CLAUDE.md', content: `@${root}/journal/x.md` },
    ],
    'a rule file': write(inVault('.claude/rules/a.md'), 'see @../../journal/x.md'),
    'a command with a shell line': write(inVault('.claude/commands/a.md'), '!`cat journal/x.md`'),
    'a skill with a block of shell lines': write(inVault('.claude/skills/a/SKILL.md'), '```!\ncat journal/x.md\n```\n'),
    'a skill with a hook': write(
      inVault('.claude/skills/a/SKILL.md'),
      '---\nname: a\nhooks:\n  PreToolUse:\n    - hooks:\n        - type: command\n          command: "cat journal/x.md"\n---\n',
    ),
    'instructions by a server of files': (root) => [
      'mcp__filesystem__write_file',
      { path: `${root}/CLAUDE.md`, content: '@journal/x.md' },
    ],
    'a placeholder written': write(inVault('docs/a.md'), 'x ⟦secret:abc123⟧'),
    'a placeholder in an edit': (root) => [
      'Edit',
      { file_path: `${root}/docs/guide.md`, old_string: '⟦secret:abc123⟧', new_string: '' },
    ],
    'a placeholder in a notebook': (root) => [
      'NotebookEdit',
      { notebook_path: `${root}/src/a.ipynb`, new_source: '⟦secret:abc123⟧' },
    ],
    'a placeholder through a server': (root) => [
      'mcp__filesystem__edit_file',
      { path: `${root}/docs/guide.md`, edits: [{ oldText: 'a', newText: '⟦secret:abc123⟧' }] },
    ],
  },
  runs: {
    'an open note': read(inVault('docs/guide.md')),
    'an open note of a worktree': read(inVault('.claude/worktrees/one/docs/guide.md')),
    'an open note of a vault in the vault': read(inVault('inner/q/a.md')),
    'a file named like the folder': read(inVault('journal.md')),
    'a folder with a similar name': read(inVault('my-journal-app/src/app.ts')),
    'a name with a percent sign': read(inVault('docs/100%.md')),
    'a name with a colon': read(inVault('docs/10:30.md')),
    'a path beneath a file': read(inVault('docs/guide.md/x')),
    'a note that is not there': read(inVault('nope/nope.md')),
    'a file of the system': read(() => '/usr/include/stdio.h'),
    "git's settings": read(inVault('.git/config')),
    'a note': write(inVault('docs/new.md')),
    'a note that names a locked one': write(inVault('docs/new.md'), 'see @journal/x.md and `journal/x.md`'),
    'extensions of the editor': write(inVault('.vscode/extensions.json')),
    'what git leaves out': write(inVault('.git/info/exclude')),
    'instructions with an address and a package': write(
      inVault('CLAUDE.md'),
      'see @docs/guide.md, write to a@journal.example, use @types/node and @journal/core',
    ),
    'instructions that name a locked note in code': write(
      inVault('CLAUDE.md'),
      'never open `@journal/x.md`\n```\n@journal/x.md\n```\n',
    ),
    'an import taken out of instructions': (root) => [
      'Edit',
      { file_path: `${root}/CLAUDE.md`, old_string: '@journal/x.md', new_string: '' },
    ],
    'a command with a harmless shell line': write(inVault('.claude/commands/a.md'), '!`git status`'),
    'a skill with a harmless hook': write(
      inVault('.claude/skills/a/SKILL.md'),
      '---\nname: a\nhooks:\n  Stop:\n    - hooks:\n        - type: command\n          command: npm test\n---\n',
    ),
    'double brackets': write(inVault('docs/a.md'), '⟦x⟧ and [[wiki]]'),
  },
});

test("the agent's settings in a folder of their own", async () => {
  const folder = '/srv/agent-settings';
  const files = { 'journal/x.md': 'x' };
  const vault = makeVault({ policy: { folders: { journal: 'none' } }, files, env: { CLAUDE_CONFIG_DIR: folder } });
  const stops = async (tool: string, name: string): Promise<boolean> =>
    (await vault.before(tool, { file_path: `${folder}/${name}`, content: 'x' })).isStopped;
  assert.equal(await stops('Write', 'settings.json'), true);
  assert.equal(await stops('Write', 'plugins/x.json'), true);
  assert.equal(await stops('Read', 'projects/-vault/0.jsonl'), true);
  assert.equal(await stops('Write', 'CLAUDE.md'), false);
});
