import { join } from 'node:path';
import type { VaultPath } from '../../core/finding.ts';
import { formatSealFile, type SealFile, type SealRecipient, sealPath } from '../../core/seal-file.ts';
import { UserError } from '../../core/user-error.ts';
import { isWithin } from '../../core/vault-path.ts';
import { idOfRoot } from '../approvals.ts';
import { readPlainFile } from '../plain-file.ts';
import type { Vault } from '../vaults.ts';
import { errorCode } from '../walk.ts';
import { writeWhole } from '../whole-file.ts';
import { newIdentity, recipientOf, sealBytes, unwrapIdentity, wrapIdentity } from './age.ts';
import { sealFolderIn } from './kept-identities.ts';
import { readSealFile, readSealFileAt, writeSealFile } from './seal-file.ts';

/** A wrapped identity is about 400 bytes. */
const largestWrapped = 1 << 16;
/** age's own advice is 8 to 10 random characters, or 4 to 5 words. */
export const shortestPassphrase = 8;

/** Where Cloister keeps what it needs to seal a vault: in its own folder, by the vault's id. */
export interface SealPlaces {
  /** Real path of the vault. */
  readonly root: string;
  /** The vault's identity, which the passphrase opens: an age file, 0600. */
  readonly identity: string;
  /** The recipients that a person has agreed to. */
  readonly agreed: string;
  /** One run at a time. */
  readonly lock: string;
}

/** New keys of a vault, which are nowhere yet but here. */
export interface NewSealKeys {
  /** Secret: the vault's identity, `AGE-SECRET-KEY-1…`. */
  readonly identity: string;
  /** Secret: shown to the person once, and never kept. */
  readonly recoveryKey: string;
  readonly recipients: readonly SealRecipient[];
}

/** What a passphrase gave. */
export type Unlocked =
  | { readonly ok: true; readonly identity: string }
  | { readonly ok: false; readonly why: 'missing' | 'wrong' | 'damaged' };

/** The places of a vault's keys. `home` is Cloister's own folder. */
export function sealPlaces(home: string, { root, file, approvals }: Vault): SealPlaces {
  const id = (file.state === 'ok' ? file.policy.id : undefined) ?? approvals[0]?.id ?? idOfRoot(root);
  const base = join(sealFolderIn(home), id);
  return { root, identity: `${base}.age`, agreed: `${base}.json`, lock: `${base}.lock` };
}

/** Makes a vault's identity and its recovery key, in memory alone. */
export async function createSealKeys(): Promise<NewSealKeys> {
  const [identity, recoveryKey] = [await newIdentity(), await newIdentity()];
  return {
    identity,
    recoveryKey,
    recipients: [
      { role: 'vault', name: "the vault's own key", recipient: await recipientOf(identity) },
      { role: 'recovery', name: 'the recovery key', recipient: await recipientOf(recoveryKey) },
    ],
  };
}

/**
 * Keeps new keys: the identity, wrapped by the passphrase, in Cloister's own folder, the public keys there and in the
 * vault. It is called once the person has proved that they have stored the recovery key. Without a passphrase the
 * identity is kept by the caller, such as in an editor's secret storage. `workFactor` is less in tests alone.
 * @throws UserError where there are keys already, and errors of the file system.
 */
export async function keepSealKeys(
  places: SealPlaces,
  keys: NewSealKeys,
  passphrase: string | undefined,
  workFactor?: number,
): Promise<void> {
  if (hasWrapped(places) || readSealFile(places.root).state !== 'missing')
    throw new UserError('The vault has keys already', 'Run the command once more.');
  const file: SealFile = { recipients: keys.recipients, folders: [] };
  const wrapped = passphrase === undefined ? undefined : await wrapAndCheck(keys.identity, passphrase, workFactor);
  // In this order: what is cut off in between is completed by `sealAudience`.
  writeWhole(places.agreed, formatSealFile(file));
  if (wrapped !== undefined) writeWhole(places.identity, wrapped);
  writeSealFile(places.root, file);
}

/** Wraps an identity by a passphrase, in place of what was kept before. */
export async function keepWrapped(
  places: SealPlaces,
  identity: string,
  passphrase: string,
  workFactor?: number,
): Promise<void> {
  writeWhole(places.identity, await wrapAndCheck(identity, passphrase, workFactor));
}

async function wrapAndCheck(identity: string, passphrase: string, workFactor?: number): Promise<Uint8Array> {
  const wrapped = await wrapIdentity(identity, passphrase, workFactor);
  const again = await unwrapIdentity(wrapped, passphrase);
  if (!again.ok || again.value !== identity) throw new Error('what was wrapped can not be opened');
  return wrapped;
}

/** True where this machine keeps the vault's identity, wrapped by a passphrase. */
export function hasWrapped({ identity }: SealPlaces): boolean {
  return readWrapped(identity) !== undefined;
}

/** The vault's identity, opened with the passphrase; it takes about a second. */
export async function unlockWithPassphrase({ identity }: SealPlaces, passphrase: string): Promise<Unlocked> {
  const wrapped = readWrapped(identity);
  if (wrapped === undefined) return { ok: false, why: 'missing' };
  const opened = await unwrapIdentity(wrapped, passphrase);
  if (opened.ok) return { ok: true, identity: opened.value };
  return { ok: false, why: opened.why === 'other-keys' ? 'wrong' : 'damaged' };
}

function readWrapped(path: string): Uint8Array | undefined {
  try {
    return readPlainFile(path, { largest: largestWrapped });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return undefined;
    throw new UserError(`${path} can not be read (${errorCode(error)})`, 'Mend its permissions, or use --recovery.');
  }
}

/** For whom a vault is sealed. */
export interface SealAudience {
  readonly file: SealFile;
  /** Recipients that nobody agreed to on this machine: they came with the file, from wherever. */
  readonly unknown: readonly SealRecipient[];
  /** Recipients that were agreed to, and that the vault's file names no more: such as the recovery key. */
  readonly lost: readonly SealRecipient[];
}

/**
 * Reads for whom a vault is sealed; undefined where it was never. A file in the vault that is gone is written anew from
 * what was agreed to.
 * @throws UserError where the file can not be read.
 */
export function sealAudience(places: SealPlaces): SealAudience | undefined {
  const agreed = readSealFileAt(places.agreed);
  const inVault = readSealFile(places.root);
  if (inVault.state === 'broken')
    throw new UserError(
      `${join(places.root, sealPath)} can not be read: ${inVault.problems.join(', ')}`,
      'Take it back from version control or a backup; or delete it, where this machine sealed before.',
    );
  const known = agreed.state === 'ok' ? agreed.file : undefined;
  const file = inVault.state === 'ok' ? inVault.file : known;
  if (file === undefined) {
    // New keys in the place of those that opened notes so far would lose the notes.
    if (hasWrapped(places) || agreed.state === 'broken')
      throw new UserError(
        `${join(places.root, sealPath)} is gone, and what is known of it can not be read`,
        'Take it back from version control or a backup.',
      );
    return undefined;
  }
  if (inVault.state === 'missing') writeSealFile(places.root, file);
  return { file, unknown: without(file, known), lost: known === undefined ? [] : without(known, file) };
}

/** The recipients of one file that another does not name in the same role. */
function without({ recipients }: SealFile, other: SealFile | undefined): SealRecipient[] {
  return recipients.filter(
    ({ recipient, role }) =>
      other?.recipients.some((each) => each.recipient === recipient && each.role === role) !== true,
  );
}

/** Writes for whom a vault is sealed, in the vault and as what a person agreed to. */
export function writeAudience(places: SealPlaces, file: SealFile): void {
  writeWhole(places.agreed, formatSealFile(file));
  writeSealFile(places.root, file);
}

/** A folder of which nothing is sealed any more goes from the vault's file, with those in it. */
export function noteUnsealed(places: SealPlaces, folder: VaultPath): void {
  // With a key of somebody else's there may be nothing that says for whom the vault is sealed.
  const file = sealAudience(places)?.file;
  if (file?.folders.some((each) => isWithin(each, folder)) === true)
    writeSealFile(places.root, { ...file, folders: file.folders.filter((each) => !isWithin(each, folder)) });
}

/**
 * Checks that every recipient can be sealed for: a public key may have the right form and still be none.
 * @throws UserError naming the first that can not.
 */
export async function checkRecipients(recipients: readonly string[]): Promise<void> {
  for (const each of recipients)
    try {
      await sealBytes(new Uint8Array(), [each]);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw new UserError(`${each} is no key that can be sealed for`, 'A public key of age begins with age1.');
    }
}

/** @throws UserError where none of the keys is one that the vault is sealed for: what was sealed could not be verified. */
export async function checkFits({ recipients }: SealFile, identities: readonly string[]): Promise<void> {
  for (const each of identities) {
    const mine = await recipientOf(each);
    if (recipients.some(({ recipient }) => recipient === mine)) return;
  }
  throw new UserError(
    'This key can not open what is sealed in this vault: .cloister/seal.json names others',
    'Use --recovery, or take seal.json back from version control.',
  );
}
