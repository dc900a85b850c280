import { isNote } from '../core/note-files.ts';
import { privateSpanRule } from '../core/placeholder.ts';
import { findFences } from './fences.ts';
import type { Source, SourceHit } from './rule.ts';
import type { RuleMeta } from './rules/catalogue.ts';

/** A part of a note that its author keeps from agents, with the marks around it, as UTF-16 offsets. */
export interface PrivateSpan {
  readonly start: number;
  readonly end: number;
}

export const privateSpanMeta: RuleMeta = {
  id: privateSpanRule,
  severity: 'medium',
  // Comments of Markdown are those of HTML.
  docs: 'https://spec.commonmark.org/0.31.2/#html-comment',
};

/** The parts of notes that stand in a fence or in a callout of that name. */
export const privateSpanSource: Source = {
  literals: ['private'],
  isWhole: true,
  find(text, _at, _which, { path }) {
    // Elsewhere such a comment may be anything.
    if (!isNote(path)) return [];
    return privateSpans(text).map(
      ({ start, end }): SourceHit => ({
        id: privateSpanRule,
        severity: 'medium',
        rank: 'exact',
        start,
        end,
        judged: '',
      }),
    );
  },
};

/**
 * Finds what stands between `<!-- private -->` and `<!-- /private -->`, and callouts `> [!private]`
 * (https://help.obsidian.md/callouts). A fence within a fence ends before the outer one does; one that is not closed
 * reaches to the end of the text. One that says more, such as `<!-- private: health -->`, counts where it is closed. In
 * code both are examples, but for code that nobody closed.
 */
export function privateSpans(text: string): PrivateSpan[] {
  const isCode = codeIn(text);
  return [...fencedSpans(text, isCode), ...callouts(text, isCode)].sort(
    (left, right) => left.start - right.start || right.end - left.end,
  );
}

type IsCode = (offset: number) => boolean;

const mark =
  /<!-{2,8}[ \t\r\n\u00A0]{0,20}(\/?)[ \t]{0,20}private[ \t\r\n\u00A0]{0,20}(:[^<>]{0,200}?|(?<=\s)[\w-]{1,40}=[^<>]{0,200}?)?-{2,8}>/gi;

function fencedSpans(text: string, isCode: IsCode): PrivateSpan[] {
  const spans: PrivateSpan[] = [];
  let start = 0;
  let depth = 0;
  const marks = [...text.matchAll(mark)].filter(({ index }) => !isCode(index));
  const lastEnd = marks.findLast(([, slash]) => slash !== '')?.index ?? -1;
  for (const match of marks) {
    if (match[1] === '') {
      // A comment about something private is none, where nothing ends it.
      if (match[2] !== undefined && match.index > lastEnd) continue;
      if (depth === 0) start = match.index;
      depth += 1;
    } else if (depth > 0) {
      depth -= 1;
      if (depth === 0) spans.push({ start, end: match.index + match[0].length });
    }
  }
  if (depth > 0) spans.push({ start, end: text.length });
  return spans;
}

function callouts(text: string, isCode: IsCode): PrivateSpan[] {
  const spans: PrivateSpan[] = [];
  if (!/\[!private/i.test(text)) return spans;
  const head =
    /(?<=^|[\r\n])([ \t]{0,40}(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,8}){0,4})(>[> \t]{0,40})\[!private(?:\|[^\]\r\n]{0,80})?\]/gi;
  for (const match of text.matchAll(head)) {
    const start = match.index + (match[1]?.length ?? 0);
    const last = spans.at(-1);
    if ((last !== undefined && start < last.end) || isCode(start)) continue;
    spans.push({ start, end: endOfQuote(text, start, match[2]?.match(/>/g)?.length ?? 1) });
  }
  return spans;
}

/**
 * The end of a block quote: its lines begin with as many signs, or go on a paragraph of it without any
 * (https://spec.commonmark.org/0.31.2/#laziness).
 */
function endOfQuote(text: string, start: number, depth: number): number {
  const line = /([ \t>]{0,80})([^\r\n]*)(\r\n|\r|\n|$)/y;
  line.lastIndex = start;
  let end = start;
  let isParagraph = false;
  while (line.lastIndex < text.length) {
    const from = line.lastIndex;
    const match = line.exec(text);
    if (match === null) break;
    const [, marks = '', content = '', stop = ''] = match;
    const isQuoted = (marks.match(/>/g)?.length ?? 0) >= depth;
    const isOrdinary =
      content !== '' &&
      !/^(?:#{1,6}[ \t]|[-*+][ \t]|\d{1,9}[.)][ \t]|```|~~~|<|\[!|(?:[-*_][ \t]*){3,}$)/.test(content);
    if (from > start && !isQuoted && !(isParagraph && isOrdinary)) break;
    // The words of a list's item go on as those of a paragraph do.
    isParagraph = content !== '' && !/^(?:#{1,6}[ \t]|```|~~~)/.test(content);
    end = line.lastIndex - stop.length;
  }
  return end;
}

/** Code that is closed, in fences and between backticks of one line. */
function codeIn(text: string): IsCode {
  let fences: readonly number[] | undefined;
  return (offset) => {
    if (fences === undefined) {
      const edges = findFences(text, true);
      fences = edges.length % 2 === 0 ? edges : edges.slice(0, -1);
    }
    let low = 0;
    let high = fences.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((fences[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low % 2 === 1 || isBetweenBackticks(text, offset);
  };
}

/** Code between backticks is looked for this far. */
const longestCode = 400;

/** As many marks close code as opened it (https://spec.commonmark.org/0.31.2/#code-spans). */
function isBetweenBackticks(text: string, offset: number): boolean {
  const from = Math.max(0, offset - longestCode);
  const line =
    text
      .slice(from, offset)
      .split(/[\r\n]/)
      .at(-1) ?? '';
  let open: string | undefined;
  for (const { index, 0: marks } of line.matchAll(/`+/g)) {
    if (open !== undefined) open = marks === open ? undefined : open;
    // One that is escaped, or stands in a word for an apostrophe, opens nothing.
    else if (!/[\\\p{L}\p{N}]$/u.test(line.slice(0, index))) open = marks;
  }
  if (open === undefined) return false;
  const rest = /^[^\r\n]*/.exec(text.slice(offset, offset + longestCode))?.[0] ?? '';
  return rest.match(/`+/g)?.includes(open) === true;
}
