import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../../stores/services/command.ts';
import { commandOf } from '../../stores/services/command.ts';
import { errorCode } from '../walk.ts';

/** A program that runs on a Linux machine. */
export interface Process {
  readonly pid: number;
  readonly uid: number;
  /** As its command line tells; without its environment until `withEnvironment`. */
  readonly command: Command;
}

/** A command line may be as long as this; the rest says nothing about what a program is. */
const longest = 1 << 16;

/** What runs, by `/proc`. A process that ends while it is looked at is none. */
export function readProcesses(proc: string): Process[] {
  const found: Process[] = [];
  for (const name of listOf(proc)) {
    if (!/^\d{1,10}$/.test(name)) continue;
    const folder = join(proc, name);
    const line = contentOf(join(folder, 'cmdline'));
    // Threads of the kernel have none.
    if (line === undefined || line === '') continue;
    const argv = line.slice(0, longest).replace(/\0+$/, '').split('\0').slice(0, 1000);
    const uid = statSync(folder, { throwIfNoEntry: false })?.uid;
    if (uid !== undefined)
      found.push({ pid: Number(name), uid, command: commandOf(argv, undefined, folderOf(folder)) });
  }
  return found;
}

/** Its environment, which the kernel shows to its own user alone; undefined where it is hidden. */
export function environmentOf(proc: string, { pid }: Process): Readonly<Record<string, string>> | undefined {
  const content = contentOf(join(proc, String(pid), 'environ'));
  if (content === undefined) return undefined;
  const env: Record<string, string> = Object.create(null);
  for (const pair of content.split('\0')) {
    const equals = pair.indexOf('=');
    if (equals > 0) env[pair.slice(0, equals)] = pair.slice(equals + 1);
  }
  return env;
}

/** Numbers of the sockets that a process holds; undefined where that is hidden. */
export function socketsOf(proc: string, { pid }: Process): ReadonlySet<string> | undefined {
  const folder = join(proc, String(pid), 'fd');
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    errorCode(error);
    return undefined;
  }
  const found = new Set<string>();
  for (const name of names) {
    const inode = /^socket:\[(\d+)\]$/.exec(linkOf(join(folder, name)) ?? '')?.[1];
    if (inode !== undefined) found.add(inode);
  }
  return found;
}

function folderOf(folder: string): string | undefined {
  return linkOf(join(folder, 'cwd'));
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    // Another user's, or gone.
    errorCode(error);
    return undefined;
  }
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    errorCode(error);
    return undefined;
  }
}

function listOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    errorCode(error);
    return [];
  }
}
