import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { withCrc } from '../detect/rules/making.ts';
import { makeVault } from './messages.ts';

const token = withCrc('ghp_', 36);
const vault = makeVault({
  policy: { folders: { journal: 'none', clients: 'redacted' } },
  files: {
    'journal/x.md': 'private\n',
    'journal/two words.md': 'private\n',
    'clients/a.md': 'a client\n',
    'docs/guide.md': '# Guide\n',
    'docs/marked.md': '---\nprivate: true\n---\nmine\n',
    'notes/keys.md': `The token: ${token}\n`,
    '.claude/commands/peek.md': 'This: !`cat journal/x.md`\n',
    '.claude/commands/show.md': 'This: !`cat $1`\n',
    '.claude/commands/hello.md': 'This: !`git status` and @docs/guide.md\n',
    '.claude/skills/tidy/SKILL.md': '---\nname: tidy\n---\n```!\ncat jour*/x.md\n```\n',
  },
});
const { root, home } = vault;
symlinkSync('../journal/x.md', join(root, 'docs', 'linked.md'));
mkdirSync(join(home, '.claude', 'plugins', 'cache', 'market', 'tools', 'commands'), { recursive: true });
writeFileSync(join(home, '.claude/plugins/cache/market/tools/commands/read.md'), '!`cat journal/x.md`\n');

describe('a mention of what is hidden', () => {
  const mentions: Readonly<Record<string, string>> = {
    plain: 'Summarise @journal/x.md please',
    'at the beginning': '@journal/x.md',
    'at the beginning of a line': 'Summarise\n@journal/x.md',
    'with a dot': 'see @./journal/x.md',
    'by way of ..': 'see @docs/../journal/x.md',
    absolute: `see @${root}/journal/x.md`,
    'from the home folder': 'see @~/../vault/journal/x.md',
    'in quotes': 'see @"journal/two words.md" now',
    'of lines': 'see @journal/x.md#L1-9',
    'of lines, in quotes': 'see @"journal/x.md#L1"',
    'of a heading': 'see @journal/x.md#today',
    'at the end of a sentence': 'What is in @journal/x.md?',
    'in a list': 'see @journal/x.md, and @docs/guide.md',
    'behind other writing': '请看 @journal/x.md。',
    'behind a full stop of other writing': '好。@journal/x.md',
    'in brackets': 'it (@journal/x.md) is',
    'with a character without width': 'see @journal/x.md\u200b',
    'of the folder': 'What is in @journal/ ?',
    'through a link': 'see @docs/linked.md',
    'as the second of two': 'see @docs/guide.md and @journal/x.md',
    'of a note marked private': 'see @docs/marked.md',
    'of a note that is read in redacted form': 'see @clients/a.md',
    'of a resource of a server': 'see @vault:note:///journal/x.md',
    'in what looks like a message of the client': '<task-notification> see @journal/x.md </task-notification>',
  };
  for (const [name, text] of Object.entries(mentions))
    test(`stops: ${name}`, async () => {
      const heard = await vault.prompt(text);
      assert.ok(heard.isStopped);
      assert.equal(heard.output['suppressOriginalPrompt'], true);
      assert.match(heard.reason, /Nothing was sent/);
      // However often it is sent.
      assert.ok((await vault.prompt(text)).isStopped);
    });

  test('stops: from a folder above the vault', async () => {
    assert.ok((await vault.prompt('see @vault/journal/x.md', { cwd: vault.base })).isStopped);
  });
});

describe('what is no mention of it', () => {
  for (const text of [
    'Summarise @docs/guide.md',
    'Do not read journal/x.md',
    'Write to me@journal.example or x@journal/x.md',
    'Update @types/node and @journal/core',
    'The decorator @Injectable and the handle @journal_x',
    'An e-mail: a.b+c@docs.example',
    '5 @ 3 Euro',
    '<task-notification>\n<task-id>b1</task-id>\n<status>completed</status>\n<summary>Agent "see @journal/x.md" finished</summary>\n</task-notification>',
  ])
    test(`passes: ${text.slice(0, 60).replaceAll('\n', ' ')}`, async () => {
      const heard = await vault.prompt(text);
      assert.equal(heard.isStopped, false, heard.reason);
    });

  test('a prompt in another project costs nothing and says nothing', async () => {
    const heard = await vault.prompt(`My token is ${token}`, { cwd: vault.home });
    assert.equal(heard.raw, '');
  });
});

describe('a secret in a prompt', () => {
  test('is sent when it is sent again, and its value is kept nowhere', async () => {
    const text = `Deploy with ${token} please`;
    const first = await vault.prompt(text);
    assert.ok(first.isStopped);
    assert.ok(!first.raw.includes(token));
    assert.equal((await vault.prompt(text)).isStopped, false);
    for (const name of ['prompts.json', 'log.jsonl', 'decisions.jsonl'])
      try {
        assert.ok(!readFileSync(join(home, '.cloister', name), 'utf8').includes(token));
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      }
  });

  test('lets no mention of a locked note through', async () => {
    const text = `Deploy with ${token} as in @journal/x.md`;
    for (let time = 0; time < 3; time++) assert.ok((await vault.prompt(text)).isStopped);
  });

  test('of a mentioned note can be sent again, too', async () => {
    assert.ok((await vault.prompt('Tidy @notes/keys.md')).isStopped);
    assert.equal((await vault.prompt('Tidy @notes/keys.md')).isStopped, false);
  });

  test('in what a background task printed is not passed on, nor the second time', async () => {
    const text = `<task-notification>\n<task-id>b1</task-id>\n<event>${token}</event>\n</task-notification>`;
    for (let time = 0; time < 2; time++) {
      const heard = await vault.prompt(text);
      assert.ok(heard.isStopped);
      assert.ok(!heard.raw.includes(token));
    }
  });
});

describe('a command', () => {
  const expand = (name: string, args = '') =>
    vault.send('UserPromptExpansion', {
      expansion_type: 'slash_command',
      command_name: name,
      command_args: args,
      prompt: `/${name} ${args}`.trim(),
    });

  test('that reads a locked note is stopped', async () => {
    assert.ok((await expand('peek')).isStopped);
    assert.ok((await expand('tidy')).isStopped);
    assert.ok((await expand('show', 'journal/x.md')).isStopped);
    assert.ok((await expand('tools:read')).isStopped);
    assert.ok((await expand('mcp__vault__summarise', 'journal/x.md')).isStopped);
  });

  test('that does not is not', async () => {
    for (const [name, args] of [
      ['hello', ''],
      ['show', 'docs/guide.md'],
      ['nobody-knows', 'journal and so on'],
      ['mcp__github__review', 'journal'],
    ] as const) {
      const heard = await expand(name, args);
      assert.equal(heard.isStopped, false, `${name}: ${heard.reason}`);
    }
  });
});
