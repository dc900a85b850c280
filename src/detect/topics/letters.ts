/** The longest character code that is looked up; what lies above (emoji, Hangul and the like) parts words. */
export const highest = 0x530;

/**
 * The plain lower-case letter that a character code counts as, or 0 where it is no letter: `Ä` and `ä` are `a`, `É` is
 * `e`, Cyrillic letters keep themselves in lower case. Accents are left out so that a note written without them, or in
 * decomposed form, reads like any other.
 */
export const plainLetters: Uint16Array = Uint16Array.from({ length: highest }, (_, code) => plainLetter(code));

function plainLetter(code: number): number {
  const character = String.fromCharCode(code);
  if (!/\p{L}/u.test(character)) return 0;
  const plain = character.toLowerCase().normalize('NFD');
  return plain === 'ß' ? 's'.charCodeAt(0) : plain.charCodeAt(0);
}

/** A combining mark: it belongs to the letter before it. */
export function isMark(code: number): boolean {
  return code >= 0x300 && code <= 0x36f;
}

/** Chinese and Japanese characters, each of which is read as a word of its own. */
export function isIdeograph(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3041 && code <= 0x30ff);
}

/** The letter that a character code counts as in a word, or 0 where it is none. */
export function letterOf(code: number): number {
  return code < highest ? (plainLetters[code] as number) : isIdeograph(code) ? code : 0;
}

/** A text as terms are compared: plain lower-case letters, words parted by single spaces. */
export function plainText(text: string): string {
  let plain = '';
  let isOpen = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isMark(code)) continue;
    const letter = letterOf(code);
    if (letter !== 0) {
      if (plain !== '' && (!isOpen || isIdeograph(code))) plain += ' ';
      plain += String.fromCharCode(letter);
    }
    isOpen = letter !== 0 && !isIdeograph(code);
  }
  return plain;
}
