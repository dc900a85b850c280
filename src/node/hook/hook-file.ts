import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import { isAlive } from '../file-lock.ts';
import { namesIn } from '../names-in.ts';
import { readPlainFile } from '../plain-file.ts';
import { errorCode } from '../walk.ts';
import { writeWhole } from '../whole-file.ts';
import {
  bytesOf,
  findBlock,
  firstLine,
  type HookName,
  insertBlock,
  isBare,
  isShellScript,
  keptName,
  launcherIn,
  ownBlock,
  sharedBlock,
  withoutBlock,
} from './hook-text.ts';

/** What became of one hook file. */
export interface FileChange {
  readonly path: string;
  /** `mended`: a hook of ours was brought up to date or made executable. */
  readonly change: 'made' | 'added' | 'mended' | 'unchanged';
  /** Where the hook that was there before lies now. */
  readonly kept?: string;
  /** False where git passed over that hook, for it was not executable. */
  readonly keptRuns?: boolean;
}

/** What lies at the path of a hook. */
export type AtHook =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'dangling' }
  | { readonly kind: 'file'; readonly text: string; readonly isExecutable: boolean }
  | { readonly kind: 'unreadable'; readonly why: string };

const largest = 16 << 20;

/** Looks at what lies at the path of a hook; the text's characters are the file's bytes. */
export function lookAt(path: string): AtHook {
  try {
    const own = lstatSync(path, { throwIfNoEntry: false });
    if (own === undefined) return { kind: 'nothing' };
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return { kind: 'dangling' };
    // Windows has no such mark. Untested: no Windows machine was at hand.
    const isExecutable = process.platform === 'win32' || (stat.mode & 0o111) !== 0;
    return { kind: 'file', text: readPlainFile(path, { largest }).toString('latin1'), isExecutable };
  } catch (error) {
    const code = errorCode(error);
    // The folder above is a file.
    if (code === 'ENOTDIR') return { kind: 'nothing' };
    const why = code === 'ENOTPLAIN' || code === 'EISDIR' ? 'it is no file' : code;
    return { kind: 'unreadable', why };
  }
}

function unreadable(path: string, why: string): UserError {
  return new UserError(
    `${path} can not be read (${why})`,
    'Move it away or mend it, then try again; nothing was changed.',
  );
}

/** @throws UserError where a person changed what stands between our marks. */
function changedBlock(path: string): UserError {
  return new UserError(
    `Somebody changed what Cloister wrote into ${path}`,
    'Delete the lines from the mark ">>> cloister hook" to "<<< cloister hook" yourself, then try again.',
  );
}

export interface OwnHook {
  readonly folder: string;
  readonly name: HookName;
  /** The file's name: that of the hook, or the one under which another tool calls it. */
  readonly file: string;
  readonly launcher: string;
  /** Called before a hook of ours is made to call another launcher; throws where it must not be. */
  mayTurn(launcher: string): void;
  /** True looks alone whether it could be done. */
  readonly isTrial: boolean;
}

/**
 * Makes a hook of one's own. A hook that is there is kept beside it, and called first. Killed at any moment, the hook of
 * before or ours is in place, and what was kept is whole.
 * @throws UserError where what is there can not be kept; then nothing was changed.
 */
export function installOwn({ folder, name, file, launcher, mayTurn, isTrial }: OwnHook): FileChange {
  const path = join(folder, file);
  const block = ownBlock(name, launcher);
  const there = lookAt(path);
  if (there.kind === 'unreadable') throw unreadable(path, there.why);
  const found = there.kind === 'file' ? findBlock(there.text) : undefined;
  if (there.kind === 'file' && found !== undefined) {
    if (!found.isWhole) throw changedBlock(path);
    const other = launcherIn(found.block);
    if (other !== undefined && other !== launcher) mayTurn(other);
    const text = found.before + bytesOf(block) + found.after;
    return isTrial ? { path, change: 'mended' } : brought(path, there.text, text, there.isExecutable);
  }
  const kept = join(folder, keptName(name));
  if (there.kind !== 'nothing') mustBeKeepable(path, kept);
  if (isTrial) return { path, change: 'made' };
  mkdirSync(folder, { recursive: true });
  const draft = writeDraft(path, firstLine + block);
  try {
    if (there.kind === 'nothing') {
      place(draft, path);
      return { path, change: 'made' };
    }
    keep(path, kept);
    renameSync(draft, path);
    return { path, change: 'made', kept, keptRuns: there.kind === 'file' && there.isExecutable };
  } finally {
    rmSync(draft, { force: true });
  }
}

function brought(path: string, before: string, after: string, isExecutable: boolean): FileChange {
  if (before !== after) writeWhole(path, Buffer.from(after, 'latin1'));
  if (!isExecutable) chmodSync(path, (statSync(path).mode & 0o777) | 0o755);
  return { path, change: before === after && isExecutable ? 'unchanged' : 'mended' };
}

function writeDraft(path: string, text: string): string {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.${randomBytes(4).toString('hex')}`);
  const file = openSync(draft, 'wx', 0o755);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return draft;
}

/** Removes what runs that were killed began to write in a folder of hooks. */
export function removeDrafts(folder: string): void {
  for (const name of namesIn(folder)) {
    const pid = /^\.?(?:pre-commit|pre-merge-commit)(?:\.[\w-]+)?\.(\d+)\.[0-9a-f]{8}$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

/** File systems without hard links. */
const noLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV'];

/** Moves the draft to where nothing is. @throws UserError where something came there meanwhile. */
function place(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw new UserError(`${path} came there just now`, 'Try again.');
    if (!noLinks.includes(errorCode(error))) throw error;
    renameSync(draft, path);
  }
}

/** Gives a hook its second name; it stays under the first one until ours takes that. */
function keep(path: string, kept: string): void {
  // A run that was killed got as far as this.
  if (lstatSync(kept, { throwIfNoEntry: false }) !== undefined) return;
  if (lstatSync(path).isSymbolicLink()) {
    symlinkSync(readlinkSync(path), kept);
    return;
  }
  try {
    linkSync(path, kept);
  } catch (error) {
    if (!noLinks.includes(errorCode(error))) throw error;
    const draft = `${kept}.${process.pid}.${randomBytes(4).toString('hex')}`;
    try {
      copyFileSync(path, draft);
      const file = openSync(draft, 'r+');
      try {
        fchmodSync(file, statSync(path).mode & 0o7777);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(draft, kept);
    } finally {
      rmSync(draft, { force: true });
    }
  }
}

function mustBeKeepable(path: string, kept: string): void {
  if (lstatSync(kept, { throwIfNoEntry: false }) === undefined || isSame(path, kept)) return;
  throw new UserError(
    `${kept} is a hook that Cloister kept before, and ${path} is another one by now`,
    'Put together what you need of the two, move the kept one away, then try again; nothing was changed.',
  );
}

function isSame(path: string, kept: string): boolean {
  const [left, right] = [lstatSync(path), lstatSync(kept)];
  if (left.isSymbolicLink() || right.isSymbolicLink())
    return left.isSymbolicLink() && right.isSymbolicLink() && readlinkSync(path) === readlinkSync(kept);
  const [one, other] = [lookAt(path), lookAt(kept)];
  return one.kind === 'file' && other.kind === 'file' && one.text === other.text && left.mode === right.mode;
}

export interface SharedHook {
  /** Git passes over a file that is not executable; husky does not. */
  readonly needsMode: boolean;
  /** True looks alone whether it could be done. */
  readonly isTrial: boolean;
}

/**
 * Puts the call into a hook file that others get too.
 * @throws UserError where the file is no shell script, or would only now begin to run.
 */
export function installShared(path: string, { needsMode, isTrial }: SharedHook): FileChange {
  const there = lookAt(path);
  if (there.kind === 'unreadable') throw unreadable(path, there.why);
  if (there.kind === 'dangling') throw unreadable(path, 'its link leads nowhere');
  if (there.kind === 'nothing') {
    if (isTrial) return { path, change: 'made' };
    mkdirSync(dirname(path), { recursive: true });
    const draft = writeDraft(path, firstLine + sharedBlock);
    try {
      place(draft, path);
    } finally {
      rmSync(draft, { force: true });
    }
    return { path, change: 'made' };
  }
  const found = findBlock(there.text);
  if (found !== undefined) {
    if (!found.isWhole) throw changedBlock(path);
    const text = found.before + bytesOf(sharedBlock) + found.after;
    if (isTrial) return { path, change: 'mended' };
    return brought(path, there.text, text, there.isExecutable || !needsMode);
  }
  if (!isShellScript(there.text))
    throw new UserError(
      `${path} is no shell script, so Cloister can not add its call`,
      'Have it run `"$HOME/.cloister/bin/cloister-commit" pre-commit` and stop where that fails.',
    );
  if (needsMode && !there.isExecutable)
    throw new UserError(
      `${path} is not executable, so git passes over it`,
      'Make it executable or move it away, then try again; nothing was changed.',
    );
  if (!isTrial) writeWhole(path, Buffer.from(insertBlock(there.text, sharedBlock), 'latin1'));
  return { path, change: 'added' };
}

/** What became of a hook file of ours. */
export type Removal = 'removed' | 'restored' | 'taken-out' | 'left' | 'none';

/**
 * Takes what is ours out of a hook file and puts the hook back that was kept for it. `left`: somebody changed the file,
 * so that the two can not be told apart.
 * @throws an error of the file system
 */
export function removeBlock(path: string, kept: string | undefined): Removal {
  const there = lookAt(path);
  const found = there.kind === 'file' ? findBlock(there.text) : undefined;
  if (found === undefined) return 'none';
  if (!found.isWhole) return 'left';
  const rest = withoutBlock(found);
  const hasKept = kept !== undefined && lstatSync(kept, { throwIfNoEntry: false }) !== undefined;
  if (isBare(rest)) {
    if (hasKept) renameSync(kept, path);
    else rmSync(path);
    return hasKept ? 'restored' : 'removed';
  }
  // What was added to ours and what was kept are two hooks in the place of one.
  if (hasKept) return 'left';
  writeWhole(path, Buffer.from(rest, 'latin1'));
  return 'taken-out';
}
