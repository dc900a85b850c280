import { getNodeValue, type Node } from 'jsonc-parser';
import { UserError } from '../../core/user-error.ts';
import { type HookGroup, isGuardHook } from './hooks.ts';
import {
  insertMembers,
  type JsonPath,
  type Member,
  nodeAt,
  parseJson,
  removeMembers,
  removeProperty,
  replaceValue,
} from './json-members.ts';
import { misshapen } from './settings-shape.ts';
import type { WantedSettings } from './wanted-settings.ts';

/** What was added to a settings file, so that just this can be taken out again. Keys are paths joined by dots. */
export interface SettingsRecord {
  /** The strings that were added to lists. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** The values that were set; `before` is what stood there, as it was written. */
  readonly values: Readonly<Record<string, { readonly value: unknown; readonly before?: string }>>;
  /** Objects and lists that were made. */
  readonly created: readonly string[];
  /** What stood between the brackets of those that were empty. */
  readonly inner: Readonly<Record<string, string>>;
  /** The whole text, where it was blank. */
  readonly blank?: string;
}

export interface PatchedSettings {
  readonly text: string;
  readonly record: SettingsRecord;
  /** What was recorded as ours and was gone, in words. */
  readonly putBack: readonly string[];
}

const emptyRecord: SettingsRecord = { lists: {}, values: {}, created: [], inner: {} };

/**
 * Puts what is wanted into the text of a settings file (blank where there is none) and takes out what an earlier call
 * added that is no longer wanted. Everything else stays byte for byte.
 * @param record what the earlier call returned
 * @throws UserError where the text is no settings file: a person has to mend it first.
 */
export function patchSettings(
  text: string,
  wanted: WantedSettings,
  record: SettingsRecord = emptyRecord,
): PatchedSettings {
  const draft = new Draft(text, record);
  const putBack = record === emptyRecord ? [] : vanished(text, wanted, record);
  for (const key of Object.keys(record.values))
    if (!(key in wanted.values) && !(key in wanted.defaults)) draft.undoValue(key);
  for (const key of Object.keys(record.lists)) if (!(key in wanted.lists)) draft.setList(key, []);
  for (const [event, group] of Object.entries(wanted.hooks)) draft.setHooks(event, group);
  if (draft.value('disableAllHooks') === true) draft.setValue('disableAllHooks', false);
  for (const [key, rules] of Object.entries(wanted.lists)) draft.setList(key, rules);
  for (const [key, value] of Object.entries(wanted.values)) draft.setValue(key, value);
  for (const [key, value] of Object.entries(wanted.defaults))
    if (draft.value(key) === undefined) draft.setValue(key, value);
  draft.removeEmptied((key) => !isNeeded(key, wanted));
  return { text: draft.text, record: draft.record, putBack };
}

/** Takes out what was added, and nothing else. Without a record the hooks alone are known as ours. */
export function unpatchSettings(text: string, record: SettingsRecord = emptyRecord): string {
  if (text.trim() === '') return text;
  const draft = new Draft(text, record);
  for (const event of draft.keys('hooks')) {
    const isRemoved = draft.removeHooks(event);
    if (record === emptyRecord && isRemoved) draft.markCreated(`hooks.${event}`, 'hooks');
  }
  for (const key of Object.keys(record.lists)) draft.setList(key, []);
  for (const key of Object.keys(record.values)) draft.undoValue(key);
  draft.removeEmptied(() => true);
  return record.blank !== undefined && draft.isBare ? record.blank : draft.text;
}

/** What of the wanted is not in the text, in words; everything where the text is no settings file. */
export function missingFrom(text: string, wanted: WantedSettings): string[] {
  if (text.trim() !== '' && parseJson(stripMark(text))?.type !== 'object') return ['settings that can be read'];
  const value = (key: string): unknown => valueAt(stripMark(text), key.split('.'));
  const missing: string[] = [];
  for (const [event, group] of Object.entries(wanted.hooks))
    if (!holdsGroup(value(`hooks.${event}`), group)) missing.push(`the hook ${event}`);
  if (value('disableAllHooks') === true) missing.push('hooks: "disableAllHooks" switches them off');
  for (const [key, strings] of Object.entries(wanted.lists)) {
    const found: unknown = value(key);
    const present = new Set<unknown>(Array.isArray(found) ? found : []);
    for (const each of strings) if (!present.has(each)) missing.push(`${key}: ${each}`);
  }
  for (const [key, wantedValue] of Object.entries(wanted.values))
    if (!isSame(value(key), wantedValue)) missing.push(`the setting ${key}`);
  return missing;
}

const hookTypes = ['command', 'http', 'mcp_tool', 'prompt', 'agent'];
const modes = ['default', 'acceptEdits', 'plan', 'bypassPermissions', 'auto', 'dontAsk', 'manual'];

/**
 * Why Claude Code takes nothing from a settings file, silently: observed with 2.1.330, which reads strict JSON alone.
 * Undefined where it reads it.
 */
export function whyUnread(text: string): string | undefined {
  const plain = stripMark(text);
  if (plain.trim() === '') return undefined;
  try {
    JSON.parse(plain);
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const isLoose = parseJson(plain) !== undefined;
  return isLoose ? 'comments or trailing commas make Claude Code ignore the whole file' : 'the file is no JSON';
}

/** Why Claude Code might ignore the whole file, or the hooks in it; for the person. */
export function settingsWarnings(text: string): string[] {
  const warnings: string[] = [];
  for (const [event, groups] of Object.entries(objectAt(stripMark(text), ['hooks']))) {
    if (!Array.isArray(groups)) continue;
    for (const hook of groups.flatMap((group: unknown) => hooksOf(group) ?? []))
      if (typeof hook !== 'object' || hook === null || !('type' in hook) || !hookTypes.includes(String(hook.type)))
        warnings.push(`a hook of ${event} has a "type" that Claude Code does not know: it may ignore the whole file`);
  }
  const mode = valueAt(stripMark(text), ['permissions', 'defaultMode']);
  if (mode !== undefined && !modes.some((each) => each === mode))
    warnings.push(`permissions.defaultMode is none of ${modes.join(', ')}: Claude Code may ignore the whole file`);
  const key = whyUnread(text) === undefined ? misshapen(plainOf(text)) : undefined;
  if (key !== undefined && warnings.length === 0)
    warnings.push(`${key} is not what Claude Code expects there: it may ignore the whole file`);
  return warnings;
}

function plainOf(text: string): unknown {
  const plain = stripMark(text);
  return plain.trim() === '' ? {} : JSON.parse(plain);
}

/** A text that is changed step by step, with the record of the changes. */
class Draft {
  readonly #mark: string;
  #text: string;
  readonly #lists: Record<string, readonly string[]>;
  readonly #values: Record<string, { readonly value: unknown; readonly before?: string }>;
  readonly #created: Set<string>;
  readonly #inner: Record<string, string>;
  readonly #blank: string | undefined;

  constructor(text: string, record: SettingsRecord) {
    const stripped = stripMark(text);
    this.#mark = text.slice(0, text.length - stripped.length);
    this.#blank = record.blank ?? (stripped.trim() === '' ? text : undefined);
    this.#text = stripped.trim() === '' ? '{}\n' : stripped;
    mustBeSettings(this.#text);
    this.#lists = { ...record.lists };
    this.#values = { ...record.values };
    this.#created = new Set(record.created);
    this.#inner = { ...record.inner };
  }

  get text(): string {
    return this.#mark + this.#text;
  }

  get record(): SettingsRecord {
    return {
      lists: this.#lists,
      values: this.#values,
      created: [...this.#created],
      inner: this.#inner,
      ...(this.#blank === undefined ? {} : { blank: this.#blank }),
    };
  }

  value(key: string): unknown {
    return valueAt(this.#text, key.split('.'));
  }

  keys(key: string): string[] {
    return Object.keys(objectAt(this.#text, key.split('.')));
  }

  get isBare(): boolean {
    return /^\s*\{\s*\}\s*$/.test(this.#text);
  }

  markCreated(...keys: readonly string[]): void {
    for (const key of keys) this.#created.add(key);
  }

  setHooks(event: string, group: HookGroup): void {
    const path = ['hooks', event];
    if (holdsGroup(valueAt(this.#text, path), group)) return;
    this.removeHooks(event);
    this.#ensure(path, 'list');
    this.#insert(path, [{ value: group }]);
  }

  /** Takes our hooks of an event out; true where there were any. */
  removeHooks(event: string): boolean {
    const path = ['hooks', event];
    const before = this.#text;
    const groups = nodeAt(this.#text, path)?.children ?? [];
    for (const [index, node] of groups.entries()) {
      const hooks = hooksOf(getNodeValue(node)) ?? [];
      // A group that holds hooks of the person too stays, without ours.
      if (hooks.some(isGuardHook) && !hooks.every(isGuardHook))
        this.#text = removeMembers(this.#text, [...path, index, 'hooks'], (hook) => isGuardHook(getNodeValue(hook)));
    }
    this.#remove(path, (node) => (hooksOf(getNodeValue(node)) ?? []).some(isGuardHook));
    return this.#text !== before;
  }

  /** Has the list hold the strings, beside what a person put there. */
  setList(key: string, wanted: readonly string[]): void {
    const path = key.split('.');
    const kept = new Set(wanted);
    const obsolete = new Set((this.#lists[key] ?? []).filter((each) => !kept.has(each)));
    const present = strings(valueAt(this.#text, path));
    if (present.some((each) => obsolete.has(each)))
      this.#remove(path, (node) => {
        const value: unknown = getNodeValue(node);
        // A person may have added the same once more: one goes.
        return typeof value === 'string' && obsolete.delete(value);
      });
    const there = new Set(strings(valueAt(this.#text, path)));
    const added = wanted.filter((each) => !there.has(each));
    if (added.length > 0) {
      this.#ensure(path, 'list');
      this.#insert(
        path,
        added.map((value) => ({ value })),
      );
    }
    const own = new Set([...(this.#lists[key] ?? []).filter((each) => kept.has(each)), ...added]);
    if (own.size > 0) this.#lists[key] = [...own];
    else delete this.#lists[key];
  }

  setValue(key: string, value: unknown): void {
    const path = key.split('.');
    const node = nodeAt(this.#text, path);
    if (node !== undefined && isSame(getNodeValue(node), value)) return;
    const name = path.at(-1) ?? '';
    if (node === undefined) {
      this.#ensure(path.slice(0, -1), 'object');
      this.#insert(path.slice(0, -1), [{ key: name, value }]);
      this.#values[key] = { ...this.#values[key], value };
    } else {
      const before = this.#text.slice(node.offset, node.offset + node.length);
      this.#values[key] = { before, ...this.#values[key], value };
      this.#text = replaceValue(this.#text, path, JSON.stringify(value));
    }
  }

  /** Puts a value back as it was. One that a person changed since stays. */
  undoValue(key: string): void {
    const path = key.split('.');
    const own = this.#values[key];
    delete this.#values[key];
    const node = nodeAt(this.#text, path);
    if (own === undefined || node === undefined || !isSame(getNodeValue(node), own.value)) return;
    if (own.before !== undefined) this.#text = replaceValue(this.#text, path, own.before);
    else {
      const parent = path.slice(0, -1);
      this.#text = removeProperty(this.#text, parent, path.at(-1) ?? '', this.#inner[parent.join('.')]);
    }
  }

  /** Takes out what was made and is empty again, the deepest first. */
  removeEmptied(isOver: (key: string) => boolean): void {
    const keys = [...this.#created].filter(isOver).sort((left, right) => right.length - left.length);
    for (const key of keys) {
      const path = key.split('.');
      const node = nodeAt(this.#text, path);
      if (node !== undefined && !isBareNode(this.#text, node)) continue;
      this.#created.delete(key);
      if (node === undefined) continue;
      const parent = path.slice(0, -1);
      this.#text = removeProperty(this.#text, parent, path.at(-1) ?? '', this.#inner[parent.join('.')]);
    }
  }

  #ensure(path: readonly string[], kind: 'object' | 'list'): void {
    const node = nodeAt(this.#text, path);
    if (node?.type === (kind === 'list' ? 'array' : 'object')) return;
    const key = path.join('.');
    if (node !== undefined) throw notSettings(`"${key}" is ${kind === 'list' ? 'no list' : 'no object'}`);
    const parent = path.slice(0, -1);
    this.#ensure(parent, 'object');
    this.#insert(parent, [{ key: path.at(-1) ?? '', value: kind === 'list' ? [] : {} }]);
    this.#created.add(key);
  }

  #insert(path: JsonPath, members: readonly Member[]): void {
    const { text, inner } = insertMembers(this.#text, path, members);
    this.#text = text;
    const key = path.join('.');
    if (inner !== undefined && !this.#created.has(key)) this.#inner[key] = inner;
  }

  #remove(path: JsonPath, isOurs: (node: Node) => boolean): void {
    this.#text = removeMembers(this.#text, path, isOurs, this.#inner[path.join('.')]);
  }
}

/** Parts of the record that are gone from the text and still wanted. */
function vanished(text: string, wanted: WantedSettings, record: SettingsRecord): string[] {
  const lists = Object.fromEntries(
    Object.entries(wanted.lists).map(([key, strings]) => {
      const own = new Set(record.lists[key] ?? []);
      return [key, strings.filter((each) => own.has(each))];
    }),
  );
  const values = Object.fromEntries(Object.entries(wanted.values).filter(([key]) => key in record.values));
  return missingFrom(text, { ...wanted, lists, values, defaults: {} });
}

function isNeeded(key: string, wanted: WantedSettings): boolean {
  const keys = [...Object.keys(wanted.hooks).map((each) => `hooks.${each}`), ...Object.keys(wanted.lists)];
  return [...keys, ...Object.keys(wanted.values), ...Object.keys(wanted.defaults)].some(
    (each) => each === key || each.startsWith(`${key}.`),
  );
}

function mustBeSettings(text: string): void {
  const tree = parseJson(text);
  if (tree === undefined) throw notSettings('they are no JSON');
  if (tree.type !== 'object') throw notSettings('they are no object');
  // Of two equal keys the client takes the last, and an edit in place would meet the first.
  for (const path of [[], ['hooks'], ['permissions'], ['sandbox'], ['sandbox', 'filesystem']]) {
    const names = (nodeAt(text, path)?.children ?? []).map((each) => String(each.children?.[0]?.value));
    const twice = names.find((each, index) => names.indexOf(each) !== index);
    if (twice !== undefined) throw notSettings(`"${[...path, twice].join('.')}" stands twice`);
  }
}

function notSettings(why: string): UserError {
  return new UserError(
    `The settings of Claude Code can not be read: ${why}`,
    'Mend the file first; nothing was written.',
  );
}

function stripMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

function valueAt(text: string, path: JsonPath): unknown {
  const node = nodeAt(text, path);
  return node === undefined ? undefined : getNodeValue(node);
}

function objectAt(text: string, path: JsonPath): Readonly<Record<string, unknown>> {
  const value = valueAt(text, path);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function hooksOf(group: unknown): readonly unknown[] | undefined {
  if (typeof group !== 'object' || group === null || !('hooks' in group)) return undefined;
  return Array.isArray(group.hooks) ? group.hooks : undefined;
}

/** True where a list of groups calls the guard just once, for everything, and as wanted. */
function holdsGroup(value: unknown, wanted: HookGroup): boolean {
  const groups: readonly unknown[] = Array.isArray(value) ? value : [];
  const ours = groups.flatMap((group) =>
    (hooksOf(group) ?? []).filter(isGuardHook).map((hook) => ({ hook, matcher: matcherOf(group) })),
  );
  const [only] = ours;
  return ours.length === 1 && only !== undefined && only.matcher && isSame(only.hook, wanted.hooks[0]);
}

/** True where a group has its hooks called for everything. */
function matcherOf(group: unknown): boolean {
  if (typeof group !== 'object' || group === null || !('matcher' in group)) return true;
  return group.matcher === '*' || group.matcher === '';
}

/** Equal as JSON, whatever the order of keys. */
function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(ordered(left)) === JSON.stringify(ordered(right));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, each]) => [key, ordered(each)]),
  );
}

function isBareNode(text: string, node: Node): boolean {
  return text.slice(node.offset + 1, node.offset + node.length - 1).trim() === '';
}
