import { basename } from 'node:path';
import type { HistoryFinding } from '../../core/history.ts';
import { shortOid } from '../../core/history-names.ts';
import { printable } from '../../core/printable.ts';
import { ruleTexts } from '../../core/rule-texts.ts';
import { severities } from '../../core/severity.ts';
import { findingSentence } from '../../core/texts.ts';
import type { RepositoryHistory } from '../../node/history/scan-result.ts';
import { isProblem, markOf, type ProblemSettings } from '../problems.ts';
import type { ShownRow } from '../row-item.ts';
import { countText, severityText, type Translate } from '../summary.ts';
import { dayOfCommit, placeName } from './address.ts';
import { commitsText, type Fact, hiddenText, historyFacts, objectsSkippedText } from './words.ts';

/** A repository whose history was scanned, as it is shown. */
export interface ShownRepository {
  readonly name: string;
  readonly history: RepositoryHistory;
  readonly settings: ProblemSettings;
}

/** A row of the view "Git History", with the rows beneath it. */
export interface Row extends ShownRow<Row> {
  readonly kind: 'repository' | 'rule' | 'finding' | 'fact';
  /** Of a rule: how its worst finding is marked. */
  readonly mark?: ReturnType<typeof markOf>;
  /** Of a finding and of the facts beneath it. */
  readonly found?: FoundIn;
}

export interface FoundIn {
  readonly repository: ShownRepository;
  readonly found: HistoryFinding;
}

/** The name of a repository: its folder's, and a submodule's path behind that of the one that it lies in. */
export function repositoryName({ path }: Pick<RepositoryHistory, 'path'>, mainRoot: string): string {
  // A bare repository is named after its folder as well; that of a worktree after the worktree.
  const main = basename(mainRoot).replace(/\.git$/, '') || basename(mainRoot) || mainRoot;
  return printable(path === '' ? main : `${main}/${path}`);
}

/** What stands in the Problems panel and in the view. */
export function shownFindings({ history, settings }: ShownRepository): readonly HistoryFinding[] {
  return history.findings.filter(({ finding }) => isProblem(finding, settings));
}

/** The rows of the view: a repository, its rules with the worst first, their findings, what is to know of each. */
export function historyRows(repositories: readonly ShownRepository[], t: Translate): Row[] {
  return repositories.map((repository) => repositoryRow(repository, t));
}

function repositoryRow(repository: ShownRepository, t: Translate): Row {
  const { name, history } = repository;
  const shown = shownFindings(repository);
  const id = history.place.root;
  const byRule = new Map<string, HistoryFinding[]>();
  for (const found of shown) byRule.set(found.finding.rule, [...(byRule.get(found.finding.rule) ?? []), found]);
  const rules = [...byRule.values()].map((all) => ruleRow(id, repository, all, t));
  const ordered = rules.toSorted((left, right) => right.severity - left.severity).map(({ row }) => row);
  const notes = notesOf(repository, shown.length, t).map((text, index): Row => {
    return { kind: 'fact', id: `${id}\n${index}`, label: text, tooltip: text, icon: 'info', rows: [] };
  });
  return {
    kind: 'repository',
    id,
    label: name,
    description: countText(shown.length, t),
    tooltip: printable(history.place.root),
    icon: 'repo',
    rows: [...ordered, ...notes],
  };
}

/** What does not stand in the view, and why: never silence. */
function notesOf({ history }: ShownRepository, shown: number, t: Translate): string[] {
  const hidden = history.findings.length - shown;
  const skipped = objectsSkippedText([history], t);
  const accepted = history.accepted.length;
  return [
    ...(shown === 0 ? [t('No findings in {0}.', commitsText(history.totals.commits, t))] : []),
    ...(hidden > 0 ? [hiddenText(hidden, t)] : []),
    ...(accepted > 0 ? [t('Accepted in the baseline: {0}.', accepted.toLocaleString('en-US'))] : []),
    ...(skipped === undefined ? [] : [skipped]),
    ...history.warnings.map(printable),
  ];
}

function ruleRow(
  parent: string,
  repository: ShownRepository,
  all: readonly HistoryFinding[],
  t: Translate,
): { row: Row; severity: number } {
  const rank = ({ finding }: HistoryFinding): number => severities.indexOf(finding.severity);
  const worst = all.reduce((left, right) => (rank(right) > rank(left) ? right : left));
  const { rule, severity } = worst.finding;
  const id = `${parent}\n${rule}`;
  const row: Row = {
    kind: 'rule',
    id,
    label: ruleTexts[rule].title,
    description: t('{0} · {1}', severityText(severity, t), countText(all.length, t)),
    tooltip: rule,
    mark: markOf(worst.finding),
    rows: all.map((found) => findingRow(id, { repository, found }, t)),
  };
  return { row, severity: rank(worst) };
}

function findingRow(parent: string, foundIn: FoundIn, t: Translate): Row {
  const { finding } = foundIn.found;
  const { place, fingerprint, args } = finding;
  const id = `${parent}\n${fingerprint}\n${place.oid}\n${place.path}\n${place.span.startLine}:${place.span.startColumn}`;
  const facts = historyFacts(foundIn.found, t);
  const line = place.object === 'blob' && finding.rule.startsWith('note.') ? '' : `:${place.span.startLine}`;
  return {
    kind: 'finding',
    id,
    label: `${printable(placeName(place, t))}${line}`,
    description: descriptionOf(foundIn.found, args['masked'], t),
    tooltip: [findingSentence(finding), ...facts.map(({ text }) => text)].join('\n'),
    found: foundIn,
    rows: facts.map((fact, index) => factRow(`${id}\n${index}`, foundIn, fact)),
  };
}

/** In one line, the weightiest first: the view is narrow. */
function descriptionOf(
  { finding: { place }, inTree, remotes }: HistoryFinding,
  masked: string | undefined,
  t: Translate,
): string {
  const { commit, date, author } = place;
  return [
    inTree.length > 0 ? t('still in the tree') : undefined,
    remotes.length > 0 ? t('pushed to {0}', remotes.map(printable).join(', ')) : undefined,
    commit === undefined ? undefined : shortOid(commit),
    date === undefined ? undefined : dayOfCommit(date),
    author === undefined ? undefined : printable(author),
    masked,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}

function factRow(id: string, found: FoundIn, { icon, text }: Fact): Row {
  return { kind: 'fact', id, label: text, tooltip: text, icon, found, rows: [] };
}
