import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { personalData } from '../../../src/detect/personal/index.ts';
import { hitsIn, random } from './finding.ts';

const size = 2_000_000;

function repeated(piece: string): string {
  return piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
}

function grown(piece: () => string): string {
  const pieces: string[] = [];
  for (let length = 0; length < size; ) {
    const next = piece();
    pieces.push(next);
    length += next.length;
  }
  return pieces.join('');
}

const texts: Readonly<Record<string, () => string>> = {
  digits: () => repeated('7'),
  'single digits': () => repeated('1 '),
  'digits and dots': () => repeated('1.'),
  'digits and hyphens': () => repeated('12-'),
  at: () => repeated('@'),
  'a at': () => repeated('a@'),
  'local parts': () => repeated('a.'),
  'country codes': () => repeated('+49 '),
  'international numbers': () => repeated('+49 30 123456 '),
  'bracketed numbers': () => repeated('(030) '),
  'random numbers': () => grown(() => `${random(1e9)} `),
  'groups of three': () => grown(() => `${random(1000)}${random(2) === 0 ? ' ' : '-'}`),
  'keywords and numbers': () => grown(() => `ssn ${random(1e9)} tax id bsn tfn sin `),
  'one line of a table': () => `|${repeated('| 1234567 ')}`,
  'rows of a table': () => `| id | phone |\n|---|---|\n${grown(() => `| ${random(1e5)} | 030 ${random(1e8)} |\n`)}`,
  'a list': () => `phones:\n${grown(() => `  - ${random(1e9)}\n`)}`,
  IBANs: () => repeated('DE89 3704 0044 0532 0130 01 '),
  'IP addresses': () => grown(() => `${random(256)}.${random(256)}.${random(256)}.${random(256)} `),
  dates: () => grown(() => `born 12.03.${1950 + random(50)} `),
  years: () => repeated('1984-'),
  colons: () => repeated('ab1:'),
  'bank codes': () => repeated('BIC '),
  headings: () => repeated('# 1\n'),
  'capitals and digits': () => repeated('ABC 1 '),
};

for (const [name, text] of Object.entries(texts))
  test(`two megabytes of ${name} take time linear in their length`, () => {
    const whole = text();
    const half = whole.slice(0, size / 4);
    hitsIn(half);
    const small = cpu(() => hitsIn(half));
    const large = cpu(() => hitsIn(whole));
    // Four times the text; what is quadratic takes sixteen times as long. A machine under load takes longer for both.
    assert.ok(large < 250 || large < small * 9, `${small.toFixed(0)} ms for a quarter, ${large.toFixed(0)} ms for all`);
    assert.ok(large < 2000, `${large.toFixed(0)} ms`);
  });

function cpu(work: () => void): number {
  const before = process.cpuUsage().user;
  work();
  return (process.cpuUsage().user - before) / 1000;
}

const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    'phone ',
    'tel:',
    '+49',
    '(0',
    ') ',
    '1984',
    '-03-12',
    'a@b.de',
    '@',
    '.',
    '-',
    ' ',
    '\n',
    '| ',
    '|---|',
    'SSN ',
    'DE89',
    '::1',
    'ffff:',
    '0x',
    '身份证',
    '# ',
    '4539',
    'born ',
    '\ud800',
    '\udfff',
    'BIC: ',
    'DEUTDEFF',
    '\u00a0',
    ',',
    '"',
  ),
  fc.nat({ max: 1e9 }).map(String),
);

test('on any text the source throws nothing and stays inside of it', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom('note.md', 'people.csv'), (pieces, path) => {
      const text = pieces.join('');
      let last = 0;
      for (const { id, start, end } of hitsIn(text, path)) {
        assert.ok(start >= 0 && start < end && end <= text.length, id);
        // Bank codes come last, from a pass of their own.
        if (id === 'personal.bic') continue;
        assert.ok(start >= last, `${id} overlaps what stands before it`);
        last = end;
      }
    }),
    { numRuns: 3000 },
  );
});

test('what is found does not depend on what stands far away', () => {
  const far = 'Words and more words.\n'.repeat(40);
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = `\n\n${pieces.join('')}\n\n`;
      const alone = hitsIn(text).map(({ id, start }) => `${id} ${start}`);
      const among = hitsIn(far + text + far).map(({ id, start }) => `${id} ${start - far.length}`);
      assert.deepEqual(among, alone);
    }),
    { numRuns: 1000 },
  );
});

test('the source is asked about every text', () => {
  assert.deepEqual(personalData.literals, []);
});
