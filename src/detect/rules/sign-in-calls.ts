import { isExample } from '../labels/examples.ts';
import { isNoValue } from '../labels/no-values.ts';
import type { Hit, Rule, Window } from '../rule.ts';
import { isRealPassword } from './http.ts';

/** Two texts in a call, the user's name and the password: `("bob", "…")`. */
const pair = /\s{0,8}[[(]?\s{0,8}(["'])([^"'\r\n]{1,80})\1\s{0,8},\s{0,8}(["'])([^"'\s\\]{6,64})\3/y;

/** Calls that sign somebody in with a name and a password, one behind the other. */
export const signInCall: Rule = {
  id: 'secret.generic.password',
  severity: 'medium',
  docs: 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
  // requests of Python, smtplib and imaplib, the WiFi libraries of Arduino, PubSubClient and paho
  literals: ['auth=(', 'auth = (', '.login(', 'httpbasicauth(', 'wifi.begin(', 'username_pw_set('],
  reach: { before: 8, after: 240 },
  rank: 'guess',
  find,
};

function* find({ text, at, literal }: Window): Iterable<Hit> {
  pair.lastIndex = at + literal.length;
  const match = pair.exec(text);
  const [, , user = '', , password = ''] = match ?? [];
  if (match === null || isNoValue(password) || isExample(password) || /^[\w-]+[.][\w.-]+$/.test(password)) return;
  if (!isRealPassword(user, password)) return;
  const end = pair.lastIndex - 1;
  yield { start: end - password.length, end };
}
