import { mayBeListed } from './gate.ts';
import { hashWord, unitKind } from './letters.ts';
import { makeWords, type Words } from './words.ts';

/**
 * A look at every so many units falls into any phrase: twelve Chinese characters with a blank between each are 23 units
 * long, twelve words of three letters 47.
 */
const [denseStride, stride] = [20, 44];
const eastAsian = /[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
/** The longest word of a list, decomposed, has 11 units; one more may be an escape's letter. */
const longestWord = 12;
/** From one word to the next: numbers, bars and the blanks that align a table. */
const longestGap = 64;
const mostBreaks = 3;
export const fewestWords = 12;

const backslash = 0x5c;

/**
 * Finds where at least twelve words in a row may be words of the lists, whatever stands between them. The text is
 * sampled, and read in full only around a sampled word that may be listed; no part of it is read more than thrice.
 */
export function* findRuns(text: string): Iterable<Words> {
  const step = eastAsian.test(text) ? denseStride : stride;
  const word = new Reader(text);
  for (let at = 0; at < text.length; at += step) {
    if (!word.around(at, step)) continue;
    // A label between words: the next word says more.
    if (!word.listed && !(word.isLabel() && word.next())) continue;
    if (!word.listed) continue;
    const run = growRun(word);
    if (run !== undefined) yield run;
    // The loop's own step comes on top: what lies behind the run is sampled from its first unit on.
    if (word.floor > at + step) at = word.floor - step;
  }
}

/** The words on both sides of the one that is read, as long as they may be listed, where they are many enough. */
function growRun(word: Reader): Words | undefined {
  const { start, end } = word;
  let label: number | undefined;
  const belongs = (): boolean => {
    if (word.listed) return true;
    if (!word.isLabel()) return false;
    label ??= word.hash;
    return label === word.hash;
  };
  let count = 1;
  let last = end;
  for (; word.next() && belongs(); count += 1) last = word.end;
  let first = start;
  word.move(start, end);
  for (; word.previous() && belongs(); count += 1) first = word.start;
  word.floor = last;
  if (count < fewestWords) return undefined;
  const run = makeWords(count);
  word.at(first);
  for (let index = 0; index < count; index++, word.next()) {
    run.starts[index] = word.start;
    run.ends[index] = word.end;
    run.hashes[index] = word.hash;
    run.listed[index] = word.listed ? 1 : 0;
  }
  return run;
}

/** Walks over a text word by word, without making anything on the way. Its fields tell the word that was read. */
class Reader {
  start = 0;
  end = 0;
  hash = 0;
  listed = false;
  /** Where the run before ends: nothing before it is read again. */
  floor = 0;

  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Reads the word at an offset, or the first that begins within `reach` behind it. */
  around(offset: number, reach: number): boolean {
    const { text } = this;
    let start = offset;
    if (unitKind[text.charCodeAt(offset)] === 0) {
      const stop = Math.min(text.length, offset + reach);
      while (start < stop && unitKind[text.charCodeAt(start)] === 0) start += 1;
      if (start === stop) return false;
    } else {
      const stop = Math.max(this.floor, offset - longestWord);
      while (start > stop && unitKind[text.charCodeAt(start - 1)] !== 0) start -= 1;
    }
    return this.at(start);
  }

  /** Reads the word that begins at an offset. False where it is longer than any word of a list. */
  at(start: number): boolean {
    const { text } = this;
    const stop = Math.min(text.length, start + longestWord + 1);
    let end = start;
    while (end < stop && unitKind[text.charCodeAt(end)] !== 0) end += 1;
    return end - start <= longestWord && this.take(start, end);
  }

  /** Stands at a word that was read before. */
  move(start: number, end: number): void {
    this.start = start;
    this.end = end;
  }

  private take(start: number, end: number): boolean {
    // In a text within a text, such as JSON, `\n` is a line break and its letter no part of the word.
    const begin = this.text.charCodeAt(start - 1) === backslash && this.isEscape(start) ? start + 1 : start;
    this.start = begin;
    this.end = end;
    this.hash = hashWord(this.text, begin, end);
    // Below three letters there are words of Chinese and Korean alone.
    this.listed = (end - begin > 2 || this.text.charCodeAt(begin) >= 0x1100) && mayBeListed(this.hash);
    return begin < end;
  }

  private isEscape(at: number): boolean {
    const unit = this.text.charCodeAt(at);
    return unit === 0x6e || unit === 0x72 || unit === 0x74;
  }

  /** Reads the next word, if no more stands between than between words of a phrase: no number above 99, few breaks. */
  next(): boolean {
    const { text, end } = this;
    const stop = Math.min(text.length, end + longestGap);
    for (let at = end, digits = 0, breaks = 0; at < stop; at++) {
      const unit = text.charCodeAt(at);
      if (unitKind[unit] !== 0) {
        if (!this.isEscapeAlone(at)) return this.at(at);
        digits = 0;
        continue;
      }
      digits = unit >= 0x30 && unit <= 0x39 ? digits + 1 : 0;
      if (unit === 0x0a) breaks += 1;
      if (digits > 2 || breaks > mostBreaks) return false;
    }
    return false;
  }

  /** The same backwards. */
  previous(): boolean {
    const { text, start } = this;
    const stop = Math.max(this.floor, start - longestGap);
    for (let at = start - 1, digits = 0, breaks = 0; at >= stop; at--) {
      const unit = text.charCodeAt(at);
      if (unitKind[unit] !== 0) {
        if (this.isEscapeAlone(at)) {
          digits = 0;
          continue;
        }
        const first = Math.max(this.floor, at - longestWord);
        let begin = at;
        while (begin > first && unitKind[text.charCodeAt(begin - 1)] !== 0) begin -= 1;
        return at + 1 - begin <= longestWord && this.take(begin, at + 1);
      }
      digits = unit >= 0x30 && unit <= 0x39 ? digits + 1 : 0;
      if (unit === 0x0a) breaks += 1;
      if (digits > 2 || breaks > mostBreaks) return false;
    }
    return false;
  }

  /** A letter behind a backslash with no word behind it: `\n1. word`. */
  private isEscapeAlone(at: number): boolean {
    const { text } = this;
    const isLast = at + 1 === text.length || unitKind[text.charCodeAt(at + 1)] === 0;
    return isLast && text.charCodeAt(at - 1) === backslash && this.isEscape(at);
  }

  /** True where the word may stand before each word of a phrase: a number, a colon, the end of a tag or box follows. */
  isLabel(): boolean {
    const { text, end } = this;
    const unit = text.charCodeAt(end);
    const next = unit === 0x20 || unit === 0x22 || unit === 0x2d || unit === 0x5f ? text.charCodeAt(end + 1) : unit;
    return (next >= 0x30 && next <= 0x3a) || next === 0x3b || next === 0x3e || next === 0x5d || next === 0x23;
  }
}
