import type { AtRest } from '../../core/audit.ts';
import { latin1, littleEndian, standsAt } from './bytes.ts';
import type { Sample } from './sample.ts';

interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  /** Bytes, packed. */
  readonly size: number;
}

/** What the central directory of a ZIP says; undefined where it is none, is cut off or is longer than the sample. */
export function zipEntries(sample: Sample): readonly ZipEntry[] | undefined {
  const end = endOfDirectory(sample.tail);
  if (end === undefined) return undefined;
  const { tail } = sample;
  const count = littleEndian(tail, end + 10, 2);
  const length = littleEndian(tail, end + 12, 4);
  // It stands right before its end record, whatever was put in front of the archive.
  let at = end - length;
  if (at < 0) return undefined;
  const entries: ZipEntry[] = [];
  while (at < end && standsAt(tail, 'PK\x01\x02', at)) {
    const nameLength = littleEndian(tail, at + 28, 2);
    entries.push({
      name: latin1(tail, at + 46, at + 46 + nameLength),
      // Bit 0 of the flags, or the method of WinZip's AES (APPNOTE.TXT, sections 4.4.4 and 4.4.5).
      encrypted: (littleEndian(tail, at + 8, 2) & 1) === 1 || littleEndian(tail, at + 10, 2) === 99,
      size: littleEndian(tail, at + 20, 4),
    });
    at += 46 + nameLength + littleEndian(tail, at + 30, 2) + littleEndian(tail, at + 32, 2);
  }
  return entries.length === count ? entries : undefined;
}

/** A ZIP of which all files are encrypted, or some. */
export function recogniseZip(sample: Sample): AtRest | undefined {
  if (!standsAt(sample.head, 'PK\x03\x04')) return undefined;
  const entries = zipEntries(sample);
  if (entries !== undefined) {
    // Folders and empty files hold nothing.
    const files = entries.filter(({ name, size }) => !name.endsWith('/') && size > 0);
    const encrypted = files.filter((entry) => entry.encrypted).length;
    if (encrypted === 0) return undefined;
    if (encrypted === files.length) return { state: 'encrypted', by: 'ZIP' };
    return { state: 'partly', encrypted, of: files.length };
  }
  const flags = littleEndian(sample.head, 6, 2);
  if ((flags & 1) === 0 || endOfDirectory(sample.tail) === undefined) return undefined;
  // Bit 13: the directory itself is encrypted, and so is all of it.
  if ((flags & 0x2000) !== 0) return { state: 'encrypted', by: 'ZIP' };
  return { state: 'unknown', why: 'its first entry is encrypted, and there are too many to look at' };
}

/** Where the end record of the central directory stands (APPNOTE.TXT, section 4.3.16). */
function endOfDirectory(tail: Uint8Array): number | undefined {
  const length = 22;
  for (let at = tail.length - length; at >= 0; at--) {
    if (tail[at] !== 0x50 || !standsAt(tail, 'PK\x05\x06', at)) continue;
    if (at + length + littleEndian(tail, at + 20, 2) === tail.length) return at;
  }
  return undefined;
}
