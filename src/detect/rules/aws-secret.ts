import { isRandom } from '../randomness.ts';
import type { Hit, Rule, Window } from '../rule.ts';

/**
 * The secret half of an AWS key: 40 characters of base64 without a mark of their own, so that they count only under
 * their label or near the id that they belong to.
 */
export const awsSecretKey: Rule = {
  id: 'secret.aws.secret-access-key',
  severity: 'high',
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  literals: [
    'AKIA',
    'ASIA',
    'secret_access_key',
    'secret access key',
    'secretaccesskey',
    'secret-access-key',
    'secret key',
  ],
  reach: { before: 200, after: 250 },
  find,
};

const candidate = /(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/g;
const keyId = /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])/y;

function* find({ text, at, from, to, literal }: Window): Iterable<Hit> {
  const isId = literal === 'AKIA' || literal === 'ASIA';
  keyId.lastIndex = at;
  if (isId && !keyId.test(text)) return;
  // Behind the label it stands on the same line, or in the next cell or line.
  const start = isId ? from : at;
  const area = text.slice(start, isId ? to : Math.min(to, at + 100));
  for (const match of area.matchAll(candidate)) {
    const value = match[0];
    // Forty hexadecimal digits are a commit.
    if (/^[0-9a-f]+$/i.test(value) || !/[A-Z]/.test(value) || !/[a-z]/.test(value) || !isRandom(value)) continue;
    yield { start: start + match.index, end: start + match.index + value.length };
  }
}
