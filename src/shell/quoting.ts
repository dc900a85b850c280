export function quoteWord(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A path as it is written, without `.` and empty parts. */
export function plainPath(path: string): string {
  return path.replace(/\/(?:\.?\/)+/g, '/').replace(/\/\.?$/, '');
}
