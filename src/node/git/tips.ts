import { type Dirent, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import { errorCode } from '../walk.ts';
import type { GitPlace } from './git-place.ts';
import { type Env, faultIn, type GitAnswer } from './git-run.ts';
import { gitAt } from './git-stream.ts';

/** A name that leads to an object: `refs/heads/main`, `HEAD`, `worktrees/x/HEAD`. */
export interface Reference {
  readonly name: string;
  readonly oid: string;
}

/** Git's folders of a repository that hold references: the shared one, and one for each linked worktree. */
export function referenceFolders(place: GitPlace): { readonly folder: string; readonly prefix: string }[] {
  const worktrees = entries(join(place.commonDir, 'worktrees')).filter((each) => each.isDirectory());
  return [
    { folder: place.commonDir, prefix: '' },
    ...worktrees.map(({ name }) => ({
      folder: join(place.commonDir, 'worktrees', name),
      prefix: `worktrees/${name}/`,
    })),
  ];
}

/** All references of a repository, of all its worktrees, the HEADs too. @throws UserError where git can not list them. */
export function references(place: GitPlace, env: Env): Reference[] {
  const { status, stdout, stderr, error } = gitAt(place, ['for-each-ref', '--format=%(objectname) %(refname)'], env);
  if (status !== 0)
    throw new UserError(
      `git can not list the references of ${place.root}: ${error ?? faultIn(stderr)}`,
      'git for-each-ref there says the same',
    );
  const found: Reference[] = stdout
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ oid: line.slice(0, line.indexOf(' ')), name: line.slice(line.indexOf(' ') + 1) }));
  for (const { folder, prefix } of referenceFolders(place)) {
    const head = readId(join(folder, 'HEAD'), place);
    if (head !== undefined) found.push({ name: `${prefix}HEAD`, oid: head });
    // References of one worktree alone: git lists those of the worktree in which it is run. `--all` leaves them out.
    const isOwn = folder === place.gitDir;
    if (isOwn) continue;
    for (const area of ['bisect', 'worktree', 'rewritten']) {
      for (const file of filesBelow(join(folder, 'refs', area))) {
        const oid = readId(join(folder, 'refs', area, file), place);
        if (oid !== undefined) found.push({ name: `${prefix}refs/${area}/${file}`, oid });
      }
    }
  }
  if (!hasTables(place)) return found;
  // Of the format "reftable" no file tells; git is asked for the one name that matters of each worktree.
  for (const { prefix } of referenceFolders(place)) {
    const name = prefix === '' ? 'main-worktree/HEAD' : `${prefix}HEAD`;
    const oid = gitAt(place, ['rev-parse', '--verify', '--quiet', name], env).stdout.toString('latin1').trim();
    if (oid !== '') found.push({ name: prefix === '' ? 'HEAD' : name, oid });
  }
  return found;
}

/** Files with what references were before. */
export function reflogFiles(place: GitPlace): string[] {
  return referenceFolders(place).flatMap(({ folder }) =>
    filesBelow(join(folder, 'logs')).map((file) => join(folder, 'logs', file)),
  );
}

/** True where references lie in tables ("reftable"), not in files. */
export function hasTables(place: GitPlace): boolean {
  return entries(join(place.commonDir, 'reftable')).length > 0;
}

/** Names such as `ORIG_HEAD` and `FETCH_HEAD`, which `git show` takes like any reference. */
const operationName = /^[A-Z]+(?:_[A-Z]+)+$/;
const operationFolders = ['rebase-merge', 'rebase-apply', 'sequencer'];
const operationFile = /^(?:autostash|orig-head|stopped-sha|onto|head|abort-safety)$/;
/** Thousands of branches may have been fetched at once. */
const largestOperation = 16 << 20;

/** Files in which operations of git keep what they started from, fetched or were stopped at. Git forgets it in its time. */
export function operationFiles(place: GitPlace): string[] {
  return referenceFolders(place).flatMap(({ folder }) => {
    const names = (path: string) => entries(path).filter((each) => each.isFile());
    return [
      ...names(folder).flatMap(({ name }) =>
        operationName.test(name) && !name.endsWith('_EDITMSG') ? [join(folder, name)] : [],
      ),
      ...operationFolders.flatMap((below) =>
        names(join(folder, below)).flatMap(({ name }) => (operationFile.test(name) ? [join(folder, below, name)] : [])),
      ),
    ];
  });
}

/** Ids that reflogs and unfinished or last operations name: what references are and were. */
export function reflogIds(place: GitPlace, env: Env): Set<string> {
  const found = new Set<string>();
  for (const file of reflogFiles(place)) idsOfReflog(readFileSync(file), place, found);
  for (const file of operationFiles(place)) {
    const text = readSmall(file, largestOperation) ?? '';
    for (const line of text.split('\n')) {
      const oid = idAt(line, place);
      if (oid !== undefined) found.add(oid);
    }
  }
  if (hasTables(place))
    addLines(gitAt(place, ['rev-list', '--no-walk=unsorted', '--ignore-missing', '--reflog'], env), found);
  return found;
}

/** The same of some references alone, which all worktrees share. */
export function reflogIdsOf(place: GitPlace, names: readonly string[], env: Env): Set<string> {
  const found = new Set<string>();
  for (const name of names) {
    const file = join(place.commonDir, 'logs', name);
    if (lstatSync(file, { throwIfNoEntry: false })?.isFile()) idsOfReflog(readFileSync(file), place, found);
    else if (hasTables(place)) addLines(gitAt(place, ['log', '--walk-reflogs', '--format=%H', name, '--'], env), found);
  }
  return found;
}

function addLines({ stdout }: GitAnswer, to: Set<string>): void {
  for (const line of stdout.toString('latin1').split('\n')) if (line !== '') to.add(line);
}

/** A line is `<old id> <new id> <who> <when>\t<why>`. */
function idsOfReflog(bytes: Buffer, { objectFormat }: GitPlace, found: Set<string>): void {
  const digits = objectFormat === 'sha1' ? 40 : 64;
  let before = '';
  for (let at = 0; at < bytes.length; ) {
    const newline = bytes.indexOf(10, at);
    const end = newline === -1 ? bytes.length : newline;
    if (end - at > digits * 2) {
      const old = bytes.toString('latin1', at, at + digits);
      const next = bytes.toString('latin1', at + digits + 1, at + digits * 2 + 1);
      // Mostly the old id is the new one of the line before.
      if (old !== before && isId(old)) found.add(old);
      if (isId(next)) found.add(next);
      before = next;
    }
    at = end + 1;
  }
}

function isId(text: string): boolean {
  return /^[0-9a-f]+$/.test(text) && !/^0+$/.test(text);
}

const largestReference = 64 << 10;

/** The id in a file of a reference; undefined where it names another reference, which is listed itself. */
function readId(file: string, place: GitPlace): string | undefined {
  return idAt(readSmall(file)?.trimStart() ?? '', place);
}

/** The id that a text begins with: git takes no notice of what stands behind a blank. */
function idAt(text: string, { objectFormat }: GitPlace): string | undefined {
  const digits = objectFormat === 'sha1' ? 40 : 64;
  const oid = text.slice(0, digits);
  return oid.length === digits && isId(oid) && /^(?:\s|$)/.test(text.slice(digits, digits + 1)) ? oid : undefined;
}

/** The text of a regular file; undefined where there is none, or it is too large to be what was looked for. */
export function readSmall(file: string, largest = largestReference): string | undefined {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile() || stat.size > largest) return undefined;
  return readFileSync(file, 'utf8');
}

/**
 * Names of regular files beneath a folder, relative to it, joined by `/`, in one order; empty where it is not there. Links
 * are not followed, as git does not here.
 */
export function filesBelow(folder: string): string[] {
  const found: string[] = [];
  for (const each of entries(folder)) {
    if (each.isFile()) found.push(each.name);
    else if (each.isDirectory())
      found.push(...filesBelow(join(folder, each.name)).map((file) => `${each.name}/${file}`));
  }
  return found;
}

export function entries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}
