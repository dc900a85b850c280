import assert from 'node:assert/strict';
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { madeUp } from '../detect/scanning.ts';
import { makeNotes } from '../detect/topics/made-notes.ts';
import { makeFolder } from '../node/folder.ts';
import { run } from './running.ts';

const health = makeNotes(1, 5).find(({ about, language }) => about === 'health' && language === 'de')?.text ?? '';

test('prints every term of a topic with place, kind and weight, the sum and the level', async (t) => {
  const cwd = makeFolder(t, { 'Gesundheit/a.md': `# Arzt\n\n${health}` });
  const { code, out, err } = await run(['explain', 'Gesundheit/a.md'], { cwd });
  assert.equal(code, 0, err);
  assert.match(out, /^Gesundheit\/a\.md\n\n {2}Note about health: 0\.\d\d, high\n/);
  assert.match(out, /\n {15}path {7}\+1\.50 {2}gesundheit\n/);
  assert.match(out, /\n {10}1:3 {2}path {7}\+1\.00 {2}arzt\n/);
  assert.match(out, /\n +\d+:\d+ {2}word {7}\+\d\.\d\d {2}\S/);
  assert.match(out, /\n {15}start {6}-3\.00 {2}.*\n {15}sum {8}\+\d\.\d\d\n/);
});

test('says what is no topic, what is no note, and shows findings masked', async (t) => {
  const cwd = makeFolder(t, {
    'a.md': `# x\n\ntoken ${madeUp.github}\n`,
    'b.ts': 'const a = 1;\n',
    'c.md': '\0\0\0\0',
  });
  const { code, out } = await run(['explain', 'a.md', 'b.ts', 'c.md'], { cwd });
  assert.equal(code, 0);
  assert.match(
    out,
    /a\.md\n {2}No topic: it is not about a private matter\.\n\n {2}Found in it\n {10}3:7 {2}GitHub token: ghp_•+\n/,
  );
  assert.match(out, /b\.ts\n {2}It is not a note/);
  assert.match(out, /c\.md\n {2}It is not text/);
  assert.ok(!out.includes(madeUp.github));
});

test('a note marked private is declared, and its topics stand behind that', async (t) => {
  const cwd = makeFolder(t, { 'a.md': `---\nprivate: true\n---\n${health}` });
  const { out } = await run(['explain', 'a.md'], { cwd });
  assert.match(out, /^a\.md\n\n {2}Note marked private: declared\n {10}2:1 {2}marked private: its author said so\n/);
  assert.match(out, /Note about health/);
});

test('--format json holds the same, and --all what came to nothing', async (t) => {
  const cwd = makeFolder(t, { 'a.md': health });
  const read = async (...more: string[]) =>
    JSON.parse((await run(['explain', 'a.md', '--format', 'json', ...more], { cwd })).out);
  const [file] = await read();
  assert.equal(file.path, 'a.md');
  const [topic] = file.topics;
  assert.deepEqual([topic.rule, topic.level, topic.start], ['note.health', 'high', -3]);
  for (const term of topic.terms) assert.equal(typeof term.weight, 'number');
  assert.ok(topic.terms.some(({ startLine }: { startLine?: number }) => startLine === 1));
  assert.ok((await read('--all'))[0].topics.length > file.topics.length);
});

test('a folder, a missing file and no file at all are told apart', async (t) => {
  const cwd = makeFolder(t, { 'sub/a.md': 'x\n' });
  for (const [argv, message] of [
    [['explain', 'sub'], /sub is a folder\n/],
    [['explain', 'gone.md'], /There is no file gone\.md\n/],
    [['explain'], /needs a path\n/],
    [['explain', 'sub/a.md', '--format', 'xml'], /--format can not be "xml"\n/],
  ] as const) {
    const { code, out, err } = await run(argv, { cwd });
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, message);
  }
  assert.match((await run(['explain', '--help'])).out, /Usage: cloister explain/);
});

test('a part of a note that is private is among what was found, and no topic of the note', async (t) => {
  const cwd = makeFolder(t, { 'call.md': '# Call\n\n<!-- private -->\nwords\n<!-- /private -->\n' });
  const { out } = await run(['explain', 'call.md'], { cwd });
  assert.match(out, /No topic/);
  assert.match(out, /3:1 {2}Part of a note marked private\n/);
});

test('a file that is too big is said to be that', async (t) => {
  const cwd = makeFolder(t, { 'a.md': 'x' });
  truncateSync(join(cwd, 'a.md'), 129 * 2 ** 20);
  const { code, err } = await run(['explain', 'a.md'], { cwd });
  assert.equal(code, 2);
  assert.match(err, /a\.md is larger than 128 MB/);
});

test('words that stand within a value count for no topic and are not shown', async (t) => {
  const words = ['therapist', 'panic', 'anxiety'];
  const cwd = makeFolder(t, { 'a.md': `# Router\n\npassword: ${words.join('-')}-77!\n` });
  for (const format of ['text', 'json']) {
    const { out } = await run(['explain', 'a.md', '--all', '--format', format], { cwd });
    assert.match(out, /secret\.generic\.password|Password: •/);
    for (const word of words) assert.ok(!out.toLowerCase().includes(word), format);
  }
});
