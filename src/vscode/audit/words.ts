import type { AuditPart, AuditProgress, AuditReport } from '../../core/audit.ts';
import { isAtLeast, type Severity, severities } from '../../core/severity.ts';
import { skipTexts } from '../../core/texts.ts';
import { countText, filesText, severityText, type Translate } from '../summary.ts';

/** How the editor marks a finding of an audit. */
export function auditMark(severity: Severity): 'error' | 'warning' | 'information' {
  if (severity === 'low') return 'information';
  return severity === 'medium' ? 'warning' : 'error';
}

/** Findings that the badge counts: a low one is no reason to look now. */
export function badgeCount({ findings }: AuditReport): number {
  return findings.filter(({ severity }) => isAtLeast(severity, 'medium')).length;
}

export function partName(part: AuditPart, t: Translate): string {
  return {
    notes: t('Notes'),
    ai: t('AI memories'),
    passwords: t('Passwords'),
    disk: t('Disk'),
    services: t('Services'),
  }[part];
}

/** How far an audit has got: `12,345 files, 14 stores`. */
export function auditProgressText({ files, stores }: AuditProgress, t: Translate): string {
  return t('{0}, {1}', filesText(files, t), stores === 1 ? t('1 store') : t('{0} stores', number(stores)));
}

/** `3 findings on this machine: 1 critical, 2 low. 4 skipped: 3 unreadable, 1 damaged.` */
export function auditSentences(report: AuditReport, t: Translate): string {
  const { findings, stores } = report;
  const counts = severities.toReversed().flatMap((severity) => {
    const count = findings.filter((each) => each.severity === severity).length;
    return count === 0 ? [] : [`${number(count)} ${severityText(severity, t)}`];
  });
  const first =
    findings.length === 0
      ? t('Nothing was found that lies open on this machine. Stores: {0}.', number(stores.length))
      : t('{0} on this machine: {1}.', countText(findings.length, t), counts.join(', '));
  const skipped = skippedSentence(report, t);
  return skipped === undefined ? first : `${first} ${skipped}`;
}

/** `4 skipped: 3 unreadable, 1 damaged.`, or undefined where everything was looked at. */
export function skippedSentence({ skipped }: AuditReport, t: Translate): string | undefined {
  if (skipped.length === 0) return undefined;
  const reasons = [...new Set(skipped.map(({ why }) => why))].map((why) => {
    return `${number(skipped.filter((each) => each.why === why).length)} ${t(skipTexts[why])}`;
  });
  return t('{0} skipped: {1}.', number(skipped.length), reasons.join(', '));
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}
