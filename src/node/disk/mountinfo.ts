import type { Mount } from '../../stores/store.ts';

/** A line of `/proc/self/mountinfo`. */
export interface LinuxMount extends Mount {
  readonly id: number;
  readonly parent: number;
  /** `MAJOR:MINOR` of the device; a major number of 0 is no block device. */
  readonly device: string;
  /** The folder of the file system that is mounted: `/` but for bind mounts and subvolumes. */
  readonly root: string;
  /** Options of the file system as they are written, such as `upperdir=…` of an overlay: escapes and all. */
  readonly options: string;
}

/**
 * Reads `/proc/self/mountinfo` (its fields: Linux, Documentation/filesystems/proc.rst 3.5). Lines of another form are left
 * out: a cut file loses its last one.
 */
export function parseMountinfo(text: string): readonly LinuxMount[] {
  return text.split('\n').flatMap((line) => {
    const [before, after] = line.split(' - ', 2);
    const [id, parent, device, root, target, options] = before?.split(' ') ?? [];
    const [type, source, superOptions] = after?.split(' ') ?? [];
    if (!isNumber(id) || !isNumber(parent) || !/^\d+:\d+$/.test(device ?? '')) return [];
    if (device === undefined || root === undefined || !target?.startsWith('/') || options === undefined) return [];
    if (type === undefined || type === '' || source === undefined) return [];
    const mount: LinuxMount = {
      id: Number(id),
      parent: Number(parent),
      device,
      root: unescapeOctal(root),
      target: unescapeOctal(target),
      type: unescapeOctal(type),
      source: unescapeOctal(source),
      options: superOptions ?? '',
    };
    return [mount];
  });
}

function isNumber(text: string | undefined): text is string {
  return text !== undefined && /^\d{1,15}$/.test(text);
}

/** Spaces, tabs, line ends, `#` and backslashes are written as three octal digits of each byte. */
export function unescapeOctal(text: string): string {
  return text.replace(/\\([0-3][0-7]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

/**
 * The mount in which a real path lies: the mounts are gone through as the kernel does, so that one beneath a folder over
 * which another was mounted later is not taken. Without a root (a changed root hides it) the longest target wins.
 */
export function mountOf<M extends Mount>(path: string, mounts: readonly M[]): M | undefined {
  const around = mounts.filter(({ target }) => isWithin(path, target));
  const longest = around.reduce<M | undefined>(
    (best, mount) => (best === undefined || mount.target.length >= best.target.length ? mount : best),
    undefined,
  );
  return isTree(around) ? (visibleMount(around) ?? longest) : longest;
}

function isTree<M extends Mount>(mounts: readonly M[]): mounts is readonly (M & LinuxMount)[] {
  return mounts.every((mount) => 'parent' in mount);
}

function visibleMount<M extends LinuxMount>(around: readonly M[]): M | undefined {
  const ids = new Set(around.map(({ id }) => id));
  let current = around.find(({ target, id, parent }) => target === '/' && (parent === id || !ids.has(parent)));
  const seen = new Set<M>();
  while (current !== undefined && !seen.has(current)) {
    seen.add(current);
    const { id } = current;
    const next = around
      .filter((mount) => mount.parent === id && !seen.has(mount))
      .reduce<M | undefined>(
        (best, mount) => (best === undefined || mount.target.length <= best.target.length ? mount : best),
        undefined,
      );
    if (next === undefined) return current;
    current = next;
  }
  return current;
}

/** True for the folder itself and what lies beneath it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
