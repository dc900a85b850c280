import { type Block, byteOffsets, overlap, textOffsets, wholeBlock } from './block.ts';
import { type Candidate, judgedPart, toCandidate } from './candidate.ts';
import { isPlaceholder } from './placeholders.ts';
import { buildPrefilter, type LiteralHits, type Prefilter } from './prefilter.ts';
import type { Note, Rule, Source, Window } from './rule.ts';

/** Where literals are looked for, and what runs where one stands. `first` and `last` bound the hits that begin in a block. */
export interface Detectors {
  readonly prefilter: Prefilter;
  /** What rules find in a block. */
  runRules(block: Block, hits: LiteralHits, first: number, last: number, note: Note): Candidate[];
  /** What sources find in a block; undefined where none of them has to be asked about it. */
  askSources(
    block: Block,
    hits: LiteralHits,
    first: number,
    last: number,
    note: Note,
  ): Promise<Candidate[]> | undefined;
  /** What sources find that are given the whole of a document, where it holds one of their literals. */
  askWhole(text: Uint8Array, hits: LiteralHits, head: Block, note: Note): Promise<Candidate[]> | undefined;
  /** Which of the marks a literal is, by its index in a hit; undefined where it is a rule's or a source's. */
  markOf(literal: number): string | undefined;
  /** True where some source is asked about every text, whether it holds a literal or not. */
  readonly looksAtAll: boolean;
}

const defaultReach = { before: 64, after: 512 };
/** A larger document is not decoded as one. */
const largestWhole = 1 << 28;

/**
 * Builds one prefilter over the literals of all rules and sources and the marks, and what runs rules and sources near
 * their literals alone. `prefilter` is one that was made before, over `literalsOf` the same.
 * @throws Error where a rule reaches further than the blocks of a large document overlap, or has a short literal.
 */
export function buildDetectors(
  rules: readonly Rule[],
  sources: readonly Source[],
  marks: readonly string[],
  prefilter = buildPrefilter(literalsOf(rules, sources, marks)),
): Detectors {
  const ruleLiterals = ownedLiterals(rules);
  for (const { id, reach = defaultReach } of rules)
    if (reach.before > overlap || reach.after > overlap) throw new Error(`${id} reaches too far`);
  const sourceLiterals = ownedLiterals(sources);
  const firstMark = ruleLiterals.length + sourceLiterals.length;
  /** Sources that are asked about every text. */
  const always = sources.filter((source) => source.literals.length === 0);

  function runRules(block: Block, hits: LiteralHits, first: number, last: number, note: Note): Candidate[] {
    const candidates: Candidate[] = [];
    const toText = textOffsets(block);
    for (let hit = first; hit < last; hit++) {
      const literal = hits.which[hit] as number;
      const rule = ruleLiterals.ownerOf(literal);
      if (rule === undefined) continue;
      const byte = hits.at[hit] as number;
      const text = rule.literals[ruleLiterals.indexOf(literal)] as string;
      runRule(rule, text, toText(byte), byte, block, note, candidates);
    }
    return candidates;
  }

  function askSources(block: Block, hits: LiteralHits, first: number, last: number, note: Note) {
    let asked: Map<Source, { at: number; which: number }[]> | undefined;
    if (always.length > 0) asked = new Map(always.map((source) => [source, []]));
    const toText = textOffsets(block);
    for (let hit = first; hit < last; hit++) {
      const literal = (hits.which[hit] as number) - ruleLiterals.length;
      const source = sourceLiterals.ownerOf(literal);
      if (source === undefined || source.isWhole === true) continue;
      asked ??= new Map();
      const place = { at: toText(hits.at[hit] as number), which: sourceLiterals.indexOf(literal) };
      const found = asked.get(source);
      if (found === undefined) asked.set(source, [place]);
      else found.push(place);
    }
    return asked === undefined ? undefined : askAll(asked, block, note);
  }

  function askWhole(text: Uint8Array, hits: LiteralHits, head: Block, note: Note) {
    let asked: Map<Source, []> | undefined;
    for (const which of hits.which) {
      const source = sourceLiterals.ownerOf(which - ruleLiterals.length);
      if (source?.isWhole !== true) continue;
      asked ??= new Map();
      asked.set(source, []);
    }
    if (asked === undefined || text.length > largestWhole) return undefined;
    return askAll(asked, head.to === text.length ? head : wholeBlock(text), note);
  }

  return {
    prefilter,
    runRules,
    askSources,
    askWhole,
    markOf: (literal) => (literal < firstMark ? undefined : marks[literal - firstMark]),
    looksAtAll: always.length > 0,
  };
}

/** All literals in the order by which the prefilter of detectors numbers them. */
export function literalsOf(
  rules: readonly Rule[],
  sources: readonly Source[],
  marks: readonly string[],
): readonly string[] {
  return [...[...rules, ...sources].flatMap(({ literals }) => literals), ...marks];
}

/** Whose a literal is, by its number among those of all owners, and which of theirs. */
function ownedLiterals<T extends Rule | Source>(owners: readonly T[]) {
  let length = 0;
  for (const { literals } of owners) length += literals.length;
  // Numbers alone: an object for each literal would take longer than to scan a note.
  const ownerAt = new Uint16Array(length);
  const firstOf = new Uint16Array(owners.length);
  let at = 0;
  for (let owner = 0; owner < owners.length; owner++) {
    const count = (owners[owner] as T).literals.length;
    firstOf[owner] = at;
    ownerAt.fill(owner, at, at + count);
    at += count;
  }
  return {
    length,
    ownerOf: (literal: number): T | undefined =>
      literal < 0 || literal >= length ? undefined : owners[ownerAt[literal] as number],
    indexOf: (literal: number): number => literal - (firstOf[ownerAt[literal] as number] as number),
  };
}

function runRule(
  rule: Rule,
  literal: string,
  at: number,
  byte: number,
  block: Block,
  note: Note,
  candidates: Candidate[],
): void {
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
  let toByte: ((unit: number) => number) | undefined;
  for (const hit of rule.find(window)) {
    if (isPlaceholder(judgedPart(hit, block.text))) continue;
    toByte ??= byteOffsets(block, at, byte);
    candidates.push(toCandidate(rule, hit, block, toByte));
  }
}

async function askAll(
  asked: ReadonlyMap<Source, readonly { at: number; which: number }[]>,
  block: Block,
  note: Note,
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const [source, found] of asked) {
    // Ends rise, beginnings need not: a long literal may end behind a short one that began later.
    const sorted = found.toSorted((left, right) => left.at - right.at);
    const hits = source.find(
      block.text,
      sorted.map(({ at }) => at),
      sorted.map(({ which }) => which),
      note,
    );
    const toByte = byteOffsets(block, 0, block.start);
    for (const hit of Array.isArray(hits) ? hits : await hits) {
      if (isPlaceholder(judgedPart(hit, block.text))) continue;
      const rule = { id: hit.id, severity: hit.severity, rank: hit.rank ?? 'base' };
      candidates.push(toCandidate(rule, hit, block, toByte));
    }
  }
  return candidates;
}
