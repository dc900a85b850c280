/** Whether a value stands by itself, or is part of an address, an amount, a file's name or a longer number. */

/** True for ASCII letters and digits. */
export function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 0xc0 && code < 0x2000);
}

/**
 * True where a value may begin at `start`. With `named` its label is known, so that a mark between the two is no part of
 * a longer word.
 */
export function mayBegin(text: string, start: number, named: boolean): boolean {
  if (start === 0) return true;
  const before = text.charCodeAt(start - 1);
  const further = text.charCodeAt(start - 2);
  if (isAlphanumeric(before) || isLetter(before)) return false;
  switch (text.charAt(start - 1)) {
    case '_':
      return Number.isNaN(further) || !(isAlphanumeric(further) || isLetter(further));
    case '.':
    case '/':
    case '-':
    case '#':
      return named && (isLetter(further) || text.charAt(start - 2) === ' ' || text.charAt(start - 1) === '#');
    case ':':
    case ',':
      return !isDigit(further) || named;
    case '+':
    case '\\':
    case '@':
    case '$':
    case '%':
    case '&':
    case '^':
    case '~':
    case '€':
    case '£':
    case '¥':
      return false;
    default:
      return true;
  }
}

/** True where a value may end at `end`. */
export function mayEnd(text: string, end: number, named: boolean): boolean {
  const next = text.charCodeAt(end);
  if (Number.isNaN(next)) return true;
  if (isAlphanumeric(next) || isLetter(next)) return false;
  const further = text.charCodeAt(end + 1);
  switch (text.charAt(end)) {
    case '_':
      return !(isAlphanumeric(further) || isLetter(further));
    case '.':
    case ':':
      return !isDigit(further);
    case ',':
      return named || !isDigit(further) || isDigit(text.charCodeAt(end + 2));
    case '-':
    case '/':
      return !isAlphanumeric(further) || (named && isLetter(further));
    case '+':
    case '=':
      return !isAlphanumeric(further);
    case '@':
    case '%':
    case '€':
    case '$':
    case '£':
    case '°':
      return false;
    default:
      return true;
  }
}

const unit = /[ \u00A0]?(?:€|\$|£|%|°|EUR\b|USD\b|GBP\b|CHF\b|k?m\b|cm\b|mm\b|kg\b|[kMG]i?B\b|ms\b|px\b|kWh\b|x ?\d)/y;

/** True where a unit or a currency stands behind: the number is an amount. */
export function isAmount(text: string, end: number): boolean {
  unit.lastIndex = end;
  return unit.test(text);
}

/** No web address is looked at further back than this. */
const longestAddress = 256;

/** True where `at` lies in a web address or in the target of a link. A number to call (`tel:`) is none. */
export function isInAddress(text: string, at: number): boolean {
  let start = at;
  const lowest = Math.max(0, at - longestAddress);
  let slashes = 0;
  while (start > lowest) {
    const code = text.charCodeAt(start - 1);
    // Blanks, quotes, angle brackets, a bar, a grave accent.
    if (code <= 32 || code === 34 || code === 39 || code === 60 || code === 62 || code === 124 || code === 96) break;
    if (code === 47 || code === 46 || code === 40) slashes += 1;
    start -= 1;
  }
  if (slashes === 0) return false;
  const run = text.slice(start, at);
  if (/(?:tel|sms|callto|whatsapp):(?:\/\/)?[+(\d]{0,4}$/i.test(run)) return false;
  return run.includes('://') || run.includes('www.') || run.includes('](') || run.includes('wa.me');
}
