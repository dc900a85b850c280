/*
 * A value that is not fully known is a text with holes, each one character of the private use area. A command that
 * holds such a character itself is refused before it is evaluated.
 */

/** Any text at all. */
export const anything = '\uE000';
/** A text without slash that is no dot name, such as a number, a date or a hash. */
export const plainName = '\uE001';
/** A path that was judged whole, whatever is done with it. */
export const listed = '\uE002';
/** Any of the paths that a listing of this command gives, one character for each listing. */
const firstListing = 0xe100;
const mostListings = 0x100;

/** The hole for the listing of this number; any text where there are too many. */
export function listingHole(index: number): string {
  return index < mostListings ? String.fromCharCode(firstListing + index) : anything;
}

/** The numbers of the listings that a text takes paths from. */
export function listingsIn(text: string): number[] {
  return [...new Set(text.match(/[\uE100-\uE1FF]/g))].map((hole) => hole.charCodeAt(0) - firstListing);
}

export function withoutListings(text: string): string {
  return text.replace(/[\uE002\uE100-\uE1FF]/g, '');
}

/** True for a text that is nothing but paths out of listings. */
export function isListed(text: string): boolean {
  return /^[\uE002\uE100-\uE1FF]+$/.test(text);
}

export function hasHole(text: string): boolean {
  return /[\uE000-\uE002\uE100-\uE1FF]/.test(text);
}

export function isUnknown(text: string): boolean {
  return text.includes(anything);
}

/** A text for people, in which holes are shown as `…`. */
export function showHoles(text: string): string {
  return text.replace(/[\uE000-\uE002\uE100-\uE1FF]/g, '…');
}
