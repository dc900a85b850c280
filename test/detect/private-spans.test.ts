import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createEngine } from '../../src/detect/engine.ts';
import { privateSpanSource, privateSpans } from '../../src/detect/private-spans.ts';
import { rules } from '../../src/detect/rules/index.ts';
import { cpuTime } from '../cpu-time.ts';
import { madeUp, selected } from './scanning.ts';

const spansOf = (text: string): string[] => privateSpans(text).map(({ start, end }) => text.slice(start, end));

test('a fence is private from mark to mark', () => {
  assert.deepEqual(spansOf('a\n<!-- private -->\nb\n<!-- /private -->\nc'), ['<!-- private -->\nb\n<!-- /private -->']);
  assert.deepEqual(spansOf('a <!--PRIVATE-->b<!--/Private--> c'), ['<!--PRIVATE-->b<!--/Private-->']);
  assert.deepEqual(spansOf('<!-- private -->a<!-- /private -->b<!-- private -->c<!-- /private -->'), [
    '<!-- private -->a<!-- /private -->',
    '<!-- private -->c<!-- /private -->',
  ]);
  assert.deepEqual(spansOf('<!--\n private\n-->a<!-- / private -->').length, 1);
});

test('one that nobody closed reaches to the end, and an end alone is none', () => {
  assert.deepEqual(spansOf('a\n<!-- private -->\nb\n\nc\n'), ['<!-- private -->\nb\n\nc\n']);
  assert.deepEqual(spansOf('a\n<!-- /private -->\nb'), []);
});

test('fences within a fence end before it does', () => {
  const text = '<!-- private -->a<!-- private -->b<!-- /private -->c<!-- /private -->';
  assert.deepEqual(spansOf(`${text} d`), [text]);
  assert.deepEqual(spansOf('<!-- private -->a<!-- private -->b<!-- /private -->c').length, 1);
});

test('in code it is an example, but not where the code has no end', () => {
  for (const text of [
    '```html\n<!-- private -->\n```\nb',
    '~~~\n<!-- private -->\nx\n<!-- /private -->\n~~~\n',
    'write `<!-- private -->` before it',
    '```\n> [!private]\n> x\n```',
  ])
    assert.deepEqual(spansOf(text), [], text);
  assert.deepEqual(spansOf('```\ncode\n\n<!-- private -->\nb\n').length, 1);
  // An end in code ends nothing.
  assert.deepEqual(spansOf('<!-- private -->\n```\n<!-- /private -->\n```\nb\n<!-- /private -->c'), [
    '<!-- private -->\n```\n<!-- /private -->\n```\nb\n<!-- /private -->',
  ]);
});

test('where a quotation or a list ends, code in it has ended', () => {
  const span = '<!-- private -->\nb\n<!-- /private -->';
  for (const end of ['\n', '\r\n'])
    for (const [before, behind] of [
      ['> ```\n> a\n\n', '\n\n> ```\n> c\n'],
      ['- a\n  ```\n  x\n\n', '\n\n- c\n  ```\n'],
      ['    ```\n', '\n    ```\n'],
    ]) {
      const text = `${before}${span}${behind}`.replaceAll('\n', end);
      assert.deepEqual(spansOf(text), [span.replaceAll('\n', end)], text);
    }
  for (const text of ['> ```\n> <!-- private -->\n>\n> b\n> ```\n', '- a\n  ```\n  <!-- private -->\n\n  b\n  ```\n'])
    assert.deepEqual(spansOf(text), [], text);
});

test('backticks that open no code make no example of a mark', () => {
  const span = '<!-- private --> b <!-- /private -->';
  for (const text of [`it\`s ${span} it\`s`, `\\\` ${span} \\\``, `\`\` ${span} \``, `\`a\` ${span} \`b\``])
    assert.deepEqual(spansOf(text), [span], text);
  assert.deepEqual(spansOf(`\`\` \` ${span} \`\``), []);
});

test('a mark may say more, where it is closed', () => {
  for (const open of [
    '<!-- private: health -->',
    '<!-- private reason="x" -->',
    '<!--- private --->',
    '<!--\u00A0private\u00A0-->',
  ])
    assert.deepEqual(spansOf(`a ${open} b <!-- /private --> c`), [`${open} b <!-- /private -->`]);
  assert.deepEqual(spansOf('<!-- private: used by tests --> b'), []);
  assert.deepEqual(spansOf('<!-- private -->a<!-- private: x -->b<!-- /private -->c<!-- /private -->').length, 1);
});

test('other comments are no marks', () => {
  for (const text of ['<!-- privately -->', '<!-- private note -->', '<!-- not private -->', '<private>'])
    assert.deepEqual(spansOf(text), [], text);
});

test('a callout is private to the end of its quote', () => {
  assert.deepEqual(spansOf('a\n\n> [!private] Title\n> b\n> c\n\nd'), ['> [!private] Title\n> b\n> c']);
  assert.deepEqual(spansOf('> [!PRIVATE]-\n>\n> b\r\n\r\nd'), ['> [!PRIVATE]-\n>\n> b']);
  assert.deepEqual(spansOf('> [!private|wide]\n> b\nand goes on\n\nd'), ['> [!private|wide]\n> b\nand goes on']);
  assert.deepEqual(spansOf('> [!private]\n> b\n# Heading\n'), ['> [!private]\n> b']);
  assert.deepEqual(spansOf('> [!note]\n> > [!private]\n> > b\n>\n> c'), ['> > [!private]\n> > b']);
  assert.deepEqual(spansOf('- > [!private]\n  > b\n- c'), ['> [!private]\n  > b']);
  assert.deepEqual(spansOf('> [!private]\n> - b\n>   c\n> ```\n> d\n> ```\ne'), [
    '> [!private]\n> - b\n>   c\n> ```\n> d\n> ```',
  ]);
  for (const text of ['> [!note] private\n> b', 'x > [!private]', '> \\[!private]'])
    assert.deepEqual(spansOf(text), []);
});

const engine = createEngine({ rules, sources: [privateSpanSource], hash: (text) => String(text.length) });
const found = async (text: string, path = 'note.md') =>
  (await engine.scan({ path, bytes: Buffer.from(text) })).findings.map(
    (each) => `${each.rule} ${selected(text, each)}`,
  );

test('the engine reports each, beside what it holds and beside the mark of the note', async () => {
  const inner = `<!-- private -->\n${madeUp.github}\n<!-- /private -->`;
  const text = `---\nprivate: true\n---\n${inner}\n\n> [!private]\n> b\n`;
  assert.deepEqual(await found(text), [
    'note.private private: true',
    `note.private-span ${inner}`,
    `secret.github.token ${madeUp.github}`,
    'note.private-span > [!private]\n> b',
  ]);
});

test('in files that are no notes it is a comment like others', async () => {
  assert.deepEqual(await found('<!-- private -->\nx', 'page.html'), []);
});

test('a fence spans the blocks of a large document', async () => {
  const long = 'A line of a very long report, again and again.\n'.repeat(40_000);
  const text = `${long}<!-- private -->\n${long}<!-- /private -->\n${long}`;
  const { findings } = await engine.scan({ path: 'a.md', bytes: Buffer.from(text) });
  assert.deepEqual(
    findings.map(({ place: { span } }) => [span.startLine, span.endLine]),
    [[40_001, 80_002]],
  );
});

test('the marks of any text make parts in their order, none within another of its kind', () => {
  const part = fc.constantFrom(
    '<!-- private -->',
    '<!-- /private -->',
    '\n',
    '> [!private]\n',
    '> x',
    '```\n',
    'word',
    '`',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
      const text = parts.join('');
      for (const { start, end } of privateSpans(text)) {
        assert.ok(start < end && end <= text.length);
        assert.match(text.slice(start, end), /^(?:<!-- private|>)/);
      }
    }),
  );
});

test('no text takes long', async () => {
  const size = 1 << 20;
  for (const part of [
    '<!-- private -->',
    '<!--',
    '> [!private]\n',
    '>',
    '> [!private',
    '- - - ',
    '`',
    '<!-- private -->`',
  ])
    for (const head of ['', '> [!private]\n', '<!-- private -->']) {
      const text = head + part.repeat(size / part.length);
      const ms = await cpuTime(async () => void privateSpans(text));
      assert.ok(ms < 1000, `${JSON.stringify(part)}: ${ms} ms`);
    }
});
