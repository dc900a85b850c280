import { isDay } from './checks.ts';

const months =
  'jan feb mar apr may jun jul aug sep oct nov dec janv fév mars avr mai juin juil août déc mär mrz okt dez ene abr ago dic gen mag giu lug set ott fev abr maio out'.split(
    ' ',
  );
const monthName = String.raw`(?:${months.join('|')})\p{L}{0,8}`;

/** Dates whose year ends where the pattern ends: `03/04/1984`, and with words `3. März 1984`, `March 3rd, 1984`. */
const numbersBefore = /(?<![\d.])(\d{1,2})[./-](\d{1,2})[./-]$/;
const wordsBefore = new RegExp(
  String.raw`(?:(?<!\d)\d{1,2}(?:st|nd|rd|th)?\.?[ \u00A0-](?:de |of )?${monthName}\.?,?[ \u00A0-](?:de |del )?|(?<!\p{L})${monthName}\.?[ \u00A0]\d{1,2}(?:st|nd|rd|th)?,?[ \u00A0])$`,
  'iu',
);
const beginsWithYear =
  /-(\d{2})-(\d{2})(?!\d)|[./](\d{1,2})[./](\d{1,2})(?!\d)|年 ?(\d{1,2})月 ?(\d{1,2})日|년 ?(\d{1,2})월 ?(\d{1,2})일/y;

/**
 * Returns the span of the date whose year, four digits, stands at [start, end), or undefined where it is no date of a day
 * on which somebody alive may have been born.
 */
export function dateAround(text: string, start: number, end: number): { start: number; end: number } | undefined {
  const year = Number(text.slice(start, end));
  if (year < 1900 || year > 2035) return undefined;
  const mark = text.charAt(start - 1);
  if (mark === '.' || mark === '/' || mark === '-') {
    const match = numbersBefore.exec(text.slice(Math.max(0, start - 8), start));
    if (match !== null) {
      const [first, second] = [Number(match[1]), Number(match[2])];
      return isDay(first, second) || isDay(second, first) ? { start: start - match[0].length, end } : undefined;
    }
  }
  if ((mark === ' ' || mark === '\u00A0' || mark === '-') && hasMonthBefore(text, start)) {
    const match = wordsBefore.exec(text.slice(Math.max(0, start - 24), start));
    if (match !== null) return { start: start - match[0].length, end };
  }
  if (/[\d./-]/.test(mark)) return undefined;
  beginsWithYear.lastIndex = end;
  const behind = beginsWithYear.exec(text);
  if (behind === null) return undefined;
  const [month, day] = behind
    .slice(1)
    .filter((each) => each !== undefined)
    .map(Number);
  return isDay(month ?? 0, day ?? 0) ? { start, end: end + behind[0].length } : undefined;
}

const monthBegins = new Set(months.map((each) => each.slice(0, 3)));

/** True where the last long word before `at`, a few characters away, begins like a month: asked before the pattern is. */
function hasMonthBefore(text: string, at: number): boolean {
  let end = at - 1;
  const lowest = Math.max(0, at - 12);
  for (;;) {
    while (end > lowest && !isLetter(text.charCodeAt(end - 1))) {
      if (!/[\d ,.\u00A0-]/.test(text.charAt(end - 1))) return false;
      end -= 1;
    }
    let start = end;
    while (start > 0 && end - start < 12 && isLetter(text.charCodeAt(start - 1))) start -= 1;
    if (start === end) return false;
    // `3 de marzo de 1984`, `March 3rd, 1984`
    if (end - start > 3 || !/^(?:de|del|of|st|nd|rd|th)$/i.test(text.slice(start, end)))
      return monthBegins.has(text.slice(start, start + 3).toLowerCase());
    end = start;
  }
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 0xc0 && code < 0x250);
}
