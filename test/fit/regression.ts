/** One note: what it scores without the weights to find, the features it has, how much each counts, and what it is. */
export interface Example {
  readonly offset: number;
  /** Numbers of its features. */
  readonly features: readonly number[];
  /** What one feature's weight is multiplied by: the gate over the length divisor. */
  readonly factor: number;
  readonly isPositive: boolean;
  /** How heavily it counts in the fit. */
  readonly importance: number;
}

/** No single word decides about a note. */
const heaviest = 2;

/**
 * Logistic regression under an L1 penalty, by proximal gradient descent with momentum (FISTA: Beck and Teboulle 2009,
 * https://doi.org/10.1137/080716542). Weights are negative only where
 * `isSigned`. The same examples give the same weights.
 * @returns the weight of each feature.
 */
export function fitWeights(
  examples: readonly Example[],
  featureCount: number,
  penalty: number,
  isSigned: boolean,
): Float64Array {
  const total = examples.reduce((sum, { importance }) => sum + importance, 0);
  // A bound of the gradient's steepness gives a step that never overshoots.
  const steepest = Math.max(
    ...examples.map(({ features, factor }) => features.length * factor * factor),
    Number.MIN_VALUE,
  );
  const rate = 8 / steepest;
  let weights = new Float64Array(featureCount);
  let ahead = new Float64Array(featureCount);
  let momentum = 1;
  for (let round = 0; round < 1500; round += 1) {
    const gradient = new Float64Array(featureCount);
    for (const { offset, features, factor, isPositive, importance } of examples) {
      let sum = offset;
      for (const feature of features) sum += (ahead[feature] as number) * factor;
      const error = (1 / (1 + Math.exp(-sum)) - (isPositive ? 1 : 0)) * importance * factor;
      for (const feature of features) gradient[feature] = (gradient[feature] as number) + error / total;
    }
    const next = ahead.map((weight, index) =>
      shrunk(weight - rate * (gradient[index] as number), rate * penalty, isSigned),
    );
    const following = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const push = (momentum - 1) / following;
    ahead = next.map((weight, index) => weight + push * (weight - (weights[index] as number)));
    weights = next;
    momentum = following;
  }
  return weights;
}

/** The step that the penalty asks for: towards zero by `by`, and no further than the heaviest. */
function shrunk(weight: number, by: number, isSigned: boolean): number {
  const size = Math.min(heaviest, Math.max(0, Math.abs(weight) - by));
  return weight >= 0 ? size : isSigned ? -size : 0;
}
