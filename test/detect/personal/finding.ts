import { fencesOf } from '../../../src/detect/fences.ts';
import { personalData } from '../../../src/detect/personal/index.ts';
import { isPlaceholder } from '../../../src/detect/placeholders.ts';
import type { SourceHit } from '../../../src/detect/rule.ts';

/** What the source finds in a text, less what the engine's filter of placeholders takes away. */
export function hitsIn(text: string, path = 'note.md'): readonly SourceHit[] {
  const hits = personalData.find(text, [], [], { path, frontMatter: undefined, isFenced: fencesOf(text) });
  if (hits instanceof Promise) throw new Error('the source is synchronous');
  return hits.filter(({ start, end, judged }) => !isPlaceholder(judged ?? text.slice(start, end)));
}

/** The same as `rule value` lines. */
export function foundIn(text: string, path?: string): readonly string[] {
  return hitsIn(text, path).map(({ id, start, end }) => `${id.replace('personal.', '')} ${text.slice(start, end)}`);
}

let state = 0x1234567;

/** A pseudo-random number below `limit`, the same in every run (xorshift, G. Marsaglia, 2003). */
export function random(limit: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}

/** Fills a shape: `#` is a digit, `@` a capital letter. */
export function filled(shape: string): string {
  return shape.replace(/[#@]/g, (mark) => (mark === '#' ? String(random(10)) : String.fromCharCode(65 + random(26))));
}

/** A made-up value of a shape for which `isValid` is true: nobody's, as far as chance allows. */
export function made(shape: string, isValid: (value: string) => boolean): string {
  for (let count = 0; count < 2_000_000; count++) {
    const value = filled(shape);
    if (isValid(value)) return value;
  }
  throw new Error(`no valid value of ${shape}`);
}

/** Letters and digits alone. */
export function bare(value: string): string {
  return value.replace(/[^0-9A-Za-z]/g, '');
}
