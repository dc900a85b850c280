import { severities, shiftSeverity } from '../../core/severity.ts';
import { blockAt } from '../block.ts';
import type { Detectors } from '../block-scan.ts';
import type { Candidate } from '../candidate.ts';
import { joinPairs } from '../composites.ts';
import type { LiteralHits } from '../prefilter.ts';
import type { Note } from '../rule.ts';
import { isAcceptable } from './accept.ts';
import { escapedLayers } from './escaped.ts';
import { manifestAround, manifestLayers, secretManifest } from './kubernetes.ts';
import type { Layer } from './layer.ts';
import { backslash, entity, percent, quotedPrintable } from './notations.ts';
import { type Inflate, opaqueLayers } from './opaque.ts';
import { replaceInvalid } from './readable.ts';
import { markdownEscape, unseenCharacters } from './unseen.ts';

/** Texts within texts are looked into down to this many. */
const deepest = 5;

/** What is decoded of a document is this many times its size at most, or as many bytes as a small one may have. */
const most = { times: 4, least: 1 << 16 };

/** Literals that say of a text how something in it is encoded. */
const mail = 'quoted-printable';
export const encodingLiterals: readonly string[] = [...secretManifest, mail];

/** Finds what stands encoded in a text. `hits` are the literals in it; offsets of what comes out are those of `text`. */
export type LookInside = (text: Uint8Array, hits: LiteralHits, of: Pick<Note, 'path' | 'now'>) => Inside;

/** What stands encoded in a text, by whether the text itself says nothing of it or writes single characters otherwise. */
export interface Inside {
  readonly opaque: readonly Candidate[];
  readonly escaped: readonly Candidate[];
}

/** Makes what looks into encoded parts of texts with the rules of `detectors`, which know `encodingLiterals`. */
export function lookInsideWith(detectors: Detectors, inflate: Inflate | undefined): LookInside {
  return (text, hits, { path, now }) => {
    const note: Note = { path, now, frontMatter: undefined, isFenced: isNever };
    const size = Math.max(most.least, text.length * most.times);
    // What is unpacked has its own share: a small file that unpacks to a huge one hides nothing beside it.
    const plain = { left: size };
    const unpacked = { left: size };
    const boundInflate: Inflate | undefined =
      inflate &&
      ((bytes, limit) => {
        const content = unpacked.left > 0 ? inflate(bytes, Math.min(limit, unpacked.left)) : undefined;
        unpacked.left -= content?.length ?? 0;
        return content;
      });
    const opaque: Candidate[] = [];
    const escaped: Candidate[] = [];
    for (const [layer, candidate] of lookInto(text, hits, 1, plain)) (layer.opaque ? opaque : escaped).push(candidate);
    return { opaque, escaped };

    function* lookInto(
      source: Uint8Array,
      literals: LiteralHits,
      depth: number,
      budget: { left: number },
    ): Iterable<[Layer, Candidate]> {
      for (const layer of layersOf(source, literals, boundInflate)) {
        if (layer.bytes.length > budget.left) break;
        budget.left -= layer.isUnpacked ? 0 : layer.bytes.length;
        for (const each of candidatesIn(layer, depth, layer.isUnpacked ? unpacked : budget)) yield [layer, each];
      }
    }

    function candidatesIn(layer: Layer, depth: number, budget: { left: number }): Candidate[] {
      const literals = detectors.prefilter(layer.bytes);
      if (!literals.ascii) replaceInvalid(layer.bytes);
      const found: Candidate[] = [];
      for (const each of ruleCandidates(layer, literals, note))
        if (isAcceptable(each, layer)) found.push(outside(each, layer));
      if (depth < deepest)
        for (const [, each] of lookInto(layer.bytes, literals, depth + 1, budget)) found.push(outside(each, layer));
      return layer.opaque ? worst(found) : found;
    }
  };

  function* layersOf(
    source: Uint8Array,
    { which, at, ascii }: LiteralHits,
    boundInflate: Inflate | undefined,
  ): Iterable<Layer> {
    let isMail = false;
    let seen = 0;
    for (let index = 0; index < which.length; index++) {
      const mark = detectors.markOf(which[index] as number);
      if (mark === undefined) continue;
      if (mark === mail) isMail = true;
      const place = at[index] as number;
      if (mark === mail || place < seen) continue;
      const manifest = manifestAround(source, place, seen);
      seen = manifest.end;
      yield* manifestLayers(source, manifest);
    }
    yield* opaqueLayers(source, boundInflate);
    yield* escapedLayers(source, percent);
    yield* escapedLayers(source, backslash);
    yield* escapedLayers(source, markdownEscape);
    yield* escapedLayers(source, entity);
    if (!ascii) for (const notation of unseenCharacters) yield* escapedLayers(source, notation);
    if (isMail) yield* escapedLayers(source, quotedPrintable);
  }

  function ruleCandidates({ bytes }: Layer, hits: LiteralHits, note: Note): Candidate[] {
    const found: Candidate[] = [];
    if (hits.at.length === 0) return found;
    for (let first = 0; first < hits.at.length; ) {
      const block = blockAt(bytes, hits.at[first] ?? 0);
      let last = first;
      while (last < hits.at.length && (hits.at[last] ?? 0) < block.to) last += 1;
      for (const each of joinPairs(detectors.runRules(block, hits, first, last, note))) found.push(each);
      first = Math.max(last, first + 1);
    }
    return found;
  }
}

const isNever = (): boolean => false;

/** A candidate of a layer in the text around it. */
function outside(candidate: Candidate, layer: Layer): Candidate {
  const [start, end] = layer.origin(candidate.start, candidate.end);
  const within = candidate.args?.['encoding'];
  const encoding = within === undefined ? layer.encoding : `${layer.encoding}, ${within}`;
  // A manifest of secrets says itself that its values are some.
  const isGuess = layer.labelled && candidate.id.startsWith('secret.generic.');
  const severity = isGuess ? shiftSeverity(candidate.severity, 1) : candidate.severity;
  return { ...candidate, severity, start, end, args: { ...candidate.args, encoding } };
}

/** Of several findings with one place the worst one. */
function worst(found: readonly Candidate[]): Candidate[] {
  const rankOf = ({ severity, rank }: Candidate): number =>
    severities.indexOf(severity) * 2 + (rank === 'guess' ? 0 : 1);
  const [first, ...rest] = found;
  if (first === undefined) return [];
  return [rest.reduce((best, each) => (rankOf(each) > rankOf(best) ? each : best), first)];
}
