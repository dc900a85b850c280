import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../core/user-error.ts';
import { readPlainFile } from './plain-file.ts';
import { errorCode } from './walk.ts';

const keyLength = 32;

/** Name of the environment variable that holds the key as 64 hexadecimal digits, for machines without a home. */
export const keyVariable = 'CLOISTER_BASELINE_KEY';

/** Parses a fingerprint key of 64 hexadecimal digits. @throws UserError where it is anything else. */
export function parseKey(text: string): Uint8Array {
  const digits = text.trim();
  if (/^[0-9a-f]{64}$/i.test(digits)) return Buffer.from(digits, 'hex');
  throw new UserError(
    `${keyVariable} holds no key`,
    'A key is 64 hexadecimal digits: that of a vault is what `cloister baseline key export` prints.',
  );
}

/** A key for one run, whose fingerprints mean nothing to another one. */
export function randomKey(): Uint8Array {
  return randomBytes(keyLength);
}

/**
 * Returns the user's own key, for what belongs to no vault's baseline: it makes fingerprints the same in every run and
 * useless to others. It is made at the first call and kept in `home`, readable by the user alone.
 * @throws an error of the file system where the key can be neither read nor made.
 * @throws UserError where the file holds no key.
 */
export function readOrMakeKey(home: string): Uint8Array {
  const path = join(home, 'fingerprint.key');
  return readKey(path) ?? makeKey(path);
}

/**
 * The key in a file.
 * @returns undefined where there is none.
 * @throws an error of the file system where it can not be read.
 * @throws UserError where the file holds no key.
 */
export function readKey(path: string): Uint8Array | undefined {
  let bytes: Buffer;
  try {
    bytes = readPlainFile(path, { largest: 1 << 10 });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  if (bytes.length === keyLength) return bytes;
  throw new UserError(`${path} holds no key`, 'Delete it: a new one is made, and fingerprints change once.');
}

/** Makes a key at a path where there is none; where another process was faster, that one's key is the key. */
export function makeKey(path: string): Uint8Array {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, randomKey(), { mode: 0o600, flag: 'wx', flush: true });
  try {
    // A link appears whole, and fails where there is one already.
    linkSync(draft, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const key = readKey(path);
  if (key === undefined) throw new Error(`${path} vanished`);
  return key;
}
