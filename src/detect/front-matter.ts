/** YAML front matter longer than this many characters is no front matter. */
const longest = 1 << 16;

/**
 * Finds the YAML block that opens a note: from a first line `---` to the next line `---` or `...`
 * (https://help.obsidian.md/properties). Offsets are those of the lines between.
 */
export function findFrontMatter(text: string): { start: number; end: number } | undefined {
  const open = /^---[ \t]{0,80}(?:\r\n|\n|\r)/.exec(text);
  if (open === null) return undefined;
  const start = open[0].length;
  const close = /(?:^|[\r\n])(?:---|\.\.\.)[ \t]{0,80}(?=[\r\n]|$)/.exec(text.slice(start, start + longest));
  return close === null ? undefined : { start, end: start + close.index + 1 };
}
