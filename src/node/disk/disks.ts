import type { DiskAnswer, MachineFacts } from '../../core/audit.ts';
import type { Mount } from '../../stores/store.ts';
import type { AuditMachine } from '../audit/machine.ts';
import { openLinuxDisks } from './linux.ts';
import { openMacDisks } from './macos.ts';
import { openWindowsDisks } from './windows.ts';

/** What a machine says about the encryption below its files. Nothing is asked twice. */
export interface Disks {
  /** As the machine tells them, in the order in which they were mounted; Windows: the drives that were asked about. */
  readonly mounts: readonly Mount[];
  /** Asks for many paths in one run of each program, so that `below` has the answers at hand. */
  prepare(paths: readonly string[]): void;
  /** The encryption below a path. Where a program is missing or says what we do not know, `unknown`. */
  below(path: string): DiskAnswer;
  /** Every disk below the paths once, the swap space of the machine and where it hibernates to. */
  facts(paths: readonly string[]): MachineFacts;
}

/** Opens what a machine says about its disks. Programs are started when the first question needs them. */
export function openDisks(machine: AuditMachine): Disks {
  const open = { linux: openLinuxDisks, darwin: openMacDisks, win32: openWindowsDisks };
  return open[machine.platform](machine);
}
