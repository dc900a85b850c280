import type { GitPlace } from './git-place.ts';
import type { Env } from './git-run.ts';
import { readObjects } from './object-reader.ts';

export interface CommitFacts {
  /** The author's name as it stands in the commit: foreign text. */
  readonly author: string;
  /** ISO 8601 with the author's time zone; empty where the commit has no date that can be read. */
  readonly date: string;
}

const largestCommit = 64 << 20;

/** Author and date of commits. Those that are not there or damaged are left out. */
export async function commitFacts(
  place: GitPlace,
  oids: Iterable<string>,
  env: Env,
  signal: AbortSignal,
): Promise<Map<string, CommitFacts>> {
  const found = new Map<string, CommitFacts>();
  for await (const commit of readObjects(place, new Set(oids), { maxSize: largestCommit }, env, signal)) {
    if (commit.kind === 'commit') found.set(commit.oid, factsOf(commit.bytes));
  }
  return found;
}

export function factsOf(bytes: Uint8Array): CommitFacts {
  const commit = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = commit.indexOf('\n\n');
  const head = commit.subarray(0, end === -1 ? commit.length : end);
  const line = /^author (.*)$/m.exec(head.toString('latin1'))?.[1] ?? '';
  const encoding = /^encoding (.+)$/m.exec(head.toString('latin1'))?.[1] ?? 'utf-8';
  const [, name = line, seconds, sign, hours, minutes] =
    /^(.*?) ?<[^>]*>(?: (\d{1,12}) ([+-])(\d{2})(\d{2}))?/.exec(line) ?? [];
  return {
    author: decoded(Buffer.from(name, 'latin1'), encoding),
    date: seconds === undefined ? '' : isoDate(Number(seconds), sign === '-' ? -1 : 1, Number(hours), Number(minutes)),
  };
}

function decoded(bytes: Buffer, encoding: string): string {
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch (error) {
    // An encoding that nobody knows.
    if (error instanceof RangeError) return bytes.toString('utf8');
    throw error;
  }
}

function isoDate(seconds: number, sign: 1 | -1, hours: number, minutes: number): string {
  const local = new Date((seconds + sign * (hours * 60 + minutes) * 60) * 1000);
  if (Number.isNaN(local.getTime())) return '';
  const zone = `${sign === 1 ? '+' : '-'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
  return `${local.toISOString().slice(0, 19)}${zone}`;
}
