import type { LabelWord } from './words.ts';

/** Where the name that holds a label word begins and ends in the text. */
export interface Name {
  readonly start: number;
  readonly end: number;
}

/** Words which, behind a label in the same name, make it the name of something else: `password_policy`, `tokenCount`. */
const otherThings = new Set(
  `age algorithm attempts budget callback chars check class column cost count counter endpoint enabled error event expiration
   expired expires expiry fd field fields file filename filter fingerprint form format func generator group handler hash
   hashed hashes header help hint history id ids index info input keychain label len length level lifetime limit limits link
   list manager mapping mask max message meter min mode name names note notes options ordinal page param params parameter
   path pattern per placeholder policy pool price prompt prompts property protected protection provider query ratio ref
   reference refs regex required requirements reset rotation rule rules safe salt schema scope score server service sid
   size source spec status storage store strategy strength style table text_field timeout title to ttl type types uri url
   usage used user username validation validator version visible window`.split(/\s+/),
);

/** What may follow a label in camel case: `apiKeyValue`, `secretKey`, `passwordText`. */
const sameThing = new Set(
  ['', 'key', 'secret', 'token', 'value', 'text', 'plain', 'base', 'prod', 'dev', 'staging', 'live', 'test'].concat([
    'production',
    'development',
    'main',
    'old',
    'new',
    'root',
    'admin',
    'string',
    'str',
    'one',
    'two',
  ]),
);

/** Words before a label which make it something else: `nextToken`, `forgotPassword`, `public key`. */
const otherBefore =
  /(?:^|[^a-z])(?:next|prev|previous|page|continuation|continue|lock|change|idempotency|request|cancel|cancell?ation|sync|resume|task|nonce|eos|bos|pad|unk|sep|mask|begin|stop|special|max|min|num|total|input|output|completion|prompt|forgot|forgotten|reset|invalid|wrong|missing|enter|confirm|show|hide|toggle|no|has|is|use|uses|require|requires|without|public|pub|public view|public spend|pub view|pub spend|publishable|primary|foreign|sort|partition|cache|hash|hashed|encrypted|crypted|registry|translation|object|map|index|row|column|lookup|natural|composite|unique|hot|arrow|shortcut|group|message|i18n|bucket|event|data|item|dict|json|header|identity|symbol|storage|metadata|s3)[ _-]?$/;
/** The last three letters of all of them: to compile the pattern takes longer than to look at a short note. */
const endsOfOther = new Set(
  `18n age ary ash ask ata ble bol bos cel che cut der dex ect end ent eos est ext gin gle got has hed hot how ial
   ict ide iew ign ing ion ire irm is ite ity ket kup lic lid map max min mpt nce ncy nge no nue num ock ong ort
   oup ous out pad pub put que ral res rev row s3 sep ses set son tal ted tem ten ter top try ume umn unk use ync`.split(
    /\s+/,
  ),
);

/** What a short label word is written together with: `accesstoken`, `Zugangstoken`, `dbpass`. */
const compound =
  /(?:^|[^A-Za-z])(?:auth|access|api|refresh|user|bot|client|app|device|session|security|web|admin|service|oauth|deploy|master|private|secret|shared|zugangs|zugriffs|toegangs|license|licence|account|db|database|root|mysql|smtp|ftp|ssh|wifi|proxy|sql|ldap|redis|mail|login|bearer|signing|encryption|consumer|x)$/i;

/** `#2`, `clé API`, `chave secreta`: one word more that leaves the label what it is. */
const qualifier =
  /[ \t]{1,16}(?:#?\d{1,2}|api|secr[eè]te|secreta|segreta|secret|privée?|privada|privata|wi-?fi|wlan|доступа|лицензии|шифрования|new|old|neu|alt|nouveau|nueva|nova|nuova|nieuw|d['’]acc[eè]s|d['’]api|de acceso|de acesso|di accesso|de licen[cç][ae]|de api|de wifi|bankpas|pinpas|карты|tor|tür|haustür|garage|keller|sim|handy|poort|voordeur|immeuble|porte|garage|portail|bici|puerta|portal)(?![\p{L}\p{N}])/iuy;

/** `Passwort Netflix:`, `mdp netflix =`: whose password it is, up to three words, where the label begins its line. */
const service = /(?:[ \t]{1,2}\p{L}[\p{L}\p{N}.&'’-]{0,23}){1,3}(?=[*_]{0,2}[ \t]{0,2}(?::[*_]{0,2}[ \t]|：|=[ \t]))/uy;
/** What is said about passwords in general and is no service: `Password hashing: bcrypt12`, `Password grant: RFC6749`. */
const generalMatter =
  /^(?:\p{L}{3,}ing|app|auth|authentication|authenti[fs]i\p{L}+|change[ds]?|depot|encryption|expiry|flow|grant|hashes|leak(?:s|ed)?|login|safe|sync|ticket|update[ds]?|verschlüsselung|richtlinien?|länge|sicherheit|chiffrement|cifrado|longueur|longitud)$/u;
const lineStart = /(?:^|[\r\n])[ \t>]{0,8}(?:[-*+•][ \t]{1,3})?[*_]{0,3}$/u;
/** `PIN Alarmanlage:`: what a number opens; other pins are those of a circuit. */
const pinOpens =
  /^[ \t]{1,2}(?:alarm|handy|telefon|sim|ec-|bank|giro|kredit|karte|tresor|tür|haus|safe|phone|card|debit|credit|visa|master|door|carte|tel|porte|coffre|tarjeta|móvil|cajero|cart[aã]|bancomat|cellulare|rekening|pas$)/iu;

const longestName = 60;
const identifierAfter = /[\p{L}\p{N}_-]{0,40}/uy;
const cjk = /^[\u3005-\u30ff\u3400-\u9fff]/;

/**
 * The whole name that a label word is part of, or undefined where the word is part of another word, or the name names
 * something else.
 */
export function nameAround(text: string, at: number, word: LabelWord): Name | undefined {
  const { literal } = word;
  let end = at + literal.length;
  if (cjk.test(literal)) return cjkName(text, at, end);
  // The cheap looks first: most occurrences of a short word are the middle of another one.
  const first = text.charCodeAt(at);
  const before = text.charCodeAt(at - 1);
  if (literal.length < 6 && isLetter(before) && isLetter(first) && !isHump(before, first, text.charCodeAt(at + 1))) {
    // `compass` and `DBPASSWORD`: a short word must begin one of its own. `Türcode` and `código` are asked below.
    if (word.after === undefined && literal !== 'schl' && !compound.test(text.slice(Math.max(0, at - 16), at)))
      return undefined;
  }
  if (word.rest !== undefined) {
    word.rest.lastIndex = end;
    const match = word.rest.exec(text);
    if (match === null) return undefined;
    end += match[0].length;
  }
  const last = text.charCodeAt(end - 1);
  // `passwords`, `tokenizer`, `secretary`: the word goes on. In capitals a name has `_` between its words.
  if (isLetter(last) && continues(last, text.charCodeAt(end))) return undefined;
  if (word.after !== undefined || word.before !== undefined) {
    const wanted = wantedEnd(text, at, end, word);
    if (wanted === undefined) return undefined;
    end = wanted;
  }
  let start = at;
  while (start > 0 && at - start < longestName && isNameCharacter(text.charCodeAt(start - 1))) start -= 1;
  const lead = text.charCodeAt(start - 1);
  // A field of a list between colons, and a file: `arn:…:secret:…`, `name:passwd:uid`, `/etc/passwd:`.
  if (text.charCodeAt(end) === 58 && (lead === 58 || (lead === 47 && /\S/.test(text.charAt(end + 1)))))
    return undefined;
  if (isOtherBefore(spread(text.slice(Math.max(0, start - 16, at - 40), at)))) return undefined;
  // A word that holds its own separator ends before it.
  if (!isLowLetter(literal.charCodeAt(literal.length - 1)) && /[^\p{L}\p{M}\p{N}_]$/u.test(literal))
    return { start, end: at + literal.search(/ ?[^\p{L}\p{M}\p{N}_]$/u) };
  const next = text.charCodeAt(end);
  identifierAfter.lastIndex = end;
  const rest = next < 128 && !isNameCharacter(next) ? '' : (identifierAfter.exec(text)?.[0] ?? '');
  if (isOtherThing(rest)) return undefined;
  const inner = qualified(text, end + rest.length, word);
  return { start, end: inner + serviceLength(text, start, inner, word) };
}

function qualified(text: string, end: number, { kind, weak }: LabelWord): number {
  if (text.charCodeAt(end) !== 32) return end;
  qualifier.lastIndex = end;
  const match = mayQualify(text, end) ? qualifier.exec(text) : null;
  if (match !== null || kind !== 'password' || weak === true) return end + (match?.[0].length ?? 0);
  if (isLowLetter(text.charCodeAt(end + 1))) return end;
  opened.lastIndex = end;
  const [whole = '', name = ''] = opened.exec(text) ?? [];
  return otherThings.has(name.toLowerCase()) ? end : end + whole.length;
}

/** How the words of `qualifier` begin that begin with two letters of ASCII. */
const beginsOfQualifier = new Set(
  'ap se pr wi wl ne ol al no nu ni de di ba pi to ha ga ke si po vo im bi pu'.split(' '),
);

/** False where `qualifier` matches nothing for certain, without a look at all that it knows. */
function mayQualify(text: string, end: number): boolean {
  let at = end;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at += 1;
  const [first, second] = [text.charCodeAt(at), text.charCodeAt(at + 1)];
  const areLetters = first < 128 && second < 128 && isLetter(first) && isLetter(second);
  return areLetters ? beginsOfQualifier.has(text.slice(at, at + 2).toLowerCase()) : !isBlankOrSign(first);
}

/** A character of ASCII with which none of the words in `qualifier` begins. */
function isBlankOrSign(code: number): boolean {
  return Number.isNaN(code) || (code < 128 && !isLetter(code) && !(code >= 48 && code <= 57) && code !== 35);
}

/** `Password Netflix:`: the name of what it opens. */
const opened = / (\p{Lu}[\p{L}\d]{2,16})(?=[ \t]?[:：] ?[^\s:])/uy;

/** How long what a password or PIN belongs to is, behind a label that begins its line; 0 where nothing is named. */
function serviceLength(text: string, start: number, end: number, word: LabelWord): number {
  const isPin = text.slice(start, end) === 'PIN';
  if (text.charCodeAt(end) !== 32 || (word.weak === true && !isPin) || !(isPin || word.kind === 'password')) return 0;
  // Three words of 24 letters, of two units some, with blanks before each and what may stand before the sign.
  if (!/[:：=]/.test(text.slice(end, end + 160))) return 0;
  service.lastIndex = end;
  const named = service.exec(text)?.[0];
  if (named === undefined || !lineStart.test(text.slice(Math.max(0, start - 20), start))) return 0;
  if (isPin) return pinOpens.test(named) ? named.length : 0;
  return named
    .toLowerCase()
    .split(/[ \t-]+/)
    .some((each) => otherThings.has(each) || generalMatter.test(each))
    ? 0
    : named.length;
}

/** Chinese and Japanese write no blanks between words. */
function cjkName(text: string, at: number, end: number): Name {
  let start = at;
  while (start > 0 && at - start < 12 && /[\p{L}\p{N}_-]/u.test(text.charAt(start - 1))) start -= 1;
  return { start, end };
}

/**
 * `code` is a label only as the code of a door, which is said before it or behind it. Returns where the label ends then,
 * or undefined.
 */
function wantedEnd(text: string, at: number, end: number, word: LabelWord): number | undefined {
  const { after, before, literal } = word;
  const isAfter = after?.test(text.slice(Math.max(0, at - 24), at)) ?? false;
  // `código` is cut before its accent: both sides are asked.
  if (literal === 'digo' ? !isAfter : isAfter) return literal === 'digo' ? undefined : end;
  if (before === undefined) return undefined;
  if (after !== undefined && literal !== 'digo' && isLetter(text.charCodeAt(at - 1))) return undefined;
  before.lastIndex = end;
  const match = before.exec(text);
  return match === null ? undefined : end + match[0].length;
}

/** True where a word that makes a label something else ends right before it, behind a blank, `_` or `-` at most. */
function isOtherBefore(lead: string): boolean {
  const last = lead.charCodeAt(lead.length - 1);
  const end = last === 32 || last === 45 || last === 95 ? lead.length - 1 : lead.length;
  const mayBe = [2, 3].some((length) => endsOfOther.has(lead.slice(Math.max(0, end - length), end)));
  return mayBe && otherBefore.test(lead);
}

/** Camel case spread into words, in small letters: `nextToken` ends in `next`. */
function spread(name: string): string {
  return (/[a-z][A-Z]/.test(name) ? name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ') : name).toLowerCase();
}

/**
 * True where what follows a label in its name makes it another name. `DB_PASSWORD_MAIN` says whose it is; in camel case
 * the last word says what it is, so that `tokenContext` is a context.
 */
function isOtherThing(rest: string): boolean {
  if (rest === '') return false;
  const words = rest.split(/[_-]/).filter((word) => word !== '');
  return words.some((word, index) => {
    const parts = word.split(/(?<=\p{Ll})(?=\p{Lu})/u).map((part) => part.toLowerCase().replace(/\d+$/, ''));
    const isCamel = (index === 0 && /^\p{Lu}\p{Ll}/u.test(rest)) || parts.length > 1;
    return isCamel ? !parts.every((part) => sameThing.has(part)) : otherThings.has(parts[0] ?? '');
  });
}

/** Letters, digits, `_`, `-` and everything beyond ASCII, which in a name is a letter. */
function isNameCharacter(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57) || code === 95 || code === 45;
}

/** ASCII letters and whatever lies beyond ASCII but for typographic marks and CJK punctuation. */
function isLetter(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  return code >= 0xc0 && !(code >= 0x2000 && code <= 0x303f) && !(code >= 0xff00 && code <= 0xff20);
}

/** To compile a pattern of Unicode takes longer than to look at a short note: most words end so. */
function isLowLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isCapital(code: number): boolean {
  if (code < 128) return code >= 65 && code <= 90;
  const letter = String.fromCharCode(code);
  return letter !== letter.toLowerCase();
}

/** True where words meet in camel case: `dbPass`, `AWSToken`. */
function isHump(left: number, right: number, next: number): boolean {
  return isCapital(right) && (!isCapital(left) || (isLetter(next) && !isCapital(next)));
}

/** True where a word goes on: a letter of the same case as the one before. */
function continues(last: number, next: number): boolean {
  return isLetter(next) && isCapital(last) === isCapital(next);
}
