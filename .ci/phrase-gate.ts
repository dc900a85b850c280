// Writes src/detect/phrases/gate-bits.ts from the word lists. A test holds the file against them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeGate } from '../src/detect/phrases/gate.ts';
import { hashWord } from '../src/detect/phrases/letters.ts';
import { allListedWords } from '../src/detect/phrases/word-lists.ts';

const bits = makeGate(allListedWords().map((word) => hashWord(word, 0, word.length)));
writeFileSync(
  join(import.meta.dirname, '..', 'src', 'detect', 'phrases', 'gate-bits.ts'),
  `/** Made by .ci/phrase-gate.ts: a bit a hash of each word in the lists, in base64. */
export const gateBits =
  '${Buffer.from(bits).toString('base64')}';
`,
);
