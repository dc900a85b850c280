import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, inflateSync } from 'node:zlib';

/** The forms in which a text may lie on a disk without being encrypted. */
export function formsOf(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  // Of each alignment the characters that do not depend on what stands around.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
      .slice(shift === 0 ? 0 : 4, -2),
  );
  return [
    bytes,
    Buffer.from(text, 'utf16le'),
    Buffer.from(text, 'utf16le').swap16(),
    Buffer.from(bytes.toString('hex')),
    ...base64.map((each) => Buffer.from(each)),
  ];
}

/** Paths of the files beneath folders in which a text can be read, also in what is packed by gzip or zlib. */
export function filesWith(text: string, folders: readonly string[]): { found: string[]; looked: number } {
  const forms = formsOf(text);
  const holds = (bytes: Buffer): boolean => forms.some((form) => bytes.includes(form));
  const found: string[] = [];
  let looked = 0;
  const stack = [...folders];
  for (let path = stack.pop(); path !== undefined; path = stack.pop()) {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory() === true) {
      for (const name of readdirSync(path)) {
        if (forms.some((form) => Buffer.from(name).includes(form))) found.push(join(path, name));
        stack.push(join(path, name));
      }
    }
    if (stat?.isFile() !== true) continue;
    looked += 1;
    let bytes: Buffer;
    try {
      bytes = readFileSync(path);
    } catch (error) {
      // The editor removes files meanwhile.
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') continue;
      throw error;
    }
    if (holds(bytes) || holds(unpacked(bytes))) found.push(path);
  }
  return { found: found.sort(), looked };
}

function unpacked(bytes: Buffer): Buffer {
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzipSync(bytes);
    if (bytes[0] === 0x78) return inflateSync(bytes);
  } catch (error) {
    // It only begins like one.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
  return Buffer.alloc(0);
}
