import { readFileSync } from 'node:fs';

/**
 * Milliseconds of processor time that `work` takes in this process. A busy machine stretches a clock's time without
 * end, this one little, so that a bound on it tells of the work alone.
 */
export async function cpuTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * The same for the processes that `work` starts and waits for. The system keeps their sum (proc_pid_stat(5), cutime and
 * cstime, in hundredths of a second); where it does not say so, as outside of Linux, the clock's time.
 */
export function childCpuTime(work: () => void): number {
  const read = process.platform === 'linux' ? childTicks : () => performance.now();
  const before = read();
  work();
  return read() - before;
}

function childTicks(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  // The name of the program, in brackets, may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}
