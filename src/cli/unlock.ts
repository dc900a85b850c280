import { unlockEdit } from '../core/place-edits.ts';
import { printable } from '../core/printable.ts';
import { cloisterHome } from '../node/home.ts';
import { openVaults } from '../node/vaults.ts';
import { parseArguments, somePaths } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { requirePerson } from './person.ts';
import { shownAccess } from './shown-access.ts';
import { stillHides } from './still-hidden.ts';
import { shownTarget, type VaultTarget, vaultTarget } from './vault-argument.ts';
import { changeVault } from './vault-change.ts';

const help = `Usage: cloister unlock <path…>

Takes locks of folders and files back, timed openings of locked folders too. Only a person may run it. Where something
else still hides a path (a folder above it, the vault's default, a file pattern) it says what.

Options:
  -h, --help  this text

Exit code: 0 unlocked, 1 something else still hides it, 2 could not run.
`;

/** `cloister unlock`. @throws UserError where an agent runs it, or a path lies in no vault. */
export async function unlockCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('unlock', argv, {});
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  const paths = somePaths('unlock', positionals);
  requirePerson(io, 'cloister unlock');
  for (const path of paths) vaultTarget(io, path);
  let code: number = exitCodes.clean;
  for (const path of paths) if (!(await unlockTarget(io, vaultTarget(io, path)))) code = exitCodes.findings;
  return code;
}

/** Resolves to false where something else still hides the place. */
async function unlockTarget(io: Io, target: VaultTarget): Promise<boolean> {
  const shown = shownTarget(target);
  let removed = false;
  await changeVault(io, target.vault, (text) => {
    const edited = unlockEdit(target)(text);
    removed ||= edited.text !== text;
    return edited;
  });
  const vaults = openVaults(cloisterHome(io.env));
  const hiding = stillHides(vaults, target, 'redacted', Date.now());
  if (hiding.length === 0) {
    const now = shownAccess(vaults, target, Date.now());
    await io.write(removed ? `Unlocked ${shown}: it is ${now} now.\n` : `${shown} is not locked: it is ${now}.\n`);
    return true;
  }
  await io.write(
    `${removed ? `The lock of ${shown} is gone, but it is still hidden` : `${shown} has no lock of its own`}:\n` +
      hiding.map((each) => `  ${printable(each)}\n`).join(''),
  );
  return false;
}
