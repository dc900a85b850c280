import type { AtRest } from '../../core/audit.ts';
import { latin1, littleEndian, standsAt } from './bytes.ts';
import { partOf, type Sample } from './sample.ts';

/** Documents of PDF and Office that a password closes. */
export function recogniseDocument(sample: Sample): AtRest | undefined {
  if (standsAt(sample.head, '%PDF-')) return isEncryptedPdf(sample) ? { state: 'encrypted', by: 'PDF' } : undefined;
  if (standsAt(sample.head, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'))
    return isEncryptedPackage(sample) ? { state: 'encrypted', by: 'Office' } : undefined;
  return undefined;
}

/** `/Encrypt` in the dictionary that `startxref` leads to: a trailer, or that of a cross-reference stream (ISO 32000-1, 7.5.5). */
function isEncryptedPdf(sample: Sample): boolean {
  const end = latin1(sample.tail);
  const start = /startxref\s+(\d{1,12})\s+%%EOF\s*$/.exec(end);
  if (start === null) return false;
  const at = Number(start[1]);
  const section = partOf(sample, at, Math.min(at + 65_536, sample.size)) ?? new Uint8Array();
  const text = latin1(section);
  if (/^\s*\d+\s+\d+\s+obj\b/.test(text)) return encryptEntry.test(text.split(/\bstream\r?\n/, 1)[0] ?? '');
  // A long table: its trailer is the last one of the file.
  const from = text.startsWith('xref') && text.includes('trailer') ? text : end.slice(end.lastIndexOf('trailer'));
  const trailer = /trailer\s*<<(.*?)(?:startxref|$)/s.exec(from);
  return trailer !== null && encryptEntry.test(trailer[1] ?? '');
}

const encryptEntry = /\/Encrypt(?:\s+\d+\s+\d+\s+R\b|\s*<<)/;

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
