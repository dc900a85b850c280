import { type Access, isLower } from './access.ts';
import { type AgentId, agentIds, agentNames } from './agent-ids.ts';
import type { VaultPath } from './finding.ts';
import { commitAnswers, type Policy } from './policy.ts';
import { compilePolicy } from './policy-access.ts';
import { foldPath, isWithin } from './vault-path.ts';

/** One thing that a policy gives and another one does not. */
export interface Loosening {
  /** A folder, `files.none` and the like, or a key of `content` or `commit`. */
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly agent?: AgentId;
}

/** Times at which access may change: now, each end of an opening, and for good. */
function timesOf(policies: readonly Policy[], now: number): number[] {
  const ends = policies.flatMap(({ folders }) =>
    [...folders.values()].flatMap(({ until }) => (until !== undefined && until > now ? [until] : [])),
  );
  return [...new Set([now, ...ends, 8.64e15])].sort((left, right) => left - right);
}

/** Folders to ask about: those named, and those that another spelling of a folder above would reach. */
function askedFolders(policies: readonly Policy[]): VaultPath[] {
  const keys = [...new Set(policies.flatMap(({ folders }) => [...folders.keys()]))];
  const alike = keys.flatMap((key) => {
    const parts = key.split('/');
    return keys.flatMap((other) => {
      const depth = other.split('/').length;
      const head = parts.slice(0, depth).join('/');
      return depth < parts.length && head !== other && foldPath(head) === foldPath(other)
        ? [[other, ...parts.slice(depth)].join('/')]
        : [];
    });
  });
  return ['', ...keys, ...alike, ...keys.flatMap((key) => strangeSpellings(key, keys))];
}

/** A character that is no part of a name's folded form. */
const unseen = '\u200b';
/** More are not tried: each has twice as many spellings as the one above it. */
const deepest = 8;

/**
 * Spellings that nobody wrote, where entries are alike: there all of them count, until an entry deeper down does. Some
 * of a path's names may be written as in an entry.
 */
function strangeSpellings(key: VaultPath, keys: readonly VaultPath[]): VaultPath[] {
  const parts = key.split('/');
  const isAlike = keys.some(
    (other) =>
      other !== key &&
      foldPath(other) === foldPath(parts.slice(0, other.split('/').length).join('/')) &&
      !isWithin(key, other),
  );
  if (!isAlike || parts.length > deepest) return [];
  return parts
    .reduce<string[][]>(
      (found, part) =>
        found.flatMap((each) => [
          [...each, part],
          [...each, part + unseen],
        ]),
      [[]],
    )
    .map((each) => each.join('/'));
}

/**
 * Lists where `to` gives an agent more than `from` does, path by path; empty where it gives less or the same
 * everywhere. `now` in milliseconds since 1970: timed openings are compared as they are now and after their end.
 */
export function loosenings(from: Policy, to: Policy, now: number): Loosening[] {
  return [
    ...folderLoosenings(from, to, now),
    ...fileLoosenings(from, to),
    ...contentLoosenings(from, to),
    ...commitLoosenings(from, to),
  ];
}

function folderLoosenings(from: Policy, to: Policy, now: number): Loosening[] {
  const before = compilePolicy({ ...from, files: { none: [], redacted: [], read: [] } });
  const after = compilePolicy({ ...to, files: { none: [], redacted: [], read: [] } });
  const folders = new Set<VaultPath>(askedFolders([from, to]));
  const times = timesOf([from, to], now);
  const found: Loosening[] = [];
  for (const folder of [...folders].sort()) {
    const raised = agentIds.flatMap((agent) => {
      const pair = times
        .map((time): [Access, Access] => {
          const asked = { path: folder, isFolder: true, agent, now: time };
          return [before.accessOf(asked).access, after.accessOf(asked).access];
        })
        .find(([left, right]) => isLower(left, right));
      return pair === undefined ? [] : [{ agent, pair }];
    });
    const [first] = raised;
    if (first === undefined) continue;
    const what = folder === '' ? 'the vault' : folder.replaceAll(unseen, '');
    const isSame = raised.every(({ pair }) => String(pair) === String(first.pair));
    if (raised.length === agentIds.length && isSame) found.push({ what, from: first.pair[0], to: first.pair[1] });
    else for (const { agent, pair } of raised) found.push({ what, from: pair[0], to: pair[1], agent });
  }
  return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()];
}

/** Patterns may be added at the end of a list; any other change may let something through. */
function fileLoosenings(from: Policy, to: Policy): Loosening[] {
  return (['none', 'redacted', 'read'] as const).flatMap((level): Loosening[] => {
    const [before, after] = [from.files[level], to.files[level]];
    const gone = before.filter((pattern, index) => after[index] !== pattern);
    const cancels = after.slice(before.length).filter((pattern) => pattern.startsWith('!'));
    const what = `files.${level}`;
    if (gone.length > 0) return [{ what, from: list(before), to: list(after) }];
    return cancels.length > 0 ? [{ what, from: list(before), to: list(after) }] : [];
  });
}

const strictness = ['deny', 'redact', 'ask', 'allow'];

function contentLoosenings(from: Policy, to: Policy): Loosening[] {
  const found: Loosening[] = [];
  if (isLower(from.content.private, to.content.private))
    found.push({ what: 'content.private', from: from.content.private, to: to.content.private });
  for (const key of ['secret', 'personal'] as const) {
    const [before, after] = [from.content[key], to.content[key]];
    if (strictness.indexOf(after) > strictness.indexOf(before))
      found.push({ what: `content.${key}`, from: before, to: after });
  }
  return found;
}

function commitLoosenings({ commit: from }: Policy, { commit: to }: Policy): Loosening[] {
  const isLooser = commitAnswers.indexOf(to.private) > commitAnswers.indexOf(from.private);
  return isLooser ? [{ what: 'commit.private', from: from.private, to: to.private }] : [];
}

function list(patterns: readonly string[]): string {
  return patterns.length === 0 ? 'nothing' : patterns.join(' ');
}

/** A loosening as a line: `journal: none -> write`. */
export function formatLoosening({ what, from, to, agent }: Loosening): string {
  return `${what}: ${from} -> ${to}${agent === undefined ? '' : ` for ${agentNames[agent]}`}`;
}
