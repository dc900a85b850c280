import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import type { Random } from './random.ts';

/** Forty countries and the words that people there write before a number. */
export const phoneWords: { [country: string]: string[] } = {
  US: ['Phone', 'Cell', 'call me at'],
  CA: ['Phone', 'Tel'],
  GB: ['Mobile', 'Tel', 'Phone'],
  IE: ['Mobile', 'Phone'],
  AU: ['Mobile', 'Ph'],
  NZ: ['Mobile'],
  DE: ['Tel.', 'Telefon', 'Handy', 'Mobil'],
  AT: ['Tel.', 'Handy'],
  CH: ['Tel.', 'Natel'],
  FR: ['Tél.', 'Téléphone', 'Portable'],
  BE: ['GSM', 'Tél.'],
  LU: ['Tél.'],
  NL: ['Telefoon', 'Mobiel', 'Tel.'],
  ES: ['Teléfono', 'Tel.', 'Móvil'],
  PT: ['Telefone', 'Telemóvel'],
  IT: ['Telefono', 'Cellulare', 'Cell.'],
  PL: ['Telefon', 'tel. kom.', 'Tel.'],
  CZ: ['Telefon', 'Mobil'],
  SK: ['Telefón'],
  HU: ['Telefon', 'Mobil'],
  RO: ['Telefon'],
  GR: ['Τηλέφωνο', 'Κινητό'],
  SE: ['Telefon', 'Mobil'],
  NO: ['Telefon', 'Mobil'],
  DK: ['Telefon', 'Mobil'],
  FI: ['Puhelin', 'puh.'],
  TR: ['Telefon', 'Cep'],
  RU: ['Телефон', 'тел.'],
  UA: ['Телефон', 'тел.'],
  IL: ['טלפון', 'נייד'],
  SA: ['Mobile', 'جوال'],
  AE: ['Mobile'],
  IN: ['Mobile', 'Phone', 'Mob'],
  PK: ['Mobile'],
  CN: ['电话', '手机'],
  JP: ['電話', '携帯', '電話番号'],
  KR: ['전화', '휴대폰'],
  BR: ['Telefone', 'Celular'],
  MX: ['Teléfono', 'Celular'],
  AR: ['Teléfono'],
  ZA: ['Cell', 'Phone'],
};

export type Phone = { e164: string; international: string; national: string; bare: string };

export function phoneOf(r: Random, country: string): Phone {
  for (;;) {
    const example = (examples as { [country: string]: string })[country] ?? '';
    const number = parsePhoneNumberFromString(example.slice(0, -4) + r.digits(4), country as CountryCode);
    // 555-0100 to 555-0199 are nobody's.
    if (!number?.isValid() || /55501\d\d$/.test(number.number)) continue;
    const national = number.formatNational();
    return {
      e164: number.number,
      international: number.formatInternational(),
      national,
      bare: national.replace(/\D/g, ''),
    };
  }
}

/** The international spellings that people write. */
export function internationalForms(phone: Phone): string[] {
  const [code = '', ...rest] = phone.international.split(' ');
  const tail = rest.join(' ');
  return [
    phone.international,
    phone.international,
    phone.e164,
    `00${code.slice(1)} ${tail}`,
    `${code}-${tail.replaceAll(' ', '-')}`,
    `${code}.${tail.replaceAll(/[ -]/g, '.')}`,
    `(${code}) ${tail}`,
    phone.international.replaceAll(' ', '\u00a0'),
    `00${phone.e164.slice(1)}`,
    phone.international.replaceAll(' ', '\u2011'),
    `${code} / ${tail}`,
  ];
}
