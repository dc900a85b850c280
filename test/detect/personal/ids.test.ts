import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stdnum } from 'stdnum';
import { idRows } from '../../../src/detect/personal/keywords.ts';
import { bare, filled, foundIn, made } from './finding.ts';

interface Fixture {
  /** `#` is a digit, `@` a letter; the rest stands as it is. */
  readonly shape: string;
  /** The module of the `stdnum` package that must agree. */
  readonly oracle?: string;
  /** The text before a value. */
  readonly label: string;
  /** True where the documentation forbids more than `stdnum` does. */
  readonly stricter?: true;
  /** How `stdnum` wants it, where that is not digits and letters alone. */
  readonly asWritten?: true;
}

/** A shape and a label of each row. */
const fixtures: Readonly<Record<string, Fixture>> = {
  'personal.us.ssn': { shape: '###-##-####', oracle: 'us/ssn', label: 'SSN: ', stricter: true },
  'personal.us.itin': { shape: '9##-7#-####', label: 'ITIN ' },
  'personal.us.ein': { shape: '12-#######', oracle: 'us/ein', label: 'EIN: ' },
  'personal.us.mbi': { shape: '1EG4-TE#-MK##', label: 'Medicare number: ' },
  'personal.ca.sin': { shape: '1## ### ###', oracle: 'ca/sin', label: 'My SIN is ' },
  'personal.ca.health-card': { shape: '5### ### ###', label: 'OHIP: ' },
  'personal.br.cpf': { shape: '###.###.###-##', oracle: 'br/cpf', label: 'CPF: ' },
  'personal.br.cnpj': { shape: '##.###.###/0001-##', oracle: 'br/cnpj', label: 'CNPJ ' },
  'personal.mx.curp': { shape: '@@@@9#01#1HDFRRR0#', label: 'CURP: ' },
  'personal.mx.rfc': { shape: 'GAR@8#0117A##', label: 'RFC: ' },
  'personal.ar.dni': { shape: '3#.###.###', label: 'DNI: ' },
  'personal.ar.cuit': { shape: '20-########-#', oracle: 'ar/cuit', label: 'CUIT ' },
  'personal.it.codice-fiscale': { shape: '@@@@@@7#A0#F#0#@', oracle: 'it/codicefiscale', label: 'Codice fiscale: ' },
  'personal.es.dni': { shape: '4#######@', oracle: 'es/dni', label: 'DNI ' },
  'personal.es.nie': { shape: 'X#######@', oracle: 'es/nie', label: 'NIE: ' },
  'personal.es.social-security': { shape: '28########3#', oracle: 'es/nss', label: 'Número de afiliación: ' },
  'personal.fr.nir': { shape: '1 8# 05 78 ### ### ##', oracle: 'fr/nir', label: 'Sécurité sociale : ' },
  'personal.fr.tax-number': { shape: '1# ## ### ### ###', label: 'Numéro fiscal : ' },
  'personal.uk.nhs-number': { shape: '4## ### ####', label: 'NHS number: ' },
  'personal.uk.nino': { shape: 'AB ## ## ## C', label: 'National Insurance ' },
  'personal.uk.utr': { shape: '##########', oracle: 'gb/utr', label: 'UTR: ' },
  'personal.ie.pps': { shape: '#######@A', label: 'PPS number: ' },
  'personal.de.tax-id': { shape: '4# ### ### ###', oracle: 'de/idnr', label: 'Steuer-ID: ', stricter: true },
  'personal.de.id-card': { shape: 'L01X00T4##', label: 'Personalausweis Nr. ' },
  'personal.de.pension-number': { shape: '65 1#017# M 0##', oracle: 'de/svnr', label: 'Rentenversicherungsnummer: ' },
  'personal.de.health-insurance': { shape: 'A#########', label: 'Krankenversichertennummer: ' },
  'personal.at.social-insurance': { shape: '1### 1#0178', label: 'SVNR: ' },
  'personal.ch.ahv': { shape: '756.####.####.##', oracle: 'ch/ssn', label: 'AHV-Nr. ' },
  'personal.nl.bsn': { shape: '1########', oracle: 'nl/bsn', label: 'BSN: ' },
  'personal.pt.nif': { shape: '2## ### ###', oracle: 'pt/nif', label: 'Contribuinte: ' },
  'personal.pl.nip': { shape: '5##-###-##-##', oracle: 'pl/nip', label: 'NIP: ' },
  'personal.pl.pesel': { shape: '7#01########'.slice(0, 11), oracle: 'pl/pesel', label: 'PESEL ' },
  'personal.se.personnummer': {
    shape: '7#01##-####',
    oracle: 'se/personnummer',
    label: 'Personnummer: ',
    asWritten: true,
  },
  'personal.no.fnr': { shape: '1#017# #####', oracle: 'no/fodselsnummer', label: 'Fødselsnummer: ' },
  'personal.dk.cpr': { shape: '1#017#-####', label: 'CPR: ' },
  'personal.fi.hetu': { shape: '1#017#-###@', oracle: 'fi/hetu', label: 'Henkilötunnus: ', asWritten: true },
  'personal.be.nn': { shape: '7#.01.1#-###.##', label: 'Rijksregisternummer: ' },
  'personal.tr.tckn': { shape: '1##########', oracle: 'tr/tckimlik', label: 'TC kimlik no: ' },
  'personal.ru.inn': { shape: '77##########', oracle: 'ru/inn', label: 'ИНН: ' },
  'personal.ru.snils': { shape: '1##-###-### ##', label: 'СНИЛС ' },
  'personal.kr.rrn': { shape: '7#011#-1######', oracle: 'kr/rrn', label: '주민등록번호: ' },
  'personal.cn.resident-id': {
    shape: '1101011#7#01########'.replace('1#7#', '197#').slice(0, 18),
    oracle: 'cn/ric',
    label: '身份证号：',
  },
  'personal.jp.my-number': { shape: '1### #### ####', label: 'マイナンバー：' },
  'personal.in.aadhaar': { shape: '4### #### ####', oracle: 'in/aadhaar', label: 'Aadhaar: ' },
  'personal.in.pan': { shape: 'ABCP@1##4F', label: 'PAN: ' },
  'personal.il.id': { shape: '2########', oracle: 'il/idnr', label: 'תעודת זהות: ' },
  'personal.za.id': { shape: '7#011# 5### 08#', oracle: 'za/idnr', label: 'SA ID: ' },
  'personal.au.tfn': { shape: '8## ### ###', oracle: 'au/tfn', label: 'TFN: ' },
  'personal.au.abn': { shape: '5# ### ### ###', oracle: 'au/abn', label: 'ABN ' },
  'personal.au.medicare': { shape: '2### ##### #', label: 'Medicare card: ' },
  'personal.passport': { shape: 'C01X0##4#', label: 'Reisepass: ' },
  'personal.driving-licence': { shape: 'S5##-####-####', label: "Driver's license number: " },
  'personal.mac-address': { shape: '3C:22:#B:1#:##:E7', label: 'MAC address: ' },
};

/** The check of `stdnum`, by country and name: `us/ssn`. */
function oracle(module: string): (value: string) => boolean {
  const [country = '', name = ''] = module.split('/');
  const validator = stdnum[country.toUpperCase()]?.[name];
  assert.ok(validator, module);
  return (value) => validator.validate(value).isValid;
}

for (const row of idRows) {
  test(`${row.id}: found under its label, by itself only in its own form`, () => {
    const fixture = fixtures[row.id];
    assert.ok(fixture, 'has a fixture');
    const { shape, label, asWritten } = fixture;
    const agrees = fixture.oracle === undefined ? () => true : oracle(fixture.oracle);
    const isValid = (value: string) =>
      row.check?.(bare(value), true) !== false && agrees(asWritten === true ? value : bare(value));
    const value = made(shape, isValid);
    const name = row.id.replace('personal.', '');
    assert.deepEqual(foundIn(`${label}${value}`), [`${name} ${value}`]);
    assert.deepEqual(
      foundIn(`So much for that.\n\n${label}**${value}**, since May.`),
      [`${name} ${value}`],
      'in prose',
    );
    const alone = foundIn(`What stands here is ${value} and nothing else.`);
    if (row.formatted === undefined) assert.deepEqual(alone, [], 'alone');
    else assert.ok(alone.length <= 1);
  });

  test(`${row.id}: its check agrees with stdnum`, () => {
    const fixture = fixtures[row.id];
    if (row.check === undefined || fixture?.oracle === undefined) return;
    const agrees = oracle(fixture.oracle);
    const right = { ours: 0, theirs: 0 };
    for (let count = 0; count < 4000; count++) {
      const value = filled(fixture.shape);
      const isOurs = row.check(bare(value), false);
      const isTheirs = agrees(fixture.asWritten === true ? value : bare(value));
      if (isOurs) right.ours += 1;
      if (isTheirs) right.theirs += 1;
      if (fixture.stricter === true) assert.ok(isTheirs || !isOurs, 'a number that is none');
      else assert.ok(isOurs || !isTheirs, 'a number that is missed');
    }
    // The library also forbids what nobody was given so far, and dates to come.
    assert.ok(right.ours <= right.theirs * 1.6 + 40, `${right.ours} pass, ${right.theirs} by stdnum`);
  });
}

test('every row has another id, and words', () => {
  assert.equal(new Set(idRows.map(({ id }) => id)).size, idRows.length);
  for (const { id, words } of idRows) assert.ok(words.length > 0, id);
});
