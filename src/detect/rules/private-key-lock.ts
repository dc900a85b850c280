/**
 * True where a private key is encrypted, by its block's first line, its `Name: value` lines and its base64: PEM says so in
 * words (RFC 5958, RFC 1421), PuTTY in a line, OpenSSH and PGP in their bytes.
 */
export function isLocked(opening: string, headers: readonly string[], base64: string): boolean {
  if (opening.includes('ENCRYPTED')) return true;
  if (headers.some((line) => /^Proc-Type: 4,ENCRYPTED|^Encryption: (?!none)/.test(line))) return true;
  if (opening.includes('OPENSSH')) return isLockedOpenSsh(decode(base64, 128));
  return opening.includes('PGP') && isLockedPgp(decode(base64.replace(/=.*$/s, ''), 4096));
}

/** The first bytes of base64 that may be cut off anywhere. */
function decode(base64: string, most: number): Uint8Array {
  const characters = base64.replace(/[^A-Za-z0-9+/]/g, '').slice(0, most);
  const whole = characters.slice(0, characters.length - (characters.length % 4));
  return Uint8Array.from(atob(whole), (character) => character.charCodeAt(0));
}

const magic = 'openssh-key-v1\0';

/** Behind the magic stands the cipher's name, which is `none` (PROTOCOL.key of OpenSSH, section 1). */
function isLockedOpenSsh(bytes: Uint8Array): boolean {
  const text = String.fromCharCode(...bytes);
  if (!text.startsWith(magic)) return false;
  const length = text.charCodeAt(magic.length + 3);
  return text.slice(magic.length + 4, magic.length + 4 + length) !== 'none';
}

/**
 * Reads the first packet: a secret key (tag 5) with its public half, behind which one byte says how the secret half is
 * protected, 0 for not at all (RFC 9580, sections 4.2, 5.5.2, 5.5.3). False where the packet is of another make.
 */
function isLockedPgp(bytes: Uint8Array): boolean {
  const tag = bytes[0] ?? 0;
  const isOld = (tag & 0xc0) === 0x80;
  if ((isOld ? (tag >>> 2) & 15 : tag & 63) !== 5) return false;
  const first = bytes[1] ?? 0;
  const lengthBytes = isOld ? 1 << (tag & 3) : first < 192 ? 1 : first < 224 ? 2 : 5;
  let at = 1 + lengthBytes;
  if (bytes[at] !== 4) return false;
  const algorithm = bytes[at + 5] ?? 0;
  at += 6;
  const numbers = publicNumbers[algorithm];
  if (numbers === undefined) return false;
  if (numbers.curve) at += 1 + (bytes[at] ?? 0);
  for (let count = 0; count < numbers.count; count++)
    at += 2 + Math.ceil((((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)) / 8);
  if (numbers.raw !== undefined) at += numbers.raw;
  return (bytes[at] ?? 0) !== 0;
}

/** What the public half is made of, by algorithm: large numbers with their lengths, a curve's id, raw bytes. */
const publicNumbers: Readonly<Record<number, { count: number; curve: boolean; raw?: number }>> = {
  1: { count: 2, curve: false },
  2: { count: 2, curve: false },
  3: { count: 2, curve: false },
  16: { count: 3, curve: false },
  17: { count: 4, curve: false },
  19: { count: 1, curve: true },
  22: { count: 1, curve: true },
  25: { count: 0, curve: false, raw: 32 },
  27: { count: 0, curve: false, raw: 32 },
};
