import type { Span } from '../core/finding.ts';
import { type Block, byteOffsets } from './block.ts';
import type { Candidate } from './candidate.ts';
import { Positions } from './positions.ts';
import type { SourceHit } from './rule.ts';
import type { Entity, Term, TopicScore } from './topics/score.ts';

/** What was found in the beginning of a document, as a scorer sees it. */
export function entitiesOf(found: readonly Candidate[], head: Block): Entity[] {
  return found
    .filter(({ start }) => start < head.to)
    .map(({ id, unit, value }) => ({ id, start: unit, end: unit + value.length }));
}

/**
 * The finding of a topic stands at its heaviest term. What is only likely is for those who ask why; that its author
 * marked a note is found by the rule of these marks.
 */
export function topicHits({ id, level, terms }: TopicScore): SourceHit[] {
  if (level !== 'high' && level !== 'medium') return [];
  const heaviest = terms
    .filter(({ span }) => span !== undefined)
    .reduce<TopicScore['terms'][number] | undefined>(
      (best, term) => (best === undefined || term.weight > best.weight ? term : best),
      undefined,
    );
  const { start, end } = heaviest?.span ?? { start: 0, end: 0 };
  return [{ id, severity: level, start, end, args: { level } }];
}

/** A topic's score with its terms at the places that a person sees. Words of the note stand in it, values never. */
export interface ExplainedTopic extends Omit<TopicScore, 'terms'> {
  readonly terms: readonly (Omit<Term, 'span'> & { readonly span: Span | undefined })[];
}

/** Puts the terms of topics at the places that a person sees. */
export function explainTopics(topics: readonly TopicScore[], head: Block, text: Uint8Array): ExplainedTopic[] {
  const toByte = byteOffsets(head, 0, head.start);
  const positions = new Positions(text);
  const spans = topics.flatMap(({ terms }) => terms).flatMap(({ span }) => (span === undefined ? [] : [span]));
  spans.sort((left, right) => left.start - right.start);
  const places = new Map(spans.map((span) => [span, positions.span(toByte(span.start), toByte(span.end))]));
  return topics.map(({ terms, ...topic }) => ({
    ...topic,
    terms: terms.map(({ span, ...term }) => ({
      ...term,
      text: isOfNote(term.kind) && span !== undefined ? asWritten(head.text, span) : term.text,
      span: span && places.get(span),
    })),
  }));
}

/** Terms that are words of the note; others are named by what they are. */
function isOfNote(kind: Term['kind']): boolean {
  return kind === 'word' || kind === 'negative';
}

/** The words as they stand in the note (`don't tell`), in one line: a person looks for them there. */
function asWritten(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  return text
    .slice(start, Math.min(end, start + 80))
    .replace(/\s+/g, ' ')
    .trim();
}
