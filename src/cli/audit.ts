import { resolve } from 'node:path';
import { countOf } from '../core/amounts.ts';
import type { AuditProgress, AuditReport } from '../core/audit.ts';
import { printable } from '../core/printable.ts';
import { isAtLeast } from '../core/severity.ts';
import { UserError } from '../core/user-error.ts';
import { audit } from '../node/audit/audit.ts';
import { thisMachine } from '../node/audit/this-machine.ts';
import { cloisterHome } from '../node/home.ts';
import { realRoot } from '../node/scan.ts';
import { withFixes } from '../stores/fixes.ts';
import { auditJsonReport } from './audit-json-report.ts';
import { type AuditArguments, auditHelp, parseAuditArguments } from './audit-options.ts';
import type { AuditReportWriter } from './audit-report.ts';
import { auditSarifReport } from './audit-sarif-report.ts';
import { auditTextReport } from './audit-text-report.ts';
import { exitCodes, type Io } from './io.ts';
import { refuseAgent } from './person.ts';
import { progressLine } from './progress.ts';
import { version } from './version.ts';

const personHint = 'It names notes that may be locked: run it yourself, in a terminal of your own.';

/** `cloister audit`. Resolves to the exit code. @throws UserError before anything is looked at where it can not run. */
export async function auditCommand(argv: readonly string[], io: Io): Promise<number> {
  const args = parseAuditArguments(argv);
  if (args.help) {
    await io.write(auditHelp);
    return exitCodes.clean;
  }
  refuseAgent(io, 'cloister audit', personHint);
  const folders = [...new Set(args.folders.map((folder) => folderOf(folder, io)))];
  const home = args.home === undefined ? {} : { home: folderOf(args.home, io) };
  const machine = thisMachine({ ...home, env: io.env });
  const progress = progressLine(io.errIsTerminal && !args.quiet ? (text) => io.warn(text) : undefined);
  const started = performance.now();
  let report: AuditReport;
  try {
    const found = await audit(
      { home: machine.home, folders, only: args.only },
      {
        machine,
        cloisterHome: cloisterHome(io.env),
        signal: io.signal,
        onProgress: (state) => progress.say(() => progressText(state)),
      },
    );
    report = withFixes(found);
  } catch (error) {
    // It ends with the reason of the signal: whatever else it met on the way is of no interest then.
    if (io.signal.aborted) return exitCodes.interrupted;
    throw error;
  } finally {
    progress.clear();
  }
  if (io.signal.aborted) return exitCodes.interrupted;
  const hasFault = tellFaults(report, io);
  const shown = { ...report, findings: report.findings.filter(({ severity }) => isAtLeast(severity, args.severity)) };
  const seconds = (performance.now() - started) / 1000;
  const hidden = report.findings.length - shown.findings.length;
  await io.write(writerFor(args, machine.now, io)(shown, { seconds, hidden }));
  if (shown.findings.length > 0) return exitCodes.findings;
  return hasFault ? exitCodes.failed : exitCodes.clean;
}

/** The real path of a folder that an argument names. @throws UserError where there is none. */
function folderOf(path: string, { cwd }: Io): string {
  const { real, isFile } = realRoot(resolve(cwd, path));
  if (!isFile) return real;
  throw new UserError(`${path} is no folder`, 'An audit looks through folders: name the one that it lies in.');
}

function tellFaults({ skipped }: AuditReport, io: Io): boolean {
  const faults = skipped.filter(({ why }) => why === 'fault');
  for (const { path, detail } of faults)
    io.warn(`error: this is a bug in Cloister ${version}, in ${printable(path)}: ${printable(detail ?? '')}\n`);
  return faults.length > 0;
}

function progressText({ folders, files, stores }: AuditProgress): string {
  return `Looking around: ${countOf(folders, 'folder')}, ${countOf(files, 'file')}, ${countOf(stores, 'store')}`;
}

function writerFor(args: AuditArguments, now: number, io: Io): AuditReportWriter {
  if (args.format === 'json') return auditJsonReport(version);
  if (args.format === 'sarif') return auditSarifReport(version, io.cwd);
  const wished = io.env['NO_COLOR'] === undefined || io.env['NO_COLOR'] === '';
  const forced = io.env['FORCE_COLOR'] !== undefined && io.env['FORCE_COLOR'] !== '0';
  const colour = args.colour ?? (wished && (io.outIsTerminal || forced));
  return auditTextReport({ colour, quiet: args.quiet, parts: args.only, now });
}
