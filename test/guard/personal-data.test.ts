import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { contentAnswers } from '../../src/core/policy.ts';
import { withCrc } from '../detect/rules/making.ts';
import { makeVault } from './messages.ts';

const email = ['jana.brandt', 'corp-mail.de'].join('@');
const other = ['ole', 'corp-mail.de'].join('@');
const token = withCrc('ghp_', 36);
const files = {
  'notes/people.md': `# People\n\nJana: ${email}, after lunch\n\nlast line\n`,
  'notes/both.md': `Jana: ${email}\n\nThe deploy token: ${token}\n\nlast line\n`,
  'notes/plain.md': '# Plain\n\nNothing of note here.\n',
  'clients/a.md': `# Client\n\nWrite to ${other} or ${email}.\n`,
};
const vaultWith = (content: Readonly<Record<string, string>>) =>
  makeVault({ policy: { folders: { clients: 'redacted' }, content }, files });
type Vault = ReturnType<typeof makeVault>;

const readResult = (path: string, content: string) => ({
  type: 'text',
  file: { filePath: path, content, numLines: content.split('\n').length, startLine: 1, totalLines: 9 },
});
const bashResult = (stdout: string) => ({ stdout, stderr: '', interrupted: false, isImage: false });
const read = (vault: Vault, name: keyof typeof files, more = {}) =>
  vault.after('Read', { file_path: `${vault.root}/${name}` }, readResult(`${vault.root}/${name}`, files[name]), more);
const textIn = (result: unknown): string => Object(result).file.content;

describe('the answers to personal data in a note that may be read', () => {
  const expected = {
    allow: { before: 'runs', read: 'as it is', bash: 'as it is', mention: ['passed', 'passed'] },
    redact: { before: 'runs', read: 'redacted', bash: 'redacted', mention: ['blocked', 'passed'] },
    ask: { before: 'ask', read: 'as it is', bash: 'redacted', mention: ['blocked', 'passed'] },
    deny: { before: 'deny', read: 'withheld', bash: 'withheld', mention: ['blocked', 'blocked'] },
  } as const;
  const stateOf = (text: string): string =>
    text.includes(email) ? 'as it is' : text.includes('last line') ? 'redacted' : 'withheld';

  for (const answer of contentAnswers)
    test(answer, async () => {
      const vault = vaultWith({ personal: answer });
      const path = `${vault.root}/notes/people.md`;
      const wanted = expected[answer];
      for (const [tool, input] of [
        ['Read', { file_path: path }],
        ['Grep', { pattern: 'x', path }],
      ] as const) {
        const heard = await vault.before(tool, input);
        assert.equal(heard.output['permissionDecision'] ?? 'runs', wanted.before, tool);
        if (wanted.before !== 'runs') assert.match(heard.reason, /people\.md holds personal data/);
      }
      assert.equal((await vault.before('Read', { file_path: `${vault.root}/notes/plain.md` })).isStopped, false);
      assert.equal(stateOf(textIn(await read(vault, 'notes/people.md'))), wanted.read);
      const printed = await vault.after(
        'Bash',
        { command: 'cat notes/people.md' },
        bashResult(files['notes/people.md']),
      );
      assert.equal(stateOf(Object(printed).stdout), wanted.bash);
      for (const state of wanted.mention)
        assert.equal((await vault.prompt('see @notes/people.md')).isStopped ? 'blocked' : 'passed', state);
      // What a person types of people is theirs to say.
      assert.equal((await vault.prompt(`write to ${email}`)).isStopped, false);
    });

  test('each kind has its own answer', async () => {
    const open = vaultWith({ personal: 'redact', secret: 'allow' });
    const text = textIn(await read(open, 'notes/both.md'));
    assert.ok(text.includes(token) && !text.includes(email));
    const usual = textIn(await read(vaultWith({}), 'notes/both.md'));
    assert.ok(usual.includes(email) && !usual.includes(token));
    const denied = textIn(await read(vaultWith({ personal: 'deny' }), 'notes/both.md'));
    assert.match(denied, /^Cloister: this holds personal data/);
    const secret = textIn(await read(vaultWith({ personal: 'redact', secret: 'deny' }), 'notes/people.md'));
    assert.match(secret, /Jana: ⟦email:[0-9a-z]{8}⟧, after lunch/);
    const strict = vaultWith({ personal: 'ask', secret: 'deny' });
    const heard = await strict.before('Read', { file_path: `${strict.root}/notes/both.md` });
    assert.equal(heard.output['permissionDecision'], 'deny');
    assert.match(heard.reason, /holds a secret/);
  });
});

describe('personal data that is redacted', () => {
  const vault = vaultWith({ personal: 'redact' });

  test('Read keeps its shape and lines, and spellings of one value have one placeholder', async () => {
    const text = `# People\n\nJana: ${email}, ${email.toUpperCase()}\n\nOle: ${other}\n`;
    vault.put('notes/new.md', text);
    const path = `${vault.root}/notes/new.md`;
    const next = textIn(await vault.after('Read', { file_path: path }, readResult(path, text)));
    assert.match(next, /^# People\n\nJana: (⟦email:[0-9a-z]{8}⟧), \1\n\nOle: (?!\1)⟦email:[0-9a-z]{8}⟧\n$/);
  });

  test('results of every shape', async () => {
    for (const result of [
      bashResult(`x\n${email}`),
      { a: [{ b: `mail ${email}` }] },
      [{ type: 'text', text: JSON.stringify({ mail: email, nested: [`<${email}>`] }) }],
    ]) {
      const next = await vault.after('mcp__vault__get', {}, result);
      assert.ok(!JSON.stringify(next).includes(email));
      assert.match(JSON.stringify(next), /⟦email:/);
    }
  });

  test('Grep shows a line where the pattern matches beside it alone', async () => {
    const grep = async (pattern: string): Promise<string> =>
      Object(
        await vault.after(
          'Grep',
          { pattern, output_mode: 'content' },
          { mode: 'content', content: `notes/people.md:3:Jana: ${email}, after lunch` },
        ),
      ).content;
    assert.match(await grep('lunch'), /^notes\/people\.md:3:Jana: ⟦email:\w+⟧, after lunch$/);
    assert.equal(await grep('brandt'), '');
    assert.equal(await grep('j[a-z]'), '');
  });

  test('an edit does not reach into it', async () => {
    const edit = (old_string: string) =>
      vault.before('Edit', { file_path: `${vault.root}/notes/people.md`, old_string, new_string: 'x' });
    assert.ok((await edit('Jana: jan')).isStopped);
    assert.ok((await edit('⟦email:')).isStopped === false);
    assert.equal((await edit('after lunch')).isStopped, false);
    const write = { file_path: `${vault.root}/notes/people.md`, content: 'Jana: ⟦email:k3f9a01b⟧\n' };
    assert.match((await vault.before('Write', write)).reason, /placeholder/);
  });

  test('what was not processed ends the run', async () => {
    assert.ok(
      (await vault.batch(['Read', { file_path: `${vault.root}/notes/people.md` }, files['notes/people.md']])).isStopped,
    );
    const next = textIn(await read(vault, 'notes/people.md'));
    assert.equal((await vault.batch(['Read', { file_path: `${vault.root}/notes/people.md` }, next])).isStopped, false);
  });

  test('a task in the background that prints it is not passed on', async () => {
    const message = (text: string) =>
      vault.prompt(`<task-notification>\n<task-id>b1</task-id>\n${text}\n</task-notification>`);
    assert.match((await message(`new mail of ${email}`)).reason, /what the policy hides \(personal\.email\)/);
    assert.equal((await message('new mail')).isStopped, false);
  });
});

test('who was not asked is shown nothing: a file that was too large to look at, or grew since', async () => {
  const vault = vaultWith({ personal: 'ask', secret: 'ask' });
  const path = `${vault.root}/notes/large.md`;
  for (const [size, before] of [
    [9 << 20, `Jana: ${email}\n${token}\n`],
    [10, 'nothing\n'],
  ] as const) {
    vault.put('notes/large.md', `${'word '.repeat(size / 5)}\n${before}`);
    assert.equal((await vault.before('Read', { file_path: path, offset: 2, limit: 2 })).isStopped, false);
    const shown = `2\tJana: ${email}\n3\tdeploy ${token}`;
    const text = textIn(await vault.after('Read', { file_path: path, offset: 2 }, readResult(path, shown)));
    assert.match(text, /^2\tJana: ⟦email:\w{8}⟧\n3\tdeploy ⟦secret:\w{8}⟧$/);
  }
});

test('a redacted folder shows no personal data, whatever is answered elsewhere', async () => {
  for (const answer of contentAnswers) {
    const vault = vaultWith({ personal: answer });
    const text = textIn(await read(vault, 'clients/a.md'));
    assert.match(text, /^# Client\n\nWrite to ⟦email:\w{8}⟧ or ⟦email:\w{8}⟧\.\n$/, answer);
    const found = await vault.after(
      'Grep',
      { pattern: 'Write', output_mode: 'content' },
      { mode: 'content', content: `clients/a.md:3:Write to ${other} or ${email}.` },
    );
    assert.match(Object(found).content, /Write to ⟦email:\w{8}⟧ or ⟦email:\w{8}⟧\.$/, answer);
  }
});

test('the stricter of two policies counts', async () => {
  const vault = vaultWith({ personal: 'allow' });
  vault.put('notes/.cloister/policy.json', '{ "content": { "personal": "redact" } }');
  assert.ok(!textIn(await read(vault, 'notes/people.md')).includes(email));
  vault.put('.cloister/policy.json', JSON.stringify({ id: 'messages', content: { personal: 'deny' } }));
  assert.match(textIn(await read(vault, 'notes/people.md')), /^Cloister: this holds personal data/);
});
