import { surprise } from '../letters.ts';
import { isTitledWords } from './joined-words.ts';
import type { Labelled } from './labelled.ts';

/** `use "…" as password`, ``mit `…` als Passwort``: a value in quotes or as code before the label. */
const before =
  /(["'`”“„«])([^\s"'`”“„«»]{6,64})["'`”“»][ \t](?:as|als|comme|como|come|как|в качестве)[ \t](?:(?:the|a|your|das|le|la|el|o|il|het)[ \t])?(?:[\p{L}-]{2,12}[ \t])?$/u;

/** The value that stands before the label at `start`, where words say that it is one; undefined elsewhere. */
export function readBefore(text: string, start: number, end: number): Labelled | undefined {
  if (text.charCodeAt(start - 1) !== 32) return undefined;
  if (/^[ \t-]?(?:hash|hint|prompt|source|algorithm|store|manager|generator|speicher)/i.test(text.slice(end, end + 12)))
    return undefined;
  const lead = text.slice(Math.max(0, start - 110), start);
  const match = before.exec(lead);
  const value = match?.[2];
  if (match === null || value === undefined) return undefined;
  const from = start - lead.length + match.index + 1;
  return { start: from, end: from + value.length, value, form: 'prose', alone: false, isCode: false };
}

const inBrackets =
  /^[ \t][(（](?:(?:currently|now|still|is|was|aktuell|derzeit|actuellement|actual|attuale|nu)[ \t])?([^\s()（）"'`]{7,64})[)）]/u;
const behind =
  /^[*_]{0,3}[ \t]{1,3}(?:(?:for|für|от|для|de|du|del|do|van)[ \t](?:(?:the|den|das|la|el|il)[ \t])?[\p{L}\d-]{2,20}[ \t])?([^\s|<>"'`()[\]{}\\]{8,64}?)[.,;]?(?=[ \t]{0,8}(?:[\r\n(（]|$))/u;

/** A value right behind its label, with nothing between that says so: it must show by itself what it is. */
export function readBeside(text: string, end: number, form: Labelled['form']): Labelled | undefined {
  const next = text.charCodeAt(end);
  if (next !== 32 && next !== 9 && next !== 42 && next !== 95) return undefined;
  const rest = text.slice(end, end + 120);
  const match = inBrackets.exec(rest) ?? behind.exec(rest);
  const value = match?.[1];
  if (match === null || value === undefined || !isUnlikeWords(value)) return undefined;
  const from = end + match[0].indexOf(value);
  return { start: from, end: from + value.length, value, form, alone: true, isCode: false };
}

/** Digits and letters, with a mark in the middle, three digits in a row behind a word, or letters that are no word. */
function isUnlikeWords(value: string): boolean {
  if (!/\d/.test(value) || !/\p{Ll}/u.test(value) || /^[\w.-]+[=:/@]|[/\\@=]|::|->/.test(value)) return false;
  if (isTitledWords(value) || /^\p{Lu}?\p{Ll}{3,}(?:19|20)?\d{2,4}[!?$%&*+#]{1,3}$/u.test(value)) return true;
  if (/[^\w.,:;'’-]/.test(value.slice(1, -1))) return true;
  return (
    /^\p{Ll}{3,12}\d{4}$/u.test(value) ||
    (/[A-Z]/.test(value) && /\d.*\D|[a-z].*[A-Z]/.test(value) && surprise(value) >= 5)
  );
}
