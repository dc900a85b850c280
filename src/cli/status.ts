import { placesOf, vaultsOf, worktreeAround } from '../node/explain.ts';
import { countByFolder, type FolderCount, holdsMoreFiles } from '../node/folder-counts.ts';
import { cloisterHome } from '../node/home.ts';
import { vaultFolders } from '../node/vault-overview.ts';
import { openVaults } from '../node/vaults.ts';
import { enforcements } from './agents.ts';
import { choiceArgument, onePath, parseArguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { progressLine } from './progress.ts';
import { openStatus, type Status, vaultStatus } from './status-facts.ts';
import { statusHistory } from './status-history.ts';
import { statusJson, statusText } from './status-report.ts';
import { namedPath } from './vault-argument.ts';

const help = `Usage: cloister status [folder] [options]

Shows the vault that a folder lies in: the access of its folders, what a scan finds in them, how its policy stands, what
is locked and stands in git's objects all the same, and how strongly each agent is held to the policy right now.

Options:
  --scan                count findings (default for vaults of up to 20,000 files)
  --no-scan             do not
  --format <text|json>  how to report (default: text)
  -h, --help            this text

Exit code: 0 done, 2 could not run.
`;

/** Larger vaults are not scanned unless that is asked for. */
const mostFiles = 20_000;

/** `cloister status`. */
export async function statusCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('status', argv, {
    scan: { type: 'boolean' },
    'no-scan': { type: 'boolean' },
    format: { type: 'string' },
  });
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  const format = choiceArgument('--format', values.format ?? 'text', ['text', 'json']);
  const { real } = namedPath(io, onePath('status', positionals) ?? '.');
  const home = cloisterHome(io.env);
  const vaults = openVaults(home);
  const containing = vaultsOf(vaults, real);
  const holding = placesOf(vaults, real);
  const vault = holding.at(-1)?.vault;
  let status: Status;
  if (vault === undefined) status = openStatus(real, vaults, enforcements(io));
  else {
    const isLarge = holdsMoreFiles(vault.root, mostFiles);
    const wantsScan = values['no-scan'] !== true && (values.scan === true || !isLarge);
    const counts = wantsScan ? await countFindings(io, vault.root) : undefined;
    const now = Date.now();
    const outer = containing.slice(0, -1).map(({ root }) => root);
    const worktree = holding.length > containing.length ? worktreeAround(vaults, real) : undefined;
    const history = await statusHistory(vault, vaults, { io, home, withMarks: !isLarge, now });
    status = {
      ...vaultStatus(vault, outer, vaultFolders(vault, vaults, now), counts, enforcements(io), now),
      ...(worktree === undefined ? {} : { worktree }),
      ...(history === undefined ? {} : { history }),
    };
  }
  await io.write(format === 'json' ? statusJson(status) : statusText(status));
  return io.signal.aborted ? exitCodes.interrupted : exitCodes.clean;
}

async function countFindings(io: Io, root: string): Promise<ReadonlyMap<string, FolderCount>> {
  const progress = progressLine(io.errIsTerminal ? (text) => io.warn(text) : undefined);
  let files = 0;
  let size = 0;
  const counts = await countByFolder(root, io.signal, (bytes) => {
    files += 1;
    size += bytes;
    progress.show(files, size);
  });
  progress.clear();
  return counts;
}
