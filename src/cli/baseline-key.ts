import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import { usableKey } from '../node/baseline-accept.ts';
import { openedBaseline } from '../node/baseline-file.ts';
import type { VaultBaseline } from '../node/baselines.ts';
import { keyVariable, parseKey, readKey } from '../node/fingerprint-key.ts';
import { cloisterHome } from '../node/home.ts';
import { readPlainFile } from '../node/plain-file.ts';
import { checkOf, keepVaultKey, vaultKeyPath } from '../node/vault-key.ts';
import { realOrSelf } from '../node/vaults.ts';
import { errorCode } from '../node/walk.ts';
import { onePath, parseArguments } from './arguments.ts';
import { baselinesOf, baselineVault, personHint, shownBaseline } from './baseline-place.ts';
import { exitCodes, type Io } from './io.ts';
import { refuseAgent, requirePerson } from './person.ts';
import { openQuestions } from './questions.ts';

const help = `Usage: cloister baseline key export [--output <file>] [--vault <folder>]
       cloister baseline key import [file] [--force] [--vault <folder>]

The key of a vault's baseline. Without it a scan can not tell what is accepted, and subtracts nothing. Who has the key
and the baseline can try guesses of the accepted values: treat it like a password, and never keep it in the vault.
In CI the variable ${keyVariable} holds it.

Options:
  --output <file>   write it to a new file that only you can read, instead of the terminal
  --vault <folder>  the vault that it belongs to (default: the one you are in)
  --force           import: replace another key, or take one that does not fit the baseline
  -h, --help        this text

import reads the key from the file, or from standard input. Exit code: 0 done, 2 could not run.
`;

/** `cloister baseline key`. @throws UserError where an agent runs it, or the key is not usable. */
export async function baselineKey(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('baseline key', argv, {
    output: { type: 'string' },
    vault: { type: 'string' },
    force: { type: 'boolean' },
  });
  if (values.help === true || positionals.length === 0) {
    await io.write(help);
    return values.help === true ? exitCodes.clean : exitCodes.failed;
  }
  const [action, ...rest] = positionals;
  if (action === 'import') return importKey(io, onePath('baseline key import', rest), values);
  if (action !== 'export')
    throw new UserError(`There is no command "baseline key ${action}"`, 'It is one of: export, import.');
  if (rest.length > 0)
    throw new UserError('`cloister baseline key export` takes no path', 'Write --output <file> or --vault <folder>.');
  return exportKey(io, values);
}

interface KeyOptions {
  readonly output?: string;
  readonly vault?: string;
  readonly force?: boolean;
}

async function exportKey(io: Io, { output, vault: folder }: KeyOptions): Promise<number> {
  requirePerson(io, 'cloister baseline key export', personHint);
  const vault = baselineVault(io, folder, baselinesOf(io));
  openedBaseline(vault.root, vault.file);
  if (vault.key.state === 'missing' && vault.trouble === undefined)
    throw new UserError(`The baseline of ${vault.root} has no key yet`, 'The first `cloister baseline add` makes it.');
  const text = Buffer.from(usableKey(vault)).toString('hex');
  if (output === undefined) {
    await io.write(`${text}\n`);
    io.warn(
      `This is the key of ${shownBaseline(vault)}. Treat it like a password: keep it in a password manager or as a\n` +
        `secret of your CI (${keyVariable}), never in the vault.\n`,
    );
    return exitCodes.clean;
  }
  const path = writeSecret(io, vault, output, `${text}\n`);
  await io.write(`Wrote the key of ${shownBaseline(vault)} to ${printable(path)}. Delete it when it is imported.\n`);
  return exitCodes.clean;
}

/** Writes a new file for the user alone. A key beside its baseline protects nothing, so the vault is refused. */
function writeSecret(io: Io, { root }: VaultBaseline, output: string, text: string): string {
  const named = resolve(io.cwd, output);
  const path = join(realOrSelf(dirname(named)), named.slice(dirname(named).length));
  if (path.startsWith(`${root}/`))
    throw new UserError(`${path} lies in the vault`, 'The key must not lie beside its baseline: name another folder.');
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') throw new UserError(`${path} is there already`, 'Name a new file.');
    throw new UserError(`${path} can not be written (${code})`, 'Name a file in a folder that is yours.');
  }
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return path;
}

async function importKey(io: Io, from: string | undefined, { vault: folder, force }: KeyOptions): Promise<number> {
  refuseAgent(io, 'cloister baseline key import', personHint);
  const vault = baselineVault(io, folder, baselinesOf(io));
  const { check } = openedBaseline(vault.root, vault.file);
  const key = keyIn(from === undefined || from === '-' ? await asked(io) : fileText(io, from));
  if (check !== undefined && checkOf(key) !== check && force !== true)
    throw new UserError(
      `This key is not the one of ${shownBaseline(vault)}`,
      'Export it where the baseline was made. --force takes it nevertheless.',
    );
  const home = cloisterHome(io.env);
  const path = vaultKeyPath(home, vault.id);
  const kept = keptKey(path, force === true);
  if (kept !== undefined && checkOf(kept) === checkOf(key)) {
    await io.write(`That key is in ${printable(path)} already.\n`);
    return exitCodes.clean;
  }
  if (kept !== undefined && force !== true)
    throw new UserError(
      `${path} holds another key`,
      'What was accepted with that one is no longer subtracted without it. --force replaces it.',
    );
  keepVaultKey(home, vault.id, key);
  const isRight = check === undefined || checkOf(key) === check;
  const so = isRight ? `scans subtract ${shownBaseline(vault)} now` : `it does not fit ${shownBaseline(vault)}`;
  await io.write(`The key is in ${printable(path)}: ${so}.\n`);
  return exitCodes.clean;
}

/** With `isReplaced` a file that holds no key is none. */
function keptKey(path: string, isReplaced: boolean): Uint8Array | undefined {
  try {
    return readKey(path);
  } catch (error) {
    if (isReplaced && error instanceof UserError) return undefined;
    throw error;
  }
}

function keyIn(text: string): Uint8Array {
  try {
    return parseKey(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError('That is no key', 'A key is 64 hexadecimal digits, as `cloister baseline key export` prints.');
  }
}

function fileText(io: Io, from: string): string {
  const path = resolve(io.cwd, from);
  try {
    return readPlainFile(path, { largest: 1 << 12 }).toString('utf8');
  } catch (error) {
    throw new UserError(`${path} can not be read (${errorCode(error)})`, 'Name the file that holds the key.');
  }
}

async function asked(io: Io): Promise<string> {
  const questions = openQuestions(io);
  if (questions.canAsk) return (await questions.ask('The key: ')) ?? '';
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of io.stdin) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > 1 << 12) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}
