import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A finding that was planted in the sample vault. Line and column are what VS Code shows for the value's beginning. */
export interface Planted {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly rule: string;
}

/** What stands in the sample vault on purpose. It holds places alone, no values. */
export interface Manifest {
  readonly planted: readonly Planted[];
  /** Places of what looks like a finding and is none. */
  readonly decoys: readonly { readonly path: string; readonly line: number; readonly why: string }[];
  readonly skipped: readonly { readonly path: string; readonly why: string }[];
}

const here = dirname(fileURLToPath(import.meta.url));

export const vaultFolder = join(here, 'vault');
export const manifest: Manifest = JSON.parse(readFileSync(join(here, 'vault.manifest.json'), 'utf8'));

/** A planted finding as one line, to compare sets by. */
export function plantedKey({ path, line, column, rule }: Planted): string {
  return `${path}:${line}:${column} ${rule}`;
}
