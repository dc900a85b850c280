import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { errorCode } from '../walk.ts';
import { type Env, gitSync } from './git-run.ts';

/**
 * The folders in which the repository around `folder` keeps its objects: its own, and those that it borrows from
 * (gitrepository-layout(5), `objects/info/alternates`). Empty where there is no repository.
 */
export function objectFolders(folder: string, env: Env): string[] {
  const { status, stdout } = gitSync(folder, ['rev-parse', '--git-path', 'objects'], env, { timeout: 5000 });
  const own = stdout.toString('utf8').replace(/\r?\n$/, '');
  if (status !== 0 || own === '') return [];
  return withAlternates(resolve(folder, own));
}

/** A folder of objects that is there, and those that it borrows from, they from others too. */
export function withAlternates(objects: string): string[] {
  const found: string[] = [];
  const open = [objects];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if (found.includes(each) || !existsSync(each)) continue;
    found.push(each);
    open.push(...alternates(each));
  }
  return found;
}

function alternates(objects: string): string[] {
  try {
    return readFileSync(join(objects, 'info', 'alternates'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => (isAbsolute(line) ? line : resolve(objects, line)));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
