import { linkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Case, edit, leak, read, readLocked, searchTools, write } from '../case.ts';
import { accentedNote, type Scene } from '../vault.ts';

const at = (path: string) => (scene: Scene) => [[read(join(scene.vault, path))]];
const grep = (input: Readonly<Record<string, unknown>>) => [[{ tool: 'Grep', input }]];
const glob = (input: Readonly<Record<string, unknown>>) => [[{ tool: 'Glob', input }]];
const content = { output_mode: 'content' };

/** Links into the locked folder that lie in an open one. */
function linkIn({ vault }: Scene): void {
  symlinkSync('../journal', join(vault, 'docs/folder'));
  symlinkSync('../journal/x.md', join(vault, 'docs/linked.md'));
}

/** Read, Edit, Write, Grep and Glob. */
export const fileToolCases: readonly Case[] = [
  leak(
    'Grep of a folder with links',
    () => [[{ tool: 'Grep', input: { pattern: 'Today', path: 'docs', output_mode: 'content' } }]],
    {
      args: searchTools,
      setup: linkIn,
      expectControlLeak: false,
      why: 'the tool follows no link beneath the folder',
    },
  ),
  leak('Glob of a folder with links', () => [[{ tool: 'Glob', input: { pattern: '**/*', path: 'docs' } }]], {
    args: searchTools,
    setup: linkIn,
    names: true,
    expectControlLeak: false,
    why: 'the tool follows no link beneath the folder',
  }),
  leak('Read', (scene) => [[readLocked(scene)]], { mode: 'default' }),
  leak('Read in plan mode', (scene) => [[readLocked(scene)]], { mode: 'plan' }),
  leak('Read in auto mode', (scene) => [[readLocked(scene)]], { mode: 'auto' }),
  leak('Read in dontAsk mode', (scene) => [[readLocked(scene)]], { mode: 'dontAsk' }),
  leak('Read with permissions bypassed', (scene) => [[readLocked(scene)]]),
  leak('Read of a part', ({ lockedNote }) => [
    [{ tool: 'Read', input: { file_path: lockedNote, offset: 3, limit: 1 } }],
  ]),
  leak('Read by way of ..', ({ vault }) => [[read(`${vault}/docs/../journal/x.md`)]], { mode: 'default' }),
  leak('Read with doubled slashes', ({ vault }) => [[read(`${vault}//journal/.//x.md`)]], { mode: 'acceptEdits' }),
  leak('Read of a relative path', () => [[read('journal/x.md')]], { mode: 'acceptEdits' }),
  leak('Read from the home folder', () => [[read('~/../vault/journal/x.md')]]),
  leak('Read through /proc', () => [[read('/proc/self/cwd/journal/x.md')]]),
  leak('Read in other letter case', at('Journal/X.md'), {
    expectControlLeak: false,
    why: 'the file system of the tests tells letter cases apart',
  }),
  leak('Read of a folder that was locked in other letter case', at('Diary/y.md'), {
    setup: ({ write: put, canaries }) => put('Diary/y.md', canaries.locked),
    locks: ['diary'],
  }),
  leak('Read of a name in composed form', at(accentedNote)),
  leak('Read of a name in decomposed form', at('journal/nai\u0308ve.md'), {
    setup: ({ write: put, canaries }) => put('journal/nai\u0308ve.md', canaries.locked),
  }),
  leak('Read of a folder that was locked in another Unicode form', at('re\u0301sume\u0301/y.md'), {
    setup: ({ write: put, canaries }) => put('re\u0301sume\u0301/y.md', canaries.locked),
    locks: ['r\u00e9sum\u00e9'],
  }),
  leak('Read through a link to the note', at('docs/link.md'), {
    mode: 'default',
    setup: ({ vault, lockedNote }) => symlinkSync(lockedNote, join(vault, 'docs', 'link.md')),
  }),
  leak('Read through a link to the folder', at('docs/linked/x.md'), {
    setup: ({ vault }) => symlinkSync('../journal', join(vault, 'docs', 'linked')),
  }),
  leak('Read through a link from outside of the vault', ({ outside }) => [[read(join(outside, 'link.md'))]], {
    setup: ({ outside, lockedNote }) => symlinkSync(lockedNote, join(outside, 'link.md')),
  }),
  leak('Read through a hard link', at('docs/hard.md'), {
    mode: 'default',
    setup: ({ vault, lockedNote }) => linkSync(lockedNote, join(vault, 'docs', 'hard.md')),
  }),
  leak('parallel Reads of an open and a locked note', ({ vault, lockedNote }) => [
    [read(join(vault, 'README.md')), read(lockedNote), read(join(vault, 'docs', 'guide.md'))],
  ]),
  leak('Grep over the vault', () => grep({ pattern: 'Today', ...content }), { mode: 'default', args: searchTools }),
  leak('Grep in the folder', () => grep({ pattern: '.', path: 'journal', ...content }), { args: searchTools }),
  leak('Grep with a glob', () => grep({ pattern: 'T', glob: '**/jour*/*.md', ...content }), { args: searchTools }),
  leak('Grep from above the vault', ({ vault }) => grep({ pattern: 'Today', path: join(vault, '..'), ...content }), {
    args: searchTools,
  }),
  leak('Grep that lists files', () => grep({ pattern: 'telling name' }), { args: searchTools, names: true }),
  leak('Glob over the vault', () => glob({ pattern: '**/*.md' }), { mode: 'default', args: searchTools, names: true }),
  leak('Glob in the folder', () => glob({ pattern: '*.md', path: 'journal' }), { args: searchTools, names: true }),
  leak('Glob for an ending, without a folder', () => glob({ pattern: '*.md' }), { args: searchTools, names: true }),
  leak('Glob turned round', () => glob({ pattern: '!docs/*' }), { args: searchTools, names: true }),
  leak(
    'Grep in a folder with a note marked private',
    () => grep({ pattern: 'Today|lighthouses', path: 'docs', ...content }),
    {
      args: searchTools,
      setup: ({ write: put, canaries }) => put('docs/mine.md', `---\nprivate: true\n---\nToday: ${canaries.locked}\n`),
      benign: /lighthouses/,
    },
  ),
  leak('Edit of a locked note', ({ lockedNote }) => [[edit(lockedNote, 'Dear diary', 'Dear reader')]], {
    expectControlLeak: false,
    why: 'the answer to an edit does not hold the note',
    damages: true,
  }),
  leak('Edit that misses', ({ lockedNote }) => [[edit(lockedNote, 'Dear reader', 'Dear diary')]], {
    expectControlLeak: false,
    why: 'the error does not hold the note',
  }),
  leak('Write over a locked note', ({ lockedNote }) => [[write(lockedNote, 'nothing\n')]], {
    expectControlLeak: false,
    why: 'the answer to a write does not hold the note',
    damages: true,
  }),
  leak(
    'NotebookEdit of a locked notebook',
    ({ vault }) => [
      [
        {
          tool: 'NotebookEdit',
          input: { notebook_path: join(vault, 'journal', 'n.ipynb'), cell_id: 'a1', new_source: 'Nothing' },
        },
      ],
      [read(join(vault, 'journal', 'n.ipynb'))],
    ],
    {
      setup: ({ write: put, canaries }) =>
        put(
          'journal/n.ipynb',
          JSON.stringify({
            cells: [
              { cell_type: 'markdown', id: 'a1', metadata: {}, source: ['Old'] },
              { cell_type: 'markdown', id: 'a2', metadata: {}, source: [canaries.locked] },
            ],
            metadata: {},
            nbformat: 4,
            nbformat_minor: 5,
          }),
        ),
    },
  ),
];
