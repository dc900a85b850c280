import { braceExpand } from 'minimatch';

const base = 0xe100;
const mostPairs = 40;

/**
 * Expands the braces of a word as it stands in the source, before anything else, as bash does: `{a,b}c` to `ac` and
 * `bc`. Quoted parts and expansions are kept whole. At most `most` words; undefined where there would be more.
 */
export function expandBraces(source: string, most: number): string[] | undefined {
  const kept: string[] = [];
  const masked = maskQuoted(source, (text) => {
    kept.push(text);
    return String.fromCharCode(base + kept.length - 1);
  });
  // Every further pair multiplies: what so many give can not be told in time.
  if (kept.length > 0x700 || masked.split('{').length > mostPairs) return undefined;
  const words = braceExpand(masked, { braceExpandMax: most + 1 });
  if (words.length > most) return undefined;
  return words.map((word) => [...word].map((each) => kept[(each.codePointAt(0) ?? 0) - base] ?? each).join(''));
}

function maskQuoted(source: string, keep: (text: string) => string): string {
  let masked = '';
  for (let at = 0; at < source.length; ) {
    const end = endOfQuoted(source, at);
    masked += end > at ? keep(source.slice(at, end)) : source.charAt(at);
    at = Math.max(end, at + 1);
  }
  return masked;
}

/** The end of what begins at `at` and is no plain text: an escape, a quotation, an expansion. */
function endOfQuoted(source: string, at: number): number {
  const rest = source.slice(at);
  const first = source.charAt(at);
  if (first === '\\') return at + 2;
  if (first === "'" || rest.startsWith("$'")) {
    const open = source.indexOf("'", at);
    let end = open + 1;
    while (end < source.length && source.charAt(end) !== "'")
      end += first === '$' && source.charAt(end) === '\\' ? 2 : 1;
    return Math.min(end + 1, source.length);
  }
  if (first === '"' || first === '`') return endOfPair(source, at + 1, first);
  if (rest.startsWith('${')) return endOfNest(source, at + 1, '{', '}');
  if (rest.startsWith('$(')) return endOfNest(source, at + 1, '(', ')');
  return at;
}

function endOfPair(source: string, from: number, mark: string): number {
  let at = from;
  while (at < source.length && source.charAt(at) !== mark) {
    const inner = mark === '"' && source.charAt(at) !== "'" ? endOfQuoted(source, at) : at;
    at = inner > at ? inner : at + (source.charAt(at) === '\\' ? 2 : 1);
  }
  return Math.min(at + 1, source.length);
}

function endOfNest(source: string, from: number, open: string, close: string): number {
  let depth = 0;
  for (let at = from; at < source.length; ) {
    const each = source.charAt(at);
    if (each === open) depth += 1;
    if (each === close) depth -= 1;
    if (depth === 0) return at + 1;
    const inner = each === open || each === close ? at : endOfQuoted(source, at);
    at = Math.max(inner, at + 1);
  }
  return source.length;
}
