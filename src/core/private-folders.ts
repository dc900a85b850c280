import type { VaultPath } from './finding.ts';
import { looksPrivate } from './private-names.ts';
import type { RuleId } from './rule-texts.ts';
import { foldersAbove, isWithin } from './vault-path.ts';

/** A folder whose notes look private, for a person to judge. */
export interface PrivateFolder {
  readonly folder: VaultPath;
  /** True where its name says so. */
  readonly isNamed: boolean;
  readonly files: number;
  /** Notes that their authors marked private. */
  readonly marked: number;
  /** How many of its notes are about each private topic, the most frequent first. */
  readonly topics: readonly (readonly [RuleId, number])[];
}

/** A file of a vault, as far as it counts for what looks private. */
export interface LookedAtFile {
  readonly path: VaultPath;
  /** Whether its author marked it private; undefined where that could not be looked at. */
  readonly isPrivate: boolean | undefined;
  /** Rules of the topics that the note is about, none where it was not asked. */
  readonly topics?: readonly RuleId[];
}

/**
 * The folders that look private: those whose names say so, the topmost of each, and those of whose files every third or
 * more is marked private (the policy hides single ones by themselves) or about a private topic. One note that is about
 * such a topic does not make a folder private, unless it is all that lies in it. None lies within another; the vault
 * itself is none of them.
 */
export function privateFolders(files: readonly LookedAtFile[]): PrivateFolder[] {
  const named = new Set<VaultPath>();
  const marked = new Set<VaultPath>();
  for (const file of files) {
    const folders = foldersAbove(file.path).slice(1);
    const first = folders.find((folder) => looksPrivate(folder.slice(folder.lastIndexOf('/') + 1)));
    const parent = folders.at(-1);
    if (first !== undefined) named.add(first);
    else if ((file.isPrivate === true || isTopical(file)) && parent !== undefined) marked.add(parent);
  }
  const wanted = [...named, ...marked].filter((folder) => named.has(folder) || isMostlyPrivate(folder, files)).sort();
  const outermost = wanted.filter((each) => !wanted.some((other) => other !== each && isWithin(each, other)));
  return outermost.map((folder) => {
    const inside = files.filter(({ path }) => isWithin(path, folder));
    const count = inside.filter(({ isPrivate }) => isPrivate === true).length;
    const topics = countTopics(inside);
    return { folder, isNamed: named.has(folder), files: inside.length, marked: count, topics };
  });
}

function isTopical({ topics }: LookedAtFile): boolean {
  return topics !== undefined && topics.length > 0;
}

function isMostlyPrivate(folder: VaultPath, files: readonly LookedAtFile[]): boolean {
  const inside = files.filter(({ path }) => isWithin(path, folder));
  const marked = inside.filter(({ isPrivate }) => isPrivate === true).length;
  const either = inside.filter((file) => file.isPrivate === true || isTopical(file)).length;
  return either * 3 >= inside.length && (marked > 0 || either > 1 || either === inside.length);
}

function countTopics(files: readonly LookedAtFile[]): (readonly [RuleId, number])[] {
  const counts = new Map<RuleId, number>();
  for (const { topics } of files) for (const topic of topics ?? []) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return [...counts].sort(([left, many], [right, more]) => more - many || (left < right ? -1 : 1));
}
