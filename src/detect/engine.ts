import type { Finding, Span, VaultPath } from '../core/finding.ts';
import type { RuleId } from '../core/rule-texts.ts';
import { isAtLeast, type Severity } from '../core/severity.ts';
import { type Block, blockAt, byteOffsets, overlap, textOffsets } from './block.ts';
import { mendUtf8, recogniseEncoding, toUtf8 } from './decode.ts';
import { fencesOf } from './fences.ts';
import { findFrontMatter } from './front-matter.ts';
import { maskValue } from './mask.ts';
import { isPlaceholder } from './placeholders.ts';
import { Positions } from './positions.ts';
import { buildPrefilter, type LiteralHits } from './prefilter.ts';
import type { Hit, Note, Rank, Rule, Source, SourceHit, Window } from './rule.ts';
import type { Entity, NoteScorer, Term, TopicScore } from './topics/score.ts';

/** A file's bytes under the name that findings give it. */
export interface Document {
  readonly path: VaultPath;
  readonly bytes: Uint8Array;
}

/** What the engine made of a document: its findings in the order of their places, or that it is no text. */
export type Scan =
  | { readonly kind: 'text'; readonly findings: readonly Finding[] }
  | { readonly kind: 'binary'; readonly findings: readonly [] };

export interface Engine {
  /** Finds what is sensitive in a document. The document's values stay inside: what comes out is safe to print. */
  scan(document: Document): Promise<Scan>;
  /** The same, and what led to the score of every topic of which a note has a term. */
  explain(document: Document): Promise<Scan & { readonly topics: readonly ExplainedTopic[] }>;
}

/** A topic's score with its terms at the places that a person sees. Words of the note stand in it, values never. */
export interface ExplainedTopic extends Omit<TopicScore, 'terms'> {
  readonly terms: readonly (Omit<Term, 'span'> & { readonly span: Span | undefined })[];
}

export interface EngineParts {
  readonly rules: readonly Rule[];
  readonly sources: readonly Source[];
  /** Says what a note is about, from its text and what was found in it. Without it nothing is scored. */
  readonly scorer?: NoteScorer;
  /** Keyed hash of a text as lower-case hex; the same key gives the same hash. */
  readonly hash: (text: string) => string;
}

/** A hit with what the engine needs to merge it: byte offsets in the document and the value itself. */
interface Candidate {
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

const defaultReach = { before: 64, after: 512 };
const binary: Scan = { kind: 'binary', findings: [] };
const clean: Scan = { kind: 'text', findings: [] };

/**
 * Builds the engine: one prefilter over the literals of all rules and sources, then each rule only near its literals.
 * @throws Error where a rule reaches further than the blocks of a large document overlap, or has a short literal.
 */
export function createEngine({ rules, sources, scorer, hash }: EngineParts): Engine {
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
  const prefilter = buildPrefilter(literals);
  /** Sources that are asked about every text. */
  const always = sources.filter((source) => source.literals.length === 0);
  const looksAtAll = always.length > 0 || scorer !== undefined;

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
      const toByte = byteOffsets(block, 0, block.start);
      for (const hit of await source.find(block.text, at, which, note)) {
        if (isPlaceholder(judgedPart(hit, block.text))) continue;
        candidates.push(
          toCandidate({ id: hit.id, severity: hit.severity, rank: hit.rank ?? 'base' }, hit, block, toByte),
        );
      }
    }
    return candidates;
  }

  function toFinding(candidate: Candidate, path: VaultPath, positions: Positions): Finding {
    const masked = candidate.id.startsWith('note.') ? {} : { masked: maskValue(candidate.value, candidate.shows) };
    return {
      rule: candidate.id,
      severity: candidate.severity,
      place: { kind: 'file', path, span: positions.span(candidate.start, candidate.end) },
      fingerprint: hash(`${candidate.id}\0${candidate.value}`),
      args: { ...masked, ...candidate.args },
    };
  }

  const reader = {
    async look({ path, bytes }: Document, onTopics?: (topics: readonly ExplainedTopic[]) => void): Promise<Scan> {
      const encoding = recogniseEncoding(bytes);
      if (encoding === undefined) return binary;
      let text = toUtf8(bytes, encoding);
      let hits = prefilter(text);
      if (encoding !== 'utf8') {
        // A mark or some zero bytes may pretend: what other programs read as plain text is read so as well.
        const plain = prefilter(bytes);
        if (plain.at.length > 0) [text, hits] = [bytes, plain];
      }
      if (hits.at.length === 0 && !looksAtAll) return clean;
      const mended = hits.ascii ? undefined : mendUtf8(text);
      if (mended !== undefined) {
        text = mended;
        hits = prefilter(text);
      }
      const candidates: Candidate[] = [];
      const head = blockAt(text, 0);
      const frontMatter = findFrontMatter(head.text);
      const headNote: Note = { path, frontMatter, isFenced: fencesOf(head.text) };
      let first = 0;
      // Where nothing is asked about every text, blocks without a literal are passed over.
      for (let byte = looksAtAll ? 0 : (hits.at[0] ?? 0); byte < text.length; ) {
        const block = byte < head.to ? head : blockAt(text, byte);
        let last = first;
        while (last < hits.at.length && (hits.at[last] ?? 0) < block.to) last += 1;
        const note = block === head ? headNote : { path, frontMatter: undefined, isFenced: fencesOf(block.text) };
        for (const each of await scanBlock(block, hits, first, last, note)) candidates.push(each);
        first = last;
        byte = looksAtAll ? block.to : (hits.at[first] ?? text.length);
      }
      const found = merge(candidates);
      const topics = scorer?.(head.text, headNote, entitiesOf(found, head), onTopics !== undefined) ?? [];
      onTopics?.(explainTopics(topics, head, text));
      const toByte = byteOffsets(head, 0, head.start);
      const notes = topics.flatMap(topicHits).map((hit) => toCandidate(hit, hit, head, toByte));
      const all = notes.length === 0 ? found : [...notes, ...found].sort((left, right) => left.start - right.start);
      const positions = new Positions(text);
      return { kind: 'text', findings: all.map((each) => toFinding(each, path, positions)) };
    },
  };
  return {
    scan: (document) => reader.look(document),
    async explain(document) {
      let topics: readonly ExplainedTopic[] = [];
      const scan = await reader.look(document, (all) => {
        topics = all;
      });
      return { ...scan, topics };
    },
  };
}

/** Puts the terms of topics at the places that a person sees. */
function explainTopics(topics: readonly TopicScore[], head: Block, text: Uint8Array): ExplainedTopic[] {
  const toByte = byteOffsets(head, 0, head.start);
  const positions = new Positions(text);
  const spans = topics.flatMap(({ terms }) => terms).flatMap(({ span }) => (span === undefined ? [] : [span]));
  spans.sort((left, right) => left.start - right.start);
  const places = new Map(spans.map((span) => [span, positions.span(toByte(span.start), toByte(span.end))]));
  return topics.map(({ terms, ...topic }) => ({
    ...topic,
    terms: terms.map(({ span, ...term }) => ({ ...term, span: span && places.get(span) })),
  }));
}

/** What was found in the beginning of a document, as a scorer sees it. */
function entitiesOf(found: readonly Candidate[], head: Block): Entity[] {
  return found
    .filter(({ start }) => start < head.to)
    .map(({ id, unit, value }) => ({ id, start: unit, end: unit + value.length }));
}

/**
 * The finding of a topic stands at its heaviest term. What is only likely is for those who ask why; that its author
 * marked a note is found by the rule of these marks.
 */
function topicHits({ id, level, terms }: TopicScore): SourceHit[] {
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

/** The part of a hit that may be a placeholder: its value unless the rule says otherwise. */
function judgedPart(hit: Hit, text: string): string {
  return hit.judged ?? text.slice(hit.start, hit.end);
}

function toCandidate(
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

const weight: Readonly<Record<Rank, number>> = { exact: 3, base: 2, guess: 1 };

/**
 * Keeps one candidate a place: of overlapping ones the better rank, then the longer, then the one that comes first.
 * Marks of a whole note stand beside secrets and never displace them; a note is named once a rule.
 */
function merge(candidates: readonly Candidate[]): Candidate[] {
  const ordered = [...candidates].sort((left, right) => left.start - right.start || right.end - left.end);
  const notes = new Map<RuleId, Candidate>();
  const kept: Candidate[] = [];
  for (const candidate of ordered) {
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
  return [...notes.values(), ...kept].sort((left, right) => left.start - right.start);
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
