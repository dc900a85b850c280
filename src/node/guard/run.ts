import { createHmac } from 'node:crypto';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import type { GuardDialect, GuardMessage, Reply } from '../../agents/agent.ts';
import type { Decision, Reason } from '../../core/decision.ts';
import type { ContentAnswer } from '../../core/policy.ts';
import { reasonText } from '../../core/reason-texts.ts';
import { appendDecision, type LoggedDecision } from '../decision-log.ts';
import { readOrMakeKey } from '../fingerprint-key.ts';
import { cloisterHome } from '../home.ts';
import type { compileAgain } from '../protection.ts';
import { openVaults, realOrSelf, type Vaults } from '../vaults.ts';
import { judgeTool, type ShellParts } from './before-tool.ts';
import { commandTexts } from './command-files.ts';
import type { contentTools } from './content.ts';
import type { GuardInput } from './input.ts';
import { judgeActions } from './judge.ts';
import { Marks } from './marks.ts';
import { repeatedPrompt } from './prompts.ts';
import type { weakening } from './settings-change.ts';
import { isNote, Sight } from './sight.ts';
import { resolvePath } from './spellings.ts';

export interface GuardParts {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the guard's own process runs. */
  readonly cwd: string;
  readonly now: () => number;
  /** Called with the message before it is judged. */
  readonly understood?: (message: GuardMessage) => void;
  readonly loadShell: () => ShellParts;
  readonly loadContent: () => { readonly contentTools: typeof contentTools };
  /** What reads and writes agents' settings. */
  readonly loadSettings: () => { readonly compileAgain: typeof compileAgain; readonly weakening: typeof weakening };
}

/** The guard answers within this many milliseconds, well below the agent's own limit. */
const deadline = 2000;

interface Outcome {
  readonly decision: Decision;
  readonly paths: readonly string[];
  readonly isBusiness: boolean;
  readonly isOpaque?: boolean;
}

const noBusiness: Outcome = { decision: { verdict: 'allow' }, paths: [], isBusiness: false };

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
  readonly #message: GuardMessage;
  readonly #dialect: GuardDialect;
  readonly #home: string;
  readonly #parts: GuardParts;
  readonly #vaults: Vaults;
  readonly #sight: Sight;
  readonly #marks: Marks;
  readonly #cwd: string;
  readonly #isOver: () => boolean;

  constructor(message: GuardMessage, dialect: GuardDialect, home: string, parts: GuardParts) {
    this.#message = message;
    this.#dialect = dialect;
    this.#home = home;
    this.#parts = parts;
    const start = parts.now();
    this.#isOver = () => parts.now() - start > deadline;
    this.#vaults = openVaults(home);
    this.#marks = new Marks(home, (path) => this.#vaults.containing(dirname(path)).at(-1)?.root);
    this.#sight = new Sight(this.#vaults, dialect.id, start, this.#isOver, (path) => this.#marks.isMarked(path));
    this.#cwd = resolvePath(message.cwd).path;
  }

  async answer(): Promise<Reply> {
    let outcome = await this.#judge();
    this.#marks.save();
    if (outcome.isBusiness) {
      try {
        this.#log(outcome);
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'the disk is full';
        outcome = { ...outcome, decision: { verdict: 'deny', reason: { id: 'log', what: code } } };
      }
    }
    return this.#dialect.reply(this.#message, outcome.decision);
  }

  async #judge(): Promise<Outcome> {
    const { event } = this.#message;
    switch (event.kind) {
      case 'before-tool':
        return this.#beforeTool(event.tool, event.input);
      case 'after-tool':
        return this.#afterTool(event.tool, event.input, event.result);
      case 'after-batch':
        return this.#afterBatch(event.calls);
      case 'prompt':
        return this.#prompt(event.text, event.command);
      case 'settings-change': {
        const what = this.#parts.loadSettings().weakening(event.file, this.#home, this.#parts.env);
        if (what === undefined) return { ...noBusiness, isBusiness: this.#isHere() };
        return {
          decision: { verdict: 'deny', reason: { id: 'weakens-settings', what } },
          paths: [event.file],
          isBusiness: true,
        };
      }
      case 'start':
        if (this.#vaults.known().length > 0)
          await this.#parts.loadSettings().compileAgain({ home: this.#home, env: this.#parts.env });
        return { ...noBusiness, isBusiness: this.#isHere() };
      case 'other':
        return noBusiness;
    }
  }

  #isHere(): boolean {
    return this.#sight.isBusiness(this.#cwd);
  }

  #judgeParts(redacts: boolean) {
    const { env } = this.#parts;
    const home = realOrSelf(env['HOME'] ?? homedir());
    return { sight: this.#sight, cwd: this.#cwd, home, own: this.#home, redacts };
  }

  #beforeTool(tool: string, input: Readonly<Record<string, unknown>>): Outcome {
    const result = judgeTool(tool, input, {
      ...this.#judgeParts(false),
      env: this.#parts.env,
      isOver: this.#isOver,
      loadShell: this.#parts.loadShell,
      privateBeneath: (folder) => this.#privateBeneath(folder),
    });
    const isLate = result.isBusiness && result.decision.verdict !== 'deny' && this.#isOver();
    return isLate ? { ...result, decision: { verdict: 'deny', reason: { id: 'deadline' } } } : result;
  }

  /** Notes marked private beneath a folder, whose own folders are not hidden already. */
  #privateBeneath(folder: string): string[] {
    const hidden = this.#sight.hiddenBeneath(folder, 'read', undefined) ?? [];
    return hidden
      .filter(
        ({ path, isFolder }) =>
          !isFolder && isNote(path) && this.#sight.at(join(folder, path)).because.kind === 'private',
      )
      .map(({ path }) => path);
  }

  #contentAnswer(): ContentAnswer {
    const strictness: readonly ContentAnswer[] = ['allow', 'ask', 'redact', 'deny'];
    const answers = this.#vaults
      .containing(this.#cwd)
      .flatMap(({ policies }) => policies.map(({ policy }) => policy.content.secret));
    return answers.reduce<ContentAnswer>(
      (left, right) => (strictness.indexOf(right) > strictness.indexOf(left) ? right : left),
      'allow',
    );
  }

  #content() {
    const key = readOrMakeKey(this.#home);
    return this.#parts.loadContent().contentTools(key, this.#message.session ?? '');
  }

  #fileOf(input: Readonly<Record<string, unknown>>): string | undefined {
    const path = input['file_path'] ?? input['path'];
    if (typeof path !== 'string') return undefined;
    return resolvePath(isAbsolute(path) ? path : join(this.#cwd, path)).path;
  }

  async #afterTool(tool: string, input: Readonly<Record<string, unknown>>, result: unknown): Promise<Outcome> {
    const path = this.#fileOf(input);
    const isBusiness = this.#isHere() || (path !== undefined && this.#sight.isBusiness(path));
    if (!isBusiness) return noBusiness;
    const paths = path === undefined ? [] : [path];
    const isRedacted = path !== undefined && this.#sight.at(path).access === 'redacted';
    if (tool === 'mcp__ide__getDiagnostics') return this.#diagnostics(result);
    const answer = this.#contentAnswer();
    if (answer === 'allow' && !isRedacted) return { decision: { verdict: 'allow' }, paths, isBusiness };
    const { result: redacted, count } = await this.#content().redact(result, path);
    if (count === 0) return { decision: { verdict: 'allow' }, paths, isBusiness };
    if (answer === 'deny' && !isRedacted)
      return {
        decision: {
          verdict: 'deny',
          reason: { id: 'secret-in-file', what: path === undefined ? 'the result' : 'this file' },
        },
        paths,
        isBusiness,
      };
    return { decision: { verdict: 'rewrite', input: { result: redacted } }, paths, isBusiness };
  }

  /** The editor's diagnostics name places in notes, also in locked ones. */
  #diagnostics(result: unknown): Outcome {
    const isHidden = (uri: string): boolean =>
      judgeActions([{ act: 'list', path: uri }], this.#judgeParts(false)).decision.verdict === 'deny';
    const clean = (value: unknown): unknown => {
      if (typeof value === 'string') {
        try {
          const inner: unknown = JSON.parse(value);
          return typeof inner === 'object' ? JSON.stringify(clean(inner)) : value;
        } catch (error) {
          if (error instanceof SyntaxError) return value;
          throw error;
        }
      }
      if (Array.isArray(value))
        return value
          .filter(
            (each) =>
              !(
                typeof each === 'object' &&
                each !== null &&
                'uri' in each &&
                typeof each.uri === 'string' &&
                isHidden(each.uri)
              ),
          )
          .map(clean);
      if (typeof value === 'object' && value !== null)
        return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, clean(each)]));
      return value;
    };
    return { decision: { verdict: 'rewrite', input: { result: clean(result) } }, paths: [], isBusiness: true };
  }

  /** The last net: what still holds a secret, because a call failed or its result was not processed, ends the run. */
  async #afterBatch(calls: readonly { readonly tool: string; readonly result: unknown }[]): Promise<Outcome> {
    if (!this.#isHere() || this.#contentAnswer() === 'allow') return { ...noBusiness, isBusiness: this.#isHere() };
    const content = this.#content();
    for (const { tool, result } of calls) {
      const { count } = await content.redact(result, undefined);
      if (count > 0)
        return {
          decision: { verdict: 'deny', reason: { id: 'unprocessed', what: tool } },
          paths: [],
          isBusiness: true,
        };
    }
    return { decision: { verdict: 'allow' }, paths: [], isBusiness: true };
  }

  async #prompt(text: string, command: string | undefined): Promise<Outcome> {
    if (/^\s*<task-notification>/.test(text) || !this.#isHere()) return noBusiness;
    const mentions = [...text.matchAll(/@(?:"([^"\n]+)"|'([^'\n]+)'|([^\s,;`"')\]]+))/g)].map(
      ([, double, single, bare]) => double ?? single ?? (bare ?? '').replace(/(?:[.:!?]+|#L\d.*)$/, ''),
    );
    const judged = judgeActions(
      mentions.flatMap((path) => (path === '' ? [] : [{ act: 'read' as const, path }])),
      this.#judgeParts(false),
    );
    if (judged.decision.verdict === 'deny') {
      const { what } = judged.decision.reason;
      return {
        ...judged,
        isBusiness: true,
        decision: { verdict: 'deny', reason: { id: 'mention', ...(what === undefined ? {} : { what }) } },
      };
    }
    const stopped = command === undefined ? undefined : this.#commandFile(command);
    if (stopped !== undefined) return stopped;
    if (this.#contentAnswer() === 'allow') return { ...noBusiness, isBusiness: true };
    const content = this.#content();
    const [finding] = await content.findingsIn(text, 'prompt.md');
    // The client puts a file that is mentioned into the prompt itself: no tool's result is there to be redacted.
    const withSecret = finding === undefined ? await this.#mentionWithSecret(mentions, content) : undefined;
    if (finding === undefined && withSecret === undefined) return { ...noBusiness, isBusiness: true };
    const hash = createHmac('sha256', readOrMakeKey(this.#home)).update(text).digest('hex');
    if (repeatedPrompt(this.#home, hash, this.#parts.now())) return { ...noBusiness, isBusiness: true };
    const what = finding?.rule ?? `in the mentioned ${withSecret}`;
    return {
      decision: { verdict: 'deny', reason: { id: 'secret-in-prompt', what } },
      paths: [],
      isBusiness: true,
    };
  }

  async #mentionWithSecret(
    mentions: readonly string[],
    content: ReturnType<typeof contentTools>,
  ): Promise<string | undefined> {
    for (const mention of mentions) {
      const path = this.#fileOf({ path: mention });
      const text = path === undefined ? undefined : content.textOf(path);
      if (path !== undefined && text !== undefined && (await content.findingsIn(text, path)).length > 0) return mention;
    }
    return undefined;
  }

  /** A command's own file may run shell lines and take files in before any tool is called. */
  #commandFile(name: string): Outcome | undefined {
    for (const text of commandTexts(name, this.#cwd, this.#judgeParts(false).home)) {
      for (const [, line = ''] of text.matchAll(/!`([^`]*)`/g)) {
        const outcome = this.#beforeTool('Bash', { command: line });
        const { verdict } = outcome.decision;
        // There is no way to put another line in its place.
        if (verdict === 'rewrite')
          return { ...outcome, decision: { verdict: 'deny', reason: { id: 'broad-search', what: 'the vault' } } };
        if (verdict !== 'allow') return outcome;
      }
      const mentions = [...text.matchAll(/@([^\s`'")]+)/g)].map(([, path = '']) => ({ act: 'read' as const, path }));
      const judged = judgeActions(mentions, this.#judgeParts(false));
      if (judged.decision.verdict === 'deny') return judged;
    }
    return undefined;
  }

  #log(outcome: Outcome): void {
    const [path = '/'] = outcome.paths;
    appendDecision(this.#home, {
      time: new Date(this.#parts.now()).toISOString(),
      ...logEntry(this.#message, this.#dialect, outcome),
      vault: this.#vaults.containing(this.#cwd)[0]?.root ?? this.#vaults.containing(path)[0]?.root ?? '',
    });
  }
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
