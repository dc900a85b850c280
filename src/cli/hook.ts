import { resolve } from 'node:path';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import { cloisterHome } from '../node/home.ts';
import { type HookChange, installHook, uninstallHook } from '../node/hook/hook.ts';
import type { FileChange, Removal } from '../node/hook/hook-file.ts';
import { type HookStatus, hookStatus } from '../node/hook/hook-status.ts';
import { choiceArgument, onePath, parseArguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { requirePerson } from './person.ts';

const help = `Usage: cloister hook install|uninstall|status [path] [options]

Has git run \`cloister scan --staged\` before each commit in the repository of the path, by default of this folder, and
stops a commit that adds a secret.

  install    adds the hooks pre-commit and pre-merge-commit: as git's own, or by way of husky, lefthook or the pre-commit
             framework, whichever the repository uses. A hook that is there already is kept, and called first. Run it as
             often as you like.
  uninstall  takes them out and puts back what was there before. Only a person may.
  status     says whether commits are scanned, and what is in the way where they are not

Options:
  --global         also where core.hooksPath leads out of the repository: the hook is then run for all repositories
  --format <form>  of status: text or json
  -h, --help       this text

A commit without it, once: git commit --no-verify, or SKIP=cloister git commit.

Exit code: 0 done, or status: commits are scanned; 1 status: they are not, or uninstall left something; 2 could not run.
`;

const personHint = 'Only a person stops commits from being scanned: run it yourself, in a terminal of your own.';

/** `cloister hook`. @throws UserError where the path is in no repository, or what is there can not be kept. */
export async function hookCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('hook', argv, {
    global: { type: 'boolean' },
    format: { type: 'string' },
  });
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  const [action, ...paths] = positionals;
  const path = resolve(io.cwd, onePath('hook', paths) ?? '.');
  const isGlobal = values.global === true;
  if (values.format !== undefined && action !== 'status')
    throw new UserError('--format is for `cloister hook status`', 'Leave it out.');
  switch (action) {
    case 'install':
      return install(io, path, isGlobal);
    case 'uninstall':
      return uninstall(io, path, isGlobal);
    case 'status':
      return status(io, path, choiceArgument('--format', values.format ?? 'text', ['text', 'json']));
    default:
      throw new UserError(
        action === undefined ? '`cloister hook` needs to be told what to do' : `\`cloister hook\` knows no "${action}"`,
        'It is one of: install, uninstall, status.',
      );
  }
}

async function install(io: Io, path: string, isGlobal: boolean): Promise<number> {
  const change = await installHook({
    home: cloisterHome(io.env),
    env: io.env,
    path,
    isGlobal,
    ...io.installation,
    // An agent could have its own program called in the place of the launcher.
    mayTurn: (launcher) =>
      requirePerson(
        io,
        'cloister hook install',
        `The hook calls ${launcher} now. Only a person has it call another one.`,
      ),
  });
  await io.write(changeText(change));
  for (const each of change.notes) io.warn(`note: ${printable(each)}\n`);
  return exitCodes.clean;
}

const managerNames = {
  husky: 'husky',
  lefthook: 'lefthook',
  'pre-commit': 'the pre-commit framework',
  plain: "git's own hooks",
} as const;

function changeText({ place, manager, changed, files }: HookChange): string {
  const root = printable(place.root);
  const by = `  by way of ${managerNames[manager.id]}: ${printable(manager.because)}\n`;
  if (files.length === 0) return 'Nothing was changed: .pre-commit-config.yaml names the hook `cloister` already.\n';
  const head = changed ? `Commits in ${root} are scanned from now on.\n` : `Commits in ${root} are scanned already.\n`;
  return head + by + files.map(fileText).join('');
}

const changeWords = { made: 'made', added: 'added to', mended: 'mended', unchanged: 'unchanged' } as const;

function fileText({ path, change, kept, keptRuns }: FileChange): string {
  const line = `  ${changeWords[change]} ${printable(path)}\n`;
  if (kept === undefined) return line;
  return `${line}    the hook of before is kept as ${printable(kept)}${keptRuns === true ? ' and called first' : ''}\n`;
}

async function uninstall(io: Io, path: string, isGlobal: boolean): Promise<number> {
  requirePerson(io, 'cloister hook uninstall', personHint);
  const { files, warnings } = await uninstallHook({ home: cloisterHome(io.env), env: io.env, path, isGlobal });
  for (const each of warnings) io.warn(`warning: ${printable(each)}\n`);
  const done = files.filter(({ removal }) => removal !== 'left');
  await io.write(done.map(({ path: each, removal }) => removalText(each, removal)).join(''));
  if (files.length === 0 && warnings.length === 0) await io.write('There is no hook of Cloister here.\n');
  return warnings.length === 0 ? exitCodes.clean : exitCodes.findings;
}

/** What became of a hook file, a line. */
export function removalText(path: string, removal: Removal): string {
  const shown = printable(path);
  if (removal === 'restored') return `${shown} is again the hook that was there before Cloister.\n`;
  if (removal === 'taken-out') return `Cloister is out of ${shown}; the rest of it is as it was.\n`;
  return `Removed ${shown}.\n`;
}

async function status(io: Io, path: string, format: 'text' | 'json'): Promise<number> {
  const found = hookStatus({ home: cloisterHome(io.env), env: io.env, path });
  await io.write(format === 'json' ? `${JSON.stringify(found, null, 2)}\n` : statusText(found));
  return found.works ? exitCodes.clean : exitCodes.findings;
}

function statusText({ repository, manager, because, hooks, launcher, works, notes }: HookStatus): string {
  const lines = [
    `${repository}: commits are ${works ? 'scanned' : 'NOT SCANNED'}`,
    `  hooks     ${managerNames[manager]}: ${because}`,
    ...hooks.map(({ name, runs, why }) => `  ${runs ? 'runs     ' : 'NOT RUN  '} ${name}: ${why}`),
    ...(launcher === undefined
      ? []
      : [`  launcher  ${launcher.path}${launcher.works ? ' works' : `: FAILS: ${launcher.why}`}`]),
    ...notes.map((each) => `  note      ${each}`),
    ...(works || hooks.every(({ runs }) => runs) ? [] : ['Run `cloister hook install`.']),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}
