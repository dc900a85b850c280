import { countOf } from '../core/amounts.ts';
import { type BaselineEntry, dayOf, identityOf } from '../core/baseline.ts';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import { usableKey } from '../node/baseline-accept.ts';
import { changeBaseline, openedBaseline } from '../node/baseline-file.ts';
import type { Baselines, VaultBaseline } from '../node/baselines.ts';
import { vaultPathOf } from '../node/explain.ts';
import { parseArguments } from './arguments.ts';
import {
  baselinePlace,
  baselinesOf,
  baselineVault,
  identityOfSeen,
  isOnLine,
  scanPlace,
  shownBaseline,
} from './baseline-place.ts';
import { exitCodes, type Io } from './io.ts';
import { namedPath } from './vault-argument.ts';

const help = `Usage: cloister baseline remove <finding…>

Takes acceptances back: those of a file (notes/a.md), of a line (notes/a.md:12), or by the first digits of a fingerprint
as \`cloister baseline list\` shows them. The lines stay in the file, marked as removed, until \`cloister baseline prune\`
finds them gone: else a merge could bring an acceptance back.

Options:
  -h, --help  this text

Exit code: 0 removed, 1 nothing there to remove, 2 could not run.
`;

/** Entries of one vault. */
interface Meant {
  readonly vault: VaultBaseline;
  readonly entries: readonly BaselineEntry[];
}

/** `cloister baseline remove`. @throws UserError where a finding is named in doubt, or a baseline is not usable. */
export async function baselineRemove(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('baseline remove', argv, {});
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  if (positionals.length === 0)
    throw new UserError('`cloister baseline remove` needs a finding', 'Name a file, a line, or a fingerprint.');
  const baselines = baselinesOf(io);
  const meant: Meant[] = [];
  for (const text of positionals) meant.push(await meantBy(io, text, baselines));
  let code: number = exitCodes.clean;
  for (const [index, { vault, entries }] of meant.entries()) {
    if (entries.length === 0) {
      io.warn(`note: nothing is accepted at ${printable(positionals[index] ?? '')}.\n`);
      code = exitCodes.findings;
      continue;
    }
    const gone = new Set(entries.map(identityOf));
    await changeBaseline(vault.root, (baseline) => ({
      ...baseline,
      entries: baseline.entries.map((entry) => (gone.has(identityOf(entry)) ? removed(entry) : entry)),
    }));
    for (const { path, rule, fingerprint } of entries)
      await io.write(`  ${fingerprint.slice(0, 8)}  ${printable(path)}  ${printable(rule)}\n`);
    await io.write(`Removed ${countOf(gone.size, 'entry', 'entries')} from ${shownBaseline(vault)}.\n`);
  }
  return code;
}

/** Marked instead of left out, so that no merge brings it back. */
function removed({ until: _, ...entry }: BaselineEntry): BaselineEntry {
  return { ...entry, when: dayOf(Date.now()), state: 'removed' };
}

/** What of a baseline can be taken back. */
function entriesOf({ root, file }: VaultBaseline): BaselineEntry[] {
  return openedBaseline(root, file).entries.filter(({ state }) => state !== 'removed');
}

async function meantBy(io: Io, text: string, baselines: Baselines): Promise<Meant> {
  const here = baselines.at(namedPath(io, '.').real);
  const byPath = entriesOfFile(io, text, baselines);
  if (byPath !== undefined) return byPath;
  if (here !== undefined && /^[0-9a-f]{4,32}$/i.test(text)) {
    const entries = entriesOf(here).filter(({ fingerprint }) => fingerprint.startsWith(text.toLowerCase()));
    if (new Set(entries.map(({ fingerprint }) => fingerprint)).size > 1)
      throw new UserError(`Several fingerprints begin with ${text}`, 'Write more of its digits.');
    return { vault: here, entries };
  }
  const place = baselinePlace(io, text, baselines);
  const { vault, line } = place;
  const entries = entriesOf(vault);
  if (line === undefined) return { vault, entries: [] };
  usableKey(vault);
  const seen = await scanPlace(io, place, baselines, { subtracts: false });
  const there = new Set(seen.filter((each) => isOnLine(each, line)).map((each) => identityOf(identityOfSeen(each))));
  return { vault, entries: entries.filter((entry) => there.has(identityOf(entry))) };
}

/** The entries of a file, also of one that is gone; undefined where the baseline names no such file. */
function entriesOfFile(io: Io, text: string, baselines: Baselines): Meant | undefined {
  const { real } = namedPath(io, text);
  const vault = baselines.at(real) ?? baselineVault(io, '.', baselines);
  const path = vaultPathOf(vault.root, real);
  const entries = entriesOf(vault).filter((entry) => entry.path === path);
  return entries.length === 0 ? undefined : { vault, entries };
}
