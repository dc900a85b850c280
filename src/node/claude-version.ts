import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { isOlder } from '../agents/claude-code/hooks.ts';
import { errorCode } from './walk.ts';

export interface FoundClaude {
  readonly kind: 'terminal' | 'vscode';
  readonly path: string;
  /** Undefined where it does not tell. */
  readonly version: string | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Finds the Claude Code of the terminal and those that come with its VS Code extension, the newest of each editor. */
export async function claudeVersions(env: Env): Promise<FoundClaude[]> {
  const program = (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, process.platform === 'win32' ? 'claude.exe' : 'claude'))
    .find((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
  const found: FoundClaude[] = [];
  if (program !== undefined) {
    const version = versionByPath(realpathSync(program)) ?? (await askedVersion(program, env));
    found.push({ kind: 'terminal', path: program, version });
  }
  return [...found, ...extensions(env['HOME'] ?? homedir())];
}

/** The version that an npm package or the native installer's folder gives away. */
function versionByPath(program: string): string | undefined {
  const named = /[\\/]versions[\\/](\d+\.\d+\.\d+)(?:[\\/]|$)/.exec(program)?.[1];
  if (named !== undefined) return named;
  for (let folder = dirname(program); dirname(folder) !== folder; folder = dirname(folder)) {
    const { name, version } = manifestOf(folder);
    if (typeof name === 'string' && name.startsWith('@anthropic-ai/claude-code') && typeof version === 'string')
      return version;
    if (name !== undefined) return undefined;
  }
  return undefined;
}

function askedVersion(program: string, env: Env): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { timeout: 3000, killSignal: 'SIGKILL', env: { PATH: env['PATH'], HOME: env['HOME'] } } as const;
    // One that does not answer has no version: that is told.
    const child = execFile(program, ['--version'], options, (_error, out) =>
      resolve(/\d+\.\d+\.\d+/.exec(String(out))?.[0]),
    );
    child.stdin?.end();
  });
}

function extensions(home: string): FoundClaude[] {
  const folders = namesIn(home)
    .filter((name) => /^\.(?:vscode|cursor|windsurf)/.test(name))
    .map((name) => join(home, name, 'extensions'));
  return [...folders, join(home, '.local/share/code-server/extensions')].flatMap((folder) => {
    const found = namesIn(folder)
      .filter((name) => /^anthropic\.claude-code-\d/i.test(name))
      .map((name) => ({ path: join(folder, name), version: manifestOf(join(folder, name)).version }))
      .flatMap(({ path, version }) => (typeof version === 'string' ? { kind: 'vscode' as const, path, version } : []));
    // Older ones linger after an update.
    return found.sort((left, right) => (isOlder(left.version, right.version) ? 1 : -1)).slice(0, 1);
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(errorCode(error))) return [];
    throw error;
  }
}

function manifestOf(folder: string): { readonly name?: unknown; readonly version?: unknown } {
  try {
    const value: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) !== '') return {};
    throw error;
  }
}
