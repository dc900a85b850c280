import type { Block } from './block.ts';
import type { Candidate } from './candidate.ts';
import type { SourceHit } from './rule.ts';
import type { Entity, TopicScore } from './topics/score.ts';

/** What was found in the beginning of a document, as a scorer sees it. */
export function entitiesOf(found: readonly Candidate[], head: Block): Entity[] {
  return found
    .filter(({ start }) => start < head.to)
    .map(({ id, unit, value }) => ({ id, start: unit, end: unit + value.length }));
}

/** The finding of a topic stands at its heaviest term. */
export function topicHits({ id, level, terms }: TopicScore): SourceHit[] {
  if (level === 'none') return [];
  const heaviest = terms
    .filter(({ span }) => span !== undefined)
    .reduce<TopicScore['terms'][number] | undefined>(
      (best, term) => (best === undefined || term.weight > best.weight ? term : best),
      undefined,
    );
  const { start, end } = heaviest?.span ?? { start: 0, end: 0 };
  return [{ id, severity: level === 'declared' ? 'medium' : level, start, end, args: { level } }];
}
