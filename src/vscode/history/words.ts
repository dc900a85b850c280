import { sizeText } from '../../core/amounts.ts';
import type { SkipReason } from '../../core/finding.ts';
import type { HistoryFinding } from '../../core/history.ts';
import { shortOid } from '../../core/history-names.ts';
import { printable } from '../../core/printable.ts';
import { skipTexts } from '../../core/texts.ts';
import type { HistoryProgress, RepositoryHistory } from '../../node/history/scan-result.ts';
import type { Translate } from '../summary.ts';
import { dayOfCommit } from './address.ts';

/** One thing to know about a finding in the history, and the icon beside it. */
export interface Fact {
  readonly icon: string;
  readonly text: string;
}

/** Where and since when a value stands, whether it still does, and who has it: as sentences without a full stop. */
export function historyFacts(found: HistoryFinding, t: Translate): Fact[] {
  return [firstFact(found, t), treeFact(found, t), remoteFact(found, t), ...reachFacts(found, t), accessFact(found, t)];
}

function firstFact({ finding: { place }, versions }: HistoryFinding, t: Translate): Fact {
  const { commit, author, date, oid } = place;
  const icon = 'git-commit';
  if (commit === undefined) return { icon, text: t('In object {0}, which no commit holds', shortOid(oid)) };
  const who = author === undefined || author === '' ? t('nobody named') : printable(author);
  const first =
    date === undefined
      ? t('First in commit {0} by {1}', shortOid(commit), who)
      : t('First in commit {0} by {1}, {2}', shortOid(commit), who, dayOfCommit(date));
  return { icon, text: versions > 1 ? `${first} ${t('({0} versions hold it)', number(versions))}` : first };
}

function treeFact({ inTree }: HistoryFinding, t: Translate): Fact {
  const paths = [...new Set(inTree.map(({ path }) => printable(path)))];
  const [first = '', ...rest] = paths;
  if (paths.length === 0) return { icon: 'archive', text: t('No longer in the tree') };
  const text =
    rest.length === 0
      ? t('Still in the tree: {0}', first)
      : t('Still in the tree: {0} and {1} more', first, number(rest.length));
  return { icon: 'file', text };
}

function remoteFact({ remotes }: HistoryFinding, t: Translate): Fact {
  if (remotes.length === 0) return { icon: 'cloud', text: t('Not pushed') };
  return { icon: 'cloud-upload', text: t('Pushed to {0}', remotes.map(printable).join(', ')) };
}

function reachFacts({ reach }: HistoryFinding, t: Translate): Fact[] {
  const icon = 'history';
  if (reach === 'reflog') return [{ icon, text: t('No branch or tag holds it any more, only the reflog') }];
  if (reach === 'unreachable')
    return [{ icon, text: t('Nothing holds it any more: git’s next clean-up may remove it') }];
  return [];
}

function accessFact({ access }: HistoryFinding, t: Translate): Fact {
  if (access === 'none') return { icon: 'lock', text: t('Locked from agents') };
  if (access === 'redacted') return { icon: 'eye', text: t('Agents get it redacted') };
  return { icon: 'eye', text: t('Agents can read it') };
}

/** How far a scan has got: `notes: 1,240 of 50,000 versions, 38 MB`. */
export function historyProgressText(name: string, { path, objects, bytes, of }: HistoryProgress, t: Translate): string {
  const where = path === '' ? name : `${name}/${printable(path)}`;
  const count = of === undefined ? objectsText(objects, t) : t('{0} of {1} objects', number(objects), number(of));
  return t('{0}: {1}, {2}', where, count, sizeText(bytes));
}

/** What a scan came to, as counts. */
export interface HistorySummary {
  readonly shown: number;
  readonly hidden: number;
  readonly repositories: readonly RepositoryHistory[];
}

/** `3 findings in 1,204 commits. 1 more is hidden by settings. 2 objects skipped: 1 binary, 1 too big.` */
export function historySentences({ shown, hidden, repositories }: HistorySummary, t: Translate): string {
  const commits = repositories.reduce((sum, { totals }) => sum + totals.commits, 0);
  const sentences = [
    shown === 0
      ? t('No findings in {0}.', commitsText(commits, t))
      : t('{0} in {1}.', shown === 1 ? t('1 finding') : t('{0} findings', number(shown)), commitsText(commits, t)),
  ];
  if (hidden > 0) sentences.push(hiddenText(hidden, t));
  const accepted = repositories.reduce((sum, each) => sum + each.accepted.length, 0);
  if (accepted > 0) sentences.push(t('Accepted in the baseline: {0}.', number(accepted)));
  const skipped = objectsSkippedText(repositories, t);
  if (skipped !== undefined) sentences.push(skipped);
  return sentences.join(' ');
}

export function hiddenText(hidden: number, t: Translate): string {
  return hidden === 1 ? t('1 more is hidden by settings.') : t('{0} more are hidden by settings.', number(hidden));
}

/** `1,204 commits`. */
export function commitsText(count: number, t: Translate): string {
  return count === 1 ? t('1 commit') : t('{0} commits', number(count));
}

export function objectsText(count: number, t: Translate): string {
  return count === 1 ? t('1 object') : t('{0} objects', number(count));
}

/** `4 objects skipped: 3 binary, 1 encrypted.`, or undefined where everything was looked at. */
export function objectsSkippedText(repositories: readonly RepositoryHistory[], t: Translate): string | undefined {
  const counts = new Map<SkipReason, number>();
  for (const { skipped } of repositories) for (const { why } of skipped) counts.set(why, (counts.get(why) ?? 0) + 1);
  if (counts.size === 0) return undefined;
  const sum = [...counts.values()].reduce((total, count) => total + count, 0);
  const parts = [...counts].map(([why, count]) => `${number(count)} ${t(skipTexts[why])}`);
  return t('{0} skipped: {1}.', objectsText(sum, t), parts.join(', '));
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}
