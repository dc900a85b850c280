import { countOf, sizeText } from '../core/amounts.ts';
import type { VaultPath } from '../core/finding.ts';
import { printable } from '../core/printable.ts';
import type { SealDirection, SealSkip } from '../core/sealing.ts';
import { UserError } from '../core/user-error.ts';
import { type SealReport, sealReportJson, sealReportText, skippedLines } from '../node/seal/report.ts';
import { isInAppFolder } from '../node/seal/sealable.ts';
import { choiceArgument } from './arguments.ts';
import type { Io } from './io.ts';
import { progressLine } from './progress.ts';
import { openQuestions } from './questions.ts';
import { Left, type Talk } from './seal-keys.ts';
import { type VaultTarget, vaultTarget } from './vault-argument.ts';

export type Format = 'text' | 'json';

/** Where a command talks: with `--format json` on standard error, since standard output is the report alone. */
export function talkOf(io: Io, format: string | undefined): { talk: Talk; format: Format } {
  const chosen = choiceArgument('--format', format ?? 'text', ['text', 'json']);
  const talking: Io =
    chosen === 'text' ? io : { ...io, write: async (text) => io.warn(text), outIsTerminal: io.errIsTerminal };
  return { talk: { io: talking, questions: openQuestions(talking) }, format: chosen };
}

/** Runs a command that the person may leave at a question. */
export async function withLeave({ io }: Talk, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Left)) throw error;
    await io.write('Left as it was.\n');
    return error.exitCode;
  }
}

/** The folder that is to be sealed or unsealed. @throws UserError where it is none, or one of a program's own. */
export function sealTarget(io: Io, path: string): VaultTarget {
  const target = vaultTarget(io, path);
  if (target.kind !== 'folder')
    throw new UserError(
      target.kind === 'missing' ? `There is no folder ${printable(path)}` : `${printable(path)} is a file`,
      'Folders are sealed: put the note into one.',
    );
  if (isInAppFolder(target.path))
    throw new UserError(
      `${printable(target.path)} is a folder of a program, which could not read it any more`,
      'Seal the folders of your notes.',
    );
  return target;
}

/** The line that says how far a run is. */
export function sealProgress(io: Io, word: string): { show(files: number, bytes: number): void; clear(): void } {
  const line = progressLine(io.errIsTerminal ? io.warn : undefined);
  return {
    show: (files, bytes) => line.say(() => `${word}: ${countOf(files, 'file')}, ${sizeText(bytes)}`),
    clear: line.clear,
  };
}

/** The report in the form that was asked for. */
export function reportOf(report: SealReport, format: Format): string {
  return format === 'json' ? sealReportJson(report) : sealReportText(report);
}

/** What a run would do. */
export function planText(
  direction: SealDirection,
  folder: VaultPath,
  { files, skipped }: { readonly files: readonly string[]; readonly skipped: readonly SealSkip[] },
  format: Format,
): string {
  if (format === 'json')
    return `${JSON.stringify({ [direction]: folder === '' ? '.' : folder, isDryRun: true, files, skipped }, null, 2)}\n`;
  const lines = [
    ...files.map((each) => `  ${printable(each)}`),
    ...skippedLines(skipped),
    `Would ${direction} ${countOf(files.length, 'file')}. Nothing was done.`,
  ];
  return `${lines.join('\n')}\n`;
}
