import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DiskAnswer, MachineFacts } from '../../core/audit.ts';
import type { AuditMachine } from '../audit/machine.ts';
import { blockLayers } from './block-layers.ts';
import type { Disks } from './disks.ts';
import { disksBelow } from './disks-below.ts';
import { folderEncryption } from './fscrypt.ts';
import { type Layer, unknown } from './layer.ts';
import { hibernationOf, swapOf } from './linux-memory.ts';
import { layerOfMount } from './linux-volumes.ts';
import { type LinuxMount, mountOf, parseMountinfo } from './mountinfo.ts';
import { realPathOf, systemFiles } from './system-files.ts';

export function openLinuxDisks(machine: AuditMachine): Disks {
  const files = systemFiles(machine);
  const mounts = parseMountinfo(files.text('/proc/self/mountinfo') ?? '');
  const folders = folderEncryption(machine, files);
  const layers = new Map<LinuxMount, Layer>();
  const running = new Set<LinuxMount>();
  const blocks = blockLayers(files, (path) => answerOf(path));

  /** Whether the file system as a whole is encrypted. */
  function layerOf(mount: LinuxMount): Layer {
    const known = layers.get(mount);
    if (known !== undefined) return known;
    // A file system in a file that lies in itself.
    if (running.has(mount)) return unknown(`${mount.type}: mounts in a circle`);
    running.add(mount);
    const layer = layerOfMount(mount, { machine, files, blocks, below: (path) => answerOf(path) });
    running.delete(mount);
    layers.set(mount, layer);
    return layer;
  }

  function answerOf(path: string): DiskAnswer {
    const real = realPathOf(path);
    const mount = mountOf(real, mounts);
    if (mount === undefined) return { ...unknown('/proc/self/mountinfo does not tell of it'), mount: '/' };
    const layer = layerOf(mount);
    const folder = layer.state === 'not-detected' ? folders.of(nearestExisting(real), mount.type) : undefined;
    const both = folder?.state === 'unknown' ? unknown(...layer.evidence, ...folder.evidence) : (folder ?? layer);
    return { ...both, mount: mount.target };
  }

  function prepare(paths: readonly string[]): void {
    const wanted = paths.map(realPathOf).filter((path) => {
      const mount = mountOf(path, mounts);
      return mount !== undefined && layerOf(mount).state === 'not-detected' && folders.isPossible(mount.type);
    });
    folders.prepare(wanted.map(nearestExisting));
  }

  return {
    mounts,
    prepare,
    below: answerOf,
    facts(paths): MachineFacts {
      prepare(paths);
      const swap = swapOf(files, blocks, answerOf);
      return { disks: disksBelow(paths, answerOf), swap, hibernation: hibernationOf(files, blocks) };
    },
  };
}

function nearestExisting(path: string): string {
  return path === '/' || existsSync(path) ? path : nearestExisting(dirname(path));
}
