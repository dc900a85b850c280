import { agentIds } from '../core/agent-ids.ts';
import { countOf } from '../core/amounts.ts';
import { formatDuration } from '../core/duration.ts';
import { lockEdit } from '../core/place-edits.ts';
import type { RemovedEntry } from '../core/policy-edit.ts';
import { decisive, judgements } from '../node/explain.ts';
import { cloisterHome } from '../node/home.ts';
import { openVaults } from '../node/vaults.ts';
import { offerProtection, protectChoice } from './agents.ts';
import { parseArguments, somePaths } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { openQuestions } from './questions.ts';
import { shellPath, shownTarget, type VaultTarget, vaultTarget } from './vault-argument.ts';
import { changeVault } from './vault-change.ts';

const help = `Usage: cloister lock <path…> [options]

Locks folders and files: no agent gets their content, their names or a search hit in them. What is deeper goes with the
folder: entries that allow more are removed, and the commands that put them back are printed.

Options:
  --protect     hold Claude Code to the policy in the same step
  --no-protect  do not ask about that
  -h, --help    this text

Exit code: 0 locked, 2 could not run.
`;

/** `cloister lock`. @throws UserError before anything is written where a path can not be locked. */
export async function lockCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('lock', argv, {
    protect: { type: 'boolean' },
    'no-protect': { type: 'boolean' },
  });
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  const paths = somePaths('lock', positionals);
  for (const path of paths) vaultTarget(io, path);
  for (const path of paths) await lockTarget(io, vaultTarget(io, path));
  await offerProtection(io, protectChoice(values), openQuestions(io));
  return exitCodes.clean;
}

/** Locks one place and says so. */
export async function lockTarget(io: Io, target: VaultTarget): Promise<void> {
  const { vault, path, kind } = target;
  const { removed } = await changeVault(io, vault, lockEdit(target));
  mustBeLocked(io, target);
  await io.write(
    `Locked ${path === '' ? `the vault ${shownTarget(target)}` : shownTarget(target)} from every agent.\n`,
  );
  if (kind === 'missing') io.warn(`warning: there is no ${shownTarget(target)} yet; the lock waits for it.\n`);
  if (removed.length === 0) return;
  const commands = removed.flatMap((each) => restoringCommands(io, target, each, Date.now()));
  await io.write(
    `${countOf(removed.length, 'entry', 'entries')} that allowed more went with it. To put back what was there:\n` +
      commands.map((each) => `  ${each}\n`).join(''),
  );
}

/** Whatever the policy's text holds: a lock that does not hold must not be reported as one. */
function mustBeLocked(io: Io, { real, kind }: VaultTarget): void {
  const vaults = openVaults(cloisterHome(io.env));
  for (const agent of agentIds) {
    const asked = { agent, now: Date.now(), isFolder: kind !== 'file' };
    if (decisive(judgements(vaults, real, asked))?.access !== 'none') throw new Error(`the lock does not hold`);
  }
}

/** The commands that bring a removed entry back as it was. */
function restoringCommands(io: Io, { vault }: VaultTarget, { folder, entry }: RemovedEntry, now: number): string[] {
  const path = shellPath(io, `${vault.root}/${folder}`);
  const { access, agents, until, after } = entry;
  const base = `cloister access ${path}`;
  if (until !== undefined) {
    if (until <= now) return [`${base} ${after}`];
    return [`${base} ${after}`, `${base} ${access} --for ${formatDuration(until - now)}`];
  }
  const own = Object.entries(agents).map(([agent, level]) => `${base} ${level} --agent ${agent}`);
  return [`${base} ${access}`, ...own];
}
