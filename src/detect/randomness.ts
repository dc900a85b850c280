/** Shannon entropy of a text's own characters, in bits a character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

type CharacterClass = 'lower' | 'upper' | 'digit' | 'symbol';

function classOf(character: string): CharacterClass {
  if (/\p{Ll}|\p{Lo}/u.test(character)) return 'lower';
  if (/\p{Lu}/u.test(character)) return 'upper';
  return /\d/.test(character) ? 'digit' : 'symbol';
}

/**
 * True where a machine made it: names and words keep to one kind of character for long, random text changes all the
 * time. Judged by how often neighbours differ in kind (small letter, capital, digit) and by entropy; a UUID is random.
 */
export function isRandom(text: string): boolean {
  if (text.length < 16) return false;
  const body = text.replace(/[-_.+/=~:]/g, '');
  if (body.length < 14 || !/[A-Za-z]/.test(body)) return false;
  if (/^[0-9a-f]+$/i.test(body)) return /\d/.test(body) && entropy(body.toLowerCase()) >= 2.8;
  let changes = 0;
  for (let index = 1; index < body.length; index++) {
    if (classOf(body.charAt(index - 1)) !== classOf(body.charAt(index))) changes += 1;
  }
  const digits = body.replace(/\D/g, '').length;
  if (digits < 3 && wordShare(body) > 0.6) return false;
  return changes / (body.length - 1) >= (digits > 0 ? 0.22 : 0.35) && entropy(body) >= 3.2;
}

/** The share of a text that are words as names hold them: `getAccessTokenV2` is words, `xKq9dLmZ` is none. */
function wordShare(text: string): number {
  const words = text.match(/\p{Lu}?\p{Ll}{3,}|\p{Lu}{4,}/gu) ?? [];
  return words.reduce((sum, word) => sum + word.length, 0) / text.length;
}

/**
 * True where it could be a password that a person chose: people pick words, so two kinds of characters are asked for,
 * and not merely a capital at the beginning or the marks that stand inside and between ordinary words.
 */
export function isPasswordLike(text: string): boolean {
  const length = [...text].length;
  if (length < 6 || length > 64 || /\s/.test(text)) return false;
  const marks = text.replace(/(?<=\p{L})[-_'’/.](?=\p{L})/gu, '');
  const kinds = new Set([...marks].map(classOf));
  if (kinds.has('digit') || kinds.has('symbol')) return kinds.size >= 2 && (kinds.has('lower') || kinds.has('upper'));
  // Letters alone: `kXwPqLmN` is no word, `Bitwarden`, `GitHub` and `signInResult` are.
  return length >= 8 && /\p{Ll}.*\p{Lu}.*\p{Ll}.*\p{Lu}/u.test(marks) && wordShare(marks) <= 0.4;
}
