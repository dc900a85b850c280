import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { realOrSelf } from './vaults.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The folders that Cloister's caches may lie in, which hold names of locked notes: no agent reads, lists or writes them.
 * The variable that says where caches go may be set for some programs and not for others, so both places count.
 */
export function ownCacheFolders(env: Env, platform: NodeJS.Platform = process.platform): string[] {
  const home = env['HOME'] || env['USERPROFILE'] || homedir();
  const named = (platform === 'win32' ? env['LOCALAPPDATA'] : env['XDG_CACHE_HOME']) ?? '';
  const usual =
    platform === 'win32'
      ? join(home, 'AppData', 'Local')
      : platform === 'darwin'
        ? join(home, 'Library', 'Caches')
        : join(home, '.cache');
  const folders = [usual, ...(/^(?:\/|[a-z]:[\\/])/i.test(named) ? [named] : [])];
  const caches = [...folders.map((each) => join(each, 'cloister')), spareCopiesFolder()];
  return [...new Set(caches.flatMap((each) => [each, realOrSelf(each)]))];
}

/** Where an audit copies databases to where its cache lies in a vault: what is copied there are notes too. */
export function spareCopiesFolder(): string {
  return join(tmpdir(), `cloister-audit-${process.getuid?.() ?? 'own'}`);
}
