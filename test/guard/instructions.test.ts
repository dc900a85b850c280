import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { claudeCodeDialect } from '../../src/agents/claude-code/dialect.ts';
import { runGuard } from '../../src/node/guard/run.ts';
import { withCrc } from '../detect/rules/making.ts';
import { askRaw, type Machine, partsFor } from './corpus.ts';
import { machineWith } from './tables.ts';

/** What a client takes in with every prompt, without any tool call. */
const machine: Machine = machineWith('true');
const secret = `Deploy with ${withCrc('ghp_', 36)}`;

interface Blocked {
  readonly decision?: string;
  readonly reason?: string;
}

async function prompt(text = 'Go on', cwd = machine.root): Promise<Blocked> {
  const fields = {
    hook_event_name: 'UserPromptSubmit',
    permission_mode: 'default',
    session_id: 's',
    cwd,
    prompt: text,
  };
  const { stdout } = await runGuard({ text: JSON.stringify(fields) }, claudeCodeDialect, partsFor(machine));
  return stdout === '' ? {} : JSON.parse(stdout);
}

/** Writes files of the vault, or of the home folder behind `~/`, and takes them away again. */
async function withFiles(files: Readonly<Record<string, string>>, work: () => Promise<void>): Promise<void> {
  const paths = Object.keys(files).map((path) =>
    path.startsWith('~/') ? join(machine.home, path.slice(2)) : join(machine.root, path),
  );
  for (const [index, text] of Object.values(files).entries()) {
    const path = paths[index] ?? '';
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  try {
    await work();
  } finally {
    for (const path of paths) rmSync(path);
  }
}

after(() => rmSync(machine.base, { recursive: true, force: true }));

const marked = '---\nprivate: true\n---\nMine.\n';

for (const [name, files, what] of [
  ['an import of a note marked private', { 'CLAUDE.md': 'See @docs/m.md', 'docs/m.md': marked }, 'docs/m.md'],
  ['an import in AGENTS.md', { 'AGENTS.md': 'See @docs/m.md', 'docs/m.md': marked }, 'docs/m.md'],
  ['an import of an import', { 'CLAUDE.md': '@a.md', 'a.md': '@docs/m.md', 'docs/m.md': marked }, 'docs/m.md'],
  ['a rule deep down', { '.claude/rules/a/b.md': '@../../../docs/m.md', 'docs/m.md': marked }, 'docs/m.md'],
  ['instructions marked private', { 'CLAUDE.local.md': marked }, 'CLAUDE.local.md'],
  ['instructions with a secret', { 'CLAUDE.md': secret }, 'CLAUDE.md'],
  ['a secret in what is imported', { 'CLAUDE.md': '@docs/s.md', 'docs/s.md': secret }, 'docs/s.md'],
] as const)
  test(`stops a prompt: ${name}`, async () => {
    await withFiles(files, async () => {
      const { decision, reason } = await prompt();
      assert.equal(decision, 'block');
      assert.ok(reason?.includes(join(machine.root, what)), reason);
      assert.doesNotMatch(reason ?? '', /ghp_|Mine/);
    });
    assert.deepEqual(await prompt(), {});
  });

test("stops a prompt: the person's own instructions import a note marked private", async () => {
  await withFiles({ '~/.claude/CLAUDE.md': `@${machine.root}/docs/m.md`, 'docs/m.md': marked }, async () => {
    assert.match((await prompt()).reason ?? '', /marked private, is taken in/);
    // Where no vault is, it is none of Cloister's business.
    assert.deepEqual(await prompt('Go on', machine.home), {});
  });
});

test('lets a prompt go: plain instructions, mentions in code, imports of what is left out by the settings', async () => {
  await withFiles(
    {
      'CLAUDE.md': `Write \`@docs/m.md\` for a link; mail me@docs.example.\n\n\`\`\`\n@docs/m.md\n\`\`\`\n@journal/x.md @docs/guide.md`,
      'docs/m.md': marked,
    },
    async () => assert.deepEqual(await prompt(), {}),
  );
});

test('a loop of imports, a folder and a pipe by the name of instructions do no harm', async () => {
  await withFiles({ 'CLAUDE.md': '@CLAUDE.md @a.md @docs @nowhere.md', 'a.md': '@CLAUDE.md' }, async () =>
    assert.deepEqual(await prompt(), {}),
  );
});

test('a secret in instructions is sent when the person sends it again, from then on without a word', async () => {
  const files = { 'CLAUDE.md': `Deploy with ${withCrc('ghp_', 36)}` };
  await withFiles(files, async () => {
    assert.equal((await prompt('One')).decision, 'block');
    assert.deepEqual(await prompt('One'), {});
    assert.deepEqual(await prompt('Another'), {});
  });
  await withFiles({ 'CLAUDE.md': `Deploy with ${withCrc('ghp_', 36)}` }, async () =>
    assert.equal((await prompt()).decision, 'block', 'another secret is another question'),
  );
});

test("a file's call is stopped where its folder's instructions hold a secret", async () => {
  const read = (path: string) => {
    const fields = { hook_event_name: 'PreToolUse', permission_mode: 'default', session_id: 's', cwd: machine.root };
    const call = { tool_name: 'Read', tool_input: { file_path: join(machine.root, path) } };
    return askRaw(JSON.stringify({ ...fields, ...call }), machine);
  };
  await withFiles({ 'docs/CLAUDE.md': secret }, async () => {
    assert.match((await read('docs/guide.md')).reason, /taken in with the instructions, holds a secret/);
    assert.equal((await read('README.md')).verdict, 'allow');
  });
  assert.equal((await read('docs/guide.md')).verdict, 'allow');
});
