import { sha256 } from '@noble/hashes/sha2.js';
import { base32nopad, base58, bech32, createBase58check } from '@scure/base';

const base58check = createBase58check(sha256);

function decodeBase58check(text: string): Uint8Array | undefined {
  try {
    return base58check.decode(text);
  } catch (error) {
    // A character that is none of the alphabet's, or a wrong checksum.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** True for base58 of `size` bytes with the checksum of Bitcoin (the first four bytes of a double SHA-256) behind them. */
export function isBase58check(text: string, size: number): boolean {
  return decodeBase58check(text)?.length === size;
}

/**
 * The network of a private key in the wallet import format, or undefined where it is none: a version byte, 32 bytes and
 * for compressed public keys a one (https://en.bitcoin.it/wiki/Wallet_import_format).
 */
export function networkOfWif(text: string): 'main' | 'test' | undefined {
  const bytes = decodeBase58check(text);
  if (bytes === undefined || !(bytes.length === 33 || (bytes.length === 34 && bytes[33] === 1))) return undefined;
  return bytes[0] === 0x80 ? 'main' : bytes[0] === 0xef ? 'test' : undefined;
}

/**
 * True for a secret seed of Stellar: a version byte, 32 bytes and their CRC-16 (XModem), low byte first, in base32
 * (https://stellar.org/protocol/sep-23).
 */
export function isStellarSeed(text: string): boolean {
  if (text.length !== 56 || !/^S[A-D][A-Z2-7]+$/.test(text)) return false;
  const bytes = base32nopad.decode(text);
  const check = crc16(bytes.subarray(0, 33));
  return bytes[0] === 18 << 3 && bytes[33] === (check & 255) && bytes[34] === check >>> 8;
}

/** CRC-16/XMODEM: polynomial 0x1021, begins with 0 (https://reveng.sourceforge.io/crc-catalogue/16.htm). */
function crc16(bytes: Uint8Array): number {
  let value = 0;
  for (const byte of bytes) {
    value ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) value = (value & 0x8000) === 0 ? value << 1 : ((value << 1) ^ 0x1021) & 0xffff;
  }
  return value & 0xffff;
}

/** Bech32 (https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki) of any length. */
export function checkBech32(text: string): 'right' | 'wrong' {
  return bech32.decodeUnsafe(text, false) === undefined ? 'wrong' : 'right';
}

/** True for base58 of 64 bytes, as long as a key pair of Ed25519, or a signature. */
export function isBase58Of64Bytes(text: string): boolean {
  try {
    return base58.decode(text).length === 64;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

/** True for `[12, 34, …]` with the 64 bytes of a key pair, unlike each other. */
export function isKeyArray(text: string): boolean {
  if (!/^\s{0,8}\[[\d,\s]{127,900}\]\s{0,8}$/.test(text)) return false;
  const numbers = text.match(/\d+/g) ?? [];
  return numbers.length === 64 && numbers.every((each) => Number(each) < 256) && new Set(numbers).size > 24;
}
