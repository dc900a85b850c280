import type { AtRest } from '../../core/audit.ts';
import { littleEndian, standsAt } from './bytes.ts';
import { type Sample, sampleBytes } from './sample.ts';

/**
 * Files without a magic that look like chance: volumes of VeraCrypt and databases of SQLCipher. Compressed data can look
 * so too (brotli does), which is why this is never said for certain, and never where a name or magic says compression.
 */
export function recogniseNoise({ head, size, name }: Sample): AtRest | undefined {
  const extension = /\.([a-z0-9_]+)$/.exec(name)?.[1] ?? '';
  const isDatabase = databases.has(extension);
  const isSealed = sealed.has(extension);
  if (compressed.has(extension) || (!isDatabase && !isSealed && !isVolumeSize(size))) return undefined;
  if (size < smallest || magics.some(([magic, at]) => standsAt(head, magic, at))) return undefined;
  if (!looksRandom(head.subarray(0, sampleBytes))) return undefined;
  if (isDatabase) return { state: 'looks-encrypted', by: 'SQLCipher' };
  return { state: 'looks-encrypted', ...(volumes.has(extension) ? { by: 'VeraCrypt' } : {}) };
}

/** Less than that proves nothing: every byte value should come up sixteen times. */
const smallest = 4096;
/** Sectors, and the sample full of them: a volume of VeraCrypt begins with 128 KiB of headers. */
const isVolumeSize = (size: number): boolean => size >= 2 * sampleBytes && size % 512 === 0;

/**
 * Chi-square of the counts of byte values, 255 degrees of freedom: chance stays within 180 and 330 in 998 of 1000 cases
 * (facts: random 283, gzip 418). Too even is no chance either. In 64 KiB that is an entropy of over 7.99 bits.
 */
export function looksRandom(bytes: Uint8Array): boolean {
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  const expected = bytes.length / 256;
  let sum = 0;
  for (const count of counts) sum += (count - expected) ** 2;
  const chiSquare = sum / expected;
  return chiSquare > 180 && chiSquare < 330 && !isRepeating(bytes);
}

/** True where a block of sixteen bytes comes again, as told by the first six of each: chance does that once in 10^7 files. */
function isRepeating(bytes: Uint8Array): boolean {
  const seen = new Set<number>();
  let blocks = 0;
  for (let at = 0; at + 16 <= bytes.length; at += 16) {
    seen.add(littleEndian(bytes, at, 6));
    blocks += 1;
  }
  return seen.size < blocks;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));
const databases = words('db db3 sqlite sqlite3 sqlitedb');
const volumes = words('hc tc vc');
const sealed = words('hc tc vc aes axx crypt encrypted enc c9r');
const compressed = words(
  `
  7z aac apk avi avif br bz2 cab dmg docx epub flac gif gz heic ico iso jar jpeg jpg jxl lz lz4 lzma lzo m4a m4v mkv mov
  mp3 mp4 mpeg mpg odp ods odt ogg opus parquet pdf png pptx rar rpm deb sz tbz tgz tiff ts txz vsix wasm webm webp whl
  wma wmv woff woff2 xlsx xpi xz z zip zst zstd lance gguf safetensors onnx pt pth npy npz pack idx`.trim(),
);

/** Formats that compress, and where their magic stands: gzip, zstd, xz, bzip2, lz4, archives, pictures, sound, video. */
const magics: readonly (readonly [string, number])[] = [
  ['\x1f\x8b', 0],
  ['\x28\xb5\x2f\xfd', 0],
  ['\xfd7zXZ\0', 0],
  ['BZh', 0],
  ['\x04\x22\x4d\x18', 0],
  ['PK', 0],
  ['7z\xbc\xaf', 0],
  ['Rar!', 0],
  ['MSCF', 0],
  ['\x89PNG', 0],
  ['\xff\xd8\xff', 0],
  ['GIF8', 0],
  ['RIFF', 0],
  ['ftyp', 4],
  ['jP  ', 4],
  ['JXL ', 4],
  ['OggS', 0],
  ['fLaC', 0],
  ['ID3', 0],
  ['\xff\xfb', 0],
  ['\xff\xf1', 0],
  ['\x1aE\xdf\xa3', 0],
  ['%PDF', 0],
  ['wOF', 0],
  ['SQLite format 3', 0],
  ['koly', 0],
  ['PAR1', 0],
  ['PACK', 0],
  ['ustar', 257],
  ['LZIP', 0],
];
