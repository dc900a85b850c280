import type { RuleId } from '../core/rule-texts.ts';
import type { Severity } from '../core/severity.ts';
import type { Block } from './block.ts';
import type { Hit, Rank, Rule } from './rule.ts';

/** A hit with what the engine needs to merge it: byte offsets in the document and the value itself. */
export interface Candidate {
  readonly id: RuleId;
  readonly severity: Severity;
  readonly rank: Rank;
  readonly start: number;
  readonly end: number;
  /** Where it begins in its block's text. */
  readonly unit: number;
  readonly value: string;
  readonly shows: number;
  readonly args: Readonly<Record<string, string>> | undefined;
}

/** The part of a hit that may be a placeholder: its value unless the rule says otherwise. */
export function judgedPart(hit: Hit, text: string): string {
  return hit.judged ?? text.slice(hit.start, hit.end);
}

/** Makes a candidate of a rule's hit in a block. `toByte` gives the byte offset in the document of a place in the text. */
export function toCandidate(
  rule: Pick<Rule, 'id' | 'severity' | 'rank'>,
  hit: Hit,
  block: Block,
  toByte: (unit: number) => number,
): Candidate {
  return {
    id: rule.id,
    severity: hit.severity ?? rule.severity,
    rank: rule.rank ?? 'exact',
    start: toByte(hit.start),
    end: toByte(hit.end),
    unit: hit.start,
    value: block.text.slice(hit.start, hit.end),
    shows: hit.shows ?? 0,
    args: hit.args,
  };
}
