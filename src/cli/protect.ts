import { shellQuoted } from '../agents/claude-code/hooks.ts';
import { changeOptions, optionNames, optionsOn } from '../agents/claude-code/protection-options.ts';
import { countOf } from '../core/amounts.ts';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import { claudeVersions } from '../node/claude-version.ts';
import { cloisterHome } from '../node/home.ts';
import { protectClaudeCode, unprotectClaudeCode } from '../node/protection.ts';
import { readProtectionRecord } from '../node/protection-record.ts';
import { sandboxLack } from '../node/sandbox-tools.ts';
import { openVaults } from '../node/vaults.ts';
import { settingName, wrapperPath } from '../node/wrapper.ts';
import { choiceArgument, parseArguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { requirePerson } from './person.ts';

const help = `Usage: cloister protect claude-code [options]

Holds Claude Code to the policies of your vaults: installs the guard and writes deny rules and hooks into your own
settings of Claude Code. Everything else in them stays as it is. Run it as often as you like.

Options, each off until you give it; from then on it stays, whatever else you give later:
  --sandbox         shell commands run in Claude Code's own sandbox: scripts do not see locked folders either, and
                    nothing reaches the network that you do not allow. On Linux it needs bubblewrap and socat.
  --keep-git        with --sandbox: git goes on working in it where its history holds locked notes. Without this, git's
                    objects are hidden from commands there, since a script could read the notes out of them.
  --no-bypass       takes the mode away in which Claude Code asks for no permission at all
  --no-skill-shell  commands and skills run no shell lines while they load, of which no hook hears
  --wrapper         also writes bin/cloister-claude into Cloister's own folder: a program that starts Claude Code with
                    settings which those of a folder can not switch off ("disableAllHooks"). Start Claude Code with it:
                      in VS Code  "claudeCode.claudeProcessWrapper": "<its path>" in your user settings; with
                                  "claudeCode.useTerminal" the extension does not use it
                      in a shell  alias claude=<its path>
                    Your own --settings and all other arguments go on working. Not for Windows.
  --without <option>
                    takes one of these away again: --without sandbox. Only a person may; give it once for each.
  -h, --help        this text

Without --sandbox it is not held what a script that Claude Code starts does when it runs.

Exit code: 0 protected, 2 could not run.
`;

const unprotectHelp = `Usage: cloister unprotect claude-code

Takes what \`cloister protect\` wrote out of the settings of Claude Code, and nothing else. From then on nothing holds it
to your policies.

Options:
  -h, --help  this text

Exit code: 0 taken out, 2 could not run.
`;

/** `cloister protect`. @throws UserError where a settings file is broken; then nothing was written. */
export async function protectCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('protect', argv, {
    sandbox: { type: 'boolean' },
    'keep-git': { type: 'boolean' },
    'no-bypass': { type: 'boolean' },
    'no-skill-shell': { type: 'boolean' },
    wrapper: { type: 'boolean' },
    without: { type: 'string', multiple: true },
  });
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  mustBeClaudeCode('protect', positionals);
  const home = cloisterHome(io.env);
  const added = optionNames.filter((name) => values[name] === true);
  if (added.includes('wrapper') && process.platform === 'win32')
    throw new UserError('There is no wrapper for Windows', 'VS Code starts no script there; leave --wrapper out.');
  const removed = (values.without ?? []).map((each) => choiceArgument('--without', each, optionNames));
  const { options, off, opensGit } = changeOptions(readProtectionRecord(home)?.options ?? {}, added, removed);
  if (opensGit || removed.length > 0) requirePerson(io, 'cloister protect');
  const installed = await claudeVersions(io.env);
  const { settings, changed, warnings } = await protectClaudeCode({
    home,
    env: io.env,
    ...io.installation,
    installed,
    ...(added.length + removed.length > 0 ? { options } : {}),
  });
  for (const each of warnings) io.warn(`warning: ${printable(each)}\n`);
  const lack = options.sandbox === true ? sandboxLack(io.env) : undefined;
  if (lack !== undefined) io.warn(`warning: ${lack.what}\n  ${lack.mend}\n`);
  if (installed.length === 0)
    io.warn('note: Claude Code was not found on this machine; it is protected once it is there.\n');
  const vaults = openVaults(home).known().length;
  if (vaults === 0) io.warn('note: there is no vault yet. `cloister init` makes one of the folder of your notes.\n');
  await io.write(
    changed
      ? `Claude Code is held to ${countOf(vaults, 'vault')} now: ${printable(settings)}\n` +
          'Sessions that are open already take this up within seconds; start them again to be sure.\n'
      : `Claude Code was protected already: ${printable(settings)}\n`,
  );
  const on = optionsOn(options);
  if (on.length > 0) await io.write(`Options that are on: ${on.join(', ')}\n`);
  if (off.length > 0) await io.write(`Switched off: ${off.join(', ')}\n`);
  if (added.includes('wrapper')) await io.write(wrapperText(wrapperPath(home)));
  return exitCodes.clean;
}

function wrapperText(path: string): string {
  return (
    'What you start through the wrapper is held in folders too whose settings switch hooks off:\n' +
    `  in VS Code, in your user settings:  "${settingName}": ${printable(JSON.stringify(path))}\n` +
    `  in a shell, in its start-up file:   alias claude=${printable(aliasOf(path))}\n`
  );
}

/** An alias is read as a command once more when it is used. */
function aliasOf(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : shellQuoted(shellQuoted(path));
}

/** `cloister unprotect`. @throws UserError where an agent runs it, or a settings file is broken. */
export async function unprotectCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('unprotect', argv, {});
  if (values.help === true) {
    await io.write(unprotectHelp);
    return exitCodes.clean;
  }
  mustBeClaudeCode('unprotect', positionals);
  requirePerson(io, 'cloister unprotect');
  const { changed, warnings } = await unprotectClaudeCode({ home: cloisterHome(io.env), env: io.env });
  for (const each of warnings) io.warn(`warning: ${printable(each)}\n`);
  await io.write(
    changed
      ? 'Claude Code is no longer held to your policies. `cloister protect claude-code` does it again.\n'
      : 'Claude Code was not protected.\n',
  );
  return exitCodes.clean;
}

function mustBeClaudeCode(command: string, names: readonly string[]): void {
  if (names.length === 1 && names[0] === 'claude-code') return;
  throw new UserError(
    names.length === 0 ? `\`cloister ${command}\` needs an agent` : `Cloister can not ${command} "${names.join(' ')}"`,
    `It is one so far: \`cloister ${command} claude-code\`.`,
  );
}
