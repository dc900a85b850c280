/**
 * Runs of characters of which base64, base64url (RFC 4648, sections 4 and 5) and hexadecimal are made. Ordinary text
 * has next to none of them, so that looking for them costs little: every run holds a character at each twentieth place.
 */

/** Shorter runs are words, names and numbers. */
export const shortestRun = 20;

/** A line of a run that goes on in the next line holds at least this many characters. */
const shortestLine = 40;

/** The value of a character in base64 or base64url, 255 for what is none. */
export const sextets = new Uint8Array(256).fill(255);
for (const [index, character] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  sextets[character.charCodeAt(0)] = index;
sextets['-'.charCodeAt(0)] = 62;
sextets['_'.charCodeAt(0)] = 63;

/** A run with its places in the text: [start, end), padding and line breaks within. */
export interface Run {
  readonly start: number;
  readonly end: number;
  /** Its characters alone. */
  readonly characters: Uint8Array;
  /** False where it stands on several lines, so that a place in `characters` says nothing of the place in the text. */
  readonly isOneLine: boolean;
}

/** Finds the next run that begins at `from` or behind it, where `from` is no place within a run. */
export function nextRun(bytes: Uint8Array, from: number): Run | undefined {
  let start = from;
  while (start + shortestRun <= bytes.length) {
    // From the last place back: one character of another kind rules out all beginnings before it.
    let at = start + shortestRun - 1;
    while (at >= start && sextets[bytes[at] as number] !== 255) at -= 1;
    if (at < start) return readRun(bytes, start);
    start = at + 1;
  }
  return undefined;
}

function readRun(bytes: Uint8Array, start: number): Run {
  const end = skipCharacters(bytes, start + shortestRun);
  if (end - start >= shortestLine) {
    const wrapped = readWrapped(bytes, start, end);
    if (wrapped !== undefined) return wrapped;
  }
  return { start, end: skipPadding(bytes, end), characters: bytes.subarray(start, end), isOneLine: true };
}

/** Goes on over lines as tools wrap them: all as long as the second, but the first, which may begin late, and the last. */
function readWrapped(bytes: Uint8Array, start: number, firstEnd: number): Run | undefined {
  const lines = [bytes.subarray(start, firstEnd)];
  let end = firstEnd;
  let width: number | undefined;
  for (;;) {
    const next = nextLine(bytes, end);
    if (next === undefined) break;
    const lineEnd = skipCharacters(bytes, next);
    const length = lineEnd - next;
    const isLast = width !== undefined && length < width;
    if (length === 0 || (width ?? Math.max(shortestLine, firstEnd - start)) < length) break;
    // A word that begins the next paragraph is no last line.
    const behind = bytes[lineEnd];
    if (behind !== undefined && !endsLine(behind) && behind !== 0x3d && behind !== 0x22 && behind !== 0x27) break;
    lines.push(bytes.subarray(next, lineEnd));
    end = lineEnd;
    width ??= length;
    if (isLast || length < Math.min(shortestLine, firstEnd - start)) break;
  }
  if (lines.length === 1) return undefined;
  const characters = new Uint8Array(lines.reduce((sum, line) => sum + line.length, 0));
  let at = 0;
  for (const line of lines) {
    characters.set(line, at);
    at += line.length;
  }
  return { start, end: skipPadding(bytes, end), characters, isOneLine: false };
}

function skipCharacters(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && sextets[bytes[at] as number] !== 255) at += 1;
  return at;
}

function skipPadding(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < from + 2 && bytes[at] === 0x3d) at += 1;
  return at;
}

const endsLine = (byte: number): boolean => byte === 10 || byte === 13;

/** Where the line behind the one that ends at `end` begins, behind its indentation and marks of quotation. */
function nextLine(bytes: Uint8Array, end: number): number | undefined {
  if (!endsLine(bytes[end] ?? 0)) return undefined;
  let at = end + (bytes[end] === 13 && bytes[end + 1] === 10 ? 2 : 1);
  const limit = at + 64;
  while (at < limit && (bytes[at] === 0x20 || bytes[at] === 9 || bytes[at] === 0x3e)) at += 1;
  return at;
}
