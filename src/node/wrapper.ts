import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { patchSettings, whyUnread } from '../agents/claude-code/settings.ts';
import type { WantedSettings } from '../agents/claude-code/wanted-settings.ts';
import { UserError } from '../core/user-error.ts';
import { editorData } from './editor-data.ts';
import { launcherPath, removeEmptyFolder } from './guard-install.ts';
import { errorCode } from './walk.ts';
import { writeWhole } from './whole-file.ts';
import { passingScript, wrapperScript } from './wrapper-script.ts';

/** The program that starts Claude Code with settings of Cloister's own; absolute path. */
export function wrapperPath(home: string): string {
  return join(home, 'bin', 'cloister-claude');
}

function settingsOf(home: string): string {
  return join(home, 'agents', 'claude-code-settings.json');
}

/** What the wrapper gives to Claude Code beside what the user's settings hold: an answer to `disableAllHooks`. */
function strong(wanted: WantedSettings): WantedSettings {
  return { ...wanted, values: { ...wanted.values, disableAllHooks: false } };
}

/** Writes the wrapper and its settings; what is there already is not written again. */
export function writeWrapper(home: string, wanted: WantedSettings): void {
  const [wrapper, settings] = [wrapperPath(home), settingsOf(home)];
  writeChanged(settings, patchSettings('', strong(wanted)).text, 0o600);
  writeChanged(wrapper, wrapperScript({ wrapper, settings, launcher: launcherPath(home) }), 0o755);
  chmodSync(wrapper, 0o755);
}

/** True where the wrapper and its settings are as they have to be. */
export function isWrapperWhole(home: string, wanted: WantedSettings): boolean {
  const [wrapper, settings] = [wrapperPath(home), settingsOf(home)];
  return (
    textOf(settings) === patchSettings('', strong(wanted)).text &&
    textOf(wrapper) === wrapperScript({ wrapper, settings, launcher: launcherPath(home) }) &&
    (statSync(wrapper).mode & 0o100) !== 0
  );
}

/**
 * Takes the wrapper away. Where a setting of VS Code still names it, a program that starts Claude Code as it is stays
 * in its place: else the panel could not start it at all. @returns warnings
 */
export function removeWrapper(home: string, env: Readonly<Record<string, string | undefined>>): string[] {
  const wrapper = wrapperPath(home);
  for (const each of [settingsOf(home), ...mergedFiles(home)]) rmSync(each, { force: true });
  if (!existsSync(wrapper)) return [];
  const naming = editorsNaming(wrapper, env);
  if (naming.length === 0) {
    rmSync(wrapper, { force: true });
    removeEmptyFolder(join(home, 'bin'));
    return [];
  }
  writeChanged(wrapper, passingScript(wrapper), 0o755);
  return naming.map(
    (file) => `${file} still names ${wrapper}, which stays and holds Claude Code to nothing: take "${settingName}" out`,
  );
}

/** The setting of the Claude Code extension that names the wrapper. */
export const settingName = 'claudeCode.claudeProcessWrapper';

/** The user's settings of editors that start Claude Code through the wrapper. */
export function editorsNaming(wrapper: string, env: Readonly<Record<string, string | undefined>>): string[] {
  const home = env['HOME'] ?? homedir();
  const files = editorData.flatMap((data) =>
    ['User', 'Machine'].map((folder) => join(home, data, folder, 'settings.json')),
  );
  return files.filter((file) => {
    const text = textOf(file) ?? '';
    return text.includes('claudeProcessWrapper') && text.includes(JSON.stringify(wrapper));
  });
}

/** Merged settings that no session used for this long are removed, in milliseconds. */
const keptFor = 7 * 86_400_000;

/**
 * Joins what `--settings` was given, a file or JSON, with what holds Claude Code: its own entries stay, what would
 * switch hooks off does not count. @returns the path of a file of its own
 * @throws UserError where it is no such thing.
 */
export function mergeSettings(home: string, wanted: WantedSettings, own: string, cwd: string): string {
  const isInline = /^\s*\{[\s\S]*\}\s*$/.test(own);
  const text = isInline ? own : textOf(isAbsolute(own) ? own : resolve(cwd, own));
  if (text === undefined) throw new UserError(`There is no settings file ${own}`, 'Check the path behind --settings.');
  const why = whyUnread(text);
  if (why !== undefined) throw new UserError(`Your --settings can not be read: ${why}`, 'They have to be plain JSON.');
  const merged = patchSettings(text, strong(wanted)).text;
  const name = createHash('sha256').update(merged).digest('hex').slice(0, 16);
  for (const each of mergedFiles(home))
    if (Date.now() - statSync(each).mtimeMs > keptFor) rmSync(each, { force: true });
  const path = join(home, 'agents', `claude-code-settings-${name}.json`);
  writeChanged(path, merged, 0o600);
  utimesSync(path, new Date(), new Date());
  return path;
}

function mergedFiles(home: string): string[] {
  try {
    return readdirSync(join(home, 'agents'))
      .filter((name) => /^claude-code-settings-[0-9a-f]+\.json$/.test(name))
      .map((name) => join(home, 'agents', name));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function writeChanged(path: string, text: string, mode: number): void {
  if (textOf(path) !== text) writeWhole(path, text, mode);
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    errorCode(error);
    return undefined;
  }
}
