import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeEmptyFolder, removeGuard } from '../node/guard-install.ts';
import { cloisterHome } from '../node/home.ts';
import { unprotectClaudeCode } from '../node/protection.ts';
import { parseArguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { requirePerson } from './person.ts';
import { printable } from './printable.ts';

const help = `Usage: cloister uninstall [options]

Undoes what Cloister changed on this machine: the settings of agents, the guard and its launcher, the cache. Policies in
your vaults, their approved copies and the log of decisions stay.

Options:
  --purge     takes the approved copies, the key of the fingerprints and the log away as well
  -h, --help  this text

Exit code: 0 undone, 2 could not run.
`;

/** `cloister uninstall`. @throws UserError where an agent runs it, or a settings file is broken. */
export async function uninstallCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values } = parseArguments('uninstall', argv, { purge: { type: 'boolean' } });
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  requirePerson(io, 'cloister uninstall');
  const home = cloisterHome(io.env);
  const { changed, warnings } = await unprotectClaudeCode({ home, env: io.env });
  for (const each of warnings) io.warn(`warning: ${printable(each)}\n`);
  removeGuard(home);
  const rest =
    values.purge === true
      ? ['index', 'prompts.json', 'vaults', 'log', 'fingerprint.key', 'agents']
      : ['index', 'prompts.json'];
  for (const each of rest) rmSync(join(home, each), { recursive: true, force: true });
  removeEmptyFolder(home);
  await io.write(
    `${changed ? 'Claude Code is no longer held to your policies. ' : ''}The guard is gone from ${printable(home)}.\n` +
      (values.purge === true
        ? ''
        : 'Policies, their approved copies and the log are still there; --purge takes the last two away.\n'),
  );
  return exitCodes.clean;
}
