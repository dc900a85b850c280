import { statSync } from 'node:fs';
import { join } from 'node:path';
import { isOlder, leastVersion } from '../agents/claude-code/hooks.ts';
import { countOf } from '../core/texts.ts';
import { claudeVersions } from '../node/claude-version.ts';
import { derivedCopies, lockedInHistory, unseenCalls } from '../node/exposure.ts';
import { weakening } from '../node/guard/settings-change.ts';
import { checkGuard } from '../node/guard-check.ts';
import { isGuardInstalled } from '../node/guard-install.ts';
import { cloisterHome } from '../node/home.ts';
import { compileAgain, protectionOf } from '../node/protection.ts';
import { recordPath } from '../node/protection-record.ts';
import { openVaults, type Vault, vaultState } from '../node/vaults.ts';
import { parseArguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { printable } from './printable.ts';

const help = `Usage: cloister doctor [options]

Proves that the guard is alive rather than installed: runs it as Claude Code would, on canary files, and breaks it on
purpose; looks for settings that switch it off, for locked notes in git's history and for copies that other programs keep.
What another program took out of the settings is put back.

Options:
  -h, --help  this text

Exit code: 0 all is well, 1 something is not, 2 could not run.
`;

const notEnforced = `Not enforced, whatever this page says:
  - what a script, test or build does when it runs (the sandbox holds that: \`cloister protect claude-code --sandbox\`)
  - "!" lines and selections that you send yourself, reminders of changed files, imports by ~/.claude/CLAUDE.md
  - agents other than Claude Code, programs of yours, and what left this machine before
`;

/** `cloister doctor`. */
export async function doctorCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values } = parseArguments('doctor', argv, {});
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  const home = cloisterHome(io.env);
  let wrong = 0;
  const say = async (isRight: boolean, text: string): Promise<void> => {
    if (!isRight) wrong += 1;
    await io.write(`${isRight ? 'ok   ' : 'WRONG'}  ${printable(text)}\n`);
  };
  await checkProtection(home, io, say);
  for (const vault of openVaults(home).known()) await checkVault(vault, home, io, say);
  await io.write(`\n${notEnforced}`);
  return wrong === 0 ? exitCodes.clean : exitCodes.findings;
}

type Say = (isRight: boolean, text: string) => Promise<void>;

async function checkProtection(home: string, io: Io, say: Say): Promise<void> {
  const { isProtected, settings } = protectionOf({ home, env: io.env });
  if (!isProtected) return say(false, 'Claude Code is not protected: `cloister protect claude-code`');
  const { putBack } = await compileAgain({ home, env: io.env });
  for (const each of putBack) await say(true, `put back into ${settings}: ${each}`);
  const { missing } = protectionOf({ home, env: io.env });
  await say(
    missing.length === 0,
    missing.length === 0
      ? `the settings hold the guard: ${settings}`
      : `the settings lack ${missing.join(', ')}: ${settings}`,
  );
  if (!isGuardInstalled(home)) return say(false, 'the guard is gone: `cloister protect claude-code` puts it back');
  for (const { what, isRight } of checkGuard(home, io.env))
    await say(isRight, `the guard, run as Claude Code runs it: ${what}`);
  for (const { kind, version } of await claudeVersions(io.env)) {
    const isOld = version === undefined || isOlder(version, leastVersion);
    const why = isOld ? `: from ${leastVersion} on a guard that fails blocks the call` : '';
    await say(!isOld, `Claude Code ${version ?? 'of unknown version'} (${kind})${why}`);
  }
}

async function checkVault(vault: Vault, home: string, io: Io, say: Say): Promise<void> {
  const state = vaultState(vault, Date.now());
  const texts = {
    approved: 'the policy is approved',
    'not-approved': 'the policy was never approved: `cloister approve`',
    loosened: 'the policy gives more than you approved: `cloister approve` shows what',
    missing: 'the policy file is gone; the approved copy counts',
    broken: 'the policy can not be read, so everything is locked',
  };
  await say(state === 'approved', `${vault.root}: ${texts[state]}`);
  for (const name of ['settings.json', 'settings.local.json']) {
    const file = join(vault.root, '.claude', name);
    const what = statSync(file, { throwIfNoEntry: false }) === undefined ? undefined : weakening(file, home, io.env);
    if (what !== undefined) await say(false, `${file}: ${what}`);
  }
  const since = statSync(recordPath(home), { throwIfNoEntry: false })?.birthtimeMs;
  if (since !== undefined) {
    const { calls, unseen } = unseenCalls(vault, home, since, io.env);
    await say(
      unseen === 0,
      `${vault.root}: ${countOf(calls, 'call')} in transcripts since it was protected, ${unseen === 0 ? 'each' : `${unseen} of them not`} seen by the guard`,
    );
  }
  const inHistory = lockedInHistory(vault, Date.now(), io.env);
  await say(
    inHistory.length === 0,
    inHistory.length === 0
      ? `${vault.root}: no locked folder stands in git's history`
      : `${vault.root}: in git's history: ${inHistory.join(', ')}. The guard denies those reads; a script can do them`,
  );
  for (const each of derivedCopies(vault, io.env)) await io.write(`note   ${printable(each)}\n`);
}
