import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { type Opened, openSealed, openStream, sealBytes, sealStream } from './age.ts';

/** What is larger is not held in memory but passed through in pieces. */
const largestHeld = 8 << 20;
const pieceSize = 1 << 20;

/** Who can open what is sealed, and with what it is opened. */
export interface SealKeys {
  /** Public keys, `age1…`. */
  readonly recipients: readonly string[];
  /** Secret keys, `AGE-SECRET-KEY-1…`. */
  readonly identities: readonly string[];
}

/** Length and hash of a content: what two contents are compared by. */
export interface Digest {
  readonly size: number;
  readonly hash: string;
}

/** The whole of a file that is open, however long it is. */
export async function digestOf(file: FileHandle): Promise<Digest> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of piecesOf(file)) {
    hash.update(piece);
    size += piece.length;
  }
  return { size, hash: hash.digest('hex') };
}

/** Writes into `draft` what `source` holds, as it is. */
export async function copyInto(draft: FileHandle, source: FileHandle): Promise<void> {
  for await (const piece of piecesOf(source)) await writeAll(draft, piece);
}

/** What an open file holds once it is decrypted; nothing is written anywhere. */
export async function digestOfSealed(file: FileHandle, { identities }: SealKeys): Promise<Opened<Digest>> {
  return open(file, identities, () => Promise.resolve());
}

/** Writes into `draft` what `source` holds, encrypted. @returns the digest of the plain content. */
export async function sealInto(draft: FileHandle, source: FileHandle, { recipients }: SealKeys): Promise<Digest> {
  const { size } = await source.stat();
  if (size <= largestHeld) {
    const bytes = await readHeld(source);
    await writeAll(draft, await sealBytes(bytes, recipients));
    return digest(bytes);
  }
  const hash = createHash('sha256');
  let length = 0;
  const plain = streamOf(source, (piece) => {
    hash.update(piece);
    length += piece.length;
  });
  for await (const piece of await sealStream(plain, recipients)) await writeAll(draft, piece);
  return { size: length, hash: hash.digest('hex') };
}

/** Writes into `draft` what the sealed `source` holds, decrypted. @returns the digest of that. */
export function unsealInto(draft: FileHandle, source: FileHandle, { identities }: SealKeys): Promise<Opened<Digest>> {
  return open(source, identities, (piece) => writeAll(draft, piece));
}

async function open(
  source: FileHandle,
  identities: readonly string[],
  take: (piece: Uint8Array) => Promise<void>,
): Promise<Opened<Digest>> {
  const { size } = await source.stat();
  if (size <= largestHeld) {
    const opened = await openSealed(await readHeld(source), identities);
    if (!opened.ok) return opened;
    await take(opened.value);
    return { ok: true, value: digest(opened.value) };
  }
  const opened = await openStream(streamOf(source), identities);
  if (!opened.ok) return opened;
  const hash = createHash('sha256');
  let length = 0;
  const reader = opened.value.getReader();
  for (;;) {
    const next = await nextOf(reader);
    if (next === undefined) return { ok: false, why: 'damaged' };
    if (next.done) return { ok: true, value: { size: length, hash: hash.digest('hex') } };
    hash.update(next.value);
    length += next.value.length;
    await take(next.value);
  }
}

/** Undefined where what is sealed is damaged here: age authenticates piece by piece. */
async function nextOf(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch (error) {
    // An error of the file system is no damage.
    if (error instanceof Error && !('code' in error)) return undefined;
    throw error;
  }
}

function digest(bytes: Uint8Array): Digest {
  return { size: bytes.length, hash: createHash('sha256').update(bytes).digest('hex') };
}

/** A file may grow meanwhile: what it holds at its end counts. */
async function readHeld(file: FileHandle): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of piecesOf(file)) pieces.push(piece);
  const [only] = pieces;
  return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
}

/** From the beginning to the end, without moving the place at which the file is read otherwise. */
async function* piecesOf(file: FileHandle): AsyncGenerator<Buffer> {
  const { size } = await file.stat();
  for (let at = 0; ; ) {
    const room = Buffer.allocUnsafe(Math.min(pieceSize, Math.max(size - at + 1, 1 << 12)));
    const { bytesRead } = await file.read(room, 0, room.length, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield room.subarray(0, bytesRead);
  }
}

function streamOf(file: FileHandle, seen?: (piece: Uint8Array) => void): ReadableStream<Uint8Array> {
  const pieces = piecesOf(file);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done === true) return controller.close();
      seen?.(value);
      controller.enqueue(value);
    },
  });
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  // A write may take less than it was given.
  for (let from = 0; from < bytes.length; ) from += (await file.write(bytes, from)).bytesWritten;
}
