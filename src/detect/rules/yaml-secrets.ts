import { isExample } from '../labels/examples.ts';
import { isNoValue } from '../labels/no-values.ts';
import { surprise } from '../letters.ts';
import { entropy, isPasswordLike, isRandom } from '../randomness.ts';
import type { Hit, Rule, Window } from '../rule.ts';

const longestBlock = 4096;
const lineEnd = /[^\r\n]{0,4096}(?:\r\n|\r|\n)/y;
/** `  name: value`, the value in quotes or not, and a comment behind it. */
const entry = /^([ \t]{1,16})([\w.-]{1,60})[ \t]{0,4}:[ \t]{1,8}(["']?)([^\s"'#]{8,512})\3[ \t]{0,8}(?:#.{0,200})?$/;

/** What such a block says about its secrets beside them. */
const otherEntry =
  /(?:^|[._-])(?:id|uuid|name|arn|hash|sha\d*|checksum|version|image|digest|commit|ref|path|file|url|uri|host|model|region|user|username|email|type|provider|created\w*|updated\w*|expires\w*)$|(?:Id|Name|Ref|Path)$/i;

/** A block of YAML whose own name says what all its entries are: `secrets:` with `jwt: …` below (https://yaml.org/spec/1.2.2/#chapter-8-block-style-productions). */
export const yamlSecrets: Rule = {
  id: 'secret.generic.token',
  severity: 'medium',
  docs: 'https://yaml.org/spec/1.2.2/',
  literals: ['secrets:', 'passwords:', 'credentials:', 'tokens:', 'api_keys:', 'apikeys:', 'api-keys:'],
  reach: { before: 64, after: longestBlock },
  rank: 'guess',
  find,
};

function* find({ text, at, literal, to }: Window): Iterable<Hit> {
  const before = text.slice(Math.max(0, at - 48), at);
  const lead = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
  if (!/^[ \t]{0,16}[\w-]{0,24}$/.test(lead)) return;
  const rest = /^[ \t]{0,8}(?:#[^\r\n]{0,80})?(?:\r\n|\r|\n)/.exec(
    text.slice(at + literal.length, at + literal.length + 96),
  );
  if (rest === null) return;
  const indent = /^[ \t]*/.exec(lead)?.[0].length ?? 0;
  let start = at + literal.length + rest[0].length;
  // Line by line: most such names stand over no block at all.
  while (start < to) {
    lineEnd.lastIndex = start;
    const stop = lineEnd.exec(text);
    const line = text.slice(start, Math.min(to, stop === null ? text.length : lineEnd.lastIndex));
    const match = entry.exec(line.trimEnd());
    if (line.trim() !== '' && (/^[ \t]*/.exec(line)?.[0].length ?? 0) <= indent) return;
    const value = match?.[4];
    if (value !== undefined && !otherEntry.test(match?.[2] ?? '') && isSecret(value)) {
      const valueStart = start + line.indexOf(value, line.indexOf(':'));
      yield { start: valueStart, end: valueStart + value.length };
    }
    start += line.length;
  }
}

/** The block says that it is one: random, or a password that is no name. */
function isSecret(value: string): boolean {
  // `Inter-Regular400`: a name with a number.
  if (/^[\p{L}_-]+\d{0,4}$/u.test(value) && value.includes('-')) return false;
  if (isNoValue(value) || isExample(value) || !/\d/.test(value) || !/\p{L}/u.test(value)) return false;
  if (isRandom(value)) return entropy(value) >= 3;
  if (!isPasswordLike(value) || /[/\\]/.test(value)) return false;
  return (
    surprise(value) >= 5.2 ||
    /[^\w.:-]/.test(value.slice(1, -1)) ||
    /^\p{Lu}\p{Ll}{3,}\d{2,4}[!?$%&*+#]{1,3}$/u.test(value)
  );
}
