/** What stands in a folder tree, so that it can be seen whether anything was changed. Times of reading are left out. */
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Longer files are told by their size and times. */
const mostHashed = 4 << 20;

/** A line for each entry, by its name in bytes. @param except absolute paths that something else writes to */
export function snapshotOf(root: string, except: ReadonlySet<string> = new Set()): string[] {
  const lines: string[] = [];
  const open = [Buffer.from(root)];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const name of readdirSync(folder, { encoding: 'buffer' })) {
      const path = Buffer.concat([folder, Buffer.from('/'), name]);
      if (except.has(path.toString())) continue;
      const stat = lstatSync(path, { bigint: true });
      const content = stat.isFile() && stat.size <= mostHashed ? hashOf(readFileSync(path)) : '';
      const target = stat.isSymbolicLink() ? readlinkSync(path, { encoding: 'hex' }) : '';
      lines.push([path.toString('latin1'), stat.mode, stat.size, stat.mtimeNs, stat.ino, content, target].join(' '));
      if (stat.isDirectory()) open.push(path);
    }
  }
  return lines.sort();
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
