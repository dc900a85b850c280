import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Language, languages } from '../../../src/detect/topics/languages.ts';
import { lexicons, termsOf } from '../../../src/detect/topics/lexicons.ts';
import { fitted } from '../../../src/detect/topics/terms/fitted.ts';
import { topics } from '../../../src/detect/topics/topic-list.ts';
import { makeNotes } from './made-notes.ts';
import { scoresOf, topicsIn } from './scoring.ts';

const made = makeNotes(12, 3);

for (const topic of topics)
  test(`made-up notes about ${topic} are found in four languages`, () => {
    for (const language of languages) {
      const notes = made.filter((note) => note.about === topic && note.language === language);
      const found = notes.filter(({ text }) => topicsIn(text).includes(topic)).length;
      assert.ok(found >= notes.length * 0.9, `${language}: ${found} of ${notes.length}`);
    }
  });

test('work notes in the first person and pages about subjects are about no topic', () => {
  for (const { text, about, language } of made)
    if (about === undefined) assert.deepEqual(topicsIn(text), [], `${language}: ${text.slice(0, 40)}`);
});

test('names of folders, files and titles count, and alone make no finding', () => {
  const plain = 'Nothing much here.\n';
  for (const path of ['Health/Arzt.md', 'Journal/2026-01-02.md', 'Steuern/Steuererklärung.md', 'Clients/NDA.md'])
    assert.deepEqual(topicsIn(plain, path), [], path);
  const note = 'Knee still hurts in the evening, tablets twice a day.\n';
  const score = (path: string) => scoresOf(note, path).find(({ id }) => id === 'note.health')?.score ?? 0;
  assert.ok(score('Health/knee.md') > score('misc/knee.md'));
  assert.ok(score('Santé/symptômes.md') > score('Santé/x.md'));
  // A template or an article in such a folder is nobody's own.
  assert.ok(score('Templates/Health/knee.md') <= score('misc/knee.md'));
});

test('what a note is written in decides which words count', () => {
  // "Gift" is poison in German alone, "hay" is "there is" in Spanish alone.
  const english = made.filter(({ about, language }) => about === 'health' && language === 'en');
  for (const { text } of english)
    for (const { terms } of scoresOf(text))
      for (const { text: term, kind } of terms) assert.ok(kind !== 'word' || term !== 'blut', term);
});

test('published notes, templates and clippings are nobody’s secret', () => {
  const [note] = made.filter(({ about, language }) => about === 'health' && language === 'en');
  assert.ok(note);
  const scoreOf = (text: string) => scoresOf(text).find(({ id }) => id === 'note.health')?.score ?? 0;
  const before = scoreOf(`---\ntitle: x\n---\n${note.text}`);
  for (const line of ['publish: true', 'source: https://example.org/a'])
    assert.ok(scoreOf(`---\n${line}\n---\n${note.text}`) < before, line);
  assert.ok(scoreOf(`---\ntitle: x\n---\n{{date}}\n${note.text}`) < before);
});

test('a note that its author marked private is declared, whatever speaks against it', () => {
  const entity = { id: 'note.private' as const, start: 4, end: 17 };
  const text = '---\nprivate: true\npublish: true\n---\n```\ncode();\n```\n';
  const [first] = scoresOf(text, 'a.md', [entity]);
  assert.deepEqual(first, {
    id: 'note.private',
    score: 1,
    level: 'declared',
    terms: [{ kind: 'marker', text: 'marked private', span: { start: 4, end: 17 }, weight: 1 }],
  });
});

test('what is no note has no topic', () => {
  const text = made.find(({ about }) => about === 'therapy')?.text ?? '';
  assert.notDeepEqual(topicsIn(text, 'a.md'), []);
  for (const path of ['a.ts', 'a.json', 'data.csv', 'x.yaml']) assert.deepEqual(scoresOf(text, path), [], path);
});

test('the score is what its terms add up to, and each stands where it says', () => {
  for (const { text } of made.slice(0, 60))
    for (const { score, terms } of scoresOf(text, 'Health/Journal/a.md')) {
      const sum = terms.reduce((total, { weight }) => total + weight, -3);
      assert.ok(Math.abs(score - 1 / (1 + Math.exp(-sum))) < 1e-9);
      for (const { span } of terms) assert.ok(span === undefined || (span.start < span.end && span.end <= text.length));
    }
});

test('any text has scores between nothing and one', () => {
  const words = Object.values(lexicons.health.de).join(', ').split(', ');
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 60 }), (parts) => {
      for (const { score } of scoresOf(parts.join(' '))) assert.ok(score > 0 && score <= 1);
    }),
    { numRuns: 200 },
  );
});

test('accents, capitals and decomposed letters make no difference', () => {
  const text = made.find(({ about, language }) => about === 'health' && language === 'fr')?.text ?? '';
  const score = (each: string) => scoresOf(each).find(({ id }) => id === 'note.health')?.score;
  assert.equal(score(text.normalize('NFD')), score(text));
  assert.equal(score(text.toUpperCase()), score(text));
  assert.equal(score(text.normalize('NFD').replace(/\p{M}/gu, '')), score(text));
});

test('the lists of terms stay readable: at most 400 a topic and language', () => {
  for (const topic of topics)
    for (const language of languages) {
      const count = termsOf(lexicons[topic], language as Language, fitted[topic]?.[language]).size;
      assert.ok(count <= 400, `${topic} ${language}: ${count}`);
      assert.ok(count >= 30, `${topic} ${language}: ${count}`);
    }
});
