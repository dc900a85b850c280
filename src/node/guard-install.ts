import { chmodSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../core/user-error.ts';
import { readApprovals, rootsListed, rootsPath } from './approvals.ts';
import { commitLauncherScript } from './commit-launcher.ts';
import { type LaunchedGuard, launcherScript, windowsLauncherScript } from './launcher-script.ts';
import { NotPlain, readPlainFile } from './plain-file.ts';
import { errorCode } from './walk.ts';
import { writeWhole } from './whole-file.ts';

export interface GuardToInstall extends LaunchedGuard {
  /** Folder that holds the bundles `guard.cjs` and `guard-*.cjs`, and what lies beside them in `guard-*.bin`. */
  readonly bundles: string;
}

/**
 * Copies the guard to Cloister's own folder, where it stays across updates, and writes its launcher. What is there
 * already is not written again. @returns the absolute path of the launcher
 * @throws UserError where there is no guard to copy.
 */
export function installGuard({ home, bundles, runtime, electron }: GuardToInstall): string {
  const names = bundleNames(bundles);
  if (!names.includes('guard.cjs'))
    throw new UserError(`There is no guard in ${bundles}`, 'Install Cloister again, or build it with `npm run build`.');
  // What agents must not read lies here: nobody else is to list it.
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const folder = join(home, 'guard');
  // The entry last: it loads the others.
  const order = names.sort((left, right) => Number(left === 'guard.cjs') - Number(right === 'guard.cjs'));
  const written = order.filter((name) => writeChanged(join(folder, name), readFileSync(join(bundles, name)), 0o644));
  // What was compiled of the ones before.
  if (written.length > 0) rmSync(join(folder, 'compiled'), { recursive: true, force: true });
  for (const name of bundleNames(folder)) if (!names.includes(name)) rmSync(join(folder, name), { force: true });
  writeGuardRoots(home);
  const script = { home, runtime, electron };
  // Git runs hooks by a shell on every system.
  writeChanged(commitLauncherPath(home), commitLauncherScript(script), 0o755);
  chmodSync(commitLauncherPath(home), 0o755);
  const launcher = launcherPath(home);
  if (process.platform === 'win32') writeChanged(`${launcher}.cmd`, windowsLauncherScript(script), 0o755);
  writeChanged(launcher, launcherScript(script), 0o755);
  chmodSync(launcher, 0o755);
  return process.platform === 'win32' ? `${launcher}.cmd` : launcher;
}

/** Where the launcher lies; the hooks of agents name it. */
export function launcherPath(home: string): string {
  return join(home, 'bin', 'cloister-guard');
}

/** Where the launcher lies that git's pre-commit hook calls. */
export function commitLauncherPath(home: string): string {
  return join(home, 'bin', 'cloister-commit');
}

/**
 * Writes the list of known vaults that the launcher goes by where nothing can run the guard: a root a line, also as JSON
 * spells it. A root with a line's end in it is known by its policy file alone.
 */
export function writeGuardRoots(home: string): void {
  const approvals = readApprovals(home);
  const roots = approvals.flatMap((each) => ('roots' in each ? each.roots : []));
  const spelled = roots.flatMap((root) => [root, JSON.stringify(root).slice(1, -1)]);
  // Where an approval can not be read, this list alone knows its roots.
  const kept = approvals.some((each) => 'isBroken' in each) ? rootsListed(home) : [];
  const lines = [...new Set([...spelled, ...kept])].filter((each) => !/[\r\n]/.test(each) && each !== '/');
  writeChanged(rootsPath(home), lines.map((each) => `${each}\n`).join(''), 0o600);
}

/** True where the launcher and the guard are in their place. */
export function isGuardInstalled(home: string): boolean {
  return [launcherPath(home), join(home, 'guard', 'guard.cjs')].every(
    (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true,
  );
}

/** True where the installed guard is the one that lies in the folder `bundles`. */
export function isGuardOf(home: string, bundles: string): boolean {
  const names = bundleNames(bundles);
  const isSame = (name: string): boolean => isSameFile(join(home, 'guard', name), join(bundles, name));
  return isGuardInstalled(home) && names.length > 0 && names.every(isSame);
}

/** Takes the guard and its launcher out of Cloister's own folder. */
export function removeGuard(home: string): void {
  rmSync(join(home, 'guard'), { recursive: true, force: true });
  for (const each of [launcherPath(home), `${launcherPath(home)}.cmd`, commitLauncherPath(home)])
    rmSync(each, { force: true });
  removeEmptyFolder(join(home, 'bin'));
}

/** Removes a folder that holds nothing. */
export function removeEmptyFolder(path: string): void {
  try {
    rmdirSync(path);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(errorCode(error))) throw error;
  }
}

function bundleNames(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^guard(?:-[\w.-]+)?\.(?:cjs|bin)$/.test(name));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** A file that is as it should be is not written: agents may be reading it. */
function writeChanged(path: string, content: string | Buffer, mode: number): boolean {
  if (contentOf(path)?.equals(Buffer.from(content)) === true) return false;
  writeWhole(path, content, mode);
  return true;
}

function isSameFile(left: string, right: string): boolean {
  const [one, other] = [contentOf(left), contentOf(right)];
  return one === undefined || other === undefined ? one === other : one.equals(other);
}

function contentOf(path: string): Buffer | undefined {
  try {
    return readPlainFile(path, { largest: 64 << 20 });
  } catch (error) {
    // It is none of ours.
    if (error instanceof NotPlain) return undefined;
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return undefined;
    throw error;
  }
}
