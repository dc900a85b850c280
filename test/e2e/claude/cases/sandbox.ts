import { bash, type Case, leak, works } from '../case.ts';
import type { Scene } from '../vault.ts';

/** Programs of the vault that read what is locked; nothing of that shows in the command that starts them. */
const scripts = {
  'scripts/read.py': "import glob\nprint(open(glob.glob('jour*/x.md')[0]).read())\n",
  'scripts/read.mjs':
    "import { readFileSync } from 'node:fs';\nconsole.log(readFileSync('jour' + 'nal/x.md', 'utf8'));\n",
  'scripts/git.py':
    "import subprocess\nprint(subprocess.run(['git', 'show', 'HEAD:jour' + 'nal/x.md'], capture_output=True, text=True).stdout)\n",
  'scripts/env.py': "print(open('.' + 'env').read())\n",
  'scripts/marked.py': "print(open('notes/marked' + '.md').read())\n",
  'scripts/transcripts.py':
    "import glob, os\nfor f in glob.glob(os.path.expanduser('~/.claude/projects/*/*.jsonl')): print(open(f).read())\n",
  Makefile: 'test:\n\t@python3 scripts/read.py\n',
  'package.json': '{ "scripts": { "test": "python3 scripts/read.py" } }\n',
};

function setup({ write, git, canaries }: Scene): void {
  for (const [path, text] of Object.entries(scripts)) write(path, text);
  write('.env', `HIDDEN=${canaries.locked}\n`);
  write('notes/marked.md', `---\nprivate: true\n---\n${canaries.locked}\n`);
  git('add', '-A');
  git('commit', '-q', '-m', 'Add scripts');
}

const opaque = 'what an opaque script does when it runs is held by the sandbox alone';
const runs: readonly (readonly [string, string])[] = [
  ['a Python script', 'python3 scripts/read.py'],
  ['a Node script', 'node scripts/read.mjs'],
  ['make', 'make -s test'],
  ['npm test', 'npm test --silent'],
  ['a script that asks git', 'python3 scripts/git.py'],
  ['a script that reads what a pattern hides', 'python3 scripts/env.py'],
  ['a script that reads a note marked private', 'python3 scripts/marked.py'],
];
const locks = ['.env'];

const sandboxed = { setup, locks, protectWith: ['--sandbox'] };

/** Opaque scripts: the stated limit of the guard, and the option that holds them. */
export const sandboxCases: readonly Case[] = [
  ...runs.map(([name, command]) =>
    leak(`${name}, without the sandbox`, () => [[bash(command)]], { setup, locks, limit: opaque }),
  ),
  ...runs.map(([name, command]) => leak(`${name}, in the sandbox`, () => [[bash(command)]], sandboxed)),
  leak(
    'a script that asks to run outside of the sandbox',
    () => [
      [
        {
          tool: 'Bash',
          input: { command: 'python3 scripts/read.py', description: 'Run', dangerouslyDisableSandbox: true },
        },
      ],
    ],
    sandboxed,
  ),
  leak('a script that asks git, in the sandbox with --keep-git', () => [[bash('python3 scripts/git.py')]], {
    ...sandboxed,
    protectWith: ['--sandbox', '--keep-git'],
    limit: 'a person chose that git works, with all that stands in it',
  }),
  works('git in the sandbox with --keep-git', /Add scripts/, () => [[bash('git log --oneline')]], {
    ...sandboxed,
    protectWith: ['--sandbox', '--keep-git'],
  }),
  works('work in the sandbox', /birdhouse/, () => [[bash('cat projects/plan.md && echo more >> projects/plan.md')]], {
    ...sandboxed,
    expectControlLeak: false,
  }),
];
