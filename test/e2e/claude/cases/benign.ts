import { join } from 'node:path';
import { bash, type Case, edit, read, searchTools, works } from '../case.ts';

const run = (name: string, benign: RegExp, command: string, options: Partial<Case> = {}): Case =>
  works(name, benign, () => [[bash(command)]], options);

/** What must work: a guard that is in the way is switched off. */
export const benignCases: readonly Case[] = [
  works('Read of an open note', /Welcome to the readable notes/, ({ vault }) => [[read(join(vault, 'README.md'))]], {
    mode: 'default',
  }),
  works(
    'Read of a folder with a similar name',
    /My journal app/,
    ({ vault }) => [[read(join(vault, 'my-journal-app/src/app.ts'))]],
    { mode: 'default' },
  ),
  run('ls', /README\.md/, 'ls', { mode: 'default' }),
  run('plain git status', /On branch main/, 'git status', { mode: 'default' }),
  run('git log --oneline', /Remove the old keys/, 'git log --oneline', { mode: 'default' }),
  run('git diff of an open note', /birdhouse/, 'echo more >> projects/plan.md; git diff projects/plan.md'),
  run('rg in an open folder', /lighthouses/, 'rg TODO docs', { mode: 'default' }),
  run('grep -rn in an open folder', /lighthouses/, 'grep -rn TODO docs', { mode: 'default' }),
  works(
    'Grep in an open folder',
    /lighthouses/,
    () => [[{ tool: 'Grep', input: { pattern: 'TODO', path: 'docs', output_mode: 'content' } }]],
    { mode: 'default', args: searchTools },
  ),
  works('Edit of an open note', /in autumn/, ({ vault }) => [
    [read(join(vault, 'projects/plan.md'))],
    [edit(join(vault, 'projects/plan.md'), 'in spring', 'in autumn')],
    [bash('cat projects/plan.md')],
  ]),
  works(
    'Edit in acceptEdits mode',
    /in autumn/,
    ({ vault }) => [
      [read(join(vault, 'projects/plan.md'))],
      [edit(join(vault, 'projects/plan.md'), 'in spring', 'in autumn')],
      [read(join(vault, 'projects/plan.md'))],
    ],
    { mode: 'acceptEdits' },
  ),
  works(
    'Edit beside a secret',
    /beside it/,
    ({ vault }) => [
      [read(join(vault, 'notes/keys.md'))],
      [edit(join(vault, 'notes/keys.md'), 'last line of keys', 'a line beside it')],
      [bash('tail -1 notes/keys.md')],
    ],
    { expectControlLeak: true },
  ),
  works(
    'Grep that names a folder in its glob',
    /birdhouse/,
    () => [[{ tool: 'Grep', input: { pattern: 'birdhouse', glob: '*.md', output_mode: 'content' } }]],
    {
      args: searchTools,
    },
  ),
  works('a skill without shell lines', /Launching skill/, () => [[{ tool: 'Skill', input: { skill: 'tidy' } }]], {
    setup: ({ write }) =>
      write('.claude/skills/tidy/SKILL.md', '---\nname: tidy\ndescription: Tidies\n---\nKeep @docs/guide.md tidy\n'),
  }),
  works(
    'a prompt with a package and an address',
    /Welcome to the readable notes/,
    ({ vault }) => [[read(join(vault, 'README.md'))]],
    {
      prompt: () => 'Use @types/node and @journal/core, then write to me@journal.example',
    },
  ),
  run('npm -v', /^\d+\.\d+\.\d+$/m, 'npm -v'),
  run(
    'a message that names the folder',
    /Tidy journal\/ links/,
    "git commit -q --allow-empty -m 'Tidy journal/ links' && git log -1",
  ),
  run('a text that names the folder', /^journal\/x\.md is private/, "echo 'journal/x.md is private'", {
    mode: 'default',
  }),
  run('a script of the folder with a similar name', /My journal app/, 'cat my-journal-app/src/app.ts'),
  run('a pipe', /^3$/m, 'wc -l < projects/plan.md | tr -d " "'),
  run('python3 -c without files', /^42$/m, "python3 -c 'print(6*7)'"),
  run('find in an open folder', /guide\.md/, "find docs -name '*.md'"),
  works('work in a folder that is no vault', /elsewhere/, () => [[bash('echo elsewhere > f.txt && cat *.txt')]], {
    cwd: ({ outside }) => outside,
  }),
];
