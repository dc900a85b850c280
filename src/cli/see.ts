import { dirname, join } from 'node:path';
import { type Access, accessLevels, isLower } from '../core/access.ts';
import { type AgentId, agentNames } from '../core/agent-ids.ts';
import { countOf } from '../core/amounts.ts';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import { markedFiles } from '../node/declared-private.ts';
import { decisive, judgements, placesOf, vaultPathOf, vaultsOf, worktreeAround } from '../node/explain.ts';
import { lowestOtherName } from '../node/hard-links.ts';
import { cloisterHome } from '../node/home.ts';
import { openVaults, type Vaults } from '../node/vaults.ts';
import { isGitFolder } from '../node/walk.ts';
import { canRedact, enforcementGap } from './agents.ts';
import { agentArgument, onePath, parseArguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { namedPath } from './vault-argument.ts';

const help = `Usage: cloister see [folder] [options]

Prints the files that an agent can see under the policy, one path a line; \`[read]\` and \`[redacted]\` mark those of
which it gets less than everything. Notes marked private are looked up in the files themselves.

Options:
  --as <agent>  which agent (default: claude-code)
  --count       print counts only
  -h, --help    this text

Exit code: 0 done, 2 could not run.
`;

/** `cloister see`. @throws UserError where there is no such folder. */
export async function seeCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('see', argv, { as: { type: 'string' }, count: { type: 'boolean' } });
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  const agent = agentArgument('--as', values.as ?? 'claude-code');
  const text = onePath('see', positionals) ?? '.';
  const { real, kind } = namedPath(io, text);
  if (kind === 'missing')
    throw new UserError(
      `There is no file or folder ${printable(text)}`,
      'Check the path: it is relative to the folder you are in.',
    );
  const vaults = openVaults(cloisterHome(io.env));
  const vault = vaultsOf(vaults, real).at(-1);
  const root = vault?.root ?? worktreeAround(vaults, real)?.root ?? (kind === 'file' ? dirname(real) : real);
  const counts = new Map<Access, number>();
  const tally = { links: 0, unreadable: 0 };
  const now = Date.now();
  const accessOf = (path: string, isPrivate: boolean): Access => {
    const access = accessIn(vaults, join(root, path), agent, now, isPrivate);
    return access === 'redacted' && !canRedact(agent) ? 'none' : access;
  };
  const count = (access: Access): void => void counts.set(access, (counts.get(access) ?? 0) + 1);
  const wanted = ({ path }: { path: string }): boolean => {
    const isHidden = accessOf(path, false) === 'none';
    if (isHidden) count('none');
    return !isHidden;
  };
  const start = vaultPathOf(root, real);
  for await (const { path, isPrivate } of markedFiles(root, start, isGitFolder, wanted, tally, io.signal)) {
    const access = accessOf(path, isPrivate === true);
    count(access);
    if (access === 'none' || values.count === true) continue;
    await io.write(`${printable(path)}${access === 'write' ? '' : `  [${access}]`}\n`);
  }
  if (values.count === true) await io.write(countsText(counts, agent));
  if (placesOf(vaults, real).length === 0)
    io.warn(`warning: ${printable(real)} is in no vault: every agent sees everything in it.\n`);
  else if (enforcementGap(io, agent) !== undefined) io.warn(`warning: ${enforcementGap(io, agent)}\n`);
  if (tally.links > 0) io.warn(`note: ${countOf(tally.links, 'link leads', 'links lead')} out of the folder.\n`);
  if (tally.unreadable > 0)
    io.warn(`note: ${countOf(tally.unreadable, 'file or folder', 'files or folders')} could not be read for marks.\n`);
  return io.signal.aborted ? exitCodes.interrupted : exitCodes.clean;
}

function accessIn(vaults: Vaults, real: string, agent: AgentId, now: number, isPrivate: boolean): Access {
  const asked = { agent, now, isPrivate, isFolder: false };
  const access = decisive(judgements(vaults, real, asked))?.access ?? 'write';
  const other = access === 'none' ? undefined : lowestOtherName(vaults, real, asked)?.access;
  return other !== undefined && isLower(other, access) ? other : access;
}

function countsText(counts: ReadonlyMap<Access, number>, agent: AgentId): string {
  const hidden = counts.get('none') ?? 0;
  const levels = [...accessLevels].reverse().filter((level) => level !== 'none' && (counts.get(level) ?? 0) > 0);
  const seen = levels.reduce((sum, level) => sum + (counts.get(level) ?? 0), 0);
  const parts = levels.map((level) => `${counts.get(level)} ${level}`);
  return `${agentNames[agent]} sees ${countOf(seen, 'file')}${parts.length === 0 ? '' : ` (${parts.join(', ')})`}; ${hidden} hidden.\n`;
}
