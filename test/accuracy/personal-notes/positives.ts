import { kinds } from './kinds.ts';
import { internationalForms, type Phone, phoneOf, phoneWords } from './phones.ts';
import type { Random } from './random.ts';
import { seeded } from './random.ts';
import { ibanOf, type Kind } from './values.ts';

export type Span = { entity: string; from: number; to: number };
export type Note = { path: string; text: string; spans: Span[]; shape: string };

const open = '\uE001';
const middle = '\uE002';
const close = '\uE003';

/** Marks a value in a text; `note` takes the marks out and keeps the places. */
export const mark = (entity: string, value: string): string => open + entity + middle + value + close;

export function note(path: string, marked: string, shape: string): Note {
  const spans: Span[] = [];
  let text = '';
  let at = 0;
  for (const found of marked.matchAll(/\uE001([^\uE002]*)\uE002([^\uE003]*)\uE003/g)) {
    text += marked.slice(at, found.index);
    spans.push({ entity: found[1] ?? '', from: text.length, to: text.length + (found[2] ?? '').length });
    text += found[2];
    at = found.index + found[0].length;
  }
  return { path, text: text + marked.slice(at), spans, shape };
}

const people = [
  'Anna Keller',
  'Jean Martin',
  'Lucía Pérez',
  'Marco Rossi',
  "Kate O'Brien",
  'Sven Lindqvist',
  'Hiro Yamada',
  'Ana Sousa',
  'Jan Kowalski',
  'Olga Petrova',
];

/** Prose in the language of the words; `%w` is the word, `%v` the value, `%n` a name. */
const prose: { [language: string]: string[] } = {
  en: [
    '%n sent me the form yesterday, %w %v, and wants it back by Friday.',
    'Her %w is %v.',
    'Please use %w: %v for the application.',
    'For the record (%w %v) we keep a copy.',
    'His %w was %v, as he told me on the phone.',
  ],
  de: [
    '%n hat mir gestern geschrieben, %w %v, bitte bis Freitag eintragen.',
    'Ihre %w lautet %v.',
    'Für den Antrag: %w: %v.',
    'Laut Unterlagen (%w %v) ist alles richtig.',
  ],
  fr: ["%n m'a écrit hier, %w %v, à rendre avant vendredi.", 'Son %w est %v.', 'Pour le dossier : %w : %v.'],
  es: ['%n me escribió ayer, %w %v, hay que entregarlo el viernes.', 'Su %w es %v.', 'Para la solicitud: %w: %v.'],
  it: ['%n mi ha scritto ieri, %w %v, da consegnare venerdì.', 'Il suo %w è %v.'],
  pt: ['O %w dela é %v.', '%n enviou ontem o %w: %v.'],
  nl: ['Haar %w is %v.', '%n stuurde gisteren %w %v door.'],
  pl: ['%n podał wczoraj %w %v.', 'Jej %w to %v.'],
  sv: ['Hennes %w är %v.', '%n skickade %w %v.'],
  da: ['Hendes %w er %v.'],
  fi: ['Hänen %w on %v.'],
  no: ['Hennes %w er %v.'],
  tr: ['%w: %v olarak kayıtlı.'],
  hi: ['%w %v'],
  he: ['%w שלו: %v', '%w %v'],
  ru: ['Её %w: %v.', 'Вчера прислали %w %v для анкеты.'],
  cjk: ['%w：%v', '%wは%vです。', '她的%w是%v。'],
  el: ['%w: %v'],
};

const shapes: { name: string; path: string; of(r: Random, word: string, value: string): string }[] = [
  {
    name: 'list',
    path: 'note.md',
    of: (r, w, v) => `# ${r.pick(people)}\n\n- Name: ${r.pick(people)}\n- ${w}: ${v}\n- since 2019\n`,
  },
  { name: 'bold label', path: 'note.md', of: (_r, w, v) => `**${w}:** ${v}\n` },
  { name: 'bold value', path: 'note.md', of: (_r, w, v) => `${w}: **${v}**, checked.\n` },
  { name: 'code value', path: 'note.md', of: (_r, w, v) => `* ${w} – \`${v}\`\n` },
  {
    name: 'table',
    path: 'note.md',
    of: (r, w, v) => `| Name | ${w} | City |\n|---|---|---|\n| ${r.pick(people)} | ${v} | Bern |\n`,
  },
  {
    name: 'table row',
    path: 'note.md',
    of: (r, w, v) => `| Field | Value |\n| :-- | :-- |\n| Name | ${r.pick(people)} |\n| ${w} | ${v} |\n`,
  },
  {
    name: 'front matter',
    path: 'note.md',
    of: (r, w, v) => `---\nname: ${r.pick(people)}\n${w}: ${v}\ntags: [person]\n---\n\nMet in Lyon.\n`,
  },
  { name: 'heading', path: 'note.md', of: (_r, w, v) => `## ${w}\n\n${v}\n` },
  { name: 'dataview', path: 'note.md', of: (_r, w, v) => `${w}:: ${v}\n` },
  { name: 'quote', path: 'note.md', of: (_r, w, v) => `> [!info] ${w}\n> ${v}\n` },
  {
    name: 'json',
    path: 'data.json',
    of: (r, w, v) => `${JSON.stringify({ name: r.pick(people), [w]: v, active: true }, null, 2)}\n`,
  },
  {
    name: 'json snake',
    path: 'data.json',
    of: (_r, w, v) => `${JSON.stringify({ id: 17, [w.toLowerCase().replaceAll(/[ -]+/g, '_')]: v })}\n`,
  },
  { name: 'yaml', path: 'people.yaml', of: (r, w, v) => `people:\n  - name: ${r.pick(people)}\n    ${w}: "${v}"\n` },
  { name: 'csv', path: 'people.csv', of: (r, w, v) => `name,${w},city\n${r.pick(people)},${v},Lyon\n` },
  {
    name: 'csv semicolon',
    path: 'people.csv',
    of: (r, w, v) => `"name";"${w}";"city"\n"${r.pick(people)}";"${v}";"Lyon"\n`,
  },
  { name: 'no colon', path: 'note.md', of: (r, w, v) => `${r.pick(people)}\n${w} ${v}\nBahnhofstr. 4\n` },
  { name: 'next line', path: 'note.md', of: (r, w, v) => `${r.pick(people)}\n${w}:\n${v}\n` },
  {
    name: 'todo',
    path: 'note.md',
    of: (r, w, v) => `- [ ] call ${r.pick(people)} about the form (${w}: ${v})\n- [ ] bread\n`,
  },
];

/** A second spelling of the same value: other spaces, dashes and digits. */
function respell(r: Random, value: string, entity: string): string {
  if (['email', 'ip', 'eth', 'btc', 'dob'].includes(entity)) return value;
  const kind = r.int(0, 11);
  if (kind === 0) return value.replaceAll(' ', '\u00a0');
  if (kind === 1) return value.replaceAll('-', r.pick(['\u2011', '\u2013', '\u2010']));
  if (kind === 2 && /^[\d -]+$/.test(value) && r.int(0, 2) === 0)
    return value.replaceAll(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));
  if (kind === 3) return value.replaceAll(' ', r.pick(['\u202f', '\u2009']));
  return value;
}

function written(r: Random, kind: Kind): string {
  return mark(kind.entity, respell(r, r.pick(kind.groups)(kind.make(r)), kind.entity));
}

function sentence(r: Random, language: string, word: string, value: string): string {
  const template = r.pick(prose[language] ?? prose['en'] ?? []);
  return `${template
    .replace('%n', r.pick(people))
    .replace('%w', word)
    .replace('%v', () => value)}\n`;
}

function ofKind(r: Random, kind: Kind, count: number): Note[] {
  const notes: Note[] = [];
  const languages = Object.keys(kind.words);
  for (let i = 0; i < count; i++) {
    const language = languages[i % languages.length] ?? 'en';
    const word = r.pick(kind.words[language] ?? []);
    if (i % 3 === 0) notes.push(note('note.md', sentence(r, language, word, written(r, kind)), `prose ${language}`));
    else {
      const shape = r.pick(shapes);
      notes.push(note(shape.path, shape.of(r, word, written(r, kind)), shape.name));
    }
  }
  return notes;
}

/** Values that need no word: alone in prose, with marks around them. */
function alone(r: Random, kind: Kind): Note {
  const value = written(r, kind);
  const text = r.pick([
    `Sent to ${value}, thanks.`,
    `see ${value}.`,
    `(${value})`,
    `"${value}"`,
    `${value};`,
    `Use ${value}!`,
    `**${value}**`,
    `> ${value}`,
    `- ${value}`,
    `a, b and ${value}: done`,
  ]);
  return note('note.md', `${text}\n`, 'alone');
}

function phoneNotes(r: Random): Note[] {
  const notes: Note[] = [];
  const international = (phone: Phone): string => mark('phone', r.pick(internationalForms(phone)));
  for (const [country, words] of Object.entries(phoneWords)) {
    const make = (): Phone => phoneOf(r, country);
    const national = (): string => {
      const phone = make();
      return mark(
        'phone',
        respell(
          r,
          r.pick([
            phone.national,
            phone.national,
            phone.bare,
            phone.national.replaceAll(' ', '-'),
            phone.national
              .replaceAll(/[ -]+/g, '/')
              .replace('/', '/')
              .replaceAll(/\/(?=.*\/)/g, ' '),
          ]),
          'phone',
        ),
      );
    };
    for (let i = 0; i < 2; i++) {
      const shape = r.pick(shapes);
      notes.push(note(shape.path, shape.of(r, r.pick(words), national()), `national ${shape.name}`));
    }
    notes.push(note('note.md', `${r.pick(people)} – ${r.pick(words)} ${national()}\n`, 'national line'));
    notes.push(
      note(
        'note.md',
        r.pick([
          `Call me on ${international(make())}.\n`,
          `- ${international(make())}\n`,
          `WhatsApp ${international(make())}, evenings\n`,
          `(${international(make())})\n`,
          `**${international(make())}**\n`,
        ]),
        'international',
      ),
    );
    const shape = r.pick(shapes);
    notes.push(note(shape.path, shape.of(r, r.pick(words), international(make())), `international ${shape.name}`));
  }
  for (let i = 0; i < 12; i++) {
    const phone = phoneOf(r, r.pick(['DE', 'GB', 'US', 'FR']));
    notes.push(
      note(
        'note.md',
        `[call](tel:${mark('phone', phone.e164)}) or [mail](mailto:${mark('email', `kontakt${i}@praxis-nord.de`)}?subject=Hi)\n`,
        'links',
      ),
    );
    notes.push(
      note(
        'card.vcf',
        `BEGIN:VCARD\nVERSION:3.0\nFN:${r.pick(people)}\nTEL;TYPE=CELL:${mark('phone', r.pick([phone.international, phone.e164, phone.national]))}\nEMAIL;TYPE=INTERNET:${mark('email', `v${i}.card@posteo.de`)}\n${i % 2 ? '' : `BDAY:${mark('dob', `19${r.int(50, 99)}-0${r.int(1, 9)}-1${r.int(0, 9)}`)}\n`}END:VCARD\n`,
        'vcard',
      ),
    );
  }
  return notes;
}

/** Whole letters, invoices, contact and travel notes with several values. */
function longer(r: Random): Note[] {
  const of = (entity: string, index = 0): string =>
    written(r, kinds.filter((kind) => kind.entity === entity)[index] as Kind);
  const phone = (country: string): string => mark('phone', phoneOf(r, country).international);
  const home = (country: string): string => mark('phone', phoneOf(r, country).national);
  const iban = (country: string): string => mark('iban', ibanOf(r, country).replaceAll(/(.{4})(?=.)/g, '$1 '));
  const notes: Note[] = [];
  for (let i = 0; i < 6; i++) {
    notes.push(
      note(
        'invoice.md',
        `# Rechnung 2024-0${i}17\n\nRechnungsnummer: 20240${i}17001\nKundennr.: 100${i}4482\n\n| Pos | Text | Betrag |\n|---|---|---|\n| 1 | Beratung 12 h | 1.440,00 € |\n\nBitte überweisen Sie auf ${iban('DE')}, BIC ${of('bic')}, Verwendungszweck 20240${i}17.\nSteuer-ID ${of('steuerid')} · Tel. ${home('DE')} · ${of('email')}\n`,
        'invoice',
      ),
      note(
        'letter.md',
        `Monsieur,\n\nsuite à votre courrier du 12/03/2024 (réf. 4411-20${i}8), mon numéro de sécurité sociale est le ${of('nir')} et mon RIB : ${iban('FR')}.\nVous pouvez me joindre au ${mark('phone', phoneOf(r, 'FR').national)} ou à ${of('email')}.\n\nCordialement\n`,
        'letter',
      ),
      note(
        'travel.md',
        `# Lisbon 2024\n\n- Flight LH 117${i}, seat 14C, booking X7K2P${i}\n- Passport: ${of('passport')} (Anna)\n- Hotel: room 30${i}, ${phone('PT')}\n- Insurance hotline ${phone('DE')}\n- Card for the trip ${of('card')} exp 09/27 cvv 12${i}\n`,
        'travel',
      ),
      note(
        'contact.md',
        `---\nname: ${r.pick(people)}\nemail: ${of('email')}\nphone: "${phone('GB')}"\nbirthday: ${mark('dob', `198${i}-0${i + 1}-1${i}`)}\n---\n\nNI number ${of('nino')}, NHS no ${of('nhs')}. Old mail ${of('email')} / ${of('email')}\n`,
        'contact',
      ),
      note(
        'tax.md',
        `## Taxes\n\nSSN ${mark('ssn', `${r.pick(['212', '341', '458', '529'])}-${r.int(10, 99)}-${r.int(1000, 9999)}`)}, spouse SSN: ${of('ssn')}; EIN of the LLC: ${of('ein')}\nAccountant: ${home('US')}, ${of('email')}\n`,
        'tax',
      ),
      note(
        'login.md',
        `Logins today: ${of('ip')}, ${of('ip')} and ${of('ip', 1)} (port 443).\n- server ${of('ip')}:8080\n- [${of('ip')}] refused\n`,
        'log',
      ),
      note(
        'crypto.md',
        `Donations\n\n| Coin | Address |\n|---|---|\n| ETH | ${of('eth')} |\n| BTC | ${of('btc')} |\n`,
        'crypto',
      ),
      note(
        'people.csv',
        `name,email,phone,iban,dob\n${[0, 1, 2].map(() => `${r.pick(people)},${of('email')},${phone('NL')},${mark('iban', ibanOf(r, 'NL'))},${mark('dob', `19${r.int(50, 99)}-0${r.int(1, 9)}-2${r.int(0, 8)}`)}`).join('\n')}\n`,
        'people csv',
      ),
      note(
        'mail.md',
        `From: ${r.pick(people)} <${of('email')}>\nTo: "Büro" <${of('email')}>, ${of('email')}\nDate: Tue, 4 Jun 2024 10:12:00 +0200\nMessage-ID: not here\n\nHi, reach me under **${home('GB')}** (mobile).\n`,
        'mail',
      ),
    );
  }
  const split = (value: string): string => `**${value.slice(0, 9)}**${value.slice(9)}`;
  for (let i = 0; i < 5; i++) {
    notes.push(
      note(
        'note.md',
        `IBAN: ${mark('iban', split(ibanOf(r, 'DE').replaceAll(/(.{4})(?=.)/g, '$1 ')))}\n`,
        'emphasis inside',
      ),
    );
    notes.push(
      note(
        'note.md',
        `Tel. ${mark('phone', `_${phoneOf(r, 'DE').international.replace(' ', '_ ')}`)}\n`,
        'emphasis inside',
      ),
    );
    notes.push(
      note(
        'note.md',
        r.pick([
          `write me: ${mark('email', `anna${i} [at] praxis-nord [dot] de`)}\n`,
          `mail ${mark('email', `anna${i}(at)praxis-nord.de`)}\n`,
          `E-Mail: ${mark('email', `anna${i} (at) praxis-nord (dot) de`)}\n`,
          `${mark('email', `anna${i} AT praxis-nord DOT de`)}\n`,
        ]),
        'obfuscated',
      ),
    );
  }
  return notes;
}

export function positives(seed = 20240607): Note[] {
  const r = seeded(seed);
  const notes: Note[] = [];
  for (const kind of kinds) {
    const many = ['email', 'card', 'ssn', 'ip'].includes(kind.entity)
      ? 28
      : kind.entity === 'iban'
        ? 3
        : kind.entity === 'licence' || kind.entity === 'passport' || kind.entity === 'dob'
          ? 9
          : 14;
    notes.push(...ofKind(r, kind, many));
    if (kind.alone) for (let i = 0; i < Math.ceil(many / 3); i++) notes.push(alone(r, kind));
  }
  notes.push(...phoneNotes(r), ...longer(r));
  return notes;
}
