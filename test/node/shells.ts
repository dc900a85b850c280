import { spawnSync } from 'node:child_process';
import { ensureDebianPackages } from '../e2e/install.ts';

/** A shell that may be `/bin/sh` somewhere: its command, and why it can not be asked here, if so. */
interface Shell {
  readonly command: readonly string[];
  readonly skip: string | false;
}

const missing = ensureDebianPackages(['busybox'], (text) => process.stderr.write(`${text}\n`));

export const shells: readonly Shell[] = [
  ['/bin/sh'],
  ['/bin/dash'],
  ['/bin/bash', '--posix'],
  ['/bin/bash'],
  ['/bin/busybox', 'sh'],
].map((command) => {
  const [program = '', ...args] = command;
  const runs = spawnSync(program, [...args, '-c', ':']).status === 0;
  return { command, skip: !runs && (missing ?? 'it is not on this machine') };
});
