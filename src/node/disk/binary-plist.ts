/**
 * Reads one truth value out of the dictionary at the top of a binary property list (`bplist00`, as in Apple's
 * CFBinaryPList.c): the one that is asked of the manifest of a phone's backup. Undefined where it is not there, or where
 * the list is damaged.
 */
export function binaryPlistFlag(bytes: Buffer, key: string): boolean | undefined {
  if (bytes.length < 40) return undefined;
  const trailer = bytes.subarray(bytes.length - 32);
  const offsetSize = trailer[6] ?? 0;
  const referenceSize = trailer[7] ?? 0;
  const top = Number(trailer.readBigUInt64BE(16));
  const table = Number(trailer.readBigUInt64BE(24));
  if (offsetSize < 1 || offsetSize > 6 || referenceSize < 1 || referenceSize > 6) return undefined;

  const number = (at: number, size: number) =>
    Number.isSafeInteger(at) && at >= 0 && at + size <= bytes.length ? bytes.readUIntBE(at, size) : undefined;
  const offsetOf = (object: number | undefined) =>
    object === undefined ? undefined : number(table + object * offsetSize, offsetSize);

  /** Where the content of an object begins and how many items it has: larger counts are numbers of their own. */
  function sized(at: number, kind: number): { readonly start: number; readonly count: number } | undefined {
    const marker = bytes[at] ?? 0;
    if (marker >> 4 !== kind) return undefined;
    if ((marker & 15) !== 15) return { start: at + 1, count: marker & 15 };
    const width = 1 << ((bytes[at + 1] ?? 0) & 3);
    const count = (bytes[at + 1] ?? 0) >> 4 === 1 && width <= 4 ? number(at + 2, width) : undefined;
    return count === undefined ? undefined : { start: at + 2 + width, count };
  }

  const dictionary = sized(offsetOf(top) ?? -1, 0xd);
  if (dictionary === undefined || dictionary.count > 1_000) return undefined;
  const { start, count } = dictionary;
  for (let index = 0; index < count; index++) {
    const name = sized(offsetOf(number(start + index * referenceSize, referenceSize)) ?? -1, 0x5);
    if (name === undefined || bytes.toString('latin1', name.start, name.start + name.count) !== key) continue;
    const value = bytes[offsetOf(number(start + (count + index) * referenceSize, referenceSize)) ?? -1];
    return value === 0x09 ? true : value === 0x08 ? false : undefined;
  }
  return undefined;
}
