import type { Call } from '../../evaluated.ts';
import { hasHole, isUnknown, listed } from '../../holes.ts';

export interface Repository {
  readonly call: Call;
  readonly args: readonly string[];
  /** Top folder of the working tree; undefined outside of repositories. */
  readonly top: string | undefined;
  /** Where git runs, from the top. */
  readonly prefix: string;
  /** Where pathspecs mean something else than usual: their marks nothing (`plain`), or case nothing (`folded`). */
  readonly pathspecs?: 'plain' | 'folded';
}

/** A version of a file: `rev:path`, `:path`, `:0:path`. */
export function objectPath(arg: string): { readonly path: string } | undefined {
  if (/^:[(!^/]/.test(arg)) return undefined;
  const match = /^(?:\{[^}]*\}|[^:\s{])*:(?:[0-3]:)?(.*)$/s.exec(arg);
  if (match === null || /^[a-z]+:\/\//i.test(arg)) return undefined;
  return { path: match[1] ?? '' };
}

export function readObject({ call, top, prefix }: Repository, path: string): void {
  const { shell, state } = call;
  const base = top ?? shell.paths('.', state)[0] ?? '';
  const full = /^\.{1,2}(?:\/|$)/.test(path) && prefix !== '' ? `${base}/${prefix}/${path}` : `${base}/${path}`;
  shell.touch('read', full.replace(/\/+$/, ''), state, { deep: true, keepsLinks: true, history: true });
}

export interface Pathspecs {
  readonly revisions: readonly string[];
  readonly pathspecs: readonly string[];
  readonly hasSeparator: boolean;
}

/** Tells revisions from paths as git does: behind `--` all are paths, before it what is there on disk. */
export function splitPathspecs(repository: Repository, valued: readonly string[], skip = 0): Pathspecs {
  const { call, args } = repository;
  const at = args.indexOf('--');
  const front = at < 0 ? args : args.slice(0, at);
  const revisions: string[] = [];
  const pathspecs: string[] = at < 0 ? [] : [...args.slice(at + 1)];
  let skipped = 0;
  for (const [index, arg] of front.entries()) {
    if (arg.startsWith('-') || valued.includes(front[index - 1] ?? '')) continue;
    if (skipped < skip) skipped += 1;
    else if (isFoundCommit(arg, repository)) revisions.push(arg);
    else if (/^:[(!^/]/.test(arg)) pathspecs.push(arg);
    else if (at < 0 && isOnDisk(arg, call)) pathspecs.push(arg);
    else revisions.push(arg);
  }
  return { revisions, pathspecs: meant(pathspecs, repository), hasSeparator: at >= 0 };
}

/** Commands that take what stands before `--` for a revision where it can be one. */
const readers =
  /^(?:show|log|diff|whatchanged|reflog|format-patch|diff-tree|diff-index|range-diff|difftool|shortlog|grep|archive|rev-list|stash)$/;

/** `:/text` is the newest commit whose message holds the text, and a path from the top only where there is none. */
function isFoundCommit(arg: string, { call, top }: Repository): boolean {
  if (!/^:\/./.test(arg) || !readers.test(call.name) || top === undefined || hasHole(arg)) return false;
  if (call.shell.world.object(top, arg) !== undefined) return true;
  // A commit that is only made by the same command line is not there yet.
  if (call.shell.world.kind(`${top}/${arg.slice(2)}`) === undefined && !/[*?[]/.test(arg))
    call.shell.unknown(`the commit ${arg}`);
  return false;
}

/** Pathspecs as git reads them where a variable or an option changes what they mean. */
function meant(pathspecs: readonly string[], { pathspecs: kind }: Repository): readonly string[] {
  if (kind === undefined) return pathspecs;
  const included = pathspecs.filter((each) => !isExcluding(each));
  return kind === 'plain' ? included : included.map((each) => (each.startsWith(':') ? each : `:(icase)${each}`));
}

export function isOnDisk(arg: string, { shell, state }: Call): boolean {
  if (hasHole(arg) || objectPath(arg) !== undefined) return false;
  // No name of a revision holds a star, a question mark or a bracket.
  if (/[*?[]/.test(arg) && !/[{^]/.test(arg)) return true;
  return shell.paths(arg, state).some((path) => shell.world.kind(path) !== undefined);
}

export const logValued = [
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

/** True where a pathspec says more than an ending or a folder that any note may lie in. */
export function asksByName(pathspec: string): boolean {
  const pattern = pathspec.replace(/^:(?:\([^)]*\)|\/)/, '').replace(/\.\w+$/, '');
  return pattern.replace(/[^\p{L}\p{N}]/gu, '').length >= 1;
}

export function isExcluding(pathspec: string): boolean {
  return /^:(?:[!^]|\([^)]*exclude)/.test(pathspec);
}

/** Objects that standard input names, a line each. */
export function objectsGiven(repository: Repository): void {
  const { shell, input } = repository.call;
  if (input.kind === 'unknown') shell.unknown('the objects that git shows');
  if (input.kind !== 'known') return;
  for (const line of input.text.split('\n')) {
    const object = objectPath(line.trim());
    checkBase(line.trim(), repository);
    if (object !== undefined) readObject(repository, object.path);
    else if (line.trim() !== '') checkRevision(line.trim(), repository);
  }
}

/** A bare object id may be a file's content: only what is known to be a commit passes. */
export function checkObject(name: string, { call, top }: Repository): void {
  if (!/^[0-9a-f]{4,64}$/i.test(name)) {
    if (/\^\{(?:tree|blob)\}$/.test(name)) call.shell.unknown(`the object ${name}`);
    if (isUnknown(name)) call.shell.unknown('the object that git shows');
    return;
  }
  if (top === undefined || kindOf(name, call, top) !== 'commit') call.shell.unknown(`the object ${name}`);
}

/** What a revision comes to; a tag may stand for anything. */
function kindOf(name: string, { shell }: Call, top: string) {
  const kind = shell.world.object(top, name);
  return kind === 'tag' ? shell.world.object(top, `${name}^{}`) : kind;
}

/**
 * A name may stand for a file's content or a folder by itself, which no path cuts down: a tag of a blob, a reference to a
 * tree. Only what is known to be one is stopped.
 */
export function checkRevision(name: string, repository: Repository): void {
  const { call, top } = repository;
  if (hasHole(name) || /^[0-9a-f]{4,64}$/i.test(name) || /\^\{(?:tree|blob)\}$/.test(name)) {
    checkObject(name, repository);
    return;
  }
  if (top === undefined || /\.\.|^[-^:]/.test(name) || objectPath(name) !== undefined) return;
  if (/^(?:HEAD|@)(?:[~^@](?!\{\w)|$)/.test(name)) return;
  const kind = kindOf(name, call, top);
  if (kind === 'blob' || kind === 'tree') call.shell.unknown(`the object ${name}`);
}

/** Commands whose arguments with a colon are messages, refspecs or addresses. */
const otherColons = /^(?:commit|push|fetch|pull|clone|remote|config|submodule|bisect|send-email|ls-remote|credential)$/;

/** The path in `revision:path` is meant from what the revision comes to, which is the top for commits alone. */
export function checkBase(arg: string, repository: Repository): void {
  if (otherColons.test(repository.call.name) || objectPath(arg) === undefined) return;
  const base = /^([^:]+?)(?:\^\{(?:tree)?\})*:/.exec(arg.replace(/^--?[\w-]+=|^-[A-Za-z](?=[0-9a-f]{7})/, ''))?.[1];
  if (base !== undefined && !/\s/.test(base)) checkRevision(base, repository);
}

export function checkTree(name: string, { call, top }: Repository): void {
  if (/^[0-9a-f]{4,64}$/i.test(name) && (top === undefined || call.shell.world.object(top, name) !== 'commit'))
    call.shell.unknown(`the object ${name}`);
}

/** All that a repository on this machine holds is brought over. */
export function fromRepository(source: string, { shell, state }: Call): void {
  const path = source.replace(/^file:\/\/(?:localhost)?/, '').replace(/\/?\.git\/*$/, '');
  shell.touch('read', path === '' ? '.' : path, state, { deep: true, keepsLinks: true, history: true, isGuess: true });
}

/** Paths that standard input names, a line each. */
export function listedPaths({ call }: Repository): void {
  const { shell, state, input } = call;
  if (input.kind === 'known')
    for (const line of input.text.split(/[\n\0]/)) shell.touch('read', line, state, { isGuess: true });
  else if (input.kind === 'listed') shell.touch('read', input.hole ?? listed, state, { isGuess: true });
  else if (input.kind === 'unknown') shell.unknown('the paths that git is given');
}
