import { isContinuation } from './decode.ts';
import { utf16Length } from './positions.ts';

/** A text of up to this many bytes is decoded as one; a longer one in blocks that overlap by `overlap` on each side. */
const blockSize = 1 << 19;

/** No rule may reach further than this from its literal, nor match anything longer. */
export const overlap = 1 << 15;

/** A stretch of a document, decoded. Literals that begin in [from, to) are this block's; the text reaches further. */
export interface Block {
  readonly from: number;
  readonly to: number;
  /** Byte offset of the text's first character. */
  readonly start: number;
  readonly text: string;
  /** Whether a byte is a character in this block, which makes offsets the same. */
  readonly ascii: boolean;
  readonly bytes: Uint8Array;
}

// ignoreBOM: a mark that opens the document is gone already, another one is a character like others.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const strictDecoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

/**
 * Decodes a document that is one block. Returns undefined where it is longer than a block or no valid UTF-8: quicker than
 * to look at its bytes first and decode it then.
 */
export function decodeWhole(bytes: Uint8Array): string | undefined {
  if (bytes.length > blockSize) return undefined;
  try {
    return strictDecoder.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Decodes the block that holds byte `offset` of valid UTF-8 `bytes`; `whole` is what is known of it, decoded. */
export function blockAt(bytes: Uint8Array, offset: number, whole?: string): Block {
  if (bytes.length <= blockSize) {
    if (whole === undefined) return decode(bytes, 0, bytes.length, 0, bytes.length);
    return { from: 0, to: bytes.length, start: 0, text: whole, ascii: whole.length === bytes.length, bytes };
  }
  const from = Math.floor(offset / blockSize) * blockSize;
  const to = Math.min(bytes.length, from + blockSize);
  return decode(bytes, from, to, Math.max(0, from - overlap), Math.min(bytes.length, to + overlap));
}

/** Decodes a whole document of valid UTF-8 `bytes`. */
export function wholeBlock(bytes: Uint8Array): Block {
  return decode(bytes, 0, bytes.length, 0, bytes.length);
}

function decode(bytes: Uint8Array, from: number, to: number, outerStart: number, outerEnd: number): Block {
  let start = outerStart;
  let end = outerEnd;
  while (start > 0 && isContinuation(bytes[start] ?? 0)) start -= 1;
  while (end < bytes.length && isContinuation(bytes[end] ?? 0)) end += 1;
  const text = decoder.decode(start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end));
  return { from, to, start, text, ascii: text.length === end - start, bytes };
}

/** Turns byte offsets of a block into offsets in its text, by walking from the place asked before: ask in rising order. */
export function textOffsets(block: Block): (byte: number) => number {
  if (block.ascii) return (byte) => byte - block.start;
  let at = block.start;
  let units = 0;
  return (byte) => {
    units += byte >= at ? utf16Length(block.bytes, at, byte) : -utf16Length(block.bytes, byte, at);
    at = byte;
    return units;
  };
}

/**
 * Turns offsets in a block's text into byte offsets of the document, by walking from the place asked before: ask near
 * where you asked last. `unit` and `byte` are a place known to begin with.
 */
export function byteOffsets(block: Block, unit: number, byte: number): (unit: number) => number {
  if (block.ascii) return (wanted) => wanted + block.start;
  let atUnit = unit;
  let atByte = byte;
  return (wanted) => {
    while (atUnit < wanted) {
      const lead = block.bytes[atByte] as number;
      atByte += lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
      atUnit += lead >= 0xf0 ? 2 : 1;
    }
    while (atUnit > wanted) {
      do atByte -= 1;
      while (isContinuation(block.bytes[atByte] as number));
      atUnit -= (block.bytes[atByte] as number) >= 0xf0 ? 2 : 1;
    }
    return atByte;
  };
}
