import type { Mount } from '../../stores/store.ts';

/**
 * Where a FUSE file system is mounted that the kernel shows to nobody but the one who mounted it, not even to root: without
 * the option `allow_other` (fuse(4)). Whatever its files' modes say, nobody else reads them.
 */
export function privateMounts(mounts: readonly (Mount & { readonly options?: string })[]): ReadonlySet<string> {
  const targets = mounts.flatMap(({ target, type, options = '' }) => {
    const isFuse = /^fuse(?:\.|$)/.test(type) && /(?:^|,)user_id=\d+(?:,|$)/.test(options);
    return isFuse && !/(?:^|,)allow_other(?:,|$)/.test(options) ? [target] : [];
  });
  return new Set(targets);
}
