import { documentKinds } from './document-kinds.ts';
import { idKinds } from './id-kinds.ts';
import {
  bitcoin,
  card,
  dashes,
  ether,
  grouped,
  ibanOf,
  ibanShapes,
  type Kind,
  publicIp,
  publicIp6,
  same,
  spaces,
  valid,
} from './values.ts';

const names = [
  'anna.keller',
  'j.martin',
  'pierre_dupont',
  'lucia-perez',
  'm.rossi77',
  'sven.lindqvist',
  'kate.obrien',
  'tom',
  'h.yamada',
  'ola+cloud',
  "o'neill.sean",
  'info',
  'ana.sousa',
  'jan.kowalski',
  'müller.jörg',
  'zoe.x',
];
const hosts = [
  'gmail.com',
  'web.de',
  'orange.fr',
  'telefonica.es',
  'libero.it',
  'kpn.nl',
  'mail.uni-heidelberg.de',
  'outlook.com',
  'protonmail.com',
  'uol.com.br',
  'yandex.ru',
  'wp.pl',
  'hey.com',
  'icloud.com',
  'praxis-keller.de',
  'bücherei-nord.de',
  'studio.photography',
  'docomo.ne.jp',
];

/** What is looked for. */
export const kinds: readonly Kind[] = [
  {
    entity: 'email',
    make: (r) => `${r.pick(names)}${r.int(0, 2) ? '' : r.int(1, 99)}@${r.pick(hosts)}`,
    groups: [same, same, (v) => v.toUpperCase()],
    words: { en: ['Email', 'e-mail'], de: ['E-Mail'], fr: ['courriel'] },
    alone: true,
  },
  {
    entity: 'card',
    make: card,
    groups: [same, spaces(4), dashes(4), (v) => (v.length === 15 ? grouped('4 6 5')(v) : spaces(4)(v))],
    words: { en: ['credit card', 'Card number', 'Visa'], de: ['Kreditkarte'], fr: ['carte bancaire'], es: ['tarjeta'] },
    alone: true,
  },
  ...Object.keys(ibanShapes).map(
    (country): Kind => ({
      entity: 'iban',
      make: (r) => ibanOf(r, country),
      groups: [same, spaces(4), dashes(4), (v) => v.toLowerCase(), (v) => spaces(4)(v.toLowerCase())],
      words: { en: ['IBAN', 'Bank account'], de: ['IBAN', 'Konto'], fr: ['IBAN'] },
      alone: true,
    }),
  ),
  {
    entity: 'ssn',
    make: valid('US', 'ssn', (r) => r.digits(9)),
    groups: [grouped('3-2-4'), grouped('3-2-4'), grouped('3 2 4'), same],
    words: { en: ['SSN', 'Social Security Number', 'social security no.'], es: ['número de seguro social'] },
  },
  {
    entity: 'itin',
    make: (r) => `9${r.digits(2)}${r.pick(['70', '75', '82', '91', '94', '97'])}${r.digits(4)}`,
    groups: [grouped('3-2-4'), same],
    words: { en: ['ITIN', 'individual taxpayer identification number'] },
  },
  {
    entity: 'ein',
    make: valid('US', 'ein', (r) => r.digits(9)),
    groups: [grouped('2-7'), grouped('2-7'), same],
    words: { en: ['EIN', 'Employer Identification Number', 'Federal Tax ID'] },
  },
  {
    entity: 'ip',
    make: publicIp,
    groups: [same],
    words: { en: ['IP', 'IP address'], de: ['IP-Adresse'] },
    alone: true,
  },
  { entity: 'ip', make: publicIp6, groups: [same], words: { en: ['IPv6', 'IP address'] }, alone: true },
  { entity: 'eth', make: ether, groups: [same, same], words: { en: ['ETH address', 'wallet'] }, alone: true },
  { entity: 'btc', make: bitcoin, groups: [same], words: { en: ['BTC address', 'donate bitcoin to'] }, alone: true },
  {
    entity: 'bic',
    make: (r) =>
      r.letters(4) +
      r.pick(['DE', 'FR', 'GB', 'NL', 'ES', 'IT', 'CH', 'US']) +
      r.letters(2, 'FGHMPST23') +
      r.pick(['', 'XXX', '500']),
    groups: [same, same, (v) => v.toLowerCase()],
    words: { en: ['BIC', 'SWIFT code', 'SWIFT/BIC'], de: ['BIC'], fr: ['code BIC'] },
  },
  ...idKinds,
  ...documentKinds,
];
