import type { StoreId } from '../../core/store-ids.ts';
import type { Table } from './table.ts';

/*
 * Whose export a table is, by the names of its columns. The managers write them in English whatever the person's language
 * is; the words of other languages are those of tables that people made by hand or in a spreadsheet.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s*,\s*/));
const password = words(
  'password, login_password, pwd, passwort, kennwort, mot de passe, contraseña, senha, wachtwoord, password attuale, lösenord, adgangskode, hasło, пароль, 密码, パスワード',
);
const groups: readonly ReadonlySet<string>[] = [
  words(
    'url, urls, uri, website, web site, login_uri, login_url, loginurl, matchurl, webseite, site web, sitio web, сайт, 网址',
  ),
  words(
    'username, user name, login, login name, login_username, loginname, username2, benutzername, nom d’utilisateur, identifiant, usuario, nombre de usuario, usuário, gebruikersnaam, nome utente, логин, 用户名, ユーザー名',
  ),
  words('title, name, account, titel, titre, título, titolo, название, 标题, タイトル'),
  words('otp, otpauth, totp, login_totp, otpsecret, otpurl, totp secret key'),
];
/** Columns of lists of people that a program made: accounts of a test, rows of a database. */
const ofDataset = words(
  'id, user_id, userid, uuid, role, roles, is_admin, is_active, active, age, gender, sex, first_name, firstname, last_name, lastname, phone, created_at, updated_at, createdat, updatedat, birthday, dob, city, country, department, salt, hash',
);

/** Where a table's passwords stand, and whose export it is. Undefined where it is none. */
export function exportOf({ columns }: Table): { readonly store: StoreId; readonly passwords: number } | undefined {
  const passwords = columns.findIndex((name) => password.has(name));
  if (passwords === -1) return undefined;
  const has = (...names: string[]) => names.every((name) => columns.includes(name));
  const store = ((): StoreId | undefined => {
    if (has('login_password', 'login_username')) return 'bitwarden';
    if (has('url', 'username', 'extra', 'grouping')) return 'lastpass';
    if (has('title', 'username', 'otpauth') && (has('archived') || has('favorite'))) return '1password';
    if (has('account', 'login name', 'web site')) return 'keepass';
    const [url, user, title, otp] = groups.map((group) => columns.some((name) => group.has(name)));
    if ([url, user, title, otp].filter(Boolean).length < 2) return undefined;
    // Without an address a table of names and passwords may be any program's.
    return url || otp || !columns.some((name) => ofDataset.has(name)) ? 'browser-passwords' : undefined;
  })();
  return store === undefined ? undefined : { store, passwords };
}

/** True for a text that could be a password: not empty, no hash of one, not hidden, no word that stands for one. */
export function isPassword(value: string): boolean {
  const text = value.trim();
  return text !== '' && !hash.test(text) && !placeholder.test(text);
}

const hash =
  /^(?:\$(?:2[abxy]?|argon2\w*|[1567y]|scrypt|pbkdf2[\w-]*)\$|(?:pbkdf2|scrypt|bcrypt|argon2)[\w:$-]|\{S?SHA\w*\}|(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$)/i;
const placeholder =
  /^(?:[*•●·.]+|x{3,}|<[^>]*>|\{\{.*\}\}|\$\{.*\}|%\w+%|n\/?a|none|null|undefined|string|password|passwort|kennwort|your[-_ ]?password|change[-_ ]?me|redacted|hidden|true|false|yes|no|[01])$/i;
