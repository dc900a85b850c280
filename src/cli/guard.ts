import { claudeCodeDialect } from '../agents/claude-code/dialect.ts';
import { UserError } from '../core/user-error.ts';
import { contentTools } from '../node/guard/content.ts';
import { guardInput, longestHeard } from '../node/guard/input.ts';
import { runGuard } from '../node/guard/run.ts';
import { weakening } from '../node/guard/settings-change.ts';
import { shellWorld } from '../node/guard/shell-world.ts';
import { compileAgain } from '../node/protection.ts';
import { evaluateCommand } from '../shell/evaluate.ts';
import { exclusionText } from '../shell/exclusions.ts';
import { parseArguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';

const help = `Usage: cloister guard claude-code

Judges one message of an agent's hook on standard input and answers as the agent would be answered: standard output,
standard error and exit code are those of the hook. For tests and other tools; agents call the launcher in Cloister's
own folder.

Options:
  -h, --help  this text
`;

/** `cloister guard`. Resolves to the hook's exit code. @throws UserError where the agent is not known. */
export async function guardCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('guard', argv, {});
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  if (positionals.length !== 1 || positionals[0] !== claudeCodeDialect.id)
    throw new UserError('`cloister guard` needs an agent', 'It is one so far: `cloister guard claude-code`.');
  const { stdout, stderr, exit } = await runGuard(guardInput(await readAll(io)), claudeCodeDialect, {
    env: io.env,
    cwd: io.cwd,
    now: Date.now,
    loadShell: () => ({ evaluateCommand, exclusionText, shellWorld }),
    loadContent: () => ({ contentTools }),
    loadSettings: () => ({ compileAgain, weakening }),
  });
  if (stderr !== '') io.warn(stderr);
  if (stdout !== '') await io.write(stdout);
  return exit;
}

async function readAll({ stdin }: Io): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stdin) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > longestHeard) return undefined;
  }
  return Buffer.concat(chunks);
}
