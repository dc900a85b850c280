import { compileGitignore } from '../../core/gitignore.ts';

export interface FileRules {
  /** The path parts of rules, from the vault's root. */
  readonly rules: readonly string[];
  /** Patterns that only the names on disk can answer; empty where the rules say all. */
  readonly rest: readonly string[];
}

/**
 * Translates a list of gitignore patterns. No rule can say what a later `!` takes back in part, nor a set of
 * characters: those patterns are returned as `rest`, with what takes them back.
 */
export function compileFilePatterns(patterns: readonly string[]): FileRules {
  const rules: string[] = [];
  const rest: string[] = [];
  let isWhole = true;
  const lines = patterns.map((pattern) => ({ pattern, line: parseLine(pattern) }));
  for (const [index, { pattern, line }] of lines.entries()) {
    if (line === undefined) continue;
    const isCancelled = lines
      .slice(index + 1)
      .some(({ line: later }) => later?.isNegated === true && mayMeet(line, later));
    const rule = line.isNegated || isCancelled ? undefined : ruleOf(line);
    if (rule !== undefined) rules.push(rule);
    else rest.push(pattern);
    if (rule === undefined && !line.isNegated) isWhole = false;
  }
  return { rules, rest: isWhole ? [] : rest };
}

interface Line {
  readonly text: string;
  readonly isNegated: boolean;
  readonly foldersOnly: boolean;
}

function parseLine(pattern: string): Line | undefined {
  let text = pattern.replace(/\r?\n?$/, '').replace(/(?<!\\)((?:\\\\)*) +$/, '$1');
  if (text === '' || text.startsWith('#')) return undefined;
  const isNegated = text.startsWith('!');
  if (isNegated) text = text.slice(1);
  const foldersOnly = text.endsWith('/');
  if (foldersOnly) text = text.slice(0, -1);
  return text === '' ? undefined : { text, isNegated, foldersOnly };
}

/** A `!` takes back only what it matches itself: both must be able to match the same name. */
function mayMeet(line: Line, negation: Line): boolean {
  const name = lastSegment(negation.text);
  const own = lastSegment(line.text);
  if (/[*?[\]\\]/.test(name) || own.includes('**')) return true;
  return compileGitignore([own])(name, true) || compileGitignore([own.toLowerCase()])(name.toLowerCase(), true);
}

function lastSegment(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

function ruleOf({ text, foldersOnly }: Line): string | undefined {
  const plain = text.replace(/^\//, '');
  let rule = '';
  for (let index = 0; index < plain.length; index++) {
    const character = plain[index] ?? '';
    if (character === '[') return undefined;
    if (character !== '\\') {
      rule += character === ']' ? '\\]' : character;
      continue;
    }
    index += 1;
    const escaped = plain[index];
    // A rule can not hold a backslash or a blank at a name's end, and takes `*` and `?` for wildcards in any case.
    if (escaped === undefined || escaped === '\\') rule += '?';
    else if (escaped === ' ' && /^(?:\\ )*(?:\/|$)/.test(plain.slice(index + 1))) rule += '?';
    else rule += escaped === '[' || escaped === ']' ? `\\${escaped}` : escaped;
  }
  rule = rule.replace(/(^|\/)!/g, '$1\\!');
  const end = foldersOnly && !rule.endsWith('/**') ? '/**' : '';
  return text.includes('/') ? `${rule}${end}` : `**/${rule}${end}`;
}
