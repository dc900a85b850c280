import { type Labelled, readLabelled } from '../labels.ts';
import { isPasswordLike, isRandom } from '../randomness.ts';
import type { Hit, Rule, Window } from '../rule.ts';

/** Words for what a person thinks up. Cut before an accent, so that a text in another encoding is found as well. */
const passwordWords = [
  'password',
  'passwort',
  'passwd',
  'passphrase',
  'passcode',
  'pass',
  'pwd',
  'kennwort',
  'mot de passe',
  'contrase',
  'palavra-passe',
  'senha',
  'wachtwoord',
];

/** Words for what a machine makes. */
const tokenWords = [
  'api key',
  'api-key',
  'api_key',
  'apikey',
  'access key',
  'access-key',
  'accesskey',
  'auth key',
  'authkey',
  '_key',
  'license key',
  'licence key',
  'licensekey',
  'secret',
  'token',
  'bearer',
  'credential',
  'api-schl',
  'api schl',
  'clave api',
  'clave de api',
  'chiave api',
  'chave api',
  'chave de api',
  'clé api',
  "clé d'api",
  'clé d’api',
  'jeton',
];

const owasp = 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html';
const reach = { before: 1024, after: 8192 };

export const genericPassword: Rule = {
  id: 'secret.generic.password',
  severity: 'medium',
  docs: owasp,
  literals: passwordWords,
  reach,
  rank: 'guess',
  find: (window) => find(window, isPassword),
};

export const genericToken: Rule = {
  id: 'secret.generic.token',
  severity: 'medium',
  docs: owasp,
  literals: tokenWords,
  reach,
  rank: 'guess',
  find: (window) => find(window, isToken, (labelled) => cut(labelled, /[,;(){}]/)),
};

function* find(
  window: Window,
  accepts: (labelled: Labelled, literal: string) => boolean,
  shape: (labelled: Labelled) => Labelled = (labelled) => labelled,
): Iterable<Hit> {
  for (const each of readLabelled(window)) {
    const labelled = shape(each);
    if (labelled.value === '' || isNoValue(labelled.value) || !accepts(labelled, window.literal)) continue;
    yield { start: labelled.start, end: labelled.end };
  }
}

/** A bare value ends where code goes on: a machine makes no tokens with these characters, people do passwords. */
function cut(labelled: Labelled, end: RegExp): Labelled {
  if (labelled.form === 'quoted') return labelled;
  const value = labelled.value.split(end, 1)[0] ?? '';
  return { ...labelled, value, end: labelled.start + value.length };
}

function isPassword({ value, form, alone }: Labelled, literal: string): boolean {
  if (!isPasswordLike(value)) return (isRandom(value) && value.length > 64) || (alone && isPassphrase(value));
  const mixed = /\d/.test(value) && /\p{L}/u.test(value);
  if (literal === 'pass' && !alone) return false;
  if (form === 'prose') return mixed && value.length >= 7;
  // In running text a word with a mark in it is likelier than a password.
  return form === 'bare' && !alone ? mixed : true;
}

/** Words joined by hyphens or dots, as password generators make them: four at least. */
function isPassphrase(value: string): boolean {
  return /^[\p{L}\d]{3,12}(?:[-._][\p{L}\d]{3,12}){3,9}$/u.test(value);
}

function isToken({ value, form, alone }: Labelled, literal: string): boolean {
  if (isRandom(value)) return true;
  // People think up secrets as well: `secret = "Blau!wal77"`.
  if (literal !== 'secret' || form === 'prose' || !alone) return false;
  return value.length >= 10 && /\d/.test(value) && isPasswordLike(value);
}

/** What stands under a label and is no value: a reference to one, a hash of one, a word about one. */
function isNoValue(value: string): boolean {
  return (
    noValues.some((pattern) => pattern.test(value)) &&
    !(isRandom(value) && /^[\w+/=-]+$/.test(value) && /\d/.test(value))
  );
}

const noValues: readonly RegExp[] = [
  // addresses, paths, links
  /^[a-z][a-z0-9+.-]*:\/\//i,
  /^[^@\s]+@[\w-]+(?:\.[\w-]+)+$/,
  /^(?:~|\.{1,2})?[/\\]|^[A-Za-z]:\\/,
  /^!?\[|\]\(/,
  // names of things, which hold the label's own word, and entities of HTML
  /^(?=\D*$).*(?:password|passwort|passphrase|token|secret|credential|api_?key)/i,
  /^&(?:#x?[0-9a-f]{1,6}|[a-z]{2,8});/i,
  /^(?:[A-Z][a-z]+){2,}V\d$/,
  // references to variables, properties and calls, in code and templates
  /^(?:process|import|os|env|ENV|secrets|vars|config|settings|self|this|data|module|local|params|props|request|req|args|options|var)[.[]/,
  /^\$?[A-Za-z_]\w*(?:(?:\.|->|::)[A-Za-z_]\w*)*\(/,
  /^[A-Za-z_]+(?:\.[A-Za-z_]+)+$/,
  /[,;][\w$]+[:=(]|[=!]==?[\w$]|\([\w$,]*\)/,
  /^[$@][A-Za-z_]\w*$|^[$@%&]?[{<(]/,
  /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/,
  // kept elsewhere, or sealed
  /^(?:enc|vault|op|keychain|keyring|secretref|sealed|arn|sha\d+|md5|pass|bw|ref|file|env)[:[]/i,
  /^ENC\[|^!(?:vault|secret|ENCRYPTED)/,
  // password hashes
  /^\$(?:2[abxy]?|argon2\w*|[156y]|pbkdf2[\w-]*|scrypt)\$|^\{(?:SSHA|SHA|MD5|CRYPT|bcrypt|noop)/i,
  // numbers with units, dates, times, versions, colours
  /^[~≥≤<>]?\d+(?:[.,:/-]\d+)*[a-z%+°]{0,6}$/i,
  /^\d{4}-\d{2}-\d{2}/,
  /^v\d+(?:\.\d+)*$|^0x[0-9a-f]{1,8}$/i,
  /^#(?:[0-9a-f]{3,4}){1,2}$/i,
];
