import { type DataClass, dataClassOf, type Placeholder } from '../core/placeholder.ts';
import { type RedactedText, redactText } from '../core/redaction.ts';
import { mendUtf8, recogniseEncoding, toUtf8 } from '../detect/decode.ts';
import type { Engine } from '../detect/engine.ts';

/** A document as text, and how it had to be read. */
export interface ReadText {
  /** With its byte order mark where it is UTF-8. */
  readonly text: string;
  readonly encoding: 'utf8' | 'utf16' | 'broken';
}

/** Reads bytes as the engine does; undefined where they are no text. What is no valid UTF-8 is mended. */
export function readText(bytes: Uint8Array): ReadText | undefined {
  const encoding = recogniseEncoding(bytes);
  if (encoding === undefined) return undefined;
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  if (encoding !== 'utf8') return { text: decoder.decode(toUtf8(bytes, encoding)), encoding: 'utf16' };
  const plain = toUtf8(bytes, encoding);
  const mended = mendUtf8(plain);
  if (mended === undefined) return { text: decoder.decode(bytes), encoding: 'utf8' };
  return { text: (plain.length < bytes.length ? '\uFEFF' : '') + decoder.decode(mended), encoding: 'broken' };
}

export interface RedactedDocument extends RedactedText {
  /** True where the author marked all of the note private. */
  readonly isMarked: boolean;
}

/**
 * Finds in a text what belongs to the classes `wanted` and puts placeholders in its place.
 * @param path the text's name: marks of an author count in notes alone
 */
export async function redactDocument(
  path: string,
  text: string,
  wanted: ReadonlySet<DataClass>,
  engine: Engine,
  make: Placeholder,
): Promise<RedactedDocument> {
  // A null character would make it binary.
  const { findings } = await engine.scan({ path, bytes: Buffer.from(text.replaceAll('\0', ' ')) });
  const counted = findings.filter(({ rule }) => {
    const found = dataClassOf(rule);
    return found !== undefined && wanted.has(found);
  });
  return {
    ...redactText(text, counted, make),
    isMarked: findings.some(({ rule }) => rule === 'note.private'),
  };
}
