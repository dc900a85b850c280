import { isCommonWord } from '../letters.ts';

const shape = /^\p{L}{4,14}(?:[-._]\p{L}{4,14}){2,9}$/u;

/**
 * Three words or more joined by hyphens or points, as people and password generators join them, and not as names are:
 * of the commonest words of documentation at most `mostCommon` of three are among them.
 */
export function isJoinedWords(value: string, mostCommon: 0 | 1 = 0): boolean {
  if (value.length > 64 || !shape.test(value) || /[a-z][A-Z]|[A-Z]{2}/.test(value)) return false;
  const words = value.toLowerCase().split(/[-._]/);
  if (words.some((word) => !/[aeiouyäöüáéíóúàèìòùâêîôû]|[^\0-\x7f]/.test(word) || namesWord.test(word))) return false;
  const common = words.filter(isCommonWord).length;
  return new Set(words).size > 1 && common <= Math.floor(words.length / 3) * mostCommon;
}

/** What names of accounts, hosts, files and settings are made of. */
const namesWord =
  /^(?:user|users|admin|root|login|auth|pass|passw\w*|secret\w*|token\w*|creds?|keys?|vault|local|prod|test\w*|demo|data\w*|host\w*|node|main|name\w*|file\w*|http\w*|json|yaml|your|this|that|here|random|words?|phrases?|letters|characters|long|short|three|four|five|seven|eight|nine|with|from|note|notes|with|case|must|need|only|same|none|null|true|false|replace|change\w*|insert|enter|super|strong|weak|safe|plain|text|dummy|fake|mock|some|kubernetes|docker|github|gitlab|google|azure|bitwarden|keepass\w*)$/;

/** `Tisch.Lampe.42`: words with capitals and a number, which no version has. */
export function isTitledWords(value: string): boolean {
  return /^\p{Lu}\p{Ll}{2,13}(?:\.\p{Lu}\p{Ll}{2,13}){1,5}\.\d{1,4}$/u.test(value);
}
