import type { Note } from '../rule.ts';
import { topic } from './keywords.ts';
import { Surroundings } from './surroundings.ts';
import { firstIdeograph, type Vocabulary } from './vocabulary.ts';

/** A keyword near a value. */
export interface Mention {
  readonly topic: number;
  /** True where it is the value's own label: before it on the line, above its column, the key or heading over it. */
  readonly isLabel: boolean;
  /** True where it stands on the line of the value, or heads its column. */
  readonly isClose: boolean;
  /** Characters between the two; 0 for a header or a key above. */
  readonly gap: number;
  /** True where it stands before the value. */
  readonly before: boolean;
}

interface Word {
  readonly start: number;
  readonly end: number;
  readonly topics: readonly number[];
}

/** How far from a value a keyword counts, in UTF-16 code units. */
const reach = { before: 100, after: 60 };
const labelReach = 48;
const step = 128;

/**
 * The words around values. A text is read piece by piece and only near values, each piece once, so that all questions
 * together take time linear in the text. Ask in rising order.
 */
export class Context {
  readonly #text: string;
  readonly #vocabulary: Vocabulary;
  readonly #pieces: (readonly Word[] | undefined)[] = [];
  readonly #surroundings: Surroundings;

  constructor(text: string, note: Note, vocabulary: Vocabulary) {
    this.#text = text;
    this.#vocabulary = vocabulary;
    this.#surroundings = new Surroundings(text, note);
  }

  /** Returns the keywords that speak for a value at [start, end), the ones that say most first. */
  around(start: number, end: number): readonly Mention[] {
    const mentions: Mention[] = [];
    const line = this.#surroundings.lineStart(start);
    this.#each(Math.max(0, start - reach.before), start, (word) => {
      const gap = start - word.end;
      const isClose = word.start >= line;
      // A label alone on the line above: `Passport number`, line break, the number.
      const isLabel = isClose ? gap <= labelReach : gap <= 40 && isMarks(this.#text, word.end, start);
      for (const topic of word.topics) mentions.push({ topic, isLabel, isClose, gap, before: true });
    });
    this.#each(end, Math.min(this.#text.length, end + reach.after), (word) => {
      const gap = word.start - end;
      const isClose = !hasBreak(this.#text, end, word.start);
      // `… (mobile)`, `…-Fax`; behind a full stop or a comma it is about what follows.
      const isLabel = gap <= 2 && /^[ \t(/[-]{0,2}$/.test(this.#text.slice(end, word.start));
      for (const topic of word.topics) mentions.push({ topic, isLabel, isClose, gap, before: false });
    });
    this.#addHeads(start, mentions);
    return mentions.length < 2 ? mentions : mentions.sort(byWeight);
  }

  /** Returns the labels of a value that begins at `start`, in the order of the text: what `around` says, less the rest. */
  labels(start: number): readonly Mention[] {
    const mentions: Mention[] = [];
    const line = this.#surroundings.lineStart(start);
    this.#each(Math.max(0, start - labelReach - 32), start, (word) => {
      const gap = start - word.end;
      const isClose = word.start >= line;
      if (isClose ? gap > labelReach : gap > 40 || !isMarks(this.#text, word.end, start)) return;
      for (const topic of word.topics) mentions.push({ topic, isLabel: true, isClose, gap, before: true });
    });
    this.#addHeads(start, mentions);
    return mentions;
  }

  #addHeads(start: number, mentions: Mention[]): void {
    for (const { from, to, isLabel } of this.#surroundings.heads(start)) {
      this.#each(from, to, (word) => {
        for (const topic of word.topics) mentions.push({ topic, isLabel, isClose: isLabel, gap: 0, before: true });
      });
    }
  }

  #each(from: number, to: number, visit: (word: Word) => void): void {
    for (let piece = Math.max(0, Math.floor(from / step) - 1); piece * step < to; piece++) {
      const read = this.#pieces[piece] ?? this.#read(piece * step);
      this.#pieces[piece] = read;
      if (read.length > 0) for (const word of read) if (word.start >= from && word.end <= to) visit(word);
    }
  }

  /** Finds the phrases that begin in the piece at `from`. */
  #read(from: number): readonly Word[] {
    const text = this.#text;
    const to = Math.min(text.length, from + step);
    const words: Word[] = [];
    let at = from;
    // The rest of a word that began before is not a word.
    if (at > 0 && isLetter(text.charCodeAt(at - 1))) while (at < to && isLetter(text.charCodeAt(at))) at += 1;
    while (at < to) {
      const code = text.charCodeAt(at);
      if (code >= firstIdeograph) {
        const phrase = this.#vocabulary.runAt(text, at);
        if (phrase !== undefined) words.push({ start: at, ...phrase });
        at = phrase?.end ?? at + 1;
        continue;
      }
      if (!isLetter(code)) {
        at += 1;
        continue;
      }
      const end = wordEnd(text, at);
      const phrase = this.#vocabulary.phraseAt(text, at, end);
      if (phrase !== undefined) words.push({ start: at, ...phrase });
      at = phrase?.end ?? end;
    }
    return words.length === 0 ? none : words;
  }
}

const none: readonly Word[] = [];

/** Of one phrase with several meanings the number that it names comes first. */
function byWeight(left: Mention, right: Mention): number {
  return weight(left) - weight(right) || Number(left.topic < topic.row) - Number(right.topic < topic.row);
}

/** Smaller says more. */
function weight({ isLabel, isClose, before, gap }: Mention): number {
  return (isLabel ? 0 : 400) + (isClose ? 0 : 200) + (before ? 0 : 50) + gap;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 0xc0 && code < 0x2000 && code !== 0xd7);
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

/** Where the word at `at` ends: before what is no letter, or before the next hump of camel case. */
function wordEnd(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && end - at < 64) {
    const code = text.charCodeAt(end);
    if (!isLetter(code)) break;
    // `iPhone` is one word, `taxId` is two.
    if (isUpper(code) && end - at >= 2 && !isUpper(text.charCodeAt(end - 1))) break;
    end += 1;
  }
  return end;
}

function hasBreak(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === 10) return true;
  return false;
}

/** What goes on with a label (`Permanent Account`, then `Number`), marks, and the letters that a value begins with. */
const marksOnly =
  /^(?:[ _-]?(?:number|identification|no|nr|num|code|card|id|numéro|número|numero|nummer|号码|号|番号)(?![\p{L}\p{N}]))*[\s.:*_>|"'`#\\,;=()-]{0,12}(?:\p{Lu}{1,4}[ -])?$/iu;

/** True where nothing but blanks, breaks and marks stands between. */
function isMarks(text: string, from: number, to: number): boolean {
  return marksOnly.test(text.slice(from, to));
}
