import type manifest from '../../package.json';
import { type Severity, severities } from '../core/severity.ts';

export type SettingKey = keyof (typeof manifest)['contributes']['configuration']['properties'];

/** What the Problems panel may show; the manifest describes each. */
const shown = ['secretsAndPrivate', 'everything'] as const;

/** Sizes of files that can be asked for, in MB; the manifest has the same bounds. */
const smallestSize = 0.001;
const largestSize = 1024;

/** How long keys may stay open without use, in minutes; the manifest has the same bounds. */
const shortestOpen = 1;
const longestOpen = 1440;

/** A parser for each setting of the manifest. It gives undefined for what is no value of it. */
const parsers = {
  // Copied: the editor's own array is a proxy, which can not be sent to a worker.
  'cloister.exclude': (value: unknown): readonly string[] | undefined =>
    Array.isArray(value) && value.every((each) => typeof each === 'string') ? [...value] : undefined,
  'cloister.maxFileSize': (value: unknown): number | undefined =>
    typeof value === 'number' && value >= smallestSize && value <= largestSize ? value : undefined,
  'cloister.severity': (value: unknown): Severity | undefined => severities.find((each) => each === value),
  'cloister.problems.show': (value: unknown): (typeof shown)[number] | undefined =>
    shown.find((each) => each === value),
  'cloister.scanOnOpen': (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined),
  'cloister.seal.forgetAfter': (value: unknown): number | undefined =>
    typeof value === 'number' && value >= shortestOpen && value <= longestOpen ? value : undefined,
} as const satisfies Record<SettingKey, (value: unknown) => unknown>;

export type Settings = {
  readonly [Key in SettingKey]: Exclude<ReturnType<(typeof parsers)[Key]>, undefined>;
};

/** Where settings are read: what the user wrote, if anything valid for the editor, and the manifest's default. */
export interface SettingSource {
  value(key: SettingKey): unknown;
  defaultValue(key: SettingKey): unknown;
}

/** Reads all settings. What is malformed counts as its default and is named to `onMalformed`. */
export function readSettings(source: SettingSource, onMalformed: (key: SettingKey) => void): Settings {
  function read<Key extends SettingKey>(key: Key): Settings[Key] {
    const parse: (value: unknown) => Settings[Key] | undefined = parsers[key] as never;
    const value = parse(source.value(key));
    if (value !== undefined) return value;
    onMalformed(key);
    const fallback = parse(source.defaultValue(key));
    if (fallback === undefined) throw new Error(`The manifest's default of ${key} is malformed`);
    return fallback;
  }
  return {
    'cloister.exclude': read('cloister.exclude'),
    'cloister.maxFileSize': read('cloister.maxFileSize'),
    'cloister.severity': read('cloister.severity'),
    'cloister.problems.show': read('cloister.problems.show'),
    'cloister.scanOnOpen': read('cloister.scanOnOpen'),
    'cloister.seal.forgetAfter': read('cloister.seal.forgetAfter'),
  };
}

export const settingKeys = Object.keys(parsers) as readonly SettingKey[];
