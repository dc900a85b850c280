import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { developmentData } from '../accuracy/row.ts';
import { vaultFolder } from '../vault.ts';

const sources = ['kepano', 'lemotif', 'meddocan-dev', 'meddocan-train', 'mts-train', 'mts-val', 'notebar'];

/** A note as a scan reads it. */
export interface NoteFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Notes to measure speed on: the texts of the development data, short ones put together to files of 1 to 10 KB, or the
 * sample vault again and again where that data is not there.
 */
export function noteFiles(): { readonly name: string; readonly files: readonly NoteFile[] } {
  const rows = sources.map((source) => developmentData<{ text: string }>(`notes/${source}.jsonl`));
  if (rows.some((each) => each === undefined)) return { name: 'the sample vault, repeated', files: repeatedVault() };
  const files: NoteFile[] = [];
  let parts: string[] = [];
  let length = 0;
  for (const [index, { text }] of rows.flatMap((each) => each ?? []).entries()) {
    parts.push(text);
    length += text.length;
    // Sizes between 1 and 10 KB, spread evenly.
    if (length < 1000 + ((index * 7919) % 9000)) continue;
    files.push({ path: `notes/${files.length}.md`, bytes: Buffer.from(parts.join('\n\n')) });
    [parts, length] = [[], 0];
  }
  return { name: 'notes of the development data', files };
}

function repeatedVault(): NoteFile[] {
  const one = readdirSync(vaultFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ path: entry.name, bytes: readFileSync(join(entry.parentPath, entry.name)) }));
  const size = one.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return Array.from({ length: Math.ceil(5_000_000 / size) }, () => one).flat();
}
