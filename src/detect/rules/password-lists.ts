import { isExample } from '../labels/examples.ts';
import { isNoValue } from '../labels/no-values.ts';
import { surprise } from '../letters.ts';
import { isPasswordLike, isRandom } from '../randomness.ts';
import type { Hit, Rule, Window } from '../rule.ts';

/** How a list of passwords is headed, in ten languages; cut before an accent where there is one. */
const headings = [
  'passwords',
  'passw\u00f6rter',
  'passwoerter',
  'kennw\u00f6rter',
  'logins',
  'credentials',
  'zugangsdaten',
  'mots de passe',
  'identifiants',
  'contrase\u00f1as',
  'claves',
  'senhas',
  'credenziali',
  'wachtwoorden',
  'пароли',
  'Пароли',
  '密码',
  'パスワード',
  'api keys',
  'secrets',
];
const longestList = 4096;
/** `- Name: value`, `Name – value`, with emphasis or not; the value fills the rest of the line. */
const entry =
  /^[ \t]{0,8}(?:[-*+][ \t]+|\d{1,3}[.)][ \t]+)?[*_`]{0,2}[\p{L}\p{N}][^:=|\r\n]{0,60}?[*_`]{0,2}[ \t]{0,4}(?::|：|=|→|[ \t][-–—](?=[ \t]))[*_]{0,2}[ \t]{1,8}([`"]?)([^\s`"|]{6,64})\1[ \t]*$/u;

/** `name value`, nothing else on the line: more is asked of the value. */
const pair = /^[ \t]{0,8}(?:[-*+][ \t]+)?[\p{L}\p{N}][\p{L}\p{N}.@-]{1,30}[ \t]{1,8}()([^\s`"|]{8,64})$/u;

/** Passwords under a heading that says what they are, each with the name of what it opens. */
export const passwordList: Rule = {
  id: 'secret.generic.password',
  severity: 'medium',
  docs: 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
  literals: headings,
  reach: { before: 80, after: longestList },
  rank: 'guess',
  find,
};

function* find({ text, at, to, literal }: Window): Iterable<Hit> {
  const before = text.slice(Math.max(0, at - 60), at);
  const lead = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
  if (!/^#{1,6}[ \t](?:[^\r\n]{0,40}[ \t])?[\p{L}&-]*$/u.test(lead)) return;
  const rest = /^[^\r\n.?!]{0,40}(?:\r\n|\r|\n)/.exec(text.slice(at + literal.length, at + literal.length + 50));
  if (rest === null) return;
  let start = at + literal.length + rest[0].length;
  for (const line of text.slice(start, to).split(/(?<=\n|\r(?!\n))/)) {
    if (/^#{1,6}[ \t]/.test(line)) return;
    const listed = entry.exec(line.trimEnd())?.[2];
    const value = listed ?? pair.exec(line.trimEnd())?.[2];
    if (value !== undefined && isListed(value) && (value === listed || isMixed(value))) {
      const valueStart = start + line.lastIndexOf(value);
      yield { start: valueStart, end: valueStart + value.length };
    }
    start += line.length;
  }
}

/** Small letters, and of digits, capitals and marks in its middle two kinds. */
function isMixed(value: string): boolean {
  return /[a-z]/.test(value) && [/\d/, /[A-Z]/, /.[^\w.:/-]./].filter((kind) => kind.test(value)).length >= 2;
}

/** No label stands beside the value: it must be told from all else that a list holds. */
function isListed(value: string): boolean {
  if (!isPasswordLike(value) || isNoValue(value) || isExample(value)) return false;
  if (!/\d/.test(value) || !/\p{L}/u.test(value) || /[/\\]|^\w+(?:-\w+)+$/.test(value)) return false;
  return isRandom(value) || surprise(value) >= 5.2 || /[^\p{L}\p{N}._-]/u.test(value);
}
