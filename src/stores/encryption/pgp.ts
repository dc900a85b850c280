import type { AtRest } from '../../core/audit.ts';
import { bigEndian, fromBase64 } from './bytes.ts';
import type { Sample } from './sample.ts';
import { armour } from './texts.ts';

/** Where a packet's content begins, and where it ends, as far as its length says. */
interface Packet {
  readonly tag: number;
  readonly content: number;
  /** Undefined for a length in parts, or one that is not told: then it goes on to the end of the file. */
  readonly end: number | undefined;
}

/** Packets with a session key: for a public key, or a passphrase. */
const publicKey = 1;
const passphrase = 3;
/** Packets with encrypted data, and the versions that they begin with; the oldest kind has none. */
const dataVersions: Readonly<Record<number, readonly number[] | undefined>> = { 9: undefined, 18: [1, 2], 20: [1] };
/** Shorter data can not hold a packet and its check. */
const smallestData = 30;
/** More recipients than anybody has. */
const mostPackets = 1000;

/**
 * An encrypted OpenPGP message (RFC 9580), binary or armoured: packets with session keys, then the encrypted data to the
 * very end of the file. An armoured message that is merely signed says PGP MESSAGE too, and everybody can read it.
 */
export function recognisePgp(sample: Sample): AtRest | undefined {
  // Packets of encrypted messages begin with the highest bit; their first one is of tag 1 or 3.
  if (isMessage(sample.head, sample.size)) return { state: 'encrypted', by: 'PGP' };
  const body = armour(sample, 'PGP MESSAGE');
  if (body === undefined) return undefined;
  // Headers, an empty line, the data, and a checksum.
  const data = body.replace(/^(?:[A-Za-z]+: .*\n)*[ \t]*\n/, '').replace(/\n=[A-Za-z0-9+/]{4}\s*$/, '\n');
  const bytes = fromBase64(data);
  if (bytes === undefined) return undefined;
  const found = isMessage(bytes, sample.whole ? bytes.length : undefined);
  return found ? { state: 'encrypted', by: 'PGP' } : undefined;
}

/** `size` is undefined where it is not known: then the end of the last packet is not compared. */
function isMessage(bytes: Uint8Array, size: number | undefined): boolean {
  let at = 0;
  for (let count = 0; count < mostPackets; count++) {
    const packet = packetAt(bytes, at);
    if (packet === undefined) return false;
    const { tag, content, end } = packet;
    // Data without a session key before it would be proven by one byte: very old programs wrote that.
    if (tag in dataVersions) return count > 0 && isData(bytes, packet, size);
    if (end === undefined || !isSessionKey(bytes, tag, content)) return false;
    at = end;
    // So many recipients that the sample ends before the data does.
    if (at >= bytes.length && size !== undefined && at < size) return count > 0;
  }
  return false;
}

function isData(bytes: Uint8Array, { tag, content, end }: Packet, size: number | undefined): boolean {
  const versions = dataVersions[tag];
  if (versions !== undefined && !versions.includes(bytes[content] ?? 0)) return false;
  if (end === undefined) return (size ?? bytes.length) - content >= smallestData;
  return end - content >= smallestData && (size === undefined || end === size);
}

/** Version and algorithm of RFC 9580, sections 5.1, 5.3, 9.1 and 9.3. */
function isSessionKey(bytes: Uint8Array, tag: number, content: number): boolean {
  const version = bytes[content] ?? 0;
  if (tag === publicKey) return version === 6 || (version === 3 && publicKeys.includes(bytes[content + 9] ?? 0));
  if (tag !== passphrase) return false;
  return version === 6 || ((version === 4 || version === 5) && ciphers.includes(bytes[content + 1] ?? 0));
}

const publicKeys = [1, 2, 16, 18, 20, 22, 25, 26];
const ciphers = [1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 13];

/** RFC 9580, section 4.2. */
function packetAt(bytes: Uint8Array, at: number): Packet | undefined {
  const first = bytes[at];
  if (first === undefined || first < 0x80) return undefined;
  if ((first & 0x40) === 0) {
    const tag = (first >> 2) & 0xf;
    const kind = first & 3;
    if (kind === 3) return { tag, content: at + 1, end: undefined };
    const bytesOfLength = [1, 2, 4][kind] ?? 1;
    const length = bigEndian(bytes, at + 1, bytesOfLength);
    return ended(tag, at + 1 + bytesOfLength, length);
  }
  const tag = first & 0x3f;
  const length = bytes[at + 1];
  if (length === undefined) return undefined;
  if (length < 192) return ended(tag, at + 2, length);
  if (length < 224) return ended(tag, at + 3, (length - 192) * 256 + bigEndian(bytes, at + 2, 1) + 192);
  if (length === 255) return ended(tag, at + 6, bigEndian(bytes, at + 2, 4));
  // A part of 2^n bytes: the first must be of 512 at least.
  return length - 224 >= 9 ? { tag, content: at + 2, end: undefined } : undefined;
}

function ended(tag: number, content: number, length: number): Packet | undefined {
  return Number.isNaN(length) ? undefined : { tag, content, end: content + length };
}
