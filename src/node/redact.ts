import { type DataClass, dataClassOf, type Placeholder } from '../core/placeholder.ts';
import { throughBoth } from '../core/redacted-again.ts';
import { type Hidden, type RedactedText, redactText } from '../core/redaction.ts';
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

export interface RedactedDocument extends RedactedText {
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
  let parts: readonly Hidden[] = [];
  let isMarked = false;
  let done = text;
  for (let round = 0; round < mostRounds; round++) {
    // A null character would make it binary.
    const { findings } = await engine.scan({ path, bytes: Buffer.from(done.replaceAll('\0', ' ')) });
    isMarked ||= findings.some(({ rule }) => rule === 'note.private');
    const counted = findings.filter(({ rule }) => {
      const found = dataClassOf(rule);
      return found !== undefined && wanted.has(found);
    });
    const next = redactText(done, counted, make);
    if (next.text === done) break;
    parts = round === 0 ? next.parts : throughBoth(text, parts, next.parts);
    done = next.text;
  }
  return { text: done, parts, isMarked };
}
