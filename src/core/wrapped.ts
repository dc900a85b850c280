/**
 * Joins parts of a line with ` · ` and begins a new line, as far in as `indent` says, where one would be longer than
 * `width` characters. A part that is longer itself, such as a path, stays whole: it can be copied then.
 */
export function joinWrapped(parts: readonly string[], indent: string, width: number): string {
  return wrap(parts, ' · ', indent, width);
}

/** Breaks a text between its words. */
export function wrapText(text: string, indent: string, width: number): string {
  return wrap(text.split(' '), ' ', indent, width);
}

function wrap(parts: readonly string[], between: string, indent: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    if (line === '') line = part;
    else if (indent.length + line.length + between.length + part.length <= width) line += between + part;
    else {
      lines.push(line);
      line = part;
    }
  }
  if (line !== '') lines.push(line);
  return lines.map((each) => `${indent}${each}`).join('\n');
}
