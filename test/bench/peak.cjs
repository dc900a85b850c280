// Loaded before a measured program: at its end, its peak memory in kilobytes goes to file descriptor 3.
const { writeSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

// Threads load it too, and the peak is one of the whole process.
if (isMainThread) process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));
