/** A small seeded generator of random values, so that every run writes the same notes. */
export type Random = {
  int(from: number, to: number): number;
  pick<T>(of: readonly T[]): T;
  digits(count: number): string;
  letters(count: number, of?: string): string;
};

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const letters = (count: number, of = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'): string =>
    Array.from({ length: count }, () => of[int(0, of.length - 1)]).join('');
  return {
    int,
    pick: (of) => of[int(0, of.length - 1)] as (typeof of)[number],
    digits: (count) => letters(count, '0123456789'),
    letters,
  };
}
