import { isDay, isLuhn, isRepeated, isVerhoeff, part, weighted } from './checks.ts';
import type { IdRow } from './entity.ts';

/** Numbers of people in Asia, Africa and Oceania. */
export const asianIds: readonly IdRow[] = [
  {
    id: 'personal.kr.rrn',
    severity: 'high',
    docs: 'https://www.mois.go.kr/',
    // Since October 2020 the last digits are random: under a keyword the date is enough.
    pattern: String.raw`\d{6}[- ]?[1-8]\d{6}`,
    words: '주민등록번호, 주민번호, 외국인등록번호, rrn, resident registration',
    formatted: String.raw`\d{6}-[1-8]\d{6}`,
    check: (id, named) =>
      isDay(part(id, 2, 4), part(id, 4, 6)) &&
      (named || (11 - (weighted(id, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10 === part(id, 12, 13)),
  },
  {
    id: 'personal.cn.resident-id',
    severity: 'high',
    docs: 'https://openstd.samr.gov.cn/bzgk/gb/newGbInfo?hcno=080D6FBF2BB468F9007657F26D60013E',
    pattern: String.raw`[1-9]\d{5}(?:19|20)\d{9}[\dX]`,
    words: '身份证, 身份證, 公民身份号码, 证件号码, resident identity, resident id, id card, identity card, id number',
    formatted: String.raw`[1-9]\d{5}(?:19|20)\d{9}[\dX]`,
    check: (id) =>
      chineseProvinces.has(part(id, 0, 2)) &&
      isDay(part(id, 10, 12), part(id, 12, 14)) &&
      '10X98765432'.charAt(weighted(id, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11) === id.charAt(17),
  },
  {
    id: 'personal.jp.my-number',
    severity: 'high',
    docs: 'https://laws.e-gov.go.jp/law/426M60000008085',
    pattern: String.raw`\d{4}[- ]?\d{4}[- ]?\d{4}`,
    words: 'マイナンバー, 個人番号, my number, my number is, mynumber, individual number',
    check: (id) => {
      const rest = weighted(id, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
      return !isRepeated(id) && (rest <= 1 ? 0 : 11 - rest) === part(id, 11, 12);
    },
  },
  {
    id: 'personal.in.aadhaar',
    severity: 'high',
    docs: 'https://uidai.gov.in/',
    pattern: String.raw`[2-9]\d{3}[- ]?\d{4}[- ]?\d{4}`,
    words:
      'aadhaar, aadhar, adhaar, aadhaar card, aadhar card, aadhaar number, uidai, uid no, uid number, आधार, आधार कार्ड',
    check: (id) => !isRepeated(id) && isVerhoeff(id),
  },
  {
    id: 'personal.in.pan',
    severity: 'medium',
    docs: 'https://incometaxindia.gov.in/tutorials/1.permanent%20account%20number%20(pan).pdf',
    pattern: '[A-Z]{3}[ABCFGHLJPTK][A-Z][0-9]{4}[A-Z]',
    words: 'pan, permanent account, pan card, pan number, pan no, income tax',
  },
  {
    id: 'personal.il.id',
    severity: 'high',
    docs: 'https://www.gov.il/en/departments/population_and_immigration_authority',
    pattern: String.raw`\d{8}-?\d`,
    words: 'תעודת זהות, ת ז, מספר זהות, teudat zehut, israeli id, israel id',
    check: (id) => !isRepeated(id) && isLuhn(id),
  },
  {
    id: 'personal.za.id',
    severity: 'high',
    docs: 'https://www.westerncape.gov.za/general-publication/decoding-your-south-african-id-number-0',
    pattern: String.raw`\d{6} ?\d{4} ?[012]\d ?\d`,
    words: 'south african id, sa id, id number, identity number, id no, rsa id',
    formatted: String.raw`\d{6} \d{4} [012]\d{2}`,
    check: (id) => isDay(part(id, 2, 4), part(id, 4, 6)) && isLuhn(id),
  },
  {
    id: 'personal.au.tfn',
    severity: 'high',
    docs: 'https://www.ato.gov.au/individuals-and-families/tax-file-number',
    pattern: String.raw`\d{3}[- ]?\d{3}[- ]?\d{3}`,
    words: 'tfn, tax file number, tax file',
    check: (id) => !isRepeated(id) && weighted(id, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0,
  },
  {
    id: 'personal.au.abn',
    severity: 'low',
    docs: 'https://abr.business.gov.au/Help/AbnFormat',
    pattern: String.raw`[1-9]\d ?\d{3} ?\d{3} ?\d{3}`,
    words: 'abn, australian business number',
    check: (id) => (weighted(id, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 === 0,
  },
  {
    id: 'personal.au.medicare',
    severity: 'high',
    docs: 'https://www.servicesaustralia.gov.au/medicare-card',
    pattern: String.raw`[2-6]\d{3}[- ]?\d{5}[- ]?\d(?:[- /]?[1-9])?`,
    words: 'medicare, medicare card, medicare number, medicare no',
    check: (id) => weighted(id, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === part(id, 8, 9),
  },
];

/** GB/T 2260: the provinces that an identity number may begin with. */
const chineseProvinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'
    .split(' ')
    .map(Number),
);
