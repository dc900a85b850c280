import { gunzipSync, constants as zlib } from 'node:zlib';
import { errorCode } from '../walk.ts';
import type { FileParts } from './file-parts.ts';

/** A file within an archive. */
export interface Member {
  readonly name: string;
  readonly isEncrypted: boolean;
}

/** More members of one archive are not looked at. */
const mostMembers = 50_000;

/** Most bytes of a list of members, and of what is unpacked to find some. */
const mostListed = 8 << 20;
const mostUnpacked = 32 << 20;

/**
 * Names of the members of a zip, by its central directory (PKWARE APPNOTE 4.3.12 to 4.3.16, with ZIP64).
 * None for what is no zip, or damaged.
 */
export function zipMembers(file: FileParts): readonly Member[] {
  const tailAt = Math.max(0, file.size - (1 << 16) - 22);
  const tail = file.at(tailAt, file.size - tailAt);
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end === -1 || end + 22 > tail.length) return [];
  let size = tail.readUInt32LE(end + 12);
  let offset = tail.readUInt32LE(end + 16);
  if (offset === 0xffffffff || size === 0xffffffff) {
    const locator = file.at(tailAt + end - 20, 20);
    if (locator.length < 20 || locator.readUInt32LE(0) !== 0x07064b50) return [];
    const large = file.at(Number(locator.readBigUInt64LE(8)), 56);
    if (large.length < 56 || large.readUInt32LE(0) !== 0x06064b50) return [];
    size = Number(large.readBigUInt64LE(40));
    offset = Number(large.readBigUInt64LE(48));
  }
  const list = file.at(offset, Math.min(size, mostListed));
  const members: Member[] = [];
  for (let at = 0; at + 46 <= list.length && members.length < mostMembers; ) {
    if (list.readUInt32LE(at) !== 0x02014b50) break;
    const nameLength = list.readUInt16LE(at + 28);
    const name = list.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
    members.push({ name, isEncrypted: (list.readUInt16LE(at + 8) & 1) === 1 });
    at += 46 + nameLength + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32);
  }
  return members;
}

/** Names of the members of a tar (POSIX pax, ustar and GNU's long names). */
export function tarMembers(file: FileParts): readonly Member[] {
  const members: Member[] = [];
  let longName: string | undefined;
  for (let at = 0; at + 512 <= file.size && members.length < mostMembers; ) {
    const header = file.at(at, 512);
    if (header.length < 512 || !isTarHeader(header)) break;
    const size = Number.parseInt(textOf(header, 124, 12).trim(), 8);
    // Sizes above 8 GB are binary: what follows such a member is not looked at.
    if (!Number.isSafeInteger(size)) break;
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === 'L' || type === 'x') {
      const text = file.at(at + 512, Math.min(size, 1 << 16)).toString('utf8');
      longName = type === 'L' ? text.replace(/\0.*$/s, '') : (/^\d+ path=(.*)$/m.exec(text)?.[1] ?? longName);
    } else {
      const prefix = header.toString('latin1', 257, 262) === 'ustar' ? textOf(header, 345, 155) : '';
      const own = textOf(header, 0, 100);
      members.push({ name: longName ?? (prefix === '' ? own : `${prefix}/${own}`), isEncrypted: false });
      longName = undefined;
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return members;
}

/** The same of one that gzip packed: only what its beginning holds is looked at. */
export function packedTarMembers(file: FileParts): readonly Member[] {
  // The most that gzip packs into one byte is 1,032: the second try can not be too large.
  for (const bytes of [2 << 20, 16 << 10]) {
    const text = unpack(file.at(0, bytes));
    if (text !== undefined)
      return tarMembers({ size: text.length, at: (from, count) => text.subarray(from, from + count) });
  }
  return [];
}

function unpack(packed: Buffer): Buffer | undefined {
  try {
    return gunzipSync(packed, { finishFlush: zlib.Z_SYNC_FLUSH, maxOutputLength: mostUnpacked });
  } catch (error) {
    // Too large, or no gzip.
    errorCode(error);
    return undefined;
  }
}

/** The sum of a header's bytes, its own eight taken for blanks, stands in it as an octal number. */
function isTarHeader(header: Buffer): boolean {
  let sum = 0;
  for (let at = 0; at < 512; at++) sum += at >= 148 && at < 156 ? 32 : (header[at] ?? 0);
  return Number.parseInt(textOf(header, 148, 8).trim(), 8) === sum;
}

function textOf(header: Buffer, from: number, length: number): string {
  return header.toString('utf8', from, from + length).replace(/\0.*$/s, '');
}
