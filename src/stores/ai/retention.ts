import type { StoreReader } from '../store.ts';

/**
 * How long an app keeps what it wrote, in words: by its own settings, or its default where they are not there. Settings
 * that can not be read say nothing, and then nothing is said.
 */
export function bySettings(
  reader: StoreReader,
  path: string,
  words: (settings: unknown) => string,
): { readonly retention: string } | undefined {
  if (reader.type(path) === undefined) return { retention: words({}) };
  const settings = reader.json(path);
  return settings === undefined ? undefined : { retention: words(settings) };
}

/** `1 day`, `30 days`. */
export function days(count: number): string {
  return `${count} ${count === 1 ? 'day' : 'days'}`;
}

const units: Readonly<Record<string, string>> = {
  h: 'hour',
  d: 'day',
  w: 'week',
  m: 'month',
  y: 'year',
};

/** `30 days` of `30d`; undefined for what is no such span of time. */
export function spanWords(text: unknown): string | undefined {
  const [, count = '', unit = ''] = /^\s*(\d{1,6})\s*([hdwmy])\s*$/i.exec(typeof text === 'string' ? text : '') ?? [];
  const word = units[unit.toLowerCase()];
  return word === undefined ? undefined : `${Number(count)} ${word}${Number(count) === 1 ? '' : 's'}`;
}

/** A number that a setting may be, with the words around it; undefined where it is none. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
