import { readSync } from 'node:fs';
import { withQuietFile } from './quiet-file.ts';

const magic = Buffer.from('SQLite format 3\0', 'latin1');
/** The schema stands in the first pages of nearly all databases. */
const mostRead = 4 << 20;
const createTable =
  /CREATE (?:VIRTUAL )?TABLE (?:IF NOT EXISTS )?(?:"([^"\0]{1,200})"|\[([^\]\0]{1,200})\]|`([^`\0]{1,200})`|'([^'\0]{1,200})'|([A-Za-z_][\w$]{0,200}))/gi;

/** True for the beginning of a SQLite database (https://sqlite.org/fileformat2.html#the_database_header). */
export function isDatabase(head: Uint8Array): boolean {
  return magic.equals(head.subarray(0, magic.length));
}

/** True where a file begins as a database does. @throws errors of the file system. */
export function hasDatabaseHead(path: string): boolean {
  return withQuietFile(path, (file) => {
    const head = Buffer.alloc(magic.length);
    return readSync(file, head, 0, head.length, 0) === head.length && isDatabase(head);
  });
}

/** Names of tables, lower case, by the text that made them, for a database that can not be opened. @throws as above. */
export function tablesInText(path: string): ReadonlySet<string> {
  return withQuietFile(path, (file) => {
    const bytes = Buffer.alloc(mostRead);
    const text = bytes.toString('latin1', 0, readSync(file, bytes, 0, bytes.length, 0));
    return new Set(
      Array.from(text.matchAll(createTable), ([, ...names]) =>
        (names.find((each) => each !== undefined) ?? '').toLowerCase(),
      ),
    );
  });
}
