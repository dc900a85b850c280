/** How much of a file's beginning and of its end decides; of a shorter file both are the whole of it. */
export const sampleBytes = 65_536;

/** What recognisers of encrypted formats see of a file. */
export interface Sample {
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
  /** Bytes of the file. */
  readonly size: number;
  /** File name in lower case, without folders. */
  readonly name: string;
  /** True where `head` is the whole file. */
  readonly whole: boolean;
}

/** Bytes `from` to `to` of the file, as far as head or tail holds them without a gap; undefined where neither does. */
export function partOf({ head, tail, size }: Sample, from: number, to: number): Uint8Array | undefined {
  if (!(from >= 0) || from >= size) return undefined;
  const end = Math.min(to, size);
  if (end <= head.length) return head.subarray(from, end);
  const start = size - tail.length;
  return from >= start ? tail.subarray(from - start, end - start) : undefined;
}
