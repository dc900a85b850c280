import { isPlaceholder } from './placeholders.ts';

/** A list of codes in a text: from the first to the last of them. */
export interface CodeList {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

const fewestCodes = 6;
/** How much prose may stand between the label and the first code: "Keep them in a safe place." */
const longestLead = 400;
const mostLead = 6;
/** Between two codes a blank line or two, not a new section. */
const mostBreaks = 3;

const piece = /[^\s,;|"'`[\]<>]{1,80}/g;
/** Letters and digits in groups: `1a2b3-4c5d6`, `12345678`, `ABCD-EFGH-1234`. */
const code = /^[A-Za-z0-9]{4,32}(?:-[A-Za-z0-9]{3,12}){0,7}$/;
/** Marks of lists, tables and boxes, and what says that a code is spent. */
const mark = /^(?:\d{1,2}[.):]?|[-*+•·#☐☑✓✔✗x>|:~_=-]{1,80}|used|td|tr|li|br\/?|\/td|\/tr|\/li|code|codes?:?|no\.?)$/iu;

/**
 * Finds codes of one shape behind a place in a text, at least six of them, whatever list, table or line they stand in.
 * @param from where the label ends; @param to how far may be read.
 */
export function readCodeList(text: string, from: number, to: number): CodeList | undefined {
  const body = text.slice(from, to);
  // Most places that speak of such codes hold none.
  if (!/\d/.test(body.slice(0, longestLead + 40))) return undefined;
  let shape: string | undefined;
  const values = new Set<string>();
  let start = 0;
  let end = 0;
  let digits = 0;
  let placeholders = 0;
  /** Line breaks since the label, or since the last code. */
  let breaks = 0;
  let last = 0;
  for (const match of body.matchAll(piece)) {
    breaks += breaksIn(body.slice(last, match.index));
    last = match.index + match[0].length;
    if (shape === undefined ? match.index > longestLead || breaks > mostLead : breaks > mostBreaks) break;
    const { text: value, before } = strip(match[0]);
    if (shape !== undefined && shapeOf(value) !== shape) {
      if (mark.test(match[0]) || value === '') continue;
      if (values.size >= fewestCodes / 2) break;
      // A number in the sentence before the list.
      shape = undefined;
      values.clear();
      [digits, placeholders] = [0, 0];
    }
    if (!code.test(value) || (shape === undefined && !isCodeLike(value))) {
      if (shape === undefined) continue;
      break;
    }
    if (shape === undefined) {
      shape = shapeOf(value);
      start = match.index + before;
    }
    end = match.index + before + value.length;
    breaks = 0;
    if (/\d/.test(value)) digits += 1;
    if (isPlaceholder(value)) placeholders += 1;
    values.add(value);
  }
  const count = values.size;
  if (shape === undefined || placeholders * 2 > count || digits < count * 0.6) return undefined;
  // Codes of eight digits are often shown as two groups of four.
  return count >= (shape.length < 6 ? fewestCodes * 2 : fewestCodes)
    ? { start: from + start, end: from + end, count }
    : undefined;
}

/** A piece without the emphasis around it. */
function strip(text: string): { text: string; before: number } {
  const before = /^[*_~(]{0,4}/.exec(text)?.[0].length ?? 0;
  return { text: text.slice(before).replace(/[*_~).:]{1,4}$/, ''), before };
}

function shapeOf(value: string): string {
  return value.replace(/[A-Za-z0-9]/g, 'x');
}

/** The first code decides: a number of four digits or more, or letters with digits among them. */
function isCodeLike(value: string): boolean {
  if (!/\d/.test(value)) return false;
  // A year, a date, a version number.
  return !/^(?:19|20)\d\d(?:-|$)/.test(value);
}

function breaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
