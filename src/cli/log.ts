import { countOf } from '../core/amounts.ts';
import { parseDuration } from '../core/duration.ts';
import { loggedDecisions, parseLoggedDecision, type ShownDecision } from '../core/logged-decision.ts';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import { followLog, readLogLines } from '../node/decision-log-reader.ts';
import { cloisterHome } from '../node/home.ts';
import { agentArgument, choiceArgument, parseArguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { timeText } from './local-time.ts';

const help = `Usage: cloister log [options]

Prints what the guard decided, the newest last. The log holds names of tools and files, never content.

Options:
  --agent <id>           of this agent, such as claude-code
  --decision <decision>  allow, ask, deny, rewrite, redact or stop
  --path <part>          where a path holds this text
  --since <time>         from then on: 2h, 3d, or a time such as 2030-01-31T18:00
  --follow               go on with what is decided from now on, until interrupted
  --format <text|json>   how to print it; json is one object a line (default: text)
  -h, --help             this text

Exit code: 0 done, 2 could not run.
`;

/** `cloister log`. */
export async function logCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('log', argv, {
    agent: { type: 'string' },
    decision: { type: 'string' },
    path: { type: 'string' },
    since: { type: 'string' },
    follow: { type: 'boolean' },
    format: { type: 'string' },
  });
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  if (positionals.length > 0) throw new UserError('`cloister log` takes no path', 'Write `--path <part>`.');
  const agent = values.agent === undefined ? undefined : agentArgument('--agent', values.agent);
  const decision =
    values.decision === undefined ? undefined : choiceArgument('--decision', values.decision, loggedDecisions);
  const format = choiceArgument('--format', values.format ?? 'text', ['text', 'json']);
  const since = values.since === undefined ? 0 : timeArgument(values.since);
  const part = values.path?.toLowerCase() ?? '';
  const home = cloisterHome(io.env);

  let unreadable = 0;
  const show = async (line: string): Promise<void> => {
    const logged = parseLoggedDecision(line);
    if (logged === undefined) {
      unreadable += 1;
      return;
    }
    if (agent !== undefined && logged.agent !== agent) return;
    if (decision !== undefined && logged.decision !== decision) return;
    if (Date.parse(logged.time) < since) return;
    if (part !== '' && !logged.paths.some((path) => path.toLowerCase().includes(part))) return;
    await io.write(format === 'json' ? `${JSON.stringify(logged)}\n` : textLine(logged));
  };

  // Before the log is read, so that nothing that is written meanwhile is missed.
  const following = values.follow === true ? followLog(home, io.signal) : undefined;
  const first = following?.next();
  for (const line of readLogLines(home)) await show(line);
  if (unreadable > 0) io.warn(`note: ${countOf(unreadable, 'line')} of the log can not be read.\n`);
  if (following === undefined || first === undefined) return exitCodes.clean;
  await io.flush?.();
  for (let next = await first; next.done !== true; next = await following.next()) {
    await show(next.value);
    await io.flush?.();
  }
  return exitCodes.clean;
}

function textLine({ time, agent, tool, decision, paths, rule, opaque }: ShownDecision): string {
  const why = [rule, opaque === true ? 'opaque' : undefined].filter((each) => each !== undefined);
  const line = [timeText(Date.parse(time)), decision.padEnd(7), agent, tool, paths.join(' ')].filter(
    (each) => each !== '',
  );
  return `${printable(line.join('  '))}${why.length === 0 ? '' : printable(`  (${why.join(', ')})`)}\n`;
}

function timeArgument(text: string): number {
  const span = parseDuration(text);
  if (span !== undefined) return Date.now() - span;
  const time = Date.parse(text);
  if (/^\d{4}-/.test(text) && !Number.isNaN(time)) return time;
  throw new UserError(
    `--since can not be "${text}"`,
    'Write a span such as 2h or 3d, or a time such as 2030-01-31T18:00.',
  );
}
