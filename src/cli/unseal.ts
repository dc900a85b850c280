import { UserError } from '../core/user-error.ts';
import { cloisterHome } from '../node/home.ts';
import { hasWrapped, noteUnsealed, sealAudience, sealPlaces } from '../node/seal/keys.ts';
import { isIncomplete } from '../node/seal/report.ts';
import { planSeal, unsealFolder } from '../node/seal/run.ts';
import { onePath, parseArguments, somePaths } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { requirePerson } from './person.ts';
import { sealPersonHint, unlock } from './seal-keys.ts';
import { planText, reportOf, sealProgress, sealTarget, talkOf, withLeave } from './seal-run.ts';

const help = `Usage: cloister unseal <folder> [options]

Preview. Decrypts every file of age beneath a folder that your key opens: note.md.age -> note.md, with its mode and time.
The folder stays locked from agents: \`cloister unlock\` takes that back.
It may be interrupted at any moment: every note is plain or sealed, and the next run goes on.

Options:
  --recovery            open with the recovery key, which you type, instead of the passphrase
  --identity <file>     open with an identity file of age
  --dry-run             say what would be unsealed, and do nothing
  --format <text|json>  how to print what was done (default: text)
  -h, --help            this text

Only a person may run it, on a terminal.

Exit code: 0 unsealed, 1 something was left sealed, 2 could not run, 130 interrupted.
`;

/** `cloister unseal`. @throws UserError where an agent runs it, and where the keys can not be had: then nothing was done. */
export async function unsealCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('unseal', argv, {
    recovery: { type: 'boolean' },
    identity: { type: 'string' },
    'dry-run': { type: 'boolean' },
    format: { type: 'string' },
  });
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  const { talk, format } = talkOf(io, values.format);
  requirePerson(talk.io, 'cloister unseal', sealPersonHint);
  const path = onePath('unseal', somePaths('unseal', positionals)) ?? '.';
  const target = sealTarget(talk.io, path);
  const places = sealPlaces(cloisterHome(io.env), target.vault);
  if (values['dry-run'] === true) {
    await io.write(planText('unseal', target.path, planSeal(places.root, target.real, 'unseal'), format));
    return exitCodes.clean;
  }
  const how = { recovery: values.recovery === true, identity: values.identity };
  if (!how.recovery && how.identity === undefined && !hasWrapped(places) && sealAudience(places) === undefined)
    throw new UserError('This vault was never sealed', 'For files of your own keys of age use --identity.');
  return withLeave(talk, async () => {
    const identities = await unlock(talk, places, how);
    const progress = sealProgress(io, 'Unsealing');
    const run = await unsealFolder({
      places,
      folder: target.real,
      keys: { recipients: [], identities },
      signal: io.signal,
      onProgress: progress.show,
    }).finally(progress.clear);
    await io.write(reportOf({ direction: 'unseal', folder: target.path, run, residue: [] }, format));
    const isPartial = isIncomplete(run);
    if (!isPartial) noteUnsealed(places, target.path);
    if (run.stopped === 'interrupted') return exitCodes.interrupted;
    return isPartial ? exitCodes.findings : exitCodes.clean;
  });
}
