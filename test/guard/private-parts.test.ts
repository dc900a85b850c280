import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cpuTime } from '../cpu-time.ts';
import { makeVault } from './messages.ts';

const inner = [
  'Slept badly again, and told nobody.',
  '## Session',
  'yes',
  '- [ ] ask M. about it on 2026-03-04',
  '---',
];
const note = [
  '# Monday',
  '',
  'Standup at nine.',
  '',
  '<!-- private -->',
  ...inner,
  '<!-- /private -->',
  '',
  'Groceries: leeks',
  '',
];
const files = {
  'notes/day.md': note.join('\n'),
  'notes/crlf.md': note.join('\r\n'),
  'notes/open.md': '# Tuesday\n\nTea with Ole.\n\n<!-- private -->\n\nHe is leaving her, he said.\n',
  'notes/callout.md': '# Wednesday\n\n> [!private] Mood\n> Low, all of the day long.\n\nNothing else.\n',
  'notes/example.md': 'Write this:\n\n```html\n<!-- private -->\nthe hidden words of it\n<!-- /private -->\n```\n',
  'clients/a.md': '# Client\n\n<!-- private -->\nThey pay late every month.\n<!-- /private -->\n',
  'notes/page.html': '<p>a</p><!-- private --><p>words of a page, quite long</p>',
};
const vaultWith = (content: Readonly<Record<string, string>>) =>
  makeVault({ policy: { folders: { clients: 'redacted' }, content }, files });
type Vault = ReturnType<typeof makeVault>;
const readResult = (path: string, content: string, startLine = 1) => ({
  type: 'text',
  file: { filePath: path, content, numLines: content.split('\n').length, startLine, totalLines: 99 },
});
const read = async (vault: Vault, name: keyof typeof files, content: string = files[name]): Promise<string> => {
  const path = `${vault.root}/${name}`;
  return Object(await vault.after('Read', { file_path: path }, readResult(path, content))).file.content;
};
const bash = async (vault: Vault, command: string, stdout: string): Promise<string> =>
  Object(await vault.after('Bash', { command }, { stdout, stderr: '', interrupted: false, isImage: false })).stdout;
const words = /Slept|Session|^yes$|ask M|leaving|Low, all|pay late/m;

describe('parts of notes that are private', () => {
  const vault = vaultWith({});

  test('a placeholder stands for them, and lines keep their numbers', async () => {
    const text = await read(vault, 'notes/day.md');
    assert.match(text, /^# Monday\n\nStandup at nine\.\n\n⟦private:[0-9a-z]{8}⟧\n{7}\nGroceries: leeks\n$/);
    assert.equal(text.split('\n').length, note.length);
    assert.match(await read(vault, 'notes/open.md'), /^# Tuesday\n\nTea with Ole\.\n\n⟦private:\w+⟧\n+$/);
    assert.match(await read(vault, 'notes/callout.md'), /^# Wednesday\n\n⟦private:\w+⟧\n\n\nNothing else\.\n$/);
  });

  test('the ends of lines make no difference', async () => {
    for (const content of [files['notes/crlf.md'], note.join('\n')]) {
      const text = await read(vault, 'notes/crlf.md', content);
      assert.doesNotMatch(text, words);
      assert.match(text, /Standup at nine/);
      assert.equal(text.split('\n').length, note.length);
    }
    assert.equal(
      /⟦private:\w+⟧/.exec(await read(vault, 'notes/crlf.md'))?.[0],
      /⟦private:\w+⟧/.exec(await read(vault, 'notes/day.md'))?.[0],
    );
  });

  test('a few lines of the note, which alone show no mark', async () => {
    for (const [from, to] of [
      [6, 8],
      [3, 7],
      [8, 12],
    ] as const) {
      const text = await read(vault, 'notes/day.md', note.slice(from - 1, to).join('\n'));
      assert.doesNotMatch(text, words, `${from}-${to}`);
      assert.equal(text.split('\n').length, to - from + 1);
    }
    // What stands in the open as well is nothing to hide.
    assert.equal(await read(vault, 'notes/day.md', 'Groceries: leeks\n\n'), 'Groceries: leeks\n\n');
  });

  test('through a shell as well', async () => {
    assert.doesNotMatch(await bash(vault, 'cat notes/day.md', files['notes/day.md']), words);
    const numbered = note.map((line, index) => `${String(index + 1).padStart(6)}\t${line}`).join('\n');
    assert.doesNotMatch(await bash(vault, 'cat -n notes/day.md', numbered), /Slept|Session|\tyes|ask M/);
    assert.doesNotMatch(await bash(vault, 'grep -o "badly.*" notes/day.md', 'badly again, and told nobody.'), /told/);
    const diff = note.map((line) => `+${line}`).join('\n');
    assert.doesNotMatch(await bash(vault, 'git show HEAD', diff), /Slept|Session|\+yes|ask M/);
    assert.match(await bash(vault, 'cat notes/day.md', files['notes/day.md']), /Standup at nine/);
  });

  test('a mark that a search shows alone hides nothing behind it', async () => {
    const rows = 'docs/a.md:3:<!-- private -->\ndocs/b.md:1:a private matter of taste\n';
    assert.equal(await bash(vault, 'grep -rn private docs', rows), rows);
    const page = 'x <b>y</b> <!-- private --> the rest of some page on the web\nand more\n';
    assert.equal(await bash(vault, 'curl -s example.org', page), page);
  });

  test('Grep finds nothing in them', async () => {
    const grep = async (pattern: string, content: string): Promise<string> =>
      Object(await vault.after('Grep', { pattern, output_mode: 'content' }, { mode: 'content', content })).content;
    assert.equal(await grep('badly', `notes/day.md:6:${inner[0]}`), '');
    assert.match(
      await grep('Standup', `notes/day.md:3:Standup at nine.\nnotes/day.md-4-\nnotes/day.md-5-<!-- private -->`),
      /^notes\/day\.md:3:Standup at nine\.\nnotes\/day\.md-4-\nnotes\/day\.md-5-⟦private:\w+⟧$/,
    );
    const names = { mode: 'files_with_matches', filenames: ['notes/day.md'], numFiles: 1 };
    assert.deepEqual(Object(await vault.after('Grep', { pattern: 'badly' }, names)).filenames, []);
    assert.deepEqual(Object(await vault.after('Grep', { pattern: 'leeks' }, names)).filenames, ['notes/day.md']);
  });

  test('examples in code, and files that are no notes, stay', async () => {
    for (const name of ['notes/example.md', 'notes/page.html'] as const)
      assert.equal(await read(vault, name), files[name]);
  });

  test('what was not processed ends the run', async () => {
    const path = `${vault.root}/notes/day.md`;
    assert.ok((await vault.batch(['Read', { file_path: path }, files['notes/day.md']])).isStopped);
    assert.equal(
      (await vault.batch(['Read', { file_path: path }, await read(vault, 'notes/day.md')])).isStopped,
      false,
    );
  });

  test('a mention would put the note into the prompt as it is', async () => {
    assert.match((await vault.prompt('see @notes/day.md')).reason, /takes in what the policy hides/);
    assert.equal((await vault.prompt('see @notes/example.md')).isStopped, false);
  });
});

test('what the policy says of notes marked private decides, not what it says of secrets', async () => {
  for (const [level, isHidden] of [
    ['none', true],
    ['redacted', true],
    ['read', false],
    ['write', false],
  ] as const)
    for (const secret of ['allow', 'redact', 'deny', 'ask']) {
      const vault = vaultWith({ private: level, secret });
      assert.equal(words.test(await read(vault, 'notes/day.md')), !isHidden, `${level} ${secret}`);
      assert.match(await read(vault, 'notes/day.md'), /Standup at nine/);
      assert.equal((await vault.before('Read', { file_path: `${vault.root}/notes/day.md` })).isStopped, false);
      assert.doesNotMatch(await read(vault, 'clients/a.md'), words);
    }
});

test('of a note that is too large to be looked at nothing is given, if it has such parts', async () => {
  const long = 'A line of a report that goes on and on.\n'.repeat(220_000);
  const vault = vaultWith({});
  vault.put('notes/long.md', long);
  vault.put('notes/marked.md', `${long}<!-- private -->\nShe told me at length.\n`);
  for (const [name, isGiven] of [
    ['long', true],
    ['marked', false],
  ] as const) {
    const path = `${vault.root}/notes/${name}.md`;
    const shown = Object(await vault.after('Read', { file_path: path }, readResult(path, 'She told me at length.', 9)));
    assert.equal(shown.file.content.includes('told'), isGiven, name);
    assert.equal((await bash(vault, `tail -1 notes/${name}.md`, 'She told me at length.')).includes('told'), isGiven);
    const rows = { mode: 'content', content: `notes/${name}.md:9:She told me at length.` };
    const found = await vault.after('Grep', { pattern: 'told', output_mode: 'content' }, rows);
    assert.equal(Object(found).content.includes('told'), isGiven);
  }
});

test('a large part costs little', async (t) => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `On day ${index} she wrote of the ${index * 7}th letter`);
  const vault = vaultWith({});
  vault.put(
    'notes/diary.md',
    `<!-- private -->\n${lines.join('\n')}\n<!-- /private -->\n${'open words\n'.repeat(20_000)}`,
  );
  const ms = await cpuTime(async () => {
    const text = await bash(vault, 'cat notes/diary.md', `${lines.join('\n')}\n${'open words\n'.repeat(20_000)}`);
    assert.doesNotMatch(text, /letter/);
    assert.match(text, /open words/);
  });
  t.diagnostic(`${Math.round(ms)} ms`);
  assert.ok(ms < 2500, `${ms} ms`);
});

describe('an edit', () => {
  const vault = vaultWith({});
  const edit = async (old_string: string, new_string: string, more = {}) =>
    (await vault.before('Edit', { file_path: `${vault.root}/notes/day.md`, old_string, new_string, ...more }))
      .isStopped;

  test('does not take the marks away, nor reach between them', async () => {
    for (const old of [
      '<!-- private -->',
      '<!-- private',
      ' /private -->',
      'Standup at nine.\n\n<!-- private -->',
      'Slept',
    ])
      assert.ok(await edit(old, ''), old);
  });

  test('puts no marks of code around them, and no end before them', async () => {
    assert.ok((await edit('Groceries: leeks', '```'.padEnd(3))) === false, 'one fence alone opens code behind');
    assert.ok(
      (
        await vault.before('MultiEdit', {
          file_path: `${vault.root}/notes/day.md`,
          edits: [
            { old_string: 'Standup at nine.', new_string: '```' },
            { old_string: 'Groceries: leeks', new_string: '```' },
          ],
        })
      ).isStopped,
    );
  });

  test('changes what stands beside them', async () => {
    assert.equal(await edit('Standup at nine.', 'Standup at ten.'), false);
    assert.equal(await edit('Groceries: leeks', 'Groceries: leeks, rice'), false);
    assert.equal(await edit('e', 'E', { replace_all: true }), true);
  });
});

test('an agent makes redacted copies, and turns none back', async () => {
  const vault = vaultWith({});
  assert.equal((await vault.before('Bash', { command: 'cloister redact notes/day.md' })).isStopped, false);
  assert.ok((await vault.before('Bash', { command: 'cloister redact clients/a.md' })).isStopped);
  for (const command of [
    'cloister redact --restore copy.md notes/day.md',
    'cloister redact notes/day.md --restore=copy.md',
    'npx cloister redact --restore copy.md notes/day.md',
  ])
    assert.ok((await vault.before('Bash', { command })).isStopped, command);
});

test('a null character takes no mark from a note', async () => {
  const marked = makeVault({ policy: {}, files: { 'a.md': '---\nprivate: true\n---\n\0\nbody\n', 'b.md': 'x\0y\n' } });
  assert.ok((await marked.before('Read', { file_path: `${marked.root}/a.md` })).isStopped);
  assert.equal((await marked.before('Read', { file_path: `${marked.root}/b.md` })).isStopped, false);
});
