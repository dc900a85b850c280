import type { AtRest, RecognisedStore } from '../../core/audit.ts';
import type { StoreReader } from '../store.ts';

/** How notes lie of which `encrypted` of `of` are encrypted. A store without notes has nothing that lies open. */
export function atRestOf(encrypted: number, of: number, by: string): AtRest {
  if (of === 0) return { state: 'unknown', why: 'it holds no notes' };
  if (encrypted === 0) return { state: 'plaintext' };
  return encrypted >= of ? { state: 'encrypted', by } : { state: 'partly', encrypted, of };
}

export const plaintext: AtRest = { state: 'plaintext' };

/** The candidate itself where it is a file, else the file of that name in it, if there is one. */
export function fileAt(candidate: string, name: string, reader: StoreReader): string | undefined {
  const type = reader.type(candidate);
  if (type === 'file') return candidate;
  const inside = `${candidate}/${name}`;
  return type === 'folder' && reader.type(inside) === 'file' ? inside : undefined;
}

/** A file that holds notes and is the whole store. */
export function exportAt(
  store: RecognisedStore['store'],
  path: string,
  atRest: AtRest,
  items: number | undefined,
  kind: 'export' | 'backup' = 'export',
): RecognisedStore {
  return {
    store,
    root: path,
    evidence: path,
    atRest,
    parts: [{ kind, path }],
    ...(items === undefined ? {} : { items }),
  };
}

/** Paths of Windows come with backslashes. */
export function slashed(path: string): string {
  return /^[A-Za-z]:\\|^\\\\/.test(path) ? path.replaceAll('\\', '/') : path;
}
