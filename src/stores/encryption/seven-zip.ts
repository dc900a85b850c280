import type { AtRest } from '../../core/audit.ts';
import { latin1, littleEndian, standsAt } from './bytes.ts';
import { unpackLzma } from './lzma.ts';
import { partOf, type Sample } from './sample.ts';

/** Longer headers are not unpacked: that would be an archive of ten thousand files. */
const longestHeader = 1 << 20;
const aes = '\x06\xf1\x07\x01';
const lzma = '\x03\x01\x01';

/**
 * 7z (7zFormat.txt of https://www.7-zip.org/sdk.html): the coder of AES stands in the header at the end. Where the names
 * are encrypted too, it is in the short header around it; mostly the header is merely packed.
 */
export function recogniseSevenZip(sample: Sample): AtRest | undefined {
  if (!standsAt(sample.head, "7z\xbc\xaf'\x1c")) return undefined;
  const offset = littleEndian(sample.head, 12, 6);
  const length = littleEndian(sample.head, 20, 6);
  const header = partOf(sample, 32 + offset, 32 + offset + length);
  if (header === undefined || header.length < length) return undefined;
  const isEncrypted =
    holdsAes(header) || (header[0] === 0x17 && holdsAes(unpackHeader(sample, header) ?? new Uint8Array()));
  return isEncrypted ? { state: 'encrypted', by: '7z' } : undefined;
}

const holdsAes = (header: Uint8Array): boolean => latin1(header).includes(aes);

/** The header within a packed one: one stream of one coder, LZMA. */
function unpackHeader(sample: Sample, header: Uint8Array): Uint8Array | undefined {
  let at = 1;
  const byte = () => header[at++] ?? Number.NaN;
  const number = () => {
    // As many leading ones as there are further bytes; the rest are the highest bits.
    const first = byte();
    let extra = 0;
    while (extra < 8 && (first & (0x80 >> extra)) !== 0) extra += 1;
    let value = 0;
    for (let index = 0; index < extra; index++) value += byte() * 256 ** index;
    return value + (first & (0x7f >> extra)) * 256 ** extra;
  };
  const isNext = (...ids: readonly number[]) => ids.every((id) => byte() === id);
  if (!isNext(6)) return undefined;
  const position = number();
  if (number() !== 1 || !isNext(9)) return undefined;
  const packed = number();
  // A checksum may follow, of the packed stream; then one folder with one coder, LZMA with five bytes of properties.
  if (header[at] === 10) at += 6;
  if (!isNext(0, 7, 11, 1, 0, 1, 0x23) || !standsAt(header, lzma, at)) return undefined;
  at += lzma.length;
  if (!isNext(5)) return undefined;
  const properties = header.subarray(at, at + 5);
  at += 5;
  if (!isNext(12)) return undefined;
  const size = number();
  const stream = partOf(sample, 32 + position, 32 + position + packed);
  if (stream === undefined || stream.length < packed || !(size <= longestHeader)) return undefined;
  return unpackLzma(stream, properties, size);
}
