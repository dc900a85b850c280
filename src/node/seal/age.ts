import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { parseIdentityFile } from '../../core/seal-file.ts';
import { UserError } from '../../core/user-error.ts';

/* All that Cloister does with age-encryption: a bundle of its own, dist/seal.cjs, since most runs seal nothing. */

/** Why something sealed could not be opened. */
export type OpenFailure = 'no-age' | 'other-keys' | 'damaged';

export type Opened<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: OpenFailure };

type Chunks = ReadableStream<Uint8Array>;

/** 2^18 rounds, about a second: what age uses too. */
const fullWork = 18;

/** Makes a secret X25519 key, `AGE-SECRET-KEY-1…`. */
export function newIdentity(): Promise<string> {
  return generateX25519Identity();
}

/** The public key, `age1…`, that belongs to a secret one. */
export function recipientOf(identity: string): Promise<string> {
  return identityToRecipient(identity);
}

/** Encrypts bytes for every one of the public keys. */
export function sealBytes(bytes: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
  return encrypterFor(recipients).encrypt(bytes);
}

/** The same for what is too large to be held. */
export function sealStream(stream: Chunks, recipients: readonly string[]): Promise<Chunks> {
  return encrypterFor(recipients).encrypt(stream);
}

function encrypterFor(recipients: readonly string[]): Encrypter {
  if (recipients.length === 0) throw new Error('sealed for nobody');
  const encrypter = new Encrypter();
  for (const each of recipients) encrypter.addRecipient(each);
  return encrypter;
}

/**
 * Decrypts bytes of age, armoured ones too, with the first of the secret keys that fits.
 * @throws UserError where none fits, and where the bytes are damaged or no age file.
 */
export async function unsealBytes(bytes: Uint8Array, identities: string | readonly string[]): Promise<Uint8Array> {
  const opened = await openSealed(bytes, typeof identities === 'string' ? [identities] : identities);
  if (opened.ok) return opened.value;
  throw new UserError(...failureTexts[opened.why]);
}

const failureTexts: Readonly<Record<OpenFailure, readonly [string, string]>> = {
  'no-age': ['It is no file of age', 'Only what was sealed can be unsealed.'],
  'other-keys': ['It was sealed for other keys', 'Use the recovery key, or the identity file of whoever can open it.'],
  damaged: ['What is sealed is damaged or cut off', 'Take it back from a backup or from version control.'],
};

/** The same with the failure as a value. */
export async function openSealed(bytes: Uint8Array, identities: readonly string[]): Promise<Opened<Uint8Array>> {
  try {
    return { ok: true, value: await decrypterFor(identities).decrypt(withoutArmor(bytes)) };
  } catch (error) {
    return { ok: false, why: failureOf(error) };
  }
}

/** The same for what is too large to be held: the stream itself fails where what is sealed is damaged further on. */
export async function openStream(stream: Chunks, identities: readonly string[]): Promise<Opened<Chunks>> {
  try {
    return { ok: true, value: await decrypterFor(identities).decrypt(stream) };
  } catch (error) {
    return { ok: false, why: failureOf(error) };
  }
}

function decrypterFor(identities: readonly string[]): Decrypter {
  const decrypter = new Decrypter();
  for (const each of identities) decrypter.addIdentity(each);
  return decrypter;
}

const armorBegin = '-----BEGIN AGE ENCRYPTED FILE-----';

function withoutArmor(bytes: Uint8Array): Uint8Array {
  const isArmored = Buffer.from(bytes.subarray(0, armorBegin.length)).toString('latin1') === armorBegin;
  return isArmored ? armor.decode(Buffer.from(bytes).toString('latin1')) : bytes;
}

/** What the library's messages mean: age-encryption 0.3.1, index.ts and format.ts. */
function failureOf(error: unknown): OpenFailure {
  if (!(error instanceof Error)) throw error;
  if (error.message.startsWith('no identity matched')) return 'other-keys';
  return error.message.startsWith('invalid version') || error.message === 'invalid non-ASCII byte in header'
    ? 'no-age'
    : 'damaged';
}

/** A secret key as an age file that a passphrase opens; in it an identity file as age-keygen(1) writes it. */
export async function wrapIdentity(
  identity: string,
  passphrase: string,
  workFactor: number = fullWork,
): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  return encrypter.encrypt(`# public key: ${await recipientOf(identity)}\n${identity}\n`);
}

/** Opens what `wrapIdentity` made; `other-keys` where the passphrase is wrong. It takes about a second. */
export async function unwrapIdentity(wrapped: Uint8Array, passphrase: string): Promise<Opened<string>> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    const parsed = parseIdentityFile(await decrypter.decrypt(withoutArmor(wrapped), 'text'));
    const [identity] = parsed.ok ? parsed.value : [];
    return identity === undefined ? { ok: false, why: 'damaged' } : { ok: true, value: identity };
  } catch (error) {
    return { ok: false, why: failureOf(error) };
  }
}
