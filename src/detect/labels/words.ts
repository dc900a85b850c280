/** What a label names: what a person thinks up, what a machine makes, or a short number that opens something. */
export type LabelKind = 'password' | 'token' | 'code';

export interface LabelWord {
  readonly literal: string;
  readonly kind: LabelKind;
  /** How the word goes on where it is cut before an accent, which differs between encodings and Unicode forms. */
  readonly rest?: RegExp;
  /** What must stand before it, at the end of up to 24 characters: `door` before `code`. */
  readonly after?: RegExp;
  /** What must stand behind it where `after` is not met: `de la puerta` behind `código`. */
  readonly before?: RegExp;
  /** True where the word is an everyday one, so that more is asked of the value. */
  readonly weak?: boolean;
}

type Options = Omit<LabelWord, 'literal' | 'kind'>;

function words(kind: LabelKind, list: string, options: Options = {}): LabelWord[] {
  return list.split(',').map((each) => ({ literal: each.trim(), kind, ...options }));
}

/** Capitals beyond ASCII have literals of their own: the prefilter folds only A to Z. */
function cyrillic(kind: LabelKind, list: string, options: Options = {}): LabelWord[] {
  return list.split(',').flatMap((each) => {
    const word = each.trim();
    const forms = new Set([word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()]);
    return [...forms].map((literal) => ({ literal, kind, ...options }));
  });
}

const schluessel = /(?:ü|u\u0308|ue|\uFFFD)ssel/uy;
const contrasena = /(?:ñ|n\u0303|n|\uFFFD)as?/uy;
/** What has a code that opens it, in ten languages, as a code's name ends before `code` or goes on behind it. */
const lockedThing =
  'door|gate|alarm(?:anlage)?|safe|lock|entry|access|security|unlock|garage|vault|keypad|building|locker|bike|padlock|voicemail|' +
  'lockbox|schlie(?:ß|ss)fach|spind|tablet|ipad|iphone|laptop|pin|t(?:ü|u\u0308|ue)r|haust(?:ü|u\u0308|ue)r|tresor|safe|zugangs|zutritts|tor|schloss|garagen|sicherheits|sperr|' +
  'entsperr|deur|kluis|toegangs|beveiligings|slot|poort|secret|geheim|recovery|backup|wiederherstellungs|rettungs|' +
  'herstel|reserve|emergency|scratch';
const codeAfter = new RegExp(String.raw`(?<!\p{L})(?:${lockedThing})[ \t_-]{0,3}$`, 'iu');
const codeBefore =
  /[ \t]{1,16}(?:(?:de la|de l['’]|del|della|dello|dell['’]|d['’]|du|de|do|da|di|of|for the|for|van de|van het|für die|für den|der|des|zum|zur|от|для)[ \t]{0,16})?(?:the |la |el |den |das )?(?:door|gate|alarm|safe|lock|garage|secret|pin|porte|portail|alarme|coffre|immeuble|entrée|accès|digicode|cadenas|sécurité|puerta|alarma|caja|portal|garaje|acceso|seguridad|secreto|porta|portão|cofre|acesso|garagem|segurança|secreto|allarme|cancello|cassaforte|accesso|sicurezza|portone|segreto|alarmanlage|haustür|tür|tresors?|safes?|домофона?|двери|сейфа?|сигнализации|подъезда?|доступа|замка|deur|kluis|poort|récupération|secours|recuperaci[oó]n|respaldo|recuperação|recupero|backup|восстановления)(?!\p{L})/iuy;
const keyAfter =
  /(?<!\p{L})(?:api|access|secret|private|auth|license|licence|product|activation|encryption|master|recovery|signing|session|account|wifi|wi-fi|service|shared|serial|admin|app|client|ssh|storage|subscription|user|dev|prod|live|test|bot|backup|webhook|deploy|integration)[ \t_-]{1,3}$/iu;

/** All label words; the longer of two at one place speaks for both. */
export const labelWords: readonly LabelWord[] = [
  // English, and what all languages of the trade use
  ...words('password', 'password, passwd, passphrase, passcode, pwd, psk'),
  ...words('password', 'pass', { weak: true }),
  ...words('password', 'pw:, pw=, pw =, pw |, (pw , pw**, identified by'),
  ...words('token', 'api key, api-key, api_key, apikey, access key, access-key, access_key, accesskey, secret, token'),
  ...words('token', 'bearer, credential, auth key, auth_key, authkey, license key, licence key, licensekey, totp'),
  ...words('token', 'product key, activation key, private key, _auth'),
  ...words('token', 'key', { after: keyAfter }),
  ...words('token', '_key, key", key:, key=, key =, key`, key*, key |, key\', -key', { weak: true }),
  ...words('token', 'seed', { weak: true }),
  ...words('code', 'pin', { weak: true }),
  ...words('code', 'cvv, cvc, pincode, PUK'),
  ...words('code', 'code', { after: codeAfter, before: codeBefore }),
  ...words('code', 'combination, kombination, combinaison, combinazione', { weak: true }),
  // German
  ...words('password', 'passwort, kennwort, kenncode, zugangscode, losungswort'),
  ...words('token', 'schl', { rest: schluessel }),
  ...words('code', 'geheimzahl, zahlencode'),
  // French
  ...words('password', 'mot de passe, mdp, phrase secrète, phrase de passe'),
  ...words('token', 'clé, cle\u0301, jeton'),
  ...words('code', 'digicode'),
  // Spanish
  ...words('password', 'contrase', { rest: contrasena }),
  ...words('password', 'clave', { weak: true }),
  ...words('token', 'clave api, clave de api, clave secreta, clave de acceso, clave privada, secreto'),
  ...words('code', 'digo', { after: /c(?:ó|o\u0301|o|\uFFFD)$/iu, before: codeBefore }),
  // Portuguese
  ...words('password', 'senha, palavra-passe, palavra passe'),
  ...words('token', 'chave, segredo'),
  // Italian
  ...words('password', "parola d'ordine, parola d’ordine, parola chiave"),
  ...words('token', 'chiave, gettone, segreto'),
  ...words('code', 'codice', { before: codeBefore }),
  // Dutch
  ...words('password', 'wachtwoord, wachtzin'),
  ...words('token', 'sleutel'),
  // Russian
  ...cyrillic('password', 'пароль'),
  ...cyrillic('token', 'ключ, токен, секрет'),
  ...cyrillic('code', 'пин-код, пинкод, ПИН-код'),
  ...cyrillic('code', 'код', { before: codeBefore }),
  // Chinese, simplified and traditional
  ...words('password', '密码, 密碼, 口令'),
  ...words('token', '密钥, 密鑰, 秘钥, 金鑰, 令牌, 私钥'),
  // Japanese
  ...words('password', 'パスワード, パスフレーズ, 合言葉'),
  ...words('token', 'トークン, キー, シークレット, 秘密鍵'),
  ...words('code', '暗証番号, ピンコード'),
];
