import { countOf, sizeText } from '../core/amounts.ts';
import type { HistoryFinding } from '../core/history.ts';
import { placeName, shortOid } from '../core/history-names.ts';
import { printable } from '../core/printable.ts';
import type { RuleId } from '../core/rule-texts.ts';
import { ruleTexts } from '../core/rule-texts.ts';
import { acceptedText, severitiesText, skippedText } from '../core/tally.ts';
import { findingSentence } from '../core/texts.ts';
import type { HistoryReport, HistoryTally } from './history-report.ts';
import { adviceText, type Paint, painter, severityStyles } from './text-report.ts';

/** Low findings of one rule that are shown; more are counted. */
const mostLow = 20;
const indent = ' '.repeat(10);

interface TextReportOptions {
  readonly colour: boolean;
  readonly quiet: boolean;
  /** True where an agent is held to policies on this machine. */
  readonly isHeld: boolean;
}

/** The report for people: the worst first, then what to do, then the counts. */
export function historyTextReport({ colour, quiet, isHeld }: TextReportOptions): HistoryReport {
  const paint = painter(colour);
  return {
    begin: () => '',
    repository({ path, findings }) {
      if (findings.length === 0) return '';
      const { shown, more } = withoutMany(findings);
      const blocks = shown.map((found) => `${blockOf(found, paint, isHeld)}\n`);
      const lines = [...more].map(([rule, count]) => `${paint('dim', 'low'.padEnd(8))}  ${moreText(rule, count)}\n`);
      const head = path === '' ? '' : `${paint('underline', printable(path))}\n\n`;
      return `${head}${blocks.join('\n')}\n${lines.length === 0 ? '' : `${lines.join('')}\n`}`;
    },
    end: (tally, seconds) => (quiet ? '' : adviceOf(tally, paint) + summaryOf(tally, seconds, paint)),
  };
}

/** Thousands of addresses must not drown a token. */
function withoutMany(findings: readonly HistoryFinding[]): { shown: HistoryFinding[]; more: Map<RuleId, number> } {
  const counts = new Map<RuleId, number>();
  const more = new Map<RuleId, number>();
  const shown = findings.filter(({ finding: { rule, severity } }) => {
    if (severity !== 'low') return true;
    const count = (counts.get(rule) ?? 0) + 1;
    counts.set(rule, count);
    if (count > mostLow) more.set(rule, count - mostLow);
    return count <= mostLow;
  });
  return { shown, more };
}

function moreText(rule: RuleId, count: number): string {
  return `${ruleTexts[rule].title}: ${count.toLocaleString('en-US')} more, which \`--format json\` lists`;
}

function blockOf(found: HistoryFinding, paint: Paint, isHeld: boolean): string {
  const { severity } = found.finding;
  const head = `${paint(severityStyles[severity], severity.padEnd(8))}  ${findingSentence(found.finding)}`;
  return `${head}\n${indent}${printable(firstText(found))}\n${indent}${printable(nowText(found, isHeld))}`;
}

/** `first in 3f2a91c0 (Ada L., 2026-03-02) at Clients/api.md:12:5, in 14 versions of 2 files`. */
function firstText({ finding: { place }, versions, paths }: HistoryFinding): string {
  const { commit, author, date } = place;
  const who = [author, date?.slice(0, 10)].filter((each) => each !== undefined && each !== '').join(', ');
  const where = place.object === 'commit' ? `in the ${placeName(place)}` : `at ${placeName(place)}`;
  const files = paths.length > 1 ? ` of ${countOf(paths.length, 'file')}` : '';
  const many =
    versions > 1
      ? `, in ${countOf(versions, 'version')}${files}`
      : files === ''
        ? ''
        : `, in ${countOf(paths.length, 'file')}`;
  if (commit === undefined) return `${where}${many}`;
  if (place.object === 'commit') return `first ${where}${who === '' ? '' : ` (${who})`}${many}`;
  return `first in ${shortOid(commit)}${who === '' ? '' : ` (${who})`} ${where}${many}`;
}

/** `still in Clients/api.md:14:5 · agents can read it · pushed to origin`. */
function nowText(found: HistoryFinding, isHeld: boolean): string {
  const { remotes } = found;
  const pushed = remotes.length === 0 ? 'not pushed' : `pushed to ${remotes.join(', ')}`;
  return [treeText(found), accessText(found, isHeld), pushed].join(' · ');
}

function treeText({ finding, inTree, reach }: HistoryFinding): string {
  const [first, ...rest] = inTree;
  if (first !== undefined) {
    const { path, span } = first;
    const more = rest.length === 0 ? '' : ` and ${countOf(rest.length, 'more place', 'more places')}`;
    return `still in ${path}:${span.startLine}:${span.startColumn}${more}`;
  }
  if (reach === 'reflog') return 'only in the reflog';
  if (reach === 'unreachable') return 'reached by nothing, until git removes it';
  return finding.place.object === 'blob' ? 'no longer in the files' : `in a message`;
}

function accessText({ access }: HistoryFinding, isHeld: boolean): string {
  if (access !== 'none' && access !== 'redacted') return 'agents can read it';
  if (!isHeld) return 'locked, but no agent is held to that';
  return access === 'none' ? 'locked for agents' : 'agents get it redacted';
}

const deletedText =
  'Deleting it from a file leaves it in the history: replace what was found first. `cloister history --plan` writes ' +
  'what to\nreplace first and how to clean the history.';

function adviceOf(tally: HistoryTally, paint: Paint): string {
  const advice = adviceText(tally, paint);
  return advice === '' ? '' : `${advice.trimEnd()}\n${deletedText}\n\n`;
}

function summaryOf(tally: HistoryTally, seconds: number, paint: Paint): string {
  const { objects, known, bytes, commits } = tally.totals;
  const count =
    tally.findings === 0 ? 'No findings' : `${countOf(tally.findings, 'finding')}: ${severitiesText(tally)}`;
  const seen =
    known === 0 ? '' : `, ${known === objects ? 'all' : known.toLocaleString('en-US')} known from earlier runs`;
  const read = known === objects && bytes === 0 ? '' : `, ${sizeText(bytes)} read`;
  const accepted = acceptedText(tally);
  const skipped = skippedText(tally);
  const lines = [
    paint(tally.findings === 0 ? 'green' : ['bold', 'red'], `${count}.`),
    `Scanned ${countOf(objects, 'object')} of ${countOf(commits, 'commit')}${seen}${read}, in ${seconds.toFixed(2)} s.`,
    ...(accepted === undefined ? [] : [`${accepted}.`]),
    ...(skipped === undefined ? [] : [`${skipped}.`]),
  ];
  return `${lines.join('\n')}\n`;
}
