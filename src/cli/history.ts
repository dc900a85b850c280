import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { countOf, sizeText } from '../core/amounts.ts';
import { printable } from '../core/printable.ts';
import { isAtLeast } from '../core/severity.ts';
import { ruleCatalogue } from '../detect/rules/catalogue.ts';
import { scanHistory } from '../node/history/scan-history.ts';
import type { HistoryProgress, RepositoryHistory } from '../node/history/scan-result.ts';
import { cloisterHome } from '../node/home.ts';
import { enforcementGap } from './agents.ts';
import { historyJsonReport } from './history-json-report.ts';
import { type HistoryArguments, historyHelp, parseHistoryArguments } from './history-options.ts';
import { type PlanArguments, writePlan } from './history-plan.ts';
import { countHistory, type HistoryReport, newHistoryTally } from './history-report.ts';
import { historySarifReport } from './history-sarif-report.ts';
import { historyTextReport } from './history-text-report.ts';
import { exitCodes, type Io } from './io.ts';
import { refuseAgent } from './person.ts';
import { progressLine } from './progress.ts';
import { version } from './version.ts';

const personHint = 'It names notes that may be locked: run it yourself, in a terminal of your own.';

/** `cloister history`. Resolves to the exit code. @throws UserError before anything is written where it can not run. */
export async function historyCommand(argv: readonly string[], io: Io): Promise<number> {
  const args = parseHistoryArguments(argv);
  if (args.help) {
    await io.write(historyHelp);
    return exitCodes.clean;
  }
  refuseAgent(io, 'cloister history', personHint);
  holdLess();
  const progress = progressLine(io.errIsTerminal && !args.quiet ? (text) => io.warn(text) : undefined);
  const report = reportFor(args, io);
  const tally = newHistoryTally();
  const all: RepositoryHistory[] = [];
  const started = performance.now();
  let isBegun = false;
  let hasFault = false;

  const histories = scanHistory(resolve(io.cwd, args.path ?? '.'), args.history, {
    env: io.env,
    home: cloisterHome(io.env),
    bundles: io.installation.bundles,
    subtracts: args.baseline,
    usesCache: args.cache,
    wantsOccurrences: args.plan,
    signal: io.signal,
    onProgress: (state) => progress.say(() => progressText(state)),
  });
  for await (const each of histories) {
    progress.clear();
    const history = fromSeverity(each, args);
    countHistory(tally, history);
    for (const { path, why, detail } of history.skipped) {
      if (why !== 'fault') continue;
      hasFault = true;
      io.warn(`error: this is a bug in Cloister ${version}, in ${printable(path)}: ${detail ?? ''}\n`);
    }
    for (const warning of history.warnings) io.warn(`warning: ${printable(warning)}\n`);
    if (args.plan) {
      all.push(history);
      continue;
    }
    if (!isBegun) await io.write(report.begin());
    isBegun = true;
    await io.write(report.repository(history));
  }
  progress.clear();
  if (io.signal.aborted) return exitCodes.interrupted;
  const seconds = (performance.now() - started) / 1000;
  if (args.plan) await writePlan(all, planArguments(args), io);
  else await io.write(report.end(tally, seconds));
  if (tally.findings > 0) return exitCodes.findings;
  return hasFault ? exitCodes.failed : exitCodes.clean;
}

function planArguments({ output, withValues }: HistoryArguments): PlanArguments {
  return { withValues, ...(output === undefined ? {} : { output }) };
}

/**
 * What an object makes lives shortly, and V8 would hold up to 48 MB for it in each thread: so it stays at what it starts
 * with, which took a third off the memory of a scan (https://nodejs.org/api/v8.html#v8setflagsfromstringflags).
 */
function holdLess(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** What is at least as bad as was asked for. */
function fromSeverity(history: RepositoryHistory, { severity }: HistoryArguments): RepositoryHistory {
  const { findings, accepted, warnings } = history;
  return {
    ...history,
    warnings,
    findings: findings.filter(({ finding }) => isAtLeast(finding.severity, severity)),
    accepted: accepted.filter(({ finding }) => isAtLeast(finding.finding.severity, severity)),
  };
}

function progressText({ path, objects, bytes, of }: HistoryProgress): string {
  const inner = path === '' ? '' : ` of ${printable(path)}`;
  const total = of === undefined ? '' : ` of ${of.toLocaleString('en-US')}`;
  const noun = of === undefined ? countOf(objects, 'object') : `${objects.toLocaleString('en-US')}${total} objects`;
  return `Scanning the history${inner}: ${noun}, ${sizeText(bytes)}`;
}

function reportFor(args: HistoryArguments, io: Io): HistoryReport {
  if (args.format === 'json') return historyJsonReport();
  if (args.format === 'sarif') return historySarifReport(ruleCatalogue, version, io.cwd, args.baseline);
  const wished = io.env['NO_COLOR'] === undefined || io.env['NO_COLOR'] === '';
  const forced = io.env['FORCE_COLOR'] !== undefined && io.env['FORCE_COLOR'] !== '0';
  return historyTextReport({
    colour: args.colour ?? (wished && (io.outIsTerminal || forced)),
    quiet: args.quiet,
    isHeld: enforcementGap(io, 'claude-code') === undefined,
  });
}
