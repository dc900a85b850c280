import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { logPaths } from './decision-log.ts';
import type { Vault } from './vaults.ts';

/** Folders of a vault that an agent gets nothing of, as its policies name them. */
export function lockedFolders({ policies }: Vault, now: number): string[] {
  const found = policies.flatMap((policy) =>
    policy
      .entries('claude-code', now)
      .filter(({ access }) => access === 'none')
      .map(({ folder }) => folder),
  );
  return [...new Set(found)].sort();
}

/** Which locked folders and patterns have versions in the repository around a vault. No program of the repository is run. */
export function lockedInHistory(
  vault: Vault,
  now: number,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const folders = lockedFolders(vault, now).filter((folder) =>
    isInHistory(vault.root, [`:(literal)${folder === '' ? '.' : folder}`], env),
  );
  const patterns = vault.policies.flatMap(({ policy }) => {
    const { none } = policy.files;
    const back = none.filter((each) => each.startsWith('!')).map((each) => pathspec(each.slice(1), 'exclude,glob'));
    return none.filter(
      (each) => /^[^#!]/.test(each.trim()) && isInHistory(vault.root, [pathspec(each, 'glob'), ...back], env),
    );
  });
  return [...folders, ...new Set(patterns)];
}

/** A gitignore pattern as git's own pathspec, from the folder that git is asked in (gitglossary(7), pathspec). */
function pathspec(pattern: string, magic: string): string {
  const bare = pattern.trim().replace(/\/$/, '');
  return `:(${magic})${bare.includes('/') ? bare.replace(/^\//, '') : `**/${bare}`}`;
}

function isInHistory(
  cwd: string,
  pathspecs: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  const config = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];
  const { status, stdout } = spawnSync(
    'git',
    [...config, '--no-pager', 'log', '--all', '-1', '--format=%h', '--', ...pathspecs],
    {
      cwd,
      encoding: 'utf8',
      timeout: 5000,
      env: { PATH: env['PATH'], HOME: env['HOME'], GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1' },
    },
  );
  return status === 0 && stdout.trim() !== '';
}

/** Where other programs keep copies of what is in a vault, by kind, as far as they are there. */
export function derivedCopies({ root }: Vault, env: Readonly<Record<string, string | undefined>>): string[] {
  const home = env['HOME'] ?? '';
  const transcripts = transcriptFolder(root, env);
  const places = [
    [join(root, '.smart-env'), 'embeddings of Smart Connections'],
    [join(root, '.copilot-index'), 'the index of Obsidian Copilot'],
    [transcripts, "Claude Code's transcripts of this vault, in plain text"],
    [join(home, '.config', 'Code', 'User', 'History'), "VS Code's local history of every file"],
    [join(home, '.vscode-server', 'data', 'User', 'History'), "VS Code's local history of every file"],
    [join(home, '.local', 'share', 'code-server', 'User', 'History'), "code-server's local history of every file"],
    [join(home, 'Library', 'Application Support', 'Code', 'User', 'History'), "VS Code's local history of every file"],
  ] as const;
  return places.filter(([path]) => existsSync(path)).map(([path, what]) => `${what}: ${path}`);
}

function transcriptFolder(root: string, env: Readonly<Record<string, string | undefined>>): string {
  const config = env['CLAUDE_CONFIG_DIR'] ?? join(env['HOME'] ?? '', '.claude');
  return join(config, 'projects', root.replace(/[/.]/g, '-'));
}

/** Calls in Claude Code's transcripts of a vault, since `since`, of which the guard's log knows nothing. */
export function unseenCalls(
  { root }: Vault,
  home: string,
  since: number,
  env: Readonly<Record<string, string | undefined>>,
): { readonly calls: number; readonly unseen: number } {
  const folder = transcriptFolder(root, env);
  if (!existsSync(folder)) return { calls: 0, unseen: 0 };
  const { current, older } = logPaths(home);
  const log = [older, current].map((path) => (existsSync(path) ? readFileSync(path, 'utf8') : '')).join('');
  const ids = new Set<string>();
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!name.endsWith('.jsonl') || statSync(path).mtimeMs < since) continue;
    for (const line of readFileSync(path, 'utf8').split('\n')) for (const id of callsOf(line, since)) ids.add(id);
  }
  return { calls: ids.size, unseen: [...ids].filter((id) => !log.includes(JSON.stringify(id))).length };
}

function callsOf(line: string, since: number): string[] {
  if (!line.includes('"tool_use"')) return [];
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
  if (!hasContent(entry) || Date.parse(String(entry.timestamp)) < since) return [];
  return entry.message.content.flatMap((block: unknown) =>
    typeof block === 'object' &&
    block !== null &&
    'type' in block &&
    block.type === 'tool_use' &&
    'id' in block &&
    typeof block.id === 'string'
      ? [block.id]
      : [],
  );
}

function hasContent(
  entry: unknown,
): entry is { readonly timestamp: unknown; readonly message: { readonly content: readonly unknown[] } } {
  if (typeof entry !== 'object' || entry === null || !('message' in entry) || !('timestamp' in entry)) return false;
  const { message } = entry;
  return typeof message === 'object' && message !== null && 'content' in message && Array.isArray(message.content);
}
