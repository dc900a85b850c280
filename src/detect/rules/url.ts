import { isExample } from '../labels/examples.ts';
import { isCommonWord } from '../letters.ts';
import type { Hit, Rule, Window } from '../rule.ts';

// People write their address for their name, without the escape that its sign needs.
const userinfo = String.raw`[^\s:@/?#"'<>()[\]{}|\\]{0,256}(?:@[A-Za-z0-9.-]{1,100})?:([^\s@/"'<>|\\]{1,256})@[A-Za-z0-9._~%\[\]:-]{1,256}`;
const rest = String.raw`[^\s"'<>|\\)\]]{0,512}`;

const databaseSchemes = [
  'postgres',
  'postgresql',
  'mysql',
  'mysqlx',
  'mariadb',
  'mongodb',
  'mongodb+srv',
  'redis',
  'rediss',
  'amqp',
  'amqps',
  'mssql',
  'sqlserver',
  'clickhouse',
  'couchdb',
  'neo4j',
  'neo4j+s',
  'bolt',
  'nats',
  'ldap',
  'ldaps',
  'smb',
];
const webSchemes = [
  'http',
  'https',
  'ftp',
  'ftps',
  'sftp',
  'ssh',
  'git',
  'git+https',
  'git+ssh',
  'webdav',
  'dav',
  'davs',
  'imap',
  'imaps',
  'smtp',
  'smtps',
  'rtsp',
];

/** A password in the address of a database (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS). */
export const connectionString: Rule = {
  id: 'secret.database.connection-string',
  severity: 'high',
  docs: 'https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS',
  literals: databaseSchemes.map((scheme) => `${scheme}://`),
  reach: { before: 8, after: 2048 },
  find,
};

/** A password in a web address (RFC 3986, section 3.2.1). */
export const urlCredentials: Rule = {
  id: 'secret.url.credentials',
  severity: 'high',
  docs: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
  literals: webSchemes.map((scheme) => `${scheme}://`),
  reach: { before: 8, after: 2048 },
  rank: 'guess',
  find,
};

const address = new RegExp(userinfo + rest, 'y');
/** Behind the scheme: a name with its address, a colon, a password. */
const longestUserinfo = 256 + 1 + 100 + 1 + 256;
const standIns =
  /^(?:pass(?:word|wd)?|pwd|pw|secret|token|user|username|postgres|root|admin|guest|test|mysecretpassword|key|x-oauth-basic|x-token-auth|oauth2)$/i;

function* find({ text, at, literal }: Window): Iterable<Hit> {
  // `git+https://` holds `https://`: the longer scheme has its own literal.
  if (/[A-Za-z0-9+]/.test(text.charAt(at - 1))) return;
  const start = at + literal.length;
  // Most addresses have no password: the pattern is not even compiled for them.
  if (!text.slice(start, start + longestUserinfo + 1).includes('@')) return;
  address.lastIndex = start;
  const match = address.exec(text);
  const password = match?.[1];
  if (match === null || password === undefined) return;
  if (password.length < 4 || standIns.test(password) || /^(?:\$\{|\$[A-Z_]+$|%[A-Za-z_]+%|[{<*[])|[}>]$/.test(password))
    return;
  // What documentation writes: `fred:fredpassword`, `apt:debian`.
  if (
    isExample(password) ||
    /passw(?:or)?d/i.test(password) ||
    isCommonWord(password.toLowerCase()) ||
    match[0].startsWith(`${password}:`)
  )
    return;
  const value = match[0].replace(/[.,;:!?`*_]+$/, '');
  yield { start: at, end: at + literal.length + value.length, judged: password };
}

/** Rules of secrets in addresses. */
export const urlRules: readonly Rule[] = [connectionString, urlCredentials];
