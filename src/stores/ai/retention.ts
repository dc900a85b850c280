/** How long an app keeps what it wrote, in words. */

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
