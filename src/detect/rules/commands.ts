import { isPlaceholder } from '../placeholders.ts';
import type { Hit, Rule, Window } from '../rule.ts';
import { isRealPassword } from './http.ts';

interface Command {
  /** How the command's line goes on behind its name, up to the password, which is group 2 or 3; group 1 is the user. */
  readonly pattern: RegExp;
  /** Where a user stands before the password in the same word. */
  readonly withUser?: boolean;
}

/** A word of a command line: in quotes or not. */
const word = String.raw`(?:'([^'\r\n]{1,200})'|"([^"\r\n]{1,200})"|([^\s'"\x60|;&<>\\]{1,200}))`;
/** Options and arguments before it, on the same line or behind a backslash. */
const before = String.raw`(?:[^\r\n|;]|\\\r?\n){0,300}?[ \t]`;
const of = (option: string) => new RegExp(`${before}${option}${word}`, 'y');

/** Commands that take a password as an argument, from their manuals. */
const commands: Readonly<Record<string, readonly Command[]>> = {
  // https://curl.se/docs/manpage.html#-u
  'curl ': [
    { pattern: of(String.raw`(?:-u[ \t]{0,16}|--user[ \t=]|--proxy-user[ \t=]|-U[ \t]{0,16})`), withUser: true },
  ],
  // https://www.gnu.org/software/wget/manual/wget.html#HTTP-Options: --password is a label of its own
  // https://linux.die.net/man/1/sshpass
  'sshpass ': [{ pattern: of(String.raw`?-p[ \t]{0,16}`) }],
  // https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html
  'mysql ': [{ pattern: of('-p(?!assword)') }],
  'mysqldump ': [{ pattern: of('-p(?!assword)') }],
  'mysqladmin ': [{ pattern: of('-p(?!assword)') }],
  'mariadb ': [{ pattern: of('-p(?!assword)') }],
  // https://httpd.apache.org/docs/2.4/programs/htpasswd.html: -b takes it behind the file and the user
  htpasswd: [
    {
      pattern: of(
        String.raw`-[A-Za-z]{0,6}b[A-Za-z]{0,6}[ \t]{1,16}(?:-\S{1,20}[ \t]{1,16}){0,4}(?:\S{1,200}[ \t]{1,16})?[\w.@-]{1,64}[ \t]{1,16}`,
      ),
    },
  ],
  // https://learn.microsoft.com/windows-server/administration/windows-commands/net-use
  'net use ': [
    { pattern: /[ \t]{1,16}(?:[A-Za-z*]:?[ \t]{1,16})?\\\\\S{1,200}[ \t]{1,16}(?!\/|\*)()()([^\s'"]{4,200})/y },
  ],
  // https://man7.org/linux/man-pages/man8/chpasswd.8.html: reads `user:password`
  chpasswd: [],
  // https://www.sudo.ws/docs/man/sudo.man/#S: reads it from what stands before the bar
  'sudo -s': [],
  // https://mosquitto.org/man/mosquitto_pub-1.html
  mosquitto_: [{ pattern: of(String.raw`-P[ \t]{1,16}`) }],
  // https://www.mongodb.com/docs/mongodb-shell/reference/options/
  'mongo ': [{ pattern: of(String.raw`-p[ \t]{1,16}`) }],
  'mongosh ': [{ pattern: of(String.raw`-p[ \t]{1,16}`) }],
  // https://linux.die.net/man/1/ipmitool
  'ipmitool ': [{ pattern: of(String.raw`-P[ \t]{1,16}`) }],
  // https://linux.die.net/man/1/zip
  'zip ': [{ pattern: of(String.raw`-P[ \t]{1,16}`) }],
  // https://7-zip.opensource.jp/chm/cmdline/switches/password.htm
  '7z ': [{ pattern: of('-p') }],
  // https://learn.microsoft.com/cli/azure/reference-index#az-login
  'az login': [{ pattern: of(String.raw`-p[ \t]{1,16}`) }],
  // https://developer.hashicorp.com/vault/docs/commands/login
  'vault login': [{ pattern: new RegExp(String.raw`[ \t]{1,16}${word}(?=[ \t\r\n]|$)`, 'y') }],
  // https://lftp.yar.ru/lftp-man.html
  'lftp ': [{ pattern: new RegExp(String.raw`${before}-u[ \t]{1,16}[^\s,'"]{1,64},()()([^\s'"]{4,200})`, 'y') }],
  // https://github.com/FreeRDP/FreeRDP/wiki/CommandLineInterface
  freerdp: [{ pattern: of('/p:') }],
  // https://docs.docker.com/reference/cli/docker/login/
  'docker login': [{ pattern: of(String.raw`-p[ \t]{1,16}`) }],
  'podman login': [{ pattern: of(String.raw`-p[ \t]{1,16}`) }],
  // https://www.samba.org/samba/docs/current/man-html/smbclient.1.html
  'smbclient ': [
    { pattern: new RegExp(String.raw`${before}-U[ \t]{0,16}['"]?[^\s%'"]{1,64}%()()([^\s'"]{4,200})`, 'y') },
  ],
  // https://www.openldap.org/software/man.cgi?query=ldapsearch
  ldapsearch: [{ pattern: of(String.raw`-w[ \t]{1,16}`) }],
  // https://redis.io/docs/latest/develop/tools/cli/
  'redis-cli': [{ pattern: of(String.raw`-a[ \t]{1,16}`) }],
  // https://docs.openssl.org/master/man1/openssl-passphrase-options/
  'openssl ': [
    { pattern: of(String.raw`-(?:pass|passin|passout)[ \t]{1,16}['"]?pass:`) },
    // https://docs.openssl.org/master/man1/openssl-enc/
    { pattern: new RegExp(String.raw`[ \t]{1,16}enc[ \t]${before}-k[ \t]{1,16}${word}`, 'y') },
  ],
};

/** `echo 'user:password' | sudo chpasswd` and `echo password | sudo -S …`. */
const withUserPiped = /["']?([\w.-]{1,32}):([^\s"']{4,64})["']?[ \t]{0,4}\|[ \t]{0,4}(?:sudo[ \t]{1,4})?$/;
const passwordPiped = /echo[ \t]{1,16}()["']?([^\s"':]{4,64})["']?[ \t]{0,4}\|[ \t]{0,4}$/;

export const commandPassword: Rule = {
  id: 'secret.command.password',
  severity: 'high',
  docs: 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
  literals: Object.keys(commands),
  reach: { before: 16, after: 1024 },
  rank: 'guess',
  find,
};

function* find({ text, at, literal }: Window): Iterable<Hit> {
  if (literal !== 'freerdp' && /[\w./-]/.test(text.charAt(at - 1)) && !/\//.test(text.charAt(at - 1))) return;
  if (literal === 'chpasswd' || literal === 'sudo -s') {
    const lead = text.slice(Math.max(0, at - 160), at);
    const piped = (literal === 'chpasswd' ? withUserPiped : passwordPiped).exec(lead);
    const [whole = '', user = '', password = ''] = piped ?? [];
    if (piped === null || isPlaceholder(password) || !isRealPassword(user, password)) return;
    const start = at - lead.length + piped.index + whole.indexOf(password, whole.indexOf(':') + 1);
    yield { start, end: start + password.length };
    return;
  }
  for (const { pattern, withUser } of commands[literal] ?? []) {
    pattern.lastIndex = at + literal.trimEnd().length;
    const match = pattern.exec(text);
    const argument = match?.[1] || match?.[2] || match?.[3];
    if (match === null || argument === undefined || argument === '') continue;
    const end = at + literal.trimEnd().length + match[0].replace(/['"]$/, '').length;
    const [user, password] = withUser === true ? (argument.split(/:(.*)/s, 2) as [string, string?]) : ['', argument];
    if (password === undefined || isPlaceholder(password) || !isRealPassword(user, password)) continue;
    yield { start: end - password.length, end };
  }
}
