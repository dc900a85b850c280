import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isNote } from '../../core/note-files.ts';
import { errorCode } from '../walk.ts';
import { Marks } from './marks.ts';

/**
 * Real paths of the notes of a vault that their authors marked private, by the index in Cloister's own folder `home`;
 * what changed since is read. At most `most` of them.
 */
export function markedNotes(root: string, home: string, most: number): string[] {
  const marks = new Marks(home, { rootOf: () => root });
  const found: string[] = [];
  const open = [root];
  for (let folder = open.pop(); folder !== undefined && found.length < most; folder = open.pop()) {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== '.git' && entry.name !== 'node_modules') open.push(path);
      } else if (entry.isFile() && isNote(path) && marks.isMarked(path)) found.push(path);
    }
  }
  marks.save();
  return found;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    // What can not be listed can not be read by an agent of the same user either.
    errorCode(error);
    return [];
  }
}
