import { countOf } from '../core/amounts.ts';
import { printable } from '../core/printable.ts';
import { type SealFile, withFolder } from '../core/seal-file.ts';
import { cloisterHome } from '../node/home.ts';
import { checkFits, checkRecipients, type SealPlaces, sealPlaces, writeAudience } from '../node/seal/keys.ts';
import { isIncomplete } from '../node/seal/report.ts';
import { findResidue } from '../node/seal/residue.ts';
import { planSeal, sealFolder } from '../node/seal/run.ts';
import { missingPath, onePath, parseArguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { lockTarget } from './lock.ts';
import { requirePerson } from './person.ts';
import {
  agreedAudience,
  changePassphrase,
  neverSealed,
  recipientArgument,
  recipientLine,
  sealPersonHint,
  setUpKeys,
  type Talk,
  unlock,
} from './seal-keys.ts';
import { type Format, planText, reportOf, sealProgress, sealTarget, talkOf, withLeave } from './seal-run.ts';
import { shownTarget, vaultTarget } from './vault-argument.ts';

const help = `Usage: cloister seal <folder> [options]
       cloister seal --recipients | --change-passphrase

Preview. Encrypts every file beneath a folder with age, for the keys of its vault: note.md -> note.md.age. The first time
it makes these keys: a passphrase opens them, and a recovery key that you store and type back before the first file is
sealed. The folder is locked from agents too; \`cloister unseal\` takes the sealing back, not the lock.
It may be interrupted at any moment: every note is plain or sealed, and the next run goes on.

Options:
  --recipient [name=]age1…  seal for this public key too, from now on; may be repeated. What is sealed already stays as
                            it is: unseal and seal it anew
  --recipients              show for whom the vault is sealed
  --change-passphrase       give the vault's key another passphrase
  --recovery                open with the recovery key instead of the passphrase
  --identity <file>         open with an identity file of age
  --dry-run                 say what would be sealed, and do nothing
  --format <text|json>      how to print what was done (default: text)
  -h, --help                this text

Only a person may run it, on a terminal. Names of files stay readable, and copies elsewhere stay plain: they are listed.

Exit code: 0 sealed, 1 something was left plain, 2 could not run, 130 interrupted.
`;

/** `cloister seal`. @throws UserError where an agent runs it, and where the keys can not be had: then nothing was done. */
export async function sealCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('seal', argv, {
    recipient: { type: 'string', multiple: true },
    recipients: { type: 'boolean' },
    'change-passphrase': { type: 'boolean' },
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
  requirePerson(talk.io, 'cloister seal', sealPersonHint);
  const added = (values.recipient ?? []).map(recipientArgument);
  await checkRecipients(added.map(({ recipient }) => recipient));
  const path = onePath('seal', positionals);
  const how = { recovery: values.recovery === true, identity: values.identity };
  return withLeave(talk, async () => {
    if (values['change-passphrase'] === true) {
      await changePassphrase(talk, placesAt(talk, path ?? '.'));
      return exitCodes.clean;
    }
    if (values.recipients === true || (path === undefined && added.length > 0))
      return recipients(talk, placesAt(talk, path ?? '.'), added);
    if (path === undefined) throw missingPath('seal');
    return sealOne(io, talk, { path, format, added, how, isDry: values['dry-run'] === true });
  });
}

function placesAt({ io }: Talk, path: string): SealPlaces {
  return sealPlaces(cloisterHome(io.env), vaultTarget(io, path).vault);
}

/** Adds recipients, and shows all. */
async function recipients(talk: Talk, places: SealPlaces, added: SealFile['recipients']): Promise<number> {
  const file = await agreedAudience(talk, places);
  if (file === undefined) throw neverSealed(places);
  const { recipients: all } = await withAdded(talk, places, file, added);
  await talk.io.write(`What is sealed in ${printable(places.root)} opens with:\n${all.map(recipientLine).join('')}`);
  return exitCodes.clean;
}

/** Adds those that are new. */
async function withAdded({ io }: Talk, places: SealPlaces, file: SealFile, added: SealFile['recipients']) {
  const known = new Set(file.recipients.map(({ recipient }) => recipient));
  const fresh = added.filter(({ recipient }, index) => {
    const first = added.findIndex((each) => each.recipient === recipient);
    return !known.has(recipient) && first === index;
  });
  if (fresh.length === 0) return file;
  const wider = { ...file, recipients: [...file.recipients, ...fresh] };
  writeAudience(places, wider);
  await io.write('Added. It counts for what is sealed from now on: what is sealed already is not encrypted anew.\n');
  return wider;
}

interface Wish {
  readonly path: string;
  readonly format: Format;
  readonly added: SealFile['recipients'];
  readonly how: { readonly recovery: boolean; readonly identity: string | undefined };
  readonly isDry: boolean;
}

async function sealOne(io: Io, talk: Talk, { path, format, added, how, isDry }: Wish): Promise<number> {
  const target = sealTarget(talk.io, path);
  const home = cloisterHome(io.env);
  const places = sealPlaces(home, target.vault);
  if (isDry) {
    await io.write(planText('seal', target.path, planSeal(places.root, target.real, 'seal'), format));
    return exitCodes.clean;
  }
  const { files } = planSeal(places.root, target.real, 'seal');
  await talk.io.write(`${countOf(files.length, 'file')} in ${shownTarget(target)} to seal.\n`);
  const before = await agreedAudience(talk, places);
  const identities = before === undefined ? [await setUpKeys(talk, places)] : await unlock(talk, places, how);
  const agreed = before ?? (await agreedAudience(talk, places));
  if (agreed === undefined) throw new Error('the keys vanished');
  const file = await withAdded(talk, places, agreed, added);
  await checkFits(file, identities);
  await checkRecipients(file.recipients.map(({ recipient }) => recipient));
  await lockTarget(talk.io, target);
  writeAudience(places, { ...file, folders: withFolder(file.folders, target.path) });
  const progress = sealProgress(io, 'Sealing');
  const run = await sealFolder({
    places,
    folder: target.real,
    keys: { recipients: file.recipients.map(({ recipient }) => recipient), identities },
    signal: io.signal,
    onProgress: progress.show,
  }).finally(progress.clear);
  const residue = run.stopped === undefined ? findResidue(places.root, target.path, { home, env: io.env }) : [];
  await io.write(reportOf({ direction: 'seal', folder: target.path, run, residue }, format));
  if (run.stopped === 'interrupted') return exitCodes.interrupted;
  return isIncomplete(run) ? exitCodes.findings : exitCodes.clean;
}
