import type { Candidate } from '../candidate.ts';
import type { Layer } from './layer.ts';

/** A label at the beginning of a line, in an object, a query or an element, with nothing else before its value. */
const entry =
  /(?:^|[\s,;{(?&"'|])[\w.\x80-\xff-]{1,60}["'`]{0,2}[ \t]{0,8}(?:=>|[:=])[ \t]{0,8}["'`]{0,2}$|<[\w:.-]{1,60}>[ \t]{0,4}$/;
const lookBack = 96;

/**
 * Says whether what a rule found in a layer counts. Decoded text is text that nobody checked by eye: a format that proves
 * itself is taken, a value under a label only where it stands like a setting, and marks of notes are none in there.
 */
export function isAcceptable({ id, start, end }: Candidate, layer: Layer): boolean {
  if (!id.startsWith('secret.') || !layer.isHidden(start, end)) return false;
  if (!id.startsWith('secret.generic.') || layer.labelled) return true;
  const before = String.fromCharCode(...layer.bytes.subarray(Math.max(0, start - lookBack), start));
  return entry.test(before.slice(before.lastIndexOf('\n') + 1));
}
