import { toolRequest } from '../../agents/claude-code/tools.ts';
import type { Access } from '../../core/access.ts';
import type { Decision } from '../../core/decision.ts';
import type { ShellAction } from '../../shell/evaluated.ts';
import type { ExclusionForm, LeftOut } from '../../shell/exclusions.ts';
import type { Before, ShellParts } from './before-tool.ts';
import { type Judged, judgeActions } from './judge.ts';
import { narrowedGlob } from './narrowed-glob.ts';
import { patternsBeneath, witnesses } from './witnesses.ts';

/** Puts exclusions into a command whose broad searches are its only fault; it must be judged `allow` afterwards. */
export function withExclusions(
  text: string,
  actions: readonly ShellAction[],
  { broad = [] }: Judged,
  before: Before,
  parts: ShellParts,
): string | undefined {
  const edits = new Map<number, string>();
  for (const { action, root } of broad) {
    if (action.exclusion === undefined) return undefined;
    // Where all that it asks for is hidden, an empty answer would mislead.
    if (action.leavesOut !== undefined && !before.sight.visibleBeneath(root, action.leavesOut)) return undefined;
    const { form, at, base } = action.exclusion;
    const leftOut = leftOutFrom(meantFrom(form, base, root), action, before);
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
  for (const { action, root } of broad) {
    const now = again.actions[actions.indexOf(action)];
    // A search that silently passes over what may be seen gives a wrong answer.
    if (
      action.history !== true &&
      (now?.leavesOut === undefined ||
        now.path !== action.path ||
        before.sight.leavesOutOpen(root, levelOf(action), action.leavesOut, now.leavesOut))
    )
      return undefined;
  }
  return judgeActions(again.actions, { ...before, redacts: false }).decision.verdict === 'allow' ? edited : undefined;
}

/** The folder that the patterns of an exclusion are meant from. */
function meantFrom(form: ExclusionForm | undefined, base: string, root: string): string {
  return form?.startsWith('rg') === true || form?.startsWith('git') === true ? base : root;
}

/** Names may be seen of what can be read in part. */
function levelOf({ act }: ShellAction): Access {
  return act === 'list' ? 'redacted' : 'read';
}

/** What policies hide beneath a folder, as folders and patterns. */
function leftOutFrom(
  folder: string,
  action: ShellAction,
  before: Before,
  level = levelOf(action),
): LeftOut | undefined {
  const paths = witnesses(before.sight, folder, level, true).filter(({ path }) => path !== 'x');
  const patterns = patternsBeneath(before.sight, folder, level);
  if (patterns === undefined) return undefined;
  const marked = before.privateBeneath(folder)?.map((path) => ({ path, isFolder: false }));
  // What is done to every file that is found is not for git's own, which name every note.
  const own = action.hint === 'find' && action.act === 'read' ? [{ path: '.git', isFolder: true }] : [];
  return marked === undefined ? undefined : { paths: [...paths, ...own, ...marked], patterns };
}

/** Says how a search would pass: the words to add to it, or what to leave out. */
export function withHint({ decision, broad = [] }: Judged, before: Before): Decision {
  const [first] = broad;
  if (decision.verdict !== 'deny' || first === undefined) return decision;
  const { action, root } = first;
  const form = action.exclusion?.form ?? action.hint;
  const base = action.exclusion?.base ?? root;
  const leftOut = leftOutFrom(meantFrom(form, base, root), action, before);
  const words =
    form === undefined || leftOut === undefined
      ? undefined
      : before.loadShell().exclusionText(form, leftOut, action.named ?? base);
  const names = (leftOut?.paths ?? []).map(({ path, isFolder }) => (isFolder ? `${path}/` : path));
  const all = [...new Set([...names, ...(leftOut?.patterns ?? [])])].slice(0, 12);
  if (all.length === 0) return decision;
  const place =
    form === 'find' ? 'behind its starting point' : form === 'tar' ? 'before what it packs' : 'to the command';
  const instead =
    words === undefined || words === '' || words.length > 1500
      ? `Leave these out: ${all.join(', ')}; or name the folders that you need.`
      : `Add this ${place}:${words}`;
  return { ...decision, reason: { ...decision.reason, instead } };
}

/** A search by the Grep tool that reaches hidden notes gets the exclusions in its own `glob`, behind those it has. */
export function mendedSearch(
  tool: string,
  input: Readonly<Record<string, unknown>>,
  { decision, broad }: Judged,
  before: Before,
): Decision {
  if (broad === undefined || decision.verdict !== 'deny') return decision;
  const [only] = broad;
  if (tool === 'Glob' && only !== undefined) {
    const edited = narrowedGlob(input, only.root, before.sight);
    if (edited !== undefined && passes(tool, edited, only.root, before)) return { verdict: 'rewrite', input: edited };
  }
  const glob = input['glob'] ?? '';
  if (tool === 'Grep' && only !== undefined && broad.length === 1 && typeof glob === 'string' && !hasOpenList(glob)) {
    const leavesOut = only.action.leavesOut ?? (() => false);
    const leftOut = leftOutFrom(only.root, only.action, before, 'redacted');
    if (leftOut !== undefined && isPlain(leftOut) && before.sight.visibleBeneath(only.root, leavesOut)) {
      const added = [
        ...leftOut.paths.map(({ path }) => `!/${path}`),
        ...leftOut.patterns.map((pattern) => `!${pattern}`),
      ];
      const edited = { ...input, glob: [glob, ...added].filter((each) => each !== '').join(' ') };
      if (passes(tool, edited, only.root, before)) return { verdict: 'rewrite', input: edited };
    }
  }
  return withHint({ decision, paths: [], isBusiness: true, broad }, before);
}

/** True where an edited search is allowed and still finds something: an empty answer would mislead. */
function passes(tool: string, input: Readonly<Record<string, unknown>>, root: string, before: Before): boolean {
  const request = toolRequest(tool, input);
  if (typeof request === 'string') return false;
  const [action] = request.actions;
  return (
    (tool !== 'Glob' || before.sight.visibleBeneath(root, action?.leavesOut ?? (() => false))) &&
    judgeActions(request.actions, { ...before, redacts: true }).decision.verdict !== 'deny'
  );
}

/** Clients differ in how they take a glob apart that has both a comma and braces. */
function hasOpenList(glob: string): boolean {
  return glob.includes('{') && /[,\s]/.test(glob.replace(/\{[^{}]*\}/g, ''));
}

/** The tool's option takes globs apart at blanks and commas. */
function isPlain({ paths, patterns }: LeftOut): boolean {
  return paths.every(({ path }) => !/[\s,{}*?[\]\\]/.test(path)) && patterns.every((each) => !/[\s,{}!#\\]/.test(each));
}
