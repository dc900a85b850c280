import type { Mark, Store } from '../../stores/store.ts';

export interface Marked {
  readonly store: Store;
  readonly mark: Mark;
}

/** All marks of stores, in tables that answer for a name at once: a home folder has hundreds of thousands. */
export interface MarkTable {
  /** The marks that a name fits. */
  match(name: string, entry: Mark['entry']): readonly Marked[];
}

interface Side {
  readonly names: ReadonlyMap<string, readonly Marked[]>;
  /** By the end of a name with its point. */
  readonly extensions: ReadonlyMap<string, readonly Marked[]>;
  readonly patterns: readonly (Marked & { readonly pattern: RegExp })[];
  /** Fits every name that one of the patterns fits. */
  readonly anyPattern: RegExp | undefined;
}

const none: readonly Marked[] = [];

export function markTable(stores: readonly Store[]): MarkTable {
  const all = stores.flatMap((store) => store.marks.map((mark) => ({ store, mark })));
  const sides = { file: sideOf(all, 'file'), folder: sideOf(all, 'folder') };
  return {
    match(name, entry) {
      const { names, extensions, patterns, anyPattern } = sides[entry];
      const folded = name.toLowerCase();
      let found = names.get(folded) ?? none;
      if (extensions.size > 0) {
        for (let dot = folded.indexOf('.'); dot !== -1; dot = folded.indexOf('.', dot + 1)) {
          const ended = extensions.get(folded.slice(dot));
          if (ended !== undefined) found = found === none ? ended : [...found, ...ended];
        }
      }
      if (patterns.length > 0 && (anyPattern === undefined || anyPattern.test(name))) {
        const fitting = patterns.filter(({ pattern }) => pattern.test(name));
        if (fitting.length > 0) found = [...found, ...fitting];
      }
      return found;
    },
  };
}

function sideOf(all: readonly Marked[], entry: Mark['entry']): Side {
  const names = new Map<string, Marked[]>();
  const extensions = new Map<string, Marked[]>();
  const patterns: (Marked & { readonly pattern: RegExp })[] = [];
  const add = (map: Map<string, Marked[]>, key: string, marked: Marked): void => {
    map.set(key.toLowerCase(), [...(map.get(key.toLowerCase()) ?? []), marked]);
  };
  for (const marked of all) {
    const { mark } = marked;
    if (mark.entry !== entry) continue;
    if (mark.name !== undefined) add(names, mark.name, marked);
    if (mark.extension !== undefined) add(extensions, mark.extension, marked);
    // Letter case never counts; a pattern with a memory of its own would answer differently each time.
    if (mark.pattern !== undefined)
      patterns.push({
        ...marked,
        pattern: new RegExp(mark.pattern.source, `${mark.pattern.flags.replace(/[gyi]/g, '')}i`),
      });
  }
  return { names, extensions, patterns, anyPattern: unite(patterns.map(({ pattern }) => pattern)) };
}

/** One pattern for all, so that a name that fits none is told by one test. */
function unite(patterns: readonly RegExp[]): RegExp | undefined {
  const canBeUnited = patterns.every(({ source, flags }) => flags === 'i' && !/\\[1-9]|\(\?<[a-z]/i.test(source));
  return canBeUnited ? new RegExp(patterns.map(({ source }) => `(?:${source})`).join('|'), 'i') : undefined;
}
