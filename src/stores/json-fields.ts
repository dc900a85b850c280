/** An object of JSON. */
export type Fields = Readonly<Record<string, unknown>>;

/** What an object of JSON holds; undefined for all else. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** What a list of JSON holds; undefined for all else. */
export function itemsOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}
