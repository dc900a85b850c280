import type { Random } from './random.ts';
import { grouped, type Kind, type Make, same, two } from './values.ts';

function dob(r: Random, language: string): string {
  const [d, m, y] = [r.int(1, 28), r.int(1, 12), r.int(1938, 2012)];
  const months = [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ];
  const german = [
    'Januar',
    'Februar',
    'März',
    'April',
    'Mai',
    'Juni',
    'Juli',
    'August',
    'September',
    'Oktober',
    'November',
    'Dezember',
  ];
  const forms: { [language: string]: string[] } = {
    en: [
      `${two(m)}/${two(d)}/${y}`,
      `${y}-${two(m)}-${two(d)}`,
      `${d} ${months[m - 1]} ${y}`,
      `${months[m - 1]} ${d}, ${y}`,
    ],
    de: [`${two(d)}.${two(m)}.${y}`, `${d}.${m}.${y}`, `${d}. ${german[m - 1]} ${y}`],
    cjk: [`${y}年${m}月${d}日`, `${y}/${two(m)}/${two(d)}`, `${y}-${two(m)}-${two(d)}`],
    other: [`${two(d)}/${two(m)}/${y}`, `${y}-${two(m)}-${two(d)}`, `${two(d)}-${two(m)}-${y}`],
  };
  return r.pick(forms[language] ?? forms['other'] ?? []);
}

/** Dates of birth, passports and driving licences. */
export const documentKinds: readonly Kind[] = [
  ...['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'ru', 'cjk'].map(
    (language): Kind => ({
      entity: 'dob',
      make: (r) => dob(r, language === 'ru' ? 'de' : language),
      groups: [same],
      words: { [language]: dobWords()[language] ?? [] },
    }),
  ),
  ...passports(),
  ...licences(),
];

function dobWords(): { [language: string]: string[] } {
  return {
    en: ['Date of birth', 'DOB', 'Born', 'D.O.B.'],
    de: ['Geburtsdatum', 'geb.', 'geboren am'],
    fr: ['Date de naissance', 'née le', 'né le'],
    es: ['Fecha de nacimiento', 'F. nacimiento'],
    it: ['Data di nascita', 'nato il'],
    pt: ['Data de nascimento'],
    nl: ['Geboortedatum'],
    ru: ['Дата рождения'],
    cjk: ['生年月日', '出生日期'],
  };
}

function passports(): Kind[] {
  const en = ['Passport number', 'Passport no.', 'Passport'];
  const kind = (make: Make, words: Kind['words'], groups = [same]): Kind => ({
    entity: 'passport',
    make,
    groups,
    words,
  });
  return [
    kind((r) => r.pick([r.digits(9), `A${r.digits(8)}`]), { en: [...en, 'US passport'] }),
    kind((r) => r.pick(['C', 'L']) + r.letters(7, '0123456789CFGHJKLMNPRTVWXYZ') + r.int(1, 9), {
      de: ['Reisepass', 'Reisepassnummer', 'Reisepass-Nr.', 'Passnummer'],
      en,
    }),
    kind((r) => two(r.int(10, 24)) + r.letters(2) + r.digits(5), {
      fr: ['Passeport', 'Numéro de passeport', 'Passeport n°'],
      en,
    }),
    kind((r) => r.letters(2) + r.digits(7), { it: ['Passaporto', 'Numero di passaporto'], en }),
    kind((r) => r.letters(3) + r.digits(6), { es: ['Pasaporte', 'Número de pasaporte'], en }, [
      same,
      (v) => v.toLowerCase(),
    ]),
    kind((r) => `N${r.letters(1, 'ABCDEFGHJK')}${r.letters(6, '0123456789BCDFGHK')}${r.int(0, 9)}`, {
      nl: ['Paspoort', 'Paspoortnummer'],
    }),
    kind((r) => r.letters(2) + r.digits(6), { pt: ['Passaporte', 'Número do passaporte'], en }),
    kind((r) => `45${two(r.int(0, 20))}${r.digits(6)}`, { ru: ['Паспорт', 'Серия и номер паспорта', 'Паспорт РФ'] }, [
      grouped('4 6'),
      grouped('2 2 6'),
      same,
    ]),
    kind((r) => `E${r.digits(8)}`, { cjk: ['护照号', '护照号码'], en }),
    kind((r) => r.letters(2) + r.digits(7), { cjk: ['パスポート番号', '旅券番号'], en }),
  ];
}

function licences(): Kind[] {
  const kind = (make: Make, words: Kind['words']): Kind => ({ entity: 'licence', make, groups: [same], words });
  const en = ["Driver's license", 'Driver license number', 'Driving licence', 'Driving licence no.', 'DL number'];
  return [
    kind((r) => r.letters(1) + r.digits(7), { en }),
    kind(
      (r) =>
        `${r.letters(5)}${r.int(4, 9)}${two(r.int(1, 12))}${two(r.int(1, 28))}${r.int(0, 9)}${r.letters(2)}9${r.letters(2)}`,
      { en },
    ),
    kind((r) => `${r.letters(1)}${r.digits(3)}${r.letters(3)}${r.digits(2)}${r.letters(1)}${r.int(0, 9)}`, {
      de: ['Führerschein', 'Führerscheinnummer', 'Führerschein-Nr.'],
    }),
    kind((r) => two(r.int(1, 24)) + r.digits(10), { fr: ['Permis de conduire', 'N° de permis'] }),
    kind((r) => `U1${r.letters(7, '0123456789ABCDEF')}${r.letters(1)}`, { it: ['Patente di guida', 'Patente'] }),
    kind((r) => String(r.int(3, 6)) + r.digits(9), { nl: ['Rijbewijs', 'Rijbewijsnummer'] }),
    kind((r) => r.digits(8) + r.letters(1), { es: ['Carnet de conducir', 'Permiso de conducir'] }),
  ];
}
