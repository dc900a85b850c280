import { countrySpecs } from 'ibantools';
import type { Match } from './entity.ts';

const lead = /[A-Za-z]{2}[ -]?\d{2}/y;

/** Blanks and dashes of typesetters between groups, and what nobody sees. */
const between = /[ \u00A0\u2009\u202F\u2010\u2011\u2013-]/;
const unseen = /[\u00AD\u200B-\u200F\u2060\uFEFF]/;

/**
 * Reads the IBAN at `start` (ISO 13616; https://www.swift.com/resource/iban-registry-pdf), in capitals or small letters, in
 * groups or not. Its country says how long it is, so that text behind it does not matter.
 */
export function ibanAt(text: string, start: number): Match | undefined {
  lead.lastIndex = start;
  if (!lead.test(text)) return undefined;
  const country = text.slice(start, start + 2).toUpperCase();
  const length = countrySpecs[country]?.chars;
  if (length === undefined || length === null) return undefined;
  let compact = '';
  let at = start;
  let isApart = false;
  for (; compact.length < length && at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isAlphanumeric(code)) compact += text.charAt(at);
    else if (!isAlphanumeric(text.charCodeAt(at + 1))) return undefined;
    else if (between.test(text.charAt(at))) isApart = true;
    else if (!unseen.test(text.charAt(at))) return undefined;
  }
  if (compact.length < length || isAlphanumeric(text.charCodeAt(at))) return undefined;
  const upper = compact.toUpperCase();
  // Groups are of four: what is apart elsewhere is a sentence.
  if (isApart && !/^[A-Za-z]{2}[ \u00A0\u202F-]?\d\d[ \u00A0\u202F-]/.test(text.slice(start, start + 6)))
    return undefined;
  // Check digits of one country within the number are not asked: who types a number wrong gets those of ISO 13616 wrong.
  return isMod97(upper) && hasShape(upper, country)
    ? { id: 'personal.iban', severity: 'medium', start, end: at }
    : undefined;
}

function hasShape(iban: string, country: string): boolean {
  const shape = countrySpecs[country]?.bban_regexp;
  return shape !== undefined && shape !== null && new RegExp(shape).test(iban.slice(4));
}

function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** ISO 7064, MOD 97-10, before the library is asked, which takes longer. */
function isMod97(iban: string): boolean {
  let rest = 0;
  for (let index = 0; index < iban.length; index++) {
    const code = iban.charCodeAt((index + 4) % iban.length);
    rest = code < 58 ? (rest * 10 + code - 48) % 97 : (rest * 100 + code - 55) % 97;
  }
  return rest === 1;
}
