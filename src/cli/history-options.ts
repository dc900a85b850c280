import type { HistoryOptions } from '../core/history.ts';
import { parseSeverity, type Severity, severities } from '../core/severity.ts';
import { UserError } from '../core/user-error.ts';
import { choiceArgument, onePath, parseArguments } from './arguments.ts';
import { type Format, formats, parseSize } from './scan-options.ts';

export interface HistoryArguments {
  /** A folder or file in the repository; the current folder where it is left out. */
  readonly path: string | undefined;
  readonly history: HistoryOptions;
  readonly severity: Severity;
  readonly format: Format;
  /** Findings that the vault's baseline accepts are left out. */
  readonly baseline: boolean;
  readonly cache: boolean;
  readonly quiet: boolean;
  readonly colour: boolean | undefined;
  /** A plan is written instead of a report. */
  readonly plan: boolean;
  /** The plan's files hold the values. */
  readonly withValues: boolean;
  /** The folder that the plan is written to. */
  readonly output: string | undefined;
  readonly help: boolean;
}

/**
 * Objects up to this size are looked at. A large text takes about nine times its size while it is looked at: larger ones
 * would lead beyond 400 MB.
 */
export const defaultMaxSize = 16 << 20;

export const historyHelp = `Usage: cloister history [path] [options]

Finds secrets, personal data and private notes in the history of a git repository: in every version of every file that a
branch, tag, stash, note or reflog reaches, in messages of commits and tags, and in submodules. What was looked at is
remembered, so that the next run looks at what is new. Without a path it takes the repository you are in.

Options:
  --since <date>              only what commits after this date brought, as git understands it: 2030-01-31, '2 weeks ago'
  --range <A..B>              only what the commits of this range brought
  --ref <name>                only what this reference reaches; may be given several times
  --unreachable               objects that nothing reaches, too: git has not removed them yet
  --max-size <size>           skip larger objects, such as 500KB or 64MB (default: 16MB, at most 1GB)
  --severity <level>          show this level and worse: low, medium, high, critical (default: low)
  --format <text|json|sarif>  how to report (default: text)
  --plan                      write a plan: what to replace first, and how to clean the history; it runs nothing
  --output <folder>           where the plan is written
  --with-values               the plan's files hold the values, readable by you alone
  --no-baseline               show accepted findings too
  --no-cache                  look at everything anew, and remember nothing
  --no-color                  no colours (also: the NO_COLOR variable)
  --quiet                     print findings only
  -h, --help                  this text

Exit code: 0 nothing found that is not accepted, 1 something found, 2 could not run.
`;

/** Parses what stands behind `cloister history`. @throws UserError naming the argument that is wrong. */
export function parseHistoryArguments(argv: readonly string[]): HistoryArguments {
  const { values, positionals } = parseArguments('history', argv, {
    since: { type: 'string' },
    range: { type: 'string' },
    ref: { type: 'string', multiple: true },
    unreachable: { type: 'boolean' },
    'max-size': { type: 'string' },
    severity: { type: 'string' },
    format: { type: 'string' },
    plan: { type: 'boolean' },
    output: { type: 'string' },
    'with-values': { type: 'boolean' },
    'no-baseline': { type: 'boolean' },
    'no-cache': { type: 'boolean' },
    'no-color': { type: 'boolean' },
    quiet: { type: 'boolean' },
  });
  const plan = values.plan === true;
  if (!plan && (values.output !== undefined || values['with-values'] === true))
    throw new UserError('--output and --with-values are options of a plan', 'Write `--plan` as well.');
  if (plan && (values.since !== undefined || values.range !== undefined || values.ref !== undefined))
    throw new UserError(
      'A plan is one for the whole history',
      'Leave out --since, --range and --ref: what they pass over would stay.',
    );
  if (plan && values.format !== undefined)
    throw new UserError('A plan is a page and its files', 'Leave out --format, which is of the report.');
  return {
    path: onePath('history', positionals),
    history: {
      ...(values.since === undefined ? {} : { since: given('--since', values.since) }),
      ...(values.range === undefined ? {} : { range: given('--range', values.range) }),
      refs: (values.ref ?? []).map((each) => given('--ref', each)),
      unreachable: values.unreachable === true,
      maxSize: values['max-size'] === undefined ? defaultMaxSize : parseSize(values['max-size']),
    },
    severity: severityOf(values.severity ?? 'low'),
    format: choiceArgument('--format', values.format ?? 'text', formats),
    baseline: values['no-baseline'] !== true,
    cache: values['no-cache'] !== true,
    quiet: values.quiet === true,
    colour: values['no-color'] === true ? false : undefined,
    plan,
    withValues: values['with-values'] === true,
    output: values.output,
    help: values.help === true,
  };
}

/** What git would take for an option of its own is none of ours. */
function given(option: string, text: string): string {
  if (text.trim() !== '' && !text.startsWith('-') && !/[\0\n]/.test(text)) return text;
  throw new UserError(`${option} can not be "${text}"`, 'See `cloister history --help` for what it takes.');
}

function severityOf(text: string): Severity {
  return parseSeverity(text) ?? choiceArgument('--severity', text, severities);
}
