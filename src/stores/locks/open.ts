import type { Mount, StoreReader } from '../store.ts';

/** Paths of each system: a container of encrypted notes lies where its owner put it. */
export const noDefaultPlaces = { linux: [], darwin: [], win32: [] } as const;

/** Where a folder of encrypted files is mounted, with what it holds in plain text; absent where it is not. */
export function openAt(reader: StoreReader, isOpen: (mount: Mount) => boolean): { unlockedAt?: string } {
  const mount = reader.mounts.find(isOpen);
  return mount === undefined ? {} : { unlockedAt: mount.target };
}
