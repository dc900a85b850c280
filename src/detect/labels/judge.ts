import { isCommonWord, surprise } from '../letters.ts';
import { entropy, isPasswordLike, isRandom } from '../randomness.ts';
import { isExample } from './examples.ts';
import { isJoinedWords, isTitledWords } from './joined-words.ts';
import type { Labelled } from './labelled.ts';
import type { LabelWord } from './words.ts';

/** From here on letters are no word and no name (letters.ts): 1 word in 100 of eight letters, 19 of 20 random ones. */
const randomLetters = 5.7;

/** True where the value could be a password that a person chose or a program made. */
export function isPassword(labelled: Labelled, word: LabelWord, hasUser: () => boolean, name: string): boolean {
  const { value, form, alone, isCode, hasUserCell } = labelled;
  if (word.literal === 'pass' && !isUnderPass(labelled, name, hasUser)) return false;
  if (/^[*#]?\d{4,5}[*#]?$/.test(value))
    return alone && openedThing.test(name) && !isCommonCode(value.replace(/\D/g, ''));
  if (isCode && isExample(value)) return false;
  if (/\s/.test(value)) return isSpacedPassphrase(value) && form !== 'prose';
  if (isShort(value)) return form === 'quoted' || form === 'cell' || (alone && form === 'bare' && hasUser());
  if (!isPasswordLike(value)) {
    if (isRandom(value) && value.length > 64) return true;
    if (form === 'cell' && hasUserCell === true && isPlainWord(value)) return true;
    if (isJoinedWords(value, form === 'prose' || isCode ? 0 : 1))
      return !isCode || form === 'prose' || hasUser() || value.split(/[-._]/).length > 3
        ? alone || form === 'prose' || form === 'quoted'
        : false;
    if (form === 'prose') return false;
    if (alone && form !== 'below' && isPassphrase(value)) return true;
    if (isNumberOnly(value)) return alone && !word.weak && (form === 'bare' || form === 'cell') && !isCode;
    return isOddWord(value) && (alone || form === 'quoted' || hasUser());
  }
  const mixed = /\d/.test(value) && /\p{L}/u.test(value);
  if (form === 'prose' || form === 'below') return standsOut(value, mixed, hasUser);
  // In running text a word with a mark in it is likelier than a password.
  if (form === 'bare' && !alone) return mixed && (hasUser() || (!isName(value) && (!word.weak || isRandom(value))));
  if (!mixed && !hasSymbol(value)) return isOddWord(value);
  return !word.weak || mixed || hasUser();
}

/** An everyday word, where a row says whose password it is: none that says where the password is, or what it is like. */
function isPlainWord(value: string): boolean {
  const word = value.toLowerCase();
  return (
    /^\p{L}{6,20}\d{0,4}$/u.test(value) &&
    !isCommonWord(word) &&
    !isExample(word) &&
    !aboutPasswords.test(word) &&
    !quality.test(word)
  );
}

/** How words end that say how something is, in languages of Europe: a password is rather a thing. */
const quality =
  /(?:ed|able|ible|ing|less|ly|ful|lich|bar|isch|iert|ad[oa]s?|id[oa]s?|at[oa]|ut[oa]|it[oa]|ori[oa]|ent[eo]|ique|oire|aire|is|ist|eist|icht|dig|ный|но)$/u;

const aboutPasswords =
  /^(?:bitwarden|keepass\w*|lastpass|dashlane|onepassword|enpass|proton\w*|vaultwarden|keychain|keyring|wallet|vault|tresor|coffre|cofre|kluis|cassaforte|сейф\w*|unknown|unbekannt|inconnu|desconocid[oa]|desconhecid[oa]|sconosciut[oa]|onbekend|неизвестн\p{L}+|default|personal|persönlich|private|shared|geteilt|hidden|stored|saved|gespeichert|encrypted|hashed|string|varchar|required|optional|forgotten|vergessen|oubliée?|olvidad[oa]|esquecid[oa]|dimenticat[oa]|vergeten|expired|abgelaufen|changed|geändert|unchanged|disabled|locked|gesperrt|passkey|yubikey|fingerprint|biometric\w*|authenticator|google|apple|facebook|github|microsoft|keiner?s?|nothing|nichts|aucune?|ninguna?|nenhuma?|nessuna?|paper|notebook|notizbuch|browser|firefox|chrome|safari|sticker|aufkleber|manager|smart-?card|token|\p{L}+teen|see\p{L}*|siehe\p{L}*|same|strong|simple|secure|random|generated|temporary|missing|pending|revoked|rotated)\d*$/u;

/** What a short number opens: `Clave del portal`, `门禁密码`. */
const openedThing =
  /alarm|portal|zugangscode|\btor\b|puerta|caja fuerte|garaje|tarjeta|tür|tresor|coffre|porte\b|cancello|cofre|portão|door|gate|safe|门|保险|报警|锁|卡|金庫|ドア/iu;

/** `pass` is also a verb and the outcome of a test: it names a password beside a user, or where the value can be nothing else. */
function isUnderPass({ value, form }: Labelled, name: string, hasUser: () => boolean): boolean {
  if (form === 'quoted' || form === 'cell') return true;
  if (form === 'below') return false;
  if (accountPass.test(name)) return true;
  if (form === 'prose') return hasUser();
  return hasUser() || (!/PASS:/.test(name) && /\d/.test(value) && !/[/._]/.test(value) && surprise(value) >= 5.2);
}

/** `DB_PASS`, `wifiPass` */
const accountPass =
  /(?:db|database|smtp|mail|wi-?fi|wlan|user|admin|ftp|sql|redis|mqtt|root|pg|ldap|vpn|ssh|proxy|rabbit\w{0,8})_?pass(?![a-z])/i;

/** In a sentence a value must be told from its words: digits among letters, or a mark in its middle. */
function standsOut(value: string, mixed: boolean, hasUser: () => boolean): boolean {
  if ((value.length < 7 && !hasUser()) || value.includes('\\') || isName(value)) return false;
  return mixed || /[^\p{L}\p{N}\s._'’/-]/u.test(value.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''));
}

/** A mark that stands neither between words nor at an end: `Blau!wal` and not `sign-in` or `wirklich!`. */
function hasSymbol(value: string): boolean {
  return /[^\p{L}\p{N}\s._'’/-]/u.test(value.slice(1, -1)) || /[#$%&*+=^~@]/.test(value);
}

/** `gas-2.40`, `x86_64`, `utf-8`, `IPv6`: words with a number as names have it. */
function isName(value: string): boolean {
  return (
    /^\p{L}?\p{Ll}+(?:[-_./]\p{L}?[\p{Ll}\d]+)+\d*$/u.test(value) &&
    surprise(value.replace(/\d/g, '')) < 4.8 &&
    !isTitledWords(value)
  );
}

/** Letters alone that are no word of any language that we know of: `hgqkzwpx`. */
function isOddWord(value: string): boolean {
  if (!/^[A-Za-z]{6,64}$/.test(value)) return false;
  if (/^[A-Z]+$/.test(value) && value.length < 10) return false;
  return surprise(value) >= (value.length < 8 ? randomLetters + 1 : randomLetters);
}

function isNumberOnly(value: string): boolean {
  return /^\d{6,16}$/.test(value) && !/^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])$/.test(value);
}

/** Four or five characters of three kinds at least: too few to be anything else. */
function isShort(value: string): boolean {
  return (
    /^[!-~]{4,5}$/.test(value) &&
    [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(value)).length >= 3 &&
    !/[()[\]{}<>"'`;|]/.test(value)
  );
}

/** Words joined by hyphens or dots, as password generators make them: four at least. */
function isPassphrase(value: string): boolean {
  return /^[\p{L}\d]{3,12}(?:[-._][\p{L}\d]{3,12}){3,9}$/u.test(value);
}

/** The same between blanks: words alone, none of those that make a sentence; or the four groups of an app password. */
function isSpacedPassphrase(value: string): boolean {
  if (/^[a-z]{4}(?: [a-z]{4}){3}$/.test(value) && surprise(value) >= 4.6) return true;
  return /^\p{Ll}{3,10}(?: \p{Ll}{3,10}){3,9}$/u.test(value) && !sentenceWord.test(value);
}

const sentenceWord =
  /(?:^| )(?:the|and|for|you|your|are|was|with|that|this|from|not|but|can|will|should|must|have|has|use|used|one|any|all|see|die|der|das|und|ist|nicht|mit|les|des|est|pour|que|los|las|por|para|con|het|een|van|non|per|che|like|when|who|how|word|words|password|passphrase|phrase|least|than|into|only|same|need|needs|may|its|our|their|been|then|also|just|please|enter)(?= |$)/;

/** True where a machine made the value: it takes many of a language model's tokens, and no words are in it. */
export function isToken(labelled: Labelled, word: LabelWord, name: string): boolean {
  const { value, form, alone, isCode } = labelled;
  if ((isCode && isExample(value)) || /\s|%20/.test(value)) return false;
  // The key of a wireless network is its password, or what routers are delivered with: a number of 16 or 20 digits.
  if (/ssid|wi-?fi|wlan|\bwpa/i.test(name) && alone && form !== 'prose') {
    if (/^\d{16}(?:\d{4})?$/.test(value)) return true;
    if (isPasswordLike(value)) return value.length >= 8 && /\d/.test(value) && /\p{L}/u.test(value);
  }
  // https://learn.microsoft.com/windows/security/operating-system-security/data-protection/bitlocker/recovery-overview
  if (/^\d{6}(?:-\d{6}){7}$/.test(value)) return true;
  if (isMachineMade(value)) {
    if (isUuid(value) && (word.weak === true || otherUuid.test(name))) return false;
    if (form === 'prose' || word.weak)
      return (
        (isRandom(value) || isSurprising(value)) &&
        /\d/.test(value) &&
        !isFingerprint(value, word) &&
        !(word.weak && value.includes('/') && /^[^/]+\/[^/]*\/?$/.test(value))
      );
    return true;
  }
  if (
    word.literal === 'secret' &&
    alone &&
    (form === 'quoted' || form === 'bare') &&
    value.length >= 8 &&
    isOddWord(value)
  )
    return true;
  // People think up secrets as well: `secret = "Blau!wal77"`.
  if (word.literal !== 'secret' || form === 'prose' || form === 'below' || !alone) return false;
  return value.length >= 10 && /\d/.test(value) && isPasswordLike(value) && surprise(value) >= 4.4;
}

/** Long, of many characters, and no words: `sk_kqzw8172381kqwzk81723`. */
function isSurprising(value: string): boolean {
  return value.length >= 20 && surprise(value) >= 5.4 && entropy(value) >= 3.3;
}

function isUuid(value: string): boolean {
  return /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(value);
}

/** Names of tokens that say which request or change is meant, and open nothing. */
const otherUuid =
  /(?:client|action|update|request|change|lock|order|trace|correlation|transaction)[ _-]?(?:request[ _-]?)?token/i;

/** Under a bare `key` forty hexadecimal digits, or sixteen in capitals, are the name of a key. */
function isFingerprint(value: string, { weak }: LabelWord): boolean {
  return weak === true && /^(?:0x)?(?:[0-9a-f]{40}|[0-9A-F]{8,40})$/.test(value.replace(/ /g, ''));
}

function isMachineMade(value: string): boolean {
  if (isRandom(value)) return !isMostlyWords(value);
  if (value.length < 12 || value.length > 512 || !/^[\w+/=.~:-]+$/.test(value)) return false;
  if (/^[0-9a-f-]+$/i.test(value))
    return /\d/.test(value) && /[a-f]/i.test(value) && value.length >= 16 && entropy(value) >= 3;
  const floor = value.length < 20 ? 5.6 : 5.1;
  return surprise(value) >= floor && entropy(value) >= 3 && !isMostlyWords(value) && !/^[\d.,:/-]+$/.test(value);
}

/** True where ordinary words make up a good part: `sha256-checksum-of-artifact1`. */
function isMostlyWords(value: string): boolean {
  const words = value.match(/\p{Lu}?\p{Ll}{4,}|\p{Lu}{5,}/gu) ?? [];
  const share = words.filter((each) => isCommonWord(each.toLowerCase())).reduce((sum, each) => sum + each.length, 0);
  return share >= 10 || share / value.length >= 0.35;
}

/** True where the value could open something: digits, or for recovery letters and digits in groups. */
export function isCode(labelled: Labelled, word: LabelWord, name: string): boolean {
  const { value, form } = labelled;
  if (/recover|backup|wiederherst|rettung|herstel|r[ée]cup|recup|secours|respaldo|восстан|scratch/i.test(name))
    return /^[A-Za-z0-9]{4,12}(?:[- ][A-Za-z0-9]{4,12}){1,9}$/.test(value)
      ? /\d/.test(value) && !isExample(value)
      : value.length >= 8 && /\d/.test(value) && /^[A-Za-z0-9]{8,64}$/.test(value) && surprise(value) >= 4.4;
  if (/[ck]ombin/i.test(word.literal))
    return (
      /^\d{1,2}(?:[-–/ ]\d{1,2}){2,3}$|^\d{4,6}$/.test(value) &&
      /safe|lock|vault|tresor|schloss|coffre|cadenas/i.test(name)
    );
  if (!/^[*#]{0,2}[A-F]?\d{3,8}[A-F]?[#*]?$/.test(value)) return false;
  const digits = value.replace(/\D/g, '');
  if (isCommonCode(digits)) return false;
  if (/cvv|cvc/i.test(word.literal)) return /^\d{3,4}$/.test(value);
  if (digits.length < 4) return digits.length === 3 && /secur|sicherheit|sécur|segur|sicur/i.test(name);
  // The postal code of India has this name as well.
  if (/pin[ -]?code/i.test(name) && digits.length === 6 && !/bank|card|sim|kart|app|phone|handy/i.test(name))
    return false;
  if (form === 'below') return false;
  return form !== 'prose' || !/^(?:19|20)\d\d$/.test(digits) || word.literal !== 'code';
}

/** What everybody writes for an example. */
function isCommonCode(digits: string): boolean {
  return /^(\d)\1+$/.test(digits) || '01234567890'.includes(digits) || '9876543210'.includes(digits);
}
