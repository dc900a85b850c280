import type { AtRest } from '../../core/audit.ts';
import { littleEndian, standsAt } from './bytes.ts';
import type { Sample } from './sample.ts';

/** Office documents that a password closes. */
export function recogniseOffice(sample: Sample): AtRest | undefined {
  if (!standsAt(sample.head, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return undefined;
  return isEncryptedPackage(sample) ? { state: 'encrypted', by: 'Office' } : undefined;
}

/**
 * An Office document in an OLE container is encrypted where its directory holds the streams of MS-OFFCRYPTO, section
 * 2.3: an entry is 128 bytes, with its name in UTF-16 (MS-CFB, section 2.6.1).
 */
function isEncryptedPackage(sample: Sample): boolean {
  const sectorBytes = 2 ** littleEndian(sample.head, 30, 2);
  if (sectorBytes !== 512 && sectorBytes !== 4096) return false;
  const { head, tail, size } = sample;
  return holdsEntry(head, 0) || holdsEntry(tail, (128 - ((size - tail.length) % 128)) % 128);
}

function holdsEntry(bytes: Uint8Array, from: number): boolean {
  const name = 'EncryptedPackage';
  const spelled = [...name].map((letter) => `${letter}\0`).join('');
  for (let at = from; at + 128 <= bytes.length; at += 128) {
    // Length of the name in bytes with its end, then the kind: 2 is a stream.
    if (bytes[at] === 0x45 && standsAt(bytes, `${spelled}\0\0`, at)) {
      if (littleEndian(bytes, at + 64, 2) === spelled.length + 2 && bytes[at + 66] === 2) return true;
    }
  }
  return false;
}
