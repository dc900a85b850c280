import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { runCli } from './cli/main.ts';

/** What a program reads is written in pieces of this many characters; a person sees each file at once. */
const pieceSize = 1 << 16;
let pending = '';

async function flush(): Promise<void> {
  const piece = pending;
  pending = '';
  if (piece !== '' && !process.stdout.write(piece)) await once(process.stdout, 'drain');
}

/** Runs the command-line tool of this process. */
export function runProcess(): void {
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  // The reader went away (`| head`): there is nobody left to tell.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? 0);
  });

  void runCli(process.argv.slice(2), {
    async write(text) {
      pending += text;
      if (pending.length >= pieceSize || process.stdout.isTTY) await flush();
    },
    flush,
    warn: (text) => process.stderr.write(text),
    stdin: process.stdin,
    cwd: process.cwd(),
    env: process.env,
    outIsTerminal: process.stdout.isTTY === true,
    errIsTerminal: process.stderr.isTTY === true,
    inIsTerminal: process.stdin.isTTY === true,
    hideInput: (hidden) => {
      if (process.stdin.isTTY) process.stdin.setRawMode(hidden);
    },
    signal: interrupt.signal,
    installation: {
      bundles: dirname(realpathSync(process.argv[1] ?? '.')),
      runtime: process.execPath,
      electron: process.versions['electron'] !== undefined,
    },
  }).then(async (code) => {
    process.exitCode = code;
    await flush();
    // A question that was left open by an interrupt would keep the process alive.
    process.stdin.destroy();
  });
}
