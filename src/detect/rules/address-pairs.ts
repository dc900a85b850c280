import { isExample } from '../labels/examples.ts';
import { isJoinedWords } from '../labels/joined-words.ts';
import { isNoValue } from '../labels/no-values.ts';
import { surprise } from '../letters.ts';
import { isPasswordLike } from '../randomness.ts';
import type { Hit, Rule, Window } from '../rule.ts';

/** Ends of addresses that people write down, each with what joins a password to it. */
const literals = [
  ...'com net org info edu gov app dev email cloud online'.split(' ').flatMap((end) => [`.${end} / `, `.${end}:`]),
  ...'de at ch fr es it nl be pt br uk eu ru cn jp us ca au pl se dk no fi cz ie in mx io me co ai'
    .split(' ')
    .flatMap((end) => [`.${end} / `, `.${end}:`]),
  // users of every router and server
  ...['admin', 'administrator', 'root'].flatMap((user) => [`${user} / `, `${user}:`]),
];
const address = /(?<![\w.+@/-])[\p{L}\d][\p{L}\d._+-]{0,63}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){0,4}$/u;
const value = /["'`]?([^\s"'`|<>]{6,64})["'`]?(?=[ \t]{0,8}(?:[\r\n(]|$))/y;

const valueOfUser = /["'`]?([^\s"'`|<>:]{10,64})["'`]?(?=[ \t\r\n(]|$)/y;

function isMachineMade(password: string): boolean {
  return /\d/.test(password) && /\p{Lu}/u.test(password) && /\p{Ll}/u.test(password) && surprise(password) >= 5;
}

/** `anna@firm.de / …`, `anna@firm.de:…`: an address and the password that belongs to it, on a line of their own or at its end. */
export const addressPair: Rule = {
  id: 'secret.generic.password',
  severity: 'high',
  docs: 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
  literals,
  reach: { before: 160, after: 80 },
  rank: 'guess',
  find,
};

function* find({ text, at, literal }: Window): Iterable<Hit> {
  const isUser = /^(?:admin|root)/.test(literal);
  if (isUser ? /[\w@./-]/.test(text.charAt(at - 1)) : !address.test(text.slice(Math.max(0, at - 140), at))) return;
  const from = at + literal.length;
  const pattern = isUser && literal.endsWith(':') ? valueOfUser : value;
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  const raw = match?.[1];
  if (match === null || raw === undefined) return;
  const password = raw.replace(/[.,;)]$/, '');
  const isClose = literal.endsWith(':');
  if (isNoValue(password) || isExample(password) || /[/\\@]/.test(password)) return;
  // Every file that lists users has `root:x` and the like: what a machine made is no word of theirs.
  if (isUser && isClose && !isMachineMade(password)) return;
  if (!isJoinedWords(password)) {
    // Behind a colon a path on another machine may follow: `scp a@host.de:notes2`.
    if (!isPasswordLike(password) || !/\p{L}/u.test(password)) return;
    if (/^\p{L}+[-_.]?\d{1,3}$/u.test(password)) return;
    if (!/\d/.test(password) || (isClose && !/\p{Lu}|[^\p{L}\p{N}._-]/u.test(password))) return;
  } else if (isClose) return;
  const start = from + match[0].indexOf(raw);
  yield { start, end: start + password.length };
}
