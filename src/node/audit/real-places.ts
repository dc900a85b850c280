import { lstatSync, realpathSync, type Stats } from 'node:fs';
import { errorCode } from '../walk.ts';

/** A path as all parts of an audit spell it: joined by `/`. */
export function slashed(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}

/** True where a path is a folder of `roots` or lies beneath one. All are joined by `/`. */
export function liesBeneath(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`);
}

export type RealPlace =
  | { readonly kind: 'there'; readonly real: string; readonly stat: Stats }
  | { readonly kind: 'missing' }
  | { readonly kind: 'link-outside'; readonly real: string }
  | { readonly kind: 'unreadable'; readonly detail: string };

/**
 * Says where a path really leads: links are followed as long as they stay beneath `roots`.
 * @param farOf says of a path why it may not even be asked for
 */
export function realPlaces(
  roots: readonly string[],
  farOf: (path: string) => string | undefined,
): (path: string) => RealPlace {
  /** Real paths of folders: files of one folder are asked for one after the other. */
  let last: { readonly folder: string; readonly real: string } | undefined;
  const mayRead = (real: string): boolean => roots.some((root) => liesBeneath(real, root));

  function realFolder(folder: string): string {
    if (last?.folder !== folder) last = { folder, real: slashed(realpathSync.native(folder)) };
    return last.real;
  }

  return (path) => {
    const far = farOf(path);
    if (far !== undefined) return { kind: 'unreadable', detail: far };
    try {
      const cut = path.lastIndexOf('/');
      const folder = cut <= 0 ? '/' : path.slice(0, cut);
      const parent = process.platform === 'win32' && cut <= 2 ? path.slice(0, 3) : realFolder(folder);
      let real = parent.endsWith('/') ? `${parent}${path.slice(cut + 1)}` : `${parent}/${path.slice(cut + 1)}`;
      let stat = lstatSync(real, { throwIfNoEntry: false });
      if (stat === undefined) return { kind: 'missing' };
      if (stat.isSymbolicLink()) {
        real = slashed(realpathSync.native(real));
        stat = lstatSync(real);
      }
      return mayRead(real) ? { kind: 'there', real, stat } : { kind: 'link-outside', real };
    } catch (error) {
      const code = errorCode(error);
      return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'missing' } : { kind: 'unreadable', detail: code };
    }
  };
}
