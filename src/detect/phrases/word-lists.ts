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

/*
 * Nothing but what stands behind the gate (`gate.ts`) imports this file: the lists are 250 KB of the bundles, and the
 * guard loads them from a file of their own when a text may hold a phrase.
 */

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

/** Every word of every list. */
export function allListedWords(): readonly string[] {
  return Object.values(lists).flat();
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
