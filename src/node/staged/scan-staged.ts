import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AcceptedFinding } from '../../core/baseline-subtract.ts';
import type { Finding, Skipped, VaultPath } from '../../core/finding.ts';
import { isAtLeast, type Severity } from '../../core/severity.ts';
import { UserError } from '../../core/user-error.ts';
import type { Engine } from '../../detect/engine.ts';
import { recogniseEncryption } from '../../stores/encryption.ts';
import { type BaselineTrouble, openBaselines, type VaultBaseline } from '../baselines.ts';
import { vaultPathOf } from '../explain.ts';
import { openVaults } from '../vaults.ts';
import { errorCode } from '../walk.ts';
import { type ReadBlob, readBlobs } from './blobs.ts';
import { commitPolicy } from './locks.ts';
import { attributeNames, foldersOf, notCrypted, treeName, type Unsealed, unsealedFiles } from './sealed.ts';
import { listStaged, type Staged, type StagedFile } from './staged-files.ts';
import { gitIn, type StagedWorktree } from './worktree.ts';

/** What is asked of a scan of the index. */
export interface StagedOptions {
  /** Secrets of this level and worse are told. */
  readonly severity: Severity;
  readonly maxSize: number;
  /** False tells what the baseline accepts as well. */
  readonly subtracts: boolean;
}

/** What a scan of the index needs beside it. */
export interface StagedParts {
  /** Cloister's own folder. */
  readonly home: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Makes what finds secrets and marks of authors; `keyOf` gives the key of fingerprints when one is made. */
  readonly makeEngine: (keyOf: () => Uint8Array) => Engine;
  /** The key for what lies in no vault, and in one whose key is not there. */
  readonly otherKey: () => Uint8Array;
}

/** A staged file that was looked at. Paths are from the worktree's root. */
export interface ScannedFile {
  readonly path: VaultPath;
  readonly bytes: number;
  /** True where there is a baseline to accept its findings in, or may be one. */
  readonly isInVault: boolean;
  readonly findings: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
}

/** A private file that is about to be committed where the repository has a remote. */
export interface PrivateFile {
  readonly path: VaultPath;
  /** `marked` by its author; `locked` from an agent. */
  readonly why: 'marked' | 'locked';
  /** What the policy says: nothing else is told. */
  readonly answer: 'warn' | 'block';
}

export interface StagedResult {
  readonly root: string;
  readonly files: readonly ScannedFile[];
  readonly privates: readonly PrivateFile[];
  readonly unsealed: readonly Unsealed[];
  readonly skipped: readonly Skipped[];
  /** Why baselines subtract nothing. */
  readonly troubles: readonly BaselineTrouble[];
  /** The locked folder, or an empty text where something else locks a file: under these names agents may know them. */
  readonly locks: ReadonlyMap<VaultPath, string>;
}

/** True where what was found stops the commit. */
export function isStopped({ files, privates, unsealed }: StagedResult): boolean {
  return (
    unsealed.length > 0 ||
    privates.some(({ answer }) => answer === 'block') ||
    files.some(({ findings }) => findings.length > 0)
  );
}

/**
 * Looks at what a commit adds and changes, in the index: secrets that neither the baseline accepts nor the file held
 * before, private files, and plain ones among sealed ones.
 * @throws UserError where that can not be told: damaged objects, a policy that can not be read.
 */
export async function scanStaged(
  worktree: StagedWorktree,
  options: StagedOptions,
  parts: StagedParts,
): Promise<StagedResult> {
  return new StagedScan(worktree, options, parts).run(listStaged(worktree));
}

class StagedScan {
  readonly #worktree: StagedWorktree;
  readonly #options: StagedOptions;
  readonly #parts: StagedParts;
  #engine: Engine | undefined;
  /** The key of the file that is looked at. */
  #key: Uint8Array | undefined;
  #otherKey: Uint8Array | undefined;
  readonly #baselines: ReturnType<typeof openBaselines>;
  readonly #files: ScannedFile[] = [];
  readonly #skipped: Skipped[] = [];
  readonly #marked = new Set<VaultPath>();
  /** What is not encrypted. */
  readonly #plain = new Set<VaultPath>();
  readonly #encrypted = new Set<VaultPath>();
  #usesGitCrypt = false;

  constructor(worktree: StagedWorktree, options: StagedOptions, parts: StagedParts) {
    this.#worktree = worktree;
    this.#options = options;
    this.#parts = parts;
    this.#baselines = openBaselines(parts.home, worktree.env, parts.now);
  }

  async run(staged: Staged): Promise<StagedResult> {
    const { files, unmerged, hasHead } = staged;
    const policy = commitPolicy(this.#worktree.root, openVaults(this.#parts.home), this.#parts.now);
    for (const path of unmerged) this.#skipped.push({ path, why: 'unreadable', detail: 'it has conflicts' });
    const locks = new Map<VaultPath, string>();
    for (const { path } of files) {
      const lock = policy.lockOf(path);
      if (lock !== undefined) locks.set(path, lock.folder ?? '');
    }
    const trees = await this.#readAll(files, hasHead);
    const unsealed = [...this.#withoutCrypt(files), ...unsealedFiles(this.#worktree, staged, this.#plain, trees)];
    const troubles = this.#options.subtracts ? this.#baselines.opened.flatMap(({ trouble }) => trouble ?? []) : [];
    return {
      root: this.#worktree.root,
      files: this.#files,
      privates: this.#privates(files, locks, policy.answerFor),
      unsealed: [...new Map(unsealed.map((each) => [each.path, each])).values()],
      skipped: this.#skipped,
      troubles,
      locks,
    };
  }

  /** Reads what is staged and looks at it. @returns what else was asked for: what HEAD holds in folders. */
  async #readAll(files: readonly StagedFile[], hasHead: boolean): Promise<Map<string, ReadBlob>> {
    const byOid = new Map<string, StagedFile[]>();
    for (const file of files) byOid.set(file.oid, [...(byOid.get(file.oid) ?? []), file]);
    const folders = foldersOf(files);
    const attributes = new Set(hasHead ? attributeNames(folders) : []);
    const trees = hasHead ? [...folders].flatMap((folder) => treeName(folder) ?? []) : [];
    const rest = new Map<string, ReadBlob>();
    const names = [...byOid.keys(), ...trees, ...attributes];
    for (const [name, blob] of readBlobs(this.#worktree, names, this.#options.maxSize)) {
      if (attributes.has(name)) this.#lookForCrypt(blob);
      const named = byOid.get(name);
      if (named === undefined) rest.set(name, blob);
      else for (const file of named) await this.#look(file, blob);
    }
    const [anyFile] = files;
    // Its name tells how long ids are.
    if (anyFile !== undefined) rest.set(anyFile.oid, { kind: 'missing' });
    this.#lookForCryptOnDisk();
    return rest;
  }

  async #look(file: StagedFile, blob: ReadBlob): Promise<void> {
    const { path, oid } = file;
    if (blob.kind === 'missing')
      throw new UserError(`git can not read what is staged as ${path} (${oid})`, 'See what `git fsck` says.');
    if (blob.kind === 'too-big') {
      this.#plain.add(path);
      if (file.isChanged) this.#skipped.push({ path, why: 'too-big', detail: String(blob.size) });
      return;
    }
    const { bytes } = blob;
    const format = recogniseEncryption(bytes);
    if (format !== undefined) {
      this.#encrypted.add(path);
      if (file.isChanged) this.#skipped.push({ path, why: 'encrypted', detail: format });
      return;
    }
    if (bytes.length > 0 && !file.isLink) this.#plain.add(path);
    if (path === '.gitattributes' || path.endsWith('/.gitattributes')) this.#lookForCrypt(blob);
    if (!file.isChanged) return;
    const vault = this.#baselines.at(dirname(join(this.#worktree.root, path)));
    const findings = await this.#findingsIn(path, bytes, vault);
    if (findings === 'binary') {
      this.#skipped.push({ path, why: 'binary' });
      return;
    }
    if (findings.some(({ rule }) => rule === 'note.private')) this.#marked.add(path);
    const secrets = this.#secretsOf(findings);
    const known = secrets.length === 0 ? undefined : await this.#known(file, vault);
    const fresh = secrets.filter(({ rule, fingerprint }) => known?.has(`${rule} ${fingerprint}`) !== true);
    const subtraction = this.#options.subtracts ? vault?.subtraction : undefined;
    const inVault = vault === undefined ? path : vaultPathOf(vault.root, join(this.#worktree.root, path));
    const left =
      subtraction === undefined || fresh.length === 0
        ? { findings: fresh, accepted: [] }
        : subtraction.subtract(fresh, inVault);
    this.#files.push({ path, bytes: bytes.length, isInVault: vault !== undefined, ...left });
  }

  async #findingsIn(path: VaultPath, bytes: Uint8Array, vault: VaultBaseline | undefined) {
    this.#key = vault?.key.state === 'fits' ? vault.key.key : undefined;
    this.#engine ??= this.#parts.makeEngine(() => this.#key ?? this.#keyOfNone());
    const { kind, findings } = await this.#engine.scan({ path, bytes });
    return kind === 'binary' && findings.length === 0 ? 'binary' : findings;
  }

  #keyOfNone(): Uint8Array {
    this.#otherKey ??= this.#parts.otherKey();
    return this.#otherKey;
  }

  #secretsOf(findings: readonly Finding[]): Finding[] {
    const { severity } = this.#options;
    return findings.filter((each) => each.rule.startsWith('secret.') && isAtLeast(each.severity, severity));
  }

  /** What the versions before held, as rule and fingerprint. */
  async #known({ before }: StagedFile, vault: VaultBaseline | undefined): Promise<Set<string>> {
    const known = new Set<string>();
    const paths = new Map(before.map(({ oid, path }) => [oid, path]));
    for (const [oid, blob] of readBlobs(this.#worktree, [...paths.keys()], this.#options.maxSize)) {
      // A clone may lack old versions: nothing is known of them then.
      if (blob.kind !== 'bytes' || recogniseEncryption(blob.bytes) !== undefined) continue;
      const findings = await this.#findingsIn(paths.get(oid) ?? '', blob.bytes, vault);
      if (findings !== 'binary') for (const { rule, fingerprint } of findings) known.add(`${rule} ${fingerprint}`);
    }
    return known;
  }

  #privates(
    files: readonly StagedFile[],
    locks: ReadonlyMap<VaultPath, string>,
    answerFor: (path: VaultPath) => 'block' | 'warn' | 'allow',
  ): PrivateFile[] {
    const found = files.flatMap(({ path, isLink }): PrivateFile[] => {
      // What is sealed may go anywhere.
      if (this.#encrypted.has(path) || isLink) return [];
      const why = locks.has(path) ? 'locked' : this.#marked.has(path) ? 'marked' : undefined;
      const answer = why === undefined ? 'allow' : answerFor(path);
      return why === undefined || answer === 'allow' ? [] : [{ path, why, answer }];
    });
    return found.length > 0 && this.#hasRemote() ? found : [];
  }

  #hasRemote(): boolean {
    const answer = gitIn(this.#worktree, ['remote']);
    // Where git can not tell there may be one.
    return answer.status !== 0 || answer.stdout.length > 0;
  }

  #withoutCrypt(files: readonly StagedFile[]): Unsealed[] {
    if (!this.#usesGitCrypt) return [];
    const plain = files.filter(({ path, isChanged, isLink }) => isChanged && !isLink && this.#plain.has(path));
    return notCrypted(
      this.#worktree,
      plain.map(({ path }) => path),
    );
  }

  #lookForCrypt(blob: ReadBlob): void {
    if (blob.kind === 'bytes' && Buffer.from(blob.bytes).includes('git-crypt')) this.#usesGitCrypt = true;
  }

  #lookForCryptOnDisk(): void {
    try {
      const text = readFileSync(join(this.#worktree.gitDir, 'info', 'attributes'), 'latin1');
      if (text.includes('git-crypt')) this.#usesGitCrypt = true;
    } catch (error) {
      // There are none as a rule.
      if (errorCode(error) === undefined) throw error;
    }
  }
}
