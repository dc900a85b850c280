import type { Notation } from './notations.ts';

const isGraphic = (byte: number | undefined): boolean => byte !== undefined && byte > 0x20 && byte < 0x7f;
const isLetterOrDigit = (byte: number | undefined): boolean =>
  byte !== undefined && /[A-Za-z0-9]/.test(String.fromCharCode(byte));
const joinsLabel = (byte: number | undefined): boolean => byte === 0x3a || byte === 0x3d;

/**
 * Characters that nobody sees and programs drop, within what is written in ASCII: they come along with what is copied
 * from web pages and chats, and would hide a token or a label. Elsewhere they shape letters and join emoji.
 */
function unseen(mark: number): Notation {
  return {
    name: 'invisible characters',
    mark,
    read: unseenAt,
    isTelling(source, at, length) {
      // Several may follow each other: the first speaks for them.
      if (endsUnseen(source, at) > 0) return false;
      let end = at + length;
      for (let more = unseenAt(source, end); more > 0 && end < at + 64; more = unseenAt(source, end)) end += more;
      const before = source[at - 1];
      const behind = source[end];
      return isGraphic(before) && (isGraphic(behind) || (behind === 0x20 && joinsLabel(before)));
    },
  };
}

/**
 * How many bytes one takes that begins at `at`, 0 where none does: U+00AD; U+200B to U+200F, U+202A to U+202E, U+2060 to
 * U+2064, U+2066 to U+2069; U+FEFF (https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt,
 * Default_Ignorable_Code_Point).
 */
function unseenAt(source: Uint8Array, at: number): number {
  const second = source[at + 1] ?? 0;
  const third = source[at + 2] ?? 0;
  if (source[at] === 0xc2) return second === 0xad ? 2 : 0;
  if (source[at] === 0xef) return second === 0xbb && third === 0xbf ? 3 : 0;
  if (source[at] !== 0xe2) return 0;
  if (second === 0x80) return (third >= 0x8b && third <= 0x8f) || (third >= 0xaa && third <= 0xae) ? 3 : 0;
  return second === 0x81 && third >= 0xa0 && third <= 0xa9 && third !== 0xa5 ? 3 : 0;
}

/** The same of one that ends before `end`. */
function endsUnseen(source: Uint8Array, end: number): number {
  if (unseenAt(source, end - 3) === 3) return 3;
  return unseenAt(source, end - 2) === 2 ? 2 : 0;
}

export const unseenCharacters: readonly Notation[] = [unseen(0xc2), unseen(0xe2), unseen(0xef)];

/** Marks that editors of Markdown escape within a word or a token (https://spec.commonmark.org/0.31.2/#backslash-escapes). */
const escaped = new Set([...'_*-.+~[]<>#!`&$=|(){}'].map((each) => each.charCodeAt(0)));

/** Escapes of Markdown: `a\_b`, as editors and web clippers write names and tokens. */
export const markdownEscape: Notation = {
  name: 'Markdown escapes',
  mark: 0x5c,
  read(source, at, out) {
    const next = source[at + 1];
    if (next === undefined || !escaped.has(next)) return 0;
    out.byte(next);
    return 2;
  },
  isTelling: (source, at) =>
    [0x5f, 0x2a, 0x2d, 0x2e, 0x7e].includes(source[at + 1] ?? 0) &&
    isLetterOrDigit(source[at - 1]) &&
    isLetterOrDigit(source[at + 2]),
};
