/**
 * Recognises files that are encrypted as a whole, by content. A text that merely begins with an encrypted block is not
 * one of them: what follows the block could be read.
 */
interface Recogniser {
  readonly name: string;
  /** The first bytes, as Latin-1 text. */
  readonly magic: string;
  /** A text format: the file is encrypted only where nothing but white space stands behind this line's end. */
  readonly until?: string;
}

const recognisers: readonly Recogniser[] = [
  // https://github.com/C2SP/C2SP/blob/main/age.md
  { name: 'age', magic: 'age-encryption.org/v1\n' },
  {
    name: 'age',
    magic: '-----BEGIN AGE ENCRYPTED FILE-----',
    until: '-----END AGE ENCRYPTED FILE-----',
  },
  // RFC 9580, section 6.2
  { name: 'PGP', magic: '-----BEGIN PGP MESSAGE-----', until: '-----END PGP MESSAGE-----' },
  // https://github.com/AGWA/git-crypt
  { name: 'git-crypt', magic: '\0GITCRYPT\0' },
  // https://keepass.info/help/kb/kdbx.html
  { name: 'KeePass', magic: '\x03\xd9\xa2\x9a' },
  // https://docs.openssl.org/master/man1/openssl-enc/
  { name: 'OpenSSL', magic: 'Salted__' },
  // https://gitlab.com/cryptsetup/LUKS2-docs
  { name: 'LUKS', magic: 'LUKS\xba\xbe' },
];

const longestMagic = Math.max(...recognisers.map(({ magic }) => magic.length));
const firstBytes = new Set(recognisers.map(({ magic }) => magic.charCodeAt(0)));
const zip = 'PK\x03\x04';

/** Returns the name of the format that a file's bytes are encrypted with, or undefined where they are not. */
export function recogniseEncryption(bytes: Uint8Array): string | undefined {
  const first = bytes[0];
  if (first === undefined) return undefined;
  if (first === 0x50 && latin1(bytes, 0, 4) === zip) {
    // Bit 0 of the flags of the first entry (APPNOTE.TXT, section 4.4.4).
    return ((bytes[6] ?? 0) & 1) === 1 ? 'zip' : undefined;
  }
  if (!firstBytes.has(first)) return undefined;
  const head = latin1(bytes, 0, longestMagic);
  for (const { name, magic, until } of recognisers) {
    if (!head.startsWith(magic)) continue;
    // A beginning alone proves nothing: what is sealed is no text.
    if (until === undefined && !isText(bytes)) return name;
    if (until === undefined) continue;
    const text = new TextDecoder().decode(bytes);
    const end = text.indexOf(until);
    if (end !== -1 && text.slice(end + until.length).trim() === '') return name;
  }
  return undefined;
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch (error) {
    // The one thing that a fatal decoder throws.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Bytes as characters of the same numbers. */
function latin1(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
