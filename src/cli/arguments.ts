import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { type AgentId, agentIds, parseAgentId } from '../core/agent-ids.ts';
import { parseDuration } from '../core/duration.ts';
import { UserError } from '../core/user-error.ts';

/**
 * Parses what stands behind `cloister <name>`; every command has `--help`.
 * @throws UserError naming the option that is wrong.
 */
export function parseArguments<T extends ParseArgsOptionsConfig>(name: string, argv: readonly string[], options: T) {
  const all = { ...options, help: { type: 'boolean', short: 'h' } } as const;
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: all });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node's message may go on about its own API; its first sentence names the option.
    const message = error.message.split(/\.\s/)[0] ?? error.message;
    throw new UserError(message, `Run \`cloister ${name} --help\` for the options.`);
  }
}

/** The only path that a command takes. @throws UserError where there are more. */
export function onePath(name: string, paths: readonly string[]): string | undefined {
  if (paths.length > 1) throw new UserError(`\`cloister ${name}\` takes one path`, 'Run it once for each.');
  return paths[0];
}

/** The paths that a command needs. @throws UserError where there is none. */
export function somePaths(name: string, paths: readonly string[]): readonly string[] {
  if (paths.length > 0) return paths;
  throw missingPath(name);
}

/** What a command says that was given no path. */
export function missingPath(name: string): UserError {
  return new UserError(`\`cloister ${name}\` needs a path`, `Such as \`cloister ${name} journal\`.`);
}

/** @throws UserError where it is no agent that Cloister knows. */
export function agentArgument(option: string, text: string): AgentId {
  return parseAgentId(text) ?? notOneOf(option, text, agentIds);
}

/** @throws UserError where the text is none of those allowed. */
export function choiceArgument<T extends string>(option: string, text: string, allowed: readonly T[]): T {
  return allowed.find((each) => each === text) ?? notOneOf(option, text, allowed);
}

const longest = 366 * 86_400_000;

/** A span of time in milliseconds, at most a year. @throws UserError where it is none. */
export function durationArgument(option: string, text: string): number {
  const span = parseDuration(text);
  if (span !== undefined && span > 0 && span <= longest) return span;
  throw new UserError(`${option} can not be "${text}"`, 'Write a time up to a year, such as 1h, 2d or 12w.');
}

function notOneOf(option: string, text: string, allowed: readonly string[]): never {
  throw new UserError(`${option} can not be "${text}"`, `It is one of: ${allowed.join(', ')}.`);
}
