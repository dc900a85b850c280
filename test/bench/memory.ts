import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const peak = join(fileURLToPath(new URL('.', import.meta.url)), 'peak.cjs');

export interface Peaks {
  readonly seconds: number;
  /** Of the program itself, in megabytes. */
  readonly own: number;
  /** The most that its child processes had together at one moment, in megabytes, and what of it is no mapped file. */
  readonly children: number;
  readonly childrenOwn: number;
}

/** Runs a script of Node, and looks every 20 ms at what its child processes hold (Linux alone tells). */
export async function measureMemory(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Peaks> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--require', peak, ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const texts = ['', ''];
  for (const [index, stream] of [child.stderr, child.stdio[3]].entries())
    stream?.on('data', (chunk: Buffer) => {
      texts[index] += chunk.toString();
    });
  let [children, childrenOwn] = [0, 0];
  const sample = setInterval(() => {
    const all = descendants(child.pid ?? 0).map(memoryOf);
    children = Math.max(
      children,
      all.reduce((sum, { resident }) => sum + resident, 0),
    );
    childrenOwn = Math.max(
      childrenOwn,
      all.reduce((sum, { own }) => sum + own, 0),
    );
  }, 20);
  const code = await new Promise<number | null>((done) => child.once('close', done));
  clearInterval(sample);
  if (code !== 0 && code !== 1) throw new Error(`exit ${code}: ${texts[0]}`);
  const seconds = (performance.now() - started) / 1000;
  return { seconds, own: (Number(texts[1]) * 1024) / 1e6, children: children / 1e6, childrenOwn: childrenOwn / 1e6 };
}

function descendants(pid: number): number[] {
  const found: number[] = [];
  for (const open = [pid]; open.length > 0; ) {
    const children = childrenOf(open.pop() ?? 0);
    found.push(...children);
    open.push(...children);
  }
  return found;
}

function childrenOf(pid: number): number[] {
  const folder = `/proc/${pid}/task`;
  return list(folder).flatMap((task) =>
    (read(join(folder, task, 'children')) ?? '').split(' ').filter(Boolean).map(Number),
  );
}

function memoryOf(pid: number): { resident: number; own: number } {
  const status = read(`/proc/${pid}/status`) ?? '';
  const of = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * 1024;
  return { resident: of('VmRSS'), own: of('RssAnon') };
}

/** A process may end while it is looked at: then there is nothing to tell. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function list(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
