import type { Action } from '../core/request.ts';
import type { Call, Evaluated, ShellAction, SkippedHook } from './evaluated.ts';
import { anything, hasHole, isUnknown, listed, listingHole, listingsIn, showHoles, withoutListings } from './holes.ts';
import { consumed, entriesOf, type Place } from './listings.ts';
import type { GlobOptions } from './patterns.ts';
import { plainPath } from './quoting.ts';
import { type Output, type ShellState, unknownOutput } from './state.ts';
import type { World } from './world.ts';

const systemProgram = /^(?:\/usr(?:\/local)?|\/opt\/homebrew|\/opt\/local)?\/s?bin\/[^/]+$/;

type TouchOptions = Omit<Partial<ShellAction>, 'act' | 'path'> & { readonly isGuess?: boolean };

/** What a command was seen to touch so far: paths, files that it wrote itself, links, listings, and what is not told. */
export class Trace {
  readonly world: World;
  readonly #actions: ShellAction[] = [];
  readonly #unknown = new Set<string>();
  readonly #tampers = new Set<string>();
  readonly #loosens = new Set<string>();
  readonly #skips: SkippedHook[] = [];
  readonly #pseudoFiles = new Map<string, Output>();
  /** Known texts that earlier commands wrote to files, by absolute path. */
  readonly #written = new Map<string, readonly string[]>();
  /** Links that earlier commands made: what their paths lead to. */
  readonly #links = new Map<string, readonly string[]>();
  /** Files that earlier commands made. */
  readonly #made = new Set<string>();
  /** True once the command names the processes that it runs in, or the guard's. */
  namesParent = false;
  #problem: string | undefined;
  #isOpaque = false;
  /** What each listing gives, and the numbers of the listings by what makes them. */
  readonly #listings: (readonly ShellAction[])[] = [];
  readonly #listingNumbers = new Map<string, number>();

  constructor(world: World) {
    this.world = world;
  }

  result(): Evaluated {
    return {
      actions: this.#actions,
      unknown: [...this.#unknown],
      isOpaque: this.#isOpaque,
      ...(this.#problem === undefined ? {} : { problem: this.#problem }),
      tampers: [...this.#tampers],
      loosens: [...this.#loosens],
      skips: this.#skips,
    };
  }

  fail(problem: string): void {
    this.#problem ??= problem;
  }
  unknown(what: string): void {
    this.#unknown.add(showHoles(what).slice(0, 120));
  }
  opaque(): void {
    this.#isOpaque = true;
  }
  tampers(what: string): void {
    this.#tampers.add(showHoles(what).slice(0, 120));
  }
  loosens(what: string): void {
    this.#loosens.add(what);
  }
  skipsHook(skipped: SkippedHook): void {
    this.#skips.push(skipped);
  }

  /** A name for what a process substitution gives; `contentOf` knows it again. */
  pseudoFile(output: Output): string {
    const path = `/dev/fd/${1000 + this.#pseudoFiles.size}`;
    this.#pseudoFiles.set(path, output);
    return path;
  }

  /** What reading a file gives, as far as it is known: a descriptor, or what an earlier command wrote to it. */
  contentOf(path: string, state: ShellState, input: Output): Output | undefined {
    const pseudo = this.#pseudoFiles.get(path);
    if (pseudo !== undefined) return pseudo;
    const [, descriptor] = /^\/(?:dev\/(?:stdin|fd\/(\d+))|proc\/(?:self|thread-self|\d+|\uE001)\/fd\/(\d+))$/
      .exec(path)
      ?.filter((each) => each !== undefined) ?? [undefined, undefined];
    if (path === '/dev/stdin' || descriptor === '0') return input;
    if (descriptor !== undefined) return state.descriptors.get(Number(descriptor)) ?? unknownOutput;
    const texts = this.paths(path, state).flatMap((each) => this.#written.get(plainPath(each)) ?? []);
    return texts.length === 0 ? undefined : { kind: 'known', text: texts.join('\n') };
  }

  /** Notes what a command writes to a file; what it held before counts for nothing where it is overwritten. */
  wrote(path: string, output: Output, isAppended: boolean, state: ShellState): void {
    if (isUnknown(path) || path === '') return;
    for (const each of this.paths(path, state)) {
      const file = plainPath(each);
      const before = this.#written.get(file);
      const isNew = before !== undefined || !isAppended || this.world.kind(file) === undefined;
      if (output.kind === 'known' && isNew) this.#written.set(file, [...(before ?? []), output.text]);
      else this.#written.delete(file);
      this.#made.add(file);
    }
  }

  /** True where a name may lead to a program of the person's or the agent's own instead of the system's. */
  isOwnProgram(name: string, state: ShellState): boolean {
    // What is installed in a project (`node_modules/.bin`, a virtual environment) is what its name says.
    if (name.includes('/'))
      return (
        !/(?:^|\/)\.?s?bin\/[^/]+$/.test(name) ||
        this.paths(name, state).some((path) => this.#made.has(plainPath(path)))
      );
    const places = state.variables.get('PATH')?.values.flatMap(([text = '']) => text.split(':')) ?? [];
    return places.some((place) =>
      this.paths(`${place === '' ? '.' : place}/${name}`, state).some(
        (path) => !systemProgram.test(path) && (this.#made.has(plainPath(path)) || this.world.kind(path) === 'file'),
      ),
    );
  }

  globOptions(state: ShellState): GlobOptions {
    return {
      globstar: state.options.has('globstar') || this.world.variable('SHELL')?.endsWith('zsh') === true,
      dotglob: state.options.has('dotglob'),
      nocase: state.options.has('nocaseglob'),
    };
  }

  /** A pattern that matched shows the names in the folders of its matches. */
  listMatches(matches: readonly string[]): void {
    const folders = new Set(matches.map((each) => each.slice(0, each.replace(/\/$/, '').lastIndexOf('/'))));
    for (const folder of folders) if (folder !== '') this.add({ act: 'list', path: folder });
  }

  /** How many actions there are by now. */
  mark(): number {
    return this.#actions.length;
  }

  /** The hole for the paths that a call gives out, which it has listed or read since `mark`. */
  listingSince(mark: number, { name, args, state }: Pick<Call, 'name' | 'args' | 'state'>): string {
    const actions = this.#actions
      .slice(mark)
      .filter(({ act, isProbe, isItself }) => (act === 'list' || act === 'read') && (isProbe !== true || isItself));
    if (actions.length === 0) return listed;
    return this.#holeFor(actions, { name, args, state });
  }

  /** The hole for those names of listings that `has` lets through, where the listings give bare names. */
  narrowedListing(hole: string, has: (name: string) => boolean, call: Pick<Call, 'name' | 'args' | 'state'>): string {
    const actions = listingsIn(hole).flatMap((index) => this.#listings[index] ?? []);
    if (hole.includes(listed) || actions.some(({ isBare }) => isBare !== true)) return hole;
    return this.#holeFor(
      actions.map((each) => ({
        ...each,
        omits: (name, isFolder) => !has(name) || each.omits?.(name, isFolder) === true,
      })),
      { ...call, name: `${hole} ${call.name}` },
    );
  }

  #holeFor(actions: readonly ShellAction[], { name, args, state }: Pick<Call, 'name' | 'args' | 'state'>): string {
    const key = JSON.stringify([state.cwds, name, args, actions.map(({ act, path }) => [act, path])]);
    const index = this.#listingNumbers.get(key) ?? this.#listings.length;
    if (index === this.#listings.length) this.#listings.push(actions);
    this.#listingNumbers.set(key, index);
    return listingHole(index);
  }

  /** A word with a path out of a listing is touched: what may be among the paths is touched with it. */
  #touchListed(act: Action['act'], text: string, state: ShellState, options: TouchOptions): void {
    for (const index of listingsIn(text)) {
      const hole = listingHole(index);
      const at = text.indexOf(hole);
      const place = {
        before: withoutListings(text.slice(0, at)).replace(/^(?:\.\/+)+/, ''),
        behind: withoutListings(text.slice(at + 1)),
      };
      for (const each of this.#listings[index] ?? []) {
        // Of what is asked of history the whole tree is judged with its pathspecs.
        if (each.isNamed === true || each.onlyFolders === true || (each.history === true && each.deep !== true))
          continue;
        if (each.deep === true) this.#touchDeepListing(act, each, place, text, state, options);
        else
          for (const word of entriesOf(each, place, this.world)) {
            const pattern = word.search(/[*?[]/);
            if (pattern >= 0 && /[*?[]/.test(place.behind))
              this.touch(act, word.slice(0, word.lastIndexOf('/', pattern)), state, { ...options, deep: true });
            else this.touch(act, word, state, options);
          }
      }
    }
  }

  #touchDeepListing(
    act: Action['act'],
    listing: ShellAction,
    { before, behind }: Place,
    text: string,
    state: ShellState,
    options: TouchOptions,
  ): void {
    if (behind.replace(/^\/+$/, '') !== '' && options.isGuess !== true) this.unknown(text);
    this.add(consumed(listing, act, options.deep === true, behind === ''));
    const folder = before.slice(0, before.lastIndexOf('/'));
    if (before.includes('/') && !this.paths(folder, state).every((path) => plainPath(path) === plainPath(listing.path)))
      this.touch(act, folder === '' ? '/' : folder, state, { isGuess: true, deep: true });
  }

  add(action: ShellAction): void {
    this.#actions.push(action);
  }

  /** The absolute paths that a word may mean; unknown where it can not be told. */
  paths(text: string, state: ShellState): string[] {
    if (text.startsWith('/')) return [text];
    return state.cwds.map((cwd) => (isUnknown(cwd) ? anything : text === '' ? cwd : `${cwd}/${text}`));
  }

  /**
   * Notes that a path is read, listed, written or run. Holes in it are resolved as far as that is safe; with `isGuess`
   * a word that may be no path at all is left alone where it can not be told.
   */
  touch(act: Action['act'], text: string, state: ShellState, options: TouchOptions = {}): void {
    const { isGuess = false, ...extra } = options;
    if (text === listed || text === '') return;
    if (this.#pseudoFiles.has(text) || /^\/dev\/(?:null|zero|u?random|full|tty|stdin|stdout|stderr)$/.test(text))
      return;
    if (/^\/dev\/(?:tcp|udp)\//.test(text)) return;
    if (listingsIn(text).length > 0 && !isUnknown(text)) {
      this.#touchListed(act, text, state, options);
      return;
    }
    const url = /^([a-z][a-z0-9+.-]+):\/\//i.exec(text);
    if (url !== null && url[1]?.toLowerCase() !== 'file') return;
    for (const path of this.paths(text, state)) {
      const hole = path.search(/[\uE000\uE002\uE100-\uE1FF]/);
      if (hole < 0) {
        if (act === 'write') {
          this.#made.add(plainPath(path));
          for (const behind of this.#behindLinks(plainPath(path))) this.add({ act, path: behind, ...extra });
        }
        this.add({ act, path, ...extra });
        continue;
      }
      const folder = path.slice(0, path.lastIndexOf('/', hole));
      if (folder !== '') this.add({ act: 'list', path: folder, isProbe: true });
      const isListing = path.charAt(hole) === listed && path.length === hole + 1;
      if (isListing && folder !== '') this.add({ act: 'list', path: folder, deep: true, keepsLinks: true });
      else if (!isGuess) this.unknown(text);
    }
  }

  /** Notes that `link` will lead to `target`, both as the command names them. */
  linked(target: string, link: string, state: ShellState): void {
    for (const path of this.paths(link, state)) {
      if (hasHole(path)) continue;
      const place = plainPath(path);
      const folder = place.slice(0, place.lastIndexOf('/'));
      const targets = target.startsWith('/') ? [target] : [`${folder}/${target}`, ...this.paths(target, state)];
      this.#links.set(place, [...(this.#links.get(place) ?? []), ...targets.map(plainPath)]);
    }
  }

  /** Where a path leads by links that were made before, one behind the other. */
  #behindLinks(path: string): readonly string[] {
    const found = new Set<string>();
    const open = this.#links.size === 0 ? [] : [path];
    for (let at = open.pop(); at !== undefined && found.size < 20; at = open.pop())
      for (const [link, targets] of this.#links)
        if (at === link || at.startsWith(`${link}/`))
          for (const target of targets) {
            const behind = plainPath(target + at.slice(link.length));
            if (found.has(behind)) continue;
            found.add(behind);
            open.push(behind);
          }
    return [...found];
  }
}
