import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { ShownProcess } from '../core/agent-processes.ts';

/** More generations than any shell has; it ends a circle in what a hostile file system shows. */
const most = 64;

/** The processes that this one descends from, the parent first. Where the machine shows none (Windows) there are none. */
export function ancestorProcesses(): ShownProcess[] {
  const read = readers[process.platform];
  const found: ShownProcess[] = [];
  for (let id = process.ppid; read !== undefined && id > 0 && found.length < most; ) {
    const next = read(id);
    if (next === undefined) break;
    found.push(next.shown);
    id = next.parent;
  }
  return found;
}

interface ReadProcess {
  readonly shown: ShownProcess;
  readonly parent: number;
}

const readers: Readonly<Partial<Record<NodeJS.Platform, (id: number) => ReadProcess | undefined>>> = {
  linux(id) {
    try {
      // `id (name) state parent …`, where the name may hold anything, a parenthesis too.
      const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
      const end = stat.lastIndexOf(')');
      const args = readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
      const parent = Number(stat.slice(end + 2).split(' ')[1]);
      return {
        shown: { name: stat.slice(stat.indexOf('(') + 1, end), args: args.filter((each) => each !== '') },
        parent,
      };
    } catch (error) {
      // It ended, or belongs to somebody whose processes are hidden from us.
      if (error instanceof Error && 'code' in error) return undefined;
      throw error;
    }
  },
  darwin(id) {
    try {
      const line = execFileSync('/bin/ps', ['-o', 'ppid=,command=', '-p', String(id)], { encoding: 'utf8' }).trim();
      const [parent = '0', ...args] = line.split(/\s+/);
      return { shown: { name: args[0]?.replace(/^.*\//, '') ?? '', args }, parent: Number(parent) };
    } catch (error) {
      // ps fails where the process has ended.
      if (error instanceof Error && ('status' in error || 'code' in error)) return undefined;
      throw error;
    }
  },
};
