import type { Verdict } from './token.ts';

/**
 * Literals for a prefix that is too short or too common to be looked for by itself: with each hexadecimal digit that may
 * stand behind it.
 */
export function hexStarts(prefix: string): string[] {
  return [...'0123456789abcdef'].map((digit) => prefix + digit);
}

/** Rejects what changes between digits and letters too seldom to be random hexadecimal: words, dates, counted values. */
export function mixedHex(value: string): Extract<Verdict, 'unknown' | 'reject'> {
  return (value.match(/\d[a-f]|[a-f]\d/g) ?? []).length >= 4 ? 'unknown' : 'reject';
}
