import type { Note } from './positives.ts';
import { type Random, seeded } from './random.ts';
import { luhn, two } from './values.ts';

const hex = (r: Random, count: number): string => r.letters(count, '0123456789abcdef');
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const uuid = (r: Random): string => [8, 4, 4, 4, 12].map((n) => hex(r, n)).join('-');
const date = (r: Random): string => `20${r.int(10, 25)}-${two(r.int(1, 12))}-${two(r.int(1, 28))}`;
const time = (r: Random): string => `${two(r.int(0, 23))}:${two(r.int(0, 59))}`;

function ean(r: Random): string {
  const body = r.pick(['400', '761', '300', '501', '978']) + r.digits(9);
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (i % 2 ? 3 : 1), 0);
  return body + ((10 - (sum % 10)) % 10);
}

function isbn10(r: Random): string {
  const body = r.digits(9);
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (10 - i), 0);
  const check = (11 - (sum % 11)) % 11;
  return `${body[0]}-${body.slice(1, 4)}-${body.slice(4)}-${check === 10 ? 'X' : check}`;
}

/** One note's worth of text that holds numbers, codes and addresses, none of them personal. */
const texts: { [name: string]: (r: Random) => string } = {
  order: (r) =>
    r.pick([
      `Order ${r.digits(9)} shipped.`,
      `Order number: ${r.digits(10)}`,
      `Bestellnummer ${r.digits(3)}-${r.digits(7)}-${r.digits(7)}`,
      `Commande n° ${r.digits(8)} du ${date(r)}`,
      `Bestellnr.: ${r.digits(11)}`,
      `Amazon order ${r.digits(3)}-${r.digits(7)}-${r.digits(7)} arrives Monday`,
    ]),
  invoice: (r) =>
    r.pick([
      `Invoice no. INV-20${r.int(18, 25)}-${r.digits(5)}`,
      `Rechnungsnummer: ${r.digits(9)}`,
      `Facture F${r.digits(8)}`,
      `Factura ${r.digits(4)}/${r.digits(6)}`,
      `Invoice ${r.digits(10)} is due ${date(r)}`,
      `Kundennummer ${r.digits(9)}`,
      `Customer number: ${r.digits(8)}`,
      `Vertragsnummer ${r.digits(10)}`,
    ]),
  isbn: (r) =>
    r.pick([
      `ISBN ${isbn10(r)}`,
      `ISBN: ${ean(r)}`,
      `ISBN-13: 978-3-${r.digits(3)}-${r.digits(5)}-${r.int(0, 9)}`,
      `ISSN ${r.digits(4)}-${r.digits(3)}X`,
      `doi:10.${r.digits(4)}/s${r.digits(5)}-0${r.digits(2)}-${r.digits(5)}-${r.int(0, 9)}`,
      `https://doi.org/10.${r.digits(4)}/${r.digits(9)}`,
      `EAN ${ean(r)}`,
      `PMID: ${r.digits(8)}`,
      `arXiv:${r.digits(4)}.${r.digits(5)}`,
      `OCLC ${r.digits(9)}`,
      `GTIN ${ean(r)}`,
    ]),
  tracking: (r) =>
    r.pick([
      `Tracking: 1Z${r.letters(6, upper)}${r.digits(10)}`,
      `DHL ${r.digits(20)}`,
      `Sendungsnummer ${r.digits(12)}`,
      `UPS tracking number ${r.digits(12)}`,
      `Colissimo ${r.letters(2)}${r.digits(9)}FR`,
      `parcel RR${r.digits(9)}DE on its way`,
      `FedEx ${r.digits(4)} ${r.digits(4)} ${r.digits(4)}`,
      `USPS 9400 ${r.digits(4)} ${r.digits(4)} ${r.digits(4)} ${r.digits(4)} ${r.digits(2)}`,
    ]),
  timestamp: (r) =>
    r.pick([
      `created: 16${r.digits(8)}`,
      `ts=17${r.digits(11)}`,
      `${date(r)}T${time(r)}:${two(r.int(0, 59))}.${r.digits(3)}Z`,
      `Zettel 20${two(r.int(10, 25))}${two(r.int(1, 12))}${two(r.int(1, 28))}${two(r.int(0, 23))}${two(r.int(0, 59))}`,
      `[[20${two(r.int(10, 25))}${two(r.int(1, 12))}${two(r.int(1, 28))}${r.digits(6)} Reading notes]]`,
      `Unix time ${r.pick(['15', '16', '17'])}${r.digits(8)}`,
      `uid: 20${two(r.int(10, 25))}1${r.int(0, 2)}${two(r.int(1, 28))}${r.digits(4)}`,
      `updated ${date(r)} ${time(r)}`,
    ]),
  coordinates: (r) =>
    r.pick([
      `${r.int(40, 59)}.${r.digits(6)}, ${r.int(1, 19)}.${r.digits(6)}`,
      `location: [${r.int(40, 59)}.${r.digits(5)}, -${r.int(1, 99)}.${r.digits(5)}]`,
      `geo:${r.int(40, 59)}.${r.digits(4)},${r.int(1, 99)}.${r.digits(4)}`,
      `N ${r.int(40, 59)}° ${two(r.int(0, 59))}' ${two(r.int(0, 59))}" E 0${r.int(10, 19)}° ${two(r.int(0, 59))}' ${two(r.int(0, 59))}"`,
      `UTM 32U ${r.digits(6)} ${r.digits(7)}`,
      `Gauss-Krüger ${r.digits(7)} ${r.digits(7)}`,
      `Landeskarte 2 ${r.digits(3)} ${r.digits(3)} / 1 ${r.digits(3)} ${r.digits(3)}`,
    ]),
  version: (r) =>
    r.pick([
      `upgrade to v${r.int(1, 20)}.${r.int(0, 40)}.${r.int(0, 200)}`,
      `Chrome/${r.int(90, 130)}.0.${r.digits(4)}.${r.int(10, 199)}`,
      `version ${r.int(1, 9)}.${r.int(0, 9)}.${r.int(0, 9)}.${r.int(0, 9)}`,
      `Windows 10.0.19${r.digits(3)}.${r.digits(4)}`,
      `build ${r.digits(4)}.${r.digits(2)}.${r.digits(2)}.${r.digits(2)}`,
      `Version: ${r.int(1, 30)}.${r.int(0, 99)}.${r.int(100, 255)}.${r.int(1, 99)}`,
      `driver ${r.int(20, 31)}.0.${r.int(10, 15)}.${r.digits(4)}`,
      `section 5.${r.int(1, 9)}.${r.int(1, 9)}.${r.int(1, 9)}`,
    ]),
  ip: (r) =>
    r.pick([
      `ping 192.0.2.${r.int(1, 254)}`,
      `198.51.100.${r.int(1, 254)} is an example`,
      `203.0.113.${r.int(1, 254)}:80`,
      `router 192.168.${r.int(0, 9)}.${r.int(1, 254)}`,
      `10.${r.int(0, 9)}.${r.int(0, 99)}.${r.int(1, 254)}`,
      `bind 127.0.0.1:${r.digits(4)}`,
      `2001:db8::${hex(r, 4)}`,
      `fe80::1%eth0`,
      `0.0.0.0/0`,
      `255.255.255.0`,
      `::1`,
      `172.17.0.${r.int(1, 20)}`,
      `169.254.10.${r.int(1, 99)}`,
    ]),
  hash: (r) =>
    r.pick([
      `sha256 ${hex(r, 64)}`,
      `md5: ${hex(r, 32)}`,
      `commit ${hex(r, 40)}`,
      `fixed in ${hex(r, 7)}`,
      uuid(r),
      `id: ${uuid(r)}`,
      `git checkout ${hex(r, 10)}`,
      `etag "${hex(r, 32)}"`,
      `merge ${hex(r, 12)}..${hex(r, 12)}`,
      `id ${uuid(r).toUpperCase()}`,
      `block ^${hex(r, 6)}`,
      `crc ${r.digits(10)}`,
    ]),
  product: (r) =>
    r.pick([
      `Bosch part ${r.digits(1)} ${r.digits(3)} ${r.digits(3)} ${r.digits(3)}`,
      `IKEA ${r.digits(3)}.${r.digits(3)}.${r.digits(2)}`,
      `Art.-Nr. ${r.digits(8)}`,
      `SKU: ${r.letters(3)}-${r.digits(5)}-${r.letters(2)}`,
      `model WH-${r.digits(4)}XM${r.int(3, 5)}`,
      `S/N ${r.letters(2)}${r.digits(9)}`,
      `Seriennummer ${r.digits(10)}`,
      `Item ${r.digits(6)}-${r.digits(3)}`,
      `Intel i7-${r.digits(5)}K`,
      `PN 00-${r.digits(7)}`,
      `serial number: ${r.letters(1)}${r.digits(8)}`,
      `LEGO ${r.digits(5)}`,
    ]),
  bank: (r) =>
    r.pick([
      'sort code 12-34-56 is the usual example',
      'IBAN has 22 characters in Germany, e.g. DE00 0000 0000 0000 0000 00',
      `The IBAN DE${r.digits(20)} fails its checksum`.replace(/DE\d\d/, 'DE99'),
      'A SWIFT code has 8 or 11 characters',
      `BLZ 370${r.digits(5)}`,
      `Zählernummer 1ESY${r.digits(10)}`,
      `policy no. ${r.digits(9)}`,
      `Mandatsreferenz M-${r.digits(8)}`,
      `reference ${r.digits(4)}-${r.digits(4)}-${r.digits(4)}`,
      `Verwendungszweck ${r.digits(12)}`,
    ]),
  price: (r) =>
    r.pick([
      `${r.digits(1)}.${r.digits(3)},${r.digits(2)} €`,
      `$${r.int(1, 9)},${r.digits(3)},${r.digits(3)}.00`,
      `revenue ${r.int(1, 9)} ${r.digits(3)} ${r.digits(3)} EUR in 2023`,
      `GDP ${r.digits(3)} ${r.digits(3)} ${r.digits(3)} million`,
      `CHF ${r.int(1, 9)}'${r.digits(3)}'${r.digits(3)}.-`,
      `population 1,${r.digits(3)},${r.digits(3)},${r.digits(3)}`,
      `¥${r.digits(2)},${r.digits(3)},${r.digits(3)}`,
      `n = ${r.digits(5)}, p < 0.00${r.digits(1)}, CI [${r.int(1, 4)}.${r.digits(2)}-${r.int(5, 9)}.${r.digits(2)}]`,
      `mean 0.${r.digits(9)} ± 0.${r.digits(6)}`,
      `${r.digits(2)}.${r.digits(1)} % of ${r.digits(3)} ${r.digits(3)}`,
    ]),
  dates: (r) =>
    r.pick([
      `Meeting ${date(r)} ${time(r)}-${time(r)}`,
      `${two(r.int(1, 28))}.${two(r.int(1, 12))}.20${r.int(10, 25)} – ${two(r.int(1, 28))}.${two(r.int(1, 12))}.20${r.int(10, 25)}`,
      `from 19${r.digits(2)}-20${r.int(10, 25)}`,
      `due:: ${date(r)}`,
      `${r.int(1, 12)}/${r.int(1, 28)}/20${r.int(10, 25)} ${time(r)}`,
      `Founded ${date(r)}; reopened 2003`,
      `week 2024-W${two(r.int(1, 52))}, days ${date(r)} to ${date(r)}`,
      `The war of 1914-1918 and 1939-1945`,
      `created ${date(r)} modified ${date(r)}`,
      `Lincoln was born in 1809, died 1865`,
      `release date: ${date(r)}`,
    ]),
  ids: (r) =>
    r.pick([
      `user id ${r.digits(10)}`,
      `Ticket #${r.digits(7)}`,
      `case ${r.digits(3)}-${r.digits(3)}-${r.digits(4)}`,
      `ASIN B0${r.letters(8, upper)}`,
      `Zoom meeting ${r.digits(3)} ${r.digits(4)} ${r.digits(4)}`,
      `Meeting ID: ${r.digits(3)} ${r.digits(3)} ${r.digits(4)}`,
      `tweet ${r.digits(19)}`,
      `channel ${r.digits(18)}`,
      `Steam ID 7656119${r.digits(10)}`,
      `account no. of the meter: ${r.digits(9)}`,
      `id=${r.digits(12)}`,
      `"id": ${r.digits(11)},`,
      `Ref: ${r.digits(10)}`,
      `Aktenzeichen ${r.digits(2)} C ${r.digits(4)}/2${r.int(0, 4)}`,
      `hotfix KB${r.digits(7)}`,
      `CAS ${r.digits(5)}-${r.digits(2)}-${r.int(0, 9)}`,
      `LOINC ${r.digits(5)}-${r.int(0, 9)}`,
      `ORCID 0000-0002-${r.digits(4)}-${r.digits(3)}X`,
    ]),
  jira: (r) =>
    r.pick([
      `PROJ-${r.digits(4)} and ABC-${r.digits(5)} are blocked`,
      `CVE-20${r.int(10, 25)}-${r.digits(5)}`,
      `RFC ${r.digits(4)} section 3.2`,
      `JIRA: WEB-${r.digits(3)}`,
      `see RFC ${r.digits(4)} and RFC${r.digits(4)}`,
      `ISO 9001:2015, DIN EN ${r.digits(5)}-${r.int(1, 4)}`,
      `PR #${r.digits(5)}`,
      `GH-${r.digits(6)}`,
    ]),
  files: (r) =>
    r.pick([
      `![[IMG_20${r.int(10, 25)}0${r.int(1, 9)}1${r.int(0, 9)}_${r.digits(6)}.jpg]]`,
      `Screenshot ${date(r)} at 12.${r.digits(2)}.${r.digits(2)}.png`,
      `![](attachments/${r.digits(13)}.png)`,
      `scan_${r.digits(10)}.pdf`,
      `backup-${date(r)}-${r.digits(6)}.tar.gz`,
      `DSC0${r.digits(4)}.JPG`,
      `icon@2x.png and icon@3x.png`,
      `logo-${r.digits(3)}x${r.digits(3)}@1.5x.webp`,
      `WhatsApp Image ${date(r)} at ${r.digits(2)}.${r.digits(2)}.${r.digits(2)}.jpeg`,
    ]),
  urls: (r) =>
    r.pick([
      `https://example.org/item/${r.digits(10)}`,
      `<https://www.youtube.com/watch?v=${r.letters(11, upper)}>`,
      `https://twitter.com/someone/status/${r.digits(19)}`,
      `[map](https://maps.google.com/?q=${r.int(40, 59)}.${r.digits(6)},${r.int(1, 19)}.${r.digits(6)})`,
      `https://shop.test/p/${r.digits(9)}?ref=${r.digits(12)}`,
      `git@github.com:org/repo.git`,
      `https://medium.com/@writer/title-${hex(r, 12)}`,
      `ssh git@gitlab.com`,
      `npm i @scope/pkg@${r.int(1, 9)}.${r.int(0, 20)}.${r.int(0, 9)}`,
      `https://mastodon.social/@someone/${r.digits(18)}`,
      `https://stackoverflow.com/a/${r.digits(8)}/${r.digits(7)}`,
    ]),
  code: (r) =>
    r.pick([
      `\`\`\`js\nconst max = ${r.digits(10)};\nconst seed = 0x${hex(r, 8)};\n\`\`\``,
      `\`\`\`py\nx = [${r.digits(3)}, ${r.digits(3)}, ${r.digits(4)}]\n@app.route("/")\n\`\`\``,
      `\`grid-column: ${r.int(1, 4)} / ${r.int(5, 9)}\``,
      `color: #${hex(r, 6)}; margin: 0 0 ${r.digits(2)}px`,
      `<path d="M${r.digits(3)} ${r.digits(3)} ${r.digits(4)} ${r.digits(3)}l${r.digits(2)}-${r.digits(2)} ${r.digits(3)}z"/>`,
      `<svg viewBox="0 0 ${r.digits(3)} ${r.digits(3)}"><path d="M10.${r.digits(4)} ${r.digits(3)}.${r.digits(2)}c${r.digits(2)} ${r.digits(3)}-${r.digits(3)}-${r.digits(4)}"/></svg>`,
      `@media (min-width: ${r.digits(4)}px) { .a { width: ${r.digits(3)}px } }`,
      `rgba(${r.int(0, 255)}, ${r.int(0, 255)}, ${r.int(0, 255)}, 0.5)`,
      `chmod 0644 file; kill -9 ${r.digits(5)}`,
      `SELECT * FROM t WHERE id IN (${r.digits(9)}, ${r.digits(9)});`,
      `\`\`\`\n${r.digits(4)} ${r.digits(4)} ${r.digits(4)} ${r.digits(4)}\n${r.digits(4)} ${r.digits(4)} ${r.digits(4)} ${r.digits(4)}\n\`\`\``,
    ]),
  sport: (r) =>
    r.pick([
      `Squat 5x5 @ ${r.digits(3)} kg`,
      `3 x 10 x ${r.digits(2)}, 4 x 8, 5 x 5`,
      `6-4 3-6 7-5 won`,
      `score ${r.int(0, 5)}:${r.int(0, 5)} (HT 1:0)`,
      `10 km in 00:4${r.int(1, 9)}:${two(r.int(0, 59))}, HR ${r.int(120, 180)}`,
      `Sets: 12-10-8-6, rest 90`,
      `run 5.${r.digits(2)} km ${r.int(20, 40)}:${two(r.int(0, 59))} ${r.int(120, 180)} bpm ${r.digits(3)} kcal`,
      `marathon 2:5${r.digits(1)}:${r.digits(2)}`,
    ]),
  recipe: (r) =>
    r.pick([
      `- ${r.digits(3)} g flour\n- 2-3 eggs\n- 180 °C, 35-40 min`,
      `200 ml milk, ${r.digits(2)} g butter, 1/2 tsp salt`,
      `Bake 20 - 25 min at 220/200 C`,
      `dose ${r.int(1, 9)}00 mg 1-0-1`,
      `1 1/2 cups, 2 3/4 tbsp, 350 F`,
    ]),
  travel: (r) =>
    r.pick([
      `Flight LH ${r.digits(4)}, 10:${r.digits(2)}-12:${r.digits(2)}`,
      `AF${r.digits(4)} gate K${r.digits(2)} seat 23A`,
      `room ${r.digits(3)}, floor 4`,
      `PNR ${r.letters(6, upper)}`,
      `ICE ${r.digits(3)} Wagen 7 Platz ${r.digits(2)}`,
      `e-ticket ${r.digits(3)}-${r.digits(10)}`,
      `booking reference ${r.digits(9)}`,
      `Booking.com confirmation ${r.digits(4)}.${r.digits(3)}.${r.digits(3)}`,
      `passport control takes 20 minutes`,
      `renew the passport before 2025`,
      `bus 100, 200 or 300 every 10 min`,
      `Buchungsnummer: ${r.digits(10)}`,
    ]),
  words: (r) =>
    r.pick([
      'The phone number is in the other note.',
      'Ask for her email and IBAN.',
      "My passport expired; driver's license too.",
      'an IP address such as 8.8.8.8 or 1.1.1.1 is a resolver',
      'Born to Run (1975) by Springsteen',
      `A PIN has 4 digits, e.g. 1234`,
      'SSN is short for social security number (AAA-GG-SSSS)',
      'write to user@example.com',
      'mail noreply@example.org',
      'me@localhost',
      'foo@bar',
      'tel: see below',
      'phone: none',
      'email: n/a',
      'IBAN: folgt',
      'dob: unknown',
      `passport: ${r.pick(['renewed', 'yes', 'blue cover', 'expires 2027'])}`,
      'the INN at the corner 2024',
      'PAN 2 spices in a pan',
      'SIN city 2005 part 123',
      'NIF 2 of 3',
      `the licence (GPL-3.0-only, version 3)`,
      `MIT License, Copyright 2014-2024`,
      `MX Linux 21.3, RFC 2822`,
      `the card game: 52 cards, 4 suits`,
      `swift code in Xcode 15.0.1`,
      `Swift: let greetings = HELLOWORLD`,
      `BIC pens CRISTALL 1000 pack`,
      `born digital: 2020-01-01 archive`,
    ]),
  synthetic: (r) =>
    r.pick([
      `test card 4242 4242 4242 4242`,
      `lorem 1234567890`,
      `123-45-6789 is the sample`,
      `call 555-0${r.int(100, 199)} in the film`,
      `000-00-0000`,
      `0123456789`,
      `111-11-1111`,
      `9999 9999 9999 9999`,
      `1234 5678 9012 3456`,
      `Card 0000 0000 0000 0000`,
    ]),
  luhnless: (r) =>
    r.pick([
      `Gift card no ${luhn(`9${r.digits(14)}`)}`,
      `Miles & More ${r.digits(4)} ${r.digits(4)} ${r.digits(3)}`,
      `library card ${r.digits(8)}`,
      `Payback ${luhn(`308342${r.digits(9)}`)} points`,
      `IMEI ${luhn(`35${r.digits(12)}`)}`,
      `ICCID ${luhn(`8949${r.digits(14)}`)}`,
      `Bahncard 7081 ${r.digits(4)} ${r.digits(4)} ${r.digits(4)}`.replace(/(\d)$/, '$1'),
    ]),
};

const wraps: { path: string; of(text: string, r: Random): string }[] = [
  { path: 'note.md', of: (t) => `${t}\n` },
  { path: 'note.md', of: (t) => `- ${t}\n` },
  { path: 'note.md', of: (t) => `We noted: ${t}\n\nNothing else today.\n` },
  {
    path: 'note.md',
    of: (t, r) =>
      t.includes('\n') ? `${t}\n` : `| Item | Remark |\n|---|---|\n| ${r.int(1, 99)} | ${t.replaceAll('|', '/')} |\n`,
  },
  { path: 'note.md', of: (t) => `# Log\n\n* **${t.replaceAll('\n', ' ').replaceAll('`', '')}**\n` },
];

/** Notes in which nothing is personal. */
export function negatives(seed = 20240608, each = 45): Note[] {
  const r = seeded(seed);
  const notes: Note[] = [];
  for (const [name, of] of Object.entries(texts))
    for (let i = 0; i < each; i++) {
      const wrap = r.pick(wraps);
      notes.push({ path: wrap.path, text: wrap.of(of(r), r), spans: [], shape: name });
    }
  return notes;
}
