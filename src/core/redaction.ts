import type { Finding, Span } from './finding.ts';

/** Makes the placeholder of a value: the same for the same value within a conversation. */
export type Placeholder = (finding: Finding, value: string) => string;

/** A value that stands in a text, and what replaces it. */
export interface Replacement {
  readonly value: string;
  readonly by: string;
}

/** The kind that a placeholder names: `secret.github.token` is `secret`, `note.private` never gets one. */
export function placeholderKind(finding: Finding): string {
  return finding.rule.split('.')[0] ?? 'hidden';
}

/** The values that findings cover in a text, longest first, so that a value within another one goes with it. */
export function replacementsOf(text: string, findings: readonly Finding[], placeholder: Placeholder): Replacement[] {
  const starts = lineStarts(text);
  const found = new Map<string, string>();
  for (const finding of findings) {
    if (finding.rule.startsWith('note.')) continue;
    const value = sliceOf(text, finding.place.span, starts);
    if (value.length < 4) continue;
    const by = placeholder(finding, value);
    found.set(value, by);
    // A tool may show lines with numbers in front: each line of a long value is replaced by itself as well.
    const lines = value.split(/\r\n|\r|\n/).map((line) => line.trim());
    if (lines.length > 1) for (const line of lines) if (line.length >= 8) found.set(line, by);
  }
  return [...found].map(([value, by]) => ({ value, by })).sort((left, right) => right.value.length - left.value.length);
}

/** Replaces values everywhere in a text. Lines stay where they are unless a value spans several. */
export function applyReplacements(text: string, replacements: readonly Replacement[]): string {
  return replacements.reduce(
    (next, { value, by }) => next.replaceAll(value, () => `${by}${'\n'.repeat(value.split('\n').length - 1)}`),
    text,
  );
}

/** Applies a change to every text at any depth; keys and kinds stay. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, change));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapTexts(each, change)]));
  return value;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return starts;
}

function sliceOf(
  text: string,
  { startLine, startColumn, endLine, endColumn }: Span,
  starts: readonly number[],
): string {
  const offset = text.startsWith('\uFEFF') ? 1 : 0;
  const at = (line: number, column: number): number =>
    (starts[line - 1] ?? text.length) + column - 1 + (line === 1 ? offset : 0);
  return text.slice(at(startLine, startColumn), at(endLine, endColumn));
}
