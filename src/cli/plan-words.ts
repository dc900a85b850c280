import type { VaultPath } from '../core/finding.ts';
import { printable } from '../core/printable.ts';

/** A foreign text within a sentence of Markdown: as code, in which nothing is markup. */
export function code(text: string): string {
  const shown = printable(text);
  const fence = '`'.repeat(longestRun(shown) + 1);
  const edge = /^[` ]|[` ]$/.test(shown) || shown === '' ? ' ' : '';
  return `${fence}${edge}${shown}${edge}${fence}`;
}

/** Commands of a shell, as Markdown shows them. */
export function commands(lines: readonly string[]): string {
  const text = lines.join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}sh\n${text}\n${fence}`;
}

/** One word of a command, whatever is in it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Paths within a sentence. */
export function pathList(paths: readonly VaultPath[], most = 50): string {
  const shown = paths.slice(0, most).map(code).join(', ');
  return paths.length > most ? `${shown} and ${paths.length - most} more` : shown;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
