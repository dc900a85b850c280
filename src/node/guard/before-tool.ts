import { dirname } from 'node:path';
import { instructionMentions, shellLinesIn } from '../../agents/claude-code/instructions.ts';
import { type ToolRequest, toolRequest } from '../../agents/claude-code/tools.ts';
import type { Decision, Reason } from '../../core/decision.ts';
import { placeholder } from '../../core/placeholder.ts';
import type { evaluateCommand } from '../../shell/evaluate.ts';
import type { ShellAction } from '../../shell/evaluated.ts';
import type { exclusionText } from '../../shell/exclusions.ts';
import { commandTexts } from './command-files.ts';
import { isHookSkipped } from './commit-hooks.ts';
import { isPlainlyElsewhere } from './elsewhere.ts';
import { isFollowed } from './followed-files.ts';
import { exists, type Judge, type Judged, judgeActions, placesOf } from './judge.ts';
import { mendedSearch, withExclusions, withHint } from './search-rewrite.ts';
import type { shellWorld } from './shell-world.ts';

/** The parts that only some calls need: they are loaded when one does. */
export interface ShellParts {
  readonly evaluateCommand: typeof evaluateCommand;
  readonly exclusionText: typeof exclusionText;
  readonly shellWorld: typeof shellWorld;
}

export interface Before extends Judge {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isOver: () => boolean;
  readonly loadShell: () => ShellParts;
  /** Notes that their authors marked private beneath a folder, from it. */
  readonly privateBeneath: (folder: string) => readonly string[] | undefined;
}

export interface BeforeResult extends Judged {
  readonly isOpaque: boolean;
}

/** Judges one tool call before it runs. */
export function judgeTool(tool: string, input: Readonly<Record<string, unknown>>, before: Before): BeforeResult {
  const request = toolRequest(tool, input);
  const isHere = before.sight.isBusiness(before.cwd);
  if (typeof request === 'string') return stopped({ id: 'bad-message', what: request }, isHere);
  const judge: Judge = { ...before, redacts: request.redacts };
  let isOpaque = false;
  const paths = new Set<string>();
  const results: Judged[] = [];
  const meant = [...request.guesses, ...request.hints.filter((path) => exists(path, judge))];
  const first = judgeActions([...request.actions, ...meant.map((path): ShellAction => ({ act: 'read', path }))], judge);
  results.push(first);
  for (const { text, shell } of request.commands) {
    if (!isHere && shell === 'bash' && isPlainlyElsewhere(text, judge)) continue;
    const result = judgeCommand(tool, input, text, shell, before, isHere);
    isOpaque ||= result.isOpaque;
    results.push(result);
  }
  for (const result of results) for (const path of result.paths) paths.add(path);
  const isBusiness = isHere || results.some((each) => each.isBusiness);
  const all = { paths: [...paths], isBusiness, isOpaque };
  const bad = results.find(({ decision }) => decision.verdict === 'deny' || decision.verdict === 'ask');
  if (bad !== undefined)
    return { decision: bad.broad === undefined ? bad.decision : mendedSearch(tool, input, bad, before), ...all };
  if (!isBusiness) return { decision: { verdict: 'allow' }, ...all };
  const extra = extraReason(request, first, before);
  if (extra !== undefined) return { decision: extra, ...all };
  const rewritten = results.find(({ decision }) => decision.verdict === 'rewrite');
  return { decision: rewritten?.decision ?? first.decision, ...all };
}

function stopped(reason: Reason, isBusiness: boolean): BeforeResult {
  return {
    decision: isBusiness ? { verdict: 'deny', reason } : { verdict: 'allow' },
    paths: [],
    isBusiness,
    isOpaque: false,
  };
}

/** What is wrong with a call beside its paths. */
function extraReason(request: ToolRequest, { paths }: Judged, before: Before): Decision | undefined {
  const [tampering] = request.tampers;
  if (tampering !== undefined) return { verdict: 'deny', reason: { id: 'tampers', what: tampering } };
  for (const text of request.texts) {
    const found = placeholder.exec(text)?.[0];
    if (found !== undefined) return { verdict: 'deny', reason: { id: 'placeholder', what: found } };
  }
  const stopped = stoppedText(request, before);
  if (stopped !== undefined) return stopped;
  if (request.reachesAll !== undefined && before.sight.hidesAnything(before.cwd))
    return { verdict: 'ask', reason: { id: 'unresolved', what: request.reachesAll } };
  const [unknown] = request.unknown;
  if (unknown !== undefined && before.sight.hidesAnything(before.cwd))
    return {
      verdict: 'ask',
      reason: { id: 'unresolved', what: unknown },
      ...(paths[0] === undefined ? {} : { path: paths[0] }),
    };
  return undefined;
}

/** What a call would have the client take in or run without asking again: texts that it follows, skills that it loads. */
function stoppedText(request: ToolRequest, before: Before): Decision | undefined {
  if (request.skill !== undefined) {
    const { name, args } = request.skill;
    for (const text of commandTexts(name, before.cwd, before.home)) {
      const stopped = judgeLoaded(text, args, before.cwd, before);
      if (stopped !== undefined) return stopped.decision;
    }
  }
  if (request.written.length === 0) return undefined;
  const targets = request.actions
    .filter(({ act }) => act === 'write')
    .flatMap(({ path }) => placesOf(path, before).map((place) => place.path));
  for (const target of new Set(targets)) {
    if (!isFollowed(target, request.written, before)) continue;
    for (const text of request.written) {
      const stopped = judgeLoaded(text, '', dirname(target), before);
      if (stopped !== undefined) return stopped.decision;
    }
  }
  return undefined;
}

/**
 * Judges what a text of instructions makes the client run and take in while it is loaded; undefined where that is
 * nothing that is stopped. There is no way to put another line in the place of one.
 */
export function judgeLoaded(text: string, args: string, folder: string, before: Before): Judged | undefined {
  for (const command of shellLinesIn(text, args)) {
    const result = judgeCommand('Bash', { command }, command, 'bash', before, true);
    const { verdict } = result.decision;
    if (verdict === 'rewrite')
      return { ...result, decision: { verdict: 'deny', reason: { id: 'broad-search', what: 'the vault' } } };
    if (verdict !== 'allow') return result;
  }
  const mentions = instructionMentions(text).flatMap((path) =>
    /^[/~]/.test(path) ? [path] : [`${folder}/${path}`, path],
  );
  const judge = { ...before, redacts: false };
  // What is not there yet may come later; a name without an ending is more likely somebody's package.
  const meant = mentions.filter((path) => /\.\w{1,8}$/.test(path) || exists(path, judge));
  const judged = judgeActions(
    meant.map((path): ShellAction => ({ act: 'read', path })),
    judge,
  );
  return judged.decision.verdict === 'deny' ? judged : undefined;
}

function judgeCommand(
  tool: string,
  input: Readonly<Record<string, unknown>>,
  text: string,
  shell: 'bash' | 'powershell',
  before: Before,
  isHere: boolean,
): BeforeResult {
  const parts = before.loadShell();
  const world = parts.shellWorld(before.sight.tree, before.env, before.home, before.isOver);
  const source = shell === 'bash' ? text : `cloister-powershell-text '${text.replaceAll("'", `'\\''`)}'`;
  const evaluated = parts.evaluateCommand(source, before.cwd, world);
  const judged = judgeActions(evaluated.actions, { ...before, redacts: false });
  const isBusiness = isHere || judged.isBusiness;
  const base = { paths: judged.paths, isBusiness, isOpaque: evaluated.isOpaque };
  const deny = (reason: Reason): BeforeResult => ({ decision: { verdict: 'deny', reason }, ...base, isBusiness: true });
  const [loosening] = evaluated.loosens;
  if (loosening !== undefined) return deny({ id: 'loosens', what: loosening });
  if (judged.decision.verdict === 'deny' && judged.broad === undefined) return { ...base, decision: judged.decision };
  const skipped = evaluated.skips.find(
    (each) => before.sight.around(each.top).length > 0 && isHookSkipped(each, before.own),
  );
  if (skipped !== undefined) return deny({ id: 'commit-hook', what: skipped.what });
  const [tampering] = evaluated.tampers;
  if (tampering !== undefined && isBusiness) return deny({ id: 'tampers', what: tampering });
  if (!isBusiness) return { decision: { verdict: 'allow' }, ...base };
  const hides = (): boolean => [before.cwd, ...judged.paths].some((path) => before.sight.hidesAnything(path));
  if (evaluated.problem !== undefined && hides()) return deny({ id: 'unparsed', what: evaluated.problem });
  if (judged.broad !== undefined) {
    const rewritten =
      evaluated.unknown.length > 0 ? undefined : withExclusions(text, evaluated.actions, judged, before, parts);
    if (rewritten !== undefined && tool === 'Bash' && typeof input['command'] === 'string')
      return { decision: { verdict: 'rewrite', input: { ...input, command: rewritten } }, ...base };
    return { ...base, decision: withHint(judged, before) };
  }
  const [unknown] = evaluated.unknown;
  if (unknown !== undefined && hides())
    return { decision: { verdict: 'ask', reason: { id: 'unresolved', what: unknown } }, ...base };
  return { decision: { verdict: 'allow' }, ...base };
}
