import { join, relative, sep } from 'node:path';
import type { VaultPath } from '../core/finding.ts';
import { countFile, countSkipped, newTally } from '../core/tally.ts';
import { cloisterHome } from '../node/home.ts';
import { createLazySecretEngine } from '../node/secret-engine.ts';
import { isStopped, type StagedResult, scanStaged } from '../node/staged/scan-staged.ts';
import { worktreeAt } from '../node/staged/worktree.ts';
import { exitCodes, type Io } from './io.ts';
import { isRunByAgent } from './person.ts';
import type { ReportWriter } from './report.ts';
import type { ScanArguments } from './scan-options.ts';
import { fileWarnings, shownPath } from './staged-message.ts';

/**
 * `cloister scan --staged`: what the next commit adds and changes. Resolves to the exit code.
 * @throws UserError before anything is written where that can not be told.
 */
export async function scanStagedCommand(
  args: ScanArguments,
  io: Io,
  report: ReportWriter,
  otherKey: () => Uint8Array,
): Promise<number> {
  const started = performance.now();
  const worktree = worktreeAt(io.cwd, io.env);
  const result = await scanStaged(
    worktree,
    { severity: args.severity, maxSize: args.scan.maxSize, subtracts: args.baseline },
    { home: cloisterHome(io.env), now: Date.now(), makeEngine: createLazySecretEngine, otherKey },
  );
  const isForAgent = isRunByAgent(io);
  const shown = (path: VaultPath): string => {
    const name = shownPath(path, result, isForAgent);
    // The name of a locked folder is one of the worktree as well.
    return isForAgent && result.locks.get(path) === '' ? name : fromCwd(result, name, io.cwd);
  };
  const tally = newTally();
  await io.write(report.begin());
  for (const { path, bytes, findings, accepted } of result.files) {
    countFile(tally, bytes, findings);
    tally.accepted += accepted.length;
    if (findings.length > 0 || accepted.length > 0) await io.write(report.file(shown(path), findings, accepted));
  }
  for (const skipped of result.skipped) {
    countSkipped(tally, skipped);
    await io.write(report.skipped({ ...skipped, path: shown(skipped.path) }));
  }
  io.warn(fileWarnings(result, shown));
  await io.write(report.end(tally, (performance.now() - started) / 1000));
  if (isStopped(result)) return exitCodes.findings;
  return result.skipped.some(({ why }) => why === 'unreadable') ? exitCodes.failed : exitCodes.clean;
}

function fromCwd({ root }: StagedResult, path: string, cwd: string): string {
  return relative(cwd, join(root, path)).split(sep).join('/');
}
