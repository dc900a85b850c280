import type { Finding, VaultPath } from '../core/finding.ts';
import { isPlainText } from '../core/note-files.ts';
import { type Block, blockAt, byteOffsets, decodeWhole, textOffsets } from './block.ts';
import { buildDetectors, type Detectors } from './block-scan.ts';
import type { Reading } from './byte-ranges.ts';
import { type Candidate, toCandidate } from './candidate.ts';
import { joinPairs } from './composites.ts';
import { mendUtf8, recogniseEncoding, toUtf8 } from './decode.ts';
import { encodingLiterals, lookInsideWith } from './encoded/look-inside.ts';
import type { Inflate } from './encoded/opaque.ts';
import { fencesOf } from './fences.ts';
import { findFrontMatter } from './front-matter.ts';
import { maskValue } from './mask.ts';
import { merge } from './merge.ts';
import { Positions } from './positions.ts';
import type { LiteralHits, Prefilter } from './prefilter.ts';
import type { Note, Rule, Source } from './rule.ts';
import { type ExplainedTopic, entitiesOf, explainTopics, topicHits } from './topic-hits.ts';
import type { NoteScorer } from './topics/score.ts';

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
  /** How a document is read, which says what bytes a span covers (`byteRanges`); undefined where it is no text. */
  reading(document: Document): Reading | undefined;
}

export interface EngineParts {
  readonly rules: readonly Rule[];
  readonly sources: readonly Source[];
  /** Says what a note is about, from its text and what was found in it. Without it nothing is scored. */
  readonly scorer?: NoteScorer;
  /** Keyed hash of a text as lower-case hex; the same key gives the same hash. */
  readonly hash: (text: string) => string;
  /** Unpacks what stands compressed in a text. Without it nothing is unpacked. */
  readonly inflate?: Inflate;
  /** The clock, in milliseconds since 1970: what has expired is less bad. Without it nothing has. */
  readonly now?: () => number;
  /** What finds the literals of these rules and sources, where it was made before. */
  readonly prefilter?: Prefilter;
}

const binary: Scan = { kind: 'binary', findings: [] };
const clean: Scan = { kind: 'text', findings: [] };

/**
 * Builds the engine: one prefilter over the literals of all rules and sources, then each rule only near its literals.
 * @throws Error where a rule reaches further than the blocks of a large document overlap, or has a short literal.
 */
export function createEngine({ rules, sources, scorer, hash, inflate, now, prefilter }: EngineParts): Engine {
  const detectors = buildDetectors(rules, sources, encodingLiterals, prefilter);
  const lookInside = lookInsideWith(detectors, inflate);
  const looksAtAll = detectors.looksAtAll || scorer !== undefined;

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
      const plain = readText(bytes, detectors);
      // A null character makes a note or a settings file binary for an editor, and hides nothing from who reads it.
      const read = plain ?? (isPlainText(path) ? readText(withoutNulls(bytes), detectors) : undefined);
      if (read === undefined) return binary;
      const nothing = plain === undefined ? binary : clean;
      const { text, hits } = read;
      const time = now?.();
      const { opaque, escaped } = lookInside(text, hits, { path, now: time });
      if (hits.at.length === 0 && opaque.length === 0 && escaped.length === 0 && !looksAtAll) return nothing;
      const head = blockAt(text, 0, read.whole);
      const note: Note = {
        path,
        frontMatter: findFrontMatter(head.text),
        isFenced: fencesOf(head.text),
        header: /\.[ct]sv$/i.test(path) ? /^[^\r\n]{0,2000}/.exec(head.text)?.[0] : undefined,
        now: time,
      };
      const open = await findCandidates(read, head, note, detectors, looksAtAll);
      // Of two findings with one place and rule the first stays: the value itself before an opaque run that stands for it,
      // and what is read as it stands before the same with single characters decoded.
      const found = merge([...inHead(opaque, head), ...open, ...inHead(escaped, head)]);
      const topics = scorer?.(head.text, note, entitiesOf(found, head), onTopics !== undefined) ?? [];
      onTopics?.(explainTopics(topics, head, text));
      const toByte = byteOffsets(head, 0, head.start);
      const notes = topics.flatMap(topicHits).map((hit) => toCandidate(hit, hit, head, toByte));
      const all = notes.length === 0 ? found : [...notes, ...found].toSorted((left, right) => left.start - right.start);
      if (all.length === 0) return nothing;
      const positions = new Positions(text);
      return { kind: 'text', findings: all.map((each) => toFinding(each, path, positions)) };
    },
  };
  return {
    scan: (document) => reader.look(document),
    reading: ({ path, bytes }) => {
      const read = readText(bytes, detectors);
      // Without its null characters every byte stays where it was.
      if (read === undefined) return isPlainText(path) ? readText(withoutNulls(bytes), detectors)?.reading : undefined;
      return read.reading;
    },
    async explain(document) {
      let topics: readonly ExplainedTopic[] = [];
      const scan = await reader.look(document, (all) => {
        topics = all;
      });
      return { ...scan, topics };
    },
  };
}

/** A document as valid UTF-8 without byte order mark, and where literals stand in it. */
interface ReadText {
  readonly text: Uint8Array;
  readonly hits: LiteralHits;
  /** The same decoded, where that was done on the way. */
  readonly whole: string | undefined;
  readonly reading: Reading;
}

/** Returns undefined where the bytes are no text. */
function readText(bytes: Uint8Array, { prefilter }: Detectors): ReadText | undefined {
  const encoding = recogniseEncoding(bytes);
  if (encoding === undefined) return undefined;
  let text = toUtf8(bytes, encoding);
  let hits = prefilter(text);
  let reading: Reading = encoding;
  if (encoding !== 'utf8') {
    // A mark or some zero bytes may pretend: what other programs read as plain text is read so as well.
    const plain = prefilter(bytes);
    if (plain.at.length > 0) [text, hits, reading] = [bytes, plain, 'plain'];
  }
  if (hits.ascii) return { text, hits, whole: undefined, reading };
  const whole = decodeWhole(text);
  const mended = whole === undefined ? mendUtf8(text) : undefined;
  return mended === undefined
    ? { text, hits, whole, reading }
    : { text: mended, hits: prefilter(mended), whole: undefined, reading };
}

/** The same with blanks in their place, so that every place stays. */
function withoutNulls(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte === 0 ? 0x20 : byte));
}

/** Candidates from within encoded parts, with their places in the text of the head; one behind it is not asked for. */
function inHead(encoded: readonly Candidate[], head: Block): Candidate[] {
  const toText = textOffsets(head);
  return encoded.map((each) => (each.start < head.to ? { ...each, unit: toText(each.start) } : each));
}

/** Every block's candidates. Where nothing is asked about every text, blocks without a literal are passed over. */
async function findCandidates(
  { text, hits }: ReadText,
  head: Block,
  headNote: Note,
  detectors: Detectors,
  looksAtAll: boolean,
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  let first = 0;
  for (let byte = looksAtAll ? 0 : (hits.at[0] ?? 0); byte < text.length; ) {
    const block = byte < head.to ? head : blockAt(text, byte);
    let last = first;
    while (last < hits.at.length && (hits.at[last] ?? 0) < block.to) last += 1;
    const note = block === head ? headNote : { ...headNote, frontMatter: undefined, isFenced: fencesOf(block.text) };
    const asked = detectors.askSources(block, hits, first, last, note);
    const ruled = detectors.runRules(block, hits, first, last, note);
    for (const each of joinPairs(asked === undefined ? ruled : [...ruled, ...(await asked)])) candidates.push(each);
    first = last;
    byte = looksAtAll ? block.to : (hits.at[first] ?? text.length);
  }
  const whole = detectors.askWhole(text, hits, head, headNote);
  if (whole !== undefined) for (const each of await whole) candidates.push(each);
  return candidates;
}
