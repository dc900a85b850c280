import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type HookForm, isOlder, leastVersion } from '../agents/claude-code/hooks.ts';
import type { ProtectionOptions } from '../agents/claude-code/protection-options.ts';
import {
  missingFrom,
  patchSettings,
  settingsWarnings,
  unpatchSettings,
  whyUnread,
} from '../agents/claude-code/settings.ts';
import { type WantedSettings, wantedSettings } from '../agents/claude-code/wanted-settings.ts';
import { UserError } from '../core/user-error.ts';
import { claudeVersions, type FoundClaude } from './claude-version.ts';
import { underLock } from './file-lock.ts';
import { installGuard, isGuardInstalled, launcherPath, removeEmptyFolder, writeGuardRoots } from './guard-install.ts';
import { NotPlain, readPlainFile } from './plain-file.ts';
import {
  type ProtectedFile,
  type ProtectionRecord,
  readProtectionRecord,
  removeProtectionRecord,
  writeProtectionRecord,
} from './protection-record.ts';
import { type CompiledRules, compileKnownVaults } from './ruled-vaults.ts';
import { errorCode } from './walk.ts';
import { writeWhole } from './whole-file.ts';
import { isWrapperWhole, removeWrapper, writeWrapper } from './wrapper.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Whose settings: Cloister's own folder, and the environment that says where those of Claude Code lie. */
export interface Machine {
  readonly home: string;
  readonly env: Env;
}

export interface ProtectionRequest extends Machine {
  readonly bundles: string;
  readonly runtime: string;
  readonly electron: boolean;
  /** By default those of the last time. */
  readonly options?: ProtectionOptions;
  /** The installed clients, where they are known already. */
  readonly installed?: readonly FoundClaude[];
}

export interface Protected {
  /** Path of the user's settings. */
  readonly settings: string;
  readonly changed: boolean;
  readonly warnings: readonly string[];
}

/**
 * Holds Claude Code to the policies of all known vaults: installs the guard and patches the user's settings. Done again
 * it changes nothing.
 * @throws UserError where a settings file is broken or there is no guard to install; then the settings are as they were.
 */
export async function protectClaudeCode(request: ProtectionRequest): Promise<Protected> {
  const { home, env } = request;
  const installed = request.installed ?? (await claudeVersions(env));
  const old = installed.filter(({ version }) => version !== undefined && isOlder(version, leastVersion));
  const form: HookForm = old.length > 0 ? 'shell' : 'exec';
  return underLock(lockPath(home), () => {
    const before = readProtectionRecord(home);
    const files = settingsFiles(env, before);
    // What can not be patched is told before anything is installed.
    const others = (before?.installations ?? []).filter((each) => each !== request.bundles);
    const record: ProtectionRecord = {
      since: before?.since ?? Date.now(),
      installations: [...others.filter(isInstallation), request.bundles],
      options: request.options ?? before?.options ?? {},
      form,
      files: before?.files ?? {},
    };
    const trial = wantedBy(
      home,
      record,
      compileKnownVaults(home, configFolders(env, before), Date.now(), record.options, env),
    );
    for (const path of files) {
      const text = readSettings(path);
      described(path, () => patchSettings(text, trial, before?.files[path]?.record));
      const why = whyUnread(text);
      if (why !== undefined)
        throw new UserError(`Claude Code would not read what protects it: ${why} (${path})`, unreadHint);
    }
    installGuard(request);
    const { changed, rules, warnings: left } = writeAll({ home, env }, record, files);
    const warnings = [
      ...left,
      ...old.map(({ path, version }) => `${path} is ${version}. ${oldVersionText}`),
      ...files.flatMap((path) => settingsWarnings(readSettings(path)).map((each) => `${path}: ${each}`)),
      ...uncoveredWarnings(rules),
    ];
    return { settings: settingsPath(env), changed, warnings };
  });
}

/** True where a folder still holds the bundles of an installation. */
export function isInstallation(bundles: string): boolean {
  return existsSync(join(bundles, 'guard.cjs'));
}

const unreadHint = 'Take comments and trailing commas out of it, then try again; nothing was written.';

const unreadAgainHint = 'Take the comment or comma out, or mend it, then run `cloister doctor`; it is left as it is.';

const oldVersionText =
  `Before ${leastVersion} a hook that hangs until its time is over lets the call through: update Claude Code, ` +
  'then run `cloister protect claude-code` again.';

export interface Unprotected {
  readonly changed: boolean;
  readonly warnings: readonly string[];
}

/** Takes everything of ours out of the settings of Claude Code. @throws UserError where a settings file is broken. */
export async function unprotectClaudeCode({ home, env }: Machine): Promise<Unprotected> {
  if (!existsSync(home) && !existsSync(settingsPath(env))) return { changed: false, warnings: [] };
  const hadHome = existsSync(home);
  const result = await underLock(lockPath(home), () => {
    const before = readProtectionRecord(home);
    const warnings: string[] = [];
    let changed = false;
    for (const path of settingsFiles(env, before)) {
      const file = before?.files[path];
      if (settingsText(path) === undefined) continue;
      const text = readSettings(path);
      const after = described(path, () => unpatchSettings(text, file?.record));
      if (file === undefined && after !== text)
        warnings.push(`${path}: what Cloister added is not recorded; look through its permissions.deny yourself`);
      if (file?.wasAbsent === true && /^\s*(?:\{\s*\}\s*)?$/.test(after)) removeSettings(path, file);
      else if (after !== text) writeWhole(targetOf(path), after, 0o600);
      changed ||= after !== text;
    }
    warnings.push(...removeWrapper(home, env));
    removeProtectionRecord(home);
    return { changed, warnings };
  });
  removeEmptyFolder(dirname(lockPath(home)));
  if (!hadHome) removeEmptyFolder(home);
  return result;
}

export interface CompiledAgain {
  readonly changed: boolean;
  /** What another program had taken out, in words: the person is told. */
  readonly putBack: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Writes the policies as they are now into the settings of Claude Code, where it is protected, and puts back what was
 * taken out of them. To be called after a change of a policy or of a vault's folders, and when a session starts.
 * @throws UserError where Claude Code does not read a settings file, which is left as it is; the others were written.
 */
export async function compileAgain({ home, env }: Machine): Promise<CompiledAgain> {
  if (readProtectionRecord(home) === undefined) return { changed: false, putBack: [], warnings: [] };
  return underLock(lockPath(home), () => {
    const before = readProtectionRecord(home);
    if (before === undefined) return { changed: false, putBack: [], warnings: [] };
    writeGuardRoots(home);
    const paths = Object.keys(before.files);
    const unread = paths.flatMap((path) => {
      const why = whyUnread(readableText(path));
      return why === undefined ? [] : [{ path, why }];
    });
    // What is written into a file that Claude Code does not read holds nothing, and hides that from the person.
    const read = paths.filter((path) => unread.every((each) => each.path !== path));
    const { changed, putBack, rules } = writeAll({ home, env }, before, read);
    const [first] = unread;
    if (first !== undefined) throw new UserError(`${first.path}: ${first.why}`, unreadAgainHint);
    return { changed, putBack, warnings: uncoveredWarnings(rules) };
  });
}

export interface Protection {
  readonly isProtected: boolean;
  /** What the protection lacks, in words; empty where it is whole. */
  readonly missing: readonly string[];
  readonly settings: string;
  readonly options: ProtectionOptions;
  readonly wanted: WantedSettings;
}

/** Tells how Claude Code stands to Cloister now. Writes nothing. */
export function protectionOf({ home, env }: Machine): Protection {
  const record = readProtectionRecord(home);
  const settings = settingsPath(env);
  const rules = compileKnownVaults(home, configFolders(env, record), Date.now(), record?.options ?? {}, env);
  const wanted = wantedBy(home, record ?? { options: {}, form: 'exec', files: {} }, rules);
  if (record === undefined) return { isProtected: false, missing: [], settings, options: {}, wanted };
  const files = new Set([settings, ...Object.keys(record.files)]);
  const missing = [...files].flatMap((path) => {
    const text = readableText(path);
    const found = missingFrom(text, wanted);
    const why = found.length === 0 ? whyUnread(text) : undefined;
    if (why !== undefined) found.push(`settings that Claude Code reads: ${why}`);
    return files.size === 1 ? found : found.map((each) => `${each} (${path})`);
  });
  if (record.options.wrapper === true && !isWrapperWhole(home, wanted)) missing.unshift('the wrapper');
  if (!isGuardInstalled(home)) missing.unshift('the guard');
  return { isProtected: true, missing, settings, options: record.options, wanted };
}

/** True where `text` is what Cloister itself wrote last into the settings file at `path`. */
export function isOwnWrite(home: string, path: string, text: string): boolean {
  const files = readProtectionRecord(home)?.files ?? {};
  return Object.entries(files).some(
    ([each, { written }]) => (each === path || targetOf(each) === targetOf(path)) && written === hashOf(text),
  );
}

/** The user's settings of Claude Code: in `CLAUDE_CONFIG_DIR`, or in `.claude` of the home folder. */
export function settingsPath(env: Env): string {
  const named = env['CLAUDE_CONFIG_DIR'];
  return join(named === undefined || named === '' ? standardFolder(env) : resolve(named), 'settings.json');
}

function standardFolder(env: Env): string {
  return join(env['HOME'] ?? homedir(), '.claude');
}

/** A client that is started without `CLAUDE_CONFIG_DIR` reads the settings in the home folder: both are held. */
function settingsFiles(env: Env, record: ProtectionRecord | undefined): string[] {
  const standard = standardFolder(env);
  const paths = [settingsPath(env), ...(existsSync(standard) ? [join(standard, 'settings.json')] : [])];
  return [...new Set([...paths, ...Object.keys(record?.files ?? {})])];
}

/** The folders of the settings, as they are named and as they really are. */
function configFolders(env: Env, record: ProtectionRecord | undefined): string[] {
  const paths = [...settingsFiles(env, record), join(standardFolder(env), 'settings.json')];
  return [...new Set(paths.flatMap((path) => [dirname(path), dirname(targetOf(path))]))];
}

function lockPath(home: string): string {
  return join(home, 'agents', 'claude-code.lock');
}

function wantedBy(
  home: string,
  { options, form }: ProtectionRecord,
  { rules, sandbox, instructions }: CompiledRules,
): WantedSettings {
  const launcher = process.platform === 'win32' ? `${launcherPath(home)}.cmd` : launcherPath(home);
  return wantedSettings({ launcher, form, rules, instructions, options, sandbox });
}

function writeAll({ home, env }: Machine, record: ProtectionRecord, paths: readonly string[]) {
  const rules = compileKnownVaults(home, configFolders(env, record), Date.now(), record.options, env);
  const wanted = wantedBy(home, record, rules);
  const putBack: string[] = [];
  let changed = false;
  let latest = record;
  for (const path of paths) {
    const written = writeOne(home, latest, path, wanted);
    latest = written.record;
    changed ||= written.changed;
    putBack.push(...written.putBack);
  }
  const warnings: string[] = [];
  if (record.options.wrapper === true) writeWrapper(home, wanted);
  else warnings.push(...removeWrapper(home, env));
  return { changed, putBack, rules, warnings };
}

const attempts = 5;

function writeOne(home: string, record: ProtectionRecord, path: string, wanted: WantedSettings) {
  const before = record.files[path];
  for (let attempt = 0; attempt < attempts; attempt++) {
    const found = settingsText(path);
    const text = checkedText(path, found);
    const patched = described(path, () => patchSettings(text, wanted, before?.record));
    const file: ProtectedFile = {
      record: patched.record,
      wasAbsent: before?.wasAbsent ?? found === undefined,
      madeFolder: before?.madeFolder ?? !existsSync(dirname(path)),
      written: hashOf(patched.text),
    };
    const after = { ...record, files: { ...record.files, [path]: file } };
    // First the record: what stands in the settings without one could not be taken out again.
    if (JSON.stringify(after) !== JSON.stringify(readProtectionRecord(home))) writeProtectionRecord(home, after);
    // Claude Code writes this file too.
    if (settingsText(path) !== found) continue;
    if (found === undefined || patched.text !== text) writeWhole(targetOf(path), patched.text, 0o600);
    const missing = missingFrom(settingsText(path) ?? '', wanted);
    if (missing.length === 0)
      return { record: after, changed: patched.text !== text, putBack: before === undefined ? [] : patched.putBack };
  }
  throw new UserError(`${path} is changed by another program all the time`, 'Close Claude Code, then try again.');
}

function removeSettings(path: string, { madeFolder }: ProtectedFile): void {
  // A link was there before.
  rmSync(targetOf(path), { force: true });
  if (madeFolder) removeEmptyFolder(dirname(path));
}

function readSettings(path: string): string {
  return checkedText(path, settingsText(path));
}

function checkedText(path: string, text: string | undefined): string {
  if (text?.includes('\uFFFD') === true)
    throw new UserError(`${path} is no valid UTF-8`, 'Mend the file first; nothing was written.');
  return text ?? '';
}

/** What the guard itself would judge a change of. */
const largestSettings = 16 << 20;

/** The text of a settings file, undefined where there is none. */
function settingsText(path: string): string | undefined {
  try {
    return readPlainFile(path, { largest: largestSettings }).toString('utf8');
  } catch (error) {
    if (error instanceof NotPlain)
      throw new UserError(`${path} can not be read: ${error.message}`, 'It has to be a plain file of your own.');
    const code = errorCode(error);
    if (code === 'ENOENT') return undefined;
    throw new UserError(`${path} can not be read (${code})`, 'It has to be a file of your own.');
  }
}

/** For a report: what can not be read holds nothing of ours. */
function readableText(path: string): string {
  try {
    return settingsText(path) ?? '';
  } catch (error) {
    if (error instanceof UserError) return '';
    throw error;
  }
}

function described<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError) throw new UserError(`${error.message} (${path})`, error.hint);
    throw error;
  }
}

/** Where a link leads, also to a file that is not there yet. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink ? resolve(dirname(path), readlinkSync(path)) : path;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function uncoveredWarnings({ uncovered, withoutGit }: CompiledRules): string[] {
  return [
    ...uncovered.map((each) => `${each}: no deny rule is sure to match it, so the guard alone holds it`),
    ...withoutGit.map((each) => `${each}: ${withoutGitText}`),
  ];
}

const withoutGitText =
  "git's history holds what is locked, so git does not work in the sandbox there; `--keep-git` leaves it to scripts";
