import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import { describeFailure } from '../node/fault.ts';
import { accessCommand } from './access.ts';
import { allowCommand } from './allow.ts';
import { approveCommand } from './approve.ts';
import { auditCommand } from './audit.ts';
import { baselineCommand } from './baseline.ts';
import { doctorCommand } from './doctor.ts';
import { explainCommand } from './explain.ts';
import { guardCommand } from './guard.ts';
import { historyCommand } from './history.ts';
import { hookCommand } from './hook.ts';
import { initCommand } from './init.ts';
import { exitCodes, type Io } from './io.ts';
import { lockCommand } from './lock.ts';
import { logCommand } from './log.ts';
import { protectCommand, unprotectCommand } from './protect.ts';
import { redactCommand } from './redact.ts';
import { scanCommand } from './scan.ts';
import { sealCommand } from './seal.ts';
import { seeCommand } from './see.ts';
import { statusCommand } from './status.ts';
import { uninstallCommand } from './uninstall.ts';
import { unlockCommand } from './unlock.ts';
import { unsealCommand } from './unseal.ts';
import { version } from './version.ts';
import { whyCommand } from './why.ts';

type Command = (argv: readonly string[], io: Io) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  access: accessCommand,
  allow: allowCommand,
  approve: approveCommand,
  audit: auditCommand,
  baseline: baselineCommand,
  doctor: doctorCommand,
  explain: explainCommand,
  guard: guardCommand,
  history: historyCommand,
  hook: hookCommand,
  init: initCommand,
  lock: lockCommand,
  log: logCommand,
  protect: protectCommand,
  redact: redactCommand,
  scan: scanCommand,
  seal: sealCommand,
  see: seeCommand,
  status: statusCommand,
  uninstall: uninstallCommand,
  unlock: unlockCommand,
  unprotect: unprotectCommand,
  unseal: unsealCommand,
  why: whyCommand,
};

const help = `Cloister keeps AI agents out of the private parts of your notes.

Usage: cloister <command> [options]

Commands:
  init [folder]            make a vault: write its policy, lock what looks private
  lock <path…>             no agent gets these folders and files
  unlock <path…>           take that back
  allow <folder…>          full access, for a while with --for 1h
  access <path> <level>    none, redacted, read or write
  status [folder]          the policy, what it covers and who is held to it
  see [folder]             the files that an agent can see
  why <path>               which entry decided about a path
  approve [folder]         let a policy that gives more than before count
  log                      what the guard decided
  protect claude-code      hold Claude Code to your policies
  unprotect claude-code    take that back
  doctor                   prove that the guard is alive
  guard claude-code        judge one hook message, for tests
  uninstall                undo what Cloister changed on this machine
  scan [path…]             find secrets, personal data and private notes
  history [path]           the same in every version that git keeps
  audit [folder…]          what lies open on this machine: notes, agents' memories, disks, AI services
  hook install             scan each commit in a repository; hook uninstall, hook status
  explain <file…>          what a note is about, and why
  redact <file>            a copy with placeholders for secrets and personal data
  seal <folder>            preview: encrypt the notes in it with age
  unseal <folder>          take that back
  baseline <command>       accept findings: add, remove, list, prune, key

  cloister <command> --help tells a command's options. cloister --version prints the version.
`;

/** Runs the command line `argv` (without runtime and script) and resolves to the exit code. Never throws. */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    const refused = refusalOf(error);
    if (refused !== undefined) {
      io.warn(`error: ${printable(refused)}\n  Check the permissions of that place, and the free space of its disk.\n`);
      return exitCodes.failed;
    }
    const { message, hint, stack } = describeFailure(error);
    if (hint === undefined) io.warn(`error: this is a bug in Cloister ${version}: ${message}\n${stack}\n`);
    else io.warn(`error: ${printable(message)}\n  ${printable(hint)}\n`);
    return exitCodes.failed;
  }
}

/** What the system does not let the person do is no bug of ours. */
function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return undefined;
  const isRefusal = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(
    String(error.code),
  );
  return isRefusal ? `${error.path} can not be read or written (${error.code})` : undefined;
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
