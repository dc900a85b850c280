import { readRecords } from '../delimited.ts';
import { isPlaceholder } from '../placeholders.ts';
import type { Hit, Rule, Window } from '../rule.ts';

const longest = 1 << 15;
const docs = 'https://bitwarden.com/help/condition-bitwarden-import/';

/** What the columns of an export are called, by what they hold. */
const columns: Readonly<Record<string, readonly string[]>> = {
  password: ['password', 'login_password', 'pwd', 'passwort', 'mot de passe', 'contraseña', 'senha', 'пароль'],
  site: ['url', 'login_uri', 'website', 'web site', 'website address', 'matchurl', 'hostname', 'uri', 'link', 'web'],
  user: [
    'username',
    'user name',
    'user',
    'login',
    'login name',
    'login_username',
    'email',
    'e-mail',
    'login id',
    'benutzername',
  ],
  name: ['name', 'title', 'account', 'titel', 'titre', 'título'],
  code: ['totp', 'otp', 'otpauth', 'login_totp', 'otpurl', 'otpsecret', '2fa'],
  note: ['note', 'notes', 'extra', 'comments', 'comment', 'notizen'],
};

const other = new Set(
  `httprealm formactionorigin guid timecreated timelastused timepasswordchanged grouping fav favorite archived tags group icon
   lastmodified created modified folder type fields reprompt username2 username3 category createtime modifytime vault
   rffieldsv2 sharedfolder cardholdername cardnumber cvc expirydate zipcode full_name phone_number address1 address2 city
   country state additional_urls customfields id realm form deleted uuid scope autofill pin`.split(/\s+/),
);

/** Programs by columns that only their exports have, the telling ones first. */
const programs: readonly (readonly [string, readonly string[]])[] = [
  ['Bitwarden', ['login_password', 'login_uri']],
  ['LastPass', ['grouping', 'fav']],
  ['Firefox', ['httprealm', 'formactionorigin']],
  ['1Password', ['otpauth', 'archived']],
  ['Safari', ['title', 'url', 'username', 'password', 'otpauth']],
  ['Dashlane', ['username2', 'username3']],
  ['NordPass', ['cardholdername', 'cardnumber']],
  ['Proton Pass', ['createtime', 'modifytime']],
  ['RoboForm', ['matchurl', 'pwd']],
  ['KeePass', ['login name', 'web site', 'comments']],
  ['KeePassXC', ['group', 'title', 'username', 'password']],
  ['Keeper', ['folder', 'title', 'login', 'password']],
  ['Chrome', ['name', 'url', 'username', 'password']],
];

function kindOf(header: readonly string[]): string | undefined {
  const known = (name: string): string | undefined =>
    Object.keys(columns).find((kind) => columns[kind]?.includes(name));
  const kinds = new Set(header.map(known));
  const named = header.filter(
    (name) => known(name) !== undefined || other.has(name.replace(/[ _]/g, '')) || other.has(name),
  );
  kinds.delete(undefined);
  if (!kinds.has('password') || kinds.size < 3 || named.length < header.length * 0.6) return undefined;
  return programs.find(([, telling]) => telling.every((name) => header.includes(name)))?.[0] ?? 'password manager';
}

const longestHeader = 1024;

/** A table of passwords, as browsers and password managers write it: a header, and rows that hold passwords. */
const delimited: Rule = {
  id: 'secret.password-export',
  severity: 'critical',
  docs,
  literals: ['password', 'pwd', 'passwort', 'contraseña', 'senha', 'mot de passe', 'пароль', 'Пароль'],
  reach: { before: longestHeader, after: 1 << 13 },
  *find({ text, at, literal, from, to }: Window): Iterable<Hit> {
    if (!isCell(text, at, literal.length)) return;
    const lead = text.slice(from, at);
    const column = lead.length - (lead.lastIndexOf('\n') + 1);
    // The first such cell of a line speaks for it; a line that begins out of reach is no header.
    if ((column === lead.length && from > 0) || hasCell(text.slice(at - column, at), literal.toLowerCase())) return;
    const start = at - column;
    const line = text.slice(start, Math.min(to, start + longestHeader));
    const header = line.slice(0, /[\r\n]|$/.exec(line)?.index).replace(/^\uFEFF/, '');
    const delimiter = ([',', ';', '\t', '|'] as const).find((each) => header.split(each, 3).length >= 3);
    // A table of Markdown is the labels' business.
    if (delimiter === undefined || /^\s*\|/.test(header)) return;
    const [{ cells: names } = { cells: [] }] = readRecords(header, delimiter);
    const kind = kindOf(names.map((name) => name.toLowerCase()));
    if (kind === undefined) return;
    const rows = start + line.indexOf(header) + header.length;
    const end = tableEnd(names, readRecords(text.slice(rows), delimiter));
    const begin = start + (text[start] === '\uFEFF' ? 1 : 0);
    // All of it is hidden where an agent reads it, however long it is; it is told at its header.
    if (end !== undefined) yield { start: begin, end: rows + end, judged: '', args: { kind } };
  },
};

/** In a header a word is a cell, or the end of one: `login_password`. */
function isCell(text: string, at: number, length: number): boolean {
  const behind = text.charAt(at + length) || '\n';
  return /[",;\t|\r\n]/.test(behind) && /[",;\t|_\n\r\uFEFF]/.test(text.charAt(at - 1) || '\n');
}

function hasCell(line: string, word: string): boolean {
  const folded = line.toLowerCase();
  for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + 1))
    if (isCell(line, at, word.length)) return true;
  return false;
}

/** So many rows without a password are a table of something else. */
const mostEmptyRows = 24;

/** Where the rows under a header end, or undefined where none of them holds a password. */
function tableEnd(names: readonly string[], records: Iterable<{ cells: readonly string[]; end: number }>) {
  const at = names.findIndex((name) => columns['password']?.includes(name.toLowerCase()));
  let end: number | undefined;
  let last = 0;
  let empty = 0;
  for (const record of records) {
    const cell = record.cells[at] ?? '';
    // Another header speaks for itself; what has fewer cells is no row.
    if (cell === names[at] || record.cells.length < names.length - 1) break;
    last = record.end;
    if (isPassword(cell)) end = last;
    else if (end === undefined && ++empty > mostEmptyRows) break;
  }
  return end === undefined ? undefined : last;
}

/** A cell that is no sample: what documentation writes stands for nobody's password. */
function isPassword(text: string): boolean {
  return text.length >= 3 && !isPlaceholder(text) && !sample.test(text);
}

const sample =
  /^(?:my|your|the|some|a)?[ _-]?(?:super)?[ _-]?(?:secret|strong)?[ _-]?p(?:ass|@ss)(?:w(?:o|0)rd|wd)?[ _-]?\d{0,4}!?$|^(?:secret|string|text|foo|bar|hunter2|correcthorsebatterystaple)$/i;

interface Format {
  readonly kind: string;
  /** Where the finding stands. Lower case: any case. */
  readonly literal: string;
  /** What else must stand near it, of which group 1, where there is one, is a password. */
  readonly needs: readonly RegExp[];
  /** What the export ends before, in a note; else it is the rest of the file. */
  readonly end: RegExp;
}

const fence = /\n[ >\t]{0,8}(?:`{3}|~{3})/;
const jsonPassword = /"password"\s{0,8}:\s{0,8}"((?:[^"\\\n]|\\.){1,200})"/;

const formats: readonly Format[] = [
  {
    kind: 'KeePass',
    end: /<\/KeePassFile>/,
    literal: '<keepassfile',
    needs: [/<Key>Password<\/Key>\s{0,40}<Value(?![^>]{0,60}\sProtected=)[^>]{0,60}>([^<]{1,200})</],
  },
  {
    kind: 'Bitwarden',
    end: fence,
    literal: '"encrypted"',
    needs: [/"encrypted"\s{0,8}:\s{0,8}false/, /"items"\s{0,8}:/, /"login"\s{0,8}:/, jsonPassword],
  },
  {
    kind: 'Proton Pass',
    end: fence,
    literal: '"encrypted"',
    needs: [/"encrypted"\s{0,8}:\s{0,8}false/, /"vaults"\s{0,8}:/, jsonPassword],
  },
  {
    kind: 'Enpass',
    end: fence,
    literal: '"auto_submit"',
    needs: [/"type"\s{0,8}:\s{0,8}"password"/, /"value"\s{0,8}:\s{0,8}"((?:[^"\\\n]|\\.){1,200})"/],
  },
  { kind: 'Dashlane', end: fence, literal: '"authentifiant"', needs: [jsonPassword] },
  {
    kind: 'Keeper',
    end: fence,
    literal: '"shared_folders"',
    needs: [/"records"\s{0,8}:/, /"login"\s{0,8}:/, jsonPassword],
  },
];

/** Exports in JSON and XML. */
const structured: Rule = {
  id: 'secret.password-export',
  severity: 'critical',
  docs,
  literals: [...new Set(formats.map(({ literal }) => literal))],
  reach: { before: longest, after: longest },
  *find({ text, at, literal, from, to }: Window): Iterable<Hit> {
    // The first of its kind stands for the export.
    if (text.slice(from, at).includes(text.slice(at, at + literal.length))) return;
    const around = text.slice(from, to);
    const format = formats.find((each) => each.literal === literal && each.needs.every((need) => holds(around, need)));
    if (format === undefined) return;
    const rest = text.slice(at);
    const close = rest.search(format.end);
    yield {
      start: at,
      end: at + (close === -1 ? rest : rest.slice(0, close)).trimEnd().length,
      judged: '',
      args: { kind: format.kind },
    };
  },
};

function holds(text: string, need: RegExp): boolean {
  const match = need.exec(text);
  return match !== null && (match[1] === undefined || isPassword(match[1]));
}

export const passwordExports: readonly Rule[] = [delimited, structured];
