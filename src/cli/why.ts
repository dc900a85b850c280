import { basename, dirname, join, relative, resolve } from 'node:path';
import { isLower } from '../core/access.ts';
import { type AgentId, agentNames } from '../core/agent-ids.ts';
import { becausePlace, becauseText } from '../core/because-texts.ts';
import { policyPath } from '../core/policy.ts';
import { lineOf } from '../core/policy-edit-files.ts';
import { printable } from '../core/printable.ts';
import { isDeclaredPrivate } from '../node/declared-private.ts';
import { decisive, type Judgement, judgements, worktreeAround } from '../node/explain.ts';
import { lowestOtherName } from '../node/hard-links.ts';
import { cloisterHome } from '../node/home.ts';
import { openVaults } from '../node/vaults.ts';
import { canRedact, enforcementGap } from './agents.ts';
import { agentArgument, onePath, parseArguments, somePaths } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { namedPath } from './vault-argument.ts';

const help = `Usage: cloister why <path> [options]

Says how much of a path an agent gets, and which entry of which policy decided.

Options:
  --as <agent>  which agent (default: claude-code)
  -h, --help    this text

Exit code: 0 done, 2 could not run.
`;

/** `cloister why`. */
export async function whyCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('why', argv, { as: { type: 'string' } });
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  const agent = agentArgument('--as', values.as ?? 'claude-code');
  const text = onePath('why', somePaths('why', positionals)) ?? '.';
  const { real, kind } = namedPath(io, text);
  const vaults = openVaults(cloisterHome(io.env));
  const isPrivate = kind === 'file' && (await isDeclaredPrivate(dirname(real), basename(real)));
  const asked = { agent, now: Date.now(), isPrivate, ...(kind === 'missing' ? {} : { isFolder: kind === 'folder' }) };
  const all = judgements(vaults, real, asked);
  const own = decisive(all);
  const other = lowestOtherName(vaults, real, asked);
  const counts = other !== undefined && isLower(other.access, own?.access ?? 'write') ? other : own;
  if (counts === undefined) {
    await io.write(`${printable(real)} is in no vault: Cloister has no opinion, and every agent gets everything.\n`);
    return exitCodes.clean;
  }
  const name = own === undefined ? printable(real) : shown(own);
  const through = counts === own ? '' : `another name of it, ${shown(counts)}, gets ${counts.access}: `;
  await io.write(`${name}: ${levelText(counts, agent)}, because ${through}${reason(counts, agent)}.\n`);
  const tree = worktreeAround(vaults, real);
  if (tree !== undefined && own !== undefined && real !== join(own.vault.root, own.path))
    await io.write(
      `${printable(real)} is in a git worktree of ${printable(tree.main)}, whose policy holds there too.\n`,
    );
  const rest = fileBeside(counts, all);
  if (rest !== undefined) await io.write(`The file would give ${rest.access}; that waits for \`cloister approve\`.\n`);
  if (resolve(io.cwd, text) !== real && relative(real, resolve(io.cwd, text)) !== '')
    await io.write(`${printable(text)} is ${printable(real)}, behind a link.\n`);
  if (kind === 'missing') io.warn(`note: there is no ${name}; this is what it would get.\n`);
  const gap = enforcementGap(io, agent);
  if (gap !== undefined && isLower(counts.access, 'write')) io.warn(`warning: ${gap}\n`);
  return exitCodes.clean;
}

function shown({ vault, path }: Judgement): string {
  return printable(path === '' ? vault.root : path);
}

function levelText({ access }: Judgement, agent: AgentId): string {
  const name = agentNames[agent];
  if (access === 'redacted' && !canRedact(agent)) return `none for ${name} (redacted, which it can not do)`;
  return `${access} for ${name}`;
}

function reason(found: Judgement, agent: AgentId): string {
  const { source, vault, path } = found;
  const file = `${printable(vault.root)}/${policyPath}`;
  if (source.kind === 'broken') {
    const problems = vault.file.state === 'broken' ? vault.file.problems.join(', ') : 'its approved copy is broken';
    return `its policy can not be read, which locks everything until it is mended (${file}: ${printable(problems)})`;
  }
  const { policy } = source.compiled;
  const text = printable(becauseText(found, policy, path, agent));
  const place = becausePlace(found, policy, path);
  if (source.kind === 'copy')
    return `${text}, in the approved copy of the policy${vault.file.state === 'missing' ? ` (the file itself is missing: ${file})` : ''}`;
  const line = place === undefined || source.text === undefined ? undefined : lineOf(source.text, place);
  return `${text} (${file}${line === undefined ? '' : `, line ${line}`})`;
}

/** What the file says where the approved copy gives less. */
function fileBeside({ source, vault, access }: Judgement, all: readonly Judgement[]): Judgement | undefined {
  if (source.kind !== 'copy') return undefined;
  return all.find((each) => each.vault === vault && each.source.kind === 'file' && isLower(access, each.access));
}
