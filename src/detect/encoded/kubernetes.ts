import { decodeBase64, isText } from './base64.ts';
import { type Layer, opaqueLayer } from './layer.ts';

/**
 * Manifests of Kubernetes whose `kind` is Secret: every value under `data` is base64
 * (https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data). Values may be far too short to
 * be told from a word anywhere else.
 */

/** What a manifest holds, in the ways in which YAML and JSON write it. */
export const secretManifest: readonly string[] = [
  'kind: secret',
  'kind: "secret"',
  '"kind": "secret"',
  '"kind":"secret"',
];

/** How far from its kind the values of a manifest are looked for, in bytes. */
const reach = 1 << 15;
const shortestValue = 4;

const encoder = new TextEncoder();

/** A manifest, as a span of the text. */
export interface Manifest {
  readonly begin: number;
  readonly end: number;
  readonly isJson: boolean;
}

/** The manifest whose kind stands at `at`: what lies between lines of `---`, but nothing before `from`. */
export function manifestAround(source: Uint8Array, at: number, from: number): Manifest {
  let begin = at;
  while (begin > Math.max(from, at - reach) && !isSeparator(source, begin)) begin -= 1;
  let end = at;
  while (end < Math.min(source.length, at + reach) && !isSeparator(source, end)) end += 1;
  return { begin, end, isJson: source[at] === 0x22 };
}

/** True where a line of hyphens begins behind a line's end. */
function isSeparator(source: Uint8Array, at: number): boolean {
  return source[at] === 10 && source[at + 1] === 0x2d && source[at + 2] === 0x2d && source[at + 3] === 0x2d;
}

/** The values of a manifest, each as `key: value`. */
export function* manifestLayers(source: Uint8Array, { begin, end, isJson }: Manifest): Iterable<Layer> {
  // One byte is one character, so that places are the same.
  const text = latin1(source, begin, end);
  for (const { key, value, at } of isJson ? jsonEntries(text) : yamlEntries(text)) {
    const characters = encoder.encode(value.replace(/=+$/, ''));
    if (characters.length < shortestValue || characters.length % 4 === 1) continue;
    const bytes = decodeBase64(characters, 0);
    if (!isText(bytes)) continue;
    const label = encoder.encode(`${key}: `);
    const layer = new Uint8Array(label.length + bytes.length);
    layer.set(label);
    layer.set(bytes, label.length);
    yield opaqueLayer(layer, 'base64', begin + at, begin + at + value.length, { labelled: true });
  }
}

interface Entry {
  readonly key: string;
  readonly value: string;
  readonly at: number;
}

function latin1(source: Uint8Array, from: number, to: number): string {
  const parts: string[] = [];
  // A call takes so many arguments at once.
  for (let at = from; at < to; at += 4096)
    parts.push(String.fromCharCode(...source.subarray(at, Math.min(to, at + 4096))));
  return parts.join('');
}

function* yamlEntries(text: string): Iterable<Entry> {
  let depth: number | undefined;
  for (let lineStart = 0; lineStart < text.length; ) {
    const stop = text.indexOf('\n', lineStart);
    const lineEnd = stop === -1 ? text.length : stop;
    const line = text.slice(lineStart, Math.min(lineEnd, lineStart + 4096));
    const match = /^([ >-]{0,40})["']?([\w.-]{1,120})["']?:[ \t]{0,8}["']?([A-Za-z0-9+/=]{0,4000})["']?\s{0,8}$/.exec(
      line,
    );
    const indent = match?.[1]?.length ?? 0;
    if (match !== null && match[2] === 'data' && match[3] === '') depth = indent;
    else if (match !== null && depth !== undefined && indent > depth) {
      const value = match[3] ?? '';
      yield { key: match[2] ?? '', value, at: lineStart + line.lastIndexOf(value) };
    } else if (line.trim() !== '' && (match === null || indent <= (depth ?? 0))) depth = undefined;
    lineStart = lineEnd + 1;
  }
}

function* jsonEntries(text: string): Iterable<Entry> {
  for (const head of text.matchAll(/"data"\s{0,8}:\s{0,8}\{/g)) {
    const from = head.index + head[0].length;
    const close = text.indexOf('}', from);
    const body = text.slice(from, close === -1 ? text.length : close);
    for (const pair of body.matchAll(/"([\w.-]{1,120})"\s{0,8}:\s{0,8}"([A-Za-z0-9+/=]{1,4000})"/g)) {
      const value = pair[2] ?? '';
      yield { key: pair[1] ?? '', value, at: from + pair.index + pair[0].length - 1 - value.length };
    }
  }
}
