/** What a UTF-16 unit is to a word of a recovery phrase: no part of one (0), a letter (1), a mark on one (2). */
export const unitKind = new Uint8Array(0x10000);

/** Latin units without letter case and accent, so that composed and decomposed spellings give one hash; 0: as it is. */
const folded = new Uint16Array(0x250);

const letterRanges: readonly (readonly [number, number])[] = [
  [0x41, 0x5a],
  [0x61, 0x7a],
  [0xc0, 0x2ff],
  // Greek to Greek Extended: scripts of which no list is made but Hangul's letters; their words end a phrase.
  [0x370, 0x1fff],
  [0x3041, 0x3096],
  [0x30a1, 0x30fe],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xff21, 0xff3a],
  [0xff41, 0xff5a],
];
/** The marks that voice a kana, decomposed. They tell words apart, as accents do not. */
const [voiced, halfVoiced] = [0x3099, 0x309a];

for (const [from, to] of letterRanges) unitKind.fill(1, from, to + 1);
for (let unit = 0xc0; unit <= 0x24f; unit++)
  folded[unit] = String.fromCharCode(unit).normalize('NFD').charAt(0).toLowerCase().charCodeAt(0);
unitKind.fill(0, 0xd7, 0xd8);
unitKind.fill(0, 0xf7, 0xf8);
unitKind.fill(2, 0x300, 0x370);
unitKind.fill(2, voiced, halfVoiced + 1);

/** Kana with a voicing mark, each with its two parts in one number. */
const kana = new Uint32Array(0x60);
for (let unit = 0x3041; unit <= 0x3096; unit++) {
  const parts = String.fromCharCode(unit).normalize('NFD');
  if (parts.length === 2) kana[unit - 0x3040] = (parts.charCodeAt(0) << 16) | parts.charCodeAt(1);
}

function add(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/**
 * Hashes text[start, end) (FNV-1a, 32 bits) over its folded units; kana and syllables of Hangul by their parts
 * (https://www.unicode.org/versions/latest/core-spec/chapter-3/, section 3.12).
 */
export function hashWord(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let index = start; index < end; index++) {
    const unit = text.charCodeAt(index);
    // Letters of ASCII differ from their small ones in this bit.
    if (unit < 0x80) hash = add(hash, unit | 0x20);
    else if (unit >= 0xac00 && unit <= 0xd7a3) {
      const syllable = unit - 0xac00;
      hash = add(hash, 0x1100 + Math.floor(syllable / 588));
      hash = add(hash, 0x1161 + Math.floor((syllable % 588) / 28));
      if (syllable % 28 !== 0) hash = add(hash, 0x11a7 + (syllable % 28));
    } else if (unit >= 0x3041 && unit <= 0x3096 && kana[unit - 0x3040] !== 0) {
      const parts = kana[unit - 0x3040] as number;
      hash = add(add(hash, parts >>> 16), parts & 0xffff);
    } else if (unitKind[unit] === 1 || unit >= voiced) hash = add(hash, folded[unit] || unit);
  }
  return hash | 0;
}
