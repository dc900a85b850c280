import type { RuleId } from '../../core/rule-texts.ts';
import type { Entity, Term } from './score.ts';
import type { Topic } from './topic-list.ts';

/** Kinds of findings that say something about a note's topic, by what their ids hold. */
const kinds: readonly (readonly [Topic, RegExp])[] = [
  ['finance', /^personal\.(?:card|iban|bic|bank|account|credit|.*(?:tax|steuer|tin|utr|ein|itin))/],
  [
    'identity',
    /^personal\.(?:.*(?:passport|licen[cs]e|national|identity|ssn|nino|birth)|(?:es|it|fr|be|nl|pl|pt|se|no|fi|dk|tr|kr|cn|in|br|za|il|jp|ch|us|uk|gb|ca|au)\b)/,
  ],
  ['health', /^personal\.(?:.*(?:nhs|health|medicare|insurance))/],
  ['home', /^personal\.(?:alarm|address|.*alarm-code)/],
];

const topicsOfIds = new Map<RuleId, readonly Topic[]>();

/** The topics that a finding of a rule says something of. */
function topicsOf(id: RuleId): readonly Topic[] {
  let found = topicsOfIds.get(id);
  if (found === undefined) {
    found = kinds.filter(([, pattern]) => pattern.test(id)).map(([topic]) => topic);
    topicsOfIds.set(id, found);
  }
  return found;
}

/** The evidence of what rules found and validated: the first counts 2.5, each further one 0.5, four at most. */
export function entityTerms(topic: Topic, entities: readonly Entity[]): Term[] {
  if (entities.length === 0) return [];
  return entities
    .filter(({ id }) => topicsOf(id).includes(topic))
    .slice(0, 4)
    .map(({ id, start, end }, index) => ({
      kind: 'entity',
      text: id,
      span: { start, end },
      weight: index === 0 ? 2.5 : 0.5,
    }));
}
