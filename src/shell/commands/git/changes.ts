import { copyState, noOutput, type Output, unknownOutput } from '../../state.ts';
import { splitArguments, valuesOfOption } from '../call.ts';
import { pathspecFilter } from '../pathspec.ts';
import {
  everything,
  followExternal,
  historyReader,
  isPatching,
  namePaths,
  readHistory,
  showsChanges,
} from './history.ts';
import {
  checkRevision,
  fromRepository,
  isExcluding,
  objectPath,
  type Repository,
  readObject,
  splitPathspecs,
} from './repository.ts';

/** Operands are paths of the working tree that are read or changed. */
export function onPaths(
  act: 'read' | 'write' | 'list',
  valued: readonly string[] = [],
  skip = 0,
): (repository: Repository) => Output {
  return (repository) => {
    const { call, args } = repository;
    const { shell, state } = call;
    const specs = splitPathspecs(repository, valued, skip);
    for (const [index, arg] of args.entries()) {
      const value = /^--(?:file|source|prefix|pathspec-from-file|index-output)=(.*)$/s.exec(arg)?.[1];
      if (value !== undefined) shell.touch('read', value, state, { isGuess: true });
      if (/^(?:-F|--file|--pathspec-from-file)$/.test(args[index - 1] ?? '')) shell.touch('read', arg, state);
    }
    if (/^(?:checkout|restore|reset|blame|annotate)$/.test(call.name))
      for (const each of specs.revisions) checkRevision(each, repository);
    for (const each of specs.revisions) {
      const object = objectPath(each);
      if (object !== undefined) readObject(repository, object.path);
      else if (!call.shell.isRevision(each))
        shell.touch(act, each, state, { isGuess: true, deep: true, keepsLinks: true });
    }
    const excluding = specs.pathspecs.filter(isExcluding);
    for (const each of specs.pathspecs) {
      if (isExcluding(each)) continue;
      if (each === '.' || each === ':/') {
        if (act === 'write' && /^(?:checkout|restore|rm|clean)$/.test(call.name))
          shell.touch('write', each === '.' ? '.' : (repository.top ?? '.'), state, { deep: true, keepsLinks: true });
      } else if (/^:[(!^/]|[*?[]/.test(each))
        shell.touch(act === 'write' ? 'write' : 'read', repository.top ?? '.', state, {
          deep: true,
          keepsLinks: true,
          filesOnly: true,
          leavesOut: pathspecFilter([each, ...excluding], repository.prefix),
        });
      else shell.touch(act, each, state, { deep: true, keepsLinks: true });
    }
    return act === 'list' ? { kind: 'listed' } : unknownOutput;
  };
}

export const checkout = (repository: Repository): Output => {
  const { call, args } = repository;
  const isNew = args.some((arg) => /^(?:-b|-B|-c|-C|--orphan|--create|--force-create)$/.test(arg));
  if (isNew) return noOutput;
  const specs = splitPathspecs(repository, []);
  if (specs.pathspecs.length > 0 || specs.hasSeparator)
    return onPaths('write')({ ...repository, call: { ...call, name: 'checkout' } });
  for (const each of specs.revisions) {
    checkRevision(each, repository);
    if (/[~^@{}]|^[0-9a-f]{7,64}$/.test(each)) call.shell.unknown(`which notes ${each} brings back`);
    else if (each.includes('/')) {
      const [first = ''] = each.split('/');
      // What is not there and has no ending is a branch.
      if (
        /\.\w+$/.test(each) &&
        call.shell.paths(first, call.state).some((path) => call.shell.world.kind(path) === 'folder')
      )
        call.shell.touch('write', each, call.state, { isGuess: true });
    }
  }
  return noOutput;
};

/** The version that is brought back may be of a folder by itself, whose notes would come in under other names. */
export const restore = (repository: Repository): Output => {
  const { args } = repository;
  for (const [index, arg] of args.entries()) {
    const source =
      /^(?:--source=|-s)(.+)$/s.exec(arg)?.[1] ?? (/^(?:-s|--source)$/.test(args[index - 1] ?? '') ? arg : undefined);
    const object = source === undefined ? undefined : objectPath(source);
    if (object !== undefined) readObject(repository, object.path);
    else if (source !== undefined) checkRevision(source, repository);
  }
  return onPaths('write', ['-s', '--source'])(repository);
};

/** With this strategy changes go to another folder than they were made in. */
export function bringsElsewhere({ call, args }: Repository): void {
  if (/^(?:merge|pull|rebase|cherry-pick|revert)$/.test(call.name) && args.some((arg) => arg.includes('subtree')))
    call.shell.unknown('where the changes go');
}

/** `git switch` takes branches alone, never paths. */
export const switchBranch = (repository: Repository): Output => {
  if (repository.args.some((arg) => /^(?:-c|-C|--orphan|--create|--force-create)$/.test(arg))) return noOutput;
  for (const arg of repository.args)
    if (/[~^@{}]|^[0-9a-f]{7,64}$/.test(arg)) repository.call.shell.unknown(`which notes ${arg} brings back`);
  return noOutput;
};

export const status = (repository: Repository): Output => {
  const { args } = repository;
  const isDeep = args.some((arg) =>
    /^(?:--ignored.*|-u(?:all)?|--untracked-files(?:=all)?|-v|-vv|--verbose)$/.test(arg),
  );
  const specs = splitPathspecs(repository, []);
  if (isDeep) {
    // Paths leave nothing out of the differences that -v shows.
    const isVerbose = args.some((arg) => /^-v|^--verbose/.test(arg));
    readHistory(
      repository,
      isVerbose ? 'read' : 'list',
      isVerbose ? { ...specs, pathspecs: [] } : specs,
      !isVerbose,
      false,
    );
  } else namePaths(repository, { ...specs, pathspecs: [...specs.pathspecs, ...specs.revisions] });
  return unknownOutput;
};

export const stash = (repository: Repository): Output => {
  const { args, call } = repository;
  const isImplied = args[0]?.startsWith('-') !== false;
  const [action = 'push', ...rest] = isImplied ? ['push', ...args] : args;
  const inner = { ...repository, args: rest };
  if (
    action === 'list' &&
    rest.some((arg) => /^(?:-p|-u|--patch|--stat|--name-only|--name-status|--numstat|--raw)/.test(arg))
  )
    return everything(inner);
  if (isPatching(args)) return showsChanges(inner, splitPathspecs(inner, ['-m', '--message']));
  if (action === 'show') {
    readHistory(inner, 'read', splitPathspecs(inner, []), false);
    return unknownOutput;
  }
  if (action === 'push' || action === 'save')
    return onPaths('write', ['-m', '--message'])({
      ...inner,
      call: { ...call, name: 'stash' },
      args: rest.includes('--') ? rest.slice(rest.indexOf('--')) : action === 'push' ? rest : [],
    });
  return unknownOutput;
};

export const worktree = (repository: Repository): Output =>
  repository.args[0] === 'add' ? everything(repository) : unknownOutput;

export const submodule = (repository: Repository): Output => {
  const { call, args } = repository;
  const at = args.indexOf('foreach');
  if (at >= 0)
    call.shell.text(
      args
        .slice(at + 1)
        .filter((arg) => arg !== '--recursive')
        .join(' '),
      copyState(call.state),
      unknownOutput,
    );
  if (args.includes('add'))
    for (const arg of args)
      if (!arg.startsWith('-') && arg !== 'add')
        call.shell.touch('read', arg, call.state, { isGuess: true, deep: true, keepsLinks: true });
  return unknownOutput;
};

export const commit = (repository: Repository): Output => {
  const { call, args } = repository;
  const split = splitArguments({ args, words: [] }, 'mFCctSu', [
    '--message',
    '--file',
    '--template',
    '--author',
    '--date',
    '--reuse-message',
    '--fixup',
    '--trailer',
    '--cleanup',
    '--pathspec-from-file',
  ]);
  for (const file of valuesOfOption(split, '-F', '--file', '-t', '--template', '--pathspec-from-file'))
    call.shell.touch('read', file, call.state);
  for (const { text } of split.operands) call.shell.touch('read', text, call.state, { isGuess: true });
  // The difference goes into the editor's text alone: with a message there is none.
  const hasMessage = split.options.some(({ name }) =>
    /^(?:-m|-F|-C|--message|--file|--reuse-message|--no-edit)$/.test(name),
  );
  const isEditing = !hasMessage || args.some((arg) => /^(?:-e|--edit|--dry-run)$/.test(arg));
  if (isEditing && args.some((arg) => /^(?:-v+|--verbose)$/.test(arg)))
    readHistory(repository, 'read', { revisions: [], pathspecs: [], hasSeparator: false }, false);
  return noOutput;
};

export const rebase = (repository: Repository): Output => {
  followExternal(repository);
  bringsElsewhere(repository);
  const { name } = repository.call;
  const source = repository.args.find((arg) => !arg.startsWith('-'));
  if (/^(?:fetch|pull|ls-remote)$/.test(name) && source !== undefined && /^(?:[./~]|file:)/.test(source))
    fromRepository(source, repository.call);
  if (name === 'bisect' && /^(?:view|visualize)$/.test(repository.args[0] ?? ''))
    return historyReader(false)(repository);
  const run = repository.args.indexOf('run');
  if (repository.call.name === 'bisect' && run >= 0)
    repository.call.shell.text(
      repository.args.slice(run + 1).join(' '),
      copyState(repository.call.state),
      unknownOutput,
    );
  if (repository.call.name === 'filter-branch' || repository.call.name === 'filter-repo')
    repository.call.shell.unknown('what the rewriting of history runs');
  return unknownOutput;
};

export const clean = (repository: Repository): Output => {
  const specs = splitPathspecs(repository, ['-e', '--exclude']);
  const paths = [...specs.pathspecs, ...specs.revisions];
  if (repository.args.some((arg) => /^-[a-z]*n|^--dry-run$/.test(arg)))
    readHistory(repository, 'list', specs, false, false);
  else
    for (const path of paths.length === 0 ? ['.'] : paths)
      repository.call.shell.touch('write', path, repository.call.state, { deep: true, keepsLinks: true });
  return unknownOutput;
};

export const blame = (repository: Repository): Output => {
  if (repository.args.some((arg) => /^-C/.test(arg)))
    repository.call.shell.unknown('the other notes that git blame -C looks into');
  for (const [index, arg] of repository.args.entries()) {
    const value =
      /^--(?:contents|ignore-revs-file)=(.*)$/s.exec(arg)?.[1] ??
      (/^(?:-S|--contents|--ignore-revs-file)$/.test(repository.args[index - 1] ?? '') ? arg : undefined);
    if (value !== undefined) repository.call.shell.touch('read', value, repository.call.state);
  }
  return onPaths('read', ['-L', '-S', '--since', '--contents', '--ignore-revs-file'])(repository);
};
