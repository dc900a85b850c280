/** What repeats without end in a regular expression. */
export interface Repeats {
  /** Some part repeats without end: `*`, `+`, `{n,}`. */
  readonly unbounded: boolean;
  /**
   * Within a group that repeats without end something else does, and what the group begins with may be a part of that
   * as well: the shape in which a pattern tries ways without number. `(?:\.\w+)*` has one way only.
   */
  readonly ambiguous: boolean;
}

interface Group {
  /** What each of its alternatives begins with, as sources of one character; undefined where that is not known. */
  readonly firsts: (string | undefined)[];
  /** What repeats without end within it. */
  readonly inner: string[];
  isFirst: boolean;
}

const atomPattern = /^(?:\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|k<\w+>|.)|\[(?:\\.|[^\]\\])*\]|[^()*+?{|\\[]|\{(?!\d))/su;

/** Reads a regular expression. */
export function repeatsOf({ source, flags }: Pick<RegExp, 'source' | 'flags'>): Repeats {
  let unbounded = false;
  let ambiguous = false;
  const open: Group[] = [{ firsts: [], inner: [], isFirst: true }];
  /** What a quantifier that follows stands behind. */
  let last: string | Group | undefined;
  /** Whether that is what its alternative begins with. */
  let isBeginning = false;
  for (let at = 0; at < source.length; ) {
    const group = open.at(-1) as Group;
    const rest = source.slice(at);
    const opening = /^\((?:\?(?:<?[=!]|:|<\w+>))?/.exec(rest);
    const atom = atomPattern.exec(rest);
    const quantifier = /^(?:[*+]|\?|\{\d+(?:,\d*)?\})\??/.exec(rest);
    if (opening !== null) {
      open.push({ firsts: [], inner: [], isFirst: true });
      at += opening[0].length;
      continue;
    }
    if (rest.startsWith(')')) {
      const closed = open.pop() as Group;
      const outer = open.at(-1) as Group;
      isBeginning = outer.isFirst;
      if (outer.isFirst) outer.firsts.push(...closed.firsts);
      outer.isFirst = false;
      outer.inner.push(...closed.inner);
      last = closed;
      at += 1;
    } else if (rest.startsWith('|')) {
      group.isFirst = true;
      at += 1;
    } else if (quantifier !== null) {
      const isUnbounded = /^(?:[*+]|\{\d+,\})/.test(quantifier[0]);
      // What may be left out is no beginning.
      if (isBeginning && /^(?:[*?]|\{0)/.test(quantifier[0])) group.firsts.push(undefined);
      if (isUnbounded && last !== undefined) {
        unbounded = true;
        if (typeof last === 'string') group.inner.push(last);
        else {
          const { firsts, inner } = last;
          ambiguous ||= inner.some((each) =>
            firsts.some((first) => first === undefined || overlap(first, each, flags)),
          );
        }
      }
      at += quantifier[0].length;
    } else if (atom !== null) {
      last = atom[0];
      isBeginning = group.isFirst;
      if (group.isFirst && !['^', '$'].includes(atom[0]) && !/^\\[bB]$/.test(atom[0])) {
        group.firsts.push(atom[0]);
        group.isFirst = false;
      }
      at += atom[0].length;
    } else at += 1;
  }
  return { unbounded, ambiguous };
}

const sample = Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code));

/** True where some character is both. */
function overlap(one: string, other: string, flags: string): boolean {
  const known = flags.replace(/[dgy]/g, '');
  const [left, right] = [one, other].map((atom) => new RegExp(`^(?:${atom})$`, known));
  return sample.some((character) => left?.test(character) === true && right?.test(character) === true);
}

/** The regular expressions that stand as literals in a source text, comments left aside. */
export function literalsIn(code: string): { source: string; flags: string }[] {
  const bare = code.replace(/^\s*(?:\/\*\*?|\*|\/\/).*$/gm, '');
  const literal =
    /(?:[=(,:[!&|?{;]|=>|return|^)\s*\/(?![*/])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)(?=[\s,;.)\]:])/gm;
  return [...bare.matchAll(literal)].map(([, source = '', flags = '']) => ({ source, flags }));
}
