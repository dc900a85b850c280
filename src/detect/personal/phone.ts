import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A run of digit groups as a telephone number is written. */
export interface PhoneRun {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
  /** Lengths of the groups. */
  readonly groups: readonly number[];
  /** What stands between the groups, in order. */
  readonly marks: readonly string[];
  readonly isInternational: boolean;
  readonly hasBrackets: boolean;
}

/** E.164 allows 15 digits; `(0)` and an exit code come on top. */
const mostDigits = 18;
const extension = /(?: ?(?:x|ext\.?|extension|durchwahl|poste|#) ?\d{1,6})(?!\d)/iy;

/** Reads a run of digit groups around a first digit at `first`, with a plus and brackets before it. */
export function phoneRunAt(text: string, first: number): PhoneRun | undefined {
  let start = first;
  let hasBrackets = false;
  if (text.charAt(start - 1) === '(') {
    start -= 1;
    hasBrackets = true;
  }
  if (text.charAt(start - 1) === '+') start -= 1;
  if (!hasBrackets && text.charAt(start - 1) === '(' && text.charAt(start) === '+') {
    start -= 1;
    hasBrackets = true;
  }
  const isPlus = text.charAt(start) === '+' || text.charAt(start + 1) === '+';
  const groups: number[] = [];
  const marks: string[] = [];
  let digits = '';
  let at = first;
  let end = first;
  let open = hasBrackets;
  for (;;) {
    const from = at;
    while (isDigit(text.charCodeAt(at))) at += 1;
    if (at === from || digits.length + at - from > mostDigits) break;
    groups.push(at - from);
    digits += text.slice(from, at);
    end = at;
    if (open && text.charAt(at) === ')') {
      open = false;
      at += 1;
      end = at;
    }
    const markStart = at;
    let marksRead = 0;
    while (marksRead < 3 && isMark(text.charCodeAt(at))) {
      const code = text.charCodeAt(at);
      if (code === 40) {
        if (open) break;
        open = true;
        hasBrackets = true;
      }
      at += 1;
      marksRead += 1;
    }
    const mark = text.slice(markStart, at);
    if (!isDigit(text.charCodeAt(at)) || (/[^ (]{2}| {2}/.test(mark) && mark !== '-(')) break;
    marks.push(mark);
  }
  if (open && !/\)/.test(text.slice(first, end))) {
    // A bracket that opens before the number closes behind it or not at all: it is not the number's.
    if (text.charAt(start) === '(') start += 1;
    hasBrackets = false;
  }
  const written = text.slice(start, end);
  if (written.startsWith('(') && written.indexOf(')') === written.length - 1 && groups.length + marks.length > 0) {
    // `(+49 170 1234567)`: the bracket is the sentence's.
    if (digits.length >= 7) {
      start += 1;
      end -= 1;
      hasBrackets = false;
    }
  }
  if (marks.length >= groups.length) marks.length = Math.max(0, groups.length - 1);
  extension.lastIndex = end;
  const behind = extension.exec(text)?.[0] ?? '';
  return {
    start,
    end: end + behind.length,
    digits,
    groups,
    marks,
    isInternational: isPlus || digits.startsWith('00'),
    hasBrackets,
  };
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Blank, hyphen, full stop, slash, brackets, and their typographic kin. */
function isMark(code: number): boolean {
  return (
    code === 32 ||
    (code >= 45 && code <= 47) ||
    code === 40 ||
    code === 0xa0 ||
    code === 0x202f ||
    code === 0x2011 ||
    code === 0x2013
  );
}

/** True where, under a word such as "phone", the run is a number to call and no date, amount, address or version. */
export function isLikelyPhone(run: PhoneRun, isLabel: boolean): boolean {
  const { digits, groups, marks, hasBrackets, isInternational } = run;
  if (digits.length < 6 || digits.length > 17 || groups.length > 7) return false;
  if (new Set(digits).size < 2 || isFiction(digits)) return false;
  if (isInternational || hasBrackets) return digits.length >= 7;
  if (groups.length === 1 && /^(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d/.test(digits)) return false;
  if (groups.length === 1) return digits.length >= (isLabel ? 7 : 9) && digits.length <= 15;
  const kinds = new Set(marks.map((mark) => mark.trim() || ' '));
  if (kinds.has('.') && kinds.size === 1) {
    // Thousands, a decimal number, an IP address, a date.
    if (groups.length === 2 || (groups.length === 4 && groups.every((size) => size <= 3))) return false;
    if (groups.slice(1).every((size) => size === 3) && (groups[0] ?? 0) <= 3 && groups.length < 5) return false;
  }
  if (isDateLike(run)) return false;
  if (
    groups.length === 2 &&
    groups.every((size) => size === 4) &&
    isYear(digits.slice(0, 4)) &&
    isYear(digits.slice(4))
  )
    return false;
  // Single figures are a count, but for a trunk or country code.
  const first = groups[0] ?? 0;
  return groups.filter((size) => size === 1).length <= 1 && first <= (isLabel && digits.startsWith('0') ? 6 : 5);
}

function isYear(text: string): boolean {
  return /^(?:19|20)\d\d$/.test(text);
}

function isDateLike({ groups, digits, marks }: PhoneRun): boolean {
  const shape = groups.slice(0, 3).join('-');
  if (/^4-[12]-[12]$/.test(shape)) return isYear(digits.slice(0, 4));
  if (/^[12]-[12]-4$/.test(shape)) return isYear(digits.slice(-4));
  // `01/05/09`
  return groups.length === 3 && digits.length === 6 && /^[/.-]$/.test(marks[0] ?? '') && marks[0] === marks[1];
}

const american = /^(?:\+?1[-. ])?(?:(?:\([2-9]\d\d\) ?|[2-9]\d\d-)[2-9]\d\d-\d{4}|[2-9]\d\d\.[2-9]\d\d\.\d{4})$/;
/** National forms that are written for nothing else, by the countries that write them so. */
const national: readonly (readonly [RegExp, CountryCode])[] = [
  [american, 'US'],
  [/^0[1-9](?:[ .]\d\d){4}$/, 'FR'],
  [
    /^(?:07\d{3} \d{6}|07\d{3} \d{3} \d{3}|0[12]0 \d{4} \d{4}|01\d{3} \d{6}|01\d{2} \d{3} \d{4}|\(0\d{2,4}\) \d{3,4} \d{3,4})$/,
    'GB',
  ],
  [/^(?:01[567]\d{1,2}[ /-]{1,3}\d{3,4} ?\d{3,5}|0[2-9]\d{1,3} ?\/ ?\d{3,4} ?\d{2,5}|\(0\d{2,4}\) ?\d{3,9})$/, 'DE'],
];

/** True where the run is a valid number without any word near it: international, or in a form of one country. */
export function isCertainPhone(text: string, run: PhoneRun): boolean {
  const { start, end, digits, groups, isInternational } = run;
  const written = text.slice(start, end);
  if (isInternational) {
    if (digits.length < 8) return false;
    const isPlus = /^\(?\+/.test(written);
    // `00` alone begins many numbers: only in groups it is an exit code.
    const isBare = groups.length === 1 && digits.length >= 12 && digits.length <= 15 && digits.charAt(2) !== '0';
    if (!isPlus && !isBare && (groups.length < 3 || digits.length < 12 || groups.every((size) => size === 4)))
      return false;
    if (/^\+?\d{4}-\d{2}-\d{2}/.test(written) || isDateLike(run)) return false;
    return isValid(
      isPlus ? written.replace(/^\(?\+(\d+)\)/, '+$1').replace(/^\(/, '') : `+${digits.slice(2)}`,
      undefined,
    );
  }
  if (digits.length < 10 || digits.length > 13) return false;
  const bare = written
    .replace(/ ?(?:x|ext|#).*$/i, '')
    .replace(/[\u00A0\u202F]/g, ' ')
    .replace(/[\u2011\u2013]/g, '-');
  return national.some(
    ([form, country]) => form.test(bare) && isValid(bare, country) && !isFiction(digits) && !isCount(digits),
  );
}

function isValid(written: string, country: CountryCode | undefined): boolean {
  const number = parsePhoneNumberFromString(written, { ...(country && { defaultCountry: country }), extract: false });
  return number?.isValid() === true;
}

/** 555-0100 to 555-0199 are kept for fiction (https://www.nanpa.com/). */
function isFiction(digits: string): boolean {
  return /^(?:1?[2-9]\d\d)?55501\d\d$/.test(digits);
}

/** `01 02 03 04 05` counts. */
function isCount(digits: string): boolean {
  const pairs = digits.match(/\d\d/g)?.map(Number) ?? [];
  const step = (pairs[1] ?? 0) - (pairs[0] ?? 0);
  return pairs.every((pair, index) => index === 0 || pair - (pairs[index - 1] ?? 0) === step);
}
