import { applyEdits, findNodeAtLocation, modify, parseTree } from 'jsonc-parser';
import { type Access, isLower, lower } from './access.ts';
import type { AgentId } from './agent-ids.ts';
import type { VaultPath } from './finding.ts';
import { type FolderEntry, type ParsedPolicy, type Policy, parsePolicy } from './policy.ts';
import { foldPath, isWithin, normaliseVaultPath } from './vault-path.ts';

/** An entry that a lock took away, so that it can be told and put back. */
export interface RemovedEntry {
  readonly folder: VaultPath;
  readonly entry: FolderEntry;
}

export interface PolicyEdit {
  readonly text: string;
  readonly removed: readonly RemovedEntry[];
}

const formattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' };

/** The text of a new policy. */
export function newPolicyText(id: string, defaultAccess: Access): string {
  return `{
  "version": 1,
  "id": ${JSON.stringify(id)},
  // What an agent may do with a folder that nothing below names: none, redacted, read or write.
  "default": ${JSON.stringify(defaultAccess)},
  "folders": {}
}
`;
}

/**
 * Gives `none` to a folder and everything beneath it, for every agent: deeper entries and agents' levels that allow
 * more go, and are returned. The text must be a policy that parses.
 * @throws Error where it does not.
 */
export function lockFolder(text: string, folder: VaultPath): PolicyEdit {
  const { folders } = mustParse(text);
  const removed: RemovedEntry[] = [];
  let edited = text;
  for (const [key, entry] of folders) {
    if (key === folder || !isWithin(key, folder) || !allowsMoreThanNone(entry)) continue;
    removed.push({ folder: key, entry });
    // An entry of another spelling may have held this one's look-alikes down.
    const isAlone = ![...folders.keys()].some(
      (other) => other !== key && isWithin(foldPath(key), foldPath(other)) && !isWithin(key, other),
    );
    edited = withEntry(edited, key, isAlone ? undefined : 'none');
  }
  if (folder === '') {
    const top = folders.get('');
    if (top !== undefined && allowsMoreThanNone(top)) removed.push({ folder: '', entry: top });
    return { text: edit(top === undefined ? edited : withEntry(edited, '', 'none'), ['default'], 'none'), removed };
  }
  const own = folders.get(folder);
  if (own !== undefined && allowsMoreThanNone(own)) removed.push({ folder, entry: own });
  return { text: withEntry(edited, folder, 'none'), removed };
}

/** Takes the entry of a locked folder away. Without one the text stays as it is. */
export function unlockFolder(text: string, folder: VaultPath): PolicyEdit {
  const { folders, default: given } = mustParse(text);
  if (folder === '') {
    const opened = given === 'none' ? edit(text, ['default'], 'write') : text;
    return { text: folders.get('')?.access === 'none' ? withEntry(opened, '', undefined) : opened, removed: [] };
  }
  const entry = folders.get(folder);
  if (entry === undefined) return { text, removed: [] };
  return { text: withEntry(text, folder, undefined), removed: [{ folder, entry }] };
}

/** Gives a folder an access: for one agent, or for all of them. Deeper entries stay. */
export function setFolderAccess(text: string, folder: VaultPath, access: Access, agent?: AgentId): PolicyEdit {
  const policy = mustParse(text);
  const entry = policy.folders.get(folder);
  if (folder === '' && agent === undefined)
    return {
      text: edit(policy.folders.has('') ? withEntry(text, '', access) : text, ['default'], access),
      removed: [],
    };
  if (agent === undefined) return { text: withEntry(text, folder, access), removed: [] };
  const base = entry ?? inherited(policy, folder);
  const next = { ...base, agents: { ...base.agents, [agent]: access } };
  return { text: withEntry(text, folder, toJson(next)), removed: [] };
}

/** Opens a folder until a time in milliseconds since 1970; then it is again what it was. */
export function openFolderUntil(text: string, folder: VaultPath, access: Access, until: number): PolicyEdit {
  const policy = mustParse(text);
  const entry = policy.folders.get(folder);
  const standing = entry ?? inherited(policy, folder);
  // An end has one access for every agent: the least that one of them had.
  const before =
    standing.until === undefined ? Object.values(standing.agents).reduce(lower, standing.access) : standing.after;
  const timed = { access, until: new Date(until).toISOString(), after: before };
  return { text: withEntry(text, folder, timed), removed: [] };
}

/** Puts back entries that a lock took away. */
export function restoreEntries(text: string, removed: readonly RemovedEntry[]): string {
  return removed.reduce((edited, { folder, entry }) => withEntry(edited, folder, toJson(entry)), text);
}

function mustParse(text: string): Policy {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error(`not a policy: ${parsed.problems.join(', ')}`);
  return (parsed.value satisfies ParsedPolicy).policy;
}

function allowsMoreThanNone(entry: FolderEntry): boolean {
  const levels = [entry.access, ...Object.values(entry.agents), ...(entry.until === undefined ? [] : [entry.after])];
  return levels.some((level) => isLower('none', level));
}

/** The entry that counts for a folder without one of its own. */
function inherited(policy: Policy, folder: VaultPath): FolderEntry {
  const above = [...policy.folders].filter(([key]) => key !== folder && isWithin(folder, key));
  const [nearest] = above.sort(([left], [right]) => right.length - left.length);
  return nearest?.[1] ?? { access: policy.default, agents: {}, after: 'none' };
}

function toJson({ access, agents, until, after }: FolderEntry): unknown {
  if (until === undefined && Object.keys(agents).length === 0) return access;
  return {
    access,
    ...(Object.keys(agents).length === 0 ? {} : { agents }),
    ...(until === undefined ? {} : { until: new Date(until).toISOString(), after }),
  };
}

/** Sets or, with `undefined`, removes the entry of a folder, under the spelling that it has in the text. */
function withEntry(text: string, folder: VaultPath, value: unknown): string {
  const key = keysOf(text).find((each) => normaliseVaultPath(each) === folder);
  if (key === undefined && value === undefined) return text;
  return edit(text, ['folders', key ?? folder], value);
}

function keysOf(text: string): string[] {
  const folders = parseTree(text)?.children?.find((property) => property.children?.[0]?.value === 'folders');
  return (folders?.children?.[1]?.children ?? []).map((property) => String(property.children?.[0]?.value));
}

function edit(text: string, path: string[], value: unknown): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  if (value === undefined) return withoutMember(text, path);
  const options = { formattingOptions: { ...formattingOptions, insertSpaces: !/^\t/m.test(text), eol } };
  return applyEdits(text, modify(text, path, value, options));
}

/** Takes a member out with its own line and comma; comments of its neighbours stay, which `modify` takes along. */
function withoutMember(text: string, path: string[]): string {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  const value = tree === undefined ? undefined : findNodeAtLocation(tree, path);
  const member = value?.parent;
  const siblings = member?.parent?.children ?? [];
  if (member === undefined) return text;
  let start = member.offset;
  let end = member.offset + member.length;
  const comma = /^\s*,/.exec(text.slice(end));
  if (comma !== null) end += comma[0].length;
  const before = siblings[siblings.indexOf(member) - 1];
  const previousEnd = before === undefined ? start : before.offset + before.length;
  if (comma === null && /^\s*,\s*$/.test(text.slice(previousEnd, start)))
    return text.slice(0, previousEnd) + text.slice(end);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const rest = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end));
  if (text.slice(lineStart, start).trim() === '' && rest !== null) {
    start = lineStart;
    end += rest[0].length;
  }
  const edited = text.slice(0, start) + text.slice(end);
  const holder = siblings.length === 1 ? member.parent : undefined;
  if (holder !== undefined) {
    // Braces that hold nothing but blanks close again; a comment keeps them open.
    const inner = edited.slice(holder.offset + 1, holder.offset + holder.length - (end - start) - 1);
    if (inner.trim() === '') return edited.slice(0, holder.offset + 1) + edited.slice(holder.offset + 1 + inner.length);
  }
  if (comma !== null || before === undefined) return edited;
  // The last one goes: the comma in front of it as well.
  const at = commaAt(text, previousEnd, start);
  return at === undefined ? edited : edited.slice(0, at) + edited.slice(at + 1);
}

/** The comma between two members, which may stand behind comments. */
function commaAt(text: string, from: number, to: number): number | undefined {
  const between = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|,/g;
  for (const { 0: found, index } of text.slice(from, to).matchAll(between)) if (found === ',') return from + index;
  return undefined;
}
