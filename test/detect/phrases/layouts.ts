import { createHash } from 'node:crypto';
import { entropyToMnemonic } from '@scure/bip39';
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

export const wordLists: Readonly<Record<string, readonly string[]>> = {
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
};

export const lengths = [12, 15, 18, 21, 24];

/** A phrase with a right checksum. The same seed gives the same phrase. */
export function makePhrase(list: readonly string[], words: number, seed: string): string[] {
  const entropy = createHash('sha256')
    .update(seed)
    .digest()
    .subarray(0, (words * 4) / 3);
  // The Japanese words are joined by ideographic spaces.
  return entropyToMnemonic(entropy, [...list]).split(/[ \u3000]/);
}

/** Exchanges two words for other ones until the checksum is wrong, which it is at 15 of 16 of them. */
export function spoil(
  list: readonly string[],
  words: readonly string[],
  isRight: (words: string[]) => boolean,
): string[] {
  for (let shift = 1; ; shift++) {
    const spoilt = words.map((word, at) =>
      at === 3 ? (list[(list.indexOf(word) + shift * 97) % list.length] ?? word) : word,
    );
    if (!isRight(spoilt)) return spoilt;
  }
}

const table = (rows: string[]): string => [...rows].join('\n');

/** How people write a phrase down. */
export const layouts: Readonly<Record<string, (words: readonly string[]) => string>> = {
  'one line': (words) => words.join(' '),
  'numbered list': (words) => words.map((word, at) => `${at + 1}. ${word}`).join('\n'),
  'one word a line': (words) => words.join('\n'),
  'a blank line between words': (words) => words.join('\n\n'),
  'Markdown table': (words) => table(['| word |', '| --- |', ...words.map((word) => `| ${word} |`)]),
  'table with numbers': (words) =>
    table(['| # | word |', '|---|---|', ...words.map((word, at) => `| ${at + 1} | ${word.padEnd(14)} |`)]),
  'table of three columns': (words) =>
    table([
      '| a | b | c |',
      '|---|---|---|',
      ...Array.from({ length: words.length / 3 }, (_, row) => `| ${words.slice(row * 3, row * 3 + 3).join(' | ')} |`),
    ]),
  slashes: (words) => words.join('/'),
  commas: (words) => words.join(', '),
  hyphens: (words) => words.join('-'),
  'JSON array': (words) => JSON.stringify({ wallet: words }),
  'JSON array over lines': (words) => JSON.stringify(words, null, 2),
  'JSON object with numbers': (words) =>
    JSON.stringify(Object.fromEntries(words.map((word, at) => [String(at + 1), word]))),
  'JSON list of objects': (words) => JSON.stringify(words.map((word, at) => ({ index: at + 1, word }))),
  'JSON text with breaks': (words) =>
    JSON.stringify({ note: words.map((word, at) => `${at + 1}. ${word}`).join('\n') }),
  quoted: (words) => `"${words.join(' ')}"`,
  'each quoted': (words) => words.map((word) => `'${word}'`).join(' '),
  backticks: (words) => words.map((word) => `\`${word}\``).join(' '),
  'two columns by number': (words) =>
    Array.from({ length: words.length / 3 }, (_, row) =>
      [0, 1, 2]
        .map((column) => {
          const at = row + (column * words.length) / 3;
          return `${String(at + 1).padStart(2)}. ${(words[at] ?? '').padEnd(12)}`;
        })
        .join('  '),
    ).join('\n'),
  'two columns, down then right': (words) =>
    Array.from({ length: words.length / 3 }, (_, row) =>
      [0, 1, 2].map((column) => (words[row + (column * words.length) / 3] ?? '').padEnd(16)).join(''),
    ).join('\n'),
  bullets: (words) => words.map((word) => `- ${word}`).join('\n'),
  'check boxes': (words) => words.map((word) => `- [x] ${word}`).join('\n'),
  'upper case': (words) => words.join(' ').toUpperCase(),
  'capitals first': (words) => words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' '),
  'composed (NFC)': (words) => words.join(' ').normalize('NFC'),
  'decomposed (NFD)': (words) => words.join(' ').normalize('NFD'),
  'ideographic spaces': (words) => words.join('\u3000'),
  'soft line wraps': (words) => words.join(' ').replace(/((?:\S+ ){5}\S+) /g, '$1\n'),
  'in a fence': (words) => `\`\`\`\n${words.join(' ')}\n\`\`\``,
  'numbers in a line': (words) => words.map((word, at) => `${at + 1}. ${word}`).join(' '),
  'numbers in brackets': (words) => words.map((word, at) => `(${at + 1}) ${word}`).join('\n'),
  quotation: (words) => words.map((word, at) => `> ${at + 1}. **${word}**`).join('\n'),
  'labels before words': (words) => words.map((word, at) => `Wort ${at + 1}: ${word}`).join('\n'),
  'list words as labels': (words) => words.map((word, at) => `Word ${at + 1}: ${word}`).join('\n'),
  'HTML list': (words) => `<ol>\n${words.map((word) => `  <li>${word}</li>`).join('\n')}\n</ol>`,
};
