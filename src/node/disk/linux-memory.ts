import type { DiskAnswer, MemoryOnDisk } from '../../core/audit.ts';
import { printable } from '../../core/printable.ts';
import type { BlockLayers } from './block-layers.ts';
import { type Layer, unknown, worstOf } from './layer.ts';
import { unescapeOctal } from './mountinfo.ts';
import type { SystemFiles } from './system-files.ts';

interface Place {
  readonly where: string;
  readonly layer: Layer;
}

/**
 * Swap space, by `/proc/swaps` (Linux, mm/swapfile.c: name, type, size, used, priority; blanks in names are octal escapes).
 * zram is memory unless it has a device to write to; zswap only stands in front of the swap space that is listed.
 */
export function swapOf(files: SystemFiles, blocks: BlockLayers, below: (path: string) => DiskAnswer): MemoryOnDisk {
  const text = files.text('/proc/swaps');
  if (text === undefined) return { state: 'unknown', evidence: ['/proc/swaps can not be read'] };
  const inMemory: string[] = [];
  const places = text.split('\n').flatMap((line): Place[] => {
    const [, name, kind] = /^(\S+)\s+(partition|file)\s+\d+\s+\d+\s+-?\d+\s*$/.exec(line) ?? [];
    if (name === undefined) return [];
    const where = unescapeOctal(name);
    if (kind === 'file') return [{ where, layer: fileLayer(where, below) }];
    const zram = /\/(zram\d+)$/.exec(where)?.[1];
    const backing = zram === undefined ? undefined : files.line(`/sys/block/${zram}/backing_dev`);
    if (zram !== undefined && (backing === undefined || backing === 'none')) {
      inMemory.push(`${zram}: compressed memory`);
      return [];
    }
    return [{ where, layer: blocks.ofPath(where) ?? unknown(`${printable(where)}: sysfs does not tell of it`) }];
  });
  if (places.length === 0) return { state: 'none', evidence: inMemory };
  return worstPlace(places);
}

function fileLayer(where: string, below: (path: string) => DiskAnswer): Layer {
  if (where.endsWith(' (deleted)')) return unknown(`${printable(where)}: the file is gone`);
  const { mount: _, ...layer } = below(where);
  return { ...layer, evidence: [`swap file ${printable(where)}`, ...layer.evidence] };
}

/**
 * Where hibernation writes all of the memory: the kernel's own answer, else what the boot loader names.
 * Without a place that was set it is off, as where the kernel does not offer it (Documentation/admin-guide/pm/sleep-states).
 */
export function hibernationOf(files: SystemFiles, blocks: BlockLayers): MemoryOnDisk {
  const off = { state: 'none', evidence: [] } as const;
  const states = files.line('/sys/power/state')?.split(/\s+/) ?? [];
  const method = files.line('/sys/power/disk') ?? '[disabled]';
  const options = files.line('/proc/cmdline')?.split(/\s+/) ?? [];
  const isOff = options.some((each) => each === 'noresume' || each === 'nohibernate' || each === 'hibernate=no');
  if (!states.includes('disk') || method.includes('[disabled]') || isOff) return off;
  const device = files.line('/sys/power/resume');
  const named = options.findLast((each) => each.startsWith('resume='))?.slice('resume='.length) ?? '';
  if (device !== undefined && /^\d+:\d+$/.test(device) && device !== '0:0')
    return worstPlace([{ where: `device ${device}`, layer: blocks.ofDevice(device) }]);
  if (named === '') return off;
  const [, tag, value] = /^(UUID|LABEL|PARTUUID|PARTLABEL)=(.+)$/.exec(named) ?? [];
  const path = tag === undefined ? named : `/dev/disk/by-${tag.toLowerCase()}/${value}`;
  const layer = /^\d+:\d+$/.test(path) ? blocks.ofDevice(path) : blocks.ofPath(path);
  return worstPlace([{ where: path, layer: layer ?? unknown(`resume=${printable(named)}: there is no such device`) }]);
}

function worstPlace(places: readonly Place[]): MemoryOnDisk {
  const { state, evidence } = worstOf(places.map(({ layer }) => layer));
  const where = places.find(({ layer }) => layer.state === state)?.where;
  return { state, evidence, ...(where === undefined ? {} : { where }) };
}
