import type { Access } from '../core/access.ts';
import { type AgentId, agentNames } from '../core/agent-ids.ts';
import { becausePlace, becauseText, decidingPattern } from '../core/because-texts.ts';
import { policyPath } from '../core/policy.ts';
import type { Judgement } from '../node/explain.ts';
import type { Translate } from './summary.ts';

/** What stands beside a file's name in the explorer: letters, since not every machine has a font with a padlock. */
export const badges: Readonly<Record<Exclude<Access, 'write'>, string>> = { none: 'L', redacted: 'r', read: 'R' };

/** Why agents get less of a place, as its badge's tooltip: `Locked from agents by .cloister/policy.json: journal`. */
export function badgeTooltip(found: Judgement, agent: AgentId, isEnforced: boolean, t: Translate): string {
  const whom = found.because.kind === 'agent' ? agentNames[agent] : t('agents');
  const source = sourceText(found, t);
  const text = {
    none: t('Locked from {0} by {1}', whom, source),
    redacted: t('Redacted for {0} by {1}', whom, source),
    read: t('Read-only for {0} by {1}', whom, source),
    write: '',
  }[found.access];
  if (isEnforced) return text;
  return found.access === 'none' ? t('{0} (locked, not enforced)', text) : t('{0} (not enforced)', text);
}

/** Which part of which policy decided, as a name. */
function sourceText({ because, source, path }: Judgement, t: Translate): string {
  if (source.kind === 'broken') return t('a policy that can not be read ({0})', policyPath);
  const file = source.kind === 'copy' ? t('the approved policy') : policyPath;
  switch (because.kind) {
    case 'default':
      return t('the default of {0}', file);
    case 'folder':
    case 'agent':
      return `${file}: ${because.folder || '.'}`;
    case 'expired':
      return t('{0}: {1}, whose timed opening has ended', file, because.folder || '.');
    case 'files': {
      const patterns = because.level === 'write' ? [] : source.compiled.policy.files[because.level];
      return t('the pattern {0} of {1}', decidingPattern(patterns, path)?.pattern ?? '', file);
    }
    case 'private':
      return t('its author, who marked it private');
  }
}

/** Which entry decided, as a clause: `the entry "journal" says none`. */
export function reasonText(found: Judgement, agent: AgentId, t: Translate): string {
  const { source, vault, path } = found;
  if (source.kind === 'broken') {
    const problems = vault.file.state === 'broken' ? vault.file.problems.join(', ') : t('its approved copy is broken');
    return t('the policy can not be read, which locks everything until it is mended ({0})', problems);
  }
  const text = becauseText(found, source.compiled.policy, path, agent);
  return source.kind === 'copy' ? t('{0}, in the approved policy', text) : text;
}

/** Where what decided stands in the JSON of the vault's policy file; undefined where it stands nowhere. */
export function reasonPlace(found: Judgement): (string | number)[] | undefined {
  return found.source.kind === 'broken' ? undefined : becausePlace(found, found.source.compiled.policy, found.path);
}

/** A level with what it means. */
export function accessMeaning(access: Access, t: Translate): string {
  return {
    none: t('Nothing: no content, no names beneath, no search hit'),
    redacted: t('The text with what is sensitive replaced, no writing'),
    read: t('Reading, no writing'),
    write: t('Everything'),
  }[access];
}
