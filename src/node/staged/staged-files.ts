import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VaultPath } from '../../core/finding.ts';
import { errorCode } from '../walk.ts';
import { gitFailure, gitIn, type StagedWorktree } from './worktree.ts';

/** A version of a file that was there before. */
export interface OldVersion {
  readonly oid: string;
  /** Another path where the file was renamed. */
  readonly path: VaultPath;
}

/** A file or link that the commit adds or changes. */
export interface StagedFile {
  /** From the root of the worktree. */
  readonly path: VaultPath;
  readonly oid: string;
  readonly isLink: boolean;
  /** False where the file only moved or its mode changed: its content was there before. */
  readonly isChanged: boolean;
  /** What it was before, in the commit's parents. */
  readonly before: readonly OldVersion[];
}

/** What a commit would change. */
export interface Staged {
  readonly files: readonly StagedFile[];
  /** Paths that are gone afterwards, of renamed files too. */
  readonly gone: readonly VaultPath[];
  /** Paths that still have conflicts: git makes no commit of them. */
  readonly unmerged: readonly VaultPath[];
  /** False before the first commit. */
  readonly hasHead: boolean;
}

interface Change {
  readonly mode: string;
  readonly oid: string;
  readonly oldMode: string;
  readonly oldOid: string;
  readonly status: string;
  readonly path: VaultPath;
  readonly from: VaultPath;
}

/**
 * Lists what the index of a worktree changes against HEAD, and in a merge against every commit that is merged: what stands
 * in one of them is known there. Submodules, deletions and entries of `git add -N` are no files.
 * @throws UserError where git can not tell.
 */
export function listStaged(worktree: StagedWorktree): Staged {
  const head = changesAgainst(worktree, 'HEAD');
  const changes = head ?? changesAgainst(worktree, emptyTree(worktree)) ?? [];
  const merged = head === undefined ? [] : mergeHeads(worktree);
  const others = merged.map(
    (commit) => new Map((changesAgainst(worktree, commit) ?? []).map((each) => [each.path, each])),
  );
  const files = changes.flatMap((change): StagedFile[] => {
    if (!isFile(change.mode)) return [];
    const all = [change, ...others.map((each) => each.get(change.path))].filter((each) => each !== undefined);
    // It is as in one of the parents.
    if (all.length <= others.length) return [];
    const before = all.flatMap(({ oldMode, oldOid, from }) => (isFile(oldMode) ? [{ oid: oldOid, path: from }] : []));
    const isChanged = before.every(({ oid }) => oid !== change.oid);
    return [{ path: change.path, oid: change.oid, isLink: change.mode === '120000', isChanged, before }];
  });
  return {
    files,
    gone: changes.flatMap(({ status, path, from }) => (status === 'D' ? [path] : from === path ? [] : [from])),
    unmerged: changes.flatMap(({ status, path }) => (status === 'U' ? [path] : [])),
    hasHead: head !== undefined,
  };
}

/** True for modes of files and links; not for submodules and what is not there. */
function isFile(mode: string): boolean {
  return mode.startsWith('100') || mode === '120000';
}

const options = ['--cached', '--raw', '-z', '-M', '-l1000', '--no-abbrev', '--ita-invisible-in-index'];

/** The changes of the index against a commit or a tree; undefined where that is a HEAD that has no commit yet. */
function changesAgainst(worktree: StagedWorktree, tree: string): Change[] | undefined {
  const answer = gitIn(worktree, ['diff-index', ...options, tree, '--']);
  if (answer.status === 0) return parseRaw(answer.stdout.toString('utf8'));
  if (tree === 'HEAD' && answer.error === undefined) {
    const head = gitIn(worktree, ['rev-parse', '--quiet', '--verify', 'HEAD']);
    if (head.status === 1) return undefined;
  }
  throw gitFailure('git can not tell what is staged', answer);
}

/** Splits `:100644 100644 <oid> <oid> M\0path\0`; of copies and renames (`R087`) two paths follow. */
function parseRaw(text: string): Change[] {
  const parts = text.split('\0');
  const changes: Change[] = [];
  for (let index = 0; index + 1 < parts.length; ) {
    const [oldMode = '', mode = '', oldOid = '', oid = '', letters = ''] = (parts[index] ?? '').slice(1).split(' ');
    const status = letters.slice(0, 1);
    const from = parts[index + 1] ?? '';
    const isPair = status === 'R' || status === 'C';
    const path = isPair ? (parts[index + 2] ?? '') : from;
    changes.push({ mode, oid, oldMode, oldOid, status, path, from });
    index += isPair ? 3 : 2;
  }
  return changes;
}

function emptyTree(worktree: StagedWorktree): string {
  const answer = gitIn(worktree, ['hash-object', '-t', 'tree', '--stdin'], { input: '' });
  if (answer.status !== 0) throw gitFailure('git can not tell what is staged', answer);
  return answer.stdout.toString('latin1').trim();
}

/** The commits that are being merged into HEAD. */
function mergeHeads({ gitDir }: StagedWorktree): string[] {
  try {
    return readFileSync(join(gitDir, 'MERGE_HEAD'), 'latin1')
      .split('\n')
      .filter((line) => /^[0-9a-f]{40,64}$/.test(line));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
