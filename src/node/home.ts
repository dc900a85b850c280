import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Cloister's own folder: `CLOISTER_HOME`, or `.cloister` in the user's home folder. */
export function cloisterHome(env: Readonly<Record<string, string | undefined>>): string {
  const named = env['CLOISTER_HOME'];
  return named === undefined || named === '' ? join(homedir(), '.cloister') : resolve(named);
}
