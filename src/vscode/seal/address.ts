import type * as vscode from 'vscode';

/** The scheme under which the editor shows a sealed note, decrypted in memory alone. */
export const sealedScheme = 'cloister-age';
/** What a sealed file's name ends in. */
const suffix = '.age';

/** The parts of an address that count here. */
interface Address {
  readonly path: string;
  with(change: { readonly scheme?: string; readonly path?: string }): vscode.Uri;
}

/** The document's address of a sealed file, `journal/x.md.age` -> `journal/x.md`; undefined where its name is none. */
export function documentAddress(file: Address): vscode.Uri | undefined {
  const path = file.path.slice(0, -suffix.length);
  if (!file.path.endsWith(suffix) || path === '' || path.endsWith('/')) return undefined;
  return file.with({ scheme: sealedScheme, path });
}

/** The sealed file that a document is read from and written to. */
export function sealedFileOf(document: Address): vscode.Uri {
  return document.with({ scheme: 'file', path: `${document.path}${suffix}` });
}

/** What lies under a document's own name on the disk: a folder, or the note where it was unsealed. */
export function plainFileOf(document: Address): vscode.Uri {
  return document.with({ scheme: 'file' });
}

/**
 * The name for a version that could not take its place: `x.md` -> `x (conflict 2026-11-26 03-55-10).md`.
 * @param at as `toISOString` gives it
 * @param count of those that have the name already
 */
export function conflictName(name: string, at: string, count: number): string {
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  const time = at.slice(0, 19).replace('T', ' ').replaceAll(':', '-');
  return `${stem} (conflict ${time}${count === 0 ? '' : ` ${count + 1}`})${extension}`;
}
