/**
 * Fits what `src/detect/letters.ts` knows of words: how likely a letter is behind two others, and the commonest long
 * words. Run with `node test/fit/letters.ts`; writes `src/detect/letters-table.ts`. Reads the development notes, the
 * documentation and the type declarations of the installed npm packages, and, where there are any, the manual pages in
 * German, Spanish, French, Italian, Dutch and Portuguese. A word counts by the square root of how often it stands there,
 * so that no package's favourite word outweighs a language.
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { developmentData } from '../accuracy/row.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const letters = 27;
/** Bits are kept in quarters, as one printable character each from `#` on. */
const quarters = 4;
const firstCode = 35;
const mostQuarters = 56;
const commonWords = 1600;

const counts = new Map<string, number>();
const documents = new Map<string, number>();

function take(text: string): void {
  const folded = text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss');
  const seen = new Set<string>();
  for (const [name] of folded.matchAll(/[A-Za-z]{2,30}/g)) {
    for (const part of name.split(/(?<=[a-z])(?=[A-Z])/)) {
      if (part.length < 2) continue;
      const word = part.toLowerCase();
      counts.set(word, (counts.get(word) ?? 0) + 1);
      seen.add(word);
    }
  }
  for (const word of seen) documents.set(word, (documents.get(word) ?? 0) + 1);
}

function* filesBelow(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

for (const source of ['notebar', 'kepano', 'mts-train', 'lemotif', 'meddocan-train'])
  for (const { text } of developmentData<{ text: string }>(`notes/${source}.jsonl`) ?? []) take(text);
for (const path of filesBelow(join(root, 'node_modules')))
  if (path.endsWith('.md') || (path.endsWith('.d.ts') && statSync(path).size < 300_000))
    take(readFileSync(path, 'utf8'));
for (const language of ['de', 'es', 'fr', 'it', 'nl', 'pt']) {
  const folder = `/usr/share/man/${language}`;
  if (!existsSync(folder)) continue;
  for (const path of [...filesBelow(folder)].toSorted().slice(0, 300))
    if (path.endsWith('.gz')) take(gunzipSync(readFileSync(path)).toString('utf8'));
}

const triples = new Float64Array(letters ** 3);
const pairs = new Float64Array(letters ** 2);
for (const [word, count] of counts) {
  if (count < 2) continue;
  const weight = Math.sqrt(count);
  let [first, second] = [0, 0];
  for (const letter of [...word].map((character) => character.charCodeAt(0) - 96).concat(0)) {
    const at = (first * letters + second) * letters + letter;
    triples[at] = (triples[at] ?? 0) + weight;
    pairs[second * letters + letter] = (pairs[second * letters + letter] ?? 0) + weight;
    [first, second] = [second, letter];
  }
}

/** Sum of the row of a table that begins at `at`. */
function rowSum(table: Float64Array, at: number): number {
  return table.subarray(at, at + letters).reduce((sum, value) => sum + value, 0);
}

let table = '';
for (let at = 0; at < triples.length; at++) {
  const letter = at % letters;
  const second = Math.floor(at / letters) % letters;
  const pair = ((pairs[second * letters + letter] ?? 0) + 0.5) / (rowSum(pairs, second * letters) + 0.5 * letters);
  // What was seen seldom leans on the pair (a fixed weight of eight sightings).
  const probability = ((triples[at] ?? 0) + 8 * pair) / (rowSum(triples, at - letter) + 8);
  const cost = Math.min(mostQuarters, Math.max(0, Math.round(-Math.log2(probability) * quarters)));
  table += String.fromCharCode(firstCode + cost);
}

const common = [...documents]
  .filter(([word]) => word.length >= 5 && word.length <= 14)
  .toSorted(([one, ofOne], [other, ofOther]) => ofOther - ofOne || (one < other ? -1 : 1))
  .slice(0, commonWords)
  .map(([word]) => word)
  .toSorted();

/** Breaks a text into lines of string literals. */
function literal(text: string, width: number): string {
  const lines = text.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
  return lines.map((line) => `  ${line.includes("'") ? `"${line}"` : `'${line}'`}`).join(' +\n');
}

writeFileSync(
  join(root, 'src', 'detect', 'letters-table.ts'),
  `/** Written by test/fit/letters.ts. */

/**
 * What a letter costs behind two others, in quarter bits above \`#\`: 27 x 27 x 27 characters, by first, second and third
 * letter, where 0 is the edge of a word and 1 to 26 are a to z.
 */
export const letterCosts =
${literal(table, 108)};

/** The commonest words of five letters and more in documentation and notes, between blanks. */
export const commonWords =
${literal(common.join(' '), 108)};
`,
);
console.log(`${counts.size} words read, ${common.length} kept`);
