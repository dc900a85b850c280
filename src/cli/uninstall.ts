import { printable } from '../core/printable.ts';
import { cloisterHome } from '../node/home.ts';
import { uninstall } from '../node/uninstall.ts';
import { parseArguments } from './arguments.ts';
import { removalText } from './hook.ts';
import { exitCodes, type Io } from './io.ts';
import { requirePerson } from './person.ts';

const help = `Usage: cloister uninstall [options]

Undoes what Cloister changed on this machine: the settings of agents, the hooks of git repositories, the guard and
its launchers, the wrapper, the cache.
Policies and baselines in your vaults, approved copies, keys of baselines, plans and the log of decisions stay.

Options:
  --purge     takes them away as well, the files in the vaults on this machine too
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
  const { wasProtected, files, hooks, warnings } = await uninstall(home, io.env, { purge: values.purge === true });
  for (const each of warnings) io.warn(`warning: ${printable(each)}\n`);
  if (wasProtected) await io.write('Claude Code is no longer held to your policies.\n');
  for (const { path, removal } of hooks) if (removal !== 'left') await io.write(removalText(path, removal));
  await io.write(`The guard is gone from ${printable(home)}.\n`);
  for (const each of files) await io.write(`Removed ${printable(each)}.\n`);
  if (values.purge !== true)
    await io.write('Policies, baselines, plans and the log are still there; --purge takes them away.\n');
  return exitCodes.clean;
}
