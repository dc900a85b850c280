import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validateMnemonic } from '@scure/bip39';
import fc from 'fast-check';
import { createEngine } from '../../../src/detect/engine.ts';
import { makeGate, mayBeListed } from '../../../src/detect/phrases/gate.ts';
import { gateBits } from '../../../src/detect/phrases/gate-bits.ts';
import { recoveryPhrases } from '../../../src/detect/phrases/index.ts';
import { hashWord } from '../../../src/detect/phrases/letters.ts';
import { allListedWords } from '../../../src/detect/phrases/word-lists.ts';
import { cpuTime } from '../../cpu-time.ts';
import { scanText, selected } from '../scanning.ts';
import { layouts, lengths, makePhrase, spoil, wordLists } from './layouts.ts';

const engine = createEngine({ rules: [], sources: [recoveryPhrases], hash: (text) => String(text.length) });
const scan = async (text: string) =>
  (await engine.scan({ path: 'note.md', bytes: new TextEncoder().encode(text) })).findings;
const english = wordLists['english'] ?? [];
const isRight = (words: string[]): boolean => validateMnemonic(words.join(' '), [...english]);

for (const [language, list] of Object.entries(wordLists))
  test(`${language}: a phrase of any length in any layout, critical, with its own span`, async () => {
    for (const [layout, write] of Object.entries(layouts)) {
      for (const words of lengths) {
        const phrase = makePhrase(list, words, `test ${layout} ${words}`);
        const text = `# Wallet\n\nBackup of the phrase:\n\n${write(phrase)}\n\nKept in the safe.\n`;
        const findings = await scan(text);
        assert.deepEqual(
          findings.map(({ severity, args }) => `${severity} ${args['words']}`),
          [`critical ${words}`],
          `${layout}, ${words} words`,
        );
        const span = findings[0] === undefined ? '' : selected(text, findings[0]).normalize('NFKD').toLowerCase();
        assert.ok(span.startsWith(phrase[0] ?? '?') && span.endsWith(phrase.at(-1) ?? '?'), `${layout}: another span`);
      }
    }
  });

test('any phrase is found wherever it begins, and its words are told apart from those around it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(wordLists)),
      fc.constantFrom(...lengths),
      fc.string(),
      fc.nat(200),
      fc.constantFrom('seed phrase: ', '', 'wallet\n\n', 'Phrase = "'),
      async (language, words, seed, indent, before) => {
        const phrase = makePhrase(wordLists[language] ?? [], words, seed).join(' ');
        const findings = await scan(`${'.'.repeat(indent)}\n${before}${phrase}`);
        assert.equal(findings.length, 1);
        assert.equal(findings[0]?.severity, 'critical');
        assert.equal(findings[0]?.args['words'], String(words));
      },
    ),
    { numRuns: 300 },
  );
});

test('with a wrong checksum it is still a phrase, one level lower', async () => {
  for (const words of lengths) {
    const wrong = spoil(english, makePhrase(english, words, `wrong ${words}`), isRight);
    for (const [layout, write] of Object.entries(layouts))
      assert.deepEqual(
        (await scan(write(wrong))).map(({ severity }) => severity),
        ['high'],
        `${layout}, ${words} words`,
      );
  }
});

test('a word too many or too few, and two phrases below each other', async () => {
  const phrase = makePhrase(english, 24, 'a');
  assert.deepEqual(
    (await scan(phrase.slice(0, 23).join(' '))).map(({ severity, args }) => `${severity} ${args['words']}`),
    ['high 23'],
  );
  const two = [makePhrase(english, 12, 'b'), makePhrase(english, 12, 'c')];
  for (const between of ['\n', '\n\n', '\n- '])
    assert.deepEqual(
      (await scan(two.map((each) => each.join(' ')).join(between))).map(({ args }) => args['words']),
      ['12', '12'],
    );
});

test('a list of wallets, a phrase a line', async () => {
  const lines = Array.from(
    { length: 40 },
    (_, at) => `wallet ${at}: ${makePhrase(english, 12, `many ${at}`).join(' ')}`,
  );
  assert.equal((await scan(lines.join('\n'))).length, 40);
});

test('what documentation prints is no secret', async () => {
  const words = (text: string): string[] => text.split(' ');
  const vectors = [
    [...Array.from({ length: 11 }, () => 'abandon'), 'about'],
    [...Array.from({ length: 23 }, () => 'abandon'), 'art'],
    [...Array.from({ length: 11 }, () => 'zoo'), 'wrong'],
    [...Array.from({ length: 11 }, () => 'test'), 'junk'],
    words('legal winner thank year wave sausage worth useful legal winner thank yellow'),
    words('letter advice cage absurd amount doctor acoustic avoid letter advice cage above'),
    words('ozone drill grab fiber curtain grace pudding thank cruise elder eight picnic'),
    words('vessel ladder alter error federal sibling chat ability sun glass valve picture'),
    Array.from({ length: 24 }, () => 'able'),
  ];
  for (const vector of vectors)
    for (const [layout, write] of Object.entries(layouts)) {
      if (layout.startsWith('two columns, down')) continue;
      assert.deepEqual(await scan(`Example:\n\n${write(vector)}\n`), [], layout);
    }
});

test('Chinese characters with nothing between them, under a label', async () => {
  for (const language of ['simplifiedChinese', 'traditionalChinese'])
    for (const words of lengths) {
      const phrase = makePhrase(wordLists[language] ?? [], words, `unspaced ${words}`).join('');
      for (const label of ['助记词：', '助記詞\n\n', 'Seed phrase of my wallet: ', '| mnemonic | '])
        assert.deepEqual(
          (await scanText(`钱包\n\n${label}${phrase}\n`)).map(
            ({ rule, severity, args }) => `${rule} ${severity} ${args['words']}`,
          ),
          [`secret.recovery-phrase.bip39 critical ${words}`],
          `${language}, ${label}`,
        );
      assert.deepEqual(await scanText(`钱包：${phrase}`), []);
    }
  assert.deepEqual(await scanText('助记词：我们在这里可以看到他们的家人'), []);
});

test('lists of words and sentences are no phrases', async () => {
  for (const list of Object.values(wordLists)) {
    assert.deepEqual(await scan(list.join('\n')), []);
    assert.deepEqual(await scan(list.map((word, at) => `${at} ${word}`).join('\n')), []);
    assert.deepEqual(await scan(list.slice(300, 324).join(' ')), []);
    assert.deepEqual(await scan(list.slice(300, 400).toReversed().join(', ')), []);
  }
  const shuffled = Array.from({ length: 400 }, (_, at) => english[(at * 1031) % 2048] ?? '');
  assert.deepEqual(await scan(shuffled.join('\n')), [], 'a list for passwords');
  for (const text of [
    'you can then only use this if you have all that they have there and when you ask',
    'that will only be there when you use it again',
    shuffled
      .slice(0, 40)
      .map((word) => `${word}: the meaning of ${word}`)
      .join('\n'),
    shuffled.slice(0, 11).join(' '),
    `${shuffled.slice(0, 6).join(' ')} the ${shuffled.slice(6, 12).join(' ')}`,
    '使 用 者 帳 號 過 期 幾 日 後 永 久 停 權 的 話 可 以 改',
    '我们在这里可以看到他们的家人和朋友都很好',
    'return this;\n  }\n\n  void\n  swap(list& other)\n  { base::swap(other); }\n};\n//@} list-based\n#undef BASE TYPE\nobject.update(key, table[index]);',
  ])
    assert.deepEqual(await scan(text), [], text.slice(0, 30));
});

test('no two words of a list have one hash, and both Unicode forms have the same', () => {
  for (const list of Object.values(wordLists)) {
    const hashes = new Set(list.map((word) => hashWord(word, 0, word.length)));
    assert.equal(hashes.size, list.length);
    for (const word of list) {
      const composed = word.normalize('NFC');
      const decomposed = word.normalize('NFD').toUpperCase();
      assert.equal(hashWord(composed, 0, composed.length), hashWord(decomposed, 0, decomposed.length), word);
    }
  }
});

test('the gate that is kept in a file is the one of the lists', () => {
  const hashes = allListedWords().map((word) => hashWord(word, 0, word.length));
  assert.equal(gateBits, Buffer.from(makeGate(hashes)).toString('base64'), 'run .ci/phrase-gate.ts');
  assert.ok(hashes.every(mayBeListed));
});

test('hostile texts take no long', async (t) => {
  const size = 2_000_000;
  const any = (at: number): string => english[(at * 7919 + (at >> 3)) % 2048] ?? '';
  const texts: Readonly<Record<string, string>> = {
    words: Array.from({ length: 360_000 }, (_, at) => any(at)).join(' '),
    numbered: Array.from({ length: 200_000 }, (_, at) => `${(at % 24) + 1}. ${any(at)}`).join('\n'),
    'eleven words': Array.from({ length: 400_000 }, (_, at) => (at % 12 === 0 ? 'xyzzy' : any(at))).join(' '),
    labels: 'wort 1: '.repeat(250_000),
    'single letters': 'a '.repeat(1_000_000),
    'one letter': 'a'.repeat(size),
    blanks: ' '.repeat(size),
    Chinese: '的 一 是 '.repeat(size / 6),
    backslashes: '\\n'.repeat(size / 2),
  };
  for (const [name, text] of Object.entries(texts)) {
    const time = await cpuTime(() => scan(text.slice(0, size)));
    t.diagnostic(`${name}: ${time.toFixed(0)} ms`);
    // The budget is 250 ms; the bound leaves room for a busy machine.
    assert.ok(time < 1500, `${name}: ${time.toFixed(0)} ms`);
  }
});
