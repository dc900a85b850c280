import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cardAt } from '../../../src/detect/personal/cards.ts';
import { folded } from '../../../src/detect/personal/fold.ts';
import { ibanAt } from '../../../src/detect/personal/iban.ts';
import { idRows } from '../../../src/detect/personal/keywords.ts';
import { createScanEngine } from '../../../src/node/engine.ts';
import { bare, foundIn, made } from './finding.ts';

const check = (id: string) => (value: string) =>
  idRows.find((row) => row.id === id)?.check?.(bare(value), false) === true;
const card = made('4539 #### #### ####', (value) => cardAt(value, 0)?.end === value.length);
const diners = made('36## #### #### ##', (value) => cardAt(value, 0)?.end === value.length);
const iban = made('DE## 3704 0044 #### #### 00', (value) => ibanAt(value, 0)?.end === value.length);
const british = made('GB## NWBK #### #### #### ##', (value) => ibanAt(value, 0)?.end === value.length);
const bsn = made('1########', check('personal.nl.bsn'));
const nip = made('52#-###-##-##', check('personal.pl.nip'));

function finds(text: string, expected: readonly string[], path?: string): void {
  assert.deepEqual(foundIn(text, path), expected, text);
}

const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

test('folding keeps every place', () => {
  const text = 'a\u00A0b\u202F1\u20112–3 – ４＋（５）＠ ٣۴५ 年：';
  assert.equal(folded(text).length, text.length);
  assert.equal(folded(text), 'a b 1-2-3 – 4+(5)@ 345 年:');
});

test('other blanks, dashes and digits', () => {
  for (const written of [
    card.replaceAll(' ', '\u00A0'),
    card.replaceAll(' ', '\u2009'),
    card.replaceAll(' ', '\u2011'),
    card.replaceAll(' ', '–'),
    wide(card),
  ])
    finds(`Visa ${written}.`, [`card ${written}`]);
  for (const written of [iban.replaceAll(' ', '\u2009'), wide(iban), iban.replaceAll(' ', '‐')])
    finds(`IBAN: ${written}`, [`iban ${written}`]);
  finds(`IBAN ${british.toLowerCase()} of Anna`, [`iban ${british.toLowerCase()}`]);
  finds(`Karte ${diners}`, [`card ${diners}`]);
  finds('Tel. ０３０ ５５５０ ４４７１', ['phone ０３０ ５５５０ ４４７１']);
  finds('(+49 30 5550 4471)', ['phone +49 30 5550 4471']);
  finds('- (+49) 30 5550 4471', ['phone (+49) 30 5550 4471']);
});

test('emphasis that ends within a number', () => {
  const split = `${iban.slice(0, 9)}**${iban.slice(9)}`;
  finds(`IBAN: **${split}`, [`iban ${split}`]);
  finds('Tel. _+49_ 30 5550 4471', ['phone +49_ 30 5550 4471']);
  finds('2**3 and 5 * 4 = 20, a_1_2, x = 10**2 *3*', []);
});

test('addresses that programs are not meant to read', () => {
  for (const address of [
    ['anna', ' [at] ', 'posteo', ' [dot] ', 'de'],
    ['anna', '(at)', 'posteo', '.', 'de'],
    ['anna', ' AT ', 'mail.posteo', ' DOT ', 'de'],
    ['anna', ' {at} ', 'posteo', ' (punkt) ', 'de'],
  ]) {
    const written = address.join('');
    finds(`Write to ${written}, please.`, [`email ${written}`]);
  }
  finds('look at the red dot in the middle; user [at] example [dot] com; meet (at) noon.', []);
});

test('labels on the line above, in callouts and over columns', () => {
  finds('Permanent Account Number:\nABCPK1234F', ['in.pan ABCPK1234F']);
  finds('## NINO\n\nAB-12-34-56-C', ['uk.nino AB-12-34-56-C']);
  finds('> [!info] Passport no.\n> X1234567', ['passport X1234567']);
  finds('Паспорт: 45 06 123987', ['passport 45 06 123987']);
  finds(`NIP ${nip}`, [`pl.nip ${nip}`]);
  finds('name,BIC\nAnna,COBADEFFXXX', ['bic COBADEFFXXX'], 'accounts.csv');
  finds('BIC:: cobadeff370', ['bic cobadeff370']);
  finds('His BIC was COBADEFF.', ['bic COBADEFF']);
  finds('swift: language features of the abc 15', []);
  finds('DNI: 12.345.678-Z', ['es.dni 12.345.678-Z']);
});

test('a column far down in a table of more than one block', async () => {
  const row = 'Anna Brandt,Lindenweg,Bern\n';
  const text = `name,street,bsn\n${row.repeat(40_000)}Ben,Kirchweg,${bsn}\n${row.repeat(100)}`;
  const engine = createScanEngine(new Uint8Array(32));
  const { findings } = await engine.scan({ path: 'people.csv', bytes: Buffer.from(text) });
  const ids = findings.filter(({ rule }) => rule.startsWith('personal.'));
  assert.deepEqual(
    ids.map(({ rule, place }) => `${rule} ${place.span.startLine}:${place.span.startColumn}`),
    ['personal.nl.bsn 40002:14'],
  );
});
