import { firstBehind, type Hidden, type Range, shownFor } from './redaction.ts';

/**
 * What is hidden after a second time, as places in the text that it was before the first. `first` are parts of `text`
 * that do not overlap, in their order; `second` those of what came of them.
 */
export function throughBoth(text: string, first: readonly Hidden[], second: readonly Hidden[]): Hidden[] {
  const edges: { readonly part: Hidden; readonly from: number; readonly to: number }[] = [];
  let shift = 0;
  for (const part of first) {
    const from = part.start + shift;
    const to = from + shownFor(text, part).length;
    edges.push({ part, from, to });
    shift = to - part.end;
  }
  const ranges = edges.map(({ from, to }): Range => [from, to]);
  const inOpen = (place: number, index: number): number => {
    const last = edges[index - 1];
    return last === undefined ? place : place - last.to + last.part.end;
  };
  const before = (place: number): number => {
    const index = firstBehind(ranges, place);
    const at = edges[index];
    return at !== undefined && place >= at.from ? at.part.start : inOpen(place, index);
  };
  const behind = (place: number): number => {
    const index = firstBehind(ranges, place - 1);
    const at = edges[index];
    return at !== undefined && place > at.from ? at.part.end : inOpen(place, index);
  };
  const later = second.map((each): Hidden => ({ ...each, start: before(each.start), end: behind(each.end) }));
  const kept = first.filter(({ start, end }) => !later.some((each) => each.start <= start && each.end >= end));
  return [...kept, ...later].sort((left, right) => left.start - right.start);
}
