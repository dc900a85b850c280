import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { GuardDialect, GuardMessage, Reply } from '../../agents/agent.ts';
import { putBackText } from '../../agents/claude-code/put-back.ts';
import type { Decision, Reason } from '../../core/decision.ts';
import { reasonText } from '../../core/reason-texts.ts';
import { UserError } from '../../core/user-error.ts';
import { appendDecision, type LoggedDecision } from '../decision-log.ts';
import { cloisterHome } from '../home.ts';
import { openVaults, realOrSelf } from '../vaults.ts';
import type { GuardInput } from './input.ts';
import { withFoldersInstructions } from './instructions.ts';
import { judgePrompt } from './judge-prompt.ts';
import { StaleMarks } from './marks.ts';
import { judgeContent, needsContent } from './reading.ts';
import { afterBatch, afterTool } from './results.ts';
import { type GuardParts, noBusiness, type Outcome, Scene } from './scene.ts';
import { resolvePath } from './spellings.ts';

/** Judges one message of an agent. Never throws: whatever goes wrong in Cloister's business is a denial. */
export async function runGuard(input: GuardInput, dialect: GuardDialect, parts: GuardParts): Promise<Reply> {
  let message: GuardMessage | undefined;
  try {
    const home = realOrSelf(cloisterHome(parts.env));
    const { text, problem } = input;
    const parsed =
      text === undefined || problem !== undefined
        ? { ok: false as const, problem: problem ?? 'it is empty' }
        : dialect.parse(text);
    if (!parsed.ok) return badMessage(parsed.problem, text, home, parts);
    message = parsed.value;
    parts.understood?.(message);
    const guard = new Guard(message, dialect, home, parts);
    return await guard.answer();
  } catch (error) {
    return failed(error, message, dialect);
  }
}

/** A message that can not be understood is stopped where it may be about a vault. */
function badMessage(problem: string, text: string | undefined, home: string, parts: GuardParts): Reply {
  const vaults = openVaults(home);
  const plain = text === undefined ? undefined : unescaped(text);
  const folder = plain === undefined ? undefined : /"cwd"\s*:\s*"(\/[^"]{0,4000})"/.exec(plain)?.[1];
  const places = [parts.cwd, parts.env['CLAUDE_PROJECT_DIR'], folder].filter((each) => each !== undefined);
  const isNear = places.some((place) => vaults.containing(resolvePath(place).path).length > 0);
  // Without a folder in it nobody can say that it is about something else.
  const isNamed = vaults.roots().some((root) => plain === undefined || folder === undefined || plain.includes(root));
  if (!isNear && !isNamed) return { stdout: '', stderr: '', exit: 0 };
  return blocked({ id: 'bad-message', what: problem });
}

/** The text with JSON's escapes taken back, as far as they spell paths. */
function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\([/"\\])/g, '$1');
}

/** The denial of a call that was not judged in time, and its line in the log. Never throws. */
export function lateReply(message: GuardMessage | undefined, dialect: GuardDialect, parts: GuardParts): Reply {
  const reason: Reason = { id: 'deadline' };
  if (message === undefined) return blocked(reason);
  const decision: Decision = { verdict: 'deny', reason };
  try {
    const entry = logEntry(message, dialect, { decision, paths: [], isBusiness: true });
    appendDecision(cloisterHome(parts.env), { ...entry, time: new Date(parts.now()).toISOString(), vault: '' });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return dialect.reply(message, { verdict: 'deny', reason: { id: 'deadline', what: error.name } });
  }
  return dialect.reply(message, decision);
}

function failed(error: unknown, message: GuardMessage | undefined, dialect: GuardDialect): Reply {
  const name =
    error instanceof Error ? ('code' in error && typeof error.code === 'string' ? error.code : error.name) : 'unknown';
  const reason: Reason = { id: 'fault', what: name };
  if (message === undefined) return blocked(reason);
  return dialect.reply(message, { verdict: 'deny', reason });
}

function blocked(reason: Reason): Reply {
  return { stdout: '', stderr: `${reasonText(reason)}\n`, exit: 2 };
}

class Guard {
  readonly #dialect: GuardDialect;
  readonly #scene: Scene;

  constructor(message: GuardMessage, dialect: GuardDialect, own: string, parts: GuardParts) {
    this.#dialect = dialect;
    this.#scene = new Scene(message, dialect.id, own, parts);
  }

  async answer(): Promise<Reply> {
    let outcome = await this.#judgeInTime();
    this.#scene.marks.save(this.#scene.message.event.kind === 'start' ? 1 : undefined);
    if (outcome.isBusiness) {
      try {
        this.#log(outcome);
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'the disk is full';
        outcome = { ...outcome, decision: { verdict: 'deny', reason: { id: 'log', what: code } } };
      }
    }
    return this.#dialect.reply(this.#scene.message, outcome.decision, outcome.notice);
  }

  /** Where the notes marked private are not known in time, nobody can say what a search may show. */
  async #judgeInTime(): Promise<Outcome> {
    try {
      return await this.#judge();
    } catch (error) {
      if (!(error instanceof StaleMarks)) throw error;
      const reason: Reason = { id: 'stale-index', what: `${error.seen} notes so far` };
      return { decision: { verdict: 'deny', reason }, paths: [], isBusiness: true };
    }
  }

  async #judge(): Promise<Outcome> {
    const scene = this.#scene;
    const { event } = scene.message;
    switch (event.kind) {
      case 'before-tool': {
        const outcome = scene.beforeTool(event.tool, event.input);
        const judged = needsContent(event.tool) ? await judgeContent(event.tool, event.input, outcome, scene) : outcome;
        return withFoldersInstructions(judged, event.input, scene);
      }
      case 'after-tool':
        return afterTool(event.tool, event.input, event.result, scene);
      case 'after-batch':
        return afterBatch(event.calls, scene);
      case 'prompt':
        return judgePrompt(event.text, event.command, scene);
      case 'settings-change': {
        const what = scene.parts.loadSettings().weakening(event.file, scene.own, scene.parts.env);
        if (what === undefined) return { ...noBusiness, isBusiness: scene.isHere() };
        return {
          decision: { verdict: 'deny', reason: { id: 'weakens-settings', what } },
          paths: event.file === undefined ? [] : [event.file],
          isBusiness: true,
        };
      }
      case 'start': {
        const notice = await this.#start();
        scene.warmMarks();
        return { ...noBusiness, isBusiness: scene.isHere(), ...notice };
      }
      case 'other':
        return noBusiness;
    }
  }

  /** A session that starts finds the policies as they are now; one that can not is told so, and guarded all the same. */
  async #start(): Promise<{ notice?: string }> {
    const { own, parts, vaults } = this.#scene;
    if (vaults.roots().length === 0) return {};
    try {
      const { putBack } = await parts.loadSettings().compileAgain({ home: own, env: parts.env });
      return putBack.length === 0
        ? {}
        : { notice: `Cloister: ${putBackText(putBack)} were gone from the settings of Claude Code and are back.` };
    } catch (error) {
      const why = error instanceof UserError ? `${error.message}. ${error.hint}` : 'Run `cloister doctor`.';
      return { notice: `Cloister: the settings of Claude Code could not be brought up to date. ${why}` };
    }
  }

  #log(outcome: Outcome): void {
    const { message, own, parts, vaults, cwd } = this.#scene;
    const [path = '/'] = outcome.paths;
    appendDecision(own, {
      time: new Date(parts.now()).toISOString(),
      ...logEntry(message, this.#dialect, { ...outcome, paths: namesOf(outcome.paths, message) }),
      vault: vaults.containing(cwd)[0]?.root ?? vaults.containing(path)[0]?.root ?? '',
    });
  }
}

/**
 * What may stand in the log: a path that was guessed from an argument may be any text, a secret too, so that of what is
 * not there the folder is named that would hold it. A file tool's own path is a path.
 */
function namesOf(paths: readonly string[], { event }: GuardMessage): string[] {
  const isNamed = 'tool' in event && /^(?:Read|Write|Edit|MultiEdit|NotebookEdit|NotebookRead)$/.test(event.tool);
  return [...new Set(isNamed ? paths : paths.map(presentPart))];
}

function presentPart(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : presentPart(dirname(path));
}

function logEntry(
  message: GuardMessage,
  dialect: GuardDialect,
  { decision, paths, isOpaque }: Outcome,
): Omit<LoggedDecision, 'time' | 'vault'> {
  const { event, eventName, session, call } = message;
  const tool = 'tool' in event ? event.tool : '';
  const isLast = eventName === 'PostToolBatch' && decision.verdict === 'deny';
  const verdict =
    eventName === 'PostToolUse' && decision.verdict === 'rewrite' ? 'redact' : isLast ? 'stop' : decision.verdict;
  return {
    agent: dialect.id,
    ...(session === undefined ? {} : { session }),
    ...(call === undefined ? {} : { call }),
    event: eventName,
    tool: tool.slice(0, 120),
    paths,
    decision: verdict === 'ask' && message.isUnattended ? 'deny' : verdict,
    ...('reason' in decision ? { rule: decision.reason.id } : {}),
    ...(isOpaque === true ? { opaque: true } : {}),
  };
}
