import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { runProgram, runProgramLean } from './run-program.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/**
 * What a repository's configuration could use to run a program or to hide something, each set to what does neither. What
 * is given on the command line wins over every file. `protocol.allow` alone would give way to `protocol.ext.allow`:
 * `GIT_ALLOW_PROTOCOL` in the environment closes that.
 */
const settings: readonly (readonly [name: string, value: string])[] = [
  ['core.fsmonitor', 'false'],
  ['core.hooksPath', '/dev/null'],
  ['core.untrackedCache', 'false'],
  // Files beside the objects that say what commits and packs hold: a false one hides commits and objects.
  ['core.commitGraph', 'false'],
  ['core.multiPackIndex', 'false'],
  ['core.useReplaceRefs', 'false'],
  ['core.quotePath', 'false'],
  // Memory: large contents are streamed, and of packs a part alone is mapped at a time.
  ['core.bigFileThreshold', '32m'],
  ['core.packedGitWindowSize', '16m'],
  ['core.packedGitLimit', '128m'],
  // What a bare repository within another could do by its configuration, these settings keep it from.
  ['safe.bareRepository', 'all'],
  ['protocol.allow', 'never'],
  ['submodule.recurse', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['color.ui', 'false'],
  ['color.diff', 'false'],
  ['i18n.logOutputEncoding', 'UTF-8'],
  ['log.showSignature', 'false'],
  ['log.showRoot', 'true'],
  ['log.follow', 'false'],
  ['log.mailmap', 'false'],
  ['diff.renames', 'false'],
  ['diff.relative', 'false'],
  ['diff.noprefix', 'false'],
  ['diff.ignoreSubmodules', 'none'],
  ['diff.orderFile', '/dev/null'],
  ['advice.graftFileDeprecated', 'false'],
];

/** The settings, each as `name=value`. */
export const safeSettings: readonly string[] = settings.map(([name, value]) => `${name}=${value}`);

/** Options that keep a hostile repository from running or hiding anything; they stand before the subcommand. */
export const safeConfig: readonly string[] = ['--no-pager', ...safeSettings.flatMap((each) => ['-c', each])];

/** Variables of the caller that git gets: where programs, the person's home and settings, and temporary files lie. */
const kept = [
  'HOME',
  'XDG_CONFIG_HOME',
  'TMPDIR',
  // Whose repositories git trusts under sudo.
  'SUDO_UID',
  // Which of the person's own settings are read: they say whose repositories are trusted.
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_DISCOVERY_ACROSS_FILESYSTEM',
  // Windows.
  'ALLUSERSPROFILE',
  'APPDATA',
  'COMSPEC',
  'HOMEDRIVE',
  'HOMEPATH',
  'LOCALAPPDATA',
  'PATHEXT',
  'ProgramData',
  'ProgramFiles',
  'SystemDrive',
  'SystemRoot',
  'TEMP',
  'TMP',
  'USERPROFILE',
  'windir',
];

/** What git gets in any case: nothing is fetched, asked, locked, replaced or translated. */
const fixed = {
  LC_ALL: 'C',
  GIT_ALLOW_PROTOCOL: '(none)',
  GIT_GRAFT_FILE: '/dev/null',
  GIT_LITERAL_PATHSPECS: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
} as const;

/**
 * The environment in which git is run: of the caller's only what is named here, so that no `GIT_DIR`, `GIT_TRACE` or
 * `GIT_EXTERNAL_DIFF` gets through. Folders of `PATH` that are not absolute are left out: they would be sought in the
 * repository.
 * @param keep names of `GIT_` variables that stay, for what a hook of git is told by them.
 */
export function gitEnvironment(env: Env, keep: readonly string[] = []): Record<string, string> {
  const given = new Map<string, string>();
  for (const [name, value] of Object.entries(env)) if (value !== undefined) given.set(spelled(name), value);
  const result: Record<string, string> = {};
  for (const name of [...kept, ...keep]) {
    const value = given.get(spelled(name));
    if (value !== undefined) result[name] = value;
  }
  return { ...result, ...fixed, PATH: programFolders(given.get('PATH') ?? '').join(delimiter) };
}

/** Windows does not tell letter case apart in names of variables. */
function spelled(name: string): string {
  return process.platform === 'win32' ? name.toUpperCase() : name;
}

function programFolders(path: string): string[] {
  return path.split(delimiter).filter(isAbsolute);
}

/**
 * What to start. Windows looks for a program in the working folder before all others, where a repository may have put
 * one: so it is looked for here.
 */
export function gitProgram(environment: Env): string {
  if (process.platform !== 'win32') return 'git';
  for (const folder of programFolders(environment['PATH'] ?? '')) {
    const program = join(folder, 'git.exe');
    if (existsSync(program)) return program;
  }
  return 'C:\\no-git-in-path\\git.exe';
}

export interface GitSyncOptions {
  /** What git reads from its standard input. */
  readonly input?: string | Uint8Array;
  /** In milliseconds; 30 seconds where it is left out. */
  readonly timeout?: number;
  /** Most bytes of the answer; 256 MB where it is left out. */
  readonly maxBuffer?: number;
  /** Names of `GIT_` variables that stay as they are: see `gitEnvironment`. */
  readonly keep?: readonly string[];
  /** True where every millisecond counts: see `runProgramLean`. */
  readonly isLean?: boolean;
}

export interface GitAnswer {
  /** Exit code; null where git could not be started, took too long or was killed. */
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** Why it could not be started or was stopped: `ENOENT`, `ETIMEDOUT`, `ENOBUFS` ... */
  readonly error?: string;
}

/**
 * Runs git in a folder and waits; for short answers. It throws nothing: where git is not there, the answer says so.
 * @param args the subcommand and its arguments; `safeConfig` comes before them.
 */
export function gitSync(folder: string, args: readonly string[], env: Env, options: GitSyncOptions = {}): GitAnswer {
  const environment = gitEnvironment(env, options.keep);
  const run = options.isLean === true ? runProgramLean : runProgram;
  const { stderr, ...answer } = run(gitProgram(environment), [...safeConfig, ...args], {
    cwd: folder,
    env: environment,
    timeout: options.timeout ?? 30_000,
    maxBuffer: options.maxBuffer ?? 256 << 20,
    ...(options.input === undefined ? {} : { input: options.input }),
  });
  return { ...answer, stderr: stderr.toString('utf8') };
}

/** What git says that it could not do, in a line and without its word for how bad that is. */
export function faultIn(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  const line = lines.find((each) => each.startsWith('fatal: ')) ?? lines.find((each) => each !== '') ?? '';
  return line.replace(/^(?:fatal|error): /, '') || 'git gave no reason';
}

/**
 * Starts git in a folder, with pipes; for streams. Where git is not there, the process gives an `error` event.
 * @param keep names of `GIT_` variables that stay as they are: see `gitEnvironment`.
 */
export function spawnGit(
  folder: string,
  args: readonly string[],
  env: Env,
  keep: readonly string[] = [],
): ChildProcessWithoutNullStreams {
  const environment = gitEnvironment(env, keep);
  return spawn(gitProgram(environment), [...safeConfig, ...args], {
    cwd: folder,
    env: environment,
    stdio: 'pipe',
    windowsHide: true,
  });
}
