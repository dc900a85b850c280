import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsOf } from './case.ts';
import type { Scene } from './vault.ts';

/** The bundles of the guard in Cloister's own folder. @throws Error where there is none: a fault would be none. */
export function guardBundles({ cloister }: Scene): string[] {
  const found = globSync('**/*.cjs', { cwd: cloister }).map((path) => join(cloister, path));
  if (found.length === 0) throw new Error(`no guard in ${cloister}`);
  return found;
}

/** The files of Cloister's own folder that the client starts, as its settings name them. */
export function launchers(scene: Scene): string[] {
  const settings = readFileSync(settingsOf(scene), 'utf8');
  const found = globSync('**/*', { cwd: scene.cloister, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => settings.includes(path) && !path.endsWith('.cjs'));
  if (found.length === 0) throw new Error('the settings start nothing of Cloister');
  return found;
}
