import { countOf, sizeText } from '../../core/amounts.ts';
import type { VaultPath } from '../../core/finding.ts';
import { printable } from '../../core/printable.ts';
import {
  type SealDirection,
  type SealRun,
  type SealSkip,
  type SealSkipReason,
  sealSkipTexts,
} from '../../core/sealing.ts';
import { alwaysLeft, type Residue } from './residue.ts';

/** What a run did, and what it does not reach. */
export interface SealReport {
  readonly direction: SealDirection;
  readonly folder: VaultPath;
  readonly run: SealRun;
  /** Of a seal alone. */
  readonly residue: readonly Residue[];
}

/** These are as they should be. */
const harmless: ReadonlySet<SealSkipReason> = new Set(['app-folder', 'marker', 'encrypted', 'no-age']);
const mostShown = 20;

/** True where a file was left that the person wanted to have done. */
export function isIncomplete({ skipped, stopped }: SealRun): boolean {
  return stopped !== undefined || skipped.some(({ why }) => !harmless.has(why));
}

export function sealReportJson({ direction, folder, run, residue }: SealReport): string {
  const left = direction === 'seal' ? { residue, always: alwaysLeft } : {};
  return `${JSON.stringify({ [direction]: folder === '' ? '.' : folder, isComplete: !isIncomplete(run), ...run, ...left }, null, 2)}\n`;
}

export function sealReportText(report: SealReport): string {
  const { direction, run, residue } = report;
  const lines = [doneText(report), ...skippedLines(run.skipped)];
  if (run.stopped === 'interrupted') lines.push('Stopped after the file in hand. Run the same command again to go on.');
  if (run.stopped === 'disk-full')
    lines.push('The disk is full. What is left is as it was: make room, then run it again.');
  if (direction === 'seal' && run.stopped === undefined) {
    lines.push('', 'What sealing does not reach:');
    for (const each of residue) {
      lines.push(`  - ${printable(each.what)}`);
      if (each.mend !== undefined) lines.push(`      -> ${printable(each.mend)}`);
    }
    lines.push(...alwaysLeft.map((each) => `  - ${each}`));
  }
  return `${lines.join('\n')}\n`;
}

function doneText({ direction, folder, run }: SealReport): string {
  const { done, finished, already, bytes, leftOvers } = run;
  const where = folder === '' ? 'in the vault' : `in ${printable(folder)}`;
  const word = direction === 'seal' ? 'Sealed' : 'Unsealed';
  const more = [
    ...(finished > 0 ? [`${finished.toLocaleString('en-US')} of them begun by a run that was cut off`] : []),
    // Of a run that was stopped it is not all of them.
    ...(already > 0 && run.stopped === undefined
      ? [`${already.toLocaleString('en-US')} ${already === 1 ? 'was' : 'were'} sealed before`]
      : []),
    ...(leftOvers > 0 ? [`${countOf(leftOvers, 'file')} that a run left which was cut off cleared away`] : []),
  ];
  return `${word} ${countOf(done + finished, 'file')} (${sizeText(bytes)}) ${where}${more.length === 0 ? '' : `; ${more.join('; ')}`}.`;
}

/** Lines about what was left as it was. */
export function skippedLines(skipped: readonly SealSkip[]): string[] {
  if (skipped.length === 0) return [];
  const shown = skipped.slice(0, mostShown).map(({ path, why, detail }) => {
    const more = detail === undefined ? '' : ` (${printable(detail)})`;
    return `  ${printable(path)}: ${sealSkipTexts[why]}${more}`;
  });
  const rest = skipped.length - shown.length;
  return [`Skipped ${skipped.length.toLocaleString('en-US')}:`, ...shown, ...(rest > 0 ? [`  and ${rest} more`] : [])];
}
