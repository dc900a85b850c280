import type { GitPlace } from './git-place.ts';
import type { Env } from './git-run.ts';
import { gitStream, output, parts } from './git-stream.ts';

export type ObjectType = 'blob' | 'commit' | 'tag' | 'tree';

export function isType(text: string): text is ObjectType {
  return text === 'blob' || text === 'commit' || text === 'tag' || text === 'tree';
}

/** Every object of the repository, its alternates included, whatever reaches it. */
export async function* allObjects(
  place: GitPlace,
  env: Env,
  signal: AbortSignal,
): AsyncGenerator<{ oid: string; type: ObjectType }[]> {
  const format = '--batch-check=%(objectname) %(objecttype)';
  const stream = gitStream(place, ['cat-file', '--batch-all-objects', '--unordered', '--buffer', format], env, signal);
  stream.child.stdin.end();
  try {
    for await (const lines of parts(output(stream, signal), 10)) {
      const found: { oid: string; type: ObjectType }[] = [];
      for (const line of lines) {
        const text = line.toString('latin1');
        const space = text.indexOf(' ');
        const type = text.slice(space + 1);
        if (isType(type)) found.push({ oid: text.slice(0, space), type });
      }
      yield found;
    }
    const { status, stderr } = await stream.end;
    signal.throwIfAborted();
    if (status !== 0) throw new Error(`git cat-file: ${stderr}`);
  } finally {
    stream.stop();
  }
}
