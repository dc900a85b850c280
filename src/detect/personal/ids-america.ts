import { isDay, isLuhn, isRepeated, part, weighted } from './checks.ts';
import type { IdRow } from './entity.ts';

/** Numbers of people and companies in the Americas. */
export const americanIds: readonly IdRow[] = [
  {
    id: 'personal.us.ssn',
    severity: 'high',
    docs: 'https://www.ssa.gov/employer/randomization.html',
    pattern: String.raw`\d{3}([- .]?)\d{2}\1\d{4}`,
    words:
      'ssn, social security, social sec, soc sec, ss number, social security number, socialsecurity, ss, social, ssns',
    formatted: String.raw`\d{3}-\d{2}-\d{4}`,
    check: isSsn,
  },
  {
    id: 'personal.us.itin',
    severity: 'high',
    docs: 'https://www.irs.gov/tin/itin/individual-taxpayer-identification-number-itin',
    pattern: String.raw`9\d{2}[- ]?(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])[- ]?\d{4}`,
    words: 'itin, individual taxpayer, taxpayer identification, taxpayer id, tax id, tin',
  },
  {
    id: 'personal.us.ein',
    severity: 'low',
    docs: 'https://www.irs.gov/businesses/small-businesses-self-employed/employer-identification-number',
    pattern: String.raw`(?:0[1-6]|1[0-6]|2[0-7]|3\d|4[0-8]|5\d|6[0-8]|7[1-7]|8[0-8]|9[0-58-9])-?\d{7}`,
    words: 'ein, employer identification, fein, employer id, federal tax id, tax id',
    labelled: true,
  },
  {
    id: 'personal.us.mbi',
    severity: 'high',
    docs: 'https://www.cms.gov/medicare/coverage/medicare-beneficiary-identifiers-mbis',
    // Letters but S, L, O, I, B, Z.
    pattern: String.raw`[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}`,
    words: 'medicare, mbi, medicare number, medicare id, beneficiary',
  },
  {
    id: 'personal.ca.sin',
    severity: 'high',
    docs: 'https://www.canada.ca/en/employment-social-development/services/sin.html',
    pattern: String.raw`[1-79]\d{2}[- ]?\d{3}[- ]?\d{3}`,
    words: 'sin, social insurance, sin number, numéro d assurance sociale, assurance sociale, nas',
    check: (id) => !isRepeated(id) && isLuhn(id),
  },
  {
    id: 'personal.ca.health-card',
    severity: 'high',
    docs: 'https://www.ontario.ca/page/apply-ohip-and-get-health-card',
    pattern: String.raw`[1-9]\d{3}[- ]?\d{3}[- ]?\d{3}(?:[- ]?[A-Z]{2})?`,
    words: 'ohip, health card, health card number',
    check: (id) => isLuhn(id.slice(0, 10)),
  },
  {
    id: 'personal.br.cpf',
    severity: 'high',
    docs: 'https://www.gov.br/receitafederal/pt-br/assuntos/meu-cpf',
    pattern: String.raw`\d{3}\.?\d{3}\.?\d{3}-?\d{2}`,
    words: 'cpf, c p f, cadastro de pessoas físicas, cadastro de pessoa física',
    check: (id) =>
      !isRepeated(id) &&
      brazilian(weighted(id, [10, 9, 8, 7, 6, 5, 4, 3, 2])) === part(id, 9, 10) &&
      brazilian(weighted(id, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2])) === part(id, 10, 11),
  },
  {
    id: 'personal.br.cnpj',
    severity: 'low',
    docs: 'https://www.gov.br/receitafederal/pt-br/acesso-a-informacao/acoes-e-programas/programas-e-atividades/cnpj-alfanumerico',
    pattern: String.raw`[0-9A-Z]{2}\.?[0-9A-Z]{3}\.?[0-9A-Z]{3}/?[0-9A-Z]{4}-?\d{2}`,
    words: 'cnpj, c n p j',
    check: (id) =>
      !isRepeated(id) &&
      brazilian(weighted(id, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])) === part(id, 12, 13) &&
      brazilian(weighted(id, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])) === part(id, 13, 14),
  },
  {
    id: 'personal.mx.curp',
    severity: 'high',
    docs: 'https://www.gob.mx/curp/',
    pattern: String.raw`[A-Z]{4}\d{6}[HMX](?:AS|BC|BS|CC|CL|CM|CS|CH|DF|DG|GT|GR|HG|JC|MC|MN|MS|NT|NL|OC|PL|QT|QR|SP|SL|SR|TC|TS|TL|VZ|YN|ZS|NE)[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z]\d`,
    words: 'curp, clave única de registro, clave unica de registro',
    formatted: String.raw`[A-Z]{4}\d{6}[HMX](?:AS|BC|BS|CC|CL|CM|CS|CH|DF|DG|GT|GR|HG|JC|MC|MN|MS|NT|NL|OC|PL|QT|QR|SP|SL|SR|TC|TS|TL|VZ|YN|ZS|NE)[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z]\d`,
    check: (id) => isDay(part(id, 6, 8), part(id, 8, 10)) && isCurp(id),
  },
  {
    id: 'personal.mx.rfc',
    severity: 'medium',
    docs: 'https://www.sat.gob.mx/',
    // Four letters of a person's name, the day of birth, and three characters of which the last is a check digit.
    pattern: String.raw`[A-Z][AEIOUX][A-Z]{2}[- ]?\d{6}[- ]?[A-Z0-9]{2}[0-9A]`,
    words: 'rfc, r f c, mexican rfc, registro federal de contribuyentes, registro federal',
    check: (id) => isDay(part(id, 6, 8), part(id, 8, 10)),
  },
  {
    id: 'personal.ar.dni',
    severity: 'high',
    docs: 'https://www.argentina.gob.ar/interior/renaper',
    // With a letter behind it is Spain's.
    pattern: String.raw`\d{1,2}\.?\d{3}\.?\d{3}(?![ -]?[A-Z]\b)`,
    words: 'dni, d n i, documento nacional de identidad',
    labelled: true,
    check: (id) => id.length >= 7 && !isRepeated(id),
  },
  {
    id: 'personal.ar.cuit',
    severity: 'medium',
    docs: 'https://www.afip.gob.ar/',
    pattern: String.raw`(?:2[0-7]|3[034])-?\d{8}-?\d`,
    words: 'cuit, cuil, c u i t, c u i l',
    // Of 11 less the rest, 11 is written 0 and 10 is written 9.
    check: (id) => '09987654321'.charAt(weighted(id, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) === id.charAt(10),
  },
];

/** Numbers that were printed in advertisements and on sample cards (https://www.ssa.gov/history/ssn/misused.html). */
const misusedSsns = new Set(['078051120', '219099999', '123456789', '987654321', '457555462']);

/** Since 2011 any area but 000, 666 and 900-999 may be given. */
function isSsn(id: string): boolean {
  const area = id.slice(0, 3);
  if (area === '000' || area === '666' || area >= '900') return false;
  return id.slice(3, 5) !== '00' && id.slice(5) !== '0000' && !misusedSsns.has(id) && !isRepeated(id);
}

function brazilian(sum: number): number {
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}

function isCurp(id: string): boolean {
  const alphabet = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';
  let sum = 0;
  for (let index = 0; index < 17; index++) sum += alphabet.indexOf(id.charAt(index)) * (18 - index);
  return (10 - (sum % 10)) % 10 === part(id, 17, 18);
}
