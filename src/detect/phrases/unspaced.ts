import type { Rule } from '../rule.ts';
import { entropyOf, isPublished, phraseLengths } from './checksum.ts';
import { isDrawn } from './drawn.ts';
import { hashWord } from './letters.ts';
import { listedWords } from './word-lists.ts';

const pattern = /^[^\p{Script=Han}]{0,40}?[\n\r:：=|"'“「\s]{1,20}(\p{Script=Han}{12,24})(?!\p{Script=Han})/u;

/**
 * A phrase of Chinese characters with nothing between them, as the language is written. Any sentence could be one, so a
 * label and a right checksum are asked for.
 */
export const unspacedPhrase: Rule = {
  id: 'secret.recovery-phrase.bip39',
  severity: 'critical',
  docs: 'https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki',
  literals: [
    '助记词',
    '助記詞',
    '恢复短语',
    '恢復短語',
    'mnemonic',
    'seed phrase',
    'recovery phrase',
    'bip39',
    'bip-39',
  ],
  reach: { before: 0, after: 128 },
  *find({ text, at, literal, to }) {
    const from = at + literal.length;
    const match = pattern.exec(text.slice(from, to));
    const words = match?.[1];
    if (match === null || words === undefined || !phraseLengths.includes(words.length)) return;
    const { numbers, places } = listedWords();
    const known = Array.from(words, (word) => numbers.get(hashWord(word, 0, 1)) ?? -1);
    for (const language of ['simplifiedChinese', 'traditionalChinese'] as const) {
      const list = Int16Array.from(known, (number) => places[language][number] ?? -1);
      if (list.includes(-1) || !isDrawn(language, list)) continue;
      const entropy = entropyOf(list);
      if (entropy === undefined || isPublished(entropy)) continue;
      const end = from + match[0].length;
      yield { start: end - words.length, end, judged: '', args: { words: String(words.length) } };
      return;
    }
  },
};
