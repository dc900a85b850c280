import { cbc } from '@noble/ciphers/aes.js';
import { md5 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';

/** What a PDF says about its encryption (ISO 32000-1, section 7.6.3; ISO 32000-2, section 7.6.4). */
export interface PdfEncryption {
  readonly revision: number;
  readonly permissions: number;
  readonly owner: Uint8Array;
  readonly user: Uint8Array;
  readonly keyBytes: number;
  /** The first of the file's two identifiers. */
  readonly id: Uint8Array;
  readonly encryptsMetadata: boolean;
}

/** Whether the empty password opens it. False for a revision that is not known. */
export function opensWithoutPassword(encryption: PdfEncryption): boolean {
  const { revision, user } = encryption;
  if (revision >= 2 && revision <= 4) return opensOld(encryption);
  if (user.length < 48 || (revision !== 5 && revision !== 6)) return false;
  // Hash, then the salt that it is made with.
  const salt = user.subarray(32, 40);
  return isSame(revision === 5 ? sha256(salt) : hardened(salt), user.subarray(0, 32));
}

/** Algorithms 2, 4 and 5. */
function opensOld({ revision, permissions, owner, user, keyBytes, id, encryptsMetadata }: PdfEncryption): boolean {
  const rights = new Uint8Array(new Int32Array([permissions | 0]).buffer);
  const metadata = revision >= 4 && !encryptsMetadata ? [255, 255, 255, 255] : [];
  let key: Uint8Array = md5(Uint8Array.from([...padding, ...owner.subarray(0, 32), ...rights, ...id, ...metadata]));
  if (revision > 2) for (let round = 0; round < 50; round++) key = md5(key.subarray(0, keyBytes));
  key = key.subarray(0, keyBytes);
  if (revision === 2) return isSame(rc4(key, padding), user.subarray(0, 32));
  let made: Uint8Array = md5(Uint8Array.from([...padding, ...id]));
  for (let round = 0; round < 20; round++)
    made = rc4(
      key.map((byte) => byte ^ round),
      made,
    );
  return isSame(made, user.subarray(0, 16));
}

/** Algorithm 2.B with an empty password. */
function hardened(salt: Uint8Array): Uint8Array {
  let key: Uint8Array = sha256(salt);
  for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
    const text = new Uint8Array(key.length * 64);
    for (let copy = 0; copy < 64; copy++) text.set(key, copy * key.length);
    const sealed = cbc(key.slice(0, 16), key.slice(16, 32), { disablePadding: true }).encrypt(text);
    // The first sixteen bytes as a number, modulo three: 256 is one more than a multiple of three.
    const kind = sealed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = kind === 0 ? sha256(sealed) : kind === 1 ? sha384(sealed) : sha512(sealed);
    last = sealed[sealed.length - 1] ?? 0;
  }
  return key.subarray(0, 32);
}

/** RC4, which libraries no longer have: only to see whether a password is needed. */
function rc4(key: Uint8Array, text: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (one: number, two: number) => {
    const kept = state[one] ?? 0;
    state[one] = state[two] ?? 0;
    state[two] = kept;
  };
  for (let at = 0, other = 0; at < 256; at++) {
    other = (other + (state[at] ?? 0) + (key[at % key.length] ?? 0)) & 255;
    swap(at, other);
  }
  let at = 0;
  let other = 0;
  return text.map((byte) => {
    at = (at + 1) & 255;
    other = (other + (state[at] ?? 0)) & 255;
    swap(at, other);
    return byte ^ (state[((state[at] ?? 0) + (state[other] ?? 0)) & 255] ?? 0);
  });
}

function isSame(one: Uint8Array, two: Uint8Array): boolean {
  return one.length === two.length && one.every((byte, index) => byte === two[index]);
}

/** What an empty password is filled up with. */
const padding = Uint8Array.from([
  ...[0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08],
  ...[0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a],
]);
