import { gitFailure, gitIn, type StagedWorktree } from './worktree.ts';

/** An object as git gave it. */
export type ReadBlob =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'too-big'; readonly size: number };

/** Most bytes that are taken from git at once. */
const portion = 64 << 20;

/**
 * Reads objects by one call of git; where there is much of it by several, so that no more than a portion is held.
 * Yields each name, in their order but for those that are missing or too big, with what it stands for.
 * @param names object ids, or a commit with a path in it such as `HEAD:notes`; none holds a line's end
 * @throws UserError where git fails, as it does for a damaged object.
 */
export function* readBlobs(
  worktree: StagedWorktree,
  names: readonly string[],
  maxSize: number,
): Generator<readonly [name: string, blob: ReadBlob]> {
  if (names.length === 0) return;
  const answer = gitIn(worktree, ['cat-file', '--batch'], { input: linesOf(names), maxBuffer: portion });
  if (answer.error === 'ENOBUFS') yield* readInPortions(worktree, names, maxSize);
  else if (answer.status !== 0) throw gitFailure('git can not read what is staged', answer);
  else yield* blobsIn(answer.stdout, names, maxSize);
}

function linesOf(names: readonly string[]): string {
  return names.map((name) => `${name}\n`).join('');
}

function* blobsIn(
  output: Buffer,
  names: readonly string[],
  maxSize: number,
): Generator<readonly [name: string, blob: ReadBlob]> {
  let at = 0;
  for (const name of names) {
    const end = output.indexOf(10, at);
    const size = end === -1 ? undefined : sizeIn(output.toString('utf8', at, end));
    at = end === -1 ? output.length : end + 1;
    if (size === undefined) {
      yield [name, { kind: 'missing' }];
      continue;
    }
    yield [name, size > maxSize ? { kind: 'too-big', size } : { kind: 'bytes', bytes: output.subarray(at, at + size) }];
    at += size + 1;
  }
}

/** The size in `<oid> blob 12`; undefined for `<name> missing` and the like. */
function sizeIn(line: string): number | undefined {
  const size = /^[0-9a-f]{40,64} [a-z]+ (\d+)$/.exec(line)?.[1];
  return size === undefined ? undefined : Number(size);
}

/** Asks for sizes first. What is larger than `maxSize` is not read at all. */
function* readInPortions(
  worktree: StagedWorktree,
  names: readonly string[],
  maxSize: number,
): Generator<readonly [name: string, blob: ReadBlob]> {
  const sizes = gitIn(worktree, ['cat-file', '--batch-check'], { input: linesOf(names) });
  if (sizes.status !== 0) throw gitFailure('git can not read what is staged', sizes);
  let open: string[] = [];
  let held = 0;
  for (const [index, line] of sizes.stdout.toString('utf8').split('\n').entries()) {
    const name = names[index];
    if (name === undefined) continue;
    const size = sizeIn(line);
    if (size === undefined) yield [name, { kind: 'missing' }];
    else if (size > maxSize) yield [name, { kind: 'too-big', size }];
    else {
      if (open.length > 0 && held + size > portion) {
        yield* readAll(worktree, open, held);
        open = [];
        held = 0;
      }
      open.push(name);
      held += size;
    }
  }
  yield* readAll(worktree, open, held);
}

function* readAll(worktree: StagedWorktree, names: readonly string[], size: number) {
  if (names.length === 0) return;
  // Beside each object stands a line of its own.
  const maxBuffer = size + names.length * 128 + (1 << 16);
  const answer = gitIn(worktree, ['cat-file', '--batch'], { input: linesOf(names), maxBuffer });
  if (answer.status !== 0) throw gitFailure('git can not read what is staged', answer);
  yield* blobsIn(answer.stdout, names, Number.MAX_SAFE_INTEGER);
}
