import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { countOf } from '../core/amounts.ts';
import { type DataClass, dataClasses, type Placeholder } from '../core/placeholder.ts';
import { printable } from '../core/printable.ts';
import { type Hidden, largestText } from '../core/redaction.ts';
import { restoreText } from '../core/restore.ts';
import { UserError } from '../core/user-error.ts';
import { conversationPlaceholders } from '../node/conversation.ts';
import { readOrMakeKey } from '../node/fingerprint-key.ts';
import { cloisterHome } from '../node/home.ts';
import { NotPlain, readPlainFile } from '../node/plain-file.ts';
import { readText, redactDocument } from '../node/redact.ts';
import { createDataEngine } from '../node/secret-engine.ts';
import { errorCode } from '../node/walk.ts';
import { writeWhole } from '../node/whole-file.ts';
import { parseArguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { requirePerson } from './person.ts';

const help = `Usage: cloister redact <file> [options]
       cloister redact --restore <copy> <file> --conversation <id> [--output <file>]

Prints a copy of a text in which secrets, personal data and parts marked private are replaced by placeholders such as
⟦email:k3f9a01b⟧. Lines keep their numbers. \`-\` reads standard input. The file itself stays as it is.

One value has one placeholder within a conversation and another one in the next. Each call is a conversation of its own
unless you name one; its id is printed on standard error.

Options:
  --only <kinds>        secrets, personal, private; several with commas between (default: all)
  --conversation <id>   any word; an agent's placeholders are those of its session's id
  --restore <copy>      turn the placeholders of a copy back by what stands in the file. No value is kept anywhere for
                        that: the file has to hold them still. Only a person may do it
  --output <file>       write what was restored to a new file instead of the terminal
  -h, --help            this text

Exit code: 0 done, 1 some placeholders could not be turned back, 2 could not run.
`;

/** `cloister redact`. */
export async function redactCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('redact', argv, {
    only: { type: 'string' },
    conversation: { type: 'string' },
    restore: { type: 'string' },
    output: { type: 'string' },
  });
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  if (values.restore !== undefined)
    requirePerson(
      io,
      'cloister redact --restore',
      'Only a person turns placeholders back, in a terminal of their own.',
    );
  const [name] = positionals;
  if (name === undefined)
    throw new UserError('`cloister redact` needs a file', 'Such as `cloister redact notes/a.md`.');
  if (positionals.length > 1) throw new UserError('`cloister redact` takes one file', 'Run it once for each.');
  const wanted = wantedClasses(values.only);
  if (values.restore === undefined) {
    if (values.output !== undefined)
      throw new UserError(
        '--output is for --restore alone',
        'Redirect standard output: `cloister redact a.md > copy.md`.',
      );
    return redactFile(name, wanted, conversationId(values.conversation), io);
  }
  if (values.conversation === undefined)
    throw new UserError(
      '--restore needs the conversation that the copy is from',
      '`cloister redact` printed its id when it made the copy; of an agent it is the session id.',
    );
  if (values.restore === '-' && name === '-')
    throw new UserError('Only one of both can be `-`', 'Name the other file.');
  return restoreFile(values.restore, name, values.output, wanted, conversationId(values.conversation), io);
}

const names: Readonly<Record<string, DataClass>> = {
  secret: 'secret',
  secrets: 'secret',
  personal: 'personal',
  private: 'private',
};

function wantedClasses(text: string | undefined): ReadonlySet<DataClass> {
  if (text === undefined) return new Set(dataClasses);
  return new Set(
    text.split(',').map((each) => {
      const found = Object.hasOwn(names, each.trim()) ? names[each.trim()] : undefined;
      if (found !== undefined) return found;
      throw new UserError(`--only can not be "${each.trim()}"`, 'It is one or more of: secrets, personal, private.');
    }),
  );
}

function conversationId(text: string | undefined): string {
  if (text === undefined) return randomBytes(8).toString('hex');
  if (text !== '' && text.length <= 256) return text;
  throw new UserError('--conversation needs an id', 'Any word will do, such as `--conversation review`.');
}

async function redactFile(name: string, wanted: ReadonlySet<DataClass>, conversation: string, io: Io): Promise<number> {
  const { text, encoding } = await textOf(name, io);
  const { engine, make } = toolsFor(conversation, io);
  const { text: copy, parts, isMarked } = await redactDocument(nameOf(name), text, wanted, engine, make);
  await io.write(copy);
  const shown = shownName(name);
  io.warn(
    parts.length === 0
      ? `${shown}: nothing to replace\n`
      : `${shown}: ${countOf(parts.length, 'part')} replaced (${kindsOf(parts)}), conversation ${printable(conversation)}\n`,
  );
  if (encoding === 'utf16') io.warn(`note: it is UTF-16; the copy is UTF-8.\n`);
  if (encoding === 'broken')
    io.warn(`note: it is no valid UTF-8; the copy is, and shows other bytes where it was not.\n`);
  if (isMarked && wanted.has('private'))
    io.warn('warning: its author marked all of it private; only what is named above was replaced.\n');
  return exitCodes.clean;
}

async function restoreFile(
  copyName: string,
  name: string,
  output: string | undefined,
  wanted: ReadonlySet<DataClass>,
  conversation: string,
  io: Io,
): Promise<number> {
  const target = output === undefined ? undefined : resolve(io.cwd, output);
  if (target !== undefined && existsSync(target))
    throw new UserError(`${printable(target)} is there already`, 'Name a file that is not.');
  const copy = await textOf(copyName, io);
  const original = await textOf(name, io);
  const { engine, make } = toolsFor(conversation, io);
  const { parts } = await redactDocument(nameOf(name), original.text, wanted, engine, make);
  const { text, count, unknown } = restoreText(copy.text, original.text, parts);
  if (target === undefined) await io.write(text);
  else writeWhole(target, text);
  io.warn(`${shownName(copyName)}: ${countOf(count, 'placeholder')} turned back\n`);
  if (unknown.length === 0) return exitCodes.clean;
  io.warn(
    `warning: ${countOf(unknown.length, 'placeholder')} left, of another conversation or for what the file does not hold any more:\n` +
      unknown.map((each) => `  ${each}\n`).join(''),
  );
  return exitCodes.findings;
}

function toolsFor(conversation: string, io: Io): { engine: ReturnType<typeof createDataEngine>; make: Placeholder } {
  const key = readOrMakeKey(cloisterHome(io.env));
  return { engine: createDataEngine(key), make: conversationPlaceholders(key, conversation) };
}

/** `2 secret, 1 email`, in the order of the kinds' names. */
function kindsOf(parts: readonly Hidden[]): string {
  const counts = new Map<string, number>();
  for (const { by } of parts) {
    const kind = by.slice(1, by.indexOf(':'));
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
}

/** Text on standard input is a note. */
function nameOf(name: string): string {
  return name === '-' ? 'stdin.md' : name;
}

function shownName(name: string): string {
  return name === '-' ? 'standard input' : printable(name);
}

async function textOf(name: string, io: Io) {
  const bytes = name === '-' ? await standardInput(io) : fileBytes(name, io);
  const read = readText(bytes);
  if (read !== undefined) return read;
  throw new UserError(`${shownName(name)} is no text`, 'Only text can be redacted; leave binary files out.');
}

const tooBig = `Texts of up to ${largestText >> 20} MB can be redacted; split it.`;

function fileBytes(name: string, io: Io): Uint8Array {
  try {
    return readPlainFile(resolve(io.cwd, name), { largest: largestText });
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new UserError(`There is no file ${printable(name)}`, 'Check the path.');
    if (error instanceof NotPlain && /larger/.test(error.message))
      throw new UserError(`${printable(name)} is larger than ${largestText >> 20} MB`, tooBig);
    if (error instanceof NotPlain || code === 'EISDIR')
      throw new UserError(`${printable(name)} is no file`, 'Name a single text file; run it once for each.');
    throw new UserError(`${printable(name)} can not be read (${code})`, 'Check its permissions.');
  }
}

async function standardInput({ stdin }: Io): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stdin) {
    length += chunk.length;
    if (length > largestText) throw new UserError(`Standard input is larger than ${largestText >> 20} MB`, tooBig);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
