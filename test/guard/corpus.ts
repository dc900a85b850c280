import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { claudeCodeDialect } from '../../src/agents/claude-code/dialect.ts';
import { contentTools } from '../../src/node/guard/content.ts';
import { runGuard } from '../../src/node/guard/run.ts';
import type { GuardParts } from '../../src/node/guard/scene.ts';
import { weakening } from '../../src/node/guard/settings-change.ts';
import { shellWorld } from '../../src/node/guard/shell-world.ts';
import { compileAgain } from '../../src/node/protection.ts';
import { evaluateCommand } from '../../src/shell/evaluate.ts';
import { exclusionText } from '../../src/shell/exclusions.ts';

/** A labelled tool call. */
export interface Case {
  readonly id: string;
  readonly category: string;
  readonly tool_name: string;
  readonly tool_input: unknown;
  readonly cwd: string;
  readonly expect: 'deny' | 'deny-or-ask' | 'allow';
  readonly expect_alt?: string;
  readonly layer: 'hook' | 'hook-fs' | 'sandbox';
  readonly setup?: string;
  readonly prior?: readonly { readonly tool_name: string; readonly tool_input: unknown }[];
  readonly platform?: string;
  readonly rewrite_ok?: boolean;
  readonly raw_stdin?: string;
  readonly why: string;
}

export type Verdict = 'allow' | 'ask' | 'deny' | 'rewrite';

const folder = dirname(fileURLToPath(import.meta.url));

export const cases: readonly Case[] = readFileSync(join(folder, 'bypass.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line));

const files: Readonly<Record<string, string>> = {
  'README.md': '# Read me\n\nTODO\n',
  'package.json': '{"name":"x","version":"1.0.0","scripts":{"test":"true"}}\n',
  Makefile: 'build:\n\ttrue\n',
  'journal.md': 'a\n',
  'finance.md': 'a\n',
  'src/index.ts': 'export const a = 1; // TODO\n',
  'src/environment.ts': 'export {};\n',
  'src/env.ts': 'export {};\n',
  'src/journal.ts': 'export {};\n',
  'src/cli.js': '\n',
  'src/a.ipynb': '{}',
  'docs/guide.md': '# Guide\nTODO\n',
  'docs/journal.md': 'a\n',
  'docs/env.md': 'a\n',
  'docs/private-api.md': 'a\n',
  'docs/notes/private-x.md': 'a\n',
  'tests/a.py': '\n',
  'notes/public.md': 'a\n',
  'notes/private.md': 'a\n',
  'notes/privately.md': 'a\n',
  'notes/private-health.md': 'CANARY\n',
  'notes/private-.md': 'CANARY\n',
  'journal/x.md': 'CANARY\n',
  'journal/2026/y.md': 'CANARY\n',
  'journal/café.md': 'CANARY\n',
  'journal/scan.png': 'x',
  'journal/.x.md.swp': 'CANARY\n',
  'finance/tax.md': 'CANARY\n',
  'finance/a.json': '{}',
  'finance/2026/q1.csv': 'CANARY,1\n',
  'finance/accounts.db': 'x',
  'finance/model.ipynb': '{}',
  '.env': 'SECRET=CANARY\n',
  '.env.local': 'SECRET=CANARY\n',
  '.env.example': 'SECRET=\n',
  '.envrc': 'export SECRET=CANARY\n',
  'packages/api/.env.local': 'SECRET=CANARY\n',
  'packages/api/.env.production': 'SECRET=CANARY\n',
  'packages/api/index.ts': '\n',
  'my-journal-app/src/app.ts': 'export {}; // useState\n',
  'my-journal-app/build.js': '\n',
  'my-journal-app/package.json': '{}',
  'journals-archive/a.md': 'a\n',
  '.claude/settings.json': '{"hooks":{"PreToolUse":[]}}',
  '.gitignore': 'node_modules/\n',
};

export const policy = {
  version: 1,
  id: 'corpus',
  folders: { journal: 'none', finance: 'none' },
  files: { none: ['journal/', '.env*', 'notes/private-*.md'] },
};

const noApproval = { isApproved: false } as const;

/** The same locks, as a person may write them; some of these nobody approved on this machine. */
export const policies = {
  'folders and patterns': { rules: policy, isApproved: true },
  'folders and patterns, not approved': { rules: { ...policy, id: undefined }, ...noApproval },
  'patterns alone': {
    rules: { version: 1, files: { none: ['journal/', '.env*', 'finance/**', 'notes/private-*.md'] } },
    ...noApproval,
  },
  'patterns with stars': {
    rules: { version: 1, files: { none: ['**/journal/**', '**/.env*', '/finance/', '/notes/private-*.md'] } },
    ...noApproval,
  },
  'patterns without slashes': {
    rules: { version: 1, files: { none: ['journal', '.env*', '/finance', 'notes/private-*.md'] } },
    ...noApproval,
  },
  "patterns of a folder's names": {
    rules: {
      version: 1,
      files: { none: ['journal/*', '**/journal/*', '.env*', 'finance/*', 'notes/private-*.md'] },
    },
    ...noApproval,
  },
  "an agent's own levels": {
    rules: {
      ...policy,
      folders: {
        journal: { access: 'write', agents: { 'claude-code': 'none' } },
        finance: { access: 'none', agents: { codex: 'read' } },
      },
    },
    isApproved: true,
  },
} as const;
export type PolicyName = keyof typeof policies;

/** A throw-away machine: a vault, a home folder, and Cloister's own folder in it. */
export interface Machine {
  readonly base: string;
  readonly root: string;
  readonly home: string;
}

/** Makes a machine whose vault holds `more` files beside the corpus's, under a policy of its own if one is given. */
export function makeMachine(
  more: Readonly<Record<string, string>> = {},
  rules: object = policy,
  isApproved = true,
): Machine {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'corpus-')));
  const [root, home] = [join(base, 'ws'), join(base, 'home', 'u')];
  for (const [path, content] of Object.entries({ ...files, ...more, '.cloister/policy.json': JSON.stringify(rules) })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  mkdirSync(join(home, '.cloister', 'vaults'), { recursive: true });
  mkdirSync(join(home, '.claude'), { recursive: true });
  writeFileSync(join(home, '.claude', 'settings.json'), '{}');
  writeFileSync(join(home, '.bashrc'), '');
  if (isApproved)
    writeFileSync(
      join(home, '.cloister', 'vaults', 'corpus.json'),
      JSON.stringify({ version: 1, id: 'corpus', roots: [root], approved: JSON.stringify(rules) }),
    );
  const git = (...args: string[]): void => {
    execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], {
      stdio: 'ignore',
      env: { PATH: process.env['PATH'] ?? '', HOME: home },
    });
  };
  git('init', '-q', '-b', 'main');
  git('config', 'user.name', 't');
  git('config', 'user.email', 't@example.invalid');
  return { base, root, home };
}

const machines = new Map<string, Machine>();

/** The machine that a case needs, with its setup run; cases of one setup share it. */
export function machineFor({ setup = '' }: Case, name: PolicyName = 'folders and patterns'): Machine {
  const key = `${name}: ${setup}`;
  const known = machines.get(key);
  if (known !== undefined) return known;
  const { rules, isApproved } = policies[name];
  const machine = makeMachine({}, rules, isApproved);
  // Text like "workspace is C:\ws" tells of another system.
  const isCommitted = /worktree add/.test(setup) ? 'git add -A && git commit -qm init && ' : '';
  if (setup !== '' && !/^workspace/.test(setup))
    execFileSync('bash', ['-c', isCommitted + here(setup, machine)], {
      stdio: 'ignore',
      cwd: machine.root,
      env: { PATH: process.env['PATH'] ?? '', HOME: machine.home },
    });
  machines.set(key, machine);
  return machine;
}

export function allMachines(): readonly Machine[] {
  return [...machines.values()];
}

/** The corpus's placeholders as they are called here. */
export function here(text: string, { root, home, base }: Machine): string {
  return text
    .replaceAll('/tmp/wsalias', `${base}/alias`)
    .replace(/cd \/ && cat ws\//g, `cd ${base} && cat ws/`)
    .replace(/(?<![\w.])\/WS(?=\/)/g, root.replace(/ws$/, 'WS'))
    .replace(/^\/\.\.\/\.\.\/ws(?=\/)/, `/../..${root}`)
    .replace(/^(\/proc\/self\/root|\/dev\/fd\/\.\.\/\.\.)\/ws(?=\/)/, `$1${root}`)
    .replace(/(?<=file:\/\/(?:localhost|127\.0\.0\.1))\/ws(?![\w-])/gi, root)
    .replace(/(?<![\w.~}])\/ws(?![\w-])/g, root)
    .replaceAll('/home/u', home)
    .replaceAll('acme.guard', 'cloister.cloister')
    .replaceAll('.guard', '.cloister')
    .replaceAll('GUARD_', 'CLOISTER_')
    .replace(/\bguard\b/g, 'cloister');
}

function mapped(value: unknown, machine: Machine): unknown {
  if (typeof value === 'string') return here(value, machine);
  if (Array.isArray(value)) return value.map((each) => mapped(each, machine));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapped(each, machine)]));
  return value;
}

export function partsFor({ root, home }: Machine): GuardParts {
  return {
    env: {
      HOME: home,
      CLOISTER_HOME: join(home, '.cloister'),
      PATH: process.env['PATH'] ?? '',
      SHELL: '/bin/bash',
      USER: 'u',
    },
    cwd: root,
    now: Date.now,
    loadShell: () => ({ evaluateCommand, exclusionText, shellWorld }),
    loadContent: () => ({ contentTools }),
    loadSettings: () => ({ compileAgain, weakening }),
  };
}

export interface Answer {
  readonly verdict: Verdict;
  readonly reason: string;
}

/** Asks the guard about one call, as Claude Code would in its default mode. */
export async function ask(tool: string, input: unknown, cwd: string, machine: Machine): Promise<Answer> {
  const message = {
    session_id: 'corpus',
    hook_event_name: 'PreToolUse',
    permission_mode: 'default',
    tool_use_id: 'toolu_1',
    tool_name: tool,
    tool_input: mapped(input, machine),
    cwd: here(cwd, machine),
  };
  return askRaw(JSON.stringify(message), machine);
}

export async function askRaw(text: string, machine: Machine): Promise<Answer> {
  const { stdout, stderr, exit } = await runGuard({ text }, claudeCodeDialect, partsFor(machine));
  if (exit === 2) return { verdict: 'deny', reason: stderr };
  if (exit !== 0) throw new Error(`exit ${exit}`);
  if (stdout === '') return { verdict: 'allow', reason: '' };
  const { hookSpecificOutput: output } = JSON.parse(stdout);
  if (output.updatedInput !== undefined) return { verdict: 'rewrite', reason: JSON.stringify(output.updatedInput) };
  return { verdict: output.permissionDecision, reason: output.permissionDecisionReason };
}

/** The verdict of a case: of a sequence, the strictest of its steps. */
export async function verdictOf(each: Case, policy: PolicyName): Promise<Answer> {
  const machine = machineFor(each, policy);
  if (each.raw_stdin !== undefined) return askRaw(here(each.raw_stdin, machine), machine);
  let last: Answer = { verdict: 'allow', reason: '' };
  for (const step of [...(each.prior ?? []), each]) {
    last = await ask(step.tool_name, step.tool_input, each.cwd, machine);
    if (last.verdict === 'deny' || last.verdict === 'ask') return last;
  }
  return last;
}

/** True where a verdict is what the case asks for. */
export function passes({ expect, expect_alt, rewrite_ok }: Case, verdict: Verdict): boolean {
  if (expect === 'allow') return verdict === 'allow' || verdict === 'rewrite';
  if (expect_alt === verdict) return true;
  // A rewritten call was judged again, as allowed, before it is handed out.
  return (
    verdict === 'deny' ||
    verdict === 'ask' ||
    (verdict === 'rewrite' && (rewrite_ok === true || expect === 'deny-or-ask'))
  );
}
