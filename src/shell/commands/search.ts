import { compileGitignore } from '../../core/gitignore.ts';
import type { LeavesOut } from '../../core/request.ts';
import { searchGlobs } from '../../core/search-globs.ts';
import type { Call, Exclusion } from '../evaluated.ts';
import { isUnknown } from '../holes.ts';
import { matchesPattern } from '../patterns.ts';
import { copyState, type Output, unknownOutput } from '../state.ts';
import {
  contentOf,
  type Handler,
  hasOption,
  type Operand,
  passedThrough,
  readMentioned,
  type Split,
  splitArguments,
  valuesOfOption,
} from './call.ts';
import { tarFilter } from './exclude-patterns.ts';
import { findFilter, leastDepth } from './find-expression.ts';

const listing: Output = { kind: 'listed' };

/** The place and form of an exclusion that can be put into a command of the outermost text. */
function exclusion({ end, state }: Call, form: Exclusion['form'], at = end): { exclusion?: Exclusion } {
  const [base] = state.cwds;
  return at === undefined || base === undefined || state.cwds.length > 1 || isUnknown(base)
    ? {}
    : { exclusion: { form, at, base } };
}

function reads(call: Call, paths: readonly string[], isDeep: boolean, act: 'read' | 'list', extra: object): void {
  for (const path of paths) call.shell.touch(act, path, call.state, { ...(isDeep ? { deep: true } : {}), ...extra });
}

const basename = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** True where options behind the first operand are operands, so that exclusions there mean nothing. */
function readsPosixly({ shell, state }: Call): boolean {
  return shell.valuesOf('POSIXLY_CORRECT', state) !== undefined;
}

/** GNU and BSD grep. */
const grep: Handler = (call) => {
  const { name } = call;
  const split = splitArguments(call, 'efmABCdD', [
    '--regexp',
    '--file',
    '--max-count',
    '--after-context',
    '--before-context',
    '--context',
    '--include',
    '--exclude',
    '--exclude-dir',
    '--exclude-from',
    '--include-dir',
    '--binary-files',
    '--devices',
    '--directories',
    '--label',
    '--colour',
    '--color',
  ]);
  for (const file of valuesOfOption(split, '-f', '--file', '--exclude-from'))
    call.shell.touch('read', file, call.state);
  const hasPattern = hasOption(split, '-e', '-f', '--regexp', '--file');
  const files = (hasPattern ? split.operands : split.operands.slice(1)).map(({ text }) => text);
  const isDeep =
    name === 'rgrep' ||
    hasOption(split, '-r', '-R', '--recursive', '--dereference-recursive') ||
    valuesOfOption(split, '-d', '--directories').some((value) => value.startsWith('rec'));
  if (files.length === 0 && !isDeep) return picked(split, passedThrough({ ...call, args: [] }), call);
  // Observed with GNU grep 3.8: the last that matches decides, and where none does, the first says what the rest is.
  const rules = split.options.filter(({ name }) => /^--(?:include|exclude|exclude-from)$/.test(name));
  const isPosixly = readsPosixly(call);
  const excludeDir = valuesOfOption(split, '--exclude-dir').map((each) => each.replace(/\/+$/, ''));
  const leavesOut: LeavesOut = (path, isFolder) => {
    const own = basename(path);
    const folders = path.split('/').slice(0, isFolder ? undefined : -1);
    if (isPosixly) return false;
    if (folders.some((folder) => excludeDir.some((pattern) => matchesPattern(folder, pattern)))) return true;
    if (isFolder) return false;
    const last = rules.findLast(({ name, value }) => name !== '--exclude-from' && matchesPattern(own, value ?? ''));
    return last === undefined ? rules[0]?.name === '--include' : last.name === '--exclude';
  };
  reads(
    call,
    files.length === 0 ? ['.'] : files,
    isDeep,
    'read',
    isDeep
      ? {
          leavesOut,
          filesOnly: true,
          keepsLinks: !hasOption(split, '-R', '--dereference-recursive'),
          ...(isPosixly ? {} : exclusion(call, 'grep')),
          ...(hasOption(split, '-l', '-L', '--files-with-matches', '--files-without-match')
            ? { givesNames: 'all', isPassed: () => true }
            : {}),
        }
      : {},
  );
  return hasOption(split, '-l', '-L', '--files-with-matches', '--files-without-match')
    ? listing
    : hasOption(split, '-c', '--count')
      ? { kind: 'plain' }
      : unknownOutput;
};

/** The names of a listing that a plain pattern lets through; all of them where it can not be told. */
function picked({ options, operands }: Split, output: Output, { shell, args, state, name }: Call): Output {
  const [{ text } = { text: '' }, ...others] = operands;
  const isPlain =
    others.length === 0 &&
    /^[\w-]*\w(?:\\\.\w+)?\$?$/.test(text) &&
    options.every((each) => /^(?:-[iEw]|--ignore-case)$/.test(each.name));
  if (!isPlain || output.kind !== 'listed' || output.hole === undefined) return output;
  const literal = text.replace(/\\|\$$/g, '');
  const has = (each: string): boolean =>
    each.toLowerCase().includes(literal.toLowerCase()) || each.toUpperCase().includes(literal.toUpperCase());
  return { kind: 'listed', hole: shell.narrowedListing(output.hole, has, { name, args, state }) };
}

/** ripgrep: hidden files and what .gitignore names are left out unless asked for, but that is no promise to rely on. */
const ripgrep: Handler = (call) => {
  const split = splitArguments(call, 'efgtTmABCjEMrd', [
    '--regexp',
    '--file',
    '--glob',
    '--iglob',
    '--type',
    '--type-not',
    '--max-count',
    '--after-context',
    '--before-context',
    '--context',
    '--threads',
    '--encoding',
    '--max-columns',
    '--replace',
    '--max-depth',
    '--max-filesize',
    '--pre',
    '--pre-glob',
    '--ignore-file',
    '--sort',
    '--sortr',
    '--color',
    '--colors',
    '--path-separator',
    '--engine',
    '--type-add',
    '--context-separator',
  ]);
  for (const file of valuesOfOption(split, '-f', '--file', '--ignore-file')) call.shell.touch('read', file, call.state);
  for (const program of valuesOfOption(split, '--pre')) call.shell.text(program, copyState(call.state), unknownOutput);
  const isListing = hasOption(split, '--files');
  if (hasOption(split, '--type-list', '--version', '-V', '--help', '-h')) return { kind: 'plain' };
  const hasPattern = isListing || hasOption(split, '-e', '-f', '--regexp', '--file');
  const files = (hasPattern ? split.operands : split.operands.slice(1)).map(({ text }) => text);
  // Without a path it reads a pipe where there is one.
  if (files.length === 0 && call.input.kind !== 'unknown' && call.input.kind !== 'nothing')
    return passedThrough({ ...call, args: [] });
  const globs = valuesOfOption(split, '-g', '--glob');
  const foldedGlobs = valuesOfOption(split, '--iglob');
  // What a type stands for can be told anew.
  const types = hasOption(split, '--type-add', '--type-clear') ? [] : valuesOfOption(split, '-t', '--type');
  // A file of settings may hold globs that count behind these.
  const hasSettings = call.state.variables.has('RIPGREP_CONFIG_PATH');
  const givesNames = isListing || hasOption(split, '-l', '--files-with-matches', '--files-without-match');
  for (const file of files.length === 0 ? ['.'] : files) {
    // Globs are meant from where it runs, not from the folder that it searches.
    const start = fromHere(file, call);
    // Observed with 13.0: globs with a slash miss what lies beneath `.//` or `docs/.`.
    const isOdd = hasSettings || /\/\/|\/\.(?:\/|$)/.test(file);
    const isVoid = hasSettings || (isOdd && [...globs, ...foldedGlobs].some((glob) => glob.includes('/')));
    reads(call, [file], true, isListing ? 'list' : 'read', {
      leavesOut: isVoid
        ? () => false
        : searchGlobs(globs, types, { foldedGlobs, start, isFolded: hasOption(split, '--glob-case-insensitive') }),
      filesOnly: true,
      keepsLinks: !hasOption(split, '-L', '--follow'),
      ...(isOdd ? {} : exclusion(call, foldedGlobs.length === 0 ? 'rg' : 'rg-folded')),
      ...(givesNames
        ? {
            givesNames: hasOption(split, '--hidden', '-.', '-u', '-uu', '-uuu', '--unrestricted') ? 'all' : 'plain',
            isPassed: () => true,
          }
        : {}),
    });
  }
  return givesNames ? listing : unknownOutput;
};

/** How the paths beneath an operand begin, from the folder where a program runs. */
function fromHere(operand: string, { state }: Call): string {
  const [cwd = '/'] = state.cwds;
  const own = operand.startsWith(`${cwd}/`) ? operand.slice(cwd.length + 1) : operand === cwd ? '' : operand;
  const parts = own.split('/').filter((part, index) => part !== '.' && (part !== '' || index === 0));
  return own === '' || parts.length === 0 ? '' : `${parts.join('/').replace(/\/$/, '')}/`;
}

const silverSearcher: Handler = (call) => {
  const split = splitArguments(call, 'ABCGgmpW', [
    '--ignore',
    '--ignore-dir',
    '--path-to-ignore',
    '--depth',
    '--type',
    '--ignore-file',
    '--file-search-regex',
  ]);
  const isListing = hasOption(split, '-g', '-f', '-l', '--files');
  const files = (hasOption(split, '-g', '-f') ? split.operands : split.operands.slice(1)).map(({ text }) => text);
  const ignored = compileGitignore(
    valuesOfOption(split, '--ignore', '--ignore-dir').map((each) => each.replace(/^is:/, '')),
  );
  const leavesOut: LeavesOut = (path, isFolder) => ignored(path, isFolder);
  reads(call, files.length === 0 ? ['.'] : files, true, 'read', {
    leavesOut,
    hint: 'ag',
    keepsLinks: !hasOption(split, '-f', '--follow'),
  });
  return isListing ? listing : unknownOutput;
};

const fd: Handler = (call) => {
  const at = call.args.findIndex((arg) => /^(?:-x|-X|--exec|--exec-batch)$/.test(arg));
  const own = { args: call.args.slice(0, at < 0 ? undefined : at), words: call.words };
  const split = splitArguments(own, 'eEtdjScoxX', [
    '--extension',
    '--exclude',
    '--type',
    '--max-depth',
    '--min-depth',
    '--exact-depth',
    '--threads',
    '--size',
    '--changed-within',
    '--changed-before',
    '--owner',
    '--base-directory',
    '--search-path',
    '--exec',
    '--exec-batch',
    '--color',
  ]);
  const roots = [
    ...valuesOfOption(split, '--base-directory', '--search-path'),
    ...split.operands.slice(1).map(({ text }) => text),
  ];
  const ignored = compileGitignore(valuesOfOption(split, '-E', '--exclude'));
  const endings = valuesOfOption(split, '-e', '--extension');
  const leavesOut: LeavesOut = (path, isFolder) =>
    ignored(path, isFolder) || (!isFolder && endings.length > 0 && !endings.some((each) => path.endsWith(`.${each}`)));
  const givesFiles = endings.length > 0 || valuesOfOption(split, '-t', '--type').some((each) => /^f/.test(each));
  const before = call.shell.mark();
  reads(call, roots.length === 0 ? ['.'] : roots, true, at >= 0 ? 'read' : 'list', {
    leavesOut,
    givesNames: hasOption(split, '-H', '-u', '--hidden', '--unrestricted') ? 'all' : 'plain',
    hint: 'fd',
    givesFiles,
    keepsLinks: !hasOption(split, '-L', '--follow'),
  });
  const hole = call.shell.listingSince(before, call);
  if (at >= 0) {
    const given = call.args.slice(at + 2);
    const command = given.some((arg) => arg.includes('{')) ? given : [...given, '{}'];
    call.shell.invoke(
      call.args[at + 1] ?? '',
      command.map((arg) => arg.replaceAll(/\{[./]*\}/g, hole)),
      { state: copyState(call.state), input: unknownOutput },
    );
  }
  return { kind: 'listed', hole };
};

const find: Handler = (call) => {
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

const list: Handler = (call) => {
  const split = splitArguments(call, 'IwTD', [
    '--ignore',
    '--hide',
    '--width',
    '--tabsize',
    '--sort',
    '--time',
    '--format',
    '--block-size',
    '--color',
    '--time-style',
    '--indicator-style',
    '--quoting-style',
    '--level',
    '--ignore-glob',
  ]);
  const isDeep = hasOption(split, '-R', '--recursive', '--tree', '-T');
  const isSelf = hasOption(split, '-d', '--directory');
  const ignored = valuesOfOption(split, '-I', '--ignore', '--hide', '--ignore-glob');
  const isPosixly = readsPosixly(call);
  const leavesOut: LeavesOut = (path) =>
    !isPosixly &&
    path
      .split('/')
      .some((part) => ignored.some((pattern) => pattern.split('|').some((each) => matchesPattern(part, each))));
  const files = split.operands.map(({ text }) => text);
  const showsDots = hasOption(split, '-a', '-A', '-f', '--all', '--almost-all');
  const omits: LeavesOut = (name) => !showsDots && name.startsWith('.');
  for (const file of files.length === 0 ? ['.'] : files)
    call.shell.touch(
      'list',
      file,
      call.state,
      isDeep
        ? {
            deep: true,
            leavesOut,
            keepsLinks: !hasOption(split, '-L', '--dereference'),
            ...(isPosixly ? {} : exclusion(call, 'ls')),
          }
        : isSelf
          ? { isSelf: true }
          : {
              omits,
              isBare: true,
              ...(hasOption(split, '-a', '-A', '--all', '--almost-all') ? { givesNames: 'all' } : {}),
            },
    );
  return hasOption(split, '-l') ? unknownOutput : listing;
};

const tree: Handler = (call) => {
  const split = splitArguments(call, 'LPIoHT', ['--filelimit', '--timefmt', '--sort', '--filesfirst', '--charset']);
  const ignored = valuesOfOption(split, '-I').flatMap((each) => each.split('|'));
  // Without -a it leaves out what begins with a dot; it reads no settings that could say otherwise.
  const showsDots = call.name !== 'tree' || hasOption(split, '-a');
  const leavesOut: LeavesOut = (path) =>
    path
      .split('/')
      .some((part) => (!showsDots && part.startsWith('.')) || ignored.some((pattern) => matchesPattern(part, pattern)));
  const isShallow = valuesOfOption(split, '-L').includes('1');
  const roots: readonly Operand[] = split.operands.length === 0 ? [{ text: '.', word: undefined }] : split.operands;
  for (const { text } of roots)
    call.shell.touch(
      'list',
      text,
      call.state,
      isShallow
        ? {}
        : {
            deep: true,
            leavesOut,
            keepsLinks: !hasOption(split, '-l'),
            ...(call.name === 'tree' ? { hint: 'tree' } : {}),
          },
    );
  for (const file of valuesOfOption(split, '-o')) call.shell.touch('write', file, call.state);
  return unknownOutput;
};

const diskUsage: Handler = (call) => {
  const split = splitArguments(call, 'dBtX', [
    '--exclude',
    '--max-depth',
    '--block-size',
    '--threshold',
    '--time',
    '--files0-from',
    '--exclude-from',
  ]);
  for (const file of valuesOfOption(split, '--files0-from')) {
    const content = contentOf(call, file);
    if (content?.kind === 'known')
      for (const path of content.text.split('\0')) call.shell.touch('list', path, call.state, { deep: true });
    else call.shell.unknown(`the paths listed in ${file}`);
  }
  const depth = valuesOfOption(split, '-d', '--max-depth')[0];
  const isSum =
    hasOption(split, '-s', '--summarize') ||
    (depth !== undefined && Number(depth) <= 1 && !hasOption(split, '-a', '--all'));
  const ignored = readsPosixly(call) ? [] : valuesOfOption(split, '--exclude');
  const files = split.operands.map(({ text }) => text);
  for (const file of files.length === 0 ? ['.'] : files)
    call.shell.touch(
      'list',
      file,
      call.state,
      isSum
        ? // The size of what is named, by the name that the command holds.
          { isSelf: depth === undefined }
        : {
            deep: true,
            leavesOut: tarFilter(ignored, file, true),
            hint: 'du',
            named: file,
            keepsLinks: !hasOption(split, '-L', '--dereference'),
          },
    );
  return unknownOutput;
};

const locate: Handler = (call) => {
  call.shell.touch('list', '/', call.state, { deep: true });
  return listing;
};

/** `cat`-like views of a path's facts: names, sizes, times. */
const facts: Handler = (call) => {
  for (const arg of call.args) {
    if (arg.startsWith('-')) readMentioned(call, [arg]);
    else call.shell.touch('list', arg, call.state, { isItself: true });
  }
  return listing;
};

export const searches: Readonly<Record<string, Handler>> = {
  grep,
  egrep: grep,
  fgrep: grep,
  rgrep: grep,
  zgrep: grep,
  ggrep: grep,
  pcregrep: grep,
  ugrep: grep,
  rg: ripgrep,
  ripgrep,
  ag: silverSearcher,
  ack: silverSearcher,
  'ack-grep': silverSearcher,
  pt: silverSearcher,
  fd,
  fdfind: fd,
  find,
  gfind: find,
  ls: list,
  dir: list,
  vdir: list,
  exa: list,
  eza: list,
  lsd: list,
  gls: list,
  tree,
  du: diskUsage,
  gdu: diskUsage,
  ncdu: tree,
  dust: tree,
  locate,
  mlocate: locate,
  plocate: locate,
  mdfind: locate,
  stat: facts,
  file: facts,
  readlink: facts,
  realpath: facts,
  namei: facts,
  lsattr: facts,
  getfacl: facts,
  getfattr: facts,
  xattr: facts,
  mdls: facts,
};
