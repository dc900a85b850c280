import { resolve } from 'node:path';
import { countOf } from '../core/amounts.ts';
import { printable } from '../core/printable.ts';
import { type LookedAtFile, type PrivateFolder, privateFolders } from '../core/private-folders.ts';
import { topicName } from '../core/topic-rules.ts';
import { UserError } from '../core/user-error.ts';
import { cloisterHome } from '../node/home.ts';
import { makeVault } from '../node/policy-change.ts';
import { privateNotes } from '../node/private-notes.ts';
import { realRoot } from '../node/scan.ts';
import { openVaults } from '../node/vaults.ts';
import { offerProtection, protectChoice } from './agents.ts';
import { onePath, parseArguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { lockTarget } from './lock.ts';
import { chooseSome, openQuestions, type Questions } from './questions.ts';
import { namedPath, shellPath, vaultTarget } from './vault-argument.ts';

const help = `Usage: cloister init [folder] [options]

Makes a vault of a folder (default: the one you are in): writes its policy, .cloister/policy.json, and proposes the
folders whose notes look private.

Options:
  --open           agents may read and write what you do not lock (default without a terminal)
  --allowlist      agents get nothing but what you open
  --lock <folder>  lock this folder; may be given several times
  --yes            ask nothing: open unless told otherwise, and only --lock locks
  --protect        hold Claude Code to the policy in the same step
  --no-protect     do not ask about that
  -h, --help       this text

Exit code: 0 made, 2 could not run.
`;

/** `cloister init`. @throws UserError where the folder can not become a vault. */
export async function initCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('init', argv, {
    open: { type: 'boolean' },
    allowlist: { type: 'boolean' },
    lock: { type: 'string', multiple: true },
    yes: { type: 'boolean' },
    protect: { type: 'boolean' },
    'no-protect': { type: 'boolean' },
  });
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  if (values.open === true && values.allowlist === true)
    throw new UserError('--open and --allowlist can not go together', 'Choose one.');
  const root = folderArgument(io, onePath('init', positionals) ?? '.');
  const locks = values.lock ?? [];
  for (const each of locks) mustBeBeneath(io, root, each);
  const home = cloisterHome(io.env);
  const outer = openVaults(home).containing(root);
  const questions = openQuestions(values.yes === true ? { ...io, inIsTerminal: false } : io);
  mustBeNoVault(io, root);
  const kind = values.allowlist === true ? 'allowlist' : values.open === true ? 'open' : await wantedKind(questions);
  // Until all is answered nothing is written.
  const chosen = kind === 'open' ? await chooseLocks(io, root, locks, questions) : [];
  if (io.signal.aborted || kind === undefined || chosen === undefined) return exitCodes.interrupted;
  const isAllowlist = kind === 'allowlist';
  makeVault(root, home, isAllowlist ? 'none' : 'write');
  await io.write(
    isAllowlist
      ? `${printable(root)} is a vault now: agents get nothing but what you open with \`cloister allow <folder>\`.\n`
      : `${printable(root)} is a vault now: agents may read and write what you do not lock.\n`,
  );
  for (const { root: above } of outer)
    if (above !== root) io.warn(`note: it lies in the vault ${printable(above)}, whose policy holds in it too.\n`);
  for (const each of [...locks, ...chosen]) await lockTarget(io, vaultTarget(io, each));
  const choice = protectChoice(values);
  await offerProtection(io, choice === 'ask' && values.yes === true ? 'tell' : choice, questions);
  return exitCodes.clean;
}

function folderArgument(io: Io, text: string): string {
  if (text === '') throw new UserError('A path can not be empty', 'Write `.` for the folder you are in.');
  const { real, isFile } = realRoot(resolve(io.cwd, text));
  if (!isFile) return real;
  throw new UserError(`${printable(text)} is a file`, 'A vault is a folder: name the one that holds your notes.');
}

function mustBeBeneath(io: Io, root: string, text: string): void {
  const { real } = namedPath(io, text);
  if (real !== root && real.startsWith(`${root}/`)) return;
  throw new UserError(
    `${printable(text)} does not lie in ${printable(root)}`,
    '--lock takes a path from where you are.',
  );
}

function mustBeNoVault(io: Io, root: string): void {
  if (openVaults(cloisterHome(io.env)).at(root) === undefined) return;
  throw new UserError(`${printable(root)} is a vault already`, '`cloister status` shows its policy.');
}

/** Undefined where the person went away instead of answering. */
async function wantedKind(questions: Questions): Promise<'open' | 'allowlist' | undefined> {
  if (!questions.canAsk) return 'open';
  let question =
    'Open: agents may read and write what you do not lock.\n' +
    'Allowlist: agents get nothing but what you open.\n' +
    'Which one? [open/allowlist, default open] ';
  for (;;) {
    const answer = await questions.ask(question);
    if (answer === undefined) return undefined;
    if (/^(?:o(?:pen)?)?$/i.test(answer)) return 'open';
    if (/^a(?:llowlist)?$/i.test(answer)) return 'allowlist';
    question = 'Write open or allowlist: ';
  }
}

/**
 * Shows the folders that look private and resolves to the paths of those that the person ticks; undefined where they
 * went away instead of answering.
 */
async function chooseLocks(
  io: Io,
  root: string,
  locks: readonly string[],
  questions: Questions,
): Promise<readonly string[] | undefined> {
  const given = locks.map((each) => namedPath(io, each).real);
  const files: LookedAtFile[] = [];
  for await (const file of privateNotes(root, io.signal)) files.push(file);
  const found = privateFolders(files).filter(({ folder }) => !given.includes(`${root}/${folder}`));
  const single = files.filter(({ isPrivate }) => isPrivate === true).length;
  if (single > 0)
    await io.write(`${countOf(single, 'note is', 'notes are')} marked private: agents do not get them.\n`);
  if (found.length === 0) return [];
  await io.write(`These folders look private:\n${found.map(proposalLine).join('')}`);
  if (!questions.canAsk) {
    const paths = found.map(({ folder }) => shellPath(io, `${root}/${folder}`));
    await io.write(`Nothing of that is locked by itself. To lock all of them:\n  cloister lock ${paths.join(' ')}\n`);
    return [];
  }
  return (await chooseSome(questions, 'Which ones to lock?', found))?.map(({ folder }) => `${root}/${folder}`);
}

function proposalLine({ folder, isNamed, files, marked, topics }: PrivateFolder, index: number): string {
  const why = [
    isNamed ? 'its name' : '',
    marked === 0 ? '' : countOf(marked, 'note marked private', 'notes marked private'),
    topics.length === 0 ? '' : `about ${topics.map(([topic, count]) => `${topicName(topic)} (${count})`).join(', ')}`,
  ];
  return `  ${String(index + 1).padStart(2)}. ${printable(folder)}  (${countOf(files, 'file')}; ${why.filter(Boolean).join(', ')})\n`;
}
