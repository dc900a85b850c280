import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declaredPrivate, maybePersonal } from '../../src/detect/rules/markers.ts';
import { openOrgCrypt } from '../../src/detect/rules/org-crypt.ts';
import { scanText, selected } from './scanning.ts';

const rules = [declaredPrivate, maybePersonal, openOrgCrypt];

async function marks(text: string, path = 'note.md'): Promise<string[]> {
  return (await scanText(text, { rules, path })).map((finding) => `${finding.rule} ${selected(text, finding)}`);
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

test('tags of Org headlines, at the end of the line and in Org files alone', async () => {
  const org = (text: string) => marks(text, 'notes/life.org');
  assert.deepEqual(await org('* Visits  :health:PRIVATE:\n'), ['note.private PRIVATE']);
  assert.deepEqual(await org('#+TITLE: x\n** Sheet :private:work:   \ntext\n'), ['note.private private']);
  assert.deepEqual(await org('* Old drafts :noexport:\r\n'), ['note.private noexport']);
  assert.deepEqual(await org('* Safe :crypt:\n-----BEGIN PGP MESSAGE-----\nx\n'), ['note.private crypt']);
  for (const text of [
    '* A :private: thing\n',
    'Some text :private:\n',
    '* Visits:private:\n',
    '* Numbers :privately:\n',
    '* The tags :private: and more :work:\n',
    '# * Visits :noexport:\n',
    '#+begin_src sh\necho :crypt:\n#+end_src\n',
  ])
    assert.deepEqual(await org(text), [], text);
  assert.deepEqual(await marks('* a list item :private:\n* another :noexport:\n'), []);
});

test('an Org entry to be encrypted whose body is plain', async () => {
  const org = async (text: string) => (await marks(text, 'a.org')).filter((mark) => mark.startsWith('note.crypt'));
  const found = ['note.crypt-open crypt'];
  assert.deepEqual(await org('* Safe :crypt:\nthe text\n'), found);
  assert.deepEqual(await org('* Safe :home:crypt:\n  :PROPERTIES:\n  :ID: a\n  :END:\n\nthe text\n'), found);
  assert.deepEqual(await org('* Safe :crypt:\n** Deeper\nthe text\n'), found);
  const sealed = '-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n';
  assert.deepEqual(await org(`* Safe :crypt:\n${sealed}`), []);
  assert.deepEqual(
    await org(`* Safe :crypt:\nSCHEDULED: <2026-01-01>\n:PROPERTIES:\n:CRYPTKEY: a\n:END:\n${sealed}`),
    [],
  );
  assert.deepEqual(await org('* Safe :crypt:\n* Next\ntext\n'), []);
  assert.deepEqual(await org('* Safe :crypt:\n'), []);
});
