import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { countOf } from '../core/amounts.ts';
import { dayOf, type EntryIdentity, identityOf } from '../core/baseline.ts';
import { type Stale, staleEntries } from '../core/baseline-prune.ts';
import { printable } from '../core/printable.ts';
import { isWithin } from '../core/vault-path.ts';
import { ruleCatalogue } from '../detect/rules/catalogue.ts';
import { usableKey } from '../node/baseline-accept.ts';
import { changeBaseline, openedBaseline } from '../node/baseline-file.ts';
import type { Baselines, VaultBaseline } from '../node/baselines.ts';
import { onePath, parseArguments } from './arguments.ts';
import { hideBaseline } from './baseline-names.ts';
import { baselinesOf, baselineVault, identityOfSeen, personHint, scanPlace, shownBaseline } from './baseline-place.ts';
import { exitCodes, type Io } from './io.ts';
import { refuseAgent } from './person.ts';
import { openQuestions } from './questions.ts';

const help = `Usage: cloister baseline prune [folder] [options]

Scans a vault and takes out of its baseline what is no longer there. Where the same value stands in another file now, it
is offered as a move. What could not be looked at, and marks of rotated values, stay.

Options:
  --moves     take the moves over; only a person may do that
  --yes       do not ask
  -h, --help  this text

Exit code: 0 all is as it should be, 1 something was left as it was, 2 could not run.
`;

/** `cloister baseline prune`. @throws UserError where the baseline or its key is not usable. */
export async function baselinePrune(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('baseline prune', argv, {
    moves: { type: 'boolean' },
    yes: { type: 'boolean' },
  });
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  if (values.moves === true) refuseAgent(io, 'cloister baseline prune --moves', personHint);
  const baselines = baselinesOf(io);
  const vault = baselineVault(io, onePath('baseline prune', positionals), baselines);
  const { entries } = openedBaseline(vault.root, vault.file);
  if (entries.length > 0) usableKey(vault);
  const stale = entries.length === 0 ? { gone: [], moved: [] } : await look(io, vault, baselines);
  if (io.signal.aborted) return exitCodes.interrupted;
  const { gone, moved } = stale;
  await show(io, stale);
  if (gone.length === 0 && moved.length === 0) {
    await io.write(`Nothing to take out: ${countOf(entries.length, 'entry', 'entries')} in ${shownBaseline(vault)}.\n`);
    return exitCodes.clean;
  }
  const questions = openQuestions(io);
  const decided = async (question: string, count: number): Promise<boolean> =>
    count > 0 && (values.yes === true || (await questions.confirm(question, false)));
  const takesMoves = values.moves === true && moved.length > 0;
  const takesGone = await decided('Take out what is no longer there?', gone.length);
  if (takesMoves || takesGone) {
    await write(vault, { gone: takesGone ? gone : [], moved: takesMoves ? moved : [] });
    const done = [
      ...(takesMoves ? [countOf(moved.length, 'move')] : []),
      ...(takesGone ? [`${countOf(gone.length, 'entry', 'entries')} out`] : []),
    ];
    await io.write(`Pruned ${shownBaseline(vault)}: ${done.join(', ')}.\n`);
    if (takesMoves) await hideBaseline(io, vault.root);
  }
  const left = [
    ...(moved.length > 0 && !takesMoves ? ['`--moves` takes what moved over.'] : []),
    ...(gone.length > 0 && !takesGone ? ['What is no longer there was left; `--yes` takes it out unasked.'] : []),
  ];
  await io.write(left.map((each) => `${each}\n`).join(''));
  return left.length > 0 ? exitCodes.findings : exitCodes.clean;
}

/** Scans the vault, and what the baseline names beyond what such a scan looks at. */
async function look(io: Io, vault: VaultBaseline, baselines: Baselines): Promise<Stale> {
  const { entries } = openedBaseline(vault.root, vault.file);
  const findings: EntryIdentity[] = [];
  const looked = new Set<string>();
  const closed = new Set<string>();
  const isMine = (each: VaultBaseline): boolean => each.root === vault.root;
  const scan = async (real: string, kind: 'folder' | 'file'): Promise<void> => {
    const seen = await scanPlace(io, { real, kind }, baselines, {
      subtracts: false,
      looked: (each, path) => isMine(each) && looked.add(path),
      skipped: (each, path) => isMine(each) && closed.add(path),
    });
    findings.push(...seen.filter((each) => isMine(each.vault)).map(identityOfSeen));
  };
  await scan(vault.root, 'folder');
  // A file that a scan of the folder leaves out may have been named.
  for (const path of new Set(entries.map((entry) => entry.path))) {
    const real = join(vault.root, path);
    if (looked.has(path) || closed.has(path) || baselines.at(dirname(real)) !== vault) continue;
    if (isFile(real)) await scan(real, 'file');
  }
  const rules = new Set<string>(ruleCatalogue.map(({ id }) => id));
  const isUnknown = ({ rule, path }: EntryIdentity): boolean =>
    !rules.has(rule) || [...closed].some((each) => isWithin(path, each));
  return staleEntries(entries, { findings, isUnknown }, dayOf(Date.now()));
}

function isFile(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    // A folder above it may not be entered: the scan of the vault has said so.
    return false;
  }
}

async function show(io: Io, { gone, moved }: Stale): Promise<void> {
  if (moved.length > 0) await io.write('Moved:\n');
  for (const { entry, to } of moved)
    await io.write(
      `  ${printable(entry.path)} -> ${printable(to)}  ${printable(entry.rule)}  ${printable(entry.why)}\n`,
    );
  if (gone.length > 0) await io.write('No longer there:\n');
  for (const { path, rule, why } of gone)
    await io.write(`  ${printable(path)}  ${printable(rule)}  ${printable(why)}\n`);
}

async function write({ root }: VaultBaseline, { gone, moved }: Stale): Promise<void> {
  const removed = new Set(gone.map(identityOf));
  const targets = new Map(moved.map(({ entry, to }) => [identityOf(entry), to]));
  await changeBaseline(root, (baseline) => ({
    ...baseline,
    entries: baseline.entries
      .filter((entry) => !removed.has(identityOf(entry)))
      .map((entry) => ({ ...entry, path: targets.get(identityOf(entry)) ?? entry.path })),
  }));
}
