import { toolRequest } from '../../agents/claude-code/tools.ts';
import type { Decision } from '../../core/decision.ts';
import type { ShellAction } from '../../shell/evaluate.ts';
import type { LeftOut } from '../../shell/exclusions.ts';
import type { Before, ShellParts } from './before-tool.ts';
import { type Judged, judgeActions } from './judge.ts';

/** Puts exclusions into a command whose broad searches are its only fault; it must be judged `allow` afterwards. */
export function withExclusions(
  text: string,
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

export function withHint({ decision, broad = [] }: Judged, before: Before): Decision {
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

/** A search by the Grep tool that reaches hidden notes gets the exclusions in its own `glob`, behind those it has. */
export function mendedSearch(
  tool: string,
  input: Readonly<Record<string, unknown>>,
  { decision, broad }: Judged,
  before: Before,
): Decision {
  if (broad === undefined || decision.verdict !== 'deny') return decision;
  const [only] = broad;
  const glob = input['glob'] ?? '';
  if (tool === 'Grep' && only !== undefined && broad.length === 1 && typeof glob === 'string' && !hasOpenList(glob)) {
    const leavesOut = only.action.leavesOut ?? (() => false);
    const leftOut = leftOutFrom(only.root, only.action, before);
    if (leftOut !== undefined && isPlain(leftOut) && before.sight.visibleBeneath(only.root, leavesOut)) {
      const added = [
        ...leftOut.paths.map(({ path }) => `!/${path}`),
        ...leftOut.patterns.map((pattern) => `!${pattern.replace(/\/$/, '')}`),
      ];
      const edited = { ...input, glob: [glob, ...added].filter((each) => each !== '').join(' ') };
      const again = toolRequest(tool, edited);
      if (
        typeof again !== 'string' &&
        judgeActions(again.actions, { ...before, redacts: true }).decision.verdict !== 'deny'
      )
        return { verdict: 'rewrite', input: edited };
    }
  }
  return withHint({ decision, paths: [], isBusiness: true, broad }, before);
}

/** Clients differ in how they take a glob apart that has both a comma and braces. */
function hasOpenList(glob: string): boolean {
  return glob.includes('{') && /[,\s]/.test(glob.replace(/\{[^{}]*\}/g, ''));
}

/** The tool's option takes globs apart at blanks and commas. */
function isPlain({ paths, patterns }: LeftOut): boolean {
  return paths.every(({ path }) => !/[\s,{}*?[\]\\]/.test(path)) && patterns.every((each) => !/[\s,{}!#\\]/.test(each));
}
