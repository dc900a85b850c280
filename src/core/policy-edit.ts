import { applyEdits, modify, parseTree } from 'jsonc-parser';
import { type Access, isLower } from './access.ts';
import type { AgentId } from './agent-ids.ts';
import type { VaultPath } from './finding.ts';
import { type FolderEntry, type ParsedPolicy, type Policy, parsePolicy } from './policy.ts';
import { isWithin, normaliseVaultPath } from './vault-path.ts';

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
    edited = withEntry(edited, key, undefined);
  }
  if (folder === '') return { text: edit(withEntry(edited, '', undefined), ['default'], 'none'), removed };
  const own = folders.get(folder);
  if (own !== undefined && allowsMoreThanNone(own)) removed.push({ folder, entry: own });
  return { text: withEntry(edited, folder, 'none'), removed };
}

/** Takes the entry of a locked folder away. Without one the text stays as it is. */
export function unlockFolder(text: string, folder: VaultPath): PolicyEdit {
  const { folders, default: given } = mustParse(text);
  if (folder === '') return { text: given === 'none' ? edit(text, ['default'], 'write') : text, removed: [] };
  const entry = folders.get(folder);
  if (entry === undefined) return { text, removed: [] };
  return { text: withEntry(text, folder, undefined), removed: [{ folder, entry }] };
}

/** Gives a folder an access: for one agent, or for all of them. Deeper entries stay. */
export function setFolderAccess(text: string, folder: VaultPath, access: Access, agent?: AgentId): PolicyEdit {
  const policy = mustParse(text);
  const entry = policy.folders.get(folder);
  if (folder === '' && agent === undefined) return { text: edit(text, ['default'], access), removed: [] };
  if (agent === undefined) return { text: withEntry(text, folder, access), removed: [] };
  const base = entry?.access ?? inherited(policy, folder);
  return {
    text: withEntry(text, folder, { access: base, agents: { ...entry?.agents, [agent]: access } }),
    removed: [],
  };
}

/** Opens a folder until a time in milliseconds since 1970; then it is again what it was. */
export function openFolderUntil(text: string, folder: VaultPath, access: Access, until: number): PolicyEdit {
  const policy = mustParse(text);
  const entry = policy.folders.get(folder);
  const before =
    entry === undefined ? inherited(policy, folder) : entry.until === undefined ? entry.access : entry.after;
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

/** What a folder has without an entry of its own. */
function inherited(policy: Policy, folder: VaultPath): Access {
  const above = [...policy.folders].filter(([key]) => key !== folder && isWithin(folder, key));
  return above.sort(([left], [right]) => right.length - left.length)[0]?.[1].access ?? policy.default;
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
  return applyEdits(text, modify(text, path, value, { formattingOptions: { ...formattingOptions, eol } }));
}
