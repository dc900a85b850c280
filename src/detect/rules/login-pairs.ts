import { isJoinedWords } from '../labels/joined-words.ts';
import { passwordOfPair } from '../labels/login.ts';
import { isNoValue } from '../labels/no-values.ts';
import { isPasswordLike } from '../randomness.ts';
import type { Hit, Rule, Window } from '../rule.ts';

/** What announces a user and a password in one value, in ten languages. */
const words = [
  'login',
  'credentials',
  'creds',
  'zugangsdaten',
  'anmeldedaten',
  'zugang',
  'identifiants',
  'credenciales',
  'credenciais',
  'credenziali',
  'inloggegevens',
  'логин',
  'Логин',
  'учетные данные',
  'учётные данные',
  'Учетные данные',
  'Учётные данные',
  '账号密码',
  '帐号密码',
  'данные для входа',
  'Данные для входа',
  'ログイン',
  'ログイン情報',
  'user/pass',
  'wifi:',
  'wlan:',
  'wi-fi:',
];
const separator =
  /(?:s|\/pass(?:word|wort)?)?(?:[ \t]{0,16}[(（][^()\r\n（）]{1,30}[)）])?[*_"'`]{0,3}[ \t]{0,4}(?:::?|=|：)[*_]{0,3}[ \t]{1,4}/y;

/** `Login: admin / …`, `Zugangsdaten: max, …`. */
export const loginPair: Rule = {
  id: 'secret.generic.password',
  severity: 'high',
  docs: 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
  literals: words,
  reach: { before: 8, after: 256 },
  rank: 'guess',
  find,
};

function* find({ text, at, to, literal }: Window): Iterable<Hit> {
  separator.lastIndex = at + literal.length - (literal.endsWith(':') ? 1 : 0);
  const match = separator.exec(text);
  if (match === null) return;
  const labelled = passwordOfPair(text, separator.lastIndex, to);
  if (labelled === undefined) return;
  const { value, start, end, alone } = labelled;
  // Two words with a mark between them are a choice, two numbers a date: a password has letters and something else.
  if (alone && value.includes('-') && isJoinedWords(value)) {
    yield { start, end };
    return;
  }
  if (!alone || !isPasswordLike(value) || !/\p{L}/u.test(value) || value.length < 6 || isNoValue(value)) return;
  if (!/\d/.test(value) && !/[^\p{L}\p{N}._/-]/u.test(value.slice(1, -1))) return;
  yield { start, end };
}
