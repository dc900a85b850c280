import { type AuditFinding, type AuditPart, type AuditReport, auditParts, type StoreFacts } from '../../core/audit.ts';
import { groupFindings, isEncrypted, partOf } from '../../core/audit-groups.ts';
import {
  aboutName,
  amountTexts,
  appAdvice,
  atRestText,
  fixCommand,
  homePath,
  seenTexts,
  storeOf,
} from '../../core/audit-words.ts';
import { printable } from '../../core/printable.ts';
import { ruleTexts } from '../../core/rule-texts.ts';
import { findingAdvice, findingSentence } from '../../core/texts.ts';
import type { ShownRow } from '../row-item.ts';
import { countText, severityText, type Translate } from '../summary.ts';
import { auditMark, partName, skippedSentence } from './words.ts';

/** A row of the view "Findings", with the rows beneath it. */
export interface AuditRow extends ShownRow<AuditRow> {
  readonly kind: 'part' | 'rule' | 'finding' | 'fact' | 'stores' | 'store';
  /** Of a rule and of its findings. */
  readonly mark?: ReturnType<typeof auditMark>;
  /** What a click leads to and what the menu is about. */
  readonly target?: AuditTarget;
}

export interface AuditTarget {
  /** Absolute; absent for what is no file, such as a listening socket. */
  readonly path?: string;
  /** The file that proves it. */
  readonly evidence?: string;
  /** True for what is not to be shown on a screen by a click: exports of passwords. */
  readonly isSecret: boolean;
  readonly fix?: string;
  /** The rule whose documentation tells more. */
  readonly rule?: AuditFinding['rule'];
}

const icons: Readonly<Record<AuditPart, string>> = {
  notes: 'notebook',
  ai: 'hubot',
  passwords: 'key',
  disk: 'server',
  services: 'broadcast',
};

/** The rows of the view: the parts of an audit, their rules with the worst first, their findings, and the other stores. */
export function auditRows(report: AuditReport, t: Translate): AuditRow[] {
  const parts = auditParts.map((part) => partRow(part, report, t));
  const skipped = skippedSentence(report, t);
  if (skipped === undefined) return withOwnIds(parts, new Map());
  const last: AuditRow = { kind: 'fact', id: 'skipped', label: skipped, tooltip: skipped, icon: 'info', rows: [] };
  return withOwnIds([...parts, last], new Map());
}

/** The editor shows no tree in which two rows have one id: those that repeat one are numbered. */
function withOwnIds(rows: readonly AuditRow[], counts: Map<string, number>): AuditRow[] {
  return rows.map((row) => {
    const count = (counts.get(row.id) ?? 0) + 1;
    counts.set(row.id, count);
    const id = count === 1 ? row.id : `${row.id}\n\n${count}`;
    return { ...row, id, rows: withOwnIds(row.rows, counts) };
  });
}

function partRow(part: AuditPart, report: AuditReport, t: Translate): AuditRow {
  const findings = report.findings.filter((finding) => partOf(finding, report) === part);
  const groups = groupFindings(findings);
  const worst = groups[0]?.severity;
  const rules = groups.map(({ rule, severity, findings: all }): AuditRow => {
    const id = `${part}\n${rule}\n${severity}`;
    return {
      kind: 'rule',
      id,
      label: ruleTexts[rule].title,
      description:
        all.length === 1
          ? severityText(severity, t)
          : t('{0} · {1}', severityText(severity, t), countText(all.length, t)),
      tooltip: rule,
      mark: auditMark(severity),
      rows: all.map((finding) => findingRow(id, finding, report)),
    };
  });
  const stores = report.stores.filter(({ holds }) => holds === part);
  const found = new Set(findings.map((finding) => storeOf(finding, report)));
  const others = stores.filter((store) => !found.has(store));
  return {
    kind: 'part',
    id: part,
    label: partName(part, t),
    description:
      worst === undefined ? t('No findings') : t('{0} · {1}', severityText(worst, t), countText(findings.length, t)),
    icon: icons[part],
    rows: [
      ...rules,
      ...others.filter(isEncrypted).map((store) => storeRow(store, report, 'lock')),
      ...othersRow(part, others, report, t),
      ...(part === 'services' && findings.length === 0 ? serviceRows(report) : []),
    ],
  };
}

/** Stores about which nothing was found and that are not encrypted: listed for who asks. */
function othersRow(part: AuditPart, others: readonly StoreFacts[], report: AuditReport, t: Translate): AuditRow[] {
  const open = others.filter((store) => !isEncrypted(store));
  if (open.length === 0) return [];
  const rows = open.map((store) => storeRow(store, report, 'archive'));
  const description = open.length.toLocaleString('en-US');
  return [{ kind: 'stores', id: `${part}\nothers`, label: t('Others, without findings'), description, rows }];
}

function serviceRows({ services, home }: AuditReport): AuditRow[] {
  return services.map(({ service, name, where, states }) => {
    const description = [homePath(where, home), ...states.map(printable)].join(' · ');
    return {
      kind: 'fact',
      id: `${service}\n${where}`,
      label: printable(name),
      description,
      icon: 'circle-outline',
      rows: [],
    };
  });
}

function findingRow(parent: string, finding: AuditFinding, report: AuditReport): AuditRow {
  const { path } = finding.place;
  const id = `${parent}\n${finding.place.store}\n${path}`;
  const seen = seenTexts(finding, report);
  const shown = homePath(path, report.home);
  const fix = fixCommand(finding);
  const target = targetOf(finding, report);
  const ofApp = appAdvice(finding, report);
  const facts: readonly (readonly [string, string])[] = [
    ...seen.map((text) => ['circle-small', text] as const),
    ['lightbulb', findingAdvice(finding)],
    ...(ofApp === undefined ? [] : [['lightbulb', ofApp] as const]),
    ...(fix === undefined ? [] : [['terminal', printable(fix)] as const]),
  ];
  return {
    kind: 'finding',
    id,
    label: aboutName(finding, report),
    description: [shown, ...seen].join(' · '),
    tooltip: [findingSentence(finding), printable(path), ...facts.map(([, text]) => text)].join('\n'),
    mark: auditMark(finding.severity),
    target,
    rows: facts.map(([icon, text], index) => {
      return { kind: 'fact', id: `${id}\n${index}`, label: text, tooltip: text, icon, target, rows: [] };
    }),
  };
}

/** Where a finding leads to. */
export function targetOf(finding: AuditFinding, report: AuditReport): AuditTarget {
  const store = storeOf(finding, report);
  const { path } = finding.place;
  const fix = fixCommand(finding);
  return {
    ...(isAbsolutePath(path) ? { path } : {}),
    ...(store === undefined ? {} : { evidence: path === store.root ? store.evidence : path }),
    isSecret: finding.rule.startsWith('store.passwords.') || store?.holds === 'passwords',
    ...(fix === undefined ? {} : { fix }),
    rule: finding.rule,
  };
}

function storeRow(store: StoreFacts, { home }: AuditReport, icon: string): AuditRow {
  const texts = isEncrypted(store) ? [atRestText(store)] : [atRestText(store), ...amountTexts(store)];
  return {
    kind: 'store',
    id: `${store.store}\n${store.root}`,
    label: printable(store.name),
    description: [homePath(store.root, home), ...texts].join(' · '),
    tooltip: [printable(store.root), ...texts].join('\n'),
    icon,
    target: { path: store.root, evidence: store.evidence, isSecret: store.holds === 'passwords' },
    rows: [],
  };
}

/** As any of the three systems spells it. */
function isAbsolutePath(path: string): boolean {
  return /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(path);
}
