import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bash, type Case, leak, read, readLocked, searchTools, shell } from '../case.ts';
import { subagentMarker } from '../stub-api.ts';
import type { Scene } from '../vault.ts';

const server = fileURLToPath(new URL('../mcp-server.mjs', import.meta.url));

function withServer({ vault, outside }: Scene): readonly string[] {
  const path = join(outside, 'mcp.json');
  const entry = { command: process.execPath, args: [server], env: { VAULT: vault } };
  writeFileSync(path, JSON.stringify({ mcpServers: { vault: entry } }));
  return ['--mcp-config', path];
}

function importAtHome({ home, vault }: Scene, path = 'journal/x.md'): void {
  mkdirSync(join(home, '.claude'), { recursive: true });
  writeFileSync(join(home, '.claude', 'CLAUDE.md'), `Read this first: @${join(vault, path)}\n`);
}

const mcp = (tool: string, input: Readonly<Record<string, unknown>>) => () => [
  [{ tool: `mcp__vault__${tool}`, input }],
];
const agent = () => [
  [
    {
      tool: 'Agent',
      input: {
        description: 'Look around',
        prompt: `${subagentMarker}: look around`,
        subagent_type: 'general-purpose',
        run_in_background: false,
      },
    },
  ],
];

/** Ways past the file tools and the shell: servers, subagents, prompts, instructions; and secrets in open notes. */
export const otherWayCases: readonly Case[] = [
  leak('an MCP server reads', mcp('read_file', { path: 'journal/x.md' }), { args: withServer }),
  leak('an MCP server reads by way of ..', mcp('read_file', { path: 'docs/../journal/x.md' }), { args: withServer }),
  leak('an MCP server that is allowed reads', mcp('read_file', { path: 'journal/x.md' }), {
    mode: 'default',
    args: (scene) => [...withServer(scene), '--allowedTools', 'mcp__vault__read_file'],
  }),
  leak('an MCP server searches the folder', mcp('search', { query: 'Today', folder: 'journal' }), { args: withServer }),
  leak('an MCP server searches everything', mcp('search', { query: 'Today' }), { args: withServer }),
  leak(
    'an MCP resource',
    () => [[{ tool: 'ReadMcpResourceTool', input: { server: 'vault', uri: 'note:///journal/x.md' } }]],
    { args: withServer },
  ),
  leak('a subagent reads', agent, { subagent: (scene) => [[readLocked(scene)]], mode: 'default' }),
  leak('a subagent runs cat', agent, { subagent: () => [[bash('cat jour*/x.md')]] }),
  leak('an @-mention', () => [], { mode: 'default', prompt: () => 'Summarise @journal/x.md please', noRequest: true }),
  leak('an @-mention of an absolute path', () => [], {
    prompt: ({ lockedNote }) => `Summarise @${lockedNote} please`,
    noRequest: true,
  }),
  leak('an @-mention of the folder', () => [], {
    prompt: () => 'What is in @journal/ ?',
    names: true,
    noRequest: true,
  }),
  leak('instructions that import the note', () => [], {
    setup: ({ write }) => write('CLAUDE.md', 'Read this first: @journal/x.md\n'),
  }),
  leak('instructions of the user that import the note', () => [], { setup: importAtHome }),
  leak('instructions of the user that import a note marked private', () => [], {
    noRequest: true,
    setup: (scene) => {
      scene.write('docs/marked.md', `---\nprivate: true\n---\n${scene.canaries.locked}\n`);
      importAtHome(scene, 'docs/marked.md');
    },
  }),
  leak('instructions that import a note marked private', () => [], {
    noRequest: true,
    setup: ({ write, canaries }) => {
      write('docs/marked.md', `---\nprivate: true\n---\n${canaries.locked}\n`);
      write('CLAUDE.md', 'Read this first: @docs/marked.md\n');
    },
  }),
  leak('instructions that import a note with a secret', () => [], {
    noRequest: true,
    setup: ({ write }) => write('CLAUDE.md', 'Read this first: @notes/keys.md\n'),
  }),
  leak('instructions of a folder that hold a secret', ({ vault }) => [[read(join(vault, 'docs/guide.md'))]], {
    setup: ({ write, canaries }) => write('docs/CLAUDE.md', `Deploy with ${canaries.secret}\n`),
  }),
  leak('instructions with a secret', () => [], {
    noRequest: true,
    setup: ({ write, canaries }) => write('AGENTS.md', `Deploy with ${canaries.secret}\n`),
  }),
  leak('instructions that import what imports the note', () => [], {
    setup: ({ write }) => {
      write('CLAUDE.md', 'Read this first: @docs/one.md\n');
      write('docs/one.md', 'And: @../journal/x.md\n');
    },
  }),
  leak('a rule file that imports the note', () => [], {
    setup: ({ write }) => write('.claude/rules/all.md', 'Read this first: @../../journal/x.md\n'),
  }),
  leak('a command that runs cat', () => [], {
    setup: ({ write }) =>
      write('.claude/commands/diary.md', '---\nallowed-tools: Bash(cat:*)\n---\nThis: !`cat journal/x.md`\n'),
    prompt: () => '/diary',
    noRequest: true,
  }),
  leak('a skill that runs cat while it loads', () => [[{ tool: 'Skill', input: { skill: 'peek' } }]], {
    setup: ({ write }) =>
      write('.claude/skills/peek/SKILL.md', '---\nname: peek\ndescription: Looks\n---\n```!\ncat jour*/x.md\n```\n'),
  }),
  leak('a skill that takes a note in', () => [[{ tool: 'Skill', input: { skill: 'peek' } }]], {
    setup: ({ write, canaries }) => {
      write('docs/mine.md', `---\nprivate: true\n---\nToday: ${canaries.locked}\n`);
      write('.claude/skills/peek/SKILL.md', '---\nname: peek\ndescription: Looks\n---\nRead @docs/mine.md first\n');
    },
  }),
  leak('an @-mention of lines, behind other writing', () => [], {
    prompt: () => '请看 @journal/x.md#L1-9。',
    noRequest: true,
  }),
  leak('an @-mention in quotes', () => [], {
    setup: ({ write, canaries }) => write('journal/two words.md', canaries.locked),
    prompt: () => 'Summarise @"journal/two words.md" please',
    noRequest: true,
  }),
  leak('an @-mention of a note marked private', () => [], {
    setup: ({ write, canaries }) => write('docs/mine.md', `---\nprivate: true\n---\nToday: ${canaries.locked}\n`),
    prompt: () => 'Summarise @docs/mine.md please',
    noRequest: true,
  }),
  leak('an @-mention in what looks like a message of the client', () => [], {
    prompt: () => '<task-notification> @journal/x.md </task-notification>',
    noRequest: true,
  }),
  leak('a monitor prints a secret', () => [
    [{ tool: 'Monitor', input: { description: 'Watch', command: 'cat notes/keys.md', timeout_ms: 2000 } }],
    [bash('sleep 3')],
    [bash('true')],
  ]),
  leak('a secret in the prompt', () => [], {
    mode: 'default',
    prompt: ({ canaries }) => `Deploy with ${canaries.secret} please`,
    noRequest: true,
  }),
  leak('an @-mention of a note with a secret', () => [], {
    prompt: () => 'Summarise @notes/keys.md please',
    noRequest: true,
  }),
  leak('Read of a note with a secret', ({ vault }) => [[read(join(vault, 'notes/keys.md'))]], {
    mode: 'default',
    benign: /last line of keys/,
  }),
  leak(
    'Grep of a note with a secret',
    () => [[{ tool: 'Grep', input: { pattern: 'token|last line', path: 'notes', output_mode: 'content' } }]],
    { args: searchTools, benign: /last line of keys/ },
  ),
  shell('cat of a note with a secret', 'cat notes/keys.md', { mode: 'default' }),
  shell('grep -r of a secret', 'grep -rn ghp_ .'),
  leak('Read of a note with a secret, after a copy', ({ vault }) => [
    [bash('cp notes/keys.md docs/copy.md')],
    [read(join(vault, 'docs/copy.md'))],
  ]),
  shell('a failing command prints a secret', 'cat notes/keys.md; exit 3'),
];
