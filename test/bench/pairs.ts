/** What two programs took that were run in turn, in milliseconds. */
export interface Pairs {
  /** The ratios within the pairs: the first quarter, the median, the third quarter. */
  readonly ratios: readonly [number, number, number];
  readonly fastest: { readonly bare: number; readonly ours: number };
}

/**
 * Runs both in turn, so that a slow moment of the machine hits both, each first in every other pair. A run returns how
 * long it took, in milliseconds; the first three pairs warm up.
 */
export function measurePairs(bare: () => number, ours: () => number, pairs: number): Pairs {
  const times: { bare: number; ours: number }[] = [];
  for (let pair = -3; pair < pairs; pair++) {
    const first = pair % 2 === 0 ? bare() : undefined;
    const second = ours();
    const time = { bare: first ?? bare(), ours: second };
    if (pair >= 0) times.push(time);
  }
  const ratios = times.map((each) => each.ours / each.bare).sort((left, right) => left - right);
  const at = (part: number): number => ratios[Math.floor(part * (ratios.length - 1))] ?? Number.NaN;
  return {
    ratios: [at(0.25), at(0.5), at(0.75)],
    fastest: {
      bare: Math.min(...times.map((each) => each.bare)),
      ours: Math.min(...times.map((each) => each.ours)),
    },
  };
}

export function describePairs({ ratios, fastest }: Pairs, goal: number | undefined): string {
  const [low, median, high] = ratios.map((each) => each.toFixed(2));
  return (
    `${median} times \`node -e 0\`${goal === undefined ? '' : `, goal ${goal}`} (fastest runs ` +
    `${(fastest.ours / fastest.bare).toFixed(2)}: ${fastest.ours.toFixed(0)} to ${fastest.bare.toFixed(0)} ms; ` +
    `middle half ${low}-${high})`
  );
}
