import { placeholder } from './placeholder.ts';
import type { Hidden } from './redaction.ts';

export interface Restored {
  readonly text: string;
  /** How many placeholders were turned back. */
  readonly count: number;
  /** Those that stand for nothing in the original, each once. */
  readonly unknown: readonly string[];
}

/**
 * Turns the placeholders of a redacted copy back, also of one that was edited since. `parts` are what is hidden in
 * `original`. Of a value that stands there in several spellings the one in the same place of the order counts, as long
 * as the copy has as many of them; else the first.
 */
export function restoreText(copy: string, original: string, parts: readonly Hidden[]): Restored {
  const values = new Map<string, string[]>();
  for (const { start, end, by } of parts) {
    const known = values.get(by);
    const value = original.slice(start, end);
    if (known === undefined) values.set(by, [value]);
    else known.push(value);
  }
  const shown = [...copy.matchAll(new RegExp(placeholder, 'g'))];
  const counts = new Map<string, number>();
  for (const [name] of shown) counts.set(name, (counts.get(name) ?? 0) + 1);
  const unknown = new Set<string>();
  const seen = new Map<string, number>();
  let text = '';
  let done = 0;
  let count = 0;
  for (const { index, 0: name } of shown) {
    const spellings = values.get(name);
    if (spellings === undefined) {
      unknown.add(name);
      continue;
    }
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    const value = (spellings.length === counts.get(name) ? spellings[nth] : undefined) ?? spellings[0] ?? '';
    text += copy.slice(done, index) + value;
    done = index + name.length;
    // The breaks of a value's lines stand behind its placeholder.
    for (const _ of value.matchAll(/\r\n|\r|\n/g))
      done += /^(?:\r\n|\r|\n)/.exec(copy.slice(done, done + 2))?.[0].length ?? 0;
    count += 1;
  }
  return { text: text + copy.slice(done), count, unknown: [...unknown] };
}
