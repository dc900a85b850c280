import type { Call } from '../evaluate.ts';
import { splitFields } from '../expand.ts';
import { hasHole, isUnknown } from '../holes.ts';
import { copyState, noOutput, type Output, unknownOutput } from '../state.ts';
import { type Handler, splitArguments, valuesOfOption } from './call.ts';
import { pathspecFilter } from './pathspec.ts';

/** Configuration whose value is run or read as a file of configuration. */
const runningKey =
  /^(?:core\.(?:hookspath|pager|editor|sshcommand|fsmonitor|gitproxy|askpass|attributesfile|worktree)|pager\..*|alias\..*|filter\..*|diff\.external|diff\..*\.(?:command|textconv)|difftool\..*|merge\..*\.driver|mergetool\..*|sequence\.editor|credential\..*|gpg\..*program|gpg\.program|include\.path|includeif\..*|url\..*|uploadpack\..*|receive\..*|protocol\..*|interactive\.difffilter|init\.templatedir|sendemail\..*|browser\..*|web\.browser|man\..*|trailer\..*|safe\.directory)$/i;

interface Repository {
  readonly call: Call;
  readonly args: readonly string[];
  /** Top folder of the working tree; undefined outside of repositories. */
  readonly top: string | undefined;
  /** Where git runs, from the top. */
  readonly prefix: string;
}

const git: Handler = (outer) => {
  const { shell, args } = outer;
  const state = copyState(outer.state);
  const call: Call = { ...outer, state };
  let index = 0;
  let top: string | undefined;
  let workTree = shell.valuesOf('GIT_WORK_TREE', state)?.[0]?.[0];
  const settings = settingsOf(call);
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
    call: { ...call, name, words: outer.words.slice(index + 1) },
    args: args.slice(index + 1),
    top: root,
    prefix: root && cwd?.startsWith(`${root}/`) ? cwd.slice(root.length + 1) : '',
  };
  for (const setting of settings) configuration(setting, call);
  if (isUnknown(name)) {
    shell.unknown('a git command');
    return unknownOutput;
  }
  const alias = settings.find((setting) => setting.toLowerCase().startsWith(`alias.${name.toLowerCase()}=`));
  const words = alias === undefined ? undefined : splitFields(alias.slice(alias.indexOf('=') + 1));
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
  return (subcommands[name] ?? other)(repository);
};

/** Configuration that the environment hands to one run. */
function settingsOf({ shell, state }: Call): string[] {
  const first = (name: string): string | undefined => state.variables.get(name)?.values[0]?.[0];
  const count = Number(first('GIT_CONFIG_COUNT') ?? 0);
  const found = Array.from(
    { length: Math.min(Number.isNaN(count) ? 0 : count, 50) },
    (_, index) => `${first(`GIT_CONFIG_KEY_${index}`) ?? ''}=${first(`GIT_CONFIG_VALUE_${index}`) ?? ''}`,
  );
  for (const [, key = '', quoted = ''] of (first('GIT_CONFIG_PARAMETERS') ?? '').matchAll(
    /'([^'=]+)(?:'=')?=?([^']*)'/g,
  ))
    found.push(`${key}=${quoted}`);
  for (const name of ['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG']) {
    const file = first(name);
    if (file === undefined || file === '') continue;
    const content = shell.contentOf(file, state, unknownOutput);
    if (content === undefined) shell.touch('read', file, state);
    else if (content.kind !== 'known') shell.unknown(`what ${name} sets`);
    else if (/^\s*\[(?:alias|core|pager|diff|filter|include|url|merge|credential)/im.test(content.text))
      shell.tampers("git's configuration");
  }
  return found;
}

/** `-c key=value` for one run: a value that git runs is followed like any command. */
function configuration(text: string, call: Call): void {
  const { shell } = call;
  const [key = '', ...rest] = text.split('=');
  const value = rest.join('=');
  if (!runningKey.test(key)) return;
  if (/hookspath$/i.test(key)) shell.tampers(`git's ${key}`);
  else if (/^(?:core\.pager|core\.editor|alias\.|diff\.external|core\.sshcommand|sequence\.editor|pager\.)/i.test(key))
    runSetting(key, value, call);
  else if (value !== '' && !/^(?:true|false|\d+)$/.test(value)) shell.tampers(`git's ${key}`);
}

/** A setting that is a command; an alias without `!` is git's own. */
function runSetting(key: string, value: string, { shell, state }: Call): void {
  if (!key.toLowerCase().startsWith('alias.') || value.startsWith('!'))
    shell.text(value.replace(/^!/, ''), copyState(state), unknownOutput);
}

/** A version of a file: `rev:path`, `:path`, `:0:path`. */
function objectPath(arg: string): { readonly path: string } | undefined {
  if (/^:[(!^/]/.test(arg)) return undefined;
  const match = /^(?:\{[^}]*\}|[^:\s{])*:(?:[0-3]:)?(.*)$/s.exec(arg);
  if (match === null || /^[a-z]+:\/\//i.test(arg)) return undefined;
  return { path: match[1] ?? '' };
}

function readObject({ call, top, prefix }: Repository, path: string): void {
  const { shell, state } = call;
  const base = top ?? shell.paths('.', state)[0] ?? '';
  const full = /^\.{1,2}(?:\/|$)/.test(path) && prefix !== '' ? `${base}/${prefix}/${path}` : `${base}/${path}`;
  shell.touch('read', full.replace(/\/+$/, ''), state, { deep: true, history: true });
}

interface Pathspecs {
  readonly revisions: readonly string[];
  readonly pathspecs: readonly string[];
  readonly hasSeparator: boolean;
}

/** Tells revisions from paths as git does: behind `--` all are paths, before it what is there on disk. */
function splitPathspecs({ call, args }: Repository, valued: readonly string[], skip = 0): Pathspecs {
  const at = args.indexOf('--');
  const front = at < 0 ? args : args.slice(0, at);
  const revisions: string[] = [];
  const pathspecs: string[] = at < 0 ? [] : [...args.slice(at + 1)];
  let skipped = 0;
  for (const [index, arg] of front.entries()) {
    if (arg.startsWith('-') || valued.includes(front[index - 1] ?? '')) continue;
    if (skipped < skip) skipped += 1;
    else if (/^:[(!^/]/.test(arg)) pathspecs.push(arg);
    else if (at < 0 && isOnDisk(arg, call)) pathspecs.push(arg);
    else revisions.push(arg);
  }
  return { revisions, pathspecs, hasSeparator: at >= 0 };
}

function isOnDisk(arg: string, { shell, state }: Call): boolean {
  if (hasHole(arg) || objectPath(arg) !== undefined) return false;
  // No name of a revision holds a star, a question mark or a bracket.
  if (/[*?[]/.test(arg) && !/[{^]/.test(arg)) return true;
  return shell.paths(arg, state).some((path) => shell.world.kind(path) !== undefined);
}

const logValued = [
  '-n',
  '-S',
  '-G',
  '--grep',
  '--author',
  '--committer',
  '--since',
  '--until',
  '--after',
  '--before',
  '--format',
  '--pretty',
  '--max-count',
  '--skip',
  '-L',
  '-O',
  '--output',
  '-U',
  '--diff-filter',
  '-o',
  '--glob',
  '--exclude',
  '-e',
  '-f',
  '-m',
  '-A',
  '-B',
  '-C',
  '--threads',
  '--date',
];

/** Reads what a range of history holds: rewritten with exclusions, or stopped. */
function readHistory(
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
    ...(isHistory ? { history: true } : {}),
    leavesOut,
    ...(at === undefined || base === undefined ? {} : { exclusion: { form, at, base: root } }),
  });
}

/** True where a pathspec says more than an ending or a folder that any note may lie in. */
function asksByName(pathspec: string): boolean {
  const pattern = pathspec.replace(/^:(?:\([^)]*\)|\/)/, '').replace(/\.\w+$/, '');
  return pattern.replace(/[^\p{L}\p{N}]/gu, '').length >= 1;
}

function isExcluding(pathspec: string): boolean {
  return /^:(?:[!^]|\([^)]*exclude)/.test(pathspec);
}

function followExternal({ call, args }: Repository): void {
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
function historyReader(showsByDefault: boolean, canExclude = true): (repository: Repository) => Output {
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

/** Objects that standard input names, a line each. */
function objectsGiven(repository: Repository): void {
  const { shell, input } = repository.call;
  if (input.kind === 'unknown') shell.unknown('the objects that git shows');
  if (input.kind !== 'known') return;
  for (const line of input.text.split('\n')) {
    const object = objectPath(line.trim());
    if (object !== undefined) readObject(repository, object.path);
    else if (line.trim() !== '') checkObject(line.trim(), repository);
  }
}

/** A commit whose history is only listed: paths that are asked for by name are still judged. */
function namePaths({ call, top, prefix }: Repository, { pathspecs }: Pathspecs): void {
  const { shell, state } = call;
  const root = top ?? shell.paths('.', state)[0] ?? '';
  for (const each of pathspecs) {
    if (/^:[(!^/]|[*?[]/.test(each))
      shell.touch('list', root, state, {
        deep: true,
        history: true,
        leavesOut: pathspecFilter([each], prefix),
        onlyFolders: true,
      });
    else if (each !== '.') shell.touch('list', each, state, { isGuess: true, history: true });
  }
}

/** A bare object id may be a file's content: only what is known to be a commit passes. */
function checkObject(name: string, { call, top }: Repository): void {
  if (!/^[0-9a-f]{4,64}$/i.test(name)) {
    if (/\^\{(?:tree|blob)\}$/.test(name)) call.shell.unknown(`the object ${name}`);
    if (isUnknown(name)) call.shell.unknown('the object that git shows');
    return;
  }
  const kind = top === undefined ? undefined : call.shell.world.object(top, name);
  if (kind !== 'commit' && kind !== 'tag') call.shell.unknown(`the object ${name}`);
}

const diff = (repository: Repository): Output => {
  const { call, args } = repository;
  if (args.includes('--no-index')) {
    for (const arg of args) if (!arg.startsWith('-')) call.shell.touch('read', arg, call.state, { deep: true });
    return unknownOutput;
  }
  return historyReader(true)(repository);
};

const grepHistory = (repository: Repository): Output => {
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
  readHistory(repository, 'read', specs);
  return args.some((arg) => /^(?:-l|--files-with-matches|--name-only)$/.test(arg)) ? { kind: 'listed' } : unknownOutput;
};

/** Commands that hand out everything and take no exclusion. */
const everything = (repository: Repository): Output => {
  readHistory(repository, 'read', { revisions: [], pathspecs: [], hasSeparator: false }, false);
  return unknownOutput;
};

/** Operands are paths of the working tree that are read or changed. */
function onPaths(
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
    for (const each of specs.revisions) {
      const object = objectPath(each);
      if (object !== undefined) readObject(repository, object.path);
      else if (!call.shell.isRevision(each)) shell.touch(act, each, state, { isGuess: true, deep: true });
    }
    const excluding = specs.pathspecs.filter(isExcluding);
    for (const each of specs.pathspecs) {
      if (isExcluding(each)) continue;
      if (each === '.' || each === ':/') {
        if (act === 'write' && /^(?:checkout|restore|rm|clean)$/.test(call.name))
          shell.touch('write', each === '.' ? '.' : (repository.top ?? '.'), state, { deep: true });
      } else if (/^:[(!^/]|[*?[]/.test(each))
        shell.touch(act === 'write' ? 'write' : 'read', repository.top ?? '.', state, {
          deep: true,
          filesOnly: true,
          leavesOut: pathspecFilter([each, ...excluding], repository.prefix),
        });
      else shell.touch(act, each, state, { deep: true });
    }
    return act === 'list' ? { kind: 'listed' } : unknownOutput;
  };
}

const checkout = (repository: Repository): Output => {
  const { call, args } = repository;
  const isNew = args.some((arg) => /^(?:-b|-B|-c|-C|--orphan|--create|--force-create)$/.test(arg));
  if (isNew) return noOutput;
  const specs = splitPathspecs(repository, []);
  if (specs.pathspecs.length > 0 || specs.hasSeparator)
    return onPaths('write')({ ...repository, call: { ...call, name: 'checkout' } });
  for (const each of specs.revisions) {
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

/** `git switch` takes branches alone, never paths. */
const switchBranch = (repository: Repository): Output => {
  if (repository.args.some((arg) => /^(?:-c|-C|--orphan|--create|--force-create)$/.test(arg))) return noOutput;
  for (const arg of repository.args)
    if (/[~^@{}]|^[0-9a-f]{7,64}$/.test(arg)) repository.call.shell.unknown(`which notes ${arg} brings back`);
  return noOutput;
};

const listFiles = (repository: Repository): Output => {
  const specs = splitPathspecs(repository, ['-x', '-X', '--exclude', '--exclude-from', '--with-tree', '--format']);
  readHistory(
    repository,
    'list',
    { ...specs, revisions: [], pathspecs: [...specs.pathspecs, ...specs.revisions] },
    specs.revisions.length === 0,
  );
  return { kind: 'listed' };
};

const listTree = (repository: Repository): Output => {
  const { args, call } = repository;
  const isDeep = args.some((arg) => /^-[a-z]*[rt]/.test(arg));
  const operands = args.filter((arg) => !arg.startsWith('-'));
  const object = operands[0] === undefined ? undefined : objectPath(operands[0]);
  if (object !== undefined) readObject(repository, object.path);
  for (const path of operands.slice(1)) call.shell.touch('list', path, call.state, { deep: true, history: true });
  if (operands[0] !== undefined) checkTree(operands[0], repository);
  if (isDeep && operands.length <= 1 && object === undefined)
    readHistory(repository, 'list', { revisions: [], pathspecs: [], hasSeparator: false }, false);
  return { kind: 'listed' };
};

function checkTree(name: string, { call, top }: Repository): void {
  if (/^[0-9a-f]{4,64}$/i.test(name) && (top === undefined || call.shell.world.object(top, name) !== 'commit'))
    call.shell.unknown(`the object ${name}`);
}

const catFile = (repository: Repository): Output => {
  const { call, args } = repository;
  const { shell, input } = call;
  if (args.some((arg) => arg.startsWith('--batch'))) {
    if (args.includes('--batch-all-objects') && !args.some((arg) => arg.startsWith('--batch-check')))
      return everything(repository);
    const lines = input.kind === 'known' ? input.text.split('\n') : undefined;
    if (lines === undefined) shell.unknown('the objects that git shows');
    for (const each of lines ?? []) {
      const line = args.some((arg) => arg.startsWith('--batch-command'))
        ? each.replace(/^(?:contents|info)\s+/, '')
        : each;
      const object = objectPath(line.split(' ')[0] ?? '');
      if (object !== undefined) readObject(repository, object.path);
      else if (line !== '') checkObject(line, repository);
    }
    return unknownOutput;
  }
  if (args.some((arg) => /^-[ets]$/.test(arg))) {
    for (const arg of args) {
      const object = objectPath(arg);
      if (object !== undefined) readObject(repository, object.path);
    }
    return { kind: 'plain' };
  }
  for (const arg of args) {
    if (arg.startsWith('-') || /^(?:blob|tree|commit|tag)$/.test(arg)) continue;
    const object = objectPath(arg);
    if (object !== undefined) readObject(repository, object.path);
    else checkObject(arg, repository);
    if (hasHole(arg) && !isUnknown(arg)) shell.unknown('the object that git shows');
    if (/^(?:blob|tree)$/.test(args[0] ?? '') && object === undefined) shell.unknown(`the object ${arg}`);
  }
  return unknownOutput;
};

const revParse = ({ call, args, top, prefix }: Repository): Output => {
  for (const arg of args) {
    const object = objectPath(arg);
    if (object !== undefined) readObject({ call, args, top, prefix }, object.path);
  }
  if (args.includes('--show-toplevel')) return top === undefined ? unknownOutput : { kind: 'known', text: `${top}\n` };
  if (args.some((arg) => /^--(?:git-dir|absolute-git-dir|git-common-dir)$/.test(arg)))
    return top === undefined ? unknownOutput : { kind: 'known', text: `${top}/.git\n` };
  if (args.includes('--show-prefix')) return { kind: 'known', text: `${prefix === '' ? '' : `${prefix}/`}\n` };
  if (args.includes('--show-cdup'))
    return { kind: 'known', text: `${prefix === '' ? '' : '../'.repeat(prefix.split('/').length)}\n` };
  const isPlain = args.every(
    (arg) =>
      !arg.startsWith('-') ||
      /^(?:--short(?:=\d+)?|--verify|-q|--quiet|--is-\S+|--all|--branches|--end-of-options)$/.test(arg),
  );
  return isPlain ? { kind: 'plain' } : unknownOutput;
};

const revList = (repository: Repository): Output => {
  if (repository.args.some((arg) => /^--(?:objects|disk-usage|in-commit-order)/.test(arg)))
    readHistory(repository, 'list', splitPathspecs(repository, logValued), false);
  else namePaths(repository, splitPathspecs(repository, logValued));
  return { kind: 'plain' };
};

const status = (repository: Repository): Output => {
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

const config = (repository: Repository): Output => {
  const { call, args } = repository;
  for (const [index, arg] of args.entries()) {
    const [, name = '', value] = /^(-f|--file|--blob)(?:=(.*))?$/s.exec(arg) ?? [];
    const file = name === '' ? undefined : (value ?? args[index + 1]);
    if (file === undefined) continue;
    const object = name === '--blob' ? objectPath(file) : undefined;
    if (object !== undefined) readObject(repository, object.path);
    else call.shell.touch('read', file, call.state, { isGuess: true });
  }
  const operands = args.filter(
    (arg, index) => !arg.startsWith('-') && !/^(?:-f|--file|--type|--default|--blob)$/.test(args[index - 1] ?? ''),
  );
  const words = /^(?:get|set|unset|list|edit|rename-section|remove-section)$/.test(operands[0] ?? '')
    ? operands.slice(1)
    : operands;
  const [key, value] = words;
  const isReading =
    operands[0] === 'get' ||
    args.some((arg) => /^--(?:get|list|get-all|get-regexp|show-origin)$|^-l$/.test(arg)) ||
    value === undefined;
  const isEditing =
    args.some((arg) => /^(?:-e|--edit|--unset.*|--replace-all|--add|--rename-section|--remove-section)$/.test(arg)) ||
    /^(?:set|unset|edit)$/.test(operands[0] ?? '');
  if (key !== undefined && runningKey.test(key) && (!isReading || isEditing)) call.shell.tampers(`git's ${key}`);
  if (args.some((arg) => /^(?:-e|--edit)$/.test(arg)) || operands[0] === 'edit')
    call.shell.tampers("git's configuration");
  return unknownOutput;
};

/** All that a repository on this machine holds is brought over. */
function fromRepository(source: string, { shell, state }: Call): void {
  const path = source.replace(/^file:\/\/(?:localhost)?/, '').replace(/\/?\.git\/*$/, '');
  shell.touch('read', path === '' ? '.' : path, state, { deep: true, history: true, isGuess: true });
}

const clone = (repository: Repository): Output => {
  const { call, args } = repository;
  const split = splitArguments({ args, words: [] }, 'bocujr', [
    '--branch',
    '--origin',
    '--depth',
    '--config',
    '--upload-pack',
    '--reference',
    '--template',
    '--separate-git-dir',
    '--filter',
    '--jobs',
    '--shallow-since',
  ]);
  for (const each of valuesOfOption(split, '-c', '--config')) configuration(each, call);
  for (const folder of valuesOfOption(split, '--template'))
    call.shell.touch('read', folder, call.state, { isGuess: true, deep: true });
  followExternal(repository);
  const [source = '', target] = split.operands.map(({ text }) => text);
  if (!/^(?:https?|ssh|git):\/\/|^[\w.-]+@[\w.-]+:/.test(source)) {
    if (/^ext::/.test(source))
      call.shell.text(source.slice('ext::'.length).replace(/%\s/g, ' '), copyState(call.state), unknownOutput);
    fromRepository(source, call);
    if (isUnknown(source)) call.shell.unknown('what is cloned');
  }
  if (target !== undefined) call.shell.touch('write', target, call.state);
  return noOutput;
};

const push = (repository: Repository): Output => {
  const [remote] = repository.args.filter((arg) => !arg.startsWith('-'));
  followExternal(repository);
  if (remote !== undefined && /:\/\/|^[./~]|@.*:/.test(remote))
    repository.call.shell.unknown(`what is sent to ${remote.split('?')[0]}`);
  return noOutput;
};

function isPatching(args: readonly string[]): boolean {
  return args.some((arg) => /^(?:-p|-i|-e|--patch|--interactive|--edit)$/.test(arg));
}

/** Choosing parts of changes shows them. */
function showsChanges(repository: Repository, specs: Pathspecs): Output {
  readHistory(repository, 'read', { ...specs, pathspecs: [...specs.pathspecs] }, false, false);
  return unknownOutput;
}

/** Where changes are chosen in parts they are shown, else what `handler` says. */
function orChosen(
  handler: (repository: Repository) => Output,
  letters = /^(?:-p|--patch|-i|--interactive)$/,
): (repository: Repository) => Output {
  return (repository) => {
    if (repository.args.some((arg) => letters.test(arg)))
      showsChanges(repository, splitPathspecs(repository, ['-m', '-s', '--source', '--message']));
    return handler(repository);
  };
}

const stash = (repository: Repository): Output => {
  const { args, call } = repository;
  const [action = 'push', ...rest] = args.filter((arg, index) => !(index === 0 && arg.startsWith('-')));
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

const worktree = (repository: Repository): Output =>
  repository.args[0] === 'add' ? everything(repository) : unknownOutput;

const submodule = (repository: Repository): Output => {
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
        call.shell.touch('read', arg, call.state, { isGuess: true, deep: true });
  return unknownOutput;
};

const commit = (repository: Repository): Output => {
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

const rebase = (repository: Repository): Output => {
  followExternal(repository);
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

/** Paths that standard input names, a line each. */
function listedPaths({ call }: Repository): void {
  const { shell, state, input } = call;
  if (input.kind === 'known')
    for (const line of input.text.split(/[\n\0]/)) shell.touch('read', line, state, { isGuess: true });
  else if (input.kind === 'unknown') shell.unknown('the paths that git is given');
}

/** Commands whose own doing shows nothing: files with messages, templates and versions of files are read all the same. */
const quiet = (repository: Repository): Output => {
  const { call, args } = repository;
  for (const [index, arg] of args.entries()) {
    const value =
      /^--(?:file|template|separate-git-dir|reuse-message|add-file|repo)=(.*)$/s.exec(arg)?.[1] ??
      /^-F(.+)$/s.exec(arg)?.[1] ??
      (/^(?:-F|--file|--template)$/.test(args[index - 1] ?? '') ? arg : undefined);
    if (value !== undefined) call.shell.touch('read', value, call.state, { isGuess: true, deep: true });
    const object = /^(?:tag|merge|replace|cherry-pick|revert|update-ref|merge-base|name-rev)$/.test(call.name)
      ? objectPath(arg)
      : undefined;
    if (object !== undefined && object.path !== '' && !/@|\/\//.test(arg)) readObject(repository, object.path);
    if (call.name === 'remote' && /^[./~]/.test(arg) && args[0] === 'add') fromRepository(arg, call);
  }
  return unknownOutput;
};
/** Unknown to Cloister: an alias or a program named git-…; what its arguments name is judged. */
const other = (repository: Repository): Output => {
  const { call, args } = repository;
  for (const arg of args) {
    const object = objectPath(arg);
    const value = /^--[\w-]+=(.+)$/s.exec(arg)?.[1];
    if (value !== undefined) call.shell.touch('read', value, call.state, { isGuess: true, deep: true });
    if (object !== undefined && object.path !== '') readObject(repository, object.path);
    else if (!arg.startsWith('-') && isOnDisk(arg, call))
      call.shell.touch('read', arg, call.state, { isGuess: true, deep: true });
  }
  call.shell.opaque();
  return unknownOutput;
};

const clean = (repository: Repository): Output => {
  const specs = splitPathspecs(repository, ['-e', '--exclude']);
  const paths = [...specs.pathspecs, ...specs.revisions];
  if (repository.args.some((arg) => /^-[a-z]*n|^--dry-run$/.test(arg)))
    readHistory(repository, 'list', specs, false, false);
  else
    for (const path of paths.length === 0 ? ['.'] : paths)
      repository.call.shell.touch('write', path, repository.call.state, { deep: true });
  return unknownOutput;
};

const blame = (repository: Repository): Output => {
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
    if (tree !== undefined) checkTree(tree, repository);
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
  bundle: everything,
  'fast-export': everything,
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
        repository.call.shell.touch('read', folder, repository.call.state, { deep: true, history: true });
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
  restore: orChosen(onPaths('write', ['-s', '--source'])),
  add: orChosen(onPaths('read'), /^(?:-p|--patch|-i|--interactive|-e|--edit)$/),
  stage: orChosen(onPaths('read'), /^(?:-p|--patch|-i|--interactive|-e|--edit)$/),
  rm: onPaths('write'),
  mv: (repository) => {
    for (const arg of repository.args)
      if (!arg.startsWith('-')) repository.call.shell.touch('write', arg, repository.call.state, { deep: true });
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
  'merge-file': onPaths('read', ['-L']),
  'update-index': (repository) => {
    if (repository.args.includes('--stdin')) listedPaths(repository);
    return onPaths('read', ['--cacheinfo', '--chmod'])(repository);
  },
  'check-ignore': (repository) => {
    if (repository.args.includes('--stdin')) listedPaths(repository);
    return onPaths('list')(repository);
  },
  'check-attr': onPaths('list', [], 1),
  'sparse-checkout': onPaths('read', [], 1),
  notes: (repository) => {
    for (const arg of repository.args) {
      const object = objectPath(arg.replace(/^-[Cc](?=.)|^--reuse-message=/, ''));
      if (object !== undefined && object.path !== '') readObject(repository, object.path);
    }
    return onPaths('read', ['-m', '--ref'], 1)(repository);
  },
  reset: (repository) =>
    isPatching(repository.args)
      ? showsChanges(repository, splitPathspecs(repository, []))
      : repository.args.includes('--') || splitPathspecs(repository, []).pathspecs.length > 0
        ? onPaths('read')(repository)
        : unknownOutput,
  rebase,
  bisect: rebase,
  'filter-branch': rebase,
  'filter-repo': rebase,
  pull: rebase,
  fetch: rebase,
  'ls-remote': rebase,
  branch: quiet,
  tag: quiet,
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
