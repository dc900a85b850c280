import type { RuleId } from './rule-texts.ts';

const marks: ReadonlySet<RuleId> = new Set(['note.private', 'note.private-span', 'note.personal', 'note.crypt-open']);

/** True for the rule of a topic that a note is about, as opposed to a mark that its author set. */
export function isTopicRule(rule: RuleId): boolean {
  return rule.startsWith('note.') && !marks.has(rule);
}

const plainNames: Partial<Record<RuleId, string>> = {
  'note.client-confidential': 'clients',
  'note.minors': 'children',
};

/** A topic in a list of counts: `note.minors` is `children`. */
export function topicName(rule: RuleId): string {
  return plainNames[rule] ?? rule.slice(rule.indexOf('.') + 1).replaceAll('-', ' ');
}
