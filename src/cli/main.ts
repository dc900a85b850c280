import { UserError } from '../core/user-error.ts';
import { describeFailure } from '../node/fault.ts';
import { exitCodes, type Io } from './io.ts';
import { scanCommand } from './scan.ts';
import { version } from './version.ts';

type Command = (argv: readonly string[], io: Io) => Promise<number>;

const commands: Readonly<Record<string, Command>> = { scan: scanCommand };

const help = `Cloister keeps AI agents out of the private parts of your notes.

Usage: cloister <command> [options]

Commands:
  scan [path…]   find secrets and notes marked private

  cloister <command> --help tells a command's options. cloister --version prints the version.
`;

/** Runs the command line `argv` (without runtime and script) and resolves to the exit code. Never throws. */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    const { message, hint, stack } = describeFailure(error);
    if (hint === undefined) io.warn(`error: this is a bug in Cloister ${version}: ${message}\n${stack}\n`);
    else io.warn(`error: ${message}\n  ${hint}\n`);
    return exitCodes.failed;
  }
}

async function dispatch([name, ...rest]: readonly string[], io: Io): Promise<number> {
  if (name === '--version' || name === '-v') {
    await io.write(`${version}\n`);
    return exitCodes.clean;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    await io.write(help);
    return exitCodes.clean;
  }
  if (name === undefined) {
    io.warn(help);
    return exitCodes.failed;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined)
    throw new UserError(`There is no command "${name}"`, 'Run `cloister --help` for the commands.');
  return command(rest, io);
}
