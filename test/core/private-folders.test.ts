import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDuration, parseDuration } from '../../src/core/duration.ts';
import { privateFolders } from '../../src/core/private-folders.ts';
import { looksPrivate } from '../../src/core/private-names.ts';
import type { RuleId } from '../../src/core/rule-texts.ts';

test('names of folders that say private, in four languages', () => {
  const yes = [
    'Journal',
    'Daily notes',
    '2 - Health',
    '03_taxes',
    'Tagebücher',
    'Ärzte',
    'Verträge 2024',
    'Mots de passe',
    'Santé',
  ];
  const more = ['Contraseñas', 'Salud', 'HR', 'Privé', 'clientNotes', 'Kunden', 'PERSONAL', 'Steuererklärung'];
  for (const name of [...yes, ...more]) assert.equal(looksPrivate(name), true, name);
  assert.equal(looksPrivate('Tagebücher'.normalize('NFD')), true);
  for (const name of ['Projects', 'Journalism', 'three', 'Healthcare API', '2024', '', 'Chess', 'Privateer'])
    assert.equal(looksPrivate(name), false, name);
});

test('the topmost named folder, and what holds marked notes, none within another', () => {
  const file = (path: string, isPrivate = false) => ({ path, isPrivate });
  const found = privateFolders([
    file('root.md', true),
    file('Journal/2024/health/a.md', true),
    file('Journal/b.md'),
    file('notes/deep/c.md', true),
    file('notes/d.md', true),
    file('notes/e.md'),
    file('open/f.md'),
    file('projects/g.md', true),
    ...Array.from({ length: 3 }, (_, index) => file(`projects/${index}.md`)),
  ]);
  assert.deepEqual(found, [
    { folder: 'Journal', isNamed: true, files: 2, marked: 1, topics: [] },
    { folder: 'notes', isNamed: false, files: 3, marked: 2, topics: [] },
  ]);
});

test('folders whose notes are about private topics, with how many are about which', () => {
  const file = (path: string, ...topics: RuleId[]) => ({ path, isPrivate: false, topics });
  const found = privateFolders([
    file('misc/a.md', 'note.health'),
    file('misc/b.md', 'note.journal', 'note.health'),
    file('misc/c.md'),
    file('one/d.md', 'note.legal'),
    file('work/e.md', 'note.journal'),
    file('work/f.md'),
    file('root.md', 'note.health'),
  ]);
  // One note among others does not make a folder private.
  assert.deepEqual(found, [
    {
      folder: 'misc',
      isNamed: false,
      files: 3,
      marked: 0,
      topics: [
        ['note.health', 2],
        ['note.journal', 1],
      ],
    },
    { folder: 'one', isNamed: false, files: 1, marked: 0, topics: [['note.legal', 1]] },
  ]);
});

test('spans of time', () => {
  assert.equal(parseDuration('1h30m'), 5_400_000);
  assert.equal(parseDuration('2d'), 172_800_000);
  for (const text of ['', 'h', '1', '-1h', '1.5h', '1y', '1h ', '99999999h'])
    assert.equal(parseDuration(text), undefined);
  assert.equal(formatDuration(5_400_000), '1h30m');
  assert.equal(formatDuration(1), '1m');
  assert.equal(formatDuration(86_400_000 * 2), '2d');
});
