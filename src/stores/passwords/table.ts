/** A table of a CSV file: its first record and the others. Names are lower case. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Reads CSV (RFC 4180) as spreadsheets and password managers write it: commas, semicolons or tabs, quotes, any line end,
 * UTF-8 or UTF-16, a `sep=;` line. `isCut` leaves the last record out. Never throws.
 */
export function parseTable(bytes: Uint8Array, isCut: boolean, most = Number.POSITIVE_INFINITY): Table | undefined {
  const text = decode(bytes);
  // A spreadsheet's line that tells the separator.
  const told = /^sep=([,;\t])\r?\n/i.exec(text);
  const body = told === null ? text : text.slice(told[0].length);
  const records = parseRecords(body, told?.[1] ?? separatorOf(body), most + 1);
  if (isCut) records.pop();
  const [columns, ...rows] = records;
  if (columns === undefined) return undefined;
  return { columns: columns.map((name) => name.trim().toLowerCase()), rows };
}

/** A text with byte order mark or, where it has none, as every other byte is zero or not. */
export function decode(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (second === 0 && fourth === 0 && first !== 0) return 'utf-16le';
  if (first === 0 && third === 0 && second !== 0) return 'utf-16be';
  return 'utf-8';
}

/** The one that stands most often in the first line, outside of quotes. */
function separatorOf(text: string): string {
  const line = (/^[^\r\n]{0,8192}/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: line.split(sign).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).sign;
}

/** Records that are not empty. */
function parseRecords(text: string, separator: string, most: number): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length && records.length < most) {
    const [value, next] = fieldAt(text, at, separator);
    record.push(value);
    at = next;
    if (text[at] === separator) {
      at += 1;
      // A separator at the very end leaves an empty field behind it.
      if (at < text.length) continue;
      record.push('');
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    if (record.some((field) => field !== '')) records.push(record);
    record = [];
  }
  return records;
}

/** A field, and where it ends: at a separator, a line's end or the end of the text. */
function fieldAt(text: string, at: number, separator: string): [string, number] {
  let value = '';
  let next = at;
  if (text[at] === '"') {
    next = at + 1;
    for (;;) {
      const quote = text.indexOf('"', next);
      if (quote === -1) return [value + text.slice(next), text.length];
      value += text.slice(next, quote);
      next = quote + 1;
      if (text[next] !== '"') break;
      value += '"';
      next += 1;
    }
  }
  const start = next;
  while (next < text.length && text[next] !== separator && text[next] !== '\n' && text[next] !== '\r') next += 1;
  return [value + text.slice(start, next), next];
}
