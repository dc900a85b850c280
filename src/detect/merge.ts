import { privateSpanRule } from '../core/placeholder.ts';
import type { RuleId } from '../core/rule-texts.ts';
import { isAtLeast } from '../core/severity.ts';
import type { Candidate } from './candidate.ts';
import type { Rank } from './rule.ts';

const weight: Readonly<Record<Rank, number>> = { exact: 3, base: 2, guess: 1 };

/**
 * Keeps one candidate a place: of overlapping ones the better rank, then the longer, then the one that comes first.
 * Marks of a whole note, and parts of it that are private, stand beside secrets and never displace them; a note is named
 * once a rule.
 */
export function merge(candidates: readonly Candidate[]): Candidate[] {
  const ordered = [...candidates].sort((left, right) => left.start - right.start || right.end - left.end);
  const notes = new Map<RuleId, Candidate>();
  const spans: Candidate[] = [];
  const kept: Candidate[] = [];
  for (const candidate of ordered) {
    if (candidate.id === privateSpanRule) {
      // Each is a place of its own; one within another is a part of it.
      if (candidate.end > (spans.at(-1)?.end ?? -1)) spans.push(candidate);
      continue;
    }
    if (candidate.id.startsWith('note.')) {
      if (!notes.has(candidate.id)) notes.set(candidate.id, candidate);
      continue;
    }
    let rival = kept.at(-1);
    let loses = false;
    while (rival !== undefined && rival.end > candidate.start) {
      if (!isBetter(candidate, rival)) {
        loses = true;
        break;
      }
      kept.pop();
      rival = kept.at(-1);
    }
    if (!loses) kept.push(candidate);
  }
  // A note marked private need not be told that it may be personal.
  if (notes.has('note.private')) notes.delete('note.personal');
  return [...notes.values(), ...spans, ...kept].sort((left, right) => left.start - right.start);
}

function isBetter(candidate: Candidate, rival: Candidate): boolean {
  // A password in an address outweighs the harmless key in the same address.
  const container = contains(candidate, rival) ? candidate : contains(rival, candidate) ? rival : undefined;
  if (container !== undefined) {
    const inner = container === candidate ? rival : candidate;
    if (inner.severity !== container.severity && isAtLeast(container.severity, inner.severity))
      return container === candidate;
  }
  const gain = weight[candidate.rank] - weight[rival.rank];
  return gain > 0 || (gain === 0 && candidate.end - candidate.start > rival.end - rival.start);
}

function contains(outer: Candidate, inner: Candidate): boolean {
  const isWider = outer.end - outer.start > inner.end - inner.start;
  return isWider && outer.start <= inner.start && outer.end >= inner.end;
}
