import type { Note } from '../rule.ts';

/** A stretch of text that names what stands under it. */
export interface Head {
  readonly from: number;
  readonly to: number;
  /** True for a column's header and a key, false for a heading, which says what a section is about. */
  readonly isLabel: boolean;
}

interface Table {
  readonly header: { readonly from: number; readonly to: number };
  readonly from: number;
  readonly to: number;
}

/** No row, no line of a list is looked at further than this. */
const longestLine = 2000;
const headingReach = 1500;
const keyReach = 512;

/**
 * What stands over a place in a text: the header of its table column, the key of its list, its heading. Tables and headings
 * are read once, at the first question. Ask in rising order.
 */
export class Surroundings {
  readonly #text: string;
  readonly #separator: string | undefined;
  #tables: readonly Table[] | undefined;
  #headings: readonly number[] | undefined;
  #table = 0;
  #heading = 0;
  /** How many cells end before the place in a row that was asked for last. */
  #row = { line: -1, at: 0, cells: 0, quoted: false };
  /** The line that was asked for last: it began at `start` and was looked through up to `known`. */
  #start = 0;
  #known = 0;

  constructor(text: string, { path }: Note) {
    this.#text = text;
    this.#separator = /\.[ct]sv$/i.test(path) ? csvSeparator(text) : undefined;
  }

  /** Where the line that holds `at` begins. */
  lineStart(at: number): number {
    const text = this.#text;
    const floor = at >= this.#known ? this.#known : Math.max(0, at - longestLine);
    let start = at;
    while (start > floor && text.charCodeAt(start - 1) !== 10) start -= 1;
    if (start > floor || at < this.#known) {
      if (at < this.#known) return start;
      this.#start = start;
    }
    this.#known = at;
    return this.#start;
  }

  heads(at: number): Head[] {
    const heads: Head[] = [];
    const line = this.lineStart(at);
    const column = this.#columnHeader(line, at);
    if (column !== undefined) heads.push({ ...column, isLabel: true });
    else {
      const key = this.#keyAbove(line, at);
      if (key !== undefined) heads.push({ ...key, isLabel: true });
    }
    const heading = this.#headingAbove(at);
    if (heading !== undefined) heads.push({ ...heading, isLabel: false });
    return heads;
  }

  #columnHeader(line: number, at: number): { from: number; to: number } | undefined {
    if (at - line > longestLine) return undefined;
    const text = this.#text;
    if (this.#separator !== undefined) {
      if (line === 0) return undefined;
      return cellAt(text, 0, nearEnd(text, 0), this.#separator, this.#cellsBefore(line, at, this.#separator));
    }
    this.#tables ??= findTables(text);
    while ((this.#tables[this.#table]?.to ?? Number.POSITIVE_INFINITY) <= at) this.#table += 1;
    const table = this.#tables[this.#table];
    if (table === undefined || at < table.from) return undefined;
    const opens = (from: number, to: number) => (/^[\s>]*\|/.test(text.slice(from, Math.min(to, from + 40))) ? 1 : 0);
    const { from, to } = table.header;
    return cellAt(text, from, to, '|', this.#cellsBefore(line, at, '|') - opens(line, at) + opens(from, to));
  }

  #cellsBefore(line: number, at: number, separator: string): number {
    const row = this.#row;
    if (row.line !== line || row.at > at) this.#row = { line, at: line, cells: 0, quoted: false };
    const code = separator.charCodeAt(0);
    let { at: index, cells, quoted } = this.#row;
    for (; index < at; index++) {
      const each = this.#text.charCodeAt(index);
      if (each === 34 && separator !== '|') quoted = !quoted;
      else if (each === code && !quoted && this.#text.charCodeAt(index - 1) !== 92) cells += 1;
    }
    this.#row = { line, at, cells, quoted };
    return cells;
  }

  /** The key of a list in YAML or JSON whose item stands alone on its line. */
  #keyAbove(line: number, at: number): { from: number; to: number } | undefined {
    const text = this.#text;
    if (at - line > 64) return undefined;
    const lead = /^([ \t]*)(-[ \t]+)?["']?[+(]{0,2}$/.exec(text.slice(line, at));
    if (lead === null) return undefined;
    const indent = (lead[1] ?? '').length;
    const isItem = lead[2] !== undefined;
    let end = line - 1;
    for (let count = 0; count < 12 && end > 0 && line - end < keyReach; count++) {
      const start = text.lastIndexOf('\n', end - 1) + 1;
      const above = text.slice(Math.max(start, end - 200), end);
      const depth = /^[ \t]*/.exec(above)?.[0].length ?? 0;
      if (above.trim() === '') return undefined;
      if (depth < indent || (isItem && depth === indent && !/^[ \t]*-/.test(above)))
        return /[:[{]\s*$/.test(above) ? { from: start, to: end } : undefined;
      end = start - 1;
    }
    return undefined;
  }

  #headingAbove(at: number): { from: number; to: number } | undefined {
    const text = this.#text;
    this.#headings ??= findHeadings(text);
    const headings = this.#headings;
    while (this.#heading + 1 < headings.length && (headings[this.#heading + 1] ?? 0) < at) this.#heading += 1;
    const from = headings[this.#heading];
    if (from === undefined || from >= at || at - from > headingReach) return undefined;
    return { from, to: Math.min(at, nearEnd(text, from)) };
  }
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** The same, no further than a line is looked at. */
function nearEnd(text: string, at: number): number {
  const last = Math.min(text.length, at + longestLine);
  let end = at;
  while (end < last && text.charCodeAt(end) !== 10) end += 1;
  return end;
}

/** The separator of a CSV text whose first line names its columns. */
function csvSeparator(text: string): string | undefined {
  const header = text.slice(0, nearEnd(text, 0));
  if (/\d{3}/.test(header)) return undefined;
  const count = (separator: string) => header.split(separator).length;
  const best = [',', ';', '\t'].reduce((left, right) => (count(right) > count(left) ? right : left));
  return count(best) > 1 ? best : undefined;
}

function cellAt(text: string, from: number, to: number, separator: string, count: number) {
  let start = from;
  const code = separator.charCodeAt(0);
  let cells = 0;
  const last = Math.min(to, from + longestLine);
  for (let index = from; index <= last; index++) {
    if (index < last && (text.charCodeAt(index) !== code || text.charCodeAt(index - 1) === 92)) continue;
    if (cells === count) return { from: start, to: index };
    cells += 1;
    start = index + 1;
  }
  return undefined;
}

/** Finds Markdown tables (https://github.github.com/gfm/#tables-extension-) by the row of hyphens under their header. */
function findTables(text: string): Table[] {
  const tables: Table[] = [];
  let above = 0;
  let start = lineEnd(text, 0) + 1;
  while (start < text.length) {
    const end = lineEnd(text, start);
    if (isDelimiterRow(text, start, end)) {
      let to = end;
      while (to < text.length) {
        const next = lineEnd(text, to + 1);
        if (!text.slice(to + 1, Math.min(next, to + 1 + longestLine)).includes('|')) break;
        to = next;
      }
      tables.push({ header: { from: above, to: start - 1 }, from: end, to });
      if (to > end) {
        start = to + 1;
        above = to;
        continue;
      }
    }
    above = start;
    start = end + 1;
  }
  return tables;
}

function isDelimiterRow(text: string, start: number, end: number): boolean {
  if (end - start < 3 || end - start > 1024) return false;
  const first = text.charCodeAt(start);
  // `|`, `-`, `:`, `>`, blank
  if (first !== 124 && first !== 45 && first !== 58 && first !== 62 && first !== 32) return false;
  const row = text.slice(start, end);
  return row.includes('|') && row.includes('-') && /^[\s>|:-]+$/.test(row);
}

/** Where ATX headings (https://spec.commonmark.org/0.31.2/#atx-headings) begin, and Org's. */
function findHeadings(text: string): number[] {
  const headings: number[] = [];
  for (const mark of ['#', '*']) {
    const after = mark === '#' ? /#{1,6}[ \t]/y : /\*{1,6} /y;
    for (let at = text.startsWith(mark) ? 0 : next(0); at !== -1; at = next(at)) {
      after.lastIndex = at;
      // `* ` is a list in Markdown, a heading in Org only: a single star says nothing.
      if (after.test(text) && (mark === '#' || text.charAt(at + 1) === '*')) headings.push(at);
    }
    function next(from: number): number {
      const found = text.indexOf(`\n${mark}`, from);
      return found === -1 ? -1 : found + 1;
    }
  }
  return headings.sort((left, right) => left - right);
}
