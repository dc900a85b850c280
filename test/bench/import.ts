import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { Version } from './versions.ts';

/** What git is run with: nothing of this machine's settings. */
export function gitEnv(home: string): NodeJS.ProcessEnv {
  const { PATH } = process.env;
  return { PATH, HOME: home, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
}

/** Makes a repository whose commits bring the versions, `each` a commit, and packs it. Every run makes the same one. */
export async function makeRepository(folder: string, versions: Iterable<Version>, each: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const options = { cwd: folder, env: gitEnv(folder) };
  execFileSync('git', ['init', '-q', '-b', 'main'], options);
  await importVersions(folder, versions, each);
  execFileSync('git', ['gc', '-q'], options);
}

/** Adds commits to `main`. */
export async function importVersions(folder: string, versions: Iterable<Version>, each: number, from?: string) {
  const child = spawn('git', ['fast-import', '--quiet'], {
    cwd: folder,
    env: gitEnv(folder),
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const ended = once(child, 'close');
  let [count, batch] = [0, ''];
  for (const { path, text } of versions) {
    if (count % each === 0) {
      const message = `Edit ${count / each}\n`;
      batch += `commit refs/heads/main\ncommitter A Writer <writer@example.test> ${1_900_000_000 + count} +0000\n`;
      batch += `data ${message.length}\n${message}`;
      if (count === 0 && from !== undefined) batch += `from ${from}\n`;
    }
    batch += `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
    count += 1;
    if (batch.length < 1 << 20) continue;
    if (!child.stdin.write(batch)) await once(child.stdin, 'drain');
    batch = '';
  }
  child.stdin.end(batch);
  const [code] = await ended;
  if (code !== 0) throw new Error(`git fast-import: exit ${code}`);
}

/** How many objects of each kind there are, and their bytes. */
export function countObjects(folder: string): Record<'blob' | 'tree' | 'commit', { count: number; bytes: number }> {
  const args = ['cat-file', '--batch-all-objects', '--unordered', '--batch-check=%(objecttype) %(objectsize)'];
  const out = execFileSync('git', args, { cwd: folder, env: gitEnv(folder), maxBuffer: 1 << 30, encoding: 'utf8' });
  const counts = { blob: { count: 0, bytes: 0 }, tree: { count: 0, bytes: 0 }, commit: { count: 0, bytes: 0 } };
  for (const line of out.split('\n')) {
    const [kind, size] = line.split(' ');
    if (kind !== 'blob' && kind !== 'tree' && kind !== 'commit') continue;
    counts[kind].count += 1;
    counts[kind].bytes += Number(size);
  }
  return counts;
}
