import { isNobody } from './email.ts';
import type { Match } from './entity.ts';

/** What is written for `@`, in brackets. */
const atInBrackets = /[[({<] ?(?:[Aa][Tt]|ät|@|arroba) ?[\])}>]/g;
const dotInWords = / (?:[Dd]ot|DOT|punkt) /g;
const local = /(?<![\w.+-])[\p{L}\d][\p{L}\d_.+-]{0,63} ?$/u;
const dot = String.raw`(?:\.| ?[\[({<] ?(?:dot|punkt|point|punto|ponto|\.) ?[\])}>] ?| (?:dot|punkt) )`;
const domain = new RegExp(
  String.raw` ?(?:[\p{L}\d][\p{L}\d-]{0,62}${dot}){1,4}\p{L}{2,24}(?![\p{L}\d@]|${dot}\p{L})`,
  'iuy',
);
const words = /(?<![\w.+-])([\p{L}\d][\p{L}\d_.+-]{0,63}) at $/iu;
const separators = new RegExp(dot, 'gi');

/** Finds addresses that people write so that programs do not read them: `anna [at] firm [dot] org`, `anna at firm dot org`. */
export function* emailsInWords(text: string): Iterable<Match> {
  for (const { 0: at, index } of text.matchAll(atInBrackets)) {
    const before = local.exec(text.slice(Math.max(0, index - 66), index))?.[0];
    const match =
      before === undefined ? undefined : addressAt(text, index - before.length, before.trim(), index + at.length);
    if (match !== undefined) yield match;
  }
  for (const { index } of text.matchAll(dotInWords)) {
    const host = /[\p{L}\d.-]{1,63}$/u.exec(text.slice(Math.max(0, index - 64), index))?.[0];
    if (host === undefined) continue;
    const before = words.exec(text.slice(Math.max(0, index - host.length - 70), index - host.length));
    const name = before?.[1];
    const match =
      name === undefined
        ? undefined
        : addressAt(text, index - host.length - 4 - name.length, name, index - host.length);
    if (match !== undefined) yield match;
  }
}

function addressAt(text: string, start: number, name: string, from: number): Match | undefined {
  domain.lastIndex = from;
  const written = domain.exec(text)?.[0];
  if (written === undefined) return undefined;
  if (isNobody(name.toLowerCase(), written.trim().replace(separators, '.').toLowerCase())) return undefined;
  // Perl's documentation writes `E<lt>anna[at]firm.orgE<gt>`.
  const end = from + written.length;
  return { id: 'personal.email', severity: 'low', start, end: text.startsWith('E<gt>', end - 1) ? end - 1 : end };
}
