import { readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { AuditMachine } from '../audit/machine.ts';
import { readPlainFile } from '../plain-file.ts';
import { errorCode } from '../walk.ts';

/** Files of a system under its root, `machine.systemRoot`: what is not there, or may not be read, is undefined. */
export interface SystemFiles {
  /** A text of at most 4 MB. */
  text(path: string): string | undefined;
  /** Its first line, without blanks around it. */
  line(path: string): string | undefined;
  /** Names in a folder; undefined where there is none. */
  names(folder: string): readonly string[] | undefined;
  /** Where a link leads, as a path under the root. */
  real(path: string): string | undefined;
}

export function systemFiles({ systemRoot }: Pick<AuditMachine, 'systemRoot'>): SystemFiles {
  const root = systemRoot === '' ? '' : realpathSync(systemRoot);
  const text = (path: string) => attempt(() => readPlainFile(root + path, { largest: 4 << 20 }).toString('utf8'));
  return {
    text,
    line: (path) => text(path)?.split('\n', 1)[0]?.trim(),
    names: (folder) => attempt(() => readdirSync(root + folder).sort()),
    real: (path) => {
      const real = attempt(() => realpathSync(root + path));
      // A link that leads out of the root of a test would tell of this machine.
      return real?.startsWith(root === '' ? '/' : `${root}/`) ? real.slice(root.length) : undefined;
    },
  };
}

/** The real path of what is there, and the rest as it is written. */
export function realPathOf(path: string): string {
  const real = attempt(() => realpathSync.native(path));
  const above = dirname(path);
  // A path of another system has no folder that this one knows.
  return real ?? (above === path || above === '.' ? path : join(realPathOf(above), basename(path)));
}

/** Told the system's name of an error, such as `EACCES`, for what is there and can not be read. */
export type OnRefused = (code: string) => void;

/** What a call gives, undefined where the file system refuses it. @throws what is no error of the file system */
export function attempt<T>(call: () => T, onRefused?: OnRefused): T | undefined {
  try {
    return call();
  } catch (error) {
    const code = errorCode(error);
    // What is not there is nothing to tell; a link at the end of a path was not to be followed.
    if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'ELOOP') onRefused?.(code);
    return undefined;
  }
}
