import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { describeFailure } from './fault.ts';
import { keyVariable, makeKey, parseKey, readKey } from './fingerprint-key.ts';
import { errorCode } from './walk.ts';
import { writeWhole } from './whole-file.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What the check of a key is the hash of. */
const checked = 'cloister baseline';

/** Where the key of a vault's baseline is kept: in Cloister's own folder, by the vault's id, never in the vault. */
export function vaultKeyPath(home: string, id: string): string {
  return join(home, 'keys', `${id}.key`);
}

/** Tells keys apart without telling them: a keyed hash of a constant, 32 hexadecimal digits. */
export function checkOf(key: Uint8Array): string {
  return createHmac('sha256', key).update(checked).digest('hex').slice(0, 32);
}

/** Whether a key for a baseline is there. */
export type VaultKey =
  | { readonly state: 'fits'; readonly key: Uint8Array }
  /** There is none. */
  | { readonly state: 'missing' }
  /** The one that is there made other fingerprints. */
  | { readonly state: 'other'; readonly where: string }
  /** The file can not be read, or holds none. */
  | { readonly state: 'broken'; readonly why: string };

/** The key that a variable gives for all vaults of a run. @throws UserError where it holds none. */
export function keyOfEnvironment(env: Env): Uint8Array | undefined {
  const given = env[keyVariable];
  return given === undefined || given === '' ? undefined : parseKey(given);
}

/**
 * The key for a vault: the environment's or the one that is kept, whichever fits the baseline's `check`; without a check
 * the environment's comes first.
 * @throws UserError where the environment's is none.
 */
export function findVaultKey(home: string, env: Env, id: string, check: string | undefined): VaultKey {
  const fits = (key: Uint8Array): boolean => check === undefined || checkOf(key) === check;
  const given = keyOfEnvironment(env);
  if (given !== undefined && fits(given)) return { state: 'fits', key: given };
  const path = vaultKeyPath(home, id);
  let kept: Uint8Array | undefined;
  try {
    kept = readKey(path);
  } catch (error) {
    const { message, hint } = describeFailure(error);
    return { state: 'broken', why: hint === undefined ? `${path} can not be read (${message})` : message };
  }
  if (kept !== undefined && fits(kept)) return { state: 'fits', key: kept };
  if (given !== undefined) return { state: 'other', where: keyVariable };
  return kept === undefined ? { state: 'missing' } : { state: 'other', where: path };
}

/** Makes a vault's key. Where another process was faster, that one's is the key. */
export function makeVaultKey(home: string, id: string): VaultKey {
  const path = vaultKeyPath(home, id);
  try {
    return { state: 'fits', key: makeKey(path) };
  } catch (error) {
    return { state: 'broken', why: `${path} can not be written (${errorCode(error)})` };
  }
}

/** Keeps a key for a vault, in place of what was kept before. */
export function keepVaultKey(home: string, id: string, key: Uint8Array): void {
  writeWhole(vaultKeyPath(home, id), Buffer.from(key));
}
