import { decodeBase64, firstBytes, isTextAt } from './base64.ts';
import { decodeHex, hexPart } from './hex.ts';
import { type Layer, longestLayer, opaqueLayer } from './layer.ts';
import { compression, isMedia } from './magic.ts';
import { isPrintable, readable, replaceInvalid } from './readable.ts';
import { nextRun, type Run } from './runs.ts';

/**
 * Unpacks gzip or zlib data, at most `limit` bytes of it. Returns undefined where the data is none.
 * It must not give more than `limit` bytes, whatever the data says.
 */
export type Inflate = (bytes: Uint8Array, limit: number) => Uint8Array | undefined;

/** So many characters are decoded to see whether it is worth while to decode the rest. */
const probe = 24;
/** Away from the beginning a few less do. */
const innerProbe = 16;

/** What stands in a text as base64, base64url or hexadecimal digits, backwards or compressed within. */
export function* opaqueLayers(bytes: Uint8Array, inflate: Inflate | undefined): Iterable<Layer> {
  for (let run = nextRun(bytes, 0); run !== undefined; run = nextRun(bytes, run.end)) {
    for (const layer of layersOfRun(run, inflate)) if (layer !== undefined) yield layer;
  }
}

/** A run may be read in several ways, of which few give anything. */
function* layersOfRun(run: Run, inflate: Inflate | undefined): Iterable<Layer | undefined> {
  const { characters, start, end } = run;
  const hex = hexPart(characters);
  if (hex !== undefined) {
    const place = run.isOneLine ? ([start + hex.from, start + hex.to] as const) : ([start, end] as const);
    yield layerOfBytes(decodeHex(characters.subarray(hex.from, hex.to)), 'hex', place, inflate);
    // Digits alone are base64 as well, if hardly ever.
    if (hex.to - hex.from === characters.length) return;
  }
  const head = firstBytes(characters, 0);
  if (isMedia(head)) return;
  const isPacked = inflate !== undefined && compression(head) !== undefined;
  if (isPacked || isUtf16Text(head) || isTextAt(characters, 0, Math.min(probe, characters.length & ~3)))
    yield layerOfBytes(decodeBase64(characters, 0), 'base64', [start, end], inflate);
  else yield innerLayer(run);
  yield reversedLayer(run, inflate);
}

function layerOfBytes(
  bytes: Uint8Array,
  encoding: string,
  [start, end]: readonly [number, number],
  inflate: Inflate | undefined,
): Layer | undefined {
  const packed = compression(bytes);
  if (packed !== undefined) {
    const unpacked = inflate?.(bytes, longestLayer);
    const text = unpacked && readable(unpacked);
    return text && opaqueLayer(text.text, `${encoding}, ${packed}`, start, end, { isUnpacked: true });
  }
  const text = readable(bytes);
  return text && opaqueLayer(text.text, text.isUtf16 ? `${encoding}, utf-16` : encoding, start, end);
}

/** Zero bytes at every second place, printable ASCII at the others: how PowerShell encodes commands. */
function isUtf16Text(bytes: Uint8Array): boolean {
  const side = bytes[0] === 0 ? 0 : 1;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (at % 2 === side ? byte !== 0 : !isPrintable(byte)) return false;
  }
  return true;
}

/**
 * Base64 that begins within a run, behind letters and marks that belong to something else, such as a path: looked for at
 * the middle of the run, in each of the four ways to group its characters.
 */
function innerLayer(run: Run): Layer | undefined {
  const { characters } = run;
  const middle = Math.min(characters.length >> 1, characters.length - innerProbe - 4) & ~3;
  for (let shift = 0; shift < 4; shift++) {
    const at = Math.max(0, middle) + shift;
    if (at + innerProbe > characters.length || !isTextAt(characters, at, innerProbe)) continue;
    const bytes = decodeBase64(characters, shift);
    const [from, to] = printableStretch(bytes, ((at - shift) / 4) * 3);
    const text = bytes.subarray(from, to);
    if (text.length < 12) continue;
    replaceInvalid(text);
    const [start, end] = [shift + Math.floor((from * 4) / 3), shift + Math.ceil((to * 4) / 3)];
    return run.isOneLine
      ? opaqueLayer(text, 'base64', run.start + start, end >= characters.length ? run.end : run.start + end)
      : opaqueLayer(text, 'base64', run.start, run.end);
  }
  return undefined;
}

/** The stretch of readable bytes around a place. */
function printableStretch(bytes: Uint8Array, at: number): [number, number] {
  const isReadable = (byte: number): boolean => byte >= 0x80 || (byte >= 0x20 && byte < 0x7f) || byte === 10;
  let from = at;
  let to = at;
  while (from > 0 && isReadable(bytes[from - 1] as number)) from -= 1;
  while (to < bytes.length && isReadable(bytes[to] as number)) to += 1;
  return [from, to];
}

/** Base64 written backwards: its padding, if any, stands before it. */
function reversedLayer(run: Run, inflate: Inflate | undefined): Layer | undefined {
  if (!run.isOneLine) return undefined;
  const last = run.characters.subarray(-probe).toReversed();
  const isPacked = inflate !== undefined && compression(firstBytes(last, 0)) !== undefined;
  if (!isPacked && !isTextAt(last, 0, last.length & ~3)) return undefined;
  return layerOfBytes(decodeBase64(run.characters.toReversed(), 0), 'reversed base64', [run.start, run.end], inflate);
}
