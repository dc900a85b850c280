import type { RuleId } from './rule-texts.ts';

/** True for the rule of a topic that a note is about, as opposed to a mark that its author set. */
export function isTopicRule(rule: RuleId): boolean {
  return rule.startsWith('note.') && rule !== 'note.private' && rule !== 'note.personal';
}

/** A topic in a list of counts: `note.client-confidential` is `client confidential`. */
export function topicName(rule: RuleId): string {
  return rule.slice(rule.indexOf('.') + 1).replaceAll('-', ' ');
}
