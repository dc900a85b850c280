import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import { readPlainFile } from '../plain-file.ts';
import { errorCode } from '../walk.ts';
import { writeWhole } from '../whole-file.ts';
import { type HookForm, type HookName, hookNames } from './hook-text.ts';

/** A file that Cloister wrote a hook into. */
export interface RecordedHook {
  readonly path: string;
  /** `own` and `shared` are hooks, `lefthook` is a file of its configuration. */
  readonly form: HookForm | 'lefthook';
  /** The hook whose it is; the two have one entry each. */
  readonly name: HookName;
  /** The root of the worktree from which it was installed. */
  readonly root: string;
  /** True where the file was not there before. */
  readonly made: boolean;
}

/** The file in Cloister's own folder that lists the hooks of all repositories. */
export function hookRecordPath(home: string): string {
  return join(home, 'hooks.json');
}

/** To be held while hooks and their record are changed. */
export function hookLockPath(home: string): string {
  return join(home, 'hooks.lock');
}

/** The recorded hooks. @throws UserError where the file is there and nothing can be made of it */
export function readHookRecord(home: string): readonly RecordedHook[] {
  try {
    const value: unknown = JSON.parse(readPlainFile(hookRecordPath(home), { largest: 64 << 20 }).toString('utf8'));
    const list = typeof value === 'object' && value !== null && 'hooks' in value ? value.hooks : undefined;
    if (Array.isArray(list)) return list.flatMap(hookOf);
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      const code = errorCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return [];
      if (!['EISDIR', 'ENOTPLAIN', 'ENXIO'].includes(code)) throw error;
    }
  }
  throw new UserError(
    `${hookRecordPath(home)} is broken: it lists the git hooks that Cloister installed`,
    'Move it away, then run `cloister hook install` in each repository again.',
  );
}

function hookOf(value: unknown): RecordedHook[] {
  if (typeof value !== 'object' || value === null) return [];
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const { path, root, made } = fields;
  const form = (['own', 'shared', 'lefthook'] as const).find((each) => each === fields['form']);
  const name = hookNames.find((each) => each === fields['name']);
  if (typeof path !== 'string' || typeof root !== 'string' || form === undefined || name === undefined) return [];
  return [{ path, root, form, name, made: made === true }];
}

/** Adds entries, each path and hook once; the first entry of one counts. */
export function recordHooks(home: string, hooks: readonly RecordedHook[]): void {
  const before = readHookRecord(home);
  const added = hooks.filter((each) => !before.some((other) => isSameHook(each, other)));
  if (added.length > 0) writeRecord(home, [...before, ...added]);
}

export function forgetHooks(home: string, hooks: readonly RecordedHook[]): void {
  const before = readHookRecord(home);
  const left = before.filter((each) => !hooks.some((other) => isSameHook(each, other)));
  if (left.length === before.length) return;
  if (left.length === 0) rmSync(hookRecordPath(home), { force: true });
  else writeRecord(home, left);
}

function isSameHook(left: RecordedHook, right: RecordedHook): boolean {
  return left.path === right.path && left.name === right.name;
}

function writeRecord(home: string, hooks: readonly RecordedHook[]): void {
  writeWhole(hookRecordPath(home), `${JSON.stringify({ version: 1, hooks }, null, 1)}\n`);
}
