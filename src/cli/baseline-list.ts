import { countOf } from '../core/amounts.ts';
import { dayOf } from '../core/baseline.ts';
import { entryState } from '../core/baseline-subtract.ts';
import { printable } from '../core/printable.ts';
import { openedBaseline } from '../node/baseline-file.ts';
import { choiceArgument, onePath, parseArguments } from './arguments.ts';
import { baselinesOf, baselineVault, shownBaseline } from './baseline-place.ts';
import { exitCodes, type Io } from './io.ts';

const help = `Usage: cloister baseline list [folder] [options]

Lists what the baseline of a vault accepts: state, the first digits of the fingerprint, day, place, rule and reason.

Options:
  --format <text|json>  how to print it (default: text)
  -h, --help            this text

Exit code: 0 listed, 2 could not run.
`;

/** `cloister baseline list`. @throws UserError where the baseline can not be read. */
export async function baselineList(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('baseline list', argv, { format: { type: 'string' } });
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  const format = choiceArgument('--format', values.format ?? 'text', ['text', 'json']);
  const vault = baselineVault(io, onePath('baseline list', positionals), baselinesOf(io));
  const { entries } = openedBaseline(vault.root, vault.file);
  const today = dayOf(Date.now());
  if (format === 'json') {
    const rows = entries.map((entry) => {
      const { path, rule, fingerprint, when, why, until } = entry;
      const end = until === undefined ? {} : { until };
      return { state: entryState(entry, today), path, rule, fingerprint, when, why, ...end };
    });
    await io.write(`${JSON.stringify({ vault: vault.root, key: vault.key.state, entries: rows }, null, 1)}\n`);
    return exitCodes.clean;
  }
  if (vault.trouble !== undefined)
    io.warn(`warning: ${printable(vault.trouble.message)}.\n  ${printable(vault.trouble.hint)}\n`);
  const standing = entries.filter(({ state }) => state !== 'removed');
  for (const entry of standing) {
    const { path, rule, fingerprint, when, why, until } = entry;
    const days = until === undefined ? when : `${when} to ${until}`;
    await io.write(
      `${entryState(entry, today).padEnd(8)}  ${fingerprint.slice(0, 8)}  ${days}  ` +
        `${printable(path)}  ${printable(rule)}  ${printable(why)}\n`,
    );
  }
  await io.write(`${countOf(standing.length, 'entry', 'entries')} in ${shownBaseline(vault)}.\n`);
  return exitCodes.clean;
}
