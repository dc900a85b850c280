// Loaded before a measured program: at its end, its peak memory in kilobytes goes to file descriptor 3.
const { readFileSync, writeSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

// Threads load it too, and the peak is one of the whole process.
if (isMainThread) process.on('exit', () => writeSync(3, peak()));

// Linux counts what the process that started this one held as a peak of this one (getrusage(2)); VmHWM begins anew.
function peak() {
  if (process.platform !== 'linux') return String(process.resourceUsage().maxRSS);
  return /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
}
