/*
 * A value that is not fully known is a text with holes, each one character of the private use area. A command that
 * holds such a character itself is refused before it is evaluated.
 */

/** Any text at all. */
export const anything = '\uE000';
/** A text without slash that is no dot name, such as a number, a date or a hash. */
export const plainName = '\uE001';
/** A path out of a listing that was itself judged, so that it names nothing hidden. */
export const listed = '\uE002';

export function hasHole(text: string): boolean {
  return /[\uE000-\uE002]/.test(text);
}

export function isUnknown(text: string): boolean {
  return text.includes(anything);
}

/** A text for people, in which holes are shown as `…`. */
export function showHoles(text: string): string {
  return text.replace(/[\uE000-\uE002]/g, '…');
}
