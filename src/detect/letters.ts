import { commonWords, letterCosts } from './letters-table.ts';

const letters = 27;
const firstCode = 35;
const quarters = 4;
/** A digit says which of ten it is, and that it stands between letters. */
const digitBits = 3.6;
/** Any other character ends a word and says little more. */
const markBits = 1;

let common: ReadonlySet<string> | undefined;

/** True for one of the commonest words of five letters and more in documentation and notes. In lower case. */
export function isCommonWord(word: string): boolean {
  common ??= new Set(commonWords.split(' '));
  return common.has(word);
}

/**
 * How surprising a text is as words and names are written, in bits a character: ordinary words and identifiers take 3 to
 * 4.5, random letters, digits and hexadecimal 6 and more. It stands in for counting the tokens of a language model, in
 * which random text takes many. A letter is judged by the two before it; the hump of camel case begins a word.
 * Letters beyond a to z count as the letter below their accent, and of other scripts as an ordinary word's.
 */
export function surprise(text: string): number {
  let bits = 0;
  let first = 0;
  let second = 0;
  let wasSmall = false;
  let length = 0;
  for (const character of plain(text)) {
    const code = character.charCodeAt(0);
    length += 1;
    const isSmall = code >= 97 && code <= 122;
    const isCapital = code >= 65 && code <= 90;
    if (isCapital && wasSmall) {
      bits += cost(first, second, 0);
      first = 0;
      second = 0;
    }
    wasSmall = isSmall;
    if (isSmall || isCapital) {
      const letter = (code | 32) - 96;
      bits += cost(first, second, letter);
      first = second;
      second = letter;
      continue;
    }
    if (second !== 0) bits += cost(first, second, 0);
    bits += code >= 48 && code <= 57 ? digitBits : code > 127 ? 3 : markBits;
    first = 0;
    second = 0;
  }
  if (second !== 0) bits += cost(first, second, 0);
  return length === 0 ? 0 : bits / length;
}

function cost(first: number, second: number, letter: number): number {
  return (letterCosts.charCodeAt((first * letters + second) * letters + letter) - firstCode) / quarters;
}

function plain(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '');
}
