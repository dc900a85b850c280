import { UserError } from '../core/user-error.ts';
import { baselineAdd } from './baseline-add.ts';
import { baselineKey } from './baseline-key.ts';
import { baselineList } from './baseline-list.ts';
import { baselinePrune } from './baseline-prune.ts';
import { baselineRemove } from './baseline-remove.ts';
import { exitCodes, type Io } from './io.ts';

const help = `Usage: cloister baseline <command> [options]

The baseline of a vault, .cloister/baseline.json, holds the findings that you have looked at and accepted: scans count
them and do not show them. It knows them by a keyed hash of their value, by rule and path, never by line; the key stays
in Cloister's own folder. Commit the file, and bring the key to who scans with it.

Commands:
  add [path…]              accept findings
  remove <finding…>        take that back
  list [folder]            what is accepted, when and why
  prune [folder]           take out what is no longer there, take over what moved
  key export, key import   the key, for a second machine, a teammate or CI

  cloister baseline <command> --help tells a command's options.
`;

type Command = (argv: readonly string[], io: Io) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  add: baselineAdd,
  key: baselineKey,
  list: baselineList,
  prune: baselinePrune,
  remove: baselineRemove,
};

/** `cloister baseline`. @throws UserError where the command is not one of its own. */
export async function baselineCommand([name, ...rest]: readonly string[], io: Io): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h') {
    await io.write(help);
    return exitCodes.clean;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined)
    throw new UserError(
      `There is no command "baseline ${name}"`,
      `It is one of: ${Object.keys(commands).join(', ')}. \`cloister baseline --help\` tells more.`,
    );
  return command(rest, io);
}
