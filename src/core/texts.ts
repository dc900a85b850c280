import type { Finding, SkipReason } from './finding.ts';
import type { RuleText } from './rule-texts/rule-text.ts';
import { ruleTexts } from './rule-texts.ts';

/** The sentence of a finding, such as `GitHub token: ghp_••••••••`. It never holds the value. */
export function findingSentence(finding: Finding): string {
  const { title } = textOf(finding);
  const masked = finding.args['masked'];
  return `${masked === undefined ? title : `${title}: ${masked}`}${baselineText(finding)}`;
}

/** What the baseline says about a finding that it does not accept. */
function baselineText({ args: { baseline, day } }: Finding): string {
  if (baseline === 'expired') return ` (was accepted until ${day})`;
  if (baseline === 'rotated') return ` (marked as rotated on ${day}, and stands here)`;
  return baseline === 'elsewhere' ? ' (accepted at another path)' : '';
}

/** What to do about a finding. */
export function findingAdvice(finding: Finding): string {
  return textOf(finding).advice;
}

function textOf(finding: Finding): RuleText {
  return ruleTexts[finding.rule];
}

/** Why something was not looked at, as the end of "3 files skipped: 2 …". */
export const skipTexts: Readonly<Record<SkipReason, string>> = {
  'too-big': 'too big',
  binary: 'binary',
  unreadable: 'unreadable',
  encrypted: 'encrypted',
  'link-outside': 'link out of the folder',
  'special-file': 'no regular file',
  fault: 'failed (a bug in Cloister)',
};

/** A count with its noun: `1 finding`, `2 findings`. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : plural}`;
}

/** A size in bytes for people, in powers of 1024: `812 B`, `1.4 MB`. */
export function sizeText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size >= 100 || unit === 0 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}
