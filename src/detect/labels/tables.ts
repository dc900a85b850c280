import type { Labelled } from './labelled.ts';
import { lineRest } from './values.ts';

/** A value in a row, behind the bar at the label's right. */
export function readCell(text: string, at: number, to: number): Labelled | undefined {
  const rest = lineRest(text, at, to);
  const stop = rest.search(/(?<!\\)\|/);
  return cellValue(stop === -1 ? rest : rest.slice(0, stop), at);
}

function cellValue(cell: string, at: number): Labelled | undefined {
  const match = /^\s*[*_`"]{0,3}(\S+?)[*_`"]{0,3}\s*$/.exec(cell);
  const value = match?.[1];
  if (value === undefined) return undefined;
  const start = at + cell.indexOf(value);
  return { start, end: start + value.length, value, form: 'cell', alone: true, isCode: false };
}

/** How the column of users is headed, in ten languages. */
const userColumn =
  /^[\s*_]*(?:user(?:[ -]?(?:name|id))?|login|e-?mail|account|benutzer(?:name)?|nutzer(?:name)?|anmeldename|identifiant|utilisateur|usuario|usu[áa]rio|correo|utente|gebruiker(?:snaam)?|логин|пользователь|用户名?|账号|ユーザー名?|アカウント)[\s*_]*$/iu;

/** No header row is longer before its label. */
const longestHeader = 400;

/**
 * Where the label stands in the header row of a Markdown table (https://github.github.com/gfm/#tables-extension-),
 * returns the values of its column; undefined where it stands elsewhere.
 */
export function tableColumn(text: string, at: number, from: number, to: number): Labelled[] | undefined {
  const near = Math.max(from, at - longestHeader);
  const lead = text.slice(near, at);
  const lineStart = near + Math.max(lead.lastIndexOf('\n'), lead.lastIndexOf('\r')) + 1;
  // A line that begins out of reach is no table's.
  if (lineStart === near && near > 0 && !/[\r\n]/.test(text.charAt(near - 1))) return undefined;
  if (!lead.includes('|') && !lineRest(text, at, to).includes('|')) return undefined;
  const [header, delimiter] = headOf(text, lineStart, to);
  if (header === undefined || delimiter === undefined || !header.includes('|')) return undefined;
  if (!isDelimiterRow(delimiter)) return undefined;
  // A row below another one is no header.
  const above = text.slice(Math.max(from, lineStart - 512), Math.max(from, lineStart - 1)).replace(/\r$/, '');
  if (above.slice(Math.max(above.lastIndexOf('\n'), above.lastIndexOf('\r')) + 1).includes('|')) return undefined;
  const spans = cells(header);
  const column = spans.findIndex((cell) => at - lineStart >= cell.from && at - lineStart < cell.to);
  const place = spans[column];
  if (place === undefined) return undefined;
  // Of several labels in one cell the first speaks for its column; a heading of many words speaks of something else.
  if (/pass|pwd|token|secret|key/i.test(header.slice(place.from, at - lineStart))) return [];
  if (header.slice(place.from, place.to).trim().split(/\s+/).length > 4) return [];
  const users = spans.findIndex(({ from: start, to: stop }) => userColumn.test(header.slice(start, stop)));
  // The outcomes of tests.
  if (/\|[\s*]{0,8}fail/i.test(header)) return [];
  const values: Labelled[] = [];
  for (const line of splitLines(text, lineStart, to).slice(2)) {
    const row = cells(line.text);
    const cell = row[column];
    const labelled = cell && cellValue(line.text.slice(cell.from, cell.to), line.start + cell.from);
    if (labelled === undefined) continue;
    const user = users === -1 ? undefined : row[users];
    const hasUserCell = user !== undefined && /^\s*[^\s|]{2,64}\s*$/.test(line.text.slice(user.from, user.to));
    values.push(hasUserCell ? { ...labelled, hasUserCell } : labelled);
  }
  return values;
}

/** The first two lines from an offset on. */
function headOf(text: string, from: number, to: number): string[] {
  return text.slice(from, Math.min(to, from + 2048)).split(/\r\n|\r|\n/, 2);
}

/** Bars, colons, blanks and a hyphen: one character class, so that no text makes it look twice. */
function isDelimiterRow(line: string): boolean {
  return line.length <= 1024 && line.includes('-') && /^[\s>|:-]+$/.test(line);
}

/** The lines of a table: up to the first below its head that holds no bar. */
function splitLines(text: string, from: number, to: number): { start: number; text: string }[] {
  const lines: { start: number; text: string }[] = [];
  const pattern = /([^\r\n]*)(?:\r\n|\r|\n|$)/y;
  pattern.lastIndex = from;
  while (pattern.lastIndex < to) {
    const start = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null || (lines.length >= 2 && !match[1]?.includes('|'))) break;
    lines.push({ start, text: match[1] ?? '' });
  }
  return lines;
}

/** The cells of a table row, by their spans between the bars. */
function cells(row: string): { from: number; to: number }[] {
  const bars = [...row.matchAll(/(?<!\\)\|/g)].map((match) => match.index);
  const first = /^[\s>]*\|/.test(row) ? (bars.shift() ?? -1) : -1;
  const spans: { from: number; to: number }[] = [];
  let from = first + 1;
  for (const bar of bars) {
    spans.push({ from, to: bar });
    from = bar + 1;
  }
  if (row.slice(from).trim() !== '') spans.push({ from, to: row.length });
  return spans;
}
