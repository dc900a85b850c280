import { parseArgs } from 'node:util';
import { parseSeverity, type Severity, severities } from '../core/severity.ts';
import { UserError } from '../core/user-error.ts';
import { defaultScanOptions, type ScanOptions } from '../node/scan.ts';

export const formats = ['text', 'json', 'sarif'] as const;
export type Format = (typeof formats)[number];

export interface ScanArguments {
  readonly paths: readonly string[];
  readonly stdin: boolean;
  /** What the next commit adds and changes, instead of files. */
  readonly staged: boolean;
  readonly format: Format;
  readonly severity: Severity;
  readonly colour: boolean | undefined;
  readonly quiet: boolean;
  /** Findings that the vault's baseline accepts are left out. */
  readonly baseline: boolean;
  readonly help: boolean;
  readonly scan: ScanOptions;
}

export const scanHelp = `Usage: cloister scan [path…] [options]

Finds secrets, personal data, notes marked private and notes about private matters in folders and files. Without a path
it scans the folder you are in. What the vault's baseline accepts is counted, not shown.

Options:
  --format <text|json|sarif>  how to report (default: text)
  --severity <level>          show this level and worse: low, medium, high, critical (default: low)
  --exclude <pattern>         leave out what this gitignore pattern matches; may be given several times;
                              '!node_modules/' takes back a folder that is left out by default
  --max-size <size>           skip larger files, such as 500KB or 64MB (default: 128MB, at most 1GB)
  --stdin                     scan standard input; one path may be given as its name
  --staged                    scan what the next commit adds or changes, as it stands in git's index: secrets, medium
                              and worse if --severity does not say otherwise, that the file did not hold before;
                              also plain files in a sealed folder, and private ones where there is a remote
  --no-baseline               show accepted findings too
  --no-color                  no colours (also: the NO_COLOR variable)
  --quiet                     print findings only
  -h, --help                  this text

Exit code: 0 nothing found that is not accepted, 1 something found, 2 could not run.
`;

/** Parses what stands behind `cloister scan`. @throws UserError naming the argument that is wrong. */
export function parseScanArguments(argv: readonly string[]): ScanArguments {
  const { values, positionals } = parseRaw(argv);
  const stdin = values.stdin === true;
  if (stdin && positionals.length > 1) {
    throw new UserError('--stdin takes one name at most', 'Scan the other paths in a call of their own.');
  }
  const staged = values.staged === true;
  if (staged && (stdin || positionals.length > 0 || values.exclude !== undefined)) {
    throw new UserError(
      `--staged takes no ${stdin ? '--stdin' : positionals.length > 0 ? 'path' : '--exclude'}`,
      'It scans the whole of what is staged in the repository around the folder you are in.',
    );
  }
  return {
    paths: positionals,
    stdin,
    staged,
    format: oneOf(formats, values.format ?? 'text', '--format'),
    severity:
      parseSeverity(values.severity ?? (staged ? 'medium' : 'low')) ??
      fail('--severity', values.severity ?? '', severities.join(', ')),
    colour: values['no-color'] === true ? false : undefined,
    quiet: values.quiet === true,
    baseline: values['no-baseline'] !== true,
    help: values.help === true,
    scan: {
      exclude: values.exclude ?? defaultScanOptions.exclude,
      maxSize: values['max-size'] === undefined ? defaultScanOptions.maxSize : parseSize(values['max-size']),
    },
  };
}

function parseRaw(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        severity: { type: 'string' },
        exclude: { type: 'string', multiple: true },
        'max-size': { type: 'string' },
        stdin: { type: 'boolean' },
        staged: { type: 'boolean' },
        'no-baseline': { type: 'boolean' },
        'no-color': { type: 'boolean' },
        quiet: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node's message may go on about its own API; its first sentence names the option.
    throw new UserError(error.message.split(/\.\s/)[0] ?? error.message, 'Run `cloister scan --help` for the options.');
  }
}

function oneOf<T extends string>(allowed: readonly T[], text: string, option: string): T {
  return allowed.find((each) => each === text) ?? fail(option, text, allowed.join(', '));
}

function fail(option: string, text: string, allowed: string): never {
  throw new UserError(`${option} can not be "${text}"`, `It is one of: ${allowed}.`);
}

const units: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1 << 10, m: 1 << 20, g: 1 << 30 };
const largest = 1 << 30;

/** Parses a size such as `500KB`, `64MB` or `1048576`, in powers of 1024. @throws UserError where it is none. */
export function parseSize(text: string): number {
  const match = /^(\d{1,12}(?:\.\d{1,6})?)\s*([kmg]?)(?:i?b)?$/i.exec(text.trim());
  const size = Math.round(Number(match?.[1] ?? Number.NaN) * (units[(match?.[2] ?? '').toLowerCase()] ?? Number.NaN));
  if (size >= 1 && size <= largest) return size;
  throw new UserError(`--max-size can not be "${text}"`, 'Write a size up to 1GB, such as 500KB or 64MB.');
}
