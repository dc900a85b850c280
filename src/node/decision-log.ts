import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { NotPlain } from './plain-file.ts';
import { errorCode } from './walk.ts';

/** One decision of the guard. Paths are names: a line never holds content. */
export interface LoggedDecision {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly agent: string;
  readonly session?: string;
  /** The agent's own id of the call, by which its transcripts are compared with this log. */
  readonly call?: string;
  readonly event: string;
  readonly tool: string;
  /** Root of the vault whose business it was. */
  readonly vault: string;
  readonly paths: readonly string[];
  readonly decision: 'allow' | 'ask' | 'deny' | 'rewrite' | 'redact' | 'stop';
  readonly rule?: string;
  /** True where a program ran whose own doing is not visible. */
  readonly opaque?: boolean;
}

/** Where the log lies beneath Cloister's own folder; the older half is kept beside it. */
export function logPaths(home: string): { readonly current: string; readonly older: string } {
  return { current: join(home, 'log', 'decisions.jsonl'), older: join(home, 'log', 'decisions.1.jsonl') };
}

const largest = 16 << 20;
const mostPaths = 20;
/** A rotation takes microseconds; its lock is stale after so many milliseconds. */
const longestRotation = 30_000;

/**
 * Appends a decision in one write, so that lines of parallel guards do not mix. At 16 MB the file becomes the older
 * half. @throws an error of the file system, such as a full disk, and where the log is no plain file.
 */
export function appendDecision(home: string, decision: LoggedDecision): void {
  const { current, older } = logPaths(home);
  const file = openLog(home, current);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new NotPlain('the log is no file');
    const line = `${JSON.stringify({ ...decision, paths: decision.paths.slice(0, mostPaths) })}\n`;
    // A disk that was full may have left the beginning of a line.
    const bytes = Buffer.from(endsLine(file, stat.size) ? line : `\n${line}`);
    if (writeSync(file, bytes) !== bytes.length) throw new Error('the disk is full');
    if (stat.size + bytes.length > largest) rotate(current, older, stat.ino);
  } finally {
    closeSync(file);
  }
}

function openLog(home: string, path: string): number {
  // A link could lead to any file, and a pipe without a reader would be waited for.
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const flags = O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK;
  try {
    return openSync(path, flags, 0o600);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    mkdirSync(join(home, 'log'), { recursive: true, mode: 0o700 });
    return openSync(path, flags, 0o600);
  }
}

function endsLine(file: number, size: number): boolean {
  const last = Buffer.alloc(1);
  return size === 0 || readSync(file, last, 0, 1, size - 1) === 0 || last[0] === 0x0a;
}

/** Of guards that see a full log at once one rotates it: another would put the new log in the older one's place. */
function rotate(current: string, older: string, ino: number): void {
  const lock = `${current}.lock`;
  try {
    closeSync(openSync(lock, 'wx', 0o600));
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    // Whoever died while it rotated leaves its lock behind.
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > longestRotation) rmSync(lock, { force: true });
    return;
  }
  try {
    if (statSync(current, { throwIfNoEntry: false })?.ino === ino) renameSync(current, older);
  } finally {
    rmSync(lock, { force: true });
  }
}
