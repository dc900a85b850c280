import type { GitPlace } from './git-place.ts';
import type { Env } from './git-run.ts';
import { feed, gitStream, output, parts } from './git-stream.ts';
import { allObjects, isType, type ObjectType } from './object-list.ts';
import { readObjects } from './object-reader.ts';

/** What objects are; those that are not there, or that git can not read, are left out. */
export async function objectTypes(
  place: GitPlace,
  oids: readonly string[],
  env: Env,
  signal: AbortSignal,
): Promise<Map<string, ObjectType>> {
  const found = new Map<string, ObjectType>();
  const stream = gitStream(place, ['cat-file', '--buffer', '--batch-check=%(objectname) %(objecttype)'], env, signal);
  const feeding = feed(stream, oids);
  try {
    for await (const lines of parts(output(stream, signal), 10)) {
      for (const line of lines) {
        const text = line.toString('latin1');
        const type = text.slice(text.indexOf(' ') + 1);
        if (isType(type)) found.set(text.slice(0, text.indexOf(' ')), type);
      }
    }
    await feeding;
    const { status, stderr } = await stream.end;
    signal.throwIfAborted();
    if (status === 0) return found;
    if (stderr.startsWith('git: ')) throw new Error(stderr);
  } finally {
    stream.stop();
  }
  // In a partial clone git ends at an object that is not there. A list of all that is there needs no question.
  const wanted = new Set(oids);
  for await (const listed of allObjects(place, env, signal)) {
    for (const { oid, type } of listed) if (wanted.has(oid)) found.set(oid, type);
  }
  return found;
}

/** Objects that names lead to, those behind annotated tags included. */
export interface Targets {
  readonly commits: string[];
  readonly tags: string[];
  readonly blobs: string[];
  readonly trees: string[];
  /** Named, and not there or not readable; `from` is the id that led there by way of tags, or the same. */
  readonly absent: { readonly oid: string; readonly from: string }[];
}

/** A tag is small: what stands in one that is larger is not followed. */
const largestTag = 64 << 20;
/** Each level of tags of tags takes two processes of git. Behind these, which nobody makes by hand, all tags are read at once. */
const mostLevels = 4;

/** Where ids lead: tags are followed to what they tag, tags of tags too. */
export async function targetsOf(
  place: GitPlace,
  oids: Iterable<string>,
  env: Env,
  signal: AbortSignal,
): Promise<Targets> {
  const targets: Targets = { commits: [], tags: [], blobs: [], trees: [], absent: [] };
  const origins = new Map<string, string>();
  for (const oid of oids) origins.set(oid, oid);
  let open = [...origins.keys()];
  for (let level = 0; open.length > 0; level++) {
    const types = await objectTypes(place, open, env, signal);
    const tags: string[] = [];
    for (const oid of open) {
      const type = types.get(oid);
      if (type === undefined) targets.absent.push({ oid, from: origins.get(oid) ?? oid });
      else targets[`${type}s`].push(oid);
      if (type === 'tag') tags.push(oid);
    }
    open = [];
    if (tags.length === 0) continue;
    const isDeep = level >= mostLevels;
    const tagged = await taggedBy(place, isDeep ? await allTags(place, env, signal) : tags, env, signal);
    for (const tag of tags) {
      const origin = origins.get(tag) ?? tag;
      let target = tagged.get(tag);
      for (
        ;
        isDeep && target !== undefined && tagged.has(target) && !origins.has(target);
        target = tagged.get(target)
      ) {
        origins.set(target, origin);
        targets.tags.push(target);
      }
      if (target === undefined || origins.has(target)) continue;
      origins.set(target, origin);
      open.push(target);
    }
  }
  return targets;
}

async function allTags(place: GitPlace, env: Env, signal: AbortSignal): Promise<string[]> {
  const tags: string[] = [];
  for await (const listed of allObjects(place, env, signal))
    for (const { oid, type } of listed) if (type === 'tag') tags.push(oid);
  return tags;
}

/** What each of the tags tags. */
async function taggedBy(
  place: GitPlace,
  tags: readonly string[],
  env: Env,
  signal: AbortSignal,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const tag of readObjects(place, tags, { maxSize: largestTag }, env, signal)) {
    if (tag.kind !== 'tag') continue;
    const tagged = taggedIn(tag.bytes);
    if (tagged !== undefined) found.set(tag.oid, tagged);
  }
  return found;
}

function taggedIn(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 80)).toString('latin1');
  return /^object ([0-9a-f]{40}(?:[0-9a-f]{24})?)\n/.exec(head)?.[1];
}

/** A tree may name one tree many times over, each time with all that is in it: no disk would hold it. */
const mostNames = 5_000_000;

/**
 * Blobs of a tree with their paths, in parts: of a damaged tree what stands before the damage, of an endless one the first
 * five million.
 * @param onCut told why not all came, in git's words or ours.
 */
export async function* treeBlobs(
  place: GitPlace,
  tree: string,
  env: Env,
  signal: AbortSignal,
  onCut: (why: string) => void = () => undefined,
): AsyncGenerator<{ oid: string; path: string }[]> {
  const stream = gitStream(place, ['ls-tree', '-r', '-z', '--full-tree', tree], env, signal);
  stream.child.stdin.end();
  let names = 0;
  try {
    for await (const lines of parts(output(stream, signal), 0)) {
      const found: { oid: string; path: string }[] = [];
      for (const line of lines) {
        // `<mode> blob <id>\t<path>`
        const tab = line.indexOf(9);
        const [, type, oid] = line.toString('latin1', 0, Math.max(tab, 0)).split(' ');
        if (type === 'blob' && oid !== undefined) found.push({ oid, path: line.toString('utf8', tab + 1) });
      }
      yield found;
      names += lines.length;
      if (names > mostNames) return onCut(`tree ${tree} names more than ${mostNames.toLocaleString('en-US')} files`);
    }
    const { status, stderr } = await stream.end;
    signal.throwIfAborted();
    if (stderr.startsWith('git: ')) throw new Error(stderr);
    if (status !== 0) onCut(stderr);
  } finally {
    stream.stop();
  }
}
