import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Skipped } from '../../../src/core/finding.ts';
import type { AuditMachine } from '../../../src/node/audit/machine.ts';
import { makeFolder } from '../folder.ts';

type Answers = Readonly<Record<string, string>>;

export interface MadeMachine extends AuditMachine {
  readonly skipped: readonly Skipped[];
}

interface Made {
  readonly home?: Readonly<Record<string, string | Uint8Array>>;
  /** Files of the system, from its root. Without `proc/net/tcp` nothing listens. */
  readonly system?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly platform?: AuditMachine['platform'];
  readonly isOwnHome?: boolean;
  /** Output of programs of the system, by their names. */
  readonly run?: Answers;
}

const heading = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

/** A machine in a temporary folder: its home, and a root for what lies in `/proc` and `/etc`. */
export function makeMachine(t: TestContext, made: Made = {}): MadeMachine {
  const home = makeFolder(t, made.home ?? {});
  const systemRoot = makeFolder(t, { 'proc/net/tcp': heading, ...made.system });
  const skipped: Skipped[] = [];
  return {
    platform: made.platform ?? 'linux',
    home,
    isOwnHome: made.isOwnHome ?? true,
    env: made.env ?? {},
    systemRoot,
    uid: process.getuid?.(),
    now: Date.UTC(2026, 10, 26),
    run(program) {
      const stdout = made.run?.[program];
      return stdout === undefined ? undefined : { status: 0, stdout };
    },
    skip: (each) => {
      skipped.push(each);
    },
    skipped,
  };
}

/** A line of `/proc/net/tcp`: an address as the kernel writes it, and the number of the socket. */
export function tcpLine(
  address: string,
  port: number,
  inode: number,
  uid = process.getuid?.() ?? 0,
  state = '0A',
): string {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const none = '0'.repeat(address.length);
  return `   0: ${address}:${hex} ${none}:0000 ${state} 00000000:00000000 00:00000000 00000000 ${String(uid).padStart(5)}        0 ${inode} 1 0000000000000000 100 0 0 10 0\n`;
}

export const tcpTable = (...lines: readonly string[]) => heading + lines.join('');

/** A process of a made `/proc`. */
export function addProcess(
  machine: AuditMachine,
  pid: number,
  argv: readonly string[],
  {
    inodes = [],
    env = {},
    hidesSockets = false,
  }: { inodes?: readonly number[]; env?: Answers; hidesSockets?: boolean } = {},
): void {
  const folder = join(machine.systemRoot, 'proc', String(pid));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'cmdline'), argv.map((each) => `${each}\0`).join(''));
  if (hidesSockets) return;
  writeFileSync(
    join(folder, 'environ'),
    Object.entries(env)
      .map(([name, value]) => `${name}=${value}\0`)
      .join(''),
  );
  mkdirSync(join(folder, 'fd'));
  for (const [index, inode] of inodes.entries())
    symlinkSync(`socket:[${inode}]`, join(folder, 'fd', String(index + 3)));
}

/** Adds a file to a home or a system. */
export function addFile(root: string, path: string, content: string): string {
  const whole = join(root, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, content);
  return whole;
}
