import { type AuditPart, auditParts } from '../core/audit.ts';
import { parseSeverity, type Severity, severities } from '../core/severity.ts';
import { choiceArgument, parseArguments } from './arguments.ts';
import { type Format, formats } from './scan-options.ts';

export interface AuditArguments {
  /** Further folders to look through, as they were written. */
  readonly folders: readonly string[];
  /** Another home folder than the person's own, as it was written. */
  readonly home: string | undefined;
  readonly only: readonly AuditPart[];
  readonly severity: Severity;
  readonly format: Format;
  readonly quiet: boolean;
  readonly colour: boolean | undefined;
  readonly help: boolean;
}

export const auditHelp = `Usage: cloister audit [folder…] [options]

Tells what lies open on this machine: note stores and exports of passwords, what agents and AI apps keep, the encryption of
the disk below them, and local AI services. It looks at the usual places, through your home folder and through the folders
that you name. It changes nothing, and opens no connection.

Options:
  --home <folder>             look at another home folder than your own, such as that of a backup
  --only <parts>              of notes, ai, passwords, disk, services: those alone, separated by commas
  --severity <level>          show findings of this level and worse: low, medium, high, critical (default: low)
  --format <text|json|sarif>  how to report (default: text)
  --no-color                  no colours (also: the NO_COLOR variable)
  --quiet                     print findings only
  -h, --help                  this text

Exit code: 0 nothing found, 1 something found, 2 could not run.
`;

/** Parses what stands behind `cloister audit`. @throws UserError naming the argument that is wrong. */
export function parseAuditArguments(argv: readonly string[]): AuditArguments {
  const { values, positionals } = parseArguments('audit', argv, {
    home: { type: 'string' },
    only: { type: 'string', multiple: true },
    severity: { type: 'string' },
    format: { type: 'string' },
    'no-color': { type: 'boolean' },
    quiet: { type: 'boolean' },
  });
  return {
    folders: positionals,
    home: values.home,
    only: partsOf(values.only),
    severity:
      parseSeverity(values.severity ?? 'low') ?? choiceArgument('--severity', values.severity ?? '', severities),
    format: choiceArgument('--format', values.format ?? 'text', formats),
    quiet: values.quiet === true,
    colour: values['no-color'] === true ? false : undefined,
    help: values.help === true,
  };
}

/** All parts where none is named, else those in their own order. */
function partsOf(texts: readonly string[] | undefined): readonly AuditPart[] {
  if (texts === undefined) return auditParts;
  const named = texts.flatMap((text) => text.split(',')).map((text) => text.trim());
  const wanted = named.map((text) => choiceArgument('--only', text, auditParts));
  return auditParts.filter((part) => wanted.includes(part));
}
