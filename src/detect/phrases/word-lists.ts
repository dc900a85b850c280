import { wordlist as czech } from '@scure/bip39/wordlists/czech.js';
import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as french } from '@scure/bip39/wordlists/french.js';
import { wordlist as italian } from '@scure/bip39/wordlists/italian.js';
import { wordlist as japanese } from '@scure/bip39/wordlists/japanese.js';
import { wordlist as korean } from '@scure/bip39/wordlists/korean.js';
import { wordlist as portuguese } from '@scure/bip39/wordlists/portuguese.js';
import { wordlist as simplifiedChinese } from '@scure/bip39/wordlists/simplified-chinese.js';
import { wordlist as spanish } from '@scure/bip39/wordlists/spanish.js';
import { wordlist as traditionalChinese } from '@scure/bip39/wordlists/traditional-chinese.js';
import { hashWord } from './letters.ts';

/** The ten lists of BIP-39 (https://github.com/bitcoin/bips/blob/master/bip-0039/bip-0039-wordlists.md). */
const lists = {
  english,
  french,
  spanish,
  italian,
  portuguese,
  czech,
  japanese,
  korean,
  simplifiedChinese,
  traditionalChinese,
} as const satisfies Record<string, readonly string[]>;

export type PhraseLanguage = keyof typeof lists;

export const phraseLanguages: readonly PhraseLanguage[] = Object.keys(lists) as PhraseLanguage[];

const bits = 18;
let filter: Uint32Array | undefined;

/**
 * True where a word with this hash may stand in one of the lists. Two bits a word (B. H. Bloom, CACM 13(7), 1970): one
 * word in forty that is in none passes, so that a dozen of them in a row do not.
 */
export function mayBeListed(hash: number): boolean {
  filter ??= makeFilter();
  const first = hash >>> (32 - bits);
  const second = Math.imul(hash, 0x9e3779b1) >>> (32 - bits);
  return (
    (((filter[first >>> 5] as number) >>> (first & 31)) & ((filter[second >>> 5] as number) >>> (second & 31)) & 1) ===
    1
  );
}

function makeFilter(): Uint32Array {
  const made = new Uint32Array(1 << (bits - 5));
  const set = (bit: number) => {
    made[bit >>> 5] = (made[bit >>> 5] as number) | (1 << (bit & 31));
  };
  for (const list of Object.values(lists)) {
    for (const word of list) {
      const hash = hashWord(word, 0, word.length);
      set(hash >>> (32 - bits));
      set(Math.imul(hash, 0x9e3779b1) >>> (32 - bits));
    }
  }
  return made;
}

/** The place of each word in the list of a language, or -1; by the number that `numbers` gives its hash. */
type Places = Readonly<Record<PhraseLanguage, Int16Array>>;

let index: { readonly numbers: ReadonlyMap<number, number>; readonly places: Places } | undefined;

/**
 * Which words have a hash, and where they stand in each list. Made when it is first asked for: behind `mayBeListed` that
 * is hardly ever.
 */
export function listedWords(): { readonly numbers: ReadonlyMap<number, number>; readonly places: Places } {
  index ??= makeIndex();
  return index;
}

function makeIndex(): { numbers: Map<number, number>; places: Places } {
  const numbers = new Map<number, number>();
  const entries = phraseLanguages.map((language): [PhraseLanguage, Int16Array] => {
    const places = new Int16Array(phraseLanguages.length * 2048).fill(-1);
    for (const [place, word] of lists[language].entries()) {
      const hash = hashWord(word, 0, word.length);
      let number = numbers.get(hash);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(hash, number);
      }
      places[number] = place;
    }
    return [language, places];
  });
  return { numbers, places: Object.fromEntries(entries) as Places };
}
