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
