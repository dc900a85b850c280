import { countOf } from '../core/amounts.ts';
import type { AuditFinding, AuditPart, AuditReport } from '../core/audit.ts';
import { type FindingGroup, groupFindings } from '../core/audit-groups.ts';
import { aboutName, appAdvice, fixCommands, homePath, seenTexts } from '../core/audit-words.ts';
import { printable } from '../core/printable.ts';
import { ruleTexts } from '../core/rule-texts.ts';
import type { Severity } from '../core/severity.ts';
import { severitiesText, skippedText } from '../core/tally.ts';
import { joinWrapped, wrapText } from '../core/wrapped.ts';
import { inventoryText } from './audit-inventory.ts';
import { type AuditReportWriter, type AuditRun, tallyOf } from './audit-report.ts';
import { type Paint, painter, severityStyles } from './text-report.ts';

export interface AuditTextOptions {
  readonly colour: boolean;
  readonly quiet: boolean;
  readonly parts: readonly AuditPart[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Columns of a report. Paths and commands are whole where they are longer. */
export const reportWidth = 100;
const indent = ' '.repeat(10);
const innerIndent = ' '.repeat(12);

/** How many findings of one group are shown: many of little weight must not drown a critical one. */
const most: Readonly<Record<Severity, number>> = { critical: 50, high: 20, medium: 10, low: 5 };

/** The report for people: findings with the worst first and what to do, then all that was found, then the counts. */
export function auditTextReport(options: AuditTextOptions): AuditReportWriter {
  const paint = painter(options.colour);
  return (report, run) => {
    const told = new Set<string>();
    const groups = groupFindings(report.findings).map((group) => groupText(group, report, told, paint));
    const findings = groups.map((text) => `${text}\n\n`).join('');
    if (options.quiet) return findings;
    return `${findings}${inventoryText(report, options, paint)}${summaryText(report, run, paint)}`;
  };
}

/** @param told what apps offer, as far as it was said: it is said once */
function groupText(
  { rule, severity, findings }: FindingGroup,
  report: AuditReport,
  told: Set<string>,
  paint: Paint,
): string {
  const { title, advice } = ruleTexts[rule];
  const shown = findings.slice(0, most[severity]);
  const count = findings.length > 1 ? ` (${findings.length.toLocaleString('en-US')})` : '';
  const head = `${paint(severityStyles[severity], severity.padEnd(8))}  ${paint('bold', title)}${count}`;
  const fix = fixCommands(shown, report);
  const more = findings.length - shown.length;
  return [
    head,
    ...shown.map((finding) => lineOf(finding, report)),
    ...(more === 0 ? [] : [`${indent}… and ${countOf(more, 'more', 'more')}, which \`--format json\` lists`]),
    ...[...adviceLines(shown, advice, report, told), ...(fix.advice === undefined ? [] : [fix.advice])].map((text) =>
      paint('dim', wrapText(text, indent, reportWidth)),
    ),
    ...fix.commands.map((command) => `${innerIndent}${paint('cyan', printable(command))}`),
  ].join('\n');
}

/** `Obsidian · ~/Notes · 1,204 notes · 38.0 MB · disk below: not detected`. */
function lineOf(finding: AuditFinding, report: AuditReport): string {
  const path = { whole: homePath(finding.place.path, report.home) };
  const parts = [aboutName(finding, report), path, ...seenTexts(finding, report)];
  return joinWrapped(parts, innerIndent, reportWidth).replace(innerIndent, indent);
}

/** What to do: the rule's advice, and what each of the apps offers. */
function adviceLines(
  findings: readonly AuditFinding[],
  advice: string,
  report: AuditReport,
  told: Set<string>,
): string[] {
  const fixes = new Map<string, Set<string>>();
  for (const finding of findings) {
    const fix = appAdvice(finding, report);
    if (fix !== undefined) fixes.set(fix, (fixes.get(fix) ?? new Set()).add(aboutName(finding, report)));
  }
  const lines = [...fixes].map(([fix, names]) => `${[...names].join(', ')}: ${fix}`).filter((line) => !told.has(line));
  for (const line of lines) told.add(line);
  return [advice, ...lines];
}

function summaryText(report: AuditReport, { seconds, hidden }: AuditRun, paint: Paint): string {
  const { findings, stores, services, walked } = report;
  const tally = tallyOf(report);
  const count =
    findings.length === 0
      ? hidden === 0
        ? 'Nothing was found that lies open'
        : 'No findings of this severity'
      : `${countOf(findings.length, 'finding')}: ${severitiesText(tally)}`;
  const skipped = skippedText(tally);
  const seen = `${countOf(stores.length, 'store')}, ${countOf(services.length, 'service')}`;
  const lines = [
    paint(findings.length > 0 ? ['bold', 'red'] : hidden === 0 ? 'green' : 'bold', `${count}.`),
    ...(hidden === 0 ? [] : [`${countOf(hidden, 'finding')} of less severity not shown.`]),
    `Looked at ${countOf(walked, 'entry', 'entries')} of folders in ${seconds.toFixed(2)} s: ${seen}.`,
    ...(skipped === undefined ? [] : [`${skipped}. \`--format json\` names them.`]),
  ];
  return `${lines.join('\n')}\n`;
}
