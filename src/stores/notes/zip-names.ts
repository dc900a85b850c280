import { zipEntries } from '../encryption/archives.ts';
import { sampleBytes } from '../encryption/sample.ts';
import type { StoreReader } from '../store.ts';

/** A central directory that is longer than this is not read: 4 MB name some 40,000 files. */
const mostBytes = 4_194_304;

export interface ZippedFile {
  readonly name: string;
  readonly encrypted: boolean;
}

/**
 * The files that a ZIP names in its central directory, which stands at its end; nothing is unpacked. Names are Latin-1:
 * enough to know an export by. Undefined where it is no ZIP, is cut off, or names too many.
 */
export function zippedFiles(reader: StoreReader, path: string): readonly ZippedFile[] | undefined {
  const head = reader.head(path, 4);
  const size = reader.size(path);
  if (head === undefined || size === undefined || head[0] !== 0x50 || head[1] !== 0x4b) return undefined;
  for (const bytes of [sampleBytes, mostBytes]) {
    const tail = reader.tail(path, bytes);
    if (tail === undefined) return undefined;
    const entries = zipEntries({ head, tail, size, name: '', whole: false });
    if (entries !== undefined) return entries.filter(({ name }) => !name.endsWith('/'));
    if (bytes >= size) return undefined;
  }
  return undefined;
}
