import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse, YAMLError } from 'yaml';
import { readPlainFile } from '../plain-file.ts';
import { errorCode } from '../walk.ts';
import { lookAt } from './hook-file.ts';
import type { HookPlace } from './hook-place.ts';
import { isFrameworkScript } from './hook-text.ts';

/** What starts the hooks of a repository, and by which fact that is known. */
export type HookManager =
  /** `isActive` is false where git does not look into husky's folder yet. */
  | { readonly id: 'husky'; readonly because: string; readonly folder: string; readonly isActive: boolean }
  | { readonly id: 'lefthook'; readonly because: string }
  /** `inConfig`: its configuration names the hook `cloister` itself. */
  | { readonly id: 'pre-commit'; readonly because: string; readonly inConfig: boolean }
  | { readonly id: 'plain'; readonly because: string };

/** Finds out by files and settings what manages the hooks; the first that fits counts. */
export function hookManager(place: HookPlace): HookManager {
  return husky(place) ?? lefthook(place) ?? framework(place) ?? plain(place);
}

function husky({ root, hooks, hooksPath }: HookPlace): HookManager | undefined {
  if (hooksPath !== undefined) {
    const because = `core.hooksPath is ${hooksPath.value}`;
    const folder = dirname(hooks);
    if (basename(hooks) === '_' && (basename(folder) === '.husky' || existsSync(join(hooks, 'husky.sh'))))
      return { id: 'husky', because, folder, isActive: true };
    if (basename(hooks) === '.husky') return { id: 'husky', because, folder: hooks, isActive: true };
  }
  const folder = join(root, '.husky');
  if (!isFolder(folder) || !namesHusky(textOf(join(root, 'package.json')))) return undefined;
  return { id: 'husky', because: 'package.json names husky, and there is a folder .husky', folder, isActive: false };
}

function namesHusky(text: string | undefined): boolean {
  if (text === undefined) return false;
  try {
    const manifest: unknown = JSON.parse(text);
    if (typeof manifest !== 'object' || manifest === null) return false;
    const fields: Readonly<Record<string, unknown>> = { ...manifest };
    return ['dependencies', 'devDependencies', 'optionalDependencies'].some((key) => {
      const list = fields[key];
      return typeof list === 'object' && list !== null && 'husky' in list;
    });
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

const folders = ['', '.config/'];
const endings = ['yml', 'yaml', 'toml', 'json', 'jsonc'];

/** Names of lefthook's configuration, of all or of one person. */
export function lefthookNames(stem: 'lefthook' | 'lefthook-local'): string[] {
  const stems = folders.flatMap((folder) => (folder === '' ? [stem, `.${stem}`] : [`${folder}${stem}`]));
  return stems.flatMap((each) => endings.map((ending) => `${each}.${ending}`));
}

function lefthook({ root }: HookPlace): HookManager | undefined {
  const found = [...lefthookNames('lefthook'), ...lefthookNames('lefthook-local')].find((name) =>
    existsSync(join(root, name)),
  );
  return found === undefined ? undefined : { id: 'lefthook', because: `there is ${found}` };
}

/** The configuration of the pre-commit framework. */
export const frameworkConfig = '.pre-commit-config.yaml';

function framework({ root, hooks }: HookPlace): HookManager | undefined {
  const config = textOf(join(root, frameworkConfig));
  if (config !== undefined)
    return { id: 'pre-commit', because: `there is ${frameworkConfig}`, inConfig: namesCloister(config) };
  const hook = lookAt(join(hooks, 'pre-commit'));
  if (hook.kind !== 'file' || !isFrameworkScript(hook.text)) return undefined;
  return { id: 'pre-commit', because: 'the hook that is there is one of the pre-commit framework', inConfig: false };
}

function namesCloister(text: string): boolean {
  try {
    const config: unknown = parse(text, { logLevel: 'silent' });
    return listOf(fieldOf(config, 'repos')).some((repo) =>
      listOf(fieldOf(repo, 'hooks')).some((hook) => fieldOf(hook, 'id') === 'cloister'),
    );
  } catch (error) {
    // The framework itself will say so.
    if (error instanceof YAMLError || error instanceof ReferenceError) return false;
    throw error;
  }
}

function plain({ hooksPath }: HookPlace): HookManager {
  const because = hooksPath === undefined ? 'no hook manager was found' : `core.hooksPath is ${hooksPath.value}`;
  return { id: 'plain', because };
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? { ...value }[key as never] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function textOf(path: string): string | undefined {
  try {
    return readPlainFile(path, { largest: 16 << 20 }).toString('utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR', 'ENOTPLAIN', 'ENXIO'].includes(errorCode(error))) return undefined;
    throw error;
  }
}
