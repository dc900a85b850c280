import type { Skipped } from '../../core/finding.ts';

/** What was skipped, each path once for a reason: a picture has as many versions as commits that changed it. */
export class SkippedList {
  readonly #byName = new Map<string, Skipped>();

  add(skipped: Skipped): void {
    const { path, why, detail } = skipped;
    // Of a size the largest is told.
    const key = why === 'too-big' ? `${why} ${path}` : `${why} ${path}\0${detail ?? ''}`;
    const before = this.#byName.get(key);
    if (before === undefined || Number(detail ?? 0) > Number(before.detail ?? 0)) this.#byName.set(key, skipped);
  }

  /** In an order that does not depend on the one in which they came. */
  all(): Skipped[] {
    return [...this.#byName]
      .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
      .map(([, each]) => each);
  }
}
