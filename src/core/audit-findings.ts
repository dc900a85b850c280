import { countOf } from './amounts.ts';
import type { AtRest, AuditFinding, OpenPath, Remark, StoreFacts, StorePart } from './audit.ts';
import type { AuditRuleId } from './rule-texts.ts';
import { type Severity, severities } from './severity.ts';

/** Parts that one command names; of more the store's folder is named instead. */
const mostNamed = 4;
/** What others must not read even where the rest of a store is of no interest. */
const grave: ReadonlySet<StorePart['kind']> = new Set(['transcripts', 'credentials', 'memory', 'uploads', 'snapshots']);

/** What an AI app keeps that is nothing of what it read. */
const noMemory: ReadonlySet<StorePart['kind']> = new Set(['credentials', 'settings', 'backup']);

/**
 * What lies open of a store: nothing for an encrypted one, one remark of a kind for all its notes.
 * @param isWithin true where its notes belong to another store that is reported: an Obsidian vault in a Logseq graph
 */
export function findingsOf(facts: StoreFacts, isWithin = false): Remark[] {
  const remarks: Remark[] = (facts.remarks ?? []).map((remark) => raised(remark, facts));
  if (facts.unlockedAt !== undefined) remarks.push(remarkOf(facts, 'store.notes.unlocked', 'low', facts.unlockedAt));
  // The rest is about what can be read: of an encrypted store nothing, of an unknown one nobody knows.
  if (!isPlain(facts.atRest) || facts.store === 'sqlite') return remarks;
  if (!isWithin) remarks.push(...plaintext(facts));
  remarks.push(...readable(facts), ...around(facts, isWithin));
  return remarks;
}

/** Findings of remarks, the worst first, then by path. `hash` is the keyed hash of fingerprints. */
export function auditFindings(remarks: readonly Remark[], hash: (text: string) => string): AuditFinding[] {
  const unique = new Map<string, AuditFinding>();
  for (const { rule, severity, about, path, args } of remarks) {
    // What it says about the place is no part of it: a finding that was accepted stays so when a folder grows.
    const fingerprint = hash(['audit', rule, about, path].join('\0'));
    const known = unique.get(fingerprint);
    if (known !== undefined && severities.indexOf(known.severity) >= severities.indexOf(severity)) continue;
    unique.set(fingerprint, { rule, severity, place: { kind: 'store', store: about, path }, fingerprint, args });
  }
  return [...unique.values()].sort(
    (left, right) =>
      severities.indexOf(right.severity) - severities.indexOf(left.severity) ||
      compare(left.place.path, right.place.path) ||
      compare(left.rule, right.rule),
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function isPlain({ state }: AtRest): boolean {
  return state === 'plaintext' || state === 'partly';
}

function remarkOf(
  { store, root }: StoreFacts,
  rule: AuditRuleId,
  severity: Severity,
  path = root,
  args: Remark['args'] = {},
): Remark {
  return { rule, severity, about: store, path, args };
}

function plaintext(facts: StoreFacts): Remark[] {
  const { holds, atRest, disk, evidence } = facts;
  if (holds === 'passwords') return [remarkOf(facts, 'store.passwords.plaintext', 'critical', evidence)];
  const severity = disk.state === 'encrypted' ? 'low' : 'medium';
  if (holds === 'ai' && isKeysAlone(facts)) return [];
  if (holds === 'ai') return [remarkOf(facts, 'store.ai.plaintext', severity)];
  if (atRest.state !== 'partly') return [remarkOf(facts, 'store.notes.plaintext', severity)];
  const plain = Math.max(0, atRest.of - atRest.encrypted);
  return [
    remarkOf(facts, 'store.notes.partly', severity, facts.root, { plain: `${plain} of ${atRest.of} in plain text` }),
  ];
}

/** Keys and settings are no memory: the remarks on the keys say all that there is to say. */
function isKeysAlone({ parts, remarks = [] }: StoreFacts): boolean {
  return remarks.length > 0 && parts.length > 0 && parts.every(({ kind }) => noMemory.has(kind));
}

/** One remark for all paths of a store that others can read, with the command that closes them. */
function readable(facts: StoreFacts): Remark[] {
  const { open, openCount, holds, root, parts, remarks = [] } = facts;
  // Settings in which a key stands are credentials, whatever else they hold.
  const keys = new Set(remarks.flatMap(({ rule, path }) => (rule === 'store.ai.credentials' ? [path] : [])));
  const kinds = open.map((each) => (keys.has(each.path) ? 'credentials' : kindOf(each, parts)));
  // The settings of an app alone are worth no word.
  const serious = open.filter((_, index) => holds !== 'ai' || kinds[index] !== 'settings');
  const [widest] = serious;
  if (widest === undefined) return [];
  const isGrave =
    holds === 'passwords' || (holds === 'ai' && kinds.some((kind) => kind !== undefined && grave.has(kind)));
  const tops = outermost(parts.map(({ path }) => path)).filter((path) => open.some((each) => liesIn(each.path, path)));
  const named = openCount > open.length || tops.length > mostNamed ? outermost(parts.map(({ path }) => path)) : tops;
  const paths = named.length === 0 || named.length > mostNamed ? [root] : named;
  const to = serious.some((each) => each.to === 'everyone') ? 'everyone on this machine' : 'its group';
  return [
    remarkOf(facts, 'store.readable', isGrave ? 'high' : 'medium', root, {
      path: widest.path,
      mode: `mode ${widest.mode.toString(8).padStart(3, '0')}`,
      to,
      count: countOf(openCount, 'file'),
      fix: `chmod -R go-rwx ${paths.map(shellQuoted).join(' ')}`,
    }),
  ];
}

function around(facts: StoreFacts, isWithin: boolean): Remark[] {
  const { holds, around: surroundings } = facts;
  const { synced, repository, network, temporary } = surroundings;
  const remarks: Remark[] = [];
  // An export of passwords is critical as it is.
  if (holds !== 'passwords' && !(isWithin && holds === 'notes')) {
    // What only the person's own devices can read is not with the provider.
    if (synced !== undefined && synced.endToEnd !== true) {
      const args = { by: synced.by };
      if (holds === 'notes') remarks.push(remarkOf(facts, 'store.notes.synced', 'low', facts.root, args));
      else remarks.push(remarkOf(facts, 'store.ai.synced', 'medium', facts.root, args));
    }
    if (repository?.tracked === true) {
      const [remote] = repository.remotes;
      const args = { repository: repository.root, ...(remote === undefined ? {} : { remote: remote.url }) };
      if (holds === 'ai')
        remarks.push(remarkOf(facts, 'store.ai.committed', remote === undefined ? 'medium' : 'high', facts.root, args));
      else if (remote !== undefined) remarks.push(remarkOf(facts, 'store.notes.committed', 'low', facts.root, args));
    }
  }
  if (network !== undefined) remarks.push(remarkOf(facts, 'store.network', 'medium', facts.root, { type: network }));
  if (temporary === true) remarks.push(remarkOf(facts, 'store.temporary', 'medium'));
  return remarks;
}

/** Credentials are worse where others can read them, and where copies of them lie elsewhere. */
function raised(remark: Remark, { open, around: { synced, repository } }: StoreFacts): Remark {
  if (remark.rule !== 'store.ai.credentials' || severities.indexOf(remark.severity) >= severities.indexOf('high'))
    return remark;
  const isOpen = open.some(({ path }) => liesIn(path, remark.path) || path === remark.path);
  const isElsewhere = synced !== undefined || repository?.tracked === true;
  return isOpen || isElsewhere ? { ...remark, severity: 'high' } : remark;
}

/** The kind of the innermost part that a path lies in. */
function kindOf({ path }: OpenPath, parts: readonly StorePart[]): StorePart['kind'] | undefined {
  const around = parts.filter((part) => liesIn(path, part.path));
  return around.sort((left, right) => right.path.length - left.path.length)[0]?.kind;
}

/** Without the paths that lie in another of them. */
function outermost(paths: readonly string[]): string[] {
  const unique = [...new Set(paths)];
  return unique.filter((path) => !unique.some((other) => other !== path && liesIn(path, other)));
}

function liesIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** One word of a POSIX shell, whatever the name holds. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
