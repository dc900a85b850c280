import type { AtRest } from '../../core/audit.ts';

import { isText } from '../encryption/bytes.ts';
import { nameOf } from '../path-names.ts';
import type { StoreReader } from '../store.ts';

/** Names of notes. What programs put beside their containers to read about them is none. */
const noteName = /\.(?:md|markdown|org|txt)$/i;
const aboutName = /^(?:readme|important|masterkey\.|vault\.|gocryptfs\.|cryfs\.config$|\.encfs6\.xml$)/i;
/** An encrypted file begins with bytes of chance: so many of them are not a text. */
const proof = 16;
/** Files that are looked at and counted. */
const most = 10_000;

/**
 * How notes lie in a folder whose files a program encrypts one by one: notes may have been put into it beside the
 * program, as they are where a folder was made into a container that already held some.
 * @param by the program, as the answer names it
 */
export function containerAtRest(root: string, reader: StoreReader, by: string): AtRest {
  const named = reader
    .list(root)
    .filter(({ name, type }) => type === 'file' && noteName.test(name) && !aboutName.test(name))
    .slice(0, most);
  const plain = named.filter(({ name }) => {
    const head = reader.head(`${root}/${name}`, 256);
    return head !== undefined && head.length >= proof && isText(head);
  }).length;
  if (plain === 0) return { state: 'encrypted', by };
  const files = reader.find(root, [''], most).filter((path) => !aboutName.test(nameOf(path)));
  const of = Math.max(plain, files.length);
  return { state: 'partly', encrypted: of - plain, of };
}
