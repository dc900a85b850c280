/** A cell of a delimited line, without its quotes. */
type Cells = readonly string[];

type Delimiter = ',' | ';' | '\t' | '|';

/**
 * Reads records of delimited text, as they are asked for (RFC 4180, with any delimiter): cells may be quoted, and a quoted one may
 * hold delimiters, line breaks and doubled quotes.
 */
export function* readRecords(text: string, delimiter: Delimiter): Iterable<Cells> {
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
    if (cells.length > 1 || cells[0] !== '') yield cells;
    cells = [];
    if (text[end] === '\r' && text[at] === '\n') at += 1;
  }
}
