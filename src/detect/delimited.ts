/** A record of delimited text: its cells without their quotes, and where it ends in the text. */
interface DelimitedRecord {
  readonly cells: readonly string[];
  readonly end: number;
}

type Delimiter = ',' | ';' | '\t' | '|';

/**
 * Reads records of delimited text, as they are asked for (RFC 4180, with any delimiter): cells may be quoted, and a
 * quoted one may hold delimiters, line breaks and doubled quotes. Ends at a quotation mark without a partner.
 */
export function* readRecords(text: string, delimiter: Delimiter): Iterable<DelimitedRecord> {
  let cells: string[] = [];
  let at = 0;
  while (at <= text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at += 1; at < text.length; ) {
        const close = text.indexOf('"', at);
        if (close === -1) return;
        cell += text.slice(at, close);
        at = close + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at += 1;
      }
    }
    let end = at;
    while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1;
    cells.push((cell + text.slice(at, end)).trim());
    at = end + 1;
    if (text[end] === delimiter) continue;
    if (cells.length > 1 || cells[0] !== '') yield { cells, end };
    cells = [];
    if (text[end] === '\r' && text[at] === '\n') at += 1;
  }
}
