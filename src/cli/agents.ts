import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type OptionName, optionsOn, type ProtectionOptions } from '../agents/claude-code/protection-options.ts';
import { putBackText } from '../agents/claude-code/put-back.ts';
import type { Access } from '../core/access.ts';
import { type AgentId, agentNames } from '../core/agent-ids.ts';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import { cloisterHome } from '../node/home.ts';
import { compileAgain, protectClaudeCode, protectionOf } from '../node/protection.ts';
import type { Io } from './io.ts';
import type { Questions } from './questions.ts';

/** How an agent that is known by its program stands to Cloister. */
interface AgentState {
  readonly isInstalled: boolean;
  readonly isProtected: boolean;
  /** What the protection lacks, in words; empty where it is whole. */
  readonly missing: readonly string[];
  readonly options: ProtectionOptions;
}

/** The agents that are held to the redacted form; any other one gets nothing of a `redacted` path. */
export function canRedact(agent: AgentId): boolean {
  return agent === 'claude-code';
}

/** How Claude Code stands to Cloister on this machine. */
function claudeCodeState(io: Io): AgentState {
  const { isProtected, missing, options } = protectionOf({ home: cloisterHome(io.env), env: io.env });
  return { isInstalled: isClaudeInstalled(io), isProtected, missing, options };
}

/** Why nothing holds an agent to the policy, and what would; undefined where it is held. */
export function enforcementGap(io: Io, agent: AgentId): string | undefined {
  if (agent !== 'claude-code') return `nothing enforces this yet for ${agentNames[agent]}.`;
  const { isProtected, missing } = claudeCodeState(io);
  if (!isProtected) return 'nothing enforces this yet: run `cloister protect claude-code`.';
  return missing.length === 0
    ? undefined
    : `this is not fully enforced (${missing.join(', ')} missing): run \`cloister doctor\`.`;
}

/** How strongly an agent is held to each level of the policy right now. */
export interface Enforcement {
  readonly id: AgentId | 'others';
  readonly name: string;
  readonly isInstalled: boolean;
  readonly isProtected: boolean;
  /** The options of `cloister protect` that are on. */
  readonly options: readonly OptionName[];
  /** By level, what enforces it; empty where nothing does. */
  readonly levels: Readonly<Partial<Record<Access, string>>>;
  /** What is lacking, and what to do. */
  readonly note?: string;
}

/** How strongly each agent is held to the policy on this machine. */
export function enforcements(io: Io): Enforcement[] {
  const { isInstalled, isProtected, missing, options } = claudeCodeState(io);
  const lacking = isProtected
    ? missing.length === 0
      ? undefined
      : `lacking: ${missing.join(', ')}; \`cloister doctor\` tells more`
    : `nothing is enforced${isInstalled ? '' : ' (not found on this machine)'}: \`cloister protect claude-code\``;
  return [
    {
      id: 'claude-code',
      name: agentNames['claude-code'],
      isInstalled,
      isProtected,
      options: optionsOn(options),
      levels: isProtected ? claudeCodeLevels(options) : {},
      ...(lacking === undefined ? {} : { note: lacking }),
    },
    {
      id: 'others',
      name: 'Every other agent',
      isInstalled: false,
      isProtected: false,
      options: [],
      levels: {},
      note: 'Cloister does not hold it to anything yet',
    },
  ];
}

function claudeCodeLevels({ sandbox, keepGit }: ProtectionOptions): Enforcement['levels'] {
  const scripts =
    sandbox !== true
      ? 'not what an opaque script does when it runs'
      : `its sandbox on what a command runs${keepGit === true ? ", git's objects left out" : ''}`;
  return {
    none: `deny rules in its settings, and the guard on every tool call; ${scripts}`,
    redacted: 'the guard, on Read and Grep; any other way is denied',
    read: 'the guard, on every write',
  };
}

/**
 * Writes the policies into the settings of the agents that are protected, after a policy changed. Where that fails the
 * policy still counts for the guard: it is told, not thrown.
 */
export async function compileForAgents(io: Io): Promise<void> {
  try {
    const { putBack, warnings } = await compileAgain({ home: cloisterHome(io.env), env: io.env });
    if (putBack.length > 0)
      io.warn(
        `warning: another program took ${putBackText(putBack)} out of the settings of Claude Code; that is back.\n`,
      );
    for (const each of warnings) io.warn(`warning: ${printable(each)}\n`);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    io.warn(`warning: the settings of Claude Code could not follow: ${printable(error.message)}\n  ${error.hint}\n`);
  }
}

/** `tell` names the command without asking. */
export type ProtectChoice = 'ask' | 'tell' | 'yes' | 'no';

/** The choice that `--protect` and `--no-protect` make. */
export function protectChoice(values: { protect?: boolean; 'no-protect'?: boolean }): ProtectChoice {
  return values['no-protect'] === true ? 'no' : values.protect === true ? 'yes' : 'ask';
}

/**
 * After a lock: what holds agents to it. Protects Claude Code where the person wants that, or says what would. Where
 * that fails it is told, not thrown: the lock stands.
 */
export async function offerProtection(io: Io, choice: ProtectChoice, questions: Questions): Promise<void> {
  if (choice === 'no') return;
  const { isProtected, isInstalled } = claudeCodeState(io);
  if (isProtected) return;
  const isWanted =
    choice === 'yes' || (choice === 'ask' && isInstalled && questions.canAsk && (await questions.confirm(offer, true)));
  if (!isWanted) {
    io.warn('note: no agent is held to this yet. `cloister protect claude-code` does it for Claude Code.\n');
    return;
  }
  try {
    const { settings, warnings } = await protectClaudeCode({
      home: cloisterHome(io.env),
      env: io.env,
      ...io.installation,
    });
    for (const each of warnings) io.warn(`warning: ${printable(each)}\n`);
    await io.write(`Claude Code is held to it: ${printable(settings)}\n`);
  } catch (error) {
    // The policy itself is written: what failed is the protection alone.
    if (!(error instanceof UserError)) throw error;
    io.warn(
      `warning: nothing holds Claude Code to this yet: ${printable(error.message)}\n  ${printable(error.hint)}\n` +
        '  The policy itself is written. Try again with `cloister protect claude-code`.\n',
    );
  }
}

const offer =
  'Claude Code is on this machine, and nothing holds it to this yet. Write deny rules and the guard into its settings?';

function isClaudeInstalled({ env }: Io): boolean {
  const home = env['HOME'] ?? homedir();
  const settings = env['CLAUDE_CONFIG_DIR'] ?? join(home, '.claude');
  const folders = (env['PATH'] ?? '').split(delimiter).filter((each) => each !== '');
  return existsSync(settings) || folders.some((folder) => existsSync(join(folder, 'claude')));
}
