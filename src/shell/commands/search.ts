import { compileGitignore } from '../../core/gitignore.ts';
import type { LeavesOut } from '../../core/request.ts';
import { searchGlobs } from '../../core/search-globs.ts';
import type { Call } from '../evaluated.ts';
import { matchesPattern } from '../patterns.ts';
import { copyState, type Output, unknownOutput } from '../state.ts';
import { type Handler, hasOption, passedThrough, type Split, splitArguments, valuesOfOption } from './call.ts';
import { find } from './find.ts';
import { diskUsage, facts, list, locate, tree } from './lists.ts';
import { exclusion, listing, reads, readsPosixly } from './search-call.ts';

const basename = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

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
