import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBitcoinAddress, isEthereumAddress } from '../../../src/detect/personal/addresses.ts';
import { cardAt } from '../../../src/detect/personal/cards.ts';
import { ibanAt } from '../../../src/detect/personal/iban.ts';
import { idRows } from '../../../src/detect/personal/keywords.ts';
import { bare, foundIn, made } from './finding.ts';

const isCard = (value: string) => cardAt(value, 0)?.end === value.length;
const isIban = (value: string) => ibanAt(value, 0)?.end === value.length;
const check = (id: string) => (value: string) =>
  idRows.find((row) => row.id === id)?.check?.(bare(value), false) === true;

/** Made-up values, put together when the tests run. */
const card = made('4539 #### #### ####', isCard);
const plainCard = made('5210############', isCard);
const amex = made('37## ###### #####', isCard);
const iban = made('DE## 3704 0044 #### #### 00', isIban);
const ssn = made('5##-##-####', check('personal.us.ssn'));
const taxId = made('4# ### ### ###', check('personal.de.tax-id'));
const bsn = made('1########', check('personal.nl.bsn'));
const nir = made('2 8# 05 78 ### ### ##', check('personal.fr.nir'));
const phone = '030 5550 4471';
const mail = ['anna.brandt', 'posteo.de'].join('@');

function finds(text: string, expected: readonly string[], path?: string): void {
  assert.deepEqual(foundIn(text, path), expected, text);
}

test('e-mail addresses', () => {
  for (const text of [
    `Write to ${mail}.`,
    `<${mail}>`,
    `mailto:${mail}`,
    `[Anna](mailto:${mail})`,
    `**${mail}**`,
    `e-mail:${mail},`,
    `邮箱是${mail}。`,
    `email: ${mail}\nphone: none`,
    `| Anna | ${mail} |`,
    `anna / ${mail} / hunter2`,
  ])
    finds(text, [`email ${mail}`]);
  const escaped = mail.replace('@', '%40');
  for (const text of [`https://a.firm.de/off?u=${escaped}&x=1`, `[x](https://a.firm.de/?${escaped})`, `u=${escaped}`])
    finds(text, [`email ${escaped}`]);
  finds('jürgen@müller-söhne.de', ['email jürgen@müller-söhne.de']);
  finds('a+b_c.d-e@mail.co.uk', ['email a+b_c.d-e@mail.co.uk']);
});

test('no e-mail addresses', () => {
  for (const text of [
    'git@github.com:people/notes.git',
    'git clone ssh://git@codeberg.org/people/notes.git',
    'noreply@posteo.de, no-reply@posteo.de, donotreply@bahn.de',
    '12345+anna@users.noreply.github.com',
    'anna@example.com, anna@mail.example.org, user@domain.com, name@company.com',
    'mara@nas:~$ ls, mara@nas.lan, root@server.fritz.de:~# ls',
    'scp notes.tar mara@server.fritz.de:/backup',
    'ssh mara@server.fritz.de -p 22',
    'rsync -a . mara@fritz.de:notes/vault/',
    'npm i left-pad@1.3.0 @scope/name@2.0.0-rc.1 lodash@4.17.x',
    'https://user@host.de/path and https://medium.com/@mara.k/text',
    'icon@2x.png, logo@3x.webp, getty@tty1.service',
    'thanks @mara and @jonas.b',
    'a@b, a@b.c, @b.com, a@.com, a..b@posteo.de',
    'Message-ID: <20260101120000.4711@mail.posteo.de>',
    '@@@@@@',
    'https://medium.com/%40mara.k, https://registry.npmjs.org/%40scope%2Fname, left-pad%401.3.0, noreply%40posteo.de',
    '%40%40%40, 100%400, a%40b',
  ])
    finds(text, []);
});

test('payment cards', () => {
  finds(`My card is ${card}.`, [`card ${card}`]);
  finds(card, [`card ${card}`]);
  finds(card.replaceAll(' ', '-'), [`card ${card.replaceAll(' ', '-')}`]);
  finds(`Charge ${plainCard} please`, [`card ${plainCard}`]);
  finds(`amex ${amex} 04/29`, [`card ${amex}`]);
  finds(`| Card | Name |\n|---|---|\n| ${card} | Anna |`, [`card ${card}`]);
  // Numbers for tests, a wrong check digit, parts of something longer.
  finds('4242 4242 4242 4242, 4111111111111111, 378282246310005', []);
  const wrong = card.slice(0, -1) + ((Number(card.at(-1)) + 1) % 10);
  finds(`card ${wrong}`, []);
  for (const text of [
    `id_${plainCard}`,
    `0.${plainCard}`,
    `#${plainCard}x`,
    `https://shop.de/orders/${plainCard}`,
    `[order](/orders/${plainCard})`,
    `order number: ${plainCard}`,
    `ISBN ${plainCard}`,
    `fuzzer-${plainCard}`,
    `\`\`\`\n${plainCard}\n\`\`\``,
    `5421 5422 ${card} 5424`,
  ])
    finds(text, []);
});

test('IBANs', () => {
  const plain = iban.replaceAll(' ', '');
  finds(`IBAN ${iban}, BIC: COBADEFFXXX`, [`iban ${iban}`, 'bic COBADEFFXXX']);
  for (const written of [plain, plain.toLowerCase(), iban.replaceAll(' ', '-'), iban.replaceAll(' ', '\u00A0')])
    finds(`to ${written} by Friday`, [`iban ${written}`]);
  finds(`iban:${plain}`, [`iban ${plain}`]);
  finds(`${plain}1`, []);
  finds(`X${plain}`, []);
  finds(plain.replace('DE', 'ZZ'), []);
});

test('telephone numbers', () => {
  for (const [text, number] of [
    [`Tel.: ${phone}`, phone],
    [`Tel.${phone}`, phone],
    [`call me at ${phone}`, phone],
    [`**Handy:** 0171/5550447`, '0171/5550447'],
    [`phone:\n  - ${phone}`, phone],
    [`| Name | Phone |\n| --- | --- |\n| Anna | ${phone} |`, phone],
    [`Name | Phone\n--- | ---\nAnna | ${phone}`, phone],
    [`{"phoneNumber": "${phone}"}`, phone],
    [`{"phones": [\n  "${phone}"\n]}`, phone],
    [`phone:: ${phone}`, phone],
    [`${phone} (mobile)`, phone],
    [`+49 30 901820`, '+49 30 901820'],
    [`Call +1 (212) 736-5000 now`, '+1 (212) 736-5000'],
    [`(212) 736-5000`, '(212) 736-5000'],
    [`tel:+493090182000`, '+493090182000'],
    [`0049 30 901820 44`, '0049 30 901820 44'],
    [`телефон: 8 495 123-45-67`, '8 495 123-45-67'],
    [`电话：010-6552 9988`, '010-6552 9988'],
    [`phone 781 5991 x44`, '781 5991 x44'],
  ] as const)
    finds(text, [`phone ${number}`]);
  finds(`Name,Phone\nAnna,${phone}\nBen,089 5550 112`, [`phone ${phone}`, 'phone 089 5550 112'], 'contacts.csv');
});

test('no telephone numbers', () => {
  for (const text of [
    'seen in our office on 07/13/04, called on 2024-01-31, at work on 01.02.2023',
    'CVE-2024-26606: mobile, phone, fax',
    'Calling next() on 1359365 fails',
    'version 1.2.3.4567, 10.15.7.331, 2024.10.11',
    '1,234,567 calls; 1 234 567 €; mobile 1.234.567',
    'mobile data: 12 000 000 kB, phone cost 1 299 00 €',
    'https://shop.de/phone/0301234567890',
    '52.520008, 13.404954',
    '2026-03-14T10:20:30.123456Z',
    'order no. 030 1234 5678',
    'iPhone 15 128 256 512',
    '<Buffer 01 02 03 04 05>',
    '0 0 468 155.417 re\nf\nTel',
    '20260213102030 phone call',
    'the diff -1234567,8 +1234567,9',
    'sha256:0301234567890123456789',
    '٠٣٠ ١٢٣٤٥٦٧٨',
  ])
    finds(text, []);
});

test('IP, hardware and wallet addresses', () => {
  finds('login from 86.231.85.193 at noon', ['ip-address 86.231.85.193']);
  finds('2003:e1:bf12:3400:8c1f:4a2b:77d0:91ce', ['ip-address 2003:e1:bf12:3400:8c1f:4a2b:77d0:91ce']);
  finds('IP: 5.9.12.7', ['ip-address 5.9.12.7']);
  finds('MAC: 3c:22:fb:1a:99:e7', ['mac-address 3c:22:fb:1a:99:e7']);
  for (const text of [
    '192.168.178.1, 10.0.0.12, 127.0.0.1, 169.254.1.1, 203.0.113.9, 198.51.100.4, 255.255.255.0, 8.8.8.8',
    'version 4.12.7.133, v86.231.85.193, 5.9.12.7',
    'for example 86.231.85.193',
    '::1, fe80::1, 2001:db8::42, 12:30:45, 1:2:3',
    '3c:22:fb:1a:99:e7',
    '86.231.85.0/24',
  ])
    finds(text, []);
  const ethereum = '0x' + '5290840009852788' + '6E0F7030069857D2E4169EE7';
  const mixed = '0x' + 'fB6916095ca1df60bB79' + 'Ce92cE3Ea74c37c5d359';
  assert.ok(isEthereumAddress(ethereum) && isEthereumAddress(mixed));
  assert.ok(!isEthereumAddress(mixed.replace('fB', 'Fb')));
  assert.ok(!isBitcoinAddress('1BoatSLRHtKNngkdXEeobR76b53LETtpyU'));
  finds(`send to ${mixed}`, [`wallet.ethereum ${mixed}`]);
  const segwit = 'bc1q' + 'w508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
  finds(`btc ${segwit}`, [`wallet.bitcoin ${segwit}`]);
});

test('dates of birth need their label', () => {
  for (const [text, date] of [
    ['Geburtsdatum: 12.03.1984', '12.03.1984'],
    ['born on March 12, 1984', 'March 12, 1984'],
    ['née le 3 août 1979', '3 août 1979'],
    ['birthday: 1984-03-12', '1984-03-12'],
    ['dateOfBirth: "1984-03-12"', '1984-03-12'],
    ['DOB 03/12/1984', '03/12/1984'],
    ['Fecha de nacimiento: 23-octubre-1972', '23-octubre-1972'],
    ['| Name | Geburtstag |\n|--|--|\n| Anna | 12.03.1984 |', '12.03.1984'],
    ['生年月日：1984年3月12日', '1984年3月12日'],
  ] as const)
    finds(text, [`birth-date ${date}`]);
  finds('2026-03-14, 12.03.1984, March 12, 1984', []);
  finds('3.1.0 "Happy Birthday Lina" (2009-02-28)', []);
  finds('born 31.31.1984', []);
});

test('a keyword counts on both sides, as a header, a key, a heading', () => {
  finds(`${taxId} is my Steuer-ID.`, [`de.tax-id ${taxId}`]);
  finds(`| Land | Steuer-ID |\n|---|---|\n| DE | ${taxId} |`, [`de.tax-id ${taxId}`]);
  finds(`bsn:\n  - ${bsn}`, [`nl.bsn ${bsn}`]);
  finds(`## BSN\n\nAnna has got ${bsn} since she lives there.`, [`nl.bsn ${bsn}`]);
  finds(`---\nbsn: ${bsn}\n---\n`, [`nl.bsn ${bsn}`]);
  finds(`name;bsn\nAnna;${bsn}\n`, [`nl.bsn ${bsn}`], 'people.csv');
  finds(bsn, []);
  finds(`Some words about ${bsn}`, []);
  finds(ssn, [`us.ssn ${ssn}`]);
  finds(ssn.replaceAll('-', ''), []);
  finds(`SSN ${ssn.replaceAll('-', '')}`, [`us.ssn ${ssn.replaceAll('-', '')}`]);
  finds(nir, [`fr.nir ${nir}`]);
  finds(`Order number ${bsn}, not the BSN`, []);
});

test('of two labels the nearer one decides', () => {
  finds(`SSN: ${ssn}\nPhone: ${phone}\nBSN: ${bsn}`, [`us.ssn ${ssn}`, `phone ${phone}`, `nl.bsn ${bsn}`]);
});
