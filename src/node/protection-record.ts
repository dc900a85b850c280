import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HookForm } from '../agents/claude-code/hooks.ts';
import type { ProtectionOptions } from '../agents/claude-code/protection-options.ts';
import type { SettingsRecord } from '../agents/claude-code/settings.ts';
import { removeEmptyFolder } from './guard-install.ts';
import { readPlainFile } from './plain-file.ts';
import { errorCode } from './walk.ts';
import { writeWhole } from './whole-file.ts';

/** What Cloister did to one settings file. */
export interface ProtectedFile {
  readonly record: SettingsRecord;
  /** True where there was no such file before. */
  readonly wasAbsent: boolean;
  /** True where its folder was made too. */
  readonly madeFolder: boolean;
  /** Hash of the text that was written last: a change that the guard need not judge. */
  readonly written: string;
}

/** What Cloister did to hold Claude Code to the policy; in its own folder. */
export interface ProtectionRecord {
  /** When it began, in milliseconds since 1970; unknown in older records. */
  readonly since?: number;
  /** The folders of bundles that the guard was installed from, the last one last: each is an installation of Cloister. */
  readonly installations?: readonly string[];
  readonly options: ProtectionOptions;
  readonly form: HookForm;
  /** By absolute path. */
  readonly files: Readonly<Record<string, ProtectedFile>>;
}

export function recordPath(home: string): string {
  return join(home, 'agents', 'claude-code.json');
}

/** Reads the record; undefined where Claude Code is not protected, or where nothing can be made of what is there. */
export function readProtectionRecord(home: string): ProtectionRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(readPlainFile(recordPath(home), { largest: 64 << 20 }).toString('utf8'));
  } catch (error) {
    if (
      error instanceof SyntaxError ||
      ['ENOENT', 'ENOTDIR', 'EISDIR', 'ENOTPLAIN', 'ENXIO'].includes(errorCode(error))
    )
      return undefined;
    throw error;
  }
  const fields = objectOf(value);
  const options = objectOf(fields['options']);
  const files = Object.entries(objectOf(fields['files'])).map(
    ([path, file]) => [path, fileOf(objectOf(file))] as const,
  );
  if (files.length === 0) return undefined;
  const { since } = fields;
  return {
    ...(typeof since === 'number' ? { since } : {}),
    installations: stringsOf(fields['installations']),
    options: {
      sandbox: options['sandbox'] === true,
      keepGit: options['keepGit'] === true,
      noBypass: options['noBypass'] === true,
      noSkillShell: options['noSkillShell'] === true,
      wrapper: options['wrapper'] === true,
    },
    form: fields['form'] === 'shell' ? 'shell' : 'exec',
    files: Object.fromEntries(files),
  };
}

function fileOf(fields: Fields): ProtectedFile {
  const record = objectOf(fields['record']);
  const blank = record['blank'];
  return {
    record: {
      lists: mapped(record['lists'], stringsOf),
      values: mapped(record['values'], (each) => {
        const { value, before } = objectOf(each);
        return { value, ...(typeof before === 'string' ? { before } : {}) };
      }),
      created: stringsOf(record['created']),
      inner: mapped(record['inner'], (each) => (typeof each === 'string' ? each : '')),
      ...(typeof blank === 'string' ? { blank } : {}),
    },
    wasAbsent: fields['wasAbsent'] === true,
    madeFolder: fields['madeFolder'] === true,
    written: String(fields['written'] ?? ''),
  };
}

export function writeProtectionRecord(home: string, record: ProtectionRecord): void {
  writeWhole(recordPath(home), `${JSON.stringify({ version: 1, ...record }, null, 1)}\n`);
}

export function removeProtectionRecord(home: string): void {
  rmSync(recordPath(home), { force: true });
  removeEmptyFolder(dirname(recordPath(home)));
}

interface Fields {
  readonly [key: string]: unknown;
}

function objectOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function mapped<T>(value: unknown, parse: (each: unknown) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(objectOf(value)).map(([key, each]) => [key, parse(each)]));
}
