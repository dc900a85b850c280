import type { Finding, VaultPath } from '../core/finding.ts';
import type { Scanned } from '../node/scan.ts';

interface Known {
  readonly findings: readonly Finding[];
  /** The job that found them. */
  readonly job: number;
}

/**
 * What is known of the files of one workspace folder, and which word about a file is the last: unsaved text wins over
 * the disk, a later job over an earlier one. Jobs are known by their numbers.
 *
 * Methods that change what is known return the paths whose findings may be others now.
 */
export class FolderFindings {
  /** Only files with findings. */
  readonly #files = new Map<VaultPath, Known>();
  /** Files whose text in the editor differs from the disk, with the last job that was asked about that text. */
  readonly #unsaved = new Map<VaultPath, number>();
  /**
   * The last job that spoke of a file, or of all beneath a folder. Kept only while an earlier job may still deliver: it
   * is there to turn that one's results away.
   */
  readonly #lastWords = new Map<VaultPath, number>();
  readonly #running = new Set<number>();
  /** Jobs below this number have nothing to say any more. */
  #floor = 0;

  get(path: VaultPath): readonly Finding[] {
    return this.#files.get(path)?.findings ?? [];
  }

  entries(): Iterable<[VaultPath, readonly Finding[]]> {
    return [...this.#files].map(([path, { findings }]) => [path, findings]);
  }

  begin(job: number): void {
    this.#running.add(job);
  }

  end(job: number): void {
    this.#running.delete(job);
    if (this.#running.size === 0) this.#lastWords.clear();
  }

  /** Takes what a job found on disk. */
  takeFromDisk(job: number, results: readonly Scanned[]): VaultPath[] {
    return this.#take(job, results, (path) => !this.#unsaved.has(path));
  }

  /** Takes what a job found in an unsaved text. */
  takeFromText(job: number, results: readonly Scanned[]): VaultPath[] {
    return this.#take(job, results, (path) => this.#unsaved.get(path) === job);
  }

  /**
   * A job has looked at everything at and beneath these paths (`''` is the whole folder): what no result spoke of is
   * gone or excluded.
   */
  sweep(job: number, scope: readonly VaultPath[]): VaultPath[] {
    const within = new Set(scope);
    const swept: VaultPath[] = [];
    for (const [path, known] of this.#files) {
      if (known.job >= job || (this.#unsaved.get(path) ?? job) !== job) continue;
      if (!ancestry(path).some((each) => within.has(each)) || this.#isOutdated(job, path)) continue;
      this.#files.delete(path);
      swept.push(path);
    }
    for (const path of scope) this.#speak(job, path);
    return swept;
  }

  /** The text of a file in the editor differs from the disk; from now on only `job`, about that text, is heard. */
  setUnsaved(path: VaultPath, job = 0): void {
    this.#unsaved.set(path, job);
  }

  /** The disk holds what the editor shows. Returns false where it did before. */
  setSaved(path: VaultPath): boolean {
    return this.#unsaved.delete(path);
  }

  isUnsaved(path: VaultPath): boolean {
    return this.#unsaved.has(path);
  }

  /** Forgets what is beneath a path, and what jobs before `nextJob` may still deliver about it. */
  drop(path: VaultPath, nextJob: number): VaultPath[] {
    const dropped = [...this.#files.keys()].filter((each) => ancestry(each).includes(path));
    for (const each of dropped) this.#files.delete(each);
    for (const each of [...this.#unsaved.keys()]) if (ancestry(each).includes(path)) this.#unsaved.delete(each);
    this.#speak(nextJob, path);
    return dropped;
  }

  /** Forgets all findings, and what jobs before `nextJob` may still deliver. */
  clear(nextJob: number): VaultPath[] {
    const paths = [...this.#files.keys()];
    this.#files.clear();
    this.#floor = nextJob;
    return paths;
  }

  #take(job: number, results: readonly Scanned[], isHeard: (path: VaultPath) => boolean): VaultPath[] {
    const changed: VaultPath[] = [];
    for (const result of results) {
      const path = result.kind === 'file' ? result.path : result.skipped.path;
      const findings = result.kind === 'file' ? result.findings : [];
      if (!isHeard(path) || this.#isOutdated(job, path)) continue;
      this.#speak(job, path);
      const before = this.#files.get(path);
      if (findings.length > 0) this.#files.set(path, { findings, job });
      else this.#files.delete(path);
      if (findings.length > 0 || before !== undefined) changed.push(path);
    }
    return changed;
  }

  #isOutdated(job: number, path: VaultPath): boolean {
    if (job < this.#floor || (this.#files.get(path)?.job ?? 0) > job) return true;
    return this.#lastWords.size > 0 && ancestry(path).some((each) => (this.#lastWords.get(each) ?? 0) > job);
  }

  #speak(job: number, path: VaultPath): void {
    const oldest = this.#running.values().next().value;
    if (oldest !== undefined && oldest < job) this.#lastWords.set(path, job);
  }
}

/** A path, the folders above it and the root, `''`. */
function ancestry(path: VaultPath): VaultPath[] {
  const all = [path];
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    all.push(path.slice(0, slash));
  }
  if (path !== '') all.push('');
  return all;
}
