import { resolve } from 'node:path';
import { printable } from '../core/printable.ts';
import { isRecipient, parseIdentityFile, parseTypedIdentity, type SealFile } from '../core/seal-file.ts';
import { UserError } from '../core/user-error.ts';
import { readPlainFile } from '../node/plain-file.ts';
import { unwrapIdentity } from '../node/seal/age.ts';
import {
  createSealKeys,
  hasWrapped,
  keepSealKeys,
  keepWrapped,
  type SealPlaces,
  sealAudience,
  shortestPassphrase,
  unlockWithPassphrase,
  writeAudience,
} from '../node/seal/keys.ts';
import { errorCode } from '../node/walk.ts';
import { recogniseEncryption } from '../stores/encryption.ts';
import { exitCodes, type Io } from './io.ts';
import type { Questions } from './questions.ts';

/** What an agent is told that seals or unseals. */
export const sealPersonHint = 'Only a person seals and unseals: run it yourself, in a terminal of your own.';

/** The person left a question unanswered: nothing was done. */
export class Left extends Error {
  readonly exitCode = exitCodes.interrupted;
}

/** How the person opens what is sealed. */
export interface OpenWith {
  readonly recovery: boolean;
  /** Path of an identity file. */
  readonly identity: string | undefined;
}

/** A command's terminal: where it talks, and asks. */
export interface Talk {
  readonly io: Io;
  readonly questions: Questions;
}

const mostTries = 3;

const explanation = `This vault was never sealed before. What happens now:
  1. You choose a passphrase. It opens the vault's key, which stays on this machine, in Cloister's own folder.
  2. You get a recovery key, once. Store it outside of this machine: without passphrase and recovery key nobody, and no
     program, can ever read the notes again.
  3. You type it back. Only then the first file is encrypted.
Each note becomes a file of age: note.md -> note.md.age. Its name, size and date stay readable.

`;

/**
 * Makes the keys of a vault with the person, and keeps them. Nothing is written before the recovery key was typed back.
 * @returns the vault's identity.
 * @throws Left
 */
export async function setUpKeys({ io, questions }: Talk, places: SealPlaces): Promise<string> {
  await io.write(explanation);
  const passphrase = await newPassphrase({ io, questions });
  const keys = await createSealKeys();
  await io.write(
    `\nThe recovery key. It is shown once and kept nowhere:\n\n  ${keys.recoveryKey}\n\n` +
      'Write it down, or put it into a password manager. Then type or paste it back; nothing is shown while you do.\n',
  );
  for (;;) {
    const typed = await asked(questions.askHidden('Recovery key: '));
    if (typed.trim() === '') throw new Left();
    if (parseTypedIdentity(typed) === keys.recoveryKey) break;
    await io.write('That is not the recovery key. Once more; nothing and Enter leaves all as it was.\n');
  }
  await keepSealKeys(places, keys, passphrase);
  await io.write(`The vault's key is kept in ${printable(places.identity)}, behind your passphrase.\n`);
  return keys.identity;
}

async function newPassphrase({ io, questions }: Talk): Promise<string> {
  for (;;) {
    const first = await asked(questions.askHidden('New passphrase: '));
    if (first === '') throw new Left();
    if ([...first].length < shortestPassphrase) {
      await io.write(`It needs ${shortestPassphrase} characters at least; four or five random words are good.\n`);
      continue;
    }
    if ((await asked(questions.askHidden('The same once more: '))) === first) return first;
    await io.write('These two differ.\n');
  }
}

async function asked(answer: Promise<string | undefined>): Promise<string> {
  const text = await answer;
  if (text === undefined) throw new Left();
  return text;
}

/** Gives the vault's identity another passphrase. @throws UserError where this machine keeps none. */
export async function changePassphrase(talk: Talk, places: SealPlaces): Promise<void> {
  if (!hasWrapped(places) && sealAudience(places) === undefined) throw neverSealed(places);
  // Another key opens notes, and does not give the vault's own.
  const identity = await askPassphrase(talk, places, 'Copy that file from the machine that sealed first.');
  await keepWrapped(places, identity, await newPassphrase(talk));
  await talk.io.write(
    'The passphrase is changed. Copies of the old key file, such as in a backup, still open with the old one.\n',
  );
}

/**
 * The secret keys that the person opens sealed notes with.
 * @throws UserError where that fails, or this machine has no key; Left where they gave up.
 */
export async function unlock(talk: Talk, places: SealPlaces, how: OpenWith): Promise<readonly string[]> {
  if (how.identity !== undefined) return identityFile(talk, how.identity);
  if (how.recovery) return [await askRecoveryKey(talk)];
  return [await askPassphrase(talk, places)];
}

/** What is said where there are no keys to show or to change. */
export function neverSealed({ root }: SealPlaces): UserError {
  return new UserError(
    `${printable(root)} was never sealed: it has no keys yet`,
    'The first `cloister seal`, such as `cloister seal journal`, makes them.',
  );
}

const withoutKey = 'Copy that file from the machine that sealed first, or use --recovery or --identity.';

async function askPassphrase({ io, questions }: Talk, places: SealPlaces, hint = withoutKey): Promise<string> {
  if (!hasWrapped(places))
    throw new UserError(`This machine does not have the vault's key: there is no ${places.identity}`, hint);
  for (let tries = 0; tries < mostTries; tries++) {
    const passphrase = await asked(questions.askHidden('Passphrase: '));
    if (passphrase === '') throw new Left();
    const unlocked = await unlockWithPassphrase(places, passphrase);
    if (unlocked.ok) return unlocked.identity;
    if (unlocked.why !== 'wrong')
      throw new UserError(`${places.identity} is damaged`, 'Take it back from a backup, or use --recovery.');
    await io.write('That is not the passphrase.\n');
  }
  throw new UserError('The passphrase was wrong three times', 'Use --recovery where it is lost.');
}

async function askRecoveryKey({ io, questions }: Talk): Promise<string> {
  for (let tries = 0; tries < mostTries; tries++) {
    const typed = await asked(questions.askHidden('Recovery key: '));
    if (typed.trim() === '') throw new Left();
    const identity = parseTypedIdentity(typed);
    if (identity !== undefined) return identity;
    await io.write(
      'That is no key: it begins with AGE-SECRET-KEY-1 and has 74 characters. A typing error is noticed.\n',
    );
  }
  throw new UserError('No recovery key was typed', 'Look it up where you stored it.');
}

const largestIdentityFile = 1 << 20;

async function identityFile({ io, questions }: Talk, path: string): Promise<readonly string[]> {
  const shown = printable(path);
  const bytes = readIdentityFile(resolve(io.cwd, path), shown);
  if (recogniseEncryption(bytes) === 'age') {
    const opened = await unwrapIdentity(bytes, await asked(questions.askHidden(`Passphrase of ${shown}: `)));
    if (opened.ok) return [opened.value];
    throw new UserError(
      opened.why === 'other-keys' ? 'That is not its passphrase' : `${shown} is damaged`,
      'Run the command once more.',
    );
  }
  const parsed = parseIdentityFile(bytes.toString('utf8'));
  if (parsed.ok) return parsed.value;
  throw new UserError(`${shown} is no identity file: ${parsed.problems.join(', ')}`, 'age-keygen makes one.');
}

function readIdentityFile(path: string, shown: string): Buffer {
  try {
    return readPlainFile(path, { largest: largestIdentityFile });
  } catch (error) {
    throw new UserError(`${shown} can not be read (${errorCode(error)})`, 'Check the path.');
  }
}

/**
 * For whom the vault is sealed, agreed to by the person; undefined where it was never sealed.
 * @throws Left where they do not agree to a recipient that came from elsewhere, or that one is gone.
 */
export async function agreedAudience({ io, questions }: Talk, places: SealPlaces): Promise<SealFile | undefined> {
  const audience = sealAudience(places);
  if (audience === undefined) return undefined;
  const { file, unknown, lost } = audience;
  const ask = async (told: string, keys: SealFile['recipients'], question: string): Promise<void> => {
    if (keys.length === 0) return;
    await io.write(`${told}\n`);
    for (const each of keys) await io.write(recipientLine(each));
    if (!(await questions.confirm(question, false))) throw new Left();
  };
  await ask(
    'The vault names keys that you have not agreed to on this machine. Whoever has one can open the notes:',
    unknown,
    'Seal for them from now on?',
  );
  await ask(
    'The vault does not name keys any more that it was sealed for so far. They will not open what is sealed from now on:',
    lost,
    'Seal without them from now on?',
  );
  if (unknown.length + lost.length > 0) writeAudience(places, file);
  return file;
}

/** A line about a recipient. */
export function recipientLine({ name, recipient, role }: SealFile['recipients'][number]): string {
  return `  ${recipient}  ${printable(name)}${role === 'other' ? '' : ` (${role})`}\n`;
}

/** `[name=]age1…` as it was given. @throws UserError where it is no public key. */
export function recipientArgument(text: string): SealFile['recipients'][number] {
  const at = text.lastIndexOf('=');
  const recipient = text.slice(at + 1).trim();
  const name = at > 0 ? text.slice(0, at).trim() : '';
  if (!isRecipient(recipient) || name.length > 200)
    throw new UserError(
      'What follows --recipient is no public key of age',
      /^AGE-SECRET-KEY/i.test(recipient)
        ? 'That is a secret key: its public one is what `age-keygen -y` prints. Forget the line in the history of your shell.'
        : 'Such as --recipient phone=age1…; keys of SSH and post-quantum keys are not supported.',
    );
  return { role: 'other', name: name === '' ? 'another key' : name, recipient };
}
