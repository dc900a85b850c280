import type { Call } from '../evaluated.ts';
import { splitFields } from '../expand.ts';
import { hasHole, isUnknown } from '../holes.ts';
import { quoteWord } from '../quoting.ts';
import { copyState, noOutput, type Output, unknownOutput } from '../state.ts';
import type { World } from '../world.ts';
import type { Handler } from './call.ts';
import {
  blame,
  bringsElsewhere,
  checkout,
  clean,
  commit,
  onPaths,
  rebase,
  restore,
  stash,
  status,
  submodule,
  switchBranch,
  worktree,
} from './git/changes.ts';
import { skippedHook } from './git/commit-hook.ts';
import { clone, push } from './git/exchange.ts';
import {
  diff,
  everyName,
  everything,
  fastExport,
  grepHistory,
  historyReader,
  isPatching,
  orChosen,
  readHistory,
  revList,
  showsChanges,
} from './git/history.ts';
import { catFile, listFiles, listTree, makesTree, namesObject, revParse, writeTree } from './git/objects.ts';
import {
  checkBase,
  checkRevision,
  checkTree,
  fromRepository,
  isOnDisk,
  listedPaths,
  objectPath,
  type Repository,
  readObject,
  splitPathspecs,
} from './git/repository.ts';
import { config, configuration, runningKey, settingsOf } from './git/settings.ts';

export const git: Handler = (outer) => {
  const { shell, args } = outer;
  const state = copyState(outer.state);
  const call: Call = { ...outer, state };
  let index = 0;
  let top: string | undefined;
  let workTree = shell.valuesOf('GIT_WORK_TREE', state)?.[0]?.[0];
  const settings = settingsOf(call);
  let pathspecs: Repository['pathspecs'];
  for (const kind of ['LITERAL', 'GLOB', 'NOGLOB', 'ICASE'])
    if (
      shell.valuesOf(`GIT_${kind}_PATHSPECS`, state) !== undefined ||
      args.includes(`--${kind.toLowerCase()}-pathspecs`)
    )
      pathspecs = kind === 'ICASE' ? 'folded' : (pathspecs ?? 'plain');
  for (; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '-C') shell.invoke('cd', [args[++index] ?? ''], { state, input: noOutput });
    else if (arg === '-c') settings.push(args[++index] ?? '');
    else if (/^--config-env(?:=|$)/.test(arg)) {
      const [key = '', variable = ''] = (
        arg.includes('=') ? arg.slice('--config-env='.length) : (args[++index] ?? '')
      ).split('=');
      const value = shell.valuesOf(variable, state)?.[0]?.[0];
      if (value === undefined && runningKey.test(key)) shell.unknown(`git's ${key}`);
      settings.push(`${key}=${value ?? ''}`);
    } else if (/^--(?:git-dir|work-tree)(?:=|$)/.test(arg)) {
      const value = arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : (args[++index] ?? '');
      if (arg.startsWith('--work-tree')) {
        shell.touch('write', value, state);
        workTree = value;
      } else top = value.replace(/\/?\.git\/?$/, '') || '.';
    } else if (/^--(?:namespace|super-prefix|exec-path)$/.test(arg)) index += 1;
    else if (!arg.startsWith('-')) break;
  }
  const directory = shell.valuesOf('GIT_DIR', state)?.[0]?.[0];
  if (directory !== undefined && !hasHole(directory)) top = directory.replace(/\/?\.git\/?$/, '') || '.';
  const [cwd] = state.cwds;
  const base = top === undefined ? cwd : shell.paths(top, state)[0];
  const root = base === undefined || hasHole(base) ? undefined : shell.world.repository(base);
  const name = args[index] ?? '';
  const repository: Repository = {
    call: {
      ...call,
      name,
      ...(pathspecs === undefined ? {} : { end: undefined }),
      words: outer.words.slice(index + 1),
    },
    args: args.slice(index + 1),
    top: root,
    prefix: root && cwd?.startsWith(`${root}/`) ? cwd.slice(root.length + 1) : '',
    ...(pathspecs === undefined ? {} : { pathspecs }),
  };
  for (const setting of settings) configuration(setting, call);
  if (isUnknown(name)) {
    shell.unknown('a git command');
    return unknownOutput;
  }
  fileOptions(repository);
  skippedHook(repository);
  for (const arg of repository.args) {
    if (arg === '--') break;
    checkBase(arg, repository);
  }
  const own = settings.find((setting) => setting.toLowerCase().startsWith(`alias.${name.toLowerCase()}=`));
  // An alias can not take a command's name.
  const alias =
    own?.slice(own.indexOf('=') + 1) ??
    (Object.hasOwn(subcommands, name) ? undefined : configuredAlias(name, root, shell.world));
  const words = alias === undefined ? undefined : splitFields(alias);
  // Git refuses aliases in a circle.
  if (alias !== undefined && own === undefined && isCircle(name, root, shell.world)) return noOutput;
  if (own === undefined && alias?.startsWith('!') === true) {
    // Git runs it at the top of the repository, with the arguments behind it.
    const inside = copyState(state);
    if (root !== undefined) inside.cwds = [root];
    return shell.text([alias.slice(1), ...args.slice(index + 1).map(quoteWord)].join(' '), inside, call.input);
  }
  if (words?.[0] !== undefined && !words[0].startsWith('!') && words[0] !== name)
    return git({
      ...outer,
      args: [
        ...args.slice(0, index),
        ...words.map((word) => word.replace(/^(["'])(.*)\1$/, '$2')),
        ...args.slice(index + 1),
      ],
      words: [],
      end: undefined,
    });
  // A working tree elsewhere, or none here: what is checked out is a copy of all.
  const isElsewhere =
    (workTree !== undefined && workTree !== '.') ||
    ((directory ?? top) !== undefined && root !== undefined && cwd !== root && cwd?.startsWith(`${root}/`) !== true);
  if (
    isElsewhere &&
    /^(?:checkout|switch|restore|reset|checkout-index|read-tree|stash|merge|pull|rebase|cherry-pick|revert|clean)$/.test(
      name,
    )
  )
    readHistory(repository, 'read', { revisions: [], pathspecs: [], hasSeparator: false }, false);
  return (Object.hasOwn(subcommands, name) ? (subcommands[name] ?? other) : other)(repository);
};

/** An alias that the repository's configuration or the person's own gives; includes of other files are not followed. */
function configuredAlias(name: string, root: string | undefined, world: World): string | undefined {
  const home = world.variable('HOME');
  const files = [
    ...(root === undefined ? [] : [`${root}/.git/config`]),
    ...(home === undefined ? [] : [`${home}/.gitconfig`, `${home}/.config/git/config`]),
  ];
  const escaped = name.replace(/[^\w-]/g, '');
  if (escaped !== name) return undefined;
  for (const file of files) {
    for (const section of (world.script(file) ?? '').split(/^(?=\s*\[)/m)) {
      if (!/^\s*\[\s*alias\s*\]/i.test(section)) continue;
      const value = new RegExp(`^\\s*${name}\\s*=\\s*(.*)$`, 'im').exec(section)?.[1];
      if (value !== undefined)
        return value
          .trim()
          .replace(/^"(.*)"$/, '$1')
          .replace(/\\(["\\])/g, '$1');
    }
  }
  return undefined;
}

function isCircle(name: string, root: string | undefined, world: World): boolean {
  const seen = new Set<string>();
  for (let next: string | undefined = name; next !== undefined && !Object.hasOwn(subcommands, next); ) {
    if (seen.has(next)) return true;
    seen.add(next);
    next = splitFields(configuredAlias(next, root, world) ?? '')[0];
  }
  return false;
}

/** Options that name a file, joined with its name or not: `-FF`, `--signature-file=F`. */
function fileOptions({ call, args }: Repository): void {
  const { shell, state } = call;
  for (const arg of args) {
    if (arg === '--') break;
    const value =
      /^--[\w-]*file=(.+)$/s.exec(arg)?.[1] ??
      (/^(?:notes|commit|tag|merge)$/.test(call.name) ? /^-F(.+)$/s.exec(arg)?.[1] : undefined) ??
      (call.name === 'commit' ? /^-t(.+)$/s.exec(arg)?.[1] : undefined);
    if (value !== undefined) shell.touch('read', value, state, { isGuess: true });
  }
}

/** Commands whose own doing shows nothing: files with messages, templates and versions of files are read all the same. */
export const quiet = (repository: Repository): Output => {
  const { call, args } = repository;
  if (/^(?:tag|update-ref)$/.test(call.name)) namesObject(repository);
  bringsElsewhere(repository);
  for (const [index, arg] of args.entries()) {
    const value =
      /^--(?:file|template|separate-git-dir|reuse-message|add-file|repo)=(.*)$/s.exec(arg)?.[1] ??
      /^-F(.+)$/s.exec(arg)?.[1] ??
      (/^(?:-F|--file|--template)$/.test(args[index - 1] ?? '') ? arg : undefined);
    if (value !== undefined)
      call.shell.touch('read', value, call.state, { isGuess: true, deep: true, keepsLinks: true });
    const object = /^(?:tag|merge|replace|cherry-pick|revert|update-ref|merge-base|name-rev)$/.test(call.name)
      ? objectPath(arg)
      : undefined;
    if (object !== undefined && object.path !== '' && !/@|\/\//.test(arg)) readObject(repository, object.path);
    if (/^--format=.*%\(raw/s.test(arg)) call.shell.unknown('the objects that references name');
    if (call.name === 'remote' && /^[./~]/.test(arg) && args[0] === 'add') fromRepository(arg, call);
  }
  return unknownOutput;
};

/** Unknown to Cloister: an alias or a program named git-…; what its arguments name is judged. */
export const other = (repository: Repository): Output => {
  const { call, args } = repository;
  for (const arg of args) {
    const object = objectPath(arg);
    const value = /^--[\w-]+=(.+)$/s.exec(arg)?.[1];
    if (value !== undefined)
      call.shell.touch('read', value, call.state, { isGuess: true, deep: true, keepsLinks: true });
    if (object !== undefined && object.path !== '') readObject(repository, object.path);
    else if (!arg.startsWith('-') && isOnDisk(arg, call))
      call.shell.touch('read', arg, call.state, { isGuess: true, deep: true, keepsLinks: true });
  }
  call.shell.opaque();
  return unknownOutput;
};

const subcommands: Readonly<Record<string, (repository: Repository) => Output>> = {
  show: historyReader(true),
  log: historyReader(false),
  diff,
  whatchanged: historyReader(true),
  reflog: historyReader(false),
  'format-patch': historyReader(true),
  'diff-tree': historyReader(true),
  'diff-index': historyReader(true),
  'diff-files': historyReader(true),
  'range-diff': historyReader(true, false),
  difftool: historyReader(true, false),
  shortlog: historyReader(false),
  cherry: quiet,
  grep: grepHistory,
  archive: (repository) => {
    const tree = repository.args.find(
      (arg, at) =>
        !arg.startsWith('-') && !/^(?:-o|--output|--prefix|--format|--remote)$/.test(repository.args[at - 1] ?? ''),
    );
    const object = tree === undefined ? undefined : objectPath(tree);
    if (object !== undefined) readObject(repository, object.path);
    if (tree !== undefined) {
      checkTree(tree, repository);
      checkRevision(tree, repository);
    }
    const specs = splitPathspecs(repository, ['-o', '--output', '--prefix', '--format', '--remote'], 1);
    readHistory(
      repository,
      'read',
      { ...specs, pathspecs: [...specs.pathspecs, ...specs.revisions], revisions: [] },
      true,
    );
    for (const arg of repository.args) {
      const added = /^--add-file=(.*)$/s.exec(arg)?.[1];
      if (added !== undefined) repository.call.shell.touch('read', added, repository.call.state);
    }
    for (const [index, arg] of repository.args.entries())
      if (/^(?:-o|--output)$/.test(repository.args[index - 1] ?? ''))
        repository.call.shell.touch('write', arg, repository.call.state);
    return unknownOutput;
  },
  bundle: (repository) =>
    /^(?:verify|list-heads)$/.test(repository.args[0] ?? '')
      ? onPaths('read', [], 1)(repository)
      : everything(repository),
  'fast-export': fastExport,
  daemon: everything,
  'send-email': everything,
  'http-backend': everything,
  instaweb: everything,
  'read-tree': everything,
  'pack-objects': everything,
  'upload-pack': everything,
  'unpack-file': everything,
  'request-pull': everything,
  'send-pack': everything,
  subtree: (repository) => {
    for (const [index, arg] of repository.args.entries()) {
      const folder =
        /^--prefix=(.*)$/s.exec(arg)?.[1] ??
        (/^(?:-P|--prefix)$/.test(repository.args[index - 1] ?? '') ? arg : undefined);
      if (folder !== undefined)
        repository.call.shell.touch('read', folder, repository.call.state, {
          deep: true,
          keepsLinks: true,
          history: true,
        });
    }
    return unknownOutput;
  },
  'merge-tree': (repository) =>
    repository.args.filter((arg) => !arg.startsWith('-')).length > 2 ? everything(repository) : unknownOutput,
  fsck: (repository) => {
    if (repository.args.some((arg) => /^--(?:lost-found|unreachable|dangling|name-objects)/.test(arg)))
      repository.call.shell.unknown('the objects that git finds');
    return unknownOutput;
  },
  'ls-files': listFiles,
  'ls-tree': listTree,
  'cat-file': catFile,
  'rev-parse': revParse,
  'rev-list': revList,
  status,
  config,
  clone,
  push,
  stash,
  worktree,
  submodule,
  commit: orChosen(commit, /^(?:-p|--patch|--interactive)$/),
  clean,
  blame,
  annotate: blame,
  checkout: orChosen(checkout, /^(?:-p|--patch)$/),
  switch: switchBranch,
  restore: orChosen(restore),
  add: orChosen(onPaths('read'), /^(?:-p|--patch|-i|--interactive|-e|--edit)$/),
  stage: orChosen(onPaths('read'), /^(?:-p|--patch|-i|--interactive|-e|--edit)$/),
  rm: onPaths('write'),
  mv: (repository) => {
    for (const arg of repository.args)
      if (!arg.startsWith('-'))
        repository.call.shell.touch('write', arg, repository.call.state, { deep: true, keepsLinks: true });
    return noOutput;
  },
  'checkout-index': (repository) => {
    if (repository.args.some((arg) => /^(?:-[a-z]*a|--all|--stdin)/.test(arg))) return everything(repository);
    return onPaths('read', ['--prefix', '--stage'])(repository);
  },
  'hash-object': (repository) => {
    if (repository.args.includes('--stdin-paths')) listedPaths(repository);
    return onPaths('read', ['-t', '--path'])(repository);
  },
  apply: onPaths('read', ['-p', '-C', '--directory', '--exclude', '--include']),
  am: onPaths('read'),
  'merge-file': (repository) => {
    if (repository.args.some((arg) => arg.startsWith('--object')))
      repository.call.shell.unknown('the objects that git merges');
    return onPaths('read', ['-L'])(repository);
  },
  'update-index': (repository) => {
    if (repository.args.includes('--stdin')) listedPaths(repository);
    if (repository.args.includes('--index-info')) repository.call.shell.unknown('the objects that the index gets');
    namesObject(repository);
    return onPaths('read', ['--cacheinfo', '--chmod'])(repository);
  },
  'check-ignore': (repository) => {
    if (repository.args.includes('--stdin')) listedPaths(repository);
    return onPaths('list')(repository);
  },
  'check-attr': onPaths('list', [], 1),
  'sparse-checkout': onPaths('read', [], 1),
  mktree: (repository) => {
    repository.call.shell.unknown('the tree that git makes');
    return { kind: 'plain' };
  },
  'commit-tree': makesTree,
  'write-tree': writeTree,
  'last-modified': everyName,
  rerere: (repository) => (repository.args[0] === 'diff' ? everything(repository) : unknownOutput),
  notes: (repository) => {
    namesObject(repository);
    for (const arg of repository.args) {
      const object = objectPath(arg.replace(/^-[Cc](?=.)|^--reuse-message=/, ''));
      if (object !== undefined && object.path !== '') readObject(repository, object.path);
    }
    return onPaths('read', ['-m', '--ref'], 1)(repository);
  },
  reset: (repository) => {
    const { args } = repository;
    const specs = splitPathspecs(repository, []);
    for (const each of specs.revisions) checkRevision(each, repository);
    if (isPatching(args)) return showsChanges(repository, specs);
    return args.includes('--') || specs.pathspecs.length > 0 ? onPaths('read')(repository) : unknownOutput;
  },
  rebase,
  bisect: rebase,
  'filter-branch': rebase,
  'filter-repo': rebase,
  pull: rebase,
  fetch: rebase,
  'ls-remote': rebase,
  branch: quiet,
  tag: quiet,
  replace: (repository) => {
    namesObject(repository);
    return other(repository);
  },
  remote: quiet,
  merge: quiet,
  'cherry-pick': quiet,
  revert: quiet,
  init: quiet,
  gc: quiet,
  prune: quiet,
  describe: ({ args }) => (args.some((arg) => /^--(?:dirty|broken|all)/.test(arg)) ? unknownOutput : { kind: 'plain' }),
  version: () => ({ kind: 'plain' }),
  help: quiet,
  'merge-base': () => ({ kind: 'plain' }),
  'show-ref': quiet,
  'for-each-ref': quiet,
  'symbolic-ref': quiet,
  'name-rev': quiet,
  'count-objects': quiet,
  'verify-commit': quiet,
  'update-ref': quiet,
  maintenance: quiet,
  var: quiet,
  credential: (repository) => {
    repository.call.shell.unknown('stored credentials');
    return unknownOutput;
  },
};

export const gitCommands: Readonly<Record<string, Handler>> = {
  git,
  hub: git,
  tig: (call) => {
    call.shell.unknown('what tig shows');
    return unknownOutput;
  },
  'git-show': (call) => git({ ...call, args: ['show', ...call.args], words: [undefined, ...call.words] }),
};
