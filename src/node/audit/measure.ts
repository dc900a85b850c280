import { lstatSync, readdirSync, type Stats } from 'node:fs';
import type { OpenPath, StoreFacts, StorePart } from '../../core/audit.ts';
import { errorCode } from '../walk.ts';
import type { AuditMachine } from './machine.ts';
import { noReach, type Others, othersOf, type Reach } from './others.ts';
import type { OutOfReach } from './out-of-reach.ts';
import { liesBeneath } from './real-places.ts';

export type Measures = Pick<StoreFacts, 'files' | 'bytes' | 'newest' | 'oldest' | 'open' | 'openCount'> & {
  /** True where there was more than is measured in one go. */
  readonly isCut: boolean;
};

export interface MeasureLimits {
  readonly entries: number;
  /** Milliseconds. */
  readonly time: number;
}

const usualLimits: MeasureLimits = { entries: 200_000, time: 1000 };
const mostOpen = 5;
/** Kinds of parts by how much it matters that others read them: the first ones are named first. */
const order: readonly StorePart['kind'][] = ['credentials', 'export', 'transcripts', 'memory', 'notes', 'backup'];

interface Tally {
  files: number;
  bytes: number;
  newest: number;
  oldest: number;
  openCount: number;
  readonly open: (OpenPath & { readonly rank: number })[];
}

/** Makes what measures parts of stores: files, bytes, times, and what others of this machine can read of them. */
export function measurer(
  machine: Pick<AuditMachine, 'platform' | 'systemRoot' | 'uid' | 'skip'>,
  reach: OutOfReach,
  limits: MeasureLimits = usualLimits,
): (parts: readonly StorePart[]) => Measures {
  const others = othersOf(machine, reach.isPrivate);
  return (parts) => {
    const tally: Tally = { files: 0, bytes: 0, newest: 0, oldest: Number.POSITIVE_INFINITY, openCount: 0, open: [] };
    const until = performance.now() + limits.time;
    let entries = 0;
    let isCut = false;
    const kinds = new Map(parts.map(({ path, kind }) => [path, kind]));
    const tops = [...kinds.keys()].filter(
      (path) => !parts.some((each) => each.path !== path && liesBeneath(path, each.path)),
    );
    const stack = tops.flatMap((path): Step[] => {
      const stat = statOf(path, machine);
      if (stat === undefined || reach.above(path) !== undefined) return [];
      return [{ path, stat, reach: others.reachOf(parentOf(path)), kind: kinds.get(path) ?? 'notes' }];
    });
    const isOver = (): boolean => {
      entries += 1;
      return entries > limits.entries || (entries % 256 === 0 && performance.now() > until);
    };
    for (let step = stack.pop(); step !== undefined && !isCut; step = stack.pop()) {
      if (step.stat.isFile()) count(tally, step, others);
      if (!step.stat.isDirectory() || reach.typeOf(step.path) !== undefined) continue;
      const within = reach.isPrivate(step.path) ? noReach : others.through(step.reach, step.stat);
      for (const name of namesIn(step.path, machine)) {
        isCut = isOver();
        if (isCut) break;
        // Cloister's own files hold nothing of a note, and whoever shares a vault shares them.
        if (name === '.cloister') continue;
        const path = `${step.path}/${name}`;
        // What another program took away since is nobody's to read.
        const stat = statOf(path, machine);
        if (stat === undefined) continue;
        const next = { path, stat, reach: within, kind: kinds.get(path) ?? step.kind };
        // Only folders wait: a store may have hundreds of thousands of files.
        if (stat.isFile()) count(tally, next, others);
        else if (stat.isDirectory()) stack.push(next);
      }
    }
    const { files, bytes, newest, oldest, openCount } = tally;
    const times = files === 0 ? {} : { newest: Math.round(newest), oldest: Math.round(oldest) };
    const open = tally.open.map(({ path, mode, to }): OpenPath => ({ path, mode, to }));
    return { files, bytes, ...times, open, openCount, isCut };
  };
}

interface Step {
  readonly path: string;
  readonly stat: Stats;
  readonly reach: Reach;
  readonly kind: StorePart['kind'];
}

function count(tally: Tally, { path, stat, reach, kind }: Step, others: Others): void {
  tally.files += 1;
  tally.bytes += stat.size;
  tally.newest = Math.max(tally.newest, stat.mtimeMs);
  tally.oldest = Math.min(tally.oldest, stat.mtimeMs);
  const to = others.readers(reach, stat);
  if (to === undefined) return;
  tally.openCount += 1;
  const place = order.indexOf(kind);
  const rank = (place === -1 ? order.length : place) * 2 + (to === 'everyone' ? 0 : 1);
  tally.open.push({ path, mode: stat.mode & 0o7777, to, rank });
  if (tally.open.length <= mostOpen) return;
  tally.open.sort((left, right) => left.rank - right.rank);
  tally.open.length = mostOpen;
}

function namesIn(folder: string, { skip }: Pick<AuditMachine, 'skip'>): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'ENOENT') skip({ path: folder, why: 'unreadable', detail: code });
    return [];
  }
}

function statOf(path: string, { skip }: Pick<AuditMachine, 'skip'>): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'ENOTDIR') skip({ path, why: 'unreadable', detail: code });
    return undefined;
  }
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}
