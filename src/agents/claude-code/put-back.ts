import { countOf } from '../../core/amounts.ts';

/** What was put back into settings, counted: `25 rules and 7 hooks`. `entries` are in the words of `missingFrom`. */
export function putBackText(entries: readonly string[]): string {
  const rules = entries.filter((each) => each.startsWith('permissions.deny: ')).length;
  const hooks = entries.filter((each) => each.startsWith('the hook ')).length;
  const others = entries.length - rules - hooks;
  const parts = [
    ...(rules > 0 ? [countOf(rules, 'rule')] : []),
    ...(hooks > 0 ? [countOf(hooks, 'hook')] : []),
    ...(others > 0 ? [countOf(others, 'other entry', 'other entries')] : []),
  ];
  return parts.length < 3 ? parts.join(' and ') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
