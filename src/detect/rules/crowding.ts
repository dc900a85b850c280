import type { Window } from '../rule.ts';

/** Nobody writes so many tokens without a blank, a comma or a quotation mark between them. */
const most = 32;
const longestGap = 2048;
const unbroken = /^[\w+/=.%-]*$/;

interface Crowd {
  text: string;
  /** Where the literal stood that was asked about last, and how many stand before it in the same unbroken run. */
  last: number;
  count: number;
}

/**
 * Counts literals that stand in one unbroken run: where their number shows that it holds none of a rule's tokens but
 * their beginnings alone, each of which would have the whole run read again, the rest of them is passed over. Made once
 * a rule; what it knows goes with the text that is scanned. Ask in rising order.
 */
export function crowding(): (window: Window) => boolean {
  const crowds = new WeakMap<Window['note'], Crowd>();
  return ({ text, at, note }) => {
    const crowd = crowds.get(note);
    if (crowd === undefined) {
      crowds.set(note, { text, last: at, count: 0 });
      return false;
    }
    crowd.count = crowd.text === text && isUnbroken(text, crowd.last, at) ? crowd.count + 1 : 0;
    crowd.text = text;
    crowd.last = at;
    return crowd.count > most;
  };
}

function isUnbroken(text: string, from: number, to: number): boolean {
  if (to < from || to - from > longestGap) return false;
  return unbroken.test(text.slice(from, to));
}
