import type { LeavesOut } from '../../core/request.ts';
import { matchesPattern } from '../patterns.ts';

/** What an expression of `find` does with one path; `undefined` where a test is not known here. */
type Truth = boolean | undefined;

interface Entry {
  /** As find shows it: the starting point, and the path from it. */
  readonly shown: string;
  readonly name: string;
  readonly isFolder: boolean;
}

interface Effect {
  acts: Truth;
  prunes: Truth;
}

type Test = (entry: Entry, effect: Effect) => Truth;

/** How `find` goes through a tree, as far as its expression tells. */
export interface FindFilter {
  /** True for what is certainly neither entered nor acted on. */
  readonly leavesOut: LeavesOut;
  /** True for a folder that is entered, but certainly not acted on itself. */
  readonly isPassed: (path: string) => boolean;
}

const actions = /^-(?:print0?|printf|ls|fls|fprint0?|fprintf|exec|execdir|ok|okdir|delete)$/;
/** Tests with one value, and with none, of which nothing is known. */
const valued =
  /^-(?:a?newer\w*|cnewer|amin|cmin|mmin|atime|ctime|mtime|fstype|gid|group|uid|user|inum|links|lname|ilname|perm|samefile|size|used|xtype|context|regex|iregex|files0-from|regextype|maxdepth|mindepth|fprint0?|fls)$/;
const always = /^-(?:depth|d|mount|xdev|noleaf|daystart|warn|nowarn|follow|true|regextype|maxdepth|mindepth)$/;

/** Reads an expression once for each starting point. */
export function findFilter(expression: readonly string[], root: string): FindFilter {
  const test = new Parser(expression).parse();
  const isActing = expression.some((arg) => actions.test(arg));
  // Of slashes at the end find takes none away.
  const base = root.endsWith('/') ? root : `${root}/`;
  // Depth first, a folder is looked into before it could be left out.
  // Above -mindepth nothing is tested, so that nothing is pruned there.
  const canPrune = !expression.some((arg) => /^-(?:d|depth|delete)$/.test(arg)) && leastDepth(expression) <= 1;
  const depth = expression.includes('-maxdepth') ? Number(expression[expression.indexOf('-maxdepth') + 1]) : Number.NaN;
  const look = (path: string, isFolder: boolean): Effect => {
    const effect: Effect = { acts: false, prunes: false };
    const entry = { shown: `${base}${path}`, name: path.slice(path.lastIndexOf('/') + 1), isFolder };
    const value = test(entry, effect);
    if (!isActing) effect.acts = value;
    return effect;
  };
  const pruned = new Map<string, boolean>();
  const isPruned = (folder: string): boolean => {
    const known = pruned.get(folder);
    if (known !== undefined) return known;
    const at = folder.lastIndexOf('/');
    const result = (at > 0 && isPruned(folder.slice(0, at))) || look(folder, true).prunes === true;
    pruned.set(folder, result);
    return result;
  };
  const isBeneathPruned = (path: string): boolean => {
    if (path.split('/').length > depth) return true;
    const at = path.lastIndexOf('/');
    return canPrune && at > 0 && isPruned(path.slice(0, at));
  };
  return {
    leavesOut: (path, isFolder) => {
      if (isBeneathPruned(path)) return true;
      const { acts, prunes } = look(path, isFolder);
      return acts === false && (!isFolder || (canPrune && prunes === true));
    },
    isPassed: (path) => look(path, true).acts === false,
  };
}

/** The depth from which on tests apply. */
export function leastDepth(expression: readonly string[]): number {
  const at = expression.indexOf('-mindepth');
  return at < 0 ? 0 : Number(expression[at + 1]);
}

const and = (left: Truth, right: Truth): Truth =>
  left === false || right === false ? false : left === undefined || right === undefined ? undefined : true;
const or = (left: Truth, right: Truth): Truth =>
  left === true || right === true ? true : left === undefined || right === undefined ? undefined : false;

/** Marks an effect that happens where `when` says so. */
function happen(effect: Effect, when: Truth, inner: Effect): void {
  effect.acts = or(effect.acts, and(when, inner.acts));
  effect.prunes = or(effect.prunes, and(when, inner.prunes));
}

/** Operators bind as find's do: `!`, then `-a`, then `-o`, then `,`. */
class Parser {
  readonly #args: readonly string[];
  #at = 0;

  constructor(args: readonly string[]) {
    this.#args = args;
  }

  parse(): Test {
    const tests: Test[] = [];
    while (this.#at < this.#args.length) {
      tests.push(this.#list());
      // A closing bracket too many: find itself refuses it.
      this.#at += 1;
    }
    if (tests.length === 0) return () => true;
    return (entry, effect) => tests.map((test) => test(entry, effect)).at(-1);
  }

  #list(): Test {
    const tests = [this.#either()];
    while (this.#args[this.#at] === ',') {
      this.#at += 1;
      tests.push(this.#either());
    }
    return (entry, effect) => tests.map((test) => test(entry, effect)).at(-1);
  }

  #either(): Test {
    const tests = [this.#all()];
    while (/^-(?:o|or)$/.test(this.#args[this.#at] ?? '')) {
      this.#at += 1;
      tests.push(this.#all());
    }
    return chain(tests, (value) => (value === undefined ? undefined : !value), or, false);
  }

  #all(): Test {
    const tests: Test[] = [];
    for (let arg = this.#args[this.#at]; arg !== undefined; arg = this.#args[this.#at]) {
      if (/^-(?:o|or)$/.test(arg) || arg === ',' || arg === ')' || arg === '\\)') break;
      if (/^-(?:a|and)$/.test(arg)) this.#at += 1;
      else tests.push(this.#one());
    }
    return chain(tests, (value) => value, and, true);
  }

  #one(): Test {
    const arg = this.#args[this.#at] ?? '';
    this.#at += 1;
    if (arg === '!' || arg === '-not') {
      const inner = this.#one();
      return (entry, effect) => {
        const value = inner(entry, effect);
        return value === undefined ? undefined : !value;
      };
    }
    if (arg === '(' || arg === '\\(') {
      const inner = this.#list();
      this.#at += 1;
      return inner;
    }
    return this.#primary(arg);
  }

  #primary(arg: string): Test {
    const value = this.#args[this.#at] ?? '';
    const takesCase = (text: string): string => (arg.startsWith('-i') ? text.toLowerCase() : text);
    if (/^-i?name$/.test(arg)) {
      this.#at += 1;
      return ({ name }) => matchesPattern(takesCase(name), takesCase(value));
    }
    if (/^-i?(?:path|wholename)$/.test(arg)) {
      this.#at += 1;
      return ({ shown }) => matchesPattern(takesCase(shown), takesCase(value));
    }
    if (arg === '-type') {
      this.#at += 1;
      const kinds = value.split(',');
      // Links and special files count as files here.
      return ({ isFolder }) =>
        isFolder ? kinds.includes('d') : kinds.some((kind) => kind !== 'd') ? undefined : false;
    }
    if (arg === '-prune') {
      return (_entry, effect) => {
        effect.prunes = true;
        return true;
      };
    }
    if (arg === '-false') return () => false;
    if (actions.test(arg)) return this.#action(arg);
    if (valued.test(arg)) this.#at += 1;
    return always.test(arg) ? () => true : () => undefined;
  }

  #action(arg: string): Test {
    if (/^-(?:exec|execdir|ok|okdir)$/.test(arg)) {
      const from = this.#at;
      const end = this.#args.findIndex(
        (each, index) => index >= from && (each === ';' || (each === '+' && this.#args[index - 1] === '{}')),
      );
      this.#at = end < 0 ? this.#args.length : end + 1;
    } else if (/^-(?:printf|fprint0?|fls)$/.test(arg)) this.#at += 1;
    else if (arg === '-fprintf') this.#at += 2;
    const isCertain = !/^-(?:exec|execdir|ok|okdir|delete)$/.test(arg);
    return (_entry, effect) => {
      effect.acts = true;
      return isCertain ? true : undefined;
    };
  }
}

/** Runs tests one after the other as long as `goesOn` says; what a later one does happens only then. */
function chain(
  tests: readonly Test[],
  goesOn: (value: Truth) => Truth,
  join: (left: Truth, right: Truth) => Truth,
  start: boolean,
): Test {
  return (entry, effect) => {
    let value: Truth = start;
    let isReached: Truth = true;
    for (const test of tests) {
      const inner: Effect = { acts: false, prunes: false };
      const next = test(entry, inner);
      happen(effect, isReached, inner);
      value = join(value, next);
      isReached = and(isReached, goesOn(next));
      if (isReached === false) break;
    }
    return value;
  };
}
