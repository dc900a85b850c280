import type { AuditFinding, AuditReport, ServiceFacts, StoreFacts } from '../core/audit.ts';
import { aboutName, seenTexts } from '../core/audit-words.ts';
import { findingAdvice, findingSentence } from '../core/texts.ts';
import { type AuditReportWriter, tallyOf } from './audit-report.ts';

/** Of the form of the report, raised where a program that reads it would have to change. */
const formatVersion = 1;

/** The report for programs: the whole of it, keys and rows in an order that depends on nothing but what was found. */
export function auditJsonReport(cloister: string): AuditReportWriter {
  return (report, { seconds, hidden }) => {
    const { home, platform, findings, stores, services, machine, skipped, walked } = report;
    const tally = tallyOf(report);
    const parts = [
      ['version', formatVersion],
      ['cloister', cloister],
      ['home', home],
      ['platform', platform],
      ['findings', findings.map((finding) => findingRow(finding, report))],
      ['stores', stores.map(storeRow)],
      ['services', services.map(serviceRow)],
      ['machine', machine],
      ['skipped', skipped],
      ['walked', walked],
      [
        'summary',
        {
          findings: findings.length,
          hidden,
          stores: stores.length,
          services: services.length,
          skipped: skipped.length,
          seconds: Math.round(seconds * 1000) / 1000,
          severities: Object.fromEntries(tally.severities),
          skippedBy: Object.fromEntries(tally.skipped),
        },
      ],
    ] as const;
    const lines = parts.map(([key, value]) => `"${key}":${Array.isArray(value) ? rows(value) : JSON.stringify(value)}`);
    return `{${lines.join(',\n')}}\n`;
  };
}

/** A row a line: a report can be compared with an earlier one. */
function rows(values: readonly unknown[]): string {
  return values.length === 0 ? '[]' : `[\n${values.map((value) => `  ${JSON.stringify(value)}`).join(',\n')}\n]`;
}

function findingRow(finding: AuditFinding, report: AuditReport): object {
  const { rule, severity, place, fingerprint, args } = finding;
  return {
    rule,
    severity,
    place: { kind: place.kind, store: place.store, path: place.path },
    name: aboutName(finding, report),
    message: findingSentence(finding),
    seen: seenTexts(finding, report),
    advice: findingAdvice(finding),
    fingerprint,
    args: sorted(args),
  };
}

/** The known fields in their order, then whatever else there is. */
function storeRow(store: StoreFacts): object {
  const { name, holds, root, evidence, atRest, parts, items, files, bytes, newest, oldest, retention } = store;
  const { fix, unlockedAt, open, openCount, around, disk, vault, remarks } = store;
  const first = { store: store.store, name, holds, root, evidence, atRest, parts, items, files, bytes };
  const known = { ...first, newest, oldest, retention, unlockedAt, open, openCount, around, disk, vault, remarks, fix };
  return { ...known, ...store };
}

function serviceRow({ service, name, where, states }: ServiceFacts): object {
  return { service, name, where, states };
}

function sorted(args: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(args).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
