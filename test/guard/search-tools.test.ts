import assert from 'node:assert/strict';
import { test } from 'node:test';
import { searchGlobs } from '../../src/core/search-globs.ts';
import { ask } from './corpus.ts';
import { callTable, machineWith } from './tables.ts';

/** Glob and Grep as client 2.1.330 hands them to ripgrep. */
const machine = machineWith(
  [
    'ln -s ../journal docs/linked; ln -s loop2 loop1; ln -s loop1 loop2',
    "mkdir -p mixed; echo x > mixed/open.md; printf -- '---\\nprivate: true\\n---\\nx' > mixed/marked.md",
  ].join('\n'),
);

const grep = (input: object) => (): [string, Record<string, unknown>] => ['Grep', { pattern: 'x', ...input }];
const glob = (pattern: string, path?: string) => (): [string, Record<string, unknown>] => [
  'Glob',
  { pattern, ...(path === undefined ? {} : { path }) },
];

callTable(machine, {
  stops: {
    'Glob of the name of a locked note': glob('x.md'),
    'Glob turned round': glob('!docs/*'),
    'Glob with a backslash': glob('\\journal/*'),
    'Glob with a list': glob('{docs,journal}/*'),
    'Glob with lists in a list': glob('{docs,{src,jour*}}/*'),
    'Glob with an extended pattern': glob('@(journal)/*'),
    'Glob that goes up behind a wildcard': glob('**/../journal/*'),
    'Glob from above': glob('../**/*.md'),
    'Glob through a link': glob('docs/linked/*'),
    'Glob in the folder': glob('*', 'journal'),
    'Glob with a great many lists': glob('{a,b}'.repeat(40)),
    'Grep in the folder': grep({ path: 'journal' }),
    'Grep in a locked note': grep({ path: 'journal/x.md', output_mode: 'count' }),
    'Grep through a link': grep({ path: 'docs/linked' }),
    'Grep of a type by its other name': grep({ type: 'markdown', glob: 'journal/**' }),
    'Grep with a glob for the folder': grep({ glob: 'jour*al/**' }),
    'Grep that takes the folder back': grep({ glob: '!journal/** journal/x.md' }),
    'Grep with a list in its path': grep({ path: ['journal'] }),
    'Grep in a note marked private': grep({ path: 'mixed/marked.md' }),
  },
  runs: {
    'Glob of a folder': glob('src/**/*'),
    'Glob of direct children': glob('docs/*'),
    'Glob of an ending that no locked file has': glob('*.ts'),
    'Glob in a folder': glob('*.md', 'docs'),
    'Grep in a folder': grep({ path: 'docs' }),
    'Grep with a glob for a folder': grep({ glob: 'src/**' }),
    'Grep for a name': grep({ pattern: 'journal/x.md', path: 'src' }),
    'Grep of a type': grep({ type: 'ts' }),
    'Grep of a type that must not be known': grep({ type: 'cobol', path: 'src' }),
  },
});

for (const pattern of ['**/*', '*.md', '**/*.{md,ts}'])
  test(`Glob of ${pattern} becomes one of all that may be seen, and of nothing else`, async () => {
    // A glob without a slash is found at any depth.
    const { verdict, reason } = await ask('Glob', { pattern }, machine.root, machine);
    assert.equal(verdict, 'rewrite', reason);
    const written = String(JSON.parse(reason).pattern);
    const leavesOut = searchGlobs([written]);
    for (const hidden of ['journal/x.md', 'notes/private-health.md', 'mixed/marked.md', 'packages/api/.env.local'])
      assert.ok(leavesOut(hidden, false), `${hidden} in ${written}`);
    for (const seen of ['README.md', 'docs/guide.md', 'notes/public.md', 'mixed/open.md', 'docs/notes/private-x.md'])
      assert.ok(!leavesOut(seen, false), `${seen} not in ${written}`);
  });

test('Grep over the vault gets the exclusions', async () => {
  const { verdict, reason } = await ask('Grep', { pattern: 'x' }, machine.root, machine);
  assert.equal(verdict, 'rewrite', reason);
  const written = String(JSON.parse(reason).glob).split(' ');
  for (const each of ['!/journal', '!/finance', '!.env*', '!notes/private-*.md', '!/mixed/marked.md'])
    assert.ok(written.includes(each), `${each} in ${written.join(' ')}`);
});

test('Grep in a folder gets the exclusions as they read from there', async () => {
  const { verdict, reason } = await ask('Grep', { pattern: 'x', path: 'mixed' }, machine.root, machine);
  assert.equal(verdict, 'rewrite', reason);
  assert.match(String(JSON.parse(reason).glob), /(?:^| )!\/marked\.md(?: |$)/);
});

test('Grep keeps the globs that it has before the exclusions', async () => {
  const { verdict, reason } = await ask('Grep', { pattern: 'x', glob: '*.md' }, machine.root, machine);
  assert.equal(verdict, 'rewrite', reason);
  assert.match(String(JSON.parse(reason).glob), /^\*\.md !/);
});

test('Grep for nothing but locked notes is no search with an empty answer', async () => {
  const { verdict } = await ask('Grep', { pattern: 'x', glob: '.env' }, machine.root, machine);
  assert.equal(verdict, 'deny');
});
