import { join } from 'node:path';
import type { AuditMachine } from '../audit/machine.ts';
import { isWithin } from './mountinfo.ts';
import { realPathOf } from './system-files.ts';

/** Folders that the systems keep for temporary files. */
const shared: Readonly<Record<AuditMachine['platform'], readonly string[]>> = {
  linux: ['/tmp', '/var/tmp', '/dev/shm'],
  darwin: ['/private/tmp', '/private/var/tmp', '/tmp', '/var/tmp'],
  win32: ['C:/Windows/Temp'],
};

/**
 * Folders for temporary files, real paths. One that holds the home folder itself is none here: whoever put that there
 * knows it.
 */
export function temporaryFolders({ platform, env, isOwnHome, home }: AuditMachine): readonly string[] {
  const named = isOwnHome ? [env['TMPDIR'], env['TEMP'], env['TMP']] : [];
  return [...shared[platform], join(home, 'AppData/Local/Temp'), ...named]
    .flatMap((folder) => (folder === undefined || !/^(?:\/|[a-zA-Z]:)/.test(folder) ? [] : [realPathOf(folder)]))
    .filter((folder) => folder !== '/' && !isWithin(home, folder));
}
