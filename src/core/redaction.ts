import type { Finding, Span } from './finding.ts';

/** Makes the placeholder of a value: the same for the same value within a conversation. */
export type Placeholder = (finding: Finding, value: string) => string;

/** A value that stands in a text, and what replaces it. */
export interface Replacement {
  readonly value: string;
  readonly by: string;
  /** True for a short line of a longer value: it counts where it is all that a line holds. */
  readonly isLine?: true;
}

/** A part of a text that is hidden. */
export interface Hidden {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** Texts beyond this size are not redacted: they are not given. */
export const largestText = 8 << 20;

/** Placeholders that stand for hidden text, as redaction writes them. */
export const placeholder = /⟦[a-z][\w.-]{0,40}:[0-9a-z]{3,12}⟧/;

/** The kind that a placeholder names: `secret.github.token` is `secret`, `note.private` never gets one. */
export function placeholderKind(finding: Finding): string {
  return finding.rule.split('.')[0] ?? 'hidden';
}

/** The parts of a text that findings cover, in their order; those of a note as a whole cover none. */
export function hiddenIn(text: string, findings: readonly Finding[], make: Placeholder): Hidden[] {
  const starts = lineStarts(text);
  return findings
    .filter(({ rule }) => !rule.startsWith('note.'))
    .map((finding) => {
      const [start, end] = offsetsOf(text, finding.place.span, starts);
      return { start, end, by: make(finding, text.slice(start, end)) };
    })
    .filter(({ start, end }) => end - start >= shortest)
    .sort((left, right) => left.start - right.start);
}

const shortest = 4;
const plainLine = 8;

/** The values of what is hidden in a text, and the lines of those that span several. */
export function replacementsOf(text: string, hidden: readonly Hidden[]): Replacement[] {
  const found = new Map<string, Replacement>();
  const add = (value: string, by: string, isLine: boolean): void => {
    if (!found.has(value) || !isLine) found.set(value, { value, by, ...(isLine ? { isLine: true } : {}) });
  };
  for (const { start, end, by } of hidden) {
    const value = text.slice(start, end);
    add(value, by, false);
    // A tool may show lines with numbers in front, or some of them alone.
    const lines = value.split(/\r\n|\r|\n/).map((line) => line.trim());
    if (lines.length > 1) for (const line of lines) if (line !== '') add(line, by, line.length < plainLine);
  }
  return [...found.values()];
}

/**
 * Replaces values everywhere in a text; values that overlap go as one. The number of lines stays. What stands in a
 * placeholder already is left alone, so that doing it again changes nothing.
 */
export function applyReplacements(text: string, replacements: readonly Replacement[]): string {
  const hidden: Hidden[] = [];
  for (const { value, by, isLine } of replacements) {
    if (value === '') continue;
    for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + 1))
      if (isLine !== true || isWholeLine(text, at, at + value.length))
        hidden.push({ start: at, end: at + value.length, by });
  }
  return applyHidden(text, hidden);
}

/** Puts placeholders in the place of parts of a text. */
export function applyHidden(text: string, hidden: readonly Hidden[]): string {
  if (hidden.length === 0) return text;
  const kept = text.includes('⟦')
    ? [...text.matchAll(new RegExp(placeholder, 'g'))].map(({ index, 0: all }) => [index, index + all.length] as const)
    : [];
  const sorted = hidden
    .filter(({ start, end }) => !kept.some(([from, to]) => start >= from && end <= to))
    .sort((left, right) => left.start - right.start || right.end - left.end);
  let result = '';
  let done = 0;
  for (let index = 0; index < sorted.length; ) {
    const { start, by } = sorted[index] ?? { start: text.length, by: '' };
    let { end } = sorted[index] ?? { end: text.length };
    for (index += 1; index < sorted.length; index++) {
      const next = sorted[index];
      if (next === undefined || next.start >= end) break;
      end = Math.max(end, next.end);
    }
    result += text.slice(done, start) + by + '\n'.repeat(text.slice(start, end).split('\n').length - 1);
    done = end;
  }
  return result + text.slice(done);
}

/** Nothing but a line's number or the sign of a difference may stand before it. */
function isWholeLine(text: string, start: number, end: number): boolean {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end);
  return (
    /^(?:\S{0,300}?[:-])?\s*(?:\d+\s*[\t→:|-])?[\s+>-]*$/.test(text.slice(from, start)) &&
    /^\s*$/.test(text.slice(end, to === -1 ? undefined : to))
  );
}

const gramLength = 8;

/**
 * The parts of a text that are parts of values as well: what a tool was asked to cut out of them. Shorter ones, and
 * those that might be a word or the public beginning of a token, are not told from chance.
 */
export function fragmentsIn(text: string, replacements: readonly Replacement[]): Hidden[] {
  const grams = new Map<string, string>();
  for (const { value, by } of replacements)
    for (let at = 0; at + gramLength <= value.length; at++) {
      const gram = value.slice(at, at + gramLength);
      if (/\d/.test(gram) || (/[a-z]/.test(gram) && /[A-Z]/.test(gram.slice(1))))
        if (!/\s/.test(gram)) grams.set(gram, by);
    }
  if (grams.size === 0) return [];
  const found: Hidden[] = [];
  for (let at = 0; at + gramLength <= text.length; at++) {
    const by = grams.get(text.slice(at, at + gramLength));
    if (by === undefined) continue;
    const last = found.at(-1);
    if (last !== undefined && last.end >= at) found[found.length - 1] = { ...last, end: at + gramLength };
    else found.push({ start: at, end: at + gramLength, by });
  }
  return found;
}

/** Applies a change to every text at any depth; keys and kinds stay. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, change));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapTexts(each, change)]));
  return value;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return starts;
}

function offsetsOf(
  text: string,
  { startLine, startColumn, endLine, endColumn }: Span,
  starts: readonly number[],
): readonly [number, number] {
  const offset = text.startsWith('\uFEFF') ? 1 : 0;
  const at = (line: number, column: number): number =>
    (starts[line - 1] ?? text.length) + column - 1 + (line === 1 ? offset : 0);
  return [at(startLine, startColumn), at(endLine, endColumn)];
}
