import { statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { VaultPath } from '../core/finding.ts';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import { foldPath } from '../core/vault-path.ts';
import { vaultPathOf, vaultsOf } from '../node/explain.ts';
import { cloisterHome } from '../node/home.ts';
import { namesIn } from '../node/names-in.ts';
import { openVaults, realOrSelf, type Vault } from '../node/vaults.ts';
import { errorCode } from '../node/walk.ts';
import type { Io } from './io.ts';

/** A path that the user named. */
export interface NamedPath {
  /** Its real path; of what does not exist, that of the deepest folder above it with the rest behind. */
  readonly real: string;
  readonly kind: 'folder' | 'file' | 'missing';
}

/** A path in a vault. */
export interface VaultTarget extends NamedPath {
  /** The innermost vault that holds it. */
  readonly vault: Vault;
  readonly path: VaultPath;
}

/** The place that the user means by `text`. @throws UserError where it can be none. */
export function namedPath(io: Io, text: string): NamedPath {
  // Such as the value of a shell variable that is not set: it would mean the folder itself.
  if (text === '') throw new UserError('A path can not be empty', 'Write `.` for the folder you are in.');
  if (text.includes('\0')) throw new UserError('A path can not hold a NUL character', 'Check the path.');
  const real = asOnDisk(realOrSelf(resolve(io.cwd, text)));
  return { real, kind: kindOf(real) };
}

/** A path as it is written on the disk, where it is there in another letter case or Unicode form alone. */
function asOnDisk(path: string): string {
  if (dirname(path) === path || kindOf(path) !== 'missing') return path;
  const folder = asOnDisk(dirname(path));
  const name = basename(path);
  const alike = namesIn(folder).filter((each) => foldPath(each) === foldPath(name));
  return join(folder, alike.length === 1 ? (alike[0] ?? name) : name);
}

/** The place in a vault that the user means by `text`. @throws UserError where it lies in none. */
export function vaultTarget(io: Io, text: string): VaultTarget {
  const named = namedPath(io, text);
  const vault = vaultsOf(openVaults(cloisterHome(io.env)), named.real).at(-1);
  if (vault === undefined)
    throw new UserError(
      `${printable(named.real)} is in no vault: every agent sees everything there`,
      'Run `cloister init` in the folder of your notes first.',
    );
  return { ...named, vault, path: vaultPathOf(vault.root, named.real) };
}

/** How a place in a vault is shown: from the vault's root. */
export function shownTarget({ vault, path }: Pick<VaultTarget, 'vault' | 'path'>): string {
  return printable(path === '' ? vault.root : path);
}

/** A real path as an argument that can be pasted into a shell in the folder that the user is in. */
export function shellPath(io: Io, real: string): string {
  const fromHere = relative(realOrSelf(io.cwd), real);
  const path = fromHere === '' ? '.' : fromHere.startsWith('..') ? real : fromHere;
  const safe = path.startsWith('-') ? `./${path}` : path;
  return printable(/^[\w./:@%+=,-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", "'\\''")}'`);
}

function kindOf(path: string): NamedPath['kind'] {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return 'missing';
    return stat.isDirectory() ? 'folder' : 'file';
  } catch (error) {
    // A name that is too long, or a folder that may not be entered.
    errorCode(error);
    return 'missing';
  }
}
