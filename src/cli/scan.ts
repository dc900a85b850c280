import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { printable } from '../core/printable.ts';
import { isAtLeast } from '../core/severity.ts';
import { countFile, countSkipped, newTally, type Tally } from '../core/tally.ts';
import { UserError } from '../core/user-error.ts';
import { ruleCatalogue } from '../detect/rules/catalogue.ts';
import { baselineScanner, Engines, type ScannerParts } from '../node/baseline-scanner.ts';
import { openBaselines } from '../node/baselines.ts';
import { keyVariable, randomKey, readOrMakeKey } from '../node/fingerprint-key.ts';
import { cloisterHome } from '../node/home.ts';
import { realRoot, type Scanned, scanBytes, scanRoot } from '../node/scan.ts';
import { keyOfEnvironment } from '../node/vault-key.ts';
import { realOrSelf } from '../node/vaults.ts';
import { exitCodes, type Io } from './io.ts';
import { jsonReport } from './json-report.ts';
import { progressLine } from './progress.ts';
import type { ReportWriter } from './report.ts';
import { sarifReport } from './sarif-report.ts';
import { parseScanArguments, type ScanArguments, scanHelp } from './scan-options.ts';
import { scanStagedCommand } from './scan-staged.ts';
import { textReport } from './text-report.ts';
import { version } from './version.ts';

/** `cloister scan`. Resolves to the exit code. @throws UserError before anything is written where it can not run. */
export async function scanCommand(argv: readonly string[], io: Io): Promise<number> {
  const args = parseScanArguments(argv);
  if (args.help) {
    await io.write(scanHelp);
    return exitCodes.clean;
  }
  if (args.staged) {
    // Nothing is made where text alone is written.
    let key: Uint8Array | undefined;
    return scanStagedCommand(args, io, reportFor(args, io), () => {
      key ??= fingerprintKey(args, io);
      return key;
    });
  }
  const roots = args.stdin ? [] : distinctRoots(args.paths.length === 0 ? ['.'] : args.paths, io.cwd);
  const parts = scannerParts(args, io);
  const report = reportFor(args, io);
  const progress = progressLine(io.errIsTerminal && !args.quiet ? (text) => io.warn(text) : undefined);
  const tally = newTally();
  const started = performance.now();
  let unreadRoot = false;
  let hasFault = false;

  async function take(scanned: Scanned, shownPath: (path: string) => string): Promise<void> {
    if (scanned.kind === 'skipped') {
      const { skipped } = scanned;
      if (skipped.why === 'fault') {
        hasFault = true;
        io.warn(
          `error: this is a bug in Cloister ${version}, in ${printable(shownPath(skipped.path))}: ${skipped.detail}\n`,
        );
      }
      countSkipped(tally, skipped);
      const text = report.skipped({ ...skipped, path: shownPath(skipped.path) });
      if (text !== '') await io.write(text);
      return;
    }
    const findings = scanned.findings.filter(({ severity }) => isAtLeast(severity, args.severity));
    const accepted = (scanned.accepted ?? []).filter(({ finding }) => isAtLeast(finding.severity, args.severity));
    countFile(tally, scanned.bytes, findings);
    tally.accepted += accepted.length;
    if (findings.length > 0 || accepted.length > 0) {
      const text = report.file(shownPath(scanned.path), findings, accepted);
      if (text !== '') progress.clear();
      await io.write(text);
    }
    progress.show(tally.files, tally.bytes);
  }

  await io.write(report.begin());
  if (args.stdin) {
    const name = args.paths[0] ?? '<stdin>';
    const scanner = baselineScanner(realOrSelf(io.cwd), parts);
    const scanned = await scanBytes(name, await readAll(io, args.scan.maxSize), args.scan, scanner);
    unreadRoot = isUnread(scanned);
    await take(scanned, (path) => path);
  }
  for (const { root, folder, shown } of roots) {
    for await (const scanned of scanRoot(root, args.scan, baselineScanner(folder, parts), io.signal)) {
      unreadRoot ||=
        isUnread(scanned) && (shown.isFile || (scanned.kind === 'skipped' && scanned.skipped.path === '.'));
      await take(scanned, shown.path);
    }
  }
  progress.clear();
  if (args.baseline)
    for (const { trouble } of parts.baselines.opened)
      if (trouble !== undefined) io.warn(`warning: ${printable(trouble.message)}.\n  ${printable(trouble.hint)}\n`);
  await io.write(report.end(tally, (performance.now() - started) / 1000));
  if (io.signal.aborted) return exitCodes.interrupted;
  return exitCodeOf(tally, unreadRoot || hasFault);
}

function exitCodeOf(tally: Tally, isIncomplete: boolean): number {
  if (tally.findings > 0) return exitCodes.findings;
  return isIncomplete ? exitCodes.failed : exitCodes.clean;
}

/** What was asked for by name and could not be read at all is no clean answer. */
function isUnread(scanned: Scanned): boolean {
  return scanned.kind === 'skipped' && (scanned.skipped.why === 'unreadable' || scanned.skipped.why === 'too-big');
}

function reportFor(args: ScanArguments, io: Io): ReportWriter {
  if (args.format === 'json') return jsonReport();
  if (args.format === 'sarif') return sarifReport(ruleCatalogue, version, io.cwd, args.baseline);
  const wished = io.env['NO_COLOR'] === undefined || io.env['NO_COLOR'] === '';
  const forced = io.env['FORCE_COLOR'] !== undefined && io.env['FORCE_COLOR'] !== '0';
  return textReport({ colour: args.colour ?? (wished && (io.outIsTerminal || forced)), quiet: args.quiet });
}

/** @throws UserError where the environment holds a key that is none, or the user's own is broken. */
function scannerParts(args: ScanArguments, io: Io): ScannerParts {
  const baselines = openBaselines(cloisterHome(io.env), io.env, Date.now());
  const otherKey = fingerprintKey(args, io);
  return { baselines, engines: new Engines(), otherKey: () => otherKey, subtracts: args.baseline };
}

/**
 * The key for what has none of its own. Only reports for programs print fingerprints: those are to be the same in the
 * next run.
 */
function fingerprintKey({ format }: ScanArguments, io: Io): Uint8Array {
  if (format === 'text') return randomKey();
  const given = keyOfEnvironment(io.env);
  if (given !== undefined) return given;
  const home = cloisterHome(io.env);
  try {
    return readOrMakeKey(home);
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error)) throw error;
    io.warn(
      `warning: no key could be kept in ${home} (${error.message}): fingerprints of this run match no other run's. ` +
        `Set ${keyVariable} to give one.\n`,
    );
    return randomKey();
  }
}

interface Root {
  readonly root: string;
  /** Real path of the folder that its results are relative to. */
  readonly folder: string;
  readonly shown: { readonly isFile: boolean; readonly path: (path: string) => string };
}

/**
 * The paths to scan, each place once, and how to show what lies beneath: relative to the current folder where it lies
 * in it, else as the argument was written.
 */
function distinctRoots(paths: readonly string[], cwd: string): Root[] {
  const opened = new Map(paths.map((path) => [path, realRoot(resolve(cwd, path))]));
  const folders = new Set([...opened.values()].filter(({ isFile }) => !isFile).map(({ real }) => real));
  const seen = new Set<string>();
  const roots: Root[] = [];
  for (const [path, { real, isFile }] of opened) {
    // What lies in another of the folders comes with that one.
    if (seen.has(real) || foldersAbove(real).some((above) => folders.has(above))) continue;
    seen.add(real);
    const absolute = resolve(cwd, path);
    const fromCwd = relative(cwd, absolute);
    const base = isAbsolute(path) && (fromCwd.startsWith('..') || isAbsolute(fromCwd)) ? absolute : fromCwd;
    const show = (inner: string): string => join(base, inner).replaceAll(sep, '/');
    roots.push({
      root: absolute,
      folder: isFile ? dirname(real) : real,
      shown: { isFile, path: isFile ? () => show('') : show },
    });
  }
  return roots;
}

function foldersAbove(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [] : [parent, ...foldersAbove(parent)];
}

/** Reads standard input up to one byte more than is wanted. */
async function readAll({ stdin }: Io, maxSize: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stdin) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxSize) break;
  }
  return Buffer.concat(chunks);
}
