import { isExample } from '../labels/examples.ts';
import { isJoinedWords } from '../labels/joined-words.ts';
import { isNoValue } from '../labels/no-values.ts';
import { surprise } from '../letters.ts';
import { isPasswordLike, isRandom } from '../randomness.ts';
import type { Hit, Rule, Window } from '../rule.ts';
import { textOfBase64 } from './base64-text.ts';

/** `Authorization: Basic …`, in a header, a curl command, a program's table of headers (RFC 9110, section 11.6.2). */
const authorization =
  /["'`\]]{0,2}[ \t]{0,4}(?::|=>|=|,)[ \t]{0,4}["'`]{0,2}(?:(Basic|Bearer|Token|ApiKey|Api-Key|Key|Bot|OAuth|GenieKey|SSWS|apikey|bearer|token|basic)[ \t]{1,4}(?:(?:token|key|apikey)[=:][ \t]?)?["']?)?([\w.~+/:=!$*%-]{8,2048})/y;
/** A cookie by which a server knows who is signed in (RFC 6265). */
const session =
  /(?<![\w-])((?:[\w.-]{0,40}(?:sess|sid|auth|token|jwt|login|remember|identity)[\w.-]{0,40}))=([\w.~+/:%-]{16,2048})/giu;

export const httpCredentials: Rule = {
  id: 'secret.http.credentials',
  severity: 'high',
  docs: 'https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2',
  literals: ['authorization', 'cookie:'],
  reach: { before: 16, after: 4096 },
  rank: 'guess',
  find,
};

function* find({ text, at, to, literal }: Window): Iterable<Hit> {
  if (literal === 'cookie:') {
    yield* cookies(text, at + literal.length, to);
    return;
  }
  authorization.lastIndex = at + literal.length;
  const match = authorization.exec(text);
  const value = match?.[2];
  if (match === null || value === undefined) return;
  const start = authorization.lastIndex - value.length;
  const scheme = match[1]?.toLowerCase();
  if (scheme === 'basic') {
    if (isBasic(value)) yield { start, end: start + value.length };
    return;
  }
  const trimmed = value.replace(/[.:=,]+$/, (end) => (/^=+$/.test(end) ? end : ''));
  if (isNoValue(trimmed) || isExample(trimmed) || !/\d/.test(trimmed)) return;
  if (isRandom(trimmed) || (scheme !== undefined && trimmed.length >= 16 && surprise(trimmed) >= 5.2))
    yield { start, end: start + trimmed.length };
}

/** True for the base64 of a user and a password that is no example's (RFC 7617). */
function isBasic(value: string): boolean {
  const [user, password] = textOfBase64(value)?.split(/:(.*)/s, 2) ?? [];
  if (user === undefined || password === undefined) return false;
  return isRealPassword(user, password);
}

/** What stands behind a user name: no placeholder, no word that documentation uses, at least four characters. */
export function isRealPassword(user: string, password: string): boolean {
  if (password.length < 4 || password === user || isExample(password) || isNoValue(password)) return false;
  return (
    isPasswordLike(password) ||
    isJoinedWords(password) ||
    isRandom(password) ||
    /^\d{6,}$/.test(password) ||
    surprise(password) >= 5.2
  );
}

function* cookies(text: string, from: number, to: number): Iterable<Hit> {
  // Up to the next header, which has its own literal: no text is read twice.
  const line = text.slice(from, Math.min(to, from + 4096)).split(/[\r\n]|cookie:/i, 1)[0] ?? '';
  for (const match of line.matchAll(session)) {
    const value = match[2] ?? '';
    if (!isRandom(value) || isNoValue(value)) continue;
    const start = from + match.index + (match[1]?.length ?? 0) + 1;
    yield { start, end: start + value.length };
  }
}
