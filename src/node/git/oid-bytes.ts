/** Bytes of an object id: SHA-1 or SHA-256. */
export type OidLength = 20 | 32;

const digits = new Int8Array(128).fill(-1);
for (const [value, digit] of [...'0123456789abcdef'].entries()) digits[digit.charCodeAt(0)] = value;

/** Writes an object id as bytes over `into`. @throws TypeError where it is none of that length, in lower case. */
export function parseOid(oid: string, into: Uint8Array): void {
  let seen = oid.length ^ (into.length * 2);
  for (let at = 0; at < into.length; at++) {
    const high = digits[oid.charCodeAt(2 * at)] ?? -1;
    const low = digits[oid.charCodeAt(2 * at + 1)] ?? -1;
    seen |= (high | low) & ~15;
    into[at] = (high << 4) | low;
  }
  if (seen !== 0) throw new TypeError('no object id of the length that the repository has');
}

/** The object id that stands at `at`, as lower-case hexadecimal digits. */
export function oidText(bytes: Uint8Array, at: number, length: OidLength): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + at, length).toString('hex');
}

/** Compares two ids as bytes: negative, 0 or positive. */
export function compareOids(left: Uint8Array, at: number, right: Uint8Array, to: number, length: OidLength): number {
  for (let index = 0; index < length; index++) {
    const difference = (left[at + index] ?? 0) - (right[to + index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const prefixes = 1 << 16;

/** For each two bytes with which ids may begin how many ids begin with less; one more for the end. */
export function countPrefixes(bytes: Uint8Array, length: OidLength): Uint32Array {
  const starts = new Uint32Array(prefixes + 1);
  for (let at = 0; at < bytes.length; at += length) {
    const next = (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let prefix = 1; prefix <= prefixes; prefix++) starts[prefix] = (starts[prefix] ?? 0) + (starts[prefix - 1] ?? 0);
  return starts;
}

/** Ids that stand one after the other, put in order. */
export function sortOids(bytes: Uint8Array, length: OidLength): Uint8Array {
  const starts = countPrefixes(bytes, length);
  const next = starts.slice(0, prefixes);
  const order = new Uint32Array(bytes.length / length);
  for (let at = 0; at < bytes.length; at += length) {
    const prefix = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    const place = next[prefix] ?? 0;
    order[place] = at;
    next[prefix] = place + 1;
  }
  const compare = (left: number, right: number): number => compareOids(bytes, left, bytes, right, length);
  const sorted = new Uint8Array(bytes.length);
  for (let prefix = 0; prefix < prefixes; prefix++) {
    const [from = 0, to = 0] = [starts[prefix], starts[prefix + 1]];
    if (to - from > 1) order.subarray(from, to).sort(compare);
    for (let place = from; place < to; place++) copyOids(bytes, order[place] ?? 0, sorted, place * length, length);
  }
  return sorted;
}

function copyOids(from: Uint8Array, at: number, into: Uint8Array, to: number, count: number): void {
  // A view for every id would take longer than its bytes.
  if (count > 256) into.set(from.subarray(at, at + count), to);
  else for (let index = 0; index < count; index++) into[to + index] = from[at + index] ?? 0;
}

/** Two lists of ids in order, made one without doubles. */
export function mergeOids(left: Uint8Array, right: Uint8Array, length: OidLength): Uint8Array {
  if (right.length === 0) return left;
  if (left.length === 0) return right;
  const merged = new Uint8Array(left.length + right.length);
  let [end, at, to] = [0, 0, 0];
  while (at < left.length || to < right.length) {
    const difference = at >= left.length ? 1 : to >= right.length ? -1 : compareOids(left, at, right, to, length);
    copyOids(difference <= 0 ? left : right, difference <= 0 ? at : to, merged, end, length);
    if (difference <= 0) at += length;
    if (difference >= 0) to += length;
    end += length;
  }
  return merged.subarray(0, end);
}
