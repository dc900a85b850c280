import { type DataClass, dataClassOf, type Placeholder } from '../core/placeholder.ts';
import { type RedactedText, redactText } from '../core/redaction.ts';
import { type Restored, restoreText } from '../core/restore.ts';
import { mendUtf8, recogniseEncoding, toUtf8 } from '../detect/decode.ts';
import type { Engine } from '../detect/engine.ts';

/** A document as text, and how it had to be read. */
export interface ReadText {
  /** With its byte order mark where it is UTF-8. */
  readonly text: string;
  readonly encoding: 'utf8' | 'utf16' | 'broken';
}

const controls = /[^\P{Cc}\t\n\v\f\r\u0085]|\uFFFD/u;

/** Reads bytes as the engine does; undefined where they are no text. What is no valid UTF-8 is mended. */
export function readText(bytes: Uint8Array): ReadText | undefined {
  const encoding = recogniseEncoding(bytes);
  if (encoding === undefined) return undefined;
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  if (encoding !== 'utf8') {
    const text = decoder.decode(toUtf8(bytes, encoding));
    // A few bytes of anything may look like it.
    return controls.test(text) ? undefined : { text, encoding: 'utf16' };
  }
  const plain = toUtf8(bytes, encoding);
  const mended = mendUtf8(plain);
  if (mended === undefined) return { text: decoder.decode(bytes), encoding: 'utf8' };
  return { text: (plain.length < bytes.length ? '\uFEFF' : '') + decoder.decode(mended), encoding: 'broken' };
}

/** One time that a text was looked at. */
export interface Round extends RedactedText {
  /** The text that `parts` are places in. */
  readonly original: string;
}

export interface RedactedDocument {
  readonly text: string;
  /** The first round's text is the document; each other one's is what the round before it made. */
  readonly rounds: readonly Round[];
  /** True where the author marked all of the note private. */
  readonly isMarked: boolean;
}

/** A placeholder may bring to light what its value had hidden; each time less is left that could. */
const mostRounds = 5;

/**
 * Finds in a text what belongs to the classes `wanted` and puts placeholders in its place, until nothing is found any
 * more.
 * @param path the text's name: marks of an author count in notes alone
 */
export async function redactDocument(
  path: string,
  text: string,
  wanted: ReadonlySet<DataClass>,
  engine: Engine,
  make: Placeholder,
): Promise<RedactedDocument> {
  const rounds: Round[] = [];
  let isMarked = false;
  let done = text;
  while (rounds.length < mostRounds) {
    // A null character would make it binary.
    const { findings } = await engine.scan({ path, bytes: Buffer.from(done.replaceAll('\0', ' ')) });
    isMarked ||= findings.some(({ rule }) => rule === 'note.private');
    const counted = findings.filter(({ rule }) => {
      const found = dataClassOf(rule);
      return found !== undefined && wanted.has(found);
    });
    const round: Round = { original: done, ...redactText(done, counted, make) };
    if (round.text === done) break;
    rounds.push(round);
    done = round.text;
  }
  return { text: done, rounds, isMarked };
}

/** Turns the placeholders of a copy back, the last that were made first. */
export function restoreDocument(copy: string, { rounds }: RedactedDocument): Restored {
  let restored: Restored = restoreText(copy, '', []);
  let count = 0;
  for (const { original, parts } of [...rounds].reverse()) {
    restored = restoreText(restored.text, original, parts);
    count += restored.count;
  }
  return { ...restored, count };
}
