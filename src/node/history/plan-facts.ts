import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { GitPlace } from '../git/git-place.ts';
import { type Env, gitSync } from '../git/git-run.ts';
import { gitAt } from '../git/git-stream.ts';

/** What a plan has to know of a repository: it decides which commands stand in it and what it warns of. */
export interface PlanFacts {
  /** Folder name, without the `.git` of a bare repository. */
  readonly name: string;
  /** Roots of all worktrees. */
  readonly worktrees: readonly string[];
  readonly isShallow: boolean;
  readonly isPartial: boolean;
  readonly hasStash: boolean;
  /** References of notes about commits. */
  readonly notes: readonly string[];
  readonly hasLfs: boolean;
  /** It borrows objects from another repository. */
  readonly hasAlternates: boolean;
  /** Branches, tags and notes that point at neither commits nor tags of them: filter-repo leaves them as they are. */
  readonly oddRefs: readonly string[];
}

/** Asks a repository. What git does not answer counts as not there. */
export function planFacts(place: GitPlace, env: Env): PlanFacts {
  const lines = (...args: string[]): string[] => {
    const { status, stdout } = gitAt(place, args, env);
    return status === 0 ? stdout.toString('utf8').split('\n').filter(Boolean) : [];
  };
  const refs = lines('for-each-ref', '--format=%(refname) %(objecttype)').map((line) => {
    const at = line.lastIndexOf(' ');
    return { name: line.slice(0, at), type: line.slice(at + 1) };
  });
  const trees = gitSync(place.root, ['worktree', 'list', '--porcelain', '-z'], env);
  return {
    name: basename(place.root).replace(/(?<=.)\.git$/, ''),
    worktrees: trees.status === 0 ? worktreeRoots(trees.stdout.toString('utf8')) : place.isBare ? [] : [place.root],
    isShallow: existsSync(join(place.commonDir, 'shallow')),
    isPartial: lines('config', '--get-regexp', '^remote\\..*\\.(promisor|partialclonefilter)$').length > 0,
    hasStash: refs.some(({ name }) => name === 'refs/stash'),
    notes: refs.filter(({ name }) => name.startsWith('refs/notes/')).map(({ name }) => name),
    hasLfs: existsSync(join(place.commonDir, 'lfs')),
    hasAlternates: existsSync(join(place.commonDir, 'objects', 'info', 'alternates')),
    oddRefs: refs.filter(({ type }) => type !== 'commit' && type !== 'tag').map(({ name }) => name),
  };
}

/** Of `git worktree list --porcelain -z`: records of attributes, each ended by a null character, an empty one between. */
function worktreeRoots(text: string): string[] {
  return text
    .split('\0\0')
    .map((record) => record.split('\0').filter(Boolean))
    .filter((record) => !record.includes('bare') && !record.some((line) => line.startsWith('prunable')))
    .flatMap((record) => record.filter((line) => line.startsWith('worktree ')).map((line) => line.slice(9)));
}
