import { type Block, byteOffsets, overlap, textOffsets } from './block.ts';
import { type Candidate, judgedPart, toCandidate } from './candidate.ts';
import { isPlaceholder } from './placeholders.ts';
import { buildPrefilter, type LiteralHits, type Prefilter } from './prefilter.ts';
import type { Note, Rule, Source, Window } from './rule.ts';

/** Finds candidates in one block of a document. `first` and `last` bound the hits whose literals begin in the block. */
export type BlockScan = (
  block: Block,
  hits: LiteralHits,
  first: number,
  last: number,
  note: Note,
) => Promise<Candidate[]>;

/** Where literals are looked for, and what runs where one stands. */
export interface Detectors {
  readonly prefilter: Prefilter;
  readonly scanBlock: BlockScan;
  /** True where some source is asked about every text, whether it holds a literal or not. */
  readonly looksAtAll: boolean;
}

const defaultReach = { before: 64, after: 512 };

/**
 * Builds one prefilter over the literals of all rules and sources, and what runs each of them near its literals alone.
 * @throws Error where a rule reaches further than the blocks of a large document overlap, or has a short literal.
 */
export function buildDetectors(rules: readonly Rule[], sources: readonly Source[]): Detectors {
  const literals: string[] = [];
  const owners: ({ rule: Rule } | { source: Source; index: number })[] = [];
  for (const rule of rules) {
    const reach = rule.reach ?? defaultReach;
    if (reach.before > overlap || reach.after > overlap) throw new Error(`${rule.id} reaches too far`);
    for (const literal of rule.literals) {
      literals.push(literal);
      owners.push({ rule });
    }
  }
  for (const source of sources) {
    for (const [index, literal] of source.literals.entries()) {
      literals.push(literal);
      owners.push({ source, index });
    }
  }
  /** Sources that are asked about every text. */
  const always = sources.filter((source) => source.literals.length === 0);

  async function scanBlock(block: Block, hits: LiteralHits, first: number, last: number, note: Note) {
    const candidates: Candidate[] = [];
    const forSource = new Map<Source, { at: number[]; which: number[] }>(
      always.map((source) => [source, { at: [], which: [] }]),
    );
    const toText = textOffsets(block);
    // Ends rise, beginnings need not: a long literal may end behind a short one that began later.
    const order = Array.from({ length: last - first }, (_, index) => first + index);
    order.sort((left, right) => (hits.at[left] ?? 0) - (hits.at[right] ?? 0));
    for (const hit of order) {
      const owner = owners[hits.which[hit] ?? -1];
      if (owner === undefined) continue;
      const byte = hits.at[hit] ?? 0;
      const at = toText(byte);
      if ('rule' in owner) {
        for (const each of runRule(owner.rule, literals[hits.which[hit] ?? -1] ?? '', at, byte, block, note))
          candidates.push(each);
        continue;
      }
      let found = forSource.get(owner.source);
      if (found === undefined) {
        found = { at: [], which: [] };
        forSource.set(owner.source, found);
      }
      found.at.push(at);
      found.which.push(owner.index);
    }
    for (const [source, { at, which }] of forSource) {
      for (const each of await askSource(source, at, which, block, note)) candidates.push(each);
    }
    return candidates;
  }

  return { prefilter: buildPrefilter(literals), scanBlock, looksAtAll: always.length > 0 };
}

function runRule(rule: Rule, literal: string, at: number, byte: number, block: Block, note: Note): Candidate[] {
  const reach = rule.reach ?? defaultReach;
  const window: Window = {
    text: block.text,
    at,
    literal,
    from: Math.max(0, at - reach.before),
    to: Math.min(block.text.length, at + reach.after),
    opens: block.start === 0,
    note,
  };
  const toByte = byteOffsets(block, at, byte);
  const candidates: Candidate[] = [];
  for (const hit of rule.find(window)) {
    if (!isPlaceholder(judgedPart(hit, block.text))) candidates.push(toCandidate(rule, hit, block, toByte));
  }
  return candidates;
}

async function askSource(
  source: Source,
  at: readonly number[],
  which: readonly number[],
  block: Block,
  note: Note,
): Promise<Candidate[]> {
  const toByte = byteOffsets(block, 0, block.start);
  const candidates: Candidate[] = [];
  for (const hit of await source.find(block.text, at, which, note)) {
    if (isPlaceholder(judgedPart(hit, block.text))) continue;
    const rule = { id: hit.id, severity: hit.severity, rank: hit.rank ?? 'base' };
    candidates.push(toCandidate(rule, hit, block, toByte));
  }
  return candidates;
}
