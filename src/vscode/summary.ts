import { sizeText } from '../core/amounts.ts';
import type { SkipReason } from '../core/finding.ts';
import type { Severity } from '../core/severity.ts';
import { skipTexts } from '../core/texts.ts';
import type { Totals } from '../node/worker-protocol.ts';

/** `vscode.l10n.t`, as far as it is used here. */
export type Translate = (message: string, ...args: (string | number)[]) => string;

/** What a scan came to. */
export interface Summary {
  /** Findings that stand in the Problems panel, and in how many files. */
  readonly problems: number;
  readonly files: number;
  /** Findings that the settings keep out of it. */
  readonly hidden: number;
}

export function addTotals(all: Iterable<Totals>): Totals {
  let files = 0;
  let bytes = 0;
  let accepted = 0;
  const skipped: Partial<Record<SkipReason, number>> = {};
  for (const totals of all) {
    files += totals.files;
    bytes += totals.bytes;
    accepted += totals.accepted ?? 0;
    for (const [why, count] of skipCounts(totals)) skipped[why] = (skipped[why] ?? 0) + count;
  }
  return { files, bytes, ...(accepted === 0 ? {} : { accepted }), skipped };
}

/** `3 findings in 2 files. 12 more are hidden by settings. 4 files skipped: 3 binary, 1 encrypted.` */
export function summarySentences({ problems, files, hidden }: Summary, totals: Totals, t: Translate): string {
  const sentences = [
    problems === 0
      ? t('No findings in {0}.', filesText(totals.files, t))
      : t('{0} in {1}.', problems === 1 ? t('1 finding') : t('{0} findings', number(problems)), filesText(files, t)),
  ];
  if (hidden > 0) {
    sentences.push(
      problems === 0
        ? t('Hidden by settings: {0}.', number(hidden))
        : hidden === 1
          ? t('1 more is hidden by settings.')
          : t('{0} more are hidden by settings.', number(hidden)),
    );
  }
  const { accepted = 0 } = totals;
  if (accepted > 0) sentences.push(t('Accepted in the baseline: {0}.', number(accepted)));
  const skipped = skippedText(totals, t);
  if (skipped !== undefined) sentences.push(skipped);
  return sentences.join(' ');
}

/** `4 files skipped: 3 binary, 1 encrypted.`, or undefined where everything was looked at. */
export function skippedText(totals: Totals, t: Translate): string | undefined {
  const counts = skipCounts(totals);
  if (counts.length === 0) return undefined;
  const sum = counts.reduce((total, [, count]) => total + count, 0);
  const parts = counts.map(([why, count]) => `${number(count)} ${t(skipTexts[why])}`);
  return t('{0} skipped: {1}.', filesText(sum, t), parts.join(', '));
}

/** How far a scan has got: `1,240 files, 38 MB`. */
export function progressText(totals: Totals, t: Translate): string {
  return t('{0}, {1}', filesText(totals.files, t), sizeText(totals.bytes));
}

export function filesText(count: number, t: Translate): string {
  return count === 1 ? t('1 file') : t('{0} files', number(count));
}

/** `1 finding`, `1,204 findings`. */
export function countText(count: number, t: Translate): string {
  return count === 1 ? t('1 finding') : t('{0} findings', number(count));
}

export function severityText(severity: Severity, t: Translate): string {
  return { critical: t('critical'), high: t('high'), medium: t('medium'), low: t('low') }[severity];
}

function skipCounts({ skipped }: Totals): [SkipReason, number][] {
  return Object.entries(skipped) as [SkipReason, number][];
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}
