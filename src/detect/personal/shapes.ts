/** What a stretch of digits and letters looks like, and what stands right beside it. */

import type { Mention } from './context.ts';
import { isAlphanumeric, isDigit, mayEnd } from './edges.ts';
import { topic } from './keywords.ts';

/** No value spans more than this. */
export const longestRun = 32;

/** A number of many short groups is a row of figures: the most that is written, France's NIR, has seven. */
const mostGroups = 10;

export function isAsciiLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

export function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

export function isHexOrColon(code: number): boolean {
  return (code >= 48 && code <= 58) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}

/**
 * How many digits the run of groups at `start` has: it ends at a break, at a mark that no number has inside, at a small
 * word, or after 32 characters. Figures in a row, each by itself, are no number of anything: 0.
 */
export function digitsFrom(text: string, start: number): number {
  let digits = 0;
  let groups = 0;
  let small = 0;
  let inGroup = false;
  const last = Math.min(text.length, start + longestRun);
  for (let at = start; at < last; at++) {
    const code = text.charCodeAt(at);
    const wasInGroup = inGroup;
    inGroup = isDigit(code);
    if (inGroup) {
      digits += 1;
      small = 0;
      if (!wasInGroup) groups += 1;
    } else if (code >= 97 && code <= 122) {
      small += 1;
      if (small > 2 && digits > 0) break;
    } else if (
      isCapital(code) ||
      code === 32 ||
      (code >= 45 && code <= 47) ||
      code === 40 ||
      code === 41 ||
      code === 43
    )
      small = 0;
    else if (code !== 0xa0 && code !== 0x2009 && code !== 0x202f && code !== 0x2011 && code !== 0x2013) break;
  }
  return groups > mostGroups ? 0 : digits;
}

/** Where the year of a date of digits begins whose first group stands at [start, end): `1984-…`, `3.4.1984`. */
export function yearFrom(text: string, start: number, end: number): number | undefined {
  if (end - start === 4) return start;
  if (end - start > 2 || !isDateMark(text.charCodeAt(end))) return undefined;
  let at = end + 1;
  while (at < end + 3 && isDigit(text.charCodeAt(at))) at += 1;
  if (at === end + 1 || text.charCodeAt(at) !== text.charCodeAt(end)) return undefined;
  const century = text.slice(at + 1, at + 3);
  const isYear = (century === '19' || century === '20') && isDigit(text.charCodeAt(at + 4));
  return isYear && !isAlphanumeric(text.charCodeAt(at + 5)) ? at + 1 : undefined;
}

function isDateMark(code: number): boolean {
  return code >= 45 && code <= 47;
}

/** True where a value of digits alone, six or more, is a sequence or all the same. */
export function isCounted(value: string): boolean {
  const digits = value.replace(/\D/g, '');
  if (digits.length < 6 || /[A-Za-z@:]/.test(value)) return false;
  const step = (digits.charCodeAt(1) - digits.charCodeAt(0) + 10) % 10;
  if (step !== 0 && step !== 1 && step !== 9) return false;
  for (let at = 1; at < digits.length; at++)
    if ((digits.charCodeAt(at) - digits.charCodeAt(at - 1) + 10) % 10 !== step) return false;
  return true;
}

/** The letters and digits of a value, letters as capitals. */
export function compact(value: string): string {
  return value.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
}

/** True for a date, which no number of a person looks like. */
export function isDate(value: string): boolean {
  return /^(?:(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d)\b/.test(value);
}

/** Ranges in wide use, of which a bare number with a right check digit is more likely a card than anything else. */
export function isCommonIssue(digits: string): boolean {
  if (digits.length === 15) return /^3[47]/.test(digits);
  if (digits.length === 14) return /^3(?:0[0-5]|[689])/.test(digits);
  return digits.length === 16 && /^(?:4|5[1-5]|2[2-7]|6011|65|35|62)/.test(digits);
}

/** `call us at: 030 …`, `office: 030 …`, `… (office)`: such a word speaks for nothing that is further away. */
export function isBeside(text: string, start: number, mention: Mention): boolean {
  const { isLabel, isClose, before, gap } = mention;
  if (!before) return isLabel;
  const between = mention.topic === topic.call ? afterVerb : afterPlace;
  return isClose && gap <= 14 && between.test(text.slice(start - gap, start));
}

const afterVerb =
  /^[ :]{0,2}(?:(?:me|us|him|her|them|at|on|under|unter|is|was|mich|uns|al|au|ist)[ :]{1,2}){0,2}[ \t:(+|*_"']{0,4}$/i;
const afterPlace = /^[ \t:(+|*_"'-]{0,6}$/;

/** True where the text itself says that what follows is an example. */
export function isExample(text: string, at: number): boolean {
  return /\be\. ?g\.|\bexamples?\b|\bsuch as\b|\bz\. ?b\.|\bbeispiel|\bpar exemple\b|\bpor ejemplo\b/i.test(
    text.slice(Math.max(0, at - 80), at),
  );
}

/** True where other digits stand right before, with a blank or a mark between: the run is the rest of a longer one. */
export function isPartOfNumber(text: string, start: number): boolean {
  let at = start - 1;
  if (text.charCodeAt(at) === 32) at -= 1;
  const code = text.charCodeAt(at);
  if (isDigit(code)) return at < start - 1;
  if ((code < 45 || code > 47) && code !== 58) return false;
  return isDigit(text.charCodeAt(text.charCodeAt(at - 1) === 32 ? at - 2 : at - 1));
}

/** Behind a telephone number a hyphen and a word may stand: `…-Office`. */
export function mayEndPhone(text: string, end: number): boolean {
  return mayEnd(text, end, true) && !/^[-/](?: ?\d|[A-Za-z]{0,2}[\d-])/.test(text.slice(end, end + 5));
}
