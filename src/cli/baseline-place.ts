import { dirname } from 'node:path';
import { baselinePath, type EntryIdentity } from '../core/baseline.ts';
import type { Finding, VaultPath } from '../core/finding.ts';
import { printable } from '../core/printable.ts';
import { findingSentence } from '../core/texts.ts';
import { UserError } from '../core/user-error.ts';
import { baselineScanner, Engines } from '../node/baseline-scanner.ts';
import { type Baselines, openBaselines, type VaultBaseline } from '../node/baselines.ts';
import { vaultPathOf } from '../node/explain.ts';
import { randomKey } from '../node/fingerprint-key.ts';
import { cloisterHome } from '../node/home.ts';
import { defaultScanOptions, scanRoot } from '../node/scan.ts';
import type { Io } from './io.ts';
import { type NamedPath, namedPath } from './vault-argument.ts';

/** What an agent is told that accepts a finding, or reaches for the key. */
export const personHint = 'Only a person accepts a finding: run it yourself, in a terminal of your own.';

/** A file, a folder, or a line of a file that the user named: `notes/a.md:12`. */
export interface BaselinePlace extends NamedPath {
  readonly line?: number;
  readonly vault: VaultBaseline;
}

/** A finding where it was seen. */
export interface SeenFinding {
  readonly vault: VaultBaseline;
  /** From the vault's root. */
  readonly path: VaultPath;
  readonly finding: Finding;
}

/** The baselines of this run. @throws UserError where the environment holds a key that is none. */
export function baselinesOf(io: Io, options: { makesKeys?: boolean } = {}): Baselines {
  return openBaselines(cloisterHome(io.env), io.env, Date.now(), options);
}

/** What the user means by `text`. @throws UserError where it lies in no vault or is not there. */
export function baselinePlace(io: Io, text: string, baselines: Baselines): BaselinePlace {
  const whole = namedPath(io, text);
  const match = whole.kind === 'missing' ? /^(.+?):(\d{1,9})(?::\d{1,9})?$/s.exec(text) : null;
  const named = match === null ? whole : namedPath(io, match[1] ?? '');
  if (named.kind === 'missing')
    throw new UserError(
      `There is no file or folder ${printable(match?.[1] ?? text)}`,
      'Check the path: it is relative to the folder you are in.',
    );
  if (match !== null && named.kind === 'folder')
    throw new UserError(`${printable(match[1] ?? '')} is a folder and has no lines`, 'Name a file: notes/a.md:12.');
  const vault = baselines.at(named.kind === 'folder' ? named.real : dirname(named.real));
  if (vault === undefined)
    throw new UserError(
      `${printable(named.real)} is in no vault, and a baseline belongs to one`,
      'Run `cloister init` in the folder of your notes first.',
    );
  return { ...named, vault, ...(match === null ? {} : { line: Number(match[2]) }) };
}

/** The vault whose baseline a command is about. @throws UserError where the folder lies in none. */
export function baselineVault(io: Io, text: string | undefined, baselines: Baselines): VaultBaseline {
  return baselinePlace(io, text ?? '.', baselines).vault;
}

/**
 * Scans a place, each file under the key of the vault that holds it. `looked` is told of each file that was looked at,
 * `skipped` of what could not be, by their paths from the innermost vault's root.
 */
export async function scanPlace(
  io: Io,
  place: NamedPath,
  baselines: Baselines,
  {
    subtracts,
    looked = () => undefined,
    skipped = () => undefined,
  }: {
    subtracts: boolean;
    looked?: (vault: VaultBaseline, path: VaultPath) => void;
    skipped?: (vault: VaultBaseline, path: VaultPath) => void;
  },
): Promise<SeenFinding[]> {
  const base = place.kind === 'folder' ? place.real : dirname(place.real);
  const otherKey = randomKey();
  const scanner = baselineScanner(base, { baselines, engines, otherKey: () => otherKey, subtracts });
  const found: SeenFinding[] = [];
  for await (const scanned of scanRoot(place.real, defaultScanOptions, scanner, io.signal)) {
    const path = scanned.kind === 'file' ? scanned.path : scanned.skipped.path;
    const real = path === '.' ? base : `${base}/${path}`;
    const vault = baselines.at(path === '.' ? base : dirname(real));
    if (vault === undefined) continue;
    const inVault = vaultPathOf(vault.root, real);
    if (scanned.kind === 'skipped') {
      if (scanned.skipped.why !== 'binary') skipped(vault, inVault);
      continue;
    }
    looked(vault, inVault);
    for (const finding of scanned.findings) found.push({ vault, path: inVault, finding });
  }
  return found;
}

const engines = new Engines();

/** What the baseline knows a finding by. */
export function identityOfSeen({ path, finding: { fingerprint, rule } }: SeenFinding): EntryIdentity {
  return { fingerprint, rule, path };
}

/** True where a finding stands on a line, also in the middle of its span. */
export function isOnLine({ finding }: SeenFinding, line: number): boolean {
  const { startLine, endLine } = finding.place.span;
  return startLine <= line && line <= endLine;
}

/** A finding for a person: where, how bad, what, masked. */
export function seenLine({ path, finding }: SeenFinding): string {
  const { startLine, startColumn } = finding.place.span;
  return `${printable(path)}:${startLine}:${startColumn}  ${finding.severity}  ${findingSentence(finding)}`;
}

/** Where a vault's baseline lies, for a person. */
export function shownBaseline({ root }: VaultBaseline): string {
  return printable(`${root}/${baselinePath}`);
}
