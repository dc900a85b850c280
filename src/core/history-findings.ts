import type { BlobPlace, Finding, VaultPath } from './finding.ts';
import type { HistoryFinding, Introduction, ObjectFindings, Occurrence, Reach } from './history.ts';
import type { RuleId } from './rule-texts.ts';
import { type Severity, severities } from './severity.ts';

/** What has to be known of commits and objects to place findings in a history. */
export interface HistoryFacts {
  /** When a commit was written, in milliseconds since 1970; `NaN` where that is not known. */
  timeOf(commit: string): number;
  /** Where an object stands in what is checked out. */
  treePaths(oid: string): readonly VaultPath[];
  reachOf(commit: string): Reach;
  /** What keeps an object that no commit introduced. */
  reachAlone(oid: string): Reach;
  /** The remotes that have a commit. */
  remotesOf(commit: string): readonly string[];
}

/** A finding of a history before policy and baseline are asked about it. */
export interface GroupedFinding {
  readonly found: HistoryFinding;
  /** Of every note that is counted in it; a value has one. */
  readonly fingerprints: readonly string[];
}

/** So many places of one value are kept where they are wanted: an address may stand in every version of a note. */
const mostOccurrences = 5000;

type BlobFinding = Finding & { readonly place: BlobPlace };

interface First {
  readonly finding: Finding;
  readonly of: ObjectFindings;
  readonly introduction: Introduction | undefined;
  readonly time: number;
}

interface Group {
  first: First;
  severity: Severity;
  versions: number;
  reach: Reach;
  readonly occurrences: Occurrence[];
  readonly fingerprints: Set<string>;
  /** When each path held it for the first time. */
  readonly paths: Map<VaultPath, number>;
  readonly inTree: Map<string, HistoryFinding['inTree'][number]>;
  readonly remotes: Set<string>;
}

/**
 * Puts together what was found in objects: one finding for a value, whatever versions hold it; one for each mark or
 * topic of a note. Objects may come in any order. Every place of a value, up to 5,000, is told where that is wanted.
 * @returns what was found, the worst first.
 */
export function groupFindings(
  objects: Iterable<ObjectFindings>,
  facts: HistoryFacts,
  { wantsOccurrences = false } = {},
): GroupedFinding[] {
  const groups = new Map<string, Group>();
  for (const object of objects) addObject(groups, object, facts, wantsOccurrences);
  const all = [...groups.values()].map((group) => ({
    found: toHistoryFinding(group),
    fingerprints: [...group.fingerprints],
  }));
  return all.sort((left, right) => compareFindings(left.found, right.found));
}

function addObject(
  groups: Map<string, Group>,
  object: ObjectFindings,
  facts: HistoryFacts,
  wantsOccurrences: boolean,
): void {
  const { oid, introductions } = object;
  const times = introductions.map(({ commit }) => orLast(facts.timeOf(commit)));
  const oldest = oldestOf(introductions, times, facts);
  const remotes = new Set(introductions.flatMap(({ commit }) => facts.remotesOf(commit)));
  const reach =
    introductions.length === 0
      ? facts.reachAlone(oid)
      : introductions.map(({ commit }) => facts.reachOf(commit)).reduce(closer);
  const tree = facts.treePaths(oid);
  const counted = new Set<Group>();
  for (const finding of object.findings) {
    const first = {
      finding,
      of: object,
      introduction: oldest === undefined ? undefined : introductions[oldest],
      time: oldest === undefined ? Number.POSITIVE_INFINITY : (times[oldest] ?? Number.POSITIVE_INFINITY),
    };
    const key = keyOf(finding, oid);
    const group = groups.get(key) ?? newGroup(first, reach);
    groups.set(key, group);
    if (isEarlier(first, group.first, facts)) group.first = first;
    if (severities.indexOf(finding.severity) > severities.indexOf(group.severity)) group.severity = finding.severity;
    if (wantsOccurrences) addOccurrence(group, object, finding);
    group.fingerprints.add(finding.fingerprint);
    for (const path of tree) {
      const { startLine, startColumn } = finding.place.span;
      group.inTree.set(`${startLine}:${startColumn}:${path}`, { path, span: finding.place.span });
    }
    if (counted.has(group)) continue;
    counted.add(group);
    group.versions += 1;
    group.reach = closer(group.reach, reach);
    for (const remote of remotes) group.remotes.add(remote);
    for (const [index, { path }] of introductions.entries()) {
      const time = times[index] ?? Number.POSITIVE_INFINITY;
      if (path !== '' && time <= (group.paths.get(path) ?? Number.POSITIVE_INFINITY)) group.paths.set(path, time);
    }
  }
}

/** What a value is, or a mark of the note at one path; what has no path is a note of its own. */
function keyOf({ rule, fingerprint, place }: Finding, oid: string): string {
  if (!isOfNote(rule)) return `${rule} ${fingerprint}`;
  return place.path === '' ? `${rule} ${oid}` : `${rule} /${place.path}`;
}

function isOfNote(rule: RuleId): boolean {
  return rule.startsWith('note.');
}

function newGroup(first: First, reach: Reach): Group {
  return {
    first,
    severity: first.finding.severity,
    versions: 0,
    reach,
    occurrences: [],
    fingerprints: new Set(),
    paths: new Map(),
    inTree: new Map(),
    remotes: new Set(),
  };
}

function addOccurrence({ occurrences }: Group, { oid, object }: ObjectFindings, { place }: Finding): void {
  if (occurrences.length < mostOccurrences) occurrences.push({ oid, object, path: place.path, span: place.span });
}

function oldestOf(introductions: readonly Introduction[], times: readonly number[], facts: HistoryFacts) {
  let oldest: number | undefined;
  for (const [index, introduction] of introductions.entries()) {
    const before = oldest === undefined ? undefined : introductions[oldest];
    if (before === undefined || oldest === undefined) oldest = index;
    else if (compareIntroductions(introduction, times[index] ?? 0, before, times[oldest] ?? 0, facts) < 0)
      oldest = index;
  }
  return oldest;
}

/** The older first. A commit that was made anew keeps its author's date: then the one that a reference keeps. */
function compareIntroductions(
  left: Introduction,
  leftTime: number,
  right: Introduction,
  rightTime: number,
  facts: HistoryFacts,
): number {
  if (leftTime !== rightTime) return leftTime < rightTime ? -1 : 1;
  const rank = ({ commit }: Introduction): number => reaches.indexOf(facts.reachOf(commit));
  return rank(left) - rank(right) || compareTexts(left.commit, right.commit) || compareTexts(left.path, right.path);
}

function isEarlier(left: First, right: First, facts: HistoryFacts): boolean {
  const [one, other] = [left.introduction, right.introduction];
  if (one === undefined || other === undefined) {
    if (one !== other) return one !== undefined;
  } else {
    const order = compareIntroductions(one, left.time, other, right.time, facts);
    if (order !== 0) return order < 0;
  }
  const byObject = compareTexts(left.of.oid, right.of.oid);
  return byObject !== 0 ? byObject < 0 : compareSpans(left.finding, right.finding) < 0;
}

function toHistoryFinding(group: Group): HistoryFinding {
  const { finding, of, introduction } = group.first;
  const place: BlobPlace = {
    kind: 'blob',
    object: of.object,
    oid: of.oid,
    ...(introduction === undefined ? {} : { commit: introduction.commit }),
    path: introduction?.path ?? finding.place.path,
    span: finding.place.span,
  };
  const placed: BlobFinding = { ...finding, severity: group.severity, place };
  return {
    finding: placed,
    versions: group.versions,
    occurrences: group.occurrences.sort(compareOccurrences),
    paths: [...group.paths]
      .sort(([left, at], [right, then]) => (at === then ? compareTexts(left, right) : at < then ? -1 : 1))
      .map(([path]) => path),
    inTree: [...group.inTree.values()].sort(
      (left, right) => compareTexts(left.path, right.path) || compareStarts(left.span, right.span),
    ),
    reach: group.reach,
    remotes: [...group.remotes].sort(compareTexts),
  };
}

/** The worst first; of one severity what still stands in the tree, what was pushed, what is easiest to reach. */
export function compareFindings(left: HistoryFinding, right: HistoryFinding): number {
  const [one, other] = [left.finding, right.finding];
  return (
    severities.indexOf(other.severity) - severities.indexOf(one.severity) ||
    Number(right.inTree.length > 0) - Number(left.inTree.length > 0) ||
    Number(right.remotes.length > 0) - Number(left.remotes.length > 0) ||
    reaches.indexOf(left.reach) - reaches.indexOf(right.reach) ||
    compareTexts(one.rule, other.rule) ||
    compareTexts(one.place.path, other.place.path) ||
    compareStarts(one.place.span, other.place.span) ||
    compareTexts(one.fingerprint, other.fingerprint) ||
    compareTexts(one.place.oid, other.place.oid)
  );
}

const reaches: readonly Reach[] = ['ref', 'reflog', 'unreachable'];

function closer(left: Reach, right: Reach): Reach {
  return reaches.indexOf(left) <= reaches.indexOf(right) ? left : right;
}

/** A commit of which nothing is known is no first one. */
function orLast(time: number): number {
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
}

function compareOccurrences(left: Occurrence, right: Occurrence): number {
  return (
    compareTexts(left.path, right.path) || compareTexts(left.oid, right.oid) || compareStarts(left.span, right.span)
  );
}

function compareSpans(left: Finding, right: Finding): number {
  return compareStarts(left.place.span, right.place.span);
}

function compareStarts(left: BlobPlace['span'], right: BlobPlace['span']): number {
  return left.startLine - right.startLine || left.startColumn - right.startColumn;
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
