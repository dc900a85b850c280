import { isExample } from '../labels/examples.ts';
import { isRandom } from '../randomness.ts';
import type { Hit, Rule, Window } from '../rule.ts';
import { textOfBase64 } from './base64-text.ts';
import { isRealPassword } from './http.ts';

/** `machine host login user password …`, on one line or several (https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html). */
const netrc =
  /machine\s{1,8}([^\s"'<>]{1,253})\s{1,40}login\s{1,8}(\S{1,200})\s{1,40}(?:account\s{1,8}\S{1,200}\s{1,40})?password\s{1,8}(\S{1,200})/y;

export const netrcPassword: Rule = {
  id: 'secret.netrc.password',
  severity: 'high',
  docs: 'https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html',
  literals: ['machine '],
  reach: { before: 8, after: 1024 },
  rank: 'guess',
  *find({ text, at }: Window): Iterable<Hit> {
    netrc.lastIndex = at;
    const match = netrc.exec(text);
    const [, , user = '', password = ''] = match ?? [];
    if (match === null || !isRealPassword(user, password)) return;
    yield { start: netrc.lastIndex - password.length, end: netrc.lastIndex };
  },
};

/** `host:port:database:user:password` (https://www.postgresql.org/docs/current/libpq-pgpass.html). */
const pgpass = /^([\w.*-]{1,253}):(\d{2,5}|\*):([\w.*-]{1,64}):([\w.*@-]{1,64}):((?:\\.|[^\s:\\"'`]){4,200})[ \t]*$/;

export const pgpassPassword: Rule = {
  id: 'secret.pgpass.password',
  severity: 'high',
  docs: 'https://www.postgresql.org/docs/current/libpq-pgpass.html',
  literals: [':5432:', ':5433:', ':6432:', ':*:'],
  reach: { before: 300, after: 512 },
  rank: 'guess',
  *find({ text, at, from, to }: Window): Iterable<Hit> {
    const head = text.slice(from, at);
    const lineStart = from + Math.max(head.lastIndexOf('\n'), head.lastIndexOf('\r')) + 1;
    const line = text.slice(lineStart, to).split(/[\r\n]/, 1)[0] ?? '';
    const match = pgpass.exec(line);
    const [, , , , user = '', password = ''] = match ?? [];
    if (match === null || !isRealPassword(user, password)) return;
    const start = lineStart + line.lastIndexOf(password);
    yield { start, end: start + password.length };
  },
};

/** `"auth": "…"` of a container registry, and npm's `_auth=`: the base64 of a user and a password. */
const auth = /auth["']?[ \t]{0,4}[:=][ \t]{0,4}["']?([A-Za-z0-9+/_-]{12,2048}={0,2})(?![A-Za-z0-9+/_=-])/y;

export const registryAuth: Rule = {
  id: 'secret.docker.registry-auth',
  severity: 'high',
  docs: 'https://docs.docker.com/reference/cli/docker/login/#credential-stores',
  literals: ['"auth"', ':_auth', '_auth='],
  reach: { before: 8, after: 2100 },
  rank: 'base',
  *find({ text, at, literal }: Window): Iterable<Hit> {
    auth.lastIndex = at + literal.indexOf('auth');
    const match = auth.exec(text);
    const value = match?.[1];
    if (match === null || value === undefined) return;
    const [user, password] = textOfBase64(value)?.split(/:(.*)/s, 2) ?? [];
    if (user === undefined || password === undefined || !isRealPassword(user, password)) return;
    yield { start: auth.lastIndex - value.length, end: auth.lastIndex, judged: password };
  },
};

/** The text of a Wi-Fi QR code (https://github.com/zxing/zxing/wiki/Barcode-Contents#wi-fi-network-config-android-ios-11). */
const wifi = /WIFI:(?:[STHR]:(?:\\.|[^;\\\r\n]){0,64};){0,4}P:((?:\\.|[^;\\\r\n]){8,63});/y;

export const wifiCode: Rule = {
  id: 'secret.wifi.password',
  severity: 'high',
  docs: 'https://github.com/zxing/zxing/wiki/Barcode-Contents#wi-fi-network-config-android-ios-11',
  literals: ['WIFI:'],
  reach: { before: 8, after: 512 },
  *find({ text, at }: Window): Iterable<Hit> {
    wifi.lastIndex = at;
    const match = wifi.exec(text);
    const password = match?.[1];
    if (match === null || password === undefined || isExample(password)) return;
    yield {
      start: wifi.lastIndex - 1 - password.length,
      end: wifi.lastIndex - 1,
      severity: isRandom(password) ? 'high' : 'medium',
    };
  },
};

export const credentialFileRules: readonly Rule[] = [netrcPassword, pgpassPassword, wifiCode];
