import type { Finding } from './finding.ts';
import type { RuleId } from './rule-texts.ts';

/** Makes the placeholder of a value: the same for the same value within a conversation. */
export type Placeholder = (finding: Finding, value: string) => string;

/** Placeholders that stand for hidden text, as redaction writes them. */
export const placeholder = /⟦[a-z][\w.-]{0,40}:[0-9a-z]{3,24}⟧/;

/** The part of a note that its author put into a fence or a callout: `detect/private-spans.ts`. */
export const privateSpanRule = 'note.private-span' satisfies RuleId;

/** What the policy's `content` decides about; the names are its keys. */
export const dataClasses = ['secret', 'personal', 'private'] as const;
export type DataClass = (typeof dataClasses)[number];

/** What a rule finds, as the policy tells it apart; undefined for what is about a note as a whole and covers no text. */
export function dataClassOf(rule: RuleId): DataClass | undefined {
  if (rule.startsWith('secret.')) return 'secret';
  if (rule.startsWith('personal.')) return 'personal';
  return rule === privateSpanRule ? 'private' : undefined;
}

/**
 * The kind that a placeholder names: `secret`, `private`, and of personal data what it is, such as `email`, or `ssn` of
 * `personal.us.ssn`.
 */
export function placeholderKind(rule: RuleId): string {
  const found = dataClassOf(rule);
  if (found !== 'personal') return found ?? 'hidden';
  const [, first = found, ...rest] = rule.split('.');
  // A country's own numbers stand behind its code.
  return /^[a-z]{2}$/.test(first) && rest.length > 0 ? rest.join('-') : first;
}

/**
 * Eight digits to base 36: of a thousand values in one conversation two get the same with a probability of 1 in
 * 5,600,000, of ten thousand 1 in 56,000. Where a process sees that happen, the later one gets a longer id.
 */
const lengths = [8, 12, 16, 24] as const;

/**
 * Makes placeholders such as `⟦email:k3f9a01b⟧`. The id is a part of the keyed hash of the value as `normalValue` gives
 * it, so that processes under one key agree without knowing of each other, and ids under another key tell nothing.
 * @param hash keyed hash of a text, at least 128 bits, in hexadecimal digits
 */
export function placeholdersUnder(hash: (text: string) => string): Placeholder {
  const taken = new Set<string>();
  const known = new Map<string, string>();
  return ({ rule }, value) => {
    const kind = placeholderKind(rule);
    const named = `${kind}\0${normalValue(kind, value)}`;
    const made = known.get(named) ?? madeFor(kind, named);
    known.set(named, made);
    return made;
  };

  function madeFor(kind: string, named: string): string {
    const digits = BigInt(`0x${hash(named).slice(0, 32)}`)
      .toString(36)
      .padStart(24, '0');
    for (const length of lengths) {
      const made = `⟦${kind}:${digits.slice(-length)}⟧`;
      if (taken.has(made)) continue;
      taken.add(made);
      return made;
    }
    throw new Error('Two values have one hash');
  }
}

/** Kinds in which every character counts, and those of which the marks between numbers are a part. */
const exactKinds = /^(?:secret|pin|password|passphrase|cv[cv]|otp|code|alarm)/;
const dottedKinds = /^(?:ip|birth|dob|date)/;

/** One text for all spellings of a value, by the kind that its placeholder names. */
export function normalValue(kind: string, value: string): string {
  const text = value.normalize('NFC').replace(/\r\n?/g, '\n');
  if (kind === 'secret') return text;
  if (kind === 'private' || exactKinds.test(kind)) return text.trim();
  // Full-width forms, no-break spaces and the like are other spellings, as are the digits of other scripts.
  const plain = text.normalize('NFKC').replace(/[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]/g, asciiDigit);
  if (kind === 'phone') return phoneNumber(plain);
  const folded = plain.trim().replace(/\s+/g, ' ').toLowerCase();
  if (kind === 'email') return emailAddress(folded);
  if (dottedKinds.test(kind)) return folded;
  // Numbers of accounts, cards and people are written in groups, with what marks people like between them.
  const joined = folded.replace(/[^\p{L}\p{N}]/gu, '');
  return /(?:\d.*){4}/.test(joined) && /^[a-z0-9]{6,40}$/.test(joined) ? joined : folded;
}

/** The ASCII digit of an Arabic, Persian or Devanagari one. */
function asciiDigit(digit: string): string {
  const code = digit.charCodeAt(0);
  const zero = code >= 0x0966 ? 0x0966 : code >= 0x06f0 ? 0x06f0 : 0x0660;
  return String(code - zero);
}

const bracketed = (words: string) => new RegExp(` ?[[({<] ?(?:${words}) ?[\\])}>] ?`, 'g');
const atWords = bracketed('at|ät|@|arroba');
const dotWords = bracketed(String.raw`dot|punkt|point|punto|ponto|\.`);

/** The address that `anna [at] firm [dot] org` and `anna at firm dot org` stand for. */
function emailAddress(written: string): string {
  const joined = written
    .replace(atWords, '@')
    .replace(dotWords, '.')
    .replace(/ (?:dot|punkt) /g, '.');
  return joined.includes('@') ? joined : joined.replace(' at ', '@');
}

/** Country calling codes of one and of two digits; all others have three (ITU-T E.164, list of assigned codes). */
const callingCode = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/**
 * The digits of an E.164 number behind the country's code, without the 0 that is dialled within it. Nobody can tell the
 * country of a number that is written without one, so that only this part makes `0170 1234567` the same as
 * `+49 170 1234567`.
 */
function phoneNumber(text: string): string {
  const [number = '', extension = ''] = text.split(/\s*(?:ext\.?|x|#|;ext=)\s*/i);
  const digits = number.replace(/\(0\)/g, '').replace(/\D/g, '');
  const [prefix] = /^\D*\+/.test(number) ? [''] : (/^(?:00|011(?=\d{9}))/.exec(digits) ?? []);
  const national =
    prefix === undefined ? digits.replace(/^1(?=\d{10}$)/, '') : digits.slice(prefix.length).replace(callingCode, '');
  const significant = national.replace(/^0+/, '');
  return `${significant.length >= 6 ? significant : digits}${extension === '' ? '' : `x${extension}`}`;
}

/** What a placeholder's kind says of what it stands for. */
export function dataClassOfPlaceholder(text: string): DataClass {
  const kind = text.slice(1, text.indexOf(':'));
  return kind === 'secret' || kind === 'private' ? kind : 'personal';
}
