import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { errorCode } from '../walk.ts';
import type { GitPlace } from './git-place.ts';
import { type Env, type GitAnswer, gitSync, spawnGit } from './git-run.ts';

/**
 * The environment for git in a repository that was opened. Git is told where it lies: nothing is looked for again, and no
 * `core.worktree` of its configuration leads elsewhere.
 */
function within(place: GitPlace, env: Env): Env {
  return { ...env, GIT_DIR: place.gitDir, GIT_WORK_TREE: place.isBare ? place.gitDir : place.root };
}

const kept = ['GIT_DIR', 'GIT_WORK_TREE'];

/** Runs git in a repository and waits; for short answers. */
export function gitAt(place: GitPlace, args: readonly string[], env: Env, input?: string): GitAnswer {
  return gitSync(place.root, args, within(place, env), {
    keep: kept,
    timeout: 120_000,
    ...(input === undefined ? {} : { input }),
  });
}

/** How a process of git ended. */
export interface GitEnd {
  /** Null where a signal ended it, or it could not be started. */
  readonly status: number | null;
  /** The beginning of what it said. */
  readonly stderr: string;
}

export interface GitStream {
  readonly child: ChildProcessWithoutNullStreams;
  /** Settles when the process is over and its pipes are closed; it never rejects. */
  readonly end: Promise<GitEnd>;
  /** Ends the process where it still runs. */
  stop(): void;
}

const mostOfStderr = 16 << 10;

/**
 * Git holds all changes of a commit before it tells one, and a few trees that name each other many times over make a
 * thousand million of them. A commit that brings a million files takes a third of this.
 */
const mostMemory = 1 << 30;
const pageSize = 4096;

/** Looks now and then how much memory of its own a process has; on Linux, where that costs nothing. */
function watchMemory({ pid }: ChildProcessWithoutNullStreams, onTooMuch: () => void): NodeJS.Timeout | undefined {
  if (process.platform !== 'linux' || pid === undefined) return undefined;
  const look = () => {
    try {
      // In pages: all, resident, and of those the ones that are parts of files.
      const [, resident = 0, ofFiles = 0] = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ').map(Number);
      if ((resident - ofFiles) * pageSize > mostMemory) onTooMuch();
    } catch (error) {
      // It is over.
      if (errorCode(error) === undefined) throw error;
    }
  };
  return setInterval(look, 250).unref();
}

/** Starts git in a repository. The process ends with the signal. */
export function gitStream(place: GitPlace, args: readonly string[], env: Env, signal: AbortSignal): GitStream {
  signal.throwIfAborted();
  const child = spawnGit(place.root, args, within(place, env), kept);
  const stop = () => {
    child.kill('SIGKILL');
    child.stdin.destroy();
    child.stdout.destroy();
  };
  signal.addEventListener('abort', stop);
  let stderr = '';
  const watch = watchMemory(child, () => {
    stderr ||= `fatal: git was stopped, for it took more than ${mostMemory >> 20} MB`;
    child.kill('SIGKILL');
  });
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (chunk: string) => {
    if (stderr.length < mostOfStderr) stderr += chunk;
  });
  // A process that is over takes no more input: what it said and its exit code tell why.
  child.stdin.on('error', () => undefined);
  const end = new Promise<GitEnd>((resolve) => {
    child.on('error', (error) => resolve({ status: null, stderr: `git: ${error.message}` }));
    child.on('close', (status) => resolve({ status, stderr }));
  }).finally(() => {
    clearInterval(watch);
    signal.removeEventListener('abort', stop);
  });
  return { child, end, stop };
}

/**
 * What a process writes, piece by piece.
 * @throws the signal's reason once it is given.
 */
export async function* output({ child }: GitStream, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    for await (const piece of child.stdout as AsyncIterable<Buffer>) {
      signal.throwIfAborted();
      yield piece;
    }
  } catch (error) {
    // A stream that was stopped says that it was closed too early.
    signal.throwIfAborted();
    throw error;
  }
}

/** Writes lines to a process as fast as it takes them; stops where it is over. */
export async function feed(
  { child }: GitStream,
  lines: Iterable<string> | AsyncIterable<string>,
  onLine: (line: string) => void = () => undefined,
): Promise<void> {
  const { stdin } = child;
  let batch = '';
  for await (const line of lines) {
    if (stdin.destroyed || !stdin.writable) return;
    onLine(line);
    batch += `${line}\n`;
    if (batch.length < 16_384) continue;
    const isFull = !stdin.write(batch);
    batch = '';
    if (isFull) await drained(child);
  }
  if (stdin.writable) stdin.end(batch);
}

function drained(child: ChildProcessWithoutNullStreams): Promise<void> {
  const { stdin } = child;
  return new Promise((resolve) => {
    const done = () => {
      stdin.off('drain', done);
      stdin.off('close', done);
      child.off('close', done);
      resolve();
    };
    stdin.on('drain', done);
    stdin.on('close', done);
    child.on('close', done);
    if (stdin.destroyed) done();
  });
}

/** The parts of a stream between separators, without them; a last part without one comes as well. */
export async function* parts(chunks: AsyncIterable<Buffer>, separator: number): AsyncGenerator<Buffer[]> {
  let rest: Buffer[] = [];
  for await (const chunk of chunks) {
    const found: Buffer[] = [];
    let start = 0;
    for (let at = chunk.indexOf(separator); at !== -1; at = chunk.indexOf(separator, start)) {
      const part = chunk.subarray(start, at);
      found.push(rest.length === 0 ? part : Buffer.concat([...rest, part]));
      if (rest.length > 0) rest = [];
      start = at + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
    if (found.length > 0) yield found;
  }
  if (rest.length > 0) yield [Buffer.concat(rest)];
}
