import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { namesIn } from './names-in.ts';
import { readPlainFile } from './plain-file.ts';
import { isInstallation } from './protection.ts';
import { readProtectionRecord } from './protection-record.ts';
import { realOrSelf } from './vaults.ts';
import { errorCode } from './walk.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Folders of other installations of Cloister that are in use, seen from the folder of the extension that was removed:
 * those from which the guard was installed, such as one of npm, and the extension itself in another version or another
 * editor. What an editor has marked as removed does not count.
 */
export function otherInstallations(extension: string, home: string, env: Env): string[] {
  const own = realOrSelf(extension);
  const recorded = (readProtectionRecord(home)?.installations ?? [])
    .filter(isInstallation)
    .map((each) => dirname(each));
  const found = [...recorded, ...extensionsOf(dirname(own)), ...editorFolders(env).flatMap(extensionsOf)];
  return [...new Set(found.map(realOrSelf))].filter((folder) => folder !== own && !isRemoved(folder)).sort();
}

const id = 'cloister.cloister';

/** Folders in which the editors on this machine keep extensions. */
function editorFolders(env: Env): string[] {
  const user = env['HOME'] ?? homedir();
  const own = namesIn(user).filter((name) => /^\.(?:vscode|vscodium|cursor|windsurf)/.test(name));
  return [...own.map((name) => join(user, name, 'extensions')), join(user, '.local/share/code-server/extensions')];
}

function extensionsOf(folder: string): string[] {
  return namesIn(folder)
    .filter((name) => name.toLowerCase().startsWith(`${id}-`))
    .map((name) => join(folder, name))
    .filter((path) => existsSync(join(path, 'package.json')));
}

/** An editor deletes what it no longer has in its list at its next start, and what it has marked itself. */
function isRemoved(extension: string): boolean {
  const [folder, name] = [dirname(extension), basename(extension).toLowerCase()];
  const marks = fieldsOf(jsonOf(join(folder, '.obsolete')));
  if (Object.entries(marks).some(([each, isMarked]) => each.toLowerCase() === name && isMarked === true)) return true;
  const list = jsonOf(join(folder, 'extensions.json'));
  if (!Array.isArray(list)) return false;
  return !list.map(fieldsOf).some(({ relativeLocation, location }) => {
    const path = relativeLocation ?? fieldsOf(location)['path'];
    return typeof path === 'string' && basename(path).toLowerCase() === name;
  });
}

/** What a JSON file holds, undefined where it can not be read. */
function jsonOf(path: string): unknown {
  try {
    return JSON.parse(readPlainFile(path, { largest: 16 << 20 }).toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) !== '') return undefined;
    throw error;
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
