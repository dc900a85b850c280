import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, test } from 'node:test';
import { cpuTime } from '../cpu-time.ts';
import { withCrc } from '../detect/rules/making.ts';
import { makeVault } from './messages.ts';

const token = withCrc('ghp_', 36);
const other = withCrc('ghp_', 36);
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trim();
const keyLines = pem.split('\n');

const files = {
  'notes/keys.md': `# Keys\n\nThe deploy token: ${token}\n\nlast line of keys\n`,
  'notes/pem.md': `# Key\n\n${pem}\n\nlast line\n`,
  'notes/crlf.md': `# Key\r\n\r\n${keyLines.join('\r\n')}\r\n\r\nlast line\r\n`,
  'notes/plain.md': '# Plain\n\nNothing of note here.\n',
  'clients/a.md': `# Client\n\nTheir token is ${other} until May.\n`,
  'clients/picture.png': Buffer.from([137, 80, 78, 71, 0, 1, 2, 3]),
  'clients/board.ipynb': '{"cells":[]}',
  'journal/x.md': 'private\n',
};
const policy = { folders: { journal: 'none', clients: 'redacted' } };
const vault = makeVault({ policy, files });
const { root } = vault;

const readResult = (path: string, content: string, startLine = 1) => ({
  type: 'text',
  file: { filePath: path, content, numLines: content.split('\n').length, startLine, totalLines: 99 },
});
const bashResult = (stdout: string, stderr = '') => ({
  stdout,
  stderr,
  interrupted: false,
  isImage: false,
  noOutputExpected: false,
});

function assertNothingOf(value: unknown, ...secrets: readonly string[]): void {
  const text = JSON.stringify(value);
  for (const [index, secret] of secrets.entries()) assert.ok(!text.includes(secret), `part ${index} came through`);
}

describe('what a tool returns', () => {
  test('Read keeps its shape, and its lines', async () => {
    const path = `${root}/notes/keys.md`;
    const result = readResult(path, files['notes/keys.md']);
    const next = await vault.after('Read', { file_path: path }, result);
    assertNothingOf(next, token);
    assert.deepEqual(Object.keys(Object(next)), Object.keys(result));
    const { content } = Object(next).file;
    assert.match(content, /token: ⟦secret:[0-9a-z]{8}⟧\n\nlast line of keys/);
    assert.equal(content.split('\n').length, files['notes/keys.md'].split('\n').length);
  });

  for (const name of ['notes/pem.md', 'notes/crlf.md'])
    test(`a part of a private key, which alone shows none: ${name}`, async () => {
      const path = `${root}/${name}`;
      for (const [from, to] of [
        [5, 8],
        [keyLines.length - 1, keyLines.length + 2],
      ] as const) {
        const lines = files[name === 'notes/pem.md' ? 'notes/pem.md' : 'notes/crlf.md']
          .split(/\r?\n/)
          .slice(from - 1, to);
        const next = await vault.after(
          'Read',
          { file_path: path, offset: from },
          readResult(path, lines.join('\n'), from),
        );
        assertNothingOf(next, ...keyLines.slice(1, -1).filter((line) => lines.includes(line)));
      }
    });

  test('a private key with numbers, names or signs before its lines', async () => {
    const shown = [
      keyLines.map((line, index) => `${String(index + 1).padStart(6)}\t${line}`),
      keyLines.map((line, index) => `${String(index + 1).padStart(6)}→${line}`),
      keyLines.map((line, index) => `elsewhere.md-${index + 1}-${line}`),
      keyLines.map((line) => `+${line}`),
      keyLines.map((line) => `> ${line}`),
    ];
    for (const lines of shown)
      assertNothingOf(
        await vault.after('Bash', { command: 'cat x' }, bashResult(lines.join('\n'))),
        ...keyLines.slice(1, -1),
      );
  });

  test('what a command cuts out of a note', async () => {
    const middle = keyLines.slice(3, 6).join('\n');
    assertNothingOf(
      await vault.after('Bash', { command: "sed -n '6,8p' notes/pem.md" }, bashResult(middle)),
      ...keyLines.slice(3, 6),
    );
    const part = token.slice(6, 30);
    const next = await vault.after('Bash', { command: 'cut -c 20-50 notes/keys.md' }, bashResult(`x ${part} y`));
    assertNothingOf(next, part);
  });

  test('a secret beside a null character, in an error, at any depth, under every shape', async () => {
    const results: readonly [string, Record<string, unknown>, unknown][] = [
      ['Bash', { command: 'x' }, bashResult(`\0\n${token}`)],
      ['Bash', { command: 'x' }, bashResult('', `warning: ${token}`)],
      [
        'Edit',
        { file_path: `${root}/notes/keys.md` },
        { originalFile: files['notes/keys.md'], structuredPatch: [{ lines: [` ${token}`] }] },
      ],
      ['NotebookEdit', { notebook_path: `${root}/a.ipynb` }, { original_file: `"${token}"`, updated_file: token }],
      ['mcp__vault__get', { id: '1' }, [{ type: 'text', text: `a ${token}` }]],
      [
        'ReadMcpResourceTool',
        { server: 'x', uri: 'y:///z' },
        { contents: [{ uri: 'y', blob: Buffer.from(`${'note '.repeat(20)}${token}`).toString('base64') }] },
      ],
      ['FutureTool', {}, { a: { b: [[{ c: token }]] } }],
      ['Agent', { prompt: 'x' }, { status: 'completed', content: [{ type: 'text', text: token }] }],
    ];
    for (const [tool, input, result] of results) {
      const next = await vault.after(tool, input, result);
      assertNothingOf(next, token, Buffer.from(token).toString('base64').slice(4, -4));
      assert.notDeepEqual(next, result);
    }
  });

  test('pictures and clean results stay as they are', async () => {
    const picture = { type: 'image', file: { base64: Buffer.alloc(3000, 250).toString('base64'), type: 'image/png' } };
    assert.equal(await vault.after('Read', { file_path: `${root}/a.png` }, picture), picture);
    const clean = bashResult('hello\n'.repeat(1000));
    assert.equal(await vault.after('Bash', { command: 'x' }, clean), clean);
  });

  test('a placeholder is the same within a conversation and another one in the next', async () => {
    const placeholderIn = async (session_id: string): Promise<string> => {
      const next = await vault.after('Bash', { command: 'x' }, bashResult(token), { session_id });
      return String(Object(next).stdout);
    };
    assert.equal(await placeholderIn('a'), await placeholderIn('a'));
    assert.notEqual(await placeholderIn('a'), await placeholderIn('b'));
  });

  test('an agent that works elsewhere gets no more of a note', async () => {
    const path = `${root}/notes/keys.md`;
    const next = await vault.after('Read', { file_path: path }, readResult(path, files['notes/keys.md']), {
      cwd: vault.base,
    });
    assertNothingOf(next, token);
    const heard = await vault.send('PostToolBatch', {
      cwd: vault.base,
      tool_calls: [
        { tool_name: 'Read', tool_input: { file_path: path }, tool_use_id: '1', tool_response: files['notes/keys.md'] },
      ],
    });
    assert.ok(heard.isStopped);
  });
});

describe('what Grep returns of notes with something hidden', () => {
  const content = (text: string) => ({
    mode: 'content',
    numFiles: 0,
    filenames: [],
    content: text,
    numLines: 9,
    totalLines: 9,
  });
  const grep = (input: Record<string, unknown>, result: unknown) =>
    vault.after('Grep', { output_mode: 'content', ...input }, result);

  test('a line is shown where the pattern matches beside what is hidden', async () => {
    const next = await grep({ pattern: 'deploy' }, content(`notes/keys.md:3:The deploy token: ${token}`));
    assert.match(Object(next).content, /^notes\/keys\.md:3:The deploy token: ⟦secret:\w+⟧$/);
  });

  test('and not where it matches what is hidden, however much of it', async () => {
    for (const pattern of [
      token.slice(0, 7),
      'ghp_.',
      '[g]hp_a|ghp_b',
      '^The deploy token: gh',
      'deploy$|p_',
      '(?i)GHP',
      '[a&&b]|ghp',
    ])
      for (const only of [true, false]) {
        const shown = only ? 'ghp_abc' : `The deploy token: ${token}`;
        const next = await grep({ pattern, '-o': only }, content(`notes/keys.md:3:${shown}\nnotes/plain.md:1:# Plain`));
        assert.equal(Object(next).content, 'notes/plain.md:1:# Plain', pattern);
      }
  });

  test('parts are those beside what is hidden', async () => {
    const next = await grep({ pattern: '[a-z]+ token', '-o': true, path: 'notes/keys.md' }, content('3:deploy token'));
    assert.equal(Object(next).content, '3:deploy token');
    const unnumbered = await grep(
      { pattern: 'p', '-o': true, '-n': false },
      content('notes/keys.md:p\nnotes/plain.md:p'),
    );
    assert.equal(Object(unnumbered).content, 'notes/plain.md:p');
  });

  test('lines around a match are redacted', async () => {
    const next = await grep(
      { pattern: 'last', '-B': 2, path: 'notes/keys.md' },
      content(`3-The deploy token: ${token}\n4-\n5:last line of keys`),
    );
    assert.match(Object(next).content, /^3-The deploy token: ⟦secret:\w+⟧\n4-\n5:last line of keys$/);
  });

  test('names and counts tell nothing of it', async () => {
    const names = {
      mode: 'files_with_matches',
      filenames: ['notes/keys.md', 'notes/plain.md'],
      numFiles: 2,
      totalFiles: 2,
    };
    const probed = await grep({ pattern: token.slice(0, 9), output_mode: 'files_with_matches' }, names);
    assert.deepEqual(Object(probed).filenames, ['notes/plain.md']);
    assert.equal(Object(probed).totalFiles, 1);
    const asked = await grep({ pattern: 'last line', output_mode: 'files_with_matches' }, names);
    assert.deepEqual(Object(asked).filenames, names.filenames);
    const counts = {
      mode: 'count',
      numFiles: 2,
      filenames: [],
      content: 'notes/keys.md:2\nnotes/plain.md:1',
      numMatches: 3,
    };
    const counted = await grep({ pattern: 'deploy|ghp_', output_mode: 'count' }, counts);
    assert.equal(Object(counted).content, 'notes/keys.md:1\nnotes/plain.md:1');
    assert.equal(Object(counted).numMatches, 2);
  });

  test('a pattern that runs away ends', async () => {
    const output = content(`notes/keys.md:3:The deploy token: ${token}`);
    const ms = await cpuTime(() => grep({ pattern: '(T|h|e|.)*(.|T)*x' }, output));
    assert.ok(ms < 2000, `${ms} ms`);
  });
});

describe('the last net', () => {
  test('a result that was not processed ends the run', async () => {
    for (const call of [
      ['Read', { file_path: `${root}/notes/keys.md` }, files['notes/keys.md']],
      ['Read', { file_path: `${root}/notes/pem.md`, offset: 5 }, keyLines.slice(3, 5).join('\n')],
      ['Bash', { command: 'cat notes/keys.md; exit 3' }, `Exit code 3\n${files['notes/keys.md']}`],
      ['Grep', { pattern: 'x', output_mode: 'content' }, `notes/pem.md:6:${keyLines[3]}`],
      ['Read', { file_path: `${root}/clients/a.md` }, files['clients/a.md']],
      ['mcp__vault__get', {}, [{ type: 'text', text: token }]],
    ] as const) {
      const heard = await vault.batch(['Read', { file_path: `${root}/notes/plain.md` }, 'Nothing of note'], call);
      assert.ok(heard.isStopped, JSON.stringify(call[1]));
      assertNothingOf(heard.raw, token, other);
    }
  });

  test('what was redacted goes on', async () => {
    const { stdout } = Object(
      await vault.after('Bash', { command: 'cat notes/keys.md' }, bashResult(files['notes/keys.md'])),
    );
    const heard = await vault.batch(
      ['Bash', { command: 'cat notes/keys.md' }, stdout],
      ['Grep', { pattern: 'last' }, 'Found 1 file\nnotes/keys.md'],
      ['Read', { file_path: `${root}/journal/x.md` }, 'Cloister: journal is locked from agents.'],
    );
    assert.equal(heard.isStopped, false, heard.reason);
  });
});

describe('a folder that is read in redacted form', () => {
  test('only texts are read', async () => {
    assert.equal((await vault.before('Read', { file_path: `${root}/clients/a.md` })).isStopped, false);
    for (const name of ['picture.png', 'board.ipynb'])
      assert.equal((await vault.before('Read', { file_path: `${root}/clients/${name}` })).isStopped, true, name);
    assert.equal((await vault.before('Bash', { command: 'cat clients/a.md' })).isStopped, true);
    assert.equal((await vault.before('mcp__filesystem__read_file', { path: 'clients/a.md' })).isStopped, true);
    assert.equal((await vault.prompt('see @clients/a.md')).isStopped, true);
  });

  test('whatever the answer to secrets is elsewhere', async () => {
    const open = makeVault({ policy: { ...policy, content: { secret: 'allow' } }, files });
    const path = `${open.root}/clients/a.md`;
    assertNothingOf(await open.after('Read', { file_path: path }, readResult(path, files['clients/a.md'])), other);
    const rows = `clients/a.md:3:Their token is ${other} until May.\nnotes/keys.md:3:The deploy token: ${token}`;
    const found = await open.after(
      'Grep',
      { pattern: 'token', output_mode: 'content' },
      { mode: 'content', content: rows },
    );
    assertNothingOf(found, other);
    assert.ok(JSON.stringify(found).includes(token));
  });
});

describe('an edit', () => {
  const edit = (old_string: string) =>
    vault.before('Edit', { file_path: `${root}/notes/keys.md`, old_string, new_string: 'x' });

  test('does not reach into what is hidden', async () => {
    for (const old of [
      token.slice(0, 8),
      token.slice(10, 13),
      `token: ${token.slice(0, 5)}`,
      `${token.slice(-4)}\n\nlast`,
    ])
      assert.ok((await edit(old)).isStopped);
    assertNothingOf((await edit(token.slice(0, 8))).raw, token.slice(0, 8));
  });

  test('changes what stands beside it', async () => {
    for (const old of ['last line of keys', 'The deploy token: ', `token: ${token}\n`, 'not there'])
      assert.equal((await edit(old)).isStopped, false, old.slice(0, 18));
  });
});

describe('the answers to a secret in a note that may be read', () => {
  const path = (root: string): string => `${root}/notes/keys.md`;
  const expected = {
    allow: { read: 'runs', asIs: true, bash: 'as it is', mention: ['passed', 'passed'] },
    redact: { read: 'runs', asIs: false, bash: 'redacted', mention: ['blocked', 'passed'] },
    ask: { read: 'ask', asIs: true, bash: 'redacted', mention: ['blocked', 'passed'] },
    deny: { read: 'deny', asIs: false, bash: 'withheld', mention: ['blocked', 'blocked'] },
  } as const;

  for (const [answer, { read, asIs, bash, mention }] of Object.entries(expected))
    test(answer, async () => {
      const each = makeVault({ policy: { ...policy, content: { secret: answer } }, files });
      const input = { file_path: path(each.root) };
      for (const [tool, call] of [
        ['Read', input],
        ['Grep', { pattern: 'x', path: path(each.root) }],
      ] as const) {
        const { output } = await each.before(tool, call);
        assert.equal(output['permissionDecision'] ?? 'runs', read, tool);
      }
      const plain = await each.before('Read', { file_path: `${each.root}/notes/plain.md` });
      assert.equal(plain.isStopped, false);
      const shown = await each.after('Read', input, readResult(path(each.root), files['notes/keys.md']));
      assert.equal(JSON.stringify(shown).includes(token), asIs);
      const printed = Object(
        await each.after('Bash', { command: 'cat notes/keys.md' }, bashResult(files['notes/keys.md'])),
      );
      assert.equal(
        printed.stdout.includes(token) ? 'as it is' : printed.stdout.includes('last line') ? 'redacted' : 'withheld',
        bash,
      );
      const served = await each.after('mcp__vault__get', {}, [{ type: 'text', text: token }]);
      assert.equal(JSON.stringify(served).includes(token), answer === 'allow');
      for (const state of mention)
        assert.equal((await each.prompt('see @notes/keys.md')).isStopped ? 'blocked' : 'passed', state);
    });
});

describe('the editor’s diagnostics', () => {
  test('those of locked notes are taken out, and a secret in the others is hidden', async () => {
    const entries = [
      { uri: `file://${root}/journal/x.md`, diagnostics: [{ message: 'private' }] },
      { uri: `file://${root}/notes/keys.md`, diagnostics: [{ message: `odd: ${token}` }] },
    ];
    const result = [{ type: 'text', text: JSON.stringify(entries) }];
    const next = await vault.after('mcp__ide__getDiagnostics', {}, result);
    assertNothingOf(next, 'journal', token);
    assert.match(JSON.stringify(next), /keys\.md/);
    assert.ok((await vault.batch(['mcp__ide__getDiagnostics', {}, result])).isStopped);
    assert.equal((await vault.batch(['mcp__ide__getDiagnostics', {}, next])).isStopped, false);
  });
});

test('a clean result of 200 KB costs little', async (t) => {
  const text = 'A line of a report about lighthouses and birds, number 12345.\n'.repeat(3300);
  await vault.after('Bash', { command: 'x' }, bashResult('warm'));
  const ms = await cpuTime(() => vault.after('Bash', { command: 'x' }, bashResult(text)));
  t.diagnostic(`${Math.round(text.length / 1000)} KB in ${Math.round(ms)} ms`);
  assert.ok(ms < 1500, `${ms} ms`);
});

test('a result of 1 MB, and one of 20 MB, is answered before the agent stops waiting', async (t) => {
  for (const size of [1, 20]) {
    const text = `${'some words of a log, again and again\n'.repeat((size << 20) / 37)}${token}`;
    const ms = await cpuTime(async () =>
      assertNothingOf(await vault.after('Bash', { command: 'x' }, bashResult(text)), token),
    );
    t.diagnostic(`${size} MB in ${Math.round(ms)} ms`);
    assert.ok(ms < 8000, `${ms} ms`);
  }
});
