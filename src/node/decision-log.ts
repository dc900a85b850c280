import { closeSync, constants, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

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

/**
 * Appends a decision in one write, so that lines of parallel guards do not mix. At 16 MB the file becomes the older
 * half. @throws an error of the file system, such as a full disk.
 */
export function appendDecision(home: string, decision: LoggedDecision): void {
  const { current, older } = logPaths(home);
  const line = Buffer.from(`${JSON.stringify({ ...decision, paths: decision.paths.slice(0, mostPaths) })}\n`);
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
  let file: number;
  try {
    file = openSync(current, flags, 0o600);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    mkdirSync(join(home, 'log'), { recursive: true, mode: 0o700 });
    file = openSync(current, flags, 0o600);
  }
  let size: number;
  try {
    if (writeSync(file, line) !== line.length) throw new Error('the disk is full');
    size = fstatSync(file).size;
  } finally {
    closeSync(file);
  }
  if (size > largest) renameSync(current, older);
}
