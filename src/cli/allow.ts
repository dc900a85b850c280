import { openFolderUntil, type PolicyEdit, setFolderAccess } from '../core/policy-edit.ts';
import { durationArgument, parseArguments, somePaths } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { requirePerson } from './person.ts';
import { mustBeFolder, setAccess } from './set-access.ts';
import { vaultTarget } from './vault-argument.ts';

const help = `Usage: cloister allow <folder…> [options]

Gives agents full access to folders: reading and writing. Only a person may run it. Locks of folders deeper down stay.

Options:
  --for <time>  for this long only, such as 30m, 1h or 2d; then the folder is again what it was
  -h, --help    this text

Exit code: 0 allowed, 1 something else still hides it, 2 could not run.
`;

/** `cloister allow`. @throws UserError where an agent runs it, or a path is no folder in a vault. */
export async function allowCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('allow', argv, { for: { type: 'string' } });
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  const paths = somePaths('allow', positionals);
  const span = values.for === undefined ? undefined : durationArgument('--for', values.for);
  requirePerson(io, 'cloister allow');
  for (const path of paths) mustBeFolder(vaultTarget(io, path));
  const until = span === undefined ? undefined : Date.now() + span;
  let code: number = exitCodes.clean;
  for (const path of paths) {
    const target = vaultTarget(io, path);
    const edit = (text: string): PolicyEdit =>
      until === undefined
        ? setFolderAccess(text, target.path, 'write')
        : openFolderUntil(text, target.path, 'write', until);
    if (!(await setAccess(io, target, edit, { access: 'write', ...(until === undefined ? {} : { until }) })))
      code = exitCodes.findings;
  }
  return code;
}
