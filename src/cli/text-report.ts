import { styleText } from 'node:util';
import { countOf, sizeText } from '../core/amounts.ts';
import type { Finding } from '../core/finding.ts';
import { printable } from '../core/printable.ts';
import { ruleTexts } from '../core/rule-texts.ts';
import { type Severity, severities } from '../core/severity.ts';
import { acceptedText, findingsText, skippedText, type Tally } from '../core/tally.ts';
import { findingSentence } from '../core/texts.ts';
import { isTopicRule, topicName } from '../core/topic-rules.ts';
import type { ReportWriter } from './report.ts';

export type Style = Parameters<typeof styleText>[0];

export const severityStyles: Readonly<Record<Severity, Style>> = {
  critical: ['bold', 'red'],
  high: 'red',
  medium: 'yellow',
  low: 'dim',
};

/** The report for people: findings by file, then what to do about each kind, then the counts. */
export function textReport({ colour, quiet }: { colour: boolean; quiet: boolean }): ReportWriter {
  const paint = painter(colour);
  return {
    begin: () => '',
    file(path, findings) {
      if (findings.length === 0) return '';
      const shown = linesOf(findings);
      const places = shown.map(
        ([
          {
            place: { span },
          },
        ]) => `${span.startLine}:${span.startColumn}`,
      );
      const width = places.reduce((widest, place) => Math.max(widest, place.length), 0);
      const lines = shown.map(([finding, sentence], index) => {
        const severity = paint(severityStyles[finding.severity], finding.severity.padEnd(8));
        return `  ${paint('dim', (places[index] ?? '').padStart(width))}  ${severity}  ${sentence}`;
      });
      return `${paint('underline', printable(path))}\n${lines.join('\n')}\n\n`;
    },
    skipped: () => '',
    end: (tally, seconds) => (quiet ? '' : adviceText(tally, paint) + summaryText(tally, seconds, paint)),
  };
}

export type Paint = (style: Style, text: string) => string;

/** What colours a text, or leaves it as it is. */
export function painter(colour: boolean): Paint {
  return (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
}

/**
 * What stands on each line: a finding with its sentence. The topics of a note share a line, at the place of the surest:
 * `Note about health (high), therapy (medium)`.
 */
function linesOf(findings: readonly Finding[]): (readonly [Finding, string])[] {
  const topics = findings
    .filter(({ rule }) => isTopicRule(rule))
    .toSorted((left, right) => severities.indexOf(right.severity) - severities.indexOf(left.severity));
  const [surest, ...rest] = topics;
  return findings.flatMap((finding): (readonly [Finding, string])[] => {
    if (finding !== surest && topics.includes(finding)) return [];
    if (finding !== surest) return [[finding, findingSentence(finding)]];
    const more = rest.map(({ rule, severity }) => `, ${topicName(rule)} (${severity})`).join('');
    return [[finding, `${findingSentence(finding)} (${finding.severity})${more}`]];
  });
}

/** What to do about each kind of finding, of which there are so many. */
export function adviceText({ rules }: Pick<Tally, 'rules'>, paint: Paint): string {
  if (rules.size === 0) return '';
  const rows = [...rules].sort(([left], [right]) => (left < right ? -1 : 1));
  const lines = rows.map(([rule, count]) => `  ${ruleTexts[rule].title} (${count}): ${ruleTexts[rule].advice}`);
  return `${paint('bold', 'What to do next')}\n${lines.join('\n')}\n\n`;
}

const elsewhereText = 'Where a file moved, `cloister baseline prune --moves` takes what was accepted along.';

function summaryText(tally: Tally, seconds: number, paint: Paint): string {
  const style: Style = tally.findings === 0 ? 'green' : ['bold', 'red'];
  const scanned = `${countOf(tally.files, 'file')}, ${sizeText(tally.bytes)}, in ${seconds.toFixed(2)} s`;
  const skipped = skippedText(tally);
  const accepted = acceptedText(tally);
  const lines = [
    paint(style, `${findingsText(tally)}.`),
    `Scanned ${scanned}.`,
    ...(accepted === undefined ? [] : [`${accepted}.`]),
    ...(tally.acceptedElsewhere === 0 ? [] : [elsewhereText]),
    ...(skipped === undefined ? [] : [`${skipped}.`]),
  ];
  return `${lines.join('\n')}\n`;
}
