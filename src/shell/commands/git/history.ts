import { hasHole, isUnknown } from '../../holes.ts';
import { copyState, type Output, unknownOutput } from '../../state.ts';
import { splitArguments, valuesOfOption } from '../call.ts';
import { pathspecFilter } from '../pathspec.ts';
import {
  asksByName,
  checkObject,
  checkRevision,
  isExcluding,
  logValued,
  objectPath,
  objectsGiven,
  type Pathspecs,
  type Repository,
  readObject,
  splitPathspecs,
} from './repository.ts';

/** Reads what a range of history holds: rewritten with exclusions, or stopped. */
export function readHistory(
  repository: Repository,
  act: 'read' | 'list',
  specs: Pathspecs,
  canExclude = true,
  isHistory = true,
): void {
  const { call, top, prefix } = repository;
  const { shell, state } = call;
  const root = top ?? shell.paths('.', state)[0];
  if (root === undefined || hasHole(root)) {
    shell.unknown('the repository');
    return;
  }
  for (const each of specs.pathspecs) if (isUnknown(each)) shell.unknown(each);
  const known = specs.pathspecs.filter((each) => !hasHole(each));
  if (prefix !== '') shell.touch('list', '.', state);
  // What is asked for by name is no search that could leave it out.
  for (const each of known) {
    if (isExcluding(each)) continue;
    if (/^:[(/]|[*?[]/.test(each)) {
      if (!asksByName(each)) continue;
      shell.touch(act, root, state, {
        deep: true,
        keepsLinks: true,
        history: true,
        leavesOut: pathspecFilter([each, ...known.filter(isExcluding)], prefix),
        onlyFolders: true,
        isNamed: true,
      });
    } else if (each !== '.') shell.touch(act, each, state, { history: true });
  }
  const leavesOut = pathspecFilter(known, prefix);
  const [base] = state.cwds;
  const at = canExclude && base !== undefined ? call.end : undefined;
  const form = specs.hasSeparator || known.length > 0 ? 'git-paths' : 'git';
  shell.touch(act, root, state, {
    deep: true,
    keepsLinks: true,
    ...(isHistory ? { history: true } : {}),
    leavesOut,
    ...(at === undefined || base === undefined ? {} : { exclusion: { form, at, base: root } }),
  });
}

export function followExternal({ call, args }: Repository): void {
  for (const [index, arg] of args.entries()) {
    const value = /^(?:-x|--extcmd|--exec|--upload-pack|--receive-pack|--open-files-in-pager)(?:=(.*))?$/s.exec(arg);
    if (value !== null) {
      const text = value[1] ?? args[index + 1] ?? '';
      if (text !== '' && !text.startsWith('-')) call.shell.text(text, copyState(call.state), unknownOutput);
    }
    const attached = /^-(?:O|x)(.+)$/s.exec(arg)?.[1];
    if (attached !== undefined && (arg.startsWith('-x') || call.name === 'grep'))
      call.shell.text(attached, copyState(call.state), unknownOutput);
    else if (attached !== undefined) call.shell.touch('read', attached, call.state, { isGuess: true });
    const output = /^--output=(.*)$/s.exec(arg)?.[1];
    if (output !== undefined) call.shell.touch('write', output, call.state);
    const lines = /^-L(?:.*:)?([^:]*:)?(.+)$/s.exec(arg);
    if (lines !== null && arg.includes(':'))
      readObject({ call, args, top: undefined, prefix: '' }, arg.slice(arg.lastIndexOf(':') + 1));
  }
}

/** `git show`, `git log`, `git diff` and their kin. */
export function historyReader(showsByDefault: boolean, canExclude = true): (repository: Repository) => Output {
  return (repository) => {
    const { call, args } = repository;
    const { name } = call;
    followExternal(repository);

    const named = splitPathspecs(repository, logValued);
    // With --full-diff paths choose commits, not what is shown of them.
    const isFull = args.includes('--full-diff');
    const specs = isFull ? { ...named, pathspecs: [] } : named;
    const objects = specs.revisions.filter((each) => objectPath(each) !== undefined);
    for (const each of objects) readObject(repository, objectPath(each)?.path ?? '');
    if (objects.length > 0 && objects.length === specs.revisions.length && specs.pathspecs.length === 0)
      return unknownOutput;
    if (args.includes('--stdin')) objectsGiven(repository);
    for (const each of specs.revisions)
      if (name === 'show' || /^[0-9a-f]{4,64}$/i.test(each)) checkObject(each, repository);
    if (/^(?:show|diff|diff-tree|diff-index|difftool)$/.test(name))
      for (const each of specs.revisions) checkRevision(each, repository);
    const isPatch = args.some(
      (arg) =>
        /^(?:-p|-u|--patch.*|-U\d*|--unified.*|--stat.*|--shortstat|--numstat|--dirstat.*|--name-only|--name-status|--raw|--summary|--cc|-c|--full-diff|-S.*|-G.*|--pickaxe.*|--word-diff.*|--color-words.*|-L.*|--check|--binary|--remerge-diff|-m|-W|--function-context|--compact-summary|--follow)$/s.test(
          arg,
        ) || /^-[a-zA-Z]*p$/.test(arg),
    );
    const isSilent = args.some((arg) => /^(?:-s|--no-patch|-q|--quiet|--exit-code)$/.test(arg)) && !isPatch;
    if (showsByDefault ? !isSilent : isPatch) {
      const isList =
        args.some((arg) =>
          /^--(?:stat|shortstat|numstat|name-only|name-status|dirstat|summary|compact-summary)/.test(arg),
        ) && !args.some((arg) => /^(?:-p|-u|--patch)/.test(arg));
      readHistory(repository, isList ? 'list' : 'read', specs, canExclude && !isFull);
    } else namePaths(repository, specs);
    const format = args.find((arg) => /^--(?:format|pretty)=/.test(arg));
    if (args.includes('--name-only')) return { kind: 'listed' };
    return format !== undefined && /=(?:format:|tformat:)?(?:%[Hhtn]|\s)+$/.test(format)
      ? { kind: 'plain' }
      : unknownOutput;
  };
}

/** A commit whose history is only listed: paths that are asked for by name are still judged. */
export function namePaths({ call, top, prefix }: Repository, { pathspecs }: Pathspecs): void {
  const { shell, state } = call;
  const root = top ?? shell.paths('.', state)[0] ?? '';
  for (const each of pathspecs) {
    if (/^:[(!^/]|[*?[]/.test(each))
      shell.touch('list', root, state, {
        deep: true,
        keepsLinks: true,
        history: true,
        leavesOut: pathspecFilter([each], prefix),
        onlyFolders: true,
      });
    else if (each !== '.') shell.touch('list', each, state, { isGuess: true, history: true });
  }
}

export const diff = (repository: Repository): Output => {
  const { call, args } = repository;
  if (args.includes('--no-index')) {
    for (const arg of args)
      if (!arg.startsWith('-')) call.shell.touch('read', arg, call.state, { deep: true, keepsLinks: true });
    return unknownOutput;
  }
  return historyReader(true)(repository);
};

export const grepHistory = (repository: Repository): Output => {
  const { call, args } = repository;
  followExternal(repository);
  const split = splitArguments({ args, words: [] }, 'efmABCO', [
    '--max-depth',
    '--threads',
    '--open-files-in-pager',
    '--and',
    '--max-count',
  ]);
  for (const file of valuesOfOption(split, '-f')) call.shell.touch('read', file, call.state);
  const specs = splitPathspecs(
    repository,
    ['-e', '-f', '-m', '-A', '-B', '-C', '--max-depth', '--threads'],
    valuesOfOption(split, '-e', '-f').length > 0 ? 0 : 1,
  );
  for (const each of specs.revisions) {
    const object = objectPath(each);
    if (object === undefined) checkRevision(each, repository);
    // Paths are then meant from there, and what is left out would be as well.
    else readObject(repository, object.path);
  }
  readHistory(repository, 'read', specs);
  return args.some((arg) => /^(?:-l|--files-with-matches|--name-only)$/.test(arg)) ? { kind: 'listed' } : unknownOutput;
};

/** Commands that hand out everything and take no exclusion. */
export const everything = (repository: Repository): Output => {
  readHistory(repository, 'read', { revisions: [], pathspecs: [], hasSeparator: false }, false);
  return unknownOutput;
};

/** What is exported of some paths alone is cut down to them. */
export const fastExport = (repository: Repository): Output => {
  const specs = splitPathspecs(repository, logValued);
  readHistory(repository, 'read', specs.hasSeparator ? specs : { ...specs, pathspecs: [] }, false);
  return unknownOutput;
};

/** Commands that hand out the names of everything. */
export const everyName = (repository: Repository): Output => {
  readHistory(repository, 'list', { revisions: [], pathspecs: [], hasSeparator: false }, false);
  return { kind: 'listed' };
};

export const revList = (repository: Repository): Output => {
  if (repository.args.some((arg) => /^--(?:objects|disk-usage|in-commit-order)/.test(arg)))
    readHistory(repository, 'list', splitPathspecs(repository, logValued), false);
  else namePaths(repository, splitPathspecs(repository, logValued));
  return { kind: 'plain' };
};

export function isPatching(args: readonly string[]): boolean {
  return args.some((arg) => /^(?:-p|-i|-e|--patch|--interactive|--edit)$/.test(arg));
}

/** Choosing parts of changes shows them. */
export function showsChanges(repository: Repository, specs: Pathspecs): Output {
  readHistory(repository, 'read', { ...specs, pathspecs: [...specs.pathspecs] }, false, false);
  return unknownOutput;
}

/** Where changes are chosen in parts they are shown, else what `handler` says. */
export function orChosen(
  handler: (repository: Repository) => Output,
  letters = /^(?:-p|--patch|-i|--interactive)$/,
): (repository: Repository) => Output {
  return (repository) => {
    if (repository.args.some((arg) => letters.test(arg)))
      showsChanges(repository, splitPathspecs(repository, ['-m', '-s', '--source', '--message']));
    return handler(repository);
  };
}
