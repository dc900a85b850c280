import { deflateSync, gzipSync } from 'node:zlib';

/** A way to write a text by others. */
export interface Encoding {
  /** The name that a finding gives it. */
  readonly name: string;
  readonly encode: (text: string) => string;
  /** True where the place of a value within it can be told; else the place is the whole. */
  readonly isExact: boolean;
}

const hexOf = (text: string): string => Buffer.from(text).toString('hex');
const each = (text: string, write: (code: number, character: string) => string): string =>
  [...text].map((character) => write(character.codePointAt(0) ?? 0, character)).join('');
const unicode = (text: string): string =>
  Array.from({ length: text.length }, (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`).join(
    '',
  );

/** What Cloister decodes, each as it is usually written. */
export const encodings: readonly Encoding[] = [
  { name: 'base64', encode: (text) => Buffer.from(text).toString('base64'), isExact: false },
  { name: 'base64', encode: (text) => Buffer.from(text).toString('base64url'), isExact: false },
  { name: 'hex', encode: hexOf, isExact: false },
  { name: 'hex', encode: (text) => `0x${hexOf(text).toUpperCase()}`, isExact: false },
  { name: 'percent', encode: (text) => hexOf(text).replace(/../g, '%$&'), isExact: true },
  { name: 'percent', encode: (text) => encodeURIComponent(`"${text}"`), isExact: true },
  { name: 'escapes', encode: unicode, isExact: true },
  { name: 'escapes', encode: (text) => hexOf(text).replace(/../g, '\\x$&'), isExact: true },
  { name: 'escapes', encode: (text) => JSON.stringify(JSON.stringify({ text })), isExact: true },
  { name: 'entities', encode: (text) => each(text, (code) => `&#${code};`), isExact: true },
  { name: 'entities', encode: (text) => each(text, (code) => `&#x${code.toString(16)};`), isExact: true },
  { name: 'entities', encode: (text) => `<i data-x="${text.replaceAll('&', '&amp;')}&quot;" />`, isExact: true },
  {
    name: 'reversed base64',
    encode: (text) => [...Buffer.from(text).toString('base64')].toReversed().join(''),
    isExact: false,
  },
  { name: 'base64, gzip', encode: (text) => gzipSync(text).toString('base64'), isExact: false },
  { name: 'base64, zlib', encode: (text) => deflateSync(text).toString('base64'), isExact: false },
  { name: 'hex, gzip', encode: (text) => gzipSync(text).toString('hex'), isExact: false },
  { name: 'base64, utf-16', encode: (text) => Buffer.from(text, 'utf16le').toString('base64'), isExact: false },
];
