import { followedFiles, type ToolRequest, toolRequest } from '../../agents/claude-code/tools.ts';
import type { Decision, Reason } from '../../core/decision.ts';
import type { LeavesOut } from '../../core/request.ts';
import type { globFilter } from '../../shell/commands/search.ts';
import type { evaluateCommand, ShellAction } from '../../shell/evaluate.ts';
import type { exclusionText, LeftOut } from '../../shell/exclusions.ts';
import { type Judge, type Judged, judgeActions } from './judge.ts';
import type { shellWorld } from './shell-world.ts';

/** The parts that only some calls need: they are loaded when one does. */
export interface ShellParts {
  readonly evaluateCommand: typeof evaluateCommand;
  readonly exclusionText: typeof exclusionText;
  readonly globFilter: typeof globFilter;
  readonly shellWorld: typeof shellWorld;
}

export interface Before extends Judge {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isOver: () => boolean;
  readonly loadShell: () => ShellParts;
  /** Notes that their authors marked private beneath a folder, from it. */
  readonly privateBeneath: (folder: string) => readonly string[];
}

export interface BeforeResult extends Judged {
  readonly isOpaque: boolean;
}

/** Placeholders that stand for hidden text, as redaction writes them. */
export const placeholder = /⟦[a-z][\w.-]{0,40}:[0-9a-z]{3,12}⟧/;

/** Judges one tool call before it runs. */
export function judgeTool(tool: string, input: Readonly<Record<string, unknown>>, before: Before): BeforeResult {
  const filter = (globs: readonly string[], types: readonly string[]): LeavesOut =>
    globs.length === 0 && types.length === 0
      ? () => false
      : before.loadShell().globFilter(globs, types.length === 0 ? undefined : endingsOf(types));
  const request = toolRequest(tool, input, filter);
  const isHere = before.sight.isBusiness(before.cwd);
  if (typeof request === 'string') return stopped({ id: 'bad-message', what: request }, isHere);
  const judge: Judge = { ...before, redacts: request.redacts };
  let isOpaque = false;
  const paths = new Set<string>();
  const results: Judged[] = [];
  const first = judgeActions(
    [...request.actions, ...request.guesses.map((path): ShellAction => ({ act: 'read', path }))],
    judge,
  );
  results.push(first);
  for (const { text, shell } of request.commands) {
    const result = judgeCommand(tool, input, text, shell, before, isHere);
    isOpaque ||= result.isOpaque;
    results.push(result);
  }
  for (const result of results) for (const path of result.paths) paths.add(path);
  const isBusiness = isHere || results.some((each) => each.isBusiness);
  const all = { paths: [...paths], isBusiness, isOpaque };
  const bad = results.find(({ decision }) => decision.verdict === 'deny' || decision.verdict === 'ask');
  if (bad !== undefined) return { ...mended(tool, input, bad, before), ...all };
  if (!isBusiness) return { decision: { verdict: 'allow' }, ...all };
  const extra = extraReason(request, first, input, before);
  if (extra !== undefined) return { decision: extra, ...all };
  const rewritten = results.find(({ decision }) => decision.verdict === 'rewrite');
  return { decision: rewritten?.decision ?? first.decision, ...all };
}

function endingsOf(types: readonly string[]): readonly string[] {
  const known: Readonly<Record<string, readonly string[]>> = {
    md: ['md', 'markdown', 'mdx'],
    ts: ['ts', 'tsx', 'mts', 'cts'],
    js: ['js', 'jsx', 'mjs', 'cjs'],
    py: ['py', 'pyi'],
    json: ['json'],
    rust: ['rs'],
    go: ['go'],
    java: ['java'],
    yaml: ['yaml', 'yml'],
    css: ['css'],
    html: ['html', 'htm'],
  };
  return types.flatMap((type) => known[type] ?? [type]);
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
function extraReason(
  request: ToolRequest,
  { paths }: Judged,
  input: Readonly<Record<string, unknown>>,
  before: Before,
): Decision | undefined {
  const [tampering] = request.tampers;
  if (tampering !== undefined) return { verdict: 'deny', reason: { id: 'tampers', what: tampering } };
  for (const text of request.texts) {
    const found = placeholder.exec(text)?.[0];
    if (found !== undefined) return { verdict: 'deny', reason: { id: 'placeholder', what: found } };
  }
  const target = input['file_path'];
  if (typeof target === 'string' && followedFiles.test(target)) {
    const mentions = request.texts.flatMap((text) =>
      [...text.matchAll(/@([^\s`'")]+)/g)].map(([, path = '']): ShellAction => ({ act: 'read', path })),
    );
    const judged = judgeActions(mentions, { ...before, redacts: false });
    if (judged.decision.verdict === 'deny') return judged.decision;
    for (const text of request.texts) {
      for (const [, command = ''] of text.matchAll(/!`([^`]*)`/g)) {
        const result = judgeCommand('Bash', { command }, command, 'bash', before, true);
        if (result.decision.verdict !== 'allow')
          return result.decision.verdict === 'rewrite'
            ? { verdict: 'deny', reason: { id: 'broad-search', what: 'the vault' } }
            : result.decision;
      }
    }
  }
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
  const [tampering] = evaluated.tampers;
  if (tampering !== undefined && isBusiness) return deny({ id: 'tampers', what: tampering });
  if (!isBusiness) return { decision: { verdict: 'allow' }, ...base };
  const hides = before.sight.hidesAnything(before.cwd) || judged.paths.some((path) => before.sight.hidesAnything(path));
  if (evaluated.problem !== undefined && hides) return deny({ id: 'unparsed', what: evaluated.problem });
  if (judged.broad !== undefined) {
    const rewritten = evaluated.unknown.length > 0 ? undefined : rewrite(text, judged, before, parts);
    if (rewritten !== undefined && tool === 'Bash' && typeof input['command'] === 'string')
      return { decision: { verdict: 'rewrite', input: { ...input, command: rewritten } }, ...base };
    return { ...base, decision: withHint(judged, before) };
  }
  const [unknown] = evaluated.unknown;
  if (unknown !== undefined && hides)
    return { decision: { verdict: 'ask', reason: { id: 'unresolved', what: unknown } }, ...base };
  return { decision: { verdict: 'allow' }, ...base };
}

/** Puts exclusions into a command whose broad searches are its only fault; it must be judged `allow` afterwards. */
function rewrite(text: string, { broad = [] }: Judged, before: Before, parts: ShellParts): string | undefined {
  const edits = new Map<number, string>();
  for (const { action, root } of broad) {
    if (action.exclusion === undefined) return undefined;
    // Where all that it asks for is hidden, an empty answer would mislead.
    if (
      action.history !== true &&
      action.leavesOut !== undefined &&
      !before.sight.visibleBeneath(root, action.leavesOut)
    )
      return undefined;
    const { form, at, base } = action.exclusion;
    const isGit = form.startsWith('git');
    const leftOut = leftOutFrom(
      isGit ? base : form === 'find' || form === 'rg' ? (form === 'find' ? root : base) : root,
      action,
      before,
    );
    const exclusion =
      leftOut === undefined
        ? undefined
        : parts.exclusionText(form, leftOut, form === 'find' ? action.path.replace(`${base}/`, '') : base);
    if (exclusion === undefined || exclusion === '') return undefined;
    edits.set(at, exclusion);
  }
  let edited = text;
  for (const [at, exclusion] of [...edits].sort(([left], [right]) => right - left))
    edited = edited.slice(0, at) + exclusion + edited.slice(at);
  const world = parts.shellWorld(before.sight.tree, before.env, before.home, before.isOver);
  const again = parts.evaluateCommand(edited, before.cwd, world);
  if (again.problem !== undefined || again.unknown.length > 0 || again.tampers.length > 0 || again.loosens.length > 0)
    return undefined;
  return judgeActions(again.actions, { ...before, redacts: false }).decision.verdict === 'allow' ? edited : undefined;
}

/** What policies hide beneath a folder, as folders and patterns. */
function leftOutFrom(folder: string, action: ShellAction, before: Before): LeftOut | undefined {
  const paths = before.sight.witnesses(folder, 'read', true).filter(({ path }) => path !== 'x');
  const patterns = before.sight.patterns(folder);
  if (patterns === undefined) return undefined;
  const marked =
    action.history === true ? [] : before.privateBeneath(folder).map((path) => ({ path, isFolder: false }));
  return { paths: [...paths, ...marked], patterns };
}

function withHint({ decision, broad = [] }: Judged, before: Before): Decision {
  if (decision.verdict !== 'deny') return decision;
  const root = broad[0]?.root ?? before.cwd;
  const names = before.sight
    .witnesses(root, 'read', true)
    .map(({ path }) => path)
    .slice(0, 8);
  const patterns = (before.sight.patterns(root) ?? []).slice(0, 8);
  const instead = `Leave these out: ${[...names, ...patterns].join(', ')}; or name the folders that you need.`;
  return names.length + patterns.length === 0 ? decision : { ...decision, reason: { ...decision.reason, instead } };
}

/** A Grep call that reaches hidden notes gets the exclusion in its own `glob`. */
function mended(
  tool: string,
  input: Readonly<Record<string, unknown>>,
  bad: Judged,
  before: Before,
): { readonly decision: Decision } {
  if (bad.broad === undefined || bad.decision.verdict !== 'deny') return { decision: bad.decision };
  if (tool === 'Grep' && typeof input['glob'] !== 'string' && typeof input['type'] !== 'string') {
    const [only] = bad.broad;
    const leftOut = only === undefined ? undefined : leftOutFrom(only.root, only.action, before);
    if (
      leftOut?.paths.every(({ path }) => !/[\s,{}*?[\]]/.test(path)) &&
      leftOut.patterns.every((pattern) => !/[\s,{}!#\\]/.test(pattern))
    ) {
      const glob = [
        ...leftOut.paths.map(({ path }) => `!/${path}`),
        ...leftOut.patterns.map((pattern) => `!${pattern.replace(/\/$/, '')}`),
      ].join(' ');
      const edited = { ...input, glob };
      const again = toolRequest(tool, edited, (globs) => before.loadShell().globFilter(globs));
      // The tool's globs are meant from the folder that is searched only where that is where the agent works.
      if (
        typeof again !== 'string' &&
        only?.root === before.cwd &&
        judgeActions(again.actions, { ...before, redacts: true }).decision.verdict !== 'deny'
      )
        return { decision: { verdict: 'rewrite', input: edited } };
    }
  }
  return { decision: withHint(bad, before) };
}
