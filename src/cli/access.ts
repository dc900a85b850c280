import { accessLevels, parseAccess } from '../core/access.ts';
import { accessEdit, type Edit } from '../core/place-edits.ts';
import { openFolderUntil } from '../core/policy-edit.ts';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import { loosensBy } from '../node/policy-change.ts';
import { agentArgument, durationArgument, parseArguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { lockTarget } from './lock.ts';
import { requirePerson } from './person.ts';
import { mustBeFolder, setAccess } from './set-access.ts';
import { vaultTarget } from './vault-argument.ts';

const help = `Usage: cloister access <path> <level> [options]

Sets how much of a folder or file agents get; folders deeper down that have an entry of their own keep it. A file gets no
more than its folder.

  none      nothing, as \`cloister lock\` does for everything beneath
  redacted  the text with what is sensitive replaced, no writing
  read      no writing
  write     everything

Giving more than before is for a person alone.

Options:
  --agent <id>  for this agent only, such as claude-code
  --for <time>  for this long only, such as 30m, 1h or 2d
  -h, --help    this text

Exit code: 0 set, 1 something else still gives less, 2 could not run.
`;

/** `cloister access`. @throws UserError where an agent would raise an access with it. */
export async function accessCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('access', argv, {
    agent: { type: 'string' },
    for: { type: 'string' },
  });
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  const [path, level, ...rest] = positionals;
  if (path === undefined || level === undefined || rest.length > 0)
    throw new UserError('`cloister access` takes a folder and a level', 'Such as `cloister access clients redacted`.');
  const access = parseAccess(level);
  if (access === undefined)
    throw new UserError(`"${printable(level)}" is no level of access`, `It is one of: ${accessLevels.join(', ')}.`);
  const agent = values.agent === undefined ? undefined : agentArgument('--agent', values.agent);
  const span = values.for === undefined ? undefined : durationArgument('--for', values.for);
  if (agent !== undefined && span !== undefined)
    throw new UserError('--for and --agent can not go together', 'A timed access is for every agent.');
  const target = vaultTarget(io, path);
  // A pattern has no end and is for no single agent.
  if (agent !== undefined || span !== undefined) mustBeFolder(target);
  if (access === 'none' && agent === undefined && span === undefined) {
    await lockTarget(io, target);
    return exitCodes.clean;
  }
  const until = span === undefined ? undefined : Date.now() + span;
  const edit: Edit =
    until === undefined
      ? accessEdit(target, access, agent)
      : (text) => openFolderUntil(text, target.path, access, until);
  // The end of a timed access may be moved, which no comparison at one moment shows.
  if (until !== undefined || loosensBy(target.vault, edit, Date.now()).length > 0)
    requirePerson(io, `cloister access ${level}`);
  const given = { access, ...(agent === undefined ? {} : { agent }), ...(until === undefined ? {} : { until }) };
  const isWhole = await setAccess(io, target, edit, given);
  return isWhole ? exitCodes.clean : exitCodes.findings;
}
