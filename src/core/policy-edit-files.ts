import { applyEdits, findNodeAtLocation, modify, parseTree } from 'jsonc-parser';
import type { Access } from './access.ts';
import type { VaultPath } from './finding.ts';
import { compileGitignore } from './gitignore.ts';
import { parsePolicy } from './policy.ts';

/** The gitignore pattern that matches one file and no other. */
export function patternOfFile(path: VaultPath): string {
  const escaped = path
    .replace(/[\\*?[\]]/g, '\\$&')
    // No pattern can hold the end of a line; any single character in its place hides no less.
    .replace(/[\r\n]/g, '?')
    .replace(/ +$/, (spaces) => '\\ '.repeat(spaces.length));
  return `/${escaped}`;
}

/** The levels that a pattern can bring a file down to. */
type Level = Exclude<Access, 'write'>;
const levels: readonly Level[] = ['none', 'redacted', 'read'];

/** Gives `none` to one file, as a pattern of `files.none`. A file that the patterns hide already adds nothing. */
export function lockFile(text: string, path: VaultPath): string {
  return withPattern(text, 'none', path);
}

/** Takes a file's own pattern out of `files.none`. Without one the text stays as it is. */
export function unlockFile(text: string, path: VaultPath): string {
  return withoutPattern(text, 'none', path);
}

/** Gives one file an access by a pattern of its own, in place of those that it had. What its folder gives stays a limit. */
export function setFileAccess(text: string, path: VaultPath, access: Access): string {
  const bare = levels.reduce((edited, level) => withoutPattern(edited, level, path), text);
  return access === 'write' ? bare : withPattern(bare, access, path);
}

function withPattern(text: string, level: Level, path: VaultPath): string {
  const patterns = patternsOf(text, level);
  if (compileGitignore(patterns)(path, false)) return text;
  const pattern = patternOfFile(path);
  // Behind all others, where no earlier `!` takes it back.
  return patterns.length === 0
    ? edit(text, ['files', level], [pattern])
    : edit(text, ['files', level, patterns.length], pattern, true);
}

function withoutPattern(text: string, level: Level, path: VaultPath): string {
  const patterns = patternsOf(text, level);
  const own = patternOfFile(path);
  const rest = patterns.filter((pattern) => pattern !== own);
  if (rest.length === patterns.length) return text;
  if (rest.length === 0) return edit(text, ['files', level], []);
  return patterns
    .map((pattern, index) => ({ pattern, index }))
    .filter(({ pattern }) => pattern === own)
    .reverse()
    .reduce((edited, { index }) => edit(edited, ['files', level, index], undefined), text);
}

function patternsOf(text: string, level: Level): readonly string[] {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error(`not a policy: ${parsed.problems.join(', ')}`);
  return parsed.value.policy.files[level];
}

function edit(text: string, path: (string | number)[], value: unknown, isInsertion = false): string {
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: text.includes('\r\n') ? '\r\n' : '\n' };
  return applyEdits(text, modify(text, path, value, { formattingOptions, isArrayInsertion: isInsertion }));
}

/** The line, from 1, on which a policy's text says something, such as `['folders', 'journal']`. */
export function lineOf(text: string, path: readonly (string | number)[]): number | undefined {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  const node = tree === undefined ? undefined : findNodeAtLocation(tree, [...path]);
  return node === undefined ? undefined : text.slice(0, node.offset).split('\n').length;
}
