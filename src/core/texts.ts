import type { Finding, SkipReason } from './finding.ts';
import type { RuleText } from './rule-texts/rule-text.ts';
import { ruleTexts } from './rule-texts.ts';

/** Of a finding what its texts depend on: they are the same wherever it stands. */
type Told = Pick<Finding, 'rule' | 'args'>;

/**
 * The sentence of a finding, such as `GitHub token: ghp_••••••••` or, of an encoded one,
 * `GitHub token (base64): ghp_••••••••`. It never holds the value.
 */
export function findingSentence(finding: Told): string {
  const { title } = textOf(finding);
  const { masked, encoding } = finding.args;
  const where = encoding === undefined ? title : `${title} (${encoding})`;
  return `${masked === undefined ? where : `${where}: ${masked}`}${baselineText(finding)}`;
}

/** What the baseline says about a finding that it does not accept. */
function baselineText({ args: { baseline, day } }: Told): string {
  if (baseline === 'expired') return ` (was accepted until ${day})`;
  if (baseline === 'rotated') return ` (marked as rotated on ${day}, and stands here)`;
  return baseline === 'elsewhere' ? ' (accepted at another path)' : '';
}

/** What to do about a finding. */
export function findingAdvice(finding: Told): string {
  return textOf(finding).advice;
}

function textOf(finding: Told): RuleText {
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
  missing: 'not in this clone of the repository',
  damaged: 'damaged',
  changing: 'written to while it was read',
  'lfs-pointer': 'kept outside of git by Git LFS, and not on this machine',
  fault: 'failed (a bug in Cloister)',
};
