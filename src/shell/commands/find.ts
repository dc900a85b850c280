import type { LeavesOut } from '../../core/request.ts';
import { copyState, unknownOutput } from '../state.ts';
import { contentOf, type Handler } from './call.ts';
import { findFilter, leastDepth } from './find-expression.ts';
import { exclusion } from './search-call.ts';

export const find: Handler = (call) => {
  const { args, shell, state, words } = call;
  const split = args.findIndex(
    (arg, index) =>
      !/^-(?:[HLPO]\d?|-)$/.test(arg) &&
      !(args[index - 1] === '-D') &&
      arg !== '-D' &&
      (/^[-(!,)]/.test(arg) || arg === '\\('),
  );
  const start = split < 0 ? args.length : split;
  const options = args.slice(0, start).filter((arg) => arg.startsWith('-'));
  const roots = args.slice(0, start).filter((arg) => !arg.startsWith('-'));
  const expression = args.slice(start);
  const isReading = expression.some((arg) => /^-(?:exec|execdir|ok|okdir|fprint|fprintf|fls)$/.test(arg));
  const isWriting = expression.includes('-delete');
  const depth = Number(expression[expression.indexOf('-maxdepth') + 1] ?? Number.NaN);
  const isShallow = expression.includes('-maxdepth') && depth <= 1;
  const lastOption = lastGlobalOption(expression);
  // Behind the starting points and global options, before anything that acts on what is found.
  const first = words[0]?.pos;
  const at =
    words[start + lastOption - 1]?.end ?? (args.length === 0 ? call.end : first === undefined ? first : first - 1);
  // -depth and -delete look into a folder before it could be left out.
  const canPrune =
    !expression.some((arg) => /^-(?:d|depth|delete)$/.test(arg)) &&
    leastDepth(expression) <= 1 &&
    options.every((arg) => /^-[HLP-]$/.test(arg));
  // A search that asks for hidden notes by their names is stopped: leaving them out would answer another question.
  const listedRoots = valuesOfRoots(args);
  const insertion =
    canPrune && !asksByName(expression) && at !== undefined && listedRoots === undefined
      ? exclusion(call, 'find', at)
      : {};
  if (listedRoots !== undefined) {
    const content = contentOf(call, listedRoots);
    if (content?.kind === 'known') roots.push(...content.text.split('\0').filter((each) => each !== ''));
    else {
      shell.touch('read', listedRoots, state);
      shell.unknown(`the paths listed in ${listedRoots}`);
    }
  }
  const before = shell.mark();
  const givesFiles = expression.some(
    (arg, index) =>
      !/^(?:!|-not)$/.test(expression[index - 2] ?? '') &&
      ((expression[index - 1] === '-type' && arg === 'f') ||
        (/^-i?name$/.test(expression[index - 1] ?? '') && /\.\w+$/.test(arg))),
  );
  for (const root of roots.length === 0 ? ['.'] : roots) {
    const { leavesOut, isPassed } = findFilter(expression, root);
    if (isWriting) shell.touch('write', root, state, { deep: true, leavesOut, isPassed, isFound: true });
    if (isShallow && depth === 0) shell.touch('list', root, state, { isGuess: true, isProbe: true, isItself: true });
    else if (isShallow && !isReading) {
      const omits: LeavesOut = (name, isFolder) => leavesOut(name, isFolder) || (isFolder && isPassed(name));
      shell.touch('list', root, state, { leavesOut, isPassed, givesNames: 'all', omits });
    } else
      shell.touch(isReading ? 'read' : 'list', root, state, {
        deep: true,
        leavesOut,
        isPassed,
        givesNames: 'all',
        hint: 'find',
        named: root,
        givesFiles,
        keepsLinks: !options.includes('-L') && !expression.includes('-follow'),
        ...insertion,
      });
  }
  const hole = shell.listingSince(before, call);
  for (const [index, arg] of expression.entries()) {
    const value = expression[index + 1] ?? '';
    if (/^-(?:newer\w*|samefile|anewer|cnewer|files0-from)$/.test(arg))
      shell.touch('list', value, state, { isGuess: true });
    if (/^-(?:fprint0?|fprintf|fls)$/.test(arg)) shell.touch('write', value, state);
    if (/^-(?:exec|execdir|ok|okdir)$/.test(arg)) {
      const end = expression.findIndex(
        (each, other) => other > index && (each === ';' || (each === '+' && expression[other - 1] === '{}')),
      );
      const command = expression.slice(index + 1, end < 0 ? undefined : end);
      const [name = '', ...rest] = command.map((each) => each.replaceAll('{}', hole));
      const inside = copyState(state);
      // Where the command runs depends on what is found.
      if (/dir$/.test(arg)) inside.cwds = ['\uE000'];
      shell.invoke(name, rest, { state: inside, input: { kind: 'nothing' } });
    }
  }
  return expression.includes('-printf') ? unknownOutput : { kind: 'listed', hole };
};

/** The file that `-files0-from` takes the starting points from. */
function valuesOfRoots(args: readonly string[]): string | undefined {
  const at = args.indexOf('-files0-from');
  return at < 0 ? undefined : (args[at + 1] ?? '');
}

/** True where a test for names says more than an ending. */
function asksByName(expression: readonly string[]): boolean {
  return expression.some((arg, index) => {
    if (
      !/^-i?(?:name|path|wholename)$/.test(expression[index - 1] ?? '') ||
      /^(?:!|-not)$/.test(expression[index - 2] ?? '')
    )
      return false;
    if (expression[index + 1] === '-prune') return false;
    return arg.replace(/\.\w+$/, '').replace(/[^\p{L}\p{N}]/gu, '').length >= 3;
  });
}

/** How many leading arguments of an expression are global options, behind which a test may stand. */
function lastGlobalOption(expression: readonly string[]): number {
  let count = 0;
  while (
    /^-(?:maxdepth|mindepth|regextype|mount|xdev|noleaf|daystart|warn|nowarn|follow)$/.test(expression[count] ?? '')
  )
    count += /^-(?:maxdepth|mindepth|regextype)$/.test(expression[count] ?? '') ? 2 : 1;
  return count;
}
