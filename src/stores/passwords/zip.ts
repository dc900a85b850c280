import { zipEntries } from '../encryption/archives.ts';
import { standsAt } from '../encryption/bytes.ts';
import { sampleBytes } from '../encryption/sample.ts';
import type { StoreReader } from '../store.ts';

/** Names in a ZIP of which no entry is encrypted; undefined for everything else. */
export function archiveNames(path: string, reader: StoreReader): readonly string[] | undefined {
  const head = reader.head(path, 4);
  if (head === undefined || !standsAt(head, 'PK\x03\x04')) return undefined;
  const tail = reader.tail(path, sampleBytes);
  const size = reader.size(path);
  if (tail === undefined || size === undefined) return undefined;
  const entries = zipEntries({ head, tail, size, name: '', whole: false });
  return entries?.every(({ encrypted }) => !encrypted) === true ? entries.map(({ name }) => name) : undefined;
}
