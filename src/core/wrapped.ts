/** A part of a line; `whole` is never broken, such as a path: it can be copied then. */
export type LinePart = string | { readonly whole: string };

/**
 * Joins parts of a line with ` · ` and begins a new line, as far in as `indent` says, where one would be longer than
 * `width` characters.
 */
export function joinWrapped(parts: readonly LinePart[], indent: string, width: number): string {
  const space = width - indent.length;
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    const [first = '', ...rest] = typeof part === 'string' ? brokenAt(part, space) : [part.whole];
    if (line === '') line = first;
    else if (line.length + separator.length + first.length <= space) line += separator + first;
    else {
      lines.push(line);
      line = first;
    }
    for (const each of rest) {
      lines.push(line);
      line = each;
    }
  }
  if (line !== '') lines.push(line);
  return lines.map((each) => `${indent}${each}`).join('\n');
}

/** Breaks a text between its words. */
export function wrapText(text: string, indent: string, width: number): string {
  const lines = brokenAt(text, width - indent.length);
  return lines.map((line) => `${indent}${line}`).join('\n');
}

const separator = ' · ';

function brokenAt(text: string, space: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line === '') line = word;
    else if (line.length + 1 + word.length <= space) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}
