import type { Finding, Span } from './finding.ts';
import { type DataClass, dataClassOf, type Placeholder, placeholder, placeholderKind } from './placeholder.ts';
import { spellingsOf } from './spellings.ts';

/** A value that stands in a text, and what replaces it. */
export interface Replacement {
  readonly value: string;
  readonly by: string;
  /** True for a short line of a longer value: it counts where it is all that a line holds. */
  readonly isLine?: true;
  /** What stands before a short value on its line: elsewhere the same characters mean something else. */
  readonly behind?: string;
  /** True for another spelling of a value. */
  readonly isSpelling?: true;
}

/** A part of a text that is hidden. */
export interface Hidden {
  readonly start: number;
  readonly end: number;
  readonly by: string;
  /** True for what people wrote in sentences, of which single lines may be ordinary. */
  readonly isProse?: true;
  /** What was found within it, or reaches into it: it went with the rest. */
  readonly inner?: readonly Hidden[];
}

/** Texts beyond this size are not redacted: they are not given. */
export const largestText = 8 << 20;

interface Covered {
  readonly start: number;
  readonly end: number;
  readonly finding: Finding;
  readonly data: DataClass;
}

/**
 * The parts of a text that findings cover, in their order and none within another. Findings of a note as a whole cover
 * none, and neither does what stands in a placeholder already. What overlaps goes as one, and so does what touches and
 * is of one kind; the longest names it.
 */
export function hiddenIn(text: string, findings: readonly Finding[], make: Placeholder): Hidden[] {
  const starts = lineStarts(text);
  const kept = placeholdersIn(text);
  const covered = findings
    .flatMap((finding): Covered[] => {
      const data = dataClassOf(finding.rule);
      if (data === undefined) return [];
      const [start, end] = offsetsOf(text, finding.place.span, starts);
      if (end <= start || isReplaced(text, start, end, kept)) return [];
      const [from, to] = withWhole(kept, start, end);
      return [{ start: from, end: to, finding, data }];
    })
    .sort(inOrder);
  const hidden: Hidden[] = [];
  for (let index = 0; index < covered.length; ) {
    const group: Covered[] = [];
    let end = -1;
    for (let next = covered[index]; next !== undefined; next = covered[++index]) {
      const last = group.at(-1);
      if (last !== undefined && !(next.start < end || (next.start === end && isOneKind(last, next)))) break;
      group.push(next);
      end = Math.max(end, next.end);
    }
    hidden.push(joined(text, group, end, make));
  }
  return hidden;
}

function inOrder(left: Covered, right: Covered): number {
  return (
    left.start - right.start ||
    right.end - left.end ||
    (left.finding.rule < right.finding.rule ? -1 : Number(left.finding.rule > right.finding.rule))
  );
}

function isOneKind(left: Covered, right: Covered): boolean {
  return placeholderKind(left.finding.rule) === placeholderKind(right.finding.rule);
}

function joined(text: string, group: readonly Covered[], end: number, make: Placeholder): Hidden {
  const start = group[0]?.start ?? end;
  const all = group.map((each): Hidden => {
    const by = make(each.finding, text.slice(each.start, each.end));
    return { start: each.start, end: each.end, by, ...(each.data === 'private' ? { isProse: true } : {}) };
  });
  const longest = group.reduce((best, each) => (each.end - each.start > best.end - best.start ? each : best));
  const whole = all[group.indexOf(longest)];
  const inner = all.filter((each) => each !== whole && each.by !== whole?.by);
  const isWhole = longest.start === start && longest.end === end;
  return {
    start,
    end,
    by: isWhole && whole !== undefined ? whole.by : make(longest.finding, text.slice(start, end)),
    ...(group.some(({ data }) => data === 'private') ? { isProse: true } : {}),
    ...(isWhole ? (inner.length > 0 ? { inner } : {}) : { inner: all }),
  };
}

export type Range = readonly [start: number, end: number];

function placeholdersIn(text: string): Range[] {
  if (!text.includes('⟦')) return [];
  return [...text.matchAll(new RegExp(placeholder, 'g'))].map(({ index, 0: all }) => [index, index + all.length]);
}

/** True where nothing but placeholders, and marks and blanks around them, is left of a part. */
function isReplaced(text: string, start: number, end: number, kept: readonly Range[]): boolean {
  const first = firstBehind(kept, start);
  if ((kept[first]?.[0] ?? end) >= end) return false;
  let rest = '';
  let done = start;
  for (let index = first; index < kept.length; index++) {
    const [from, to] = kept[index] ?? [end, end];
    if (from >= end) break;
    rest += text.slice(done, Math.max(done, from));
    done = Math.max(done, to);
  }
  return !/[\p{L}\p{N}]/u.test(rest + text.slice(done, end));
}

/** A part with the whole of each placeholder that it reaches into. */
function withWhole(kept: readonly Range[], start: number, end: number): Range {
  const [from = start] = kept[firstBehind(kept, start)] ?? [];
  const [last = end, to = end] = kept[firstBehind(kept, end - 1)] ?? [];
  return [Math.min(start, from), last < end ? Math.max(end, to) : end];
}

/** The first of ranges, in their order, that ends behind a place. */
export function firstBehind(ranges: readonly Range[], place: number): number {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.[1] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Shorter values may stand anywhere by chance: they are told by what stands before them. */
const shortest = 6;
const longestBehind = 16;
/** Shorter lines may stand anywhere by chance: they count where they are all that a line holds. */
const plainLine = 8;
const plainProse = 12;

/** A list of thousands is no file in which values are written twice. */
const mostSpelled = 4096;

/** Of two that are written alike the one counts that is more of a value. */
function rankOf({ isLine, isSpelling }: Replacement): number {
  return isLine === true ? 0 : isSpelling === true ? 1 : 2;
}

/** The values of what is hidden in a text, their other spellings, and the lines of those that span several. */
export function replacementsOf(text: string, hidden: readonly Hidden[]): Replacement[] {
  const found = new Map<string, Replacement>();
  const add = (each: Replacement): void => {
    const name = `${each.behind ?? ''}\0${each.value}`;
    const known = found.get(name);
    if (known === undefined || rankOf(each) > rankOf(known)) found.set(name, each);
  };
  let open: Set<string> | undefined;
  for (const { start, end, by, isProse } of hidden.flatMap((each) => [each, ...(each.inner ?? [])])) {
    const value = text.slice(start, end);
    if (value.length < shortest) {
      const line = text.slice(Math.max(0, start - longestBehind), start).split(/[\r\n]/);
      const behind = line.at(-1) ?? '';
      if (/\S/.test(behind)) add({ value, by, behind });
      add({ value, by, isLine: true });
      continue;
    }
    add({ value, by });
    if (isProse !== true && found.size < mostSpelled)
      for (const each of spellingsOf(value)) if (each.length >= shortest) add({ value: each, by, isSpelling: true });
    // A tool may show lines with numbers in front, or some of them alone.
    const lines = value.split(/\r\n|\r|\n/);
    if (lines.length === 1) continue;
    // Tools may bring the ends of lines to one form.
    if (value.includes('\r')) add({ value: lines.join('\n'), by });
    if (isProse === true) open ??= openLinesOf(text, hidden);
    for (const line of lines.map((each) => each.trim()))
      if (isProse === true ? /[\p{L}\p{N}]/u.test(line) && open?.has(line) !== true : line !== '')
        add({
          value: line,
          by,
          ...(line.length < (isProse === true ? plainProse : plainLine) ? { isLine: true } : {}),
        });
  }
  return [...found.values()];
}

/** The lines of a text that hold nothing hidden: whoever reads the text may know them. */
export function openLinesOf(text: string, hidden: readonly Hidden[]): Set<string> {
  return new Set(
    applyHidden(text, hidden)
      .split(/[\r\n]/)
      .map((line) => line.trim()),
  );
}

/**
 * Replaces values everywhere in a text; values that overlap go as one. The number of lines stays. What stands in a
 * placeholder already is left alone, so that doing it again changes nothing.
 */
export function applyReplacements(text: string, replacements: readonly Replacement[]): string {
  return applyHidden(text, occurrencesOf(text, replacements));
}

/** Where values stand in a text; they may overlap. */
export function occurrencesOf(text: string, replacements: readonly Replacement[]): Hidden[] {
  const hidden: Hidden[] = [];
  const take = ({ value, by, behind = '' }: Replacement, at: number): void => {
    const [start, end] = [at + behind.length, at + behind.length + value.length];
    if (behind === '' || !/[\p{L}\p{N}]/u.test(text.charAt(end))) hidden.push({ start, end, by });
  };
  const lines = new Map<string, Replacement>();
  const values: Replacement[] = [];
  for (const each of replacements) {
    if (each.value === '') continue;
    if (each.isLine === true) lines.set(each.value, each);
    else values.push(each);
  }
  if (values.length <= fewValues) for (const each of values) findOne(text, each, take);
  else findMany(text, values, take);
  if (lines.size > 0) findLines(text, lines, hidden);
  return hidden;
}

type Take = (each: Replacement, at: number) => void;

/** So many are looked for one after the other. */
const fewValues = 64;

function findOne(text: string, each: Replacement, take: Take): void {
  const wanted = (each.behind ?? '') + each.value;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) take(each, at);
}

/** The same for many, in one pass for each length of what they are told by. */
function findMany(text: string, values: readonly Replacement[], take: Take): void {
  const heads = new Map<number, Map<string, { each: Replacement; wanted: string }[]>>();
  for (const each of values) {
    const wanted = (each.behind ?? '') + each.value;
    const length = headLengths.find((most) => wanted.length >= most);
    if (length === undefined) {
      findOne(text, each, take);
      continue;
    }
    const alike = heads.get(length) ?? new Map<string, { each: Replacement; wanted: string }[]>();
    heads.set(length, alike);
    const head = wanted.slice(0, length);
    const known = alike.get(head);
    if (known === undefined) alike.set(head, [{ each, wanted }]);
    else known.push({ each, wanted });
  }
  for (const [length, alike] of heads)
    for (let at = 0; at + length <= text.length; at++)
      for (const { each, wanted } of alike.get(text.slice(at, at + length)) ?? [])
        if (text.startsWith(wanted, at)) take(each, at);
}

/** Lines of one text often begin alike. */
const headLengths = [32, 20, 14, 10, 8, 6];

/** Short lines, where they are all that a line of the text holds beside what tools put in front. */
function findLines(text: string, lines: ReadonlyMap<string, Replacement>, hidden: Hidden[]): void {
  let longest = 0;
  for (const line of lines.keys()) longest = Math.max(longest, line.length);
  for (const { index, 0: line } of text.matchAll(/[^\r\n]+/g)) {
    const end = index + line.trimEnd().length;
    for (let start = Math.max(index, end - longest); start < end; start++) {
      const found = lines.get(text.slice(start, end));
      if (found !== undefined && isFirstOnLine(text.slice(index, start))) hidden.push({ start, end, by: found.by });
    }
  }
}

/** Puts placeholders in the place of parts of a text; breaks of lines within them stay, behind the placeholder. */
export function applyHidden(text: string, hidden: readonly Hidden[]): string {
  let result = '';
  let done = 0;
  for (const part of separate(text, hidden)) {
    result += text.slice(done, part.start) + shownFor(text, part);
    done = part.end;
  }
  return result + text.slice(done);
}

/** What stands in the place of a part. */
export function shownFor(text: string, { start, end, by }: Hidden): string {
  return (
    by +
    (text
      .slice(start, end)
      .match(/\r\n|\r|\n/g)
      ?.join('') ?? '')
  );
}

/** The same parts in their order, with those that overlap as one; without what lies in a placeholder already. */
export function separate(text: string, hidden: readonly Hidden[]): Hidden[] {
  if (hidden.length === 0) return [];
  const kept = placeholdersIn(text);
  const sorted = hidden
    .filter(({ start, end }) => {
      const [from, to] = kept[firstBehind(kept, start)] ?? [end, end];
      return !(start >= from && end <= to);
    })
    .map((each): Hidden => {
      const [start, end] = withWhole(kept, each.start, each.end);
      return start === each.start && end === each.end ? each : { ...each, start, end };
    })
    .sort((left, right) => left.start - right.start || right.end - left.end);
  const parts: Hidden[] = [];
  for (const each of sorted) {
    const last = parts.at(-1);
    if (last === undefined || each.start >= last.end) parts.push(each);
    else if (each.end > last.end) parts[parts.length - 1] = { ...last, end: each.end };
  }
  return parts;
}

/** A text with everything hidden that was found in it, and what went where. */
export interface RedactedText {
  readonly text: string;
  /** Places in the text as it was, in their order. */
  readonly parts: readonly Hidden[];
}

/** Hides what was found in a text, and the same values wherever else and however else they stand in it. */
export function redactText(text: string, findings: readonly Finding[], make: Placeholder): RedactedText {
  const hidden = hiddenIn(text, findings, make);
  const values = replacementsOf(text, hidden).filter(({ isLine, behind }) => isLine !== true && behind === undefined);
  const all = hidden.flatMap((each) => [each, ...(each.inner ?? [])]);
  const whole = new Set(all.map(({ start, end }) => text.slice(start, end)));
  // Lines of a longer value are for tools that show parts; here all of the text is at hand.
  const elsewhere = occurrencesOf(
    text,
    values.filter(({ value, isSpelling }) => isSpelling === true || whole.has(value)),
  );
  const parts = separate(text, [...hidden, ...elsewhere]);
  return { text: applyHidden(text, parts), parts };
}

/** Nothing but a file's name, a line's number or the sign of a difference may stand before it. */
function isFirstOnLine(lead: string): boolean {
  return /^(?:\S{0,300}?[:-])?\s*(?:\d+\s*[\t→:|-])?[\s+>-]*$/.test(lead);
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
): Range {
  const offset = text.startsWith('\uFEFF') ? 1 : 0;
  const at = (line: number, column: number): number =>
    (starts[line - 1] ?? text.length) + column - 1 + (line === 1 ? offset : 0);
  return [at(startLine, startColumn), at(endLine, endColumn)];
}
