import type { AtRest } from '../../core/audit.ts';
import { recogniseAge } from './age.ts';
import { recogniseZip } from './archives.ts';
import { recogniseContainer } from './containers.ts';
import { recogniseNoise } from './noise.ts';
import { recogniseOffice } from './office.ts';
import { recognisePdf } from './pdf.ts';
import { recognisePgp } from './pgp.ts';
import type { Sample } from './sample.ts';
import { recogniseSevenZip } from './seven-zip.ts';
import { recogniseSops } from './sops.ts';
import { recogniseText } from './texts.ts';

/** The likeliest come last: each looks at the first bytes and returns at once where they are not its own. */
const recognisers: readonly ((sample: Sample) => AtRest | undefined)[] = [
  recogniseContainer,
  recogniseAge,
  recognisePgp,
  recogniseZip,
  recogniseSevenZip,
  recognisePdf,
  recogniseOffice,
  recogniseText,
  recogniseSops,
  recogniseNoise,
];

/**
 * How a file is encrypted, by its content. `head` and `tail` are its first and last bytes, up to 64 KiB each
 * (`sampleBytes`), of a shorter file the whole of it; `size` its bytes; `name` its name, which only tells what looks
 * encrypted from what is compressed. Undefined where it is not encrypted, or where nothing shows that it is.
 * `unknown` is a file of which a part is encrypted, and how much of it can not be told. Never throws.
 */
export function recogniseEncrypted(head: Uint8Array, tail: Uint8Array, size: number, name: string): AtRest | undefined {
  if (head.length === 0) return undefined;
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).toLowerCase();
  const sample: Sample = { head, tail, size, name: base, whole: head.length >= size };
  for (const recognise of recognisers) {
    const found = recognise(sample);
    if (found !== undefined) return found;
  }
  return undefined;
}
