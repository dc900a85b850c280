import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declaredPrivate, maybePersonal } from '../../src/detect/rules/markers.ts';
import { scanText, selected } from './scanning.ts';

const rules = [declaredPrivate, maybePersonal];

async function marks(text: string): Promise<string[]> {
  return (await scanText(text, { rules })).map((finding) => `${finding.rule} ${selected(text, finding)}`);
}
const front = (...lines: string[]) => `---\n${lines.join('\n')}\n---\n\n# Note\n`;

test('front matter that says private', async () => {
  for (const line of [
    'private: true',
    'private: "yes"',
    'Private: True',
    'sensitivity: confidential',
    'classification: secret',
    'exclude-from-ai: true',
    'ai: false',
    'llm: deny',
    'agents: none',
    'publish: never',
    'visibility: private',
  ]) {
    assert.deepEqual(await marks(front('title: x', line)), [`note.private ${line}`], line);
    assert.deepEqual(
      await marks(front('title: x', line).replaceAll('\n', '\r\n')),
      [`note.private ${line}`],
      `CRLF ${line}`,
    );
  }
});

test('tags in front matter, in every form', async () => {
  assert.deepEqual(await marks(front('tags: [work, private]')), ['note.private private']);
  assert.deepEqual(await marks(front('tags: work, confidential')), ['note.private confidential']);
  assert.deepEqual(await marks(front('tags:', '  - work', '  - private/diary')), ['note.private private']);
  assert.deepEqual(await marks(front('tags:', '- "#no-ai"')), ['note.private no-ai']);
  assert.deepEqual(await marks(front('tag: nsfw')), ['note.private nsfw']);
});

test('tags and properties in the text', async () => {
  assert.deepEqual(await marks('# Today\n\nslept badly #private\n'), ['note.private #private']);
  assert.deepEqual(await marks('#private/therapy'), ['note.private #private']);
  assert.deepEqual(await marks('- private:: true\n'), ['note.private private:: true']);
  assert.deepEqual(await marks('#+FILETAGS: :work:private:\n'), ['note.private private']);
});

test('weak marks, which a strong one makes needless', async () => {
  assert.deepEqual(await marks(front('publish: false')), ['note.personal publish: false']);
  assert.deepEqual(await marks('a #personal note'), ['note.personal #personal']);
  assert.deepEqual(await marks(front('draft: true', 'private: true')), ['note.private private: true']);
});

test('a note is named once a rule, at its first mark', async () => {
  assert.deepEqual(await marks(`${front('private: true', 'tags: [private]')}#secret #private`), [
    'note.private private: true',
  ]);
});

test('what looks like a mark and is none', async () => {
  const texts = [
    front('private: false'),
    front('title: private lessons'),
    front('tags: [private-equity, privateer]'),
    front('sensitivity: low'),
    front('aliases:', '  - private'),
    front('tags:', '  - work', 'people:', '  - secret'),
    '#private-equity is a tag',
    '# private\n',
    '## Secret Santa\n',
    '```yaml\nprivate: true\n```\n',
    '```\n#private\n```\n',
    'Use `#private` for that.',
    'private: true\n',
    'text\n---\nprivate: true\n---\n',
    'an#private anchor',
    'https://example.org/#private',
    'private::false',
    'ai: false',
  ];
  for (const text of texts) assert.deepEqual(await marks(text), [], text);
});
