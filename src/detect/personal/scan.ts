import { shiftSeverity } from '../../core/severity.ts';
import type { Note, SourceHit } from '../rule.ts';
import { type Ipv4, ipv4At, ipv6In, isBitcoinAddress, isEthereumAddress } from './addresses.ts';
import { bicsIn } from './bic.ts';
import { type CardNumber, cardAt, hasCardDetails } from './cards.ts';
import { Context, type Mention } from './context.ts';
import { dateAround } from './dates.ts';
import { isAlphanumeric, isAmount, isDigit, isInAddress, mayBegin, mayEnd } from './edges.ts';
import { emailAt } from './email.ts';
import type { IdRow, Match } from './entity.ts';
import { folded } from './fold.ts';
import { ibanAt } from './iban.ts';
import { idRows, topic, vocabulary } from './keywords.ts';
import { isCertainPhone, isLikelyPhone, type PhoneRun, phoneRunAt } from './phone.ts';
import {
  compact,
  digitsFrom,
  isAsciiLetter,
  isBeside,
  isCapital,
  isCommonIssue,
  isCounted,
  isDate,
  isExample,
  isHexOrColon,
  isPartOfNumber,
  longestRun,
  mayEndPhone,
  yearFrom,
} from './shapes.ts';

/** A word longer than this is data. A segwit address has 74 characters at most. */
const longestWord = 90;

const patterns = idRows.map(({ pattern }) => new RegExp(`(?:${pattern})`, 'iy'));
const formatted = idRows.flatMap((row) =>
  row.formatted === undefined ? [] : [{ row, pattern: new RegExp(row.formatted, 'y') }],
);
const anyFormatted = new RegExp(formatted.map(({ pattern }) => `(?:${pattern.source})`).join('|'), 'y');

/**
 * Finds what is personal in a text, in one pass: it stops at `@` and at words with a digit, and looks at what is around
 * them only where their shape is one of a value.
 */
export class PersonalScan {
  readonly #text: string;
  readonly #note: Note;
  readonly #context: Context;
  readonly #hits: SourceHit[] = [];
  /** Where the last match ended. */
  #floor = 0;
  /** Where the run of groups ends that was looked at last, and found to be nothing. */
  #tried = 0;
  #runEnd = 0;

  constructor(text: string, note: Note) {
    this.#text = folded(text);
    this.#note = note;
    this.#context = new Context(this.#text, note, vocabulary);
  }

  run(): readonly SourceHit[] {
    const text = this.#text;
    const length = text.length;
    for (let at = 0; at < length; ) {
      const code = text.charCodeAt(at);
      if (code < 48 || code > 64 || (code > 57 && code < 64)) at += 1;
      else if (code === 64) {
        const match = emailAt(text, at, this.#floor);
        if (match !== undefined) this.#add(match);
        at = match?.end ?? at + 1;
      } else at = this.#escapedEmail(at) ?? this.#number(at);
    }
    // Asked in rising order once more.
    let context: Context | undefined;
    const isHeaded = (at: number) => {
      context ??= new Context(text, this.#note, vocabulary);
      return context.labels(at).some((each) => each.topic === topic.bic && each.gap === 0);
    };
    for (const bic of bicsIn(text, isHeaded)) this.#add(bic);
    return this.#hits;
  }

  #add({ id, severity, start, end }: Match): number {
    // What stands in for a number counts up or down from end to end. What else the engine takes for a placeholder is
    // found in numbers of people as well: their check or their label has spoken for them.
    if (!isCounted(this.#text.slice(start, end)))
      this.#hits.push({ id, severity, start, end, rank: 'guess', judged: '' });
    this.#floor = Math.max(this.#floor, end);
    return end;
  }

  /** The address around a `%40` whose 4 stands at `at`; returns where it ends. */
  #escapedEmail(at: number): number | undefined {
    const text = this.#text;
    if (text.charCodeAt(at - 1) !== 37 || !text.startsWith('40', at)) return undefined;
    const match = emailAt(text, at - 1, this.#floor, at + 2);
    return match === undefined ? undefined : this.#add(match);
  }

  /** Looks at the word whose first digit stands at `at`; returns where to go on. */
  #number(at: number): number {
    const text = this.#text;
    let start = at;
    while (start > this.#floor && at - start < longestWord && isAsciiLetter(text.charCodeAt(start - 1))) start -= 1;
    let end = at + 1;
    while (isAlphanumeric(text.charCodeAt(end))) end += 1;
    const length = end - start;
    if (length > longestRun + 2) {
      const isLong = length > longestWord;
      return !isLong && this.#wallet(start, end) ? this.#floor : end;
    }
    if (length >= 26 && this.#wallet(start, end)) return this.#floor;
    if (length <= 4 && (text.charCodeAt(end) === 58 || text.charCodeAt(start - 1) === 58)) {
      const next = this.#colons(start, end);
      if (next !== undefined) return next;
    }
    const year = start < at || length > 4 ? undefined : yearFrom(text, start, end);
    if (year !== undefined) {
      const next = this.#date(year, year + 4);
      if (next !== undefined) return next;
    }
    // Digits that go on from others were looked at with them; a long number after a short one is one of its own.
    if (length < 6 && (start < this.#tried || isPartOfNumber(text, start))) return end;
    if (length === 4 && at - start === 2 && mayBegin(text, start, true)) {
      const iban = ibanAt(text, start);
      if (iban !== undefined) return this.#add(iban);
    }
    const digits = digitsFrom(text, start);
    // `1EG4-TE5-MK73` has five.
    if (length < 8 && digits < (length > 3 && isCapital(text.charCodeAt(at + 1)) ? 5 : 6))
      return length <= 3 && text.charCodeAt(end) === 46 ? (this.#ipv4(start) ?? end) : end;
    const next = this.#value(start, end, digits);
    if (next !== undefined) return next;
    this.#tried = this.#runEnd;
    return end;
  }

  /** A word of enough digits: every kind of number is tried, first those that a word near it speaks for. */
  #value(start: number, end: number, digits: number): number | undefined {
    const text = this.#text;
    const first = text.charCodeAt(start);
    if (!isDigit(first) && mayBegin(text, start, true)) {
      const iban = ibanAt(text, start);
      if (iban !== undefined) return this.#add(iban);
    }
    const run = this.#phoneRun(start);
    this.#runEnd = Math.max(end, run?.end ?? 0);
    const mentions = this.#context.around(start, this.#runEnd);
    let blocked = false;
    for (const mention of mentions) {
      if (mention.topic === topic.other) {
        if (!mention.isClose || !mention.before) continue;
        blocked = true;
        break;
      }
      const match = this.#named(start, mention);
      if (match !== undefined && !isInAddress(text, match.start)) return this.#add(match);
    }
    if (blocked) return undefined;
    const match = this.#unnamed(start, end, digits);
    return match === undefined || isInAddress(text, match.start) ? undefined : this.#add(match);
  }

  /** What a keyword says that the value is, if it can be that. */
  #named(start: number, mention: Mention): Match | undefined {
    switch (mention.topic) {
      case topic.phone:
      case topic.call:
      case topic.place:
        return this.#namedPhone(start, mention);
      case topic.card: {
        const card = this.#card(start);
        const text = this.#text;
        const isApart = mayBegin(text, start, false) || text.charAt(start - 1) === '#';
        return card !== undefined && isApart && mayEnd(text, card.end, true) ? card : undefined;
      }
      case topic.ip: {
        const address = mention.isClose && !this.#note.isFenced(start) ? this.#ipAddress(start) : undefined;
        return address === undefined || address.isPrivate ? undefined : address;
      }
      case topic.bic:
      case topic.birth:
      case topic.wallet:
        return undefined;
      default:
        return this.#row(start, mention);
    }
  }

  #row(start: number, mention: Mention): Match | undefined {
    const index = mention.topic - topic.row;
    const row = idRows[index] as IdRow;
    const pattern = patterns[index] as RegExp;
    const { isLabel, isClose } = mention;
    if (row.labelled === true ? !isLabel : row.check === undefined && !isClose && !isLabel) return undefined;
    for (const from of this.#beginnings(start)) {
      pattern.lastIndex = from;
      const match = pattern.exec(this.#text);
      if (match === null) continue;
      const end = from + match[0].length;
      if (!mayBegin(this.#text, from, true) || !mayEnd(this.#text, end, true)) continue;
      if (row.check?.(compact(match[0]), true) === false || isDate(match[0])) continue;
      return { id: row.id, severity: row.severity, start: from, end };
    }
    return undefined;
  }

  /** Where a value may begin whose first digit's word begins at `start`: there, or one or two short words before. */
  #beginnings(start: number): readonly number[] {
    const text = this.#text;
    const begins = [start];
    let from = start;
    for (let count = 0; count < 2; count++) {
      if (text.charCodeAt(from - 1) !== 32 && text.charCodeAt(from - 1) !== 45) break;
      let begin = from - 1;
      while (begin > this.#floor && from - begin <= 7 && isCapital(text.charCodeAt(begin - 1))) begin -= 1;
      if (begin === from - 1 || !mayBegin(text, begin, true)) break;
      begins.push(begin);
      from = begin;
    }
    return begins.length === 1 ? begins : begins.reverse();
  }

  /** What the value is by itself. */
  #unnamed(start: number, end: number, digits: number): Match | undefined {
    const text = this.#text;
    // One group of a few digits is nothing by itself.
    if (digits === end - start && digits < 12 && text.charCodeAt(start - 1) !== 43) return undefined;
    const fenced = this.#note.isFenced(start);
    const card = digits < 12 ? undefined : this.#card(start);
    if (card !== undefined && mayBegin(text, start, false) && mayEnd(text, card.end, false)) {
      const isRest =
        isPartOfNumber(text, start) ||
        /\d[0-9A-F]{0,3} $/.test(text.slice(Math.max(0, start - 5), start)) ||
        /^[ -]\d/.test(text.slice(card.end, card.end + 2));
      if (hasCardDetails(text, card.start, card.end)) return card;
      const isWritten = card.isGrouped && !fenced && card.digits.length === 16;
      if ((isCommonIssue(card.digits) || isWritten) && !isRest && (card.isGrouped || !fenced))
        return card.isGrouped ? card : { ...card, severity: 'medium' };
    }
    for (const from of digits < 6 ? [] : this.#beginnings(start)) {
      anyFormatted.lastIndex = from;
      if (!anyFormatted.test(text) || !mayBegin(text, from, false)) continue;
      for (const { row, pattern } of formatted) {
        pattern.lastIndex = from;
        const match = pattern.exec(text);
        if (match === null || !mayEnd(text, from + match[0].length, false)) continue;
        if (row.check?.(compact(match[0]), false) === false) continue;
        return { id: row.id, severity: shiftSeverity(row.severity, -1), start: from, end: from + match[0].length };
      }
    }
    if (fenced) return undefined;
    const address = end - start <= 3 ? this.#ipAddress(start) : undefined;
    if (address !== undefined) return address.isPrivate || address.isVague ? undefined : address;
    return digits < 8 ? undefined : this.#certainPhone(start);
  }

  #card(start: number): CardNumber | undefined {
    return isDigit(this.#text.charCodeAt(start)) ? cardAt(this.#text, start) : undefined;
  }

  #ipAddress(start: number): Ipv4 | undefined {
    const text = this.#text;
    const address = ipv4At(text, start);
    if (address === undefined || /[\w.\-/]/.test(text.charAt(start - 1)) || isExample(text, start)) return undefined;
    // A network in CIDR notation is no machine's address.
    return /^\/\d/.test(text.slice(address.end, address.end + 2)) ? undefined : address;
  }

  #ipv4(start: number): number | undefined {
    const address = this.#ipAddress(start);
    if (address === undefined || address.isPrivate || isInAddress(this.#text, start)) return undefined;
    const first = this.#context
      .labels(start)
      .findLast((mention) => mention.isClose && [topic.ip, topic.other].includes(mention.topic as 0 | 4));
    if (first?.topic === topic.other) return undefined;
    if (address.isVague && first === undefined) return undefined;
    return this.#note.isFenced(start) ? undefined : this.#add(address);
  }

  #phoneRun(start: number): PhoneRun | undefined {
    const text = this.#text;
    if (!isDigit(text.charCodeAt(start))) return undefined;
    return phoneRunAt(text, start);
  }

  #namedPhone(start: number, mention: Mention): Match | undefined {
    const { isClose, isLabel, before } = mention;
    // Behind it a word speaks for it only right beside it: `… (mobile)`.
    if (mention.topic === topic.phone ? !isLabel && !(isClose && before) : !isBeside(this.#text, start, mention))
      return undefined;
    const text = this.#text;
    const run = this.#phoneRun(start);
    if (run === undefined || !isLikelyPhone(run, mention.isLabel) || isPartOfNumber(text, run.start)) return undefined;
    // `CVE-2024-…`, `bug #…`: of what is joined to a word only `Tel.` and `Tel/` are a label.
    if (!mayBegin(text, run.start, !/[#-]/.test(text.charAt(run.start - 1)))) return undefined;
    if (!mayEndPhone(text, run.end) || isAmount(text, run.end)) return undefined;
    return { id: 'personal.phone', severity: 'low', start: run.start, end: run.end };
  }

  #certainPhone(start: number): Match | undefined {
    const text = this.#text;
    const run = this.#phoneRun(start);
    if (run === undefined || run.digits.length < 8 || isPartOfNumber(text, run.start)) return undefined;
    if (!mayBegin(text, run.start, false) || !mayEndPhone(text, run.end) || isAmount(text, run.end)) return undefined;
    return isCertainPhone(text, run)
      ? { id: 'personal.phone', severity: 'low', start: run.start, end: run.end }
      : undefined;
  }

  /** A word of four digits: where it is the year of a date, returns where that ends. It may be somebody's birthday. */
  #date(start: number, end: number): number | undefined {
    const text = this.#text;
    const date = dateAround(text, start, end);
    if (date === undefined || date.start < this.#floor) return undefined;
    const mention = this.#context.labels(date.start).find((each) => each.topic === topic.birth && each.gap <= 24);
    if (mention === undefined || isInAddress(text, date.start)) return date.end;
    // `Happy Birthday Lina" (2009-02-28)` is the day of something else.
    if (/\p{L}["”]? \($/u.test(text.slice(date.start - mention.gap, date.start))) return date.end;
    return this.#add({ id: 'personal.birth-date', severity: 'medium', ...date });
  }

  #wallet(start: number, end: number): boolean {
    const word = this.#text.slice(start, end);
    const isEthereum = isEthereumAddress(word);
    if (!isEthereum && !isBitcoinAddress(word)) return false;
    if (!mayBegin(this.#text, start, true) || !mayEnd(this.#text, end, false) || isInAddress(this.#text, start))
      return false;
    // Letters of one case hold no checksum: then it may be any hash.
    if (isEthereum && (word.slice(2) === word.slice(2).toLowerCase() || word === word.toUpperCase())) {
      const isNamed = this.#context.around(start, end).some((mention) => mention.topic === topic.wallet);
      if (!isNamed || this.#note.isFenced(start)) return false;
    }
    const id = isEthereum ? 'personal.wallet.ethereum' : 'personal.wallet.bitcoin';
    this.#add({ id, severity: 'low', start, end });
    return true;
  }

  /** A run of hexadecimal digits and colons; returns where it ends, or undefined where it is a time or the like. */
  #colons(start: number, end: number): number | undefined {
    const text = this.#text;
    let from = start;
    let to = end;
    let colons = 0;
    const lowest = Math.max(this.#floor, start - 45);
    while (from > lowest && isHexOrColon(text.charCodeAt(from - 1))) from -= 1;
    while (to - from < 46 && isHexOrColon(text.charCodeAt(to))) to += 1;
    for (let at = from; at < to; at++) if (text.charCodeAt(at) === 58) colons += 1;
    if (colons < 3 || to - from > 45) return undefined;
    if (text.charCodeAt(from) === 58 && text.charCodeAt(from + 1) !== 58) from += 1;
    if (/[\w.\-/:]/.test(text.charAt(from - 1)) || /[\w-]/.test(text.charAt(to))) return to;
    const mac = colons === 5 ? this.#macAddress(from, to) : undefined;
    const match = mac ?? (this.#note.isFenced(from) || isExample(text, from) ? undefined : ipv6In(text, from, to));
    if (match !== undefined && !isInAddress(text, from)) this.#add(match);
    return to;
  }

  #macAddress(from: number, to: number): Match | undefined {
    const mention = this.#context
      .around(from, to)
      .find((each) => each.topic >= topic.row && idRows[each.topic - topic.row]?.id === 'personal.mac-address');
    return mention === undefined ? undefined : this.#row(from, mention);
  }
}
