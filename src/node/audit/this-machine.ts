import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, win32 } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import type { Platform } from '../../stores/store.ts';
import { errorCode } from '../walk.ts';
import type { AuditMachine } from './machine.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A program that takes longer is not waited for, in milliseconds. */
const longestRun = 3000;
const systemFolders = ['/usr/bin', '/bin', '/usr/sbin', '/sbin'];

/**
 * The machine that this process runs on.
 * @param home the home folder to look at; the person's own unless told
 * @throws UserError where the home folder is not there
 */
export function thisMachine({ home, env }: { readonly home?: string; readonly env: Env }): AuditMachine {
  const platform = platformOf(process.platform);
  const own = realHome(env['HOME'] || env['USERPROFILE'] || homedir());
  const real = home === undefined ? own : realHome(home);
  return {
    platform,
    home: real,
    isOwnHome: real === own,
    env,
    systemRoot: '',
    uid: process.getuid?.(),
    now: Date.now(),
    run: (program, args) => runSystemProgram(platform, env, program, args),
    skip: () => undefined,
  };
}

/** Systems that are none of the three have the places of Linux. */
function platformOf(platform: NodeJS.Platform): Platform {
  return platform === 'darwin' || platform === 'win32' ? platform : 'linux';
}

function realHome(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    throw new UserError(`The home folder ${path} can not be read: ${errorCode(error)}`, 'Name another with --home.');
  }
}

function runSystemProgram(
  platform: Platform,
  env: Env,
  program: string,
  args: readonly string[],
): ReturnType<AuditMachine['run']> {
  const path = findProgram(platform, env, program);
  if (path === undefined) return undefined;
  const root = env['SystemRoot'];
  const own =
    platform === 'win32'
      ? { ...(root === undefined ? {} : { SystemRoot: root, PATH: win32.join(root, 'System32') }) }
      : { PATH: systemFolders.join(':'), LC_ALL: 'C', ...(env['HOME'] === undefined ? {} : { HOME: env['HOME'] }) };
  const options = {
    env: own,
    timeout: longestRun,
    killSignal: 'SIGKILL',
    maxBuffer: 16 << 20,
    windowsHide: true,
  } as const;
  const { status, stdout, error } = spawnSync(path, args, {
    ...options,
    encoding: 'utf8',
    cwd: platform === 'win32' ? (root ?? 'C:\\') : '/',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return error !== undefined || status === null ? undefined : { status, stdout };
}

/** Never looked for in the current folder or the person's PATH: a program in a folder of notes is not started. */
function findProgram(platform: Platform, env: Env, program: string): string | undefined {
  if (platform !== 'win32')
    return isAbsolute(program)
      ? program
      : systemFolders.map((each) => `${each}/${program}`).find((each) => existsSync(each));
  if (win32.isAbsolute(program)) return program;
  const system = win32.join(env['SystemRoot'] ?? 'C:\\Windows', 'System32');
  const names = /\.exe$/i.test(program) ? [program] : [`${program}.exe`];
  const folders = [system, win32.join(system, 'WindowsPowerShell', 'v1.0')];
  return folders.flatMap((folder) => names.map((name) => win32.join(folder, name))).find((each) => existsSync(each));
}
