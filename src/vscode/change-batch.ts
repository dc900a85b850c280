/** What changed beneath a folder: some paths, or so many that the folder is looked at as a whole. */
export type Changes<Path> = ReadonlySet<Path> | 'many';

export interface BatchLimits {
  /** How long it must be quiet before a batch is handed on, in milliseconds. */
  readonly quiet: number;
  /** How long a batch is held back where it never gets quiet. */
  readonly longest: number;
  /** More paths than this are many. */
  readonly many: number;
}

/** Collects changes that come in bursts, such as those of a git checkout, and hands them on together. */
export class ChangeBatch<Path> {
  readonly #limits: BatchLimits;
  readonly #handOn: (changes: Changes<Path>) => void;
  #paths = new Set<Path>();
  #isMany = false;
  #timer: NodeJS.Timeout | undefined;
  #deadline: number | undefined;

  constructor(limits: BatchLimits, handOn: (changes: Changes<Path>) => void) {
    this.#limits = limits;
    this.#handOn = handOn;
  }

  add(path: Path): void {
    if (!this.#isMany) this.#paths.add(path);
    if (this.#paths.size > this.#limits.many) {
      this.#isMany = true;
      this.#paths.clear();
    }
    const now = Date.now();
    this.#deadline ??= now + this.#limits.longest;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(), Math.max(0, Math.min(this.#limits.quiet, this.#deadline - now)));
  }

  /** Drops what has not been handed on. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#deadline = undefined;
    this.#paths = new Set();
    this.#isMany = false;
  }

  #flush(): void {
    const changes = this.#isMany ? 'many' : this.#paths;
    this.clear();
    this.#handOn(changes);
  }
}
