import type { ProtectionOptions } from '../agents/claude-code/protection-options.ts';
import { countOf } from '../core/amounts.ts';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import type { Check, CheckGroup, CheckStatus } from '../node/doctor/check.ts';
import { examine } from '../node/doctor/examine.ts';
import { cloisterHome } from '../node/home.ts';
import { readProtectionRecord } from '../node/protection-record.ts';
import { choiceArgument, parseArguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';

const help = `Usage: cloister doctor [options]

Proves that the guard is alive rather than installed: runs its hook as Claude Code would, on canary notes, and breaks a
copy of it on purpose; looks for settings that switch it off, compares Claude's transcripts with what the guard decided,
and looks for locked notes in git's history and in what other programs keep. What another program took out of the
settings is put back. It takes some seconds.

Options:
  --format <text|json>  how to print it (default: text)
  -h, --help            this text

ok     holds
WRONG  something that protects does not work
OPEN   what is locked lies where no lock reaches
note   worth knowing

Exit code: 0 all is well, 1 something is wrong or open, 2 could not run.
`;

/** What nothing holds, with these options of `cloister protect`. */
function notEnforced({ sandbox, keepGit, wrapper }: ProtectionOptions): readonly string[] {
  const scripts =
    'what a script, test or build does when it runs; the sandbox holds that: `cloister protect claude-code --sandbox`';
  const history = "what a script reads out of git's objects: --keep-git leaves them to commands in the sandbox";
  const hookless =
    wrapper === true
      ? 'a session that is not started through the wrapper, in a folder whose settings switch hooks off'
      : 'a session in a folder whose settings switch hooks off; the wrapper holds that: `cloister protect claude-code --wrapper`';
  return [...(sandbox !== true ? [scripts] : keepGit === true ? [history] : []), hookless, ...neverEnforced];
}

const neverEnforced: readonly string[] = [
  'Claude Code started with --bare, --safe-mode or CLAUDE_CODE_SIMPLE: it calls no hooks then',
  '"!" lines and selections that you send yourself, and reminders of changed files',
  'agents other than Claude Code, programs of yours, and what left this machine before',
];

/** `cloister doctor`. */
export async function doctorCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('doctor', argv, { format: { type: 'string' } });
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  if (positionals.length > 0) throw new UserError('`cloister doctor` takes no path', 'It looks at every known vault.');
  const format = choiceArgument('--format', values.format ?? 'text', ['text', 'json']);
  const groups: CheckGroup[] = [];
  const home = cloisterHome(io.env);
  for await (const group of examine({ home, env: io.env }, io.installation.bundles, io.cwd)) {
    groups.push(group);
    if (format === 'text') await io.write(groupText(group));
  }
  const count = (status: CheckStatus): number =>
    groups.flatMap(({ checks }) => checks).filter((each) => each.status === status).length;
  const [wrong, open] = [count('wrong'), count('open')];
  const left = notEnforced(readProtectionRecord(home)?.options ?? {});
  if (format === 'json')
    await io.write(
      `${JSON.stringify({ isWell: wrong + open === 0, wrong, open, groups, notEnforced: left }, null, 2)}\n`,
    );
  else {
    await io.write(`Not enforced, whatever this page says\n${left.map((each) => `  - ${each}\n`).join('')}\n`);
    await io.write(`${summary(wrong, open)}.\n`);
  }
  return wrong + open === 0 ? exitCodes.clean : exitCodes.findings;
}

function summary(wrong: number, open: number): string {
  const parts = [
    ...(wrong > 0 ? [`${countOf(wrong, 'thing is', 'things are')} wrong`] : []),
    ...(open > 0 ? [`${countOf(open, 'thing lies', 'things lie')} open`] : []),
  ];
  return parts.length === 0 ? 'All is well' : parts.join(', ');
}

const marks: Readonly<Record<CheckStatus, string>> = { ok: 'ok   ', wrong: 'WRONG', open: 'OPEN ', note: 'note ' };

function groupText({ title, checks }: CheckGroup): string {
  return `${printable(title)}\n${checks.map(checkText).join('')}\n`;
}

function checkText({ status, what, mend }: Check): string {
  const line = `  ${marks[status]}  ${printable(what)}\n`;
  return mend === undefined ? line : `${line}         -> ${printable(mend)}\n`;
}
