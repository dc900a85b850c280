import type { Note, SourceHit } from '../rule.ts';
import { emailsInWords } from './email-in-words.ts';
import { PersonalScan } from './scan.ts';

/** Finds what is personal in a text; in a later block of a long table its header stands over it as well. */
export function findUnderHeader(text: string, note: Note): readonly SourceHit[] {
  const { header } = note;
  if (header === undefined || text.startsWith(header)) return findIn(text, note);
  // The block before had the row that this one begins within.
  const cut = text.indexOf('\n') + 1;
  const shift = cut - header.length - 1;
  return findIn(`${header}\n${text.slice(cut)}`, note)
    .filter(({ start }) => start > header.length)
    .map((hit) => ({ ...hit, start: hit.start + shift, end: hit.end + shift }));
}

function findIn(text: string, note: Note): readonly SourceHit[] {
  const hits = new PersonalScan(text, note).run();
  const more = [...emphasised(text, note), ...inWords(text)];
  if (more.length === 0) return hits;
  const isCovered = (hit: SourceHit) => more.some(({ start, end }) => start < hit.end && hit.start < end);
  return [...hits.filter((hit) => !isCovered(hit)), ...more].sort((left, right) => left.start - right.start);
}

function* inWords(text: string): Iterable<SourceHit> {
  for (const match of emailsInWords(text)) yield { ...match, rank: 'guess', judged: '' };
}

/** Emphasis that begins or ends within a number: `**DE89 3704** 0044 …`, `_+49_ 170 …`. */
const within = /\d(?:\*\*(?= ?\d)| \*\*(?=\d)|[*_](?= \d)| [*_](?=\d))/g;
const marks = /\*+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu;
/** No line is looked at further than this from the mark. */
const reach = 400;

/** Finds values that emphasis is set into, by reading their lines without it. */
function* emphasised(text: string, note: Note): Iterable<SourceHit> {
  let read = -1;
  for (const { index } of text.matchAll(within)) {
    if (index < read) continue;
    const from = Math.max(text.lastIndexOf('\n', index) + 1, index - reach, read);
    const line = text.indexOf('\n', index);
    const to = Math.min(line === -1 ? text.length : line, index + reach);
    read = to;
    const places: number[] = [];
    let plain = '';
    let at = from;
    for (const mark of text.slice(from, to).matchAll(marks)) {
      for (; at < from + mark.index; at++) places.push(at);
      plain += text.slice(places[plain.length] ?? at, at);
      at = from + mark.index + mark[0].length;
    }
    plain += text.slice(at, to);
    for (; at < to; at++) places.push(at);
    for (const hit of new PersonalScan(plain, {
      ...note,
      header: undefined,
      isFenced: () => note.isFenced(index),
    }).run()) {
      const start = places[hit.start] ?? from;
      const end = (places[hit.end - 1] ?? to - 1) + 1;
      if (end - start > hit.end - hit.start) yield { ...hit, start, end };
    }
  }
}
