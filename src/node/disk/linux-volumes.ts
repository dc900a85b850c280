import { printable } from '../../core/printable.ts';
import type { AuditMachine } from '../audit/machine.ts';
import type { BlockLayers } from './block-layers.ts';
import { encrypted, type Layer, notDetected, unknown, worstOf } from './layer.ts';
import { type LinuxMount, unescapeOctal } from './mountinfo.ts';
import { isHostShare, networkType } from './network-types.ts';
import type { SystemFiles } from './system-files.ts';

/** File systems that encrypt what they keep, by the type in `/proc/self/mountinfo`. */
const encryptingTypes: Readonly<Record<string, string>> = {
  'fuse.gocryptfs': 'gocryptfs',
  'fuse.gocryptfs-reverse': 'gocryptfs',
  'fuse.encfs': 'EncFS',
  'fuse.cryfs': 'CryFS',
  'fuse.securefs': 'securefs',
  ecryptfs: 'eCryptfs',
};

interface Below {
  readonly machine: AuditMachine;
  readonly files: SystemFiles;
  readonly blocks: BlockLayers;
  /** The answer below a path, for folders and files that hold another file system. */
  readonly below: (path: string) => Layer | undefined;
}

/** What encrypts the file system of a mount as a whole. */
export function layerOfMount(mount: LinuxMount, parts: Below): Layer {
  const { type, source, device } = mount;
  const by = encryptingTypes[type] ?? (/^fuse\.cryptomator/i.test(type) ? 'Cryptomator' : undefined);
  if (by !== undefined) return encrypted(by, `mounted as ${type}`);
  if (networkType(mount) !== undefined) return unknown(`${type}: kept by another machine`);
  if (isHostShare(mount)) return unknown(`${type}: a folder of the host, whose disk can not be seen from here`);
  if (type === 'tmpfs' || type === 'ramfs') return unknown(`${type}: kept in memory`);
  if (type === 'overlay') return ofOverlay(mount, parts);
  if (type === 'zfs') return ofZfs(source, parts);
  if (type === 'btrfs') return ofBtrfs(source, parts);
  if (type === 'bcachefs') return ofBcachefs(source, parts);
  if (!device.startsWith('0:')) return parts.blocks.ofDevice(device);
  return parts.blocks.ofPath(source) ?? unknown(`${printable(type)}: what lies below can not be seen`);
}

/** What is written lies in the upper folder; in a container that one is the host's and not seen. */
function ofOverlay({ options, target }: LinuxMount, { below, files }: Below): Layer {
  // Commas within a value are octal escapes; a backslash was put before them when it was mounted.
  const written = options.split(',').find((each) => each.startsWith('upperdir='));
  const upper = written && unescapeOctal(written.slice('upperdir='.length)).replace(/\\(.)/g, '$1');
  const isHere = upper?.startsWith('/') === true && files.names(upper) !== undefined;
  const answer = isHere && target !== '/' ? below(upper) : undefined;
  return answer ?? unknown('overlay: what lies below can not be seen, as in a container');
}

/** Every device of the file system counts: `/sys/fs/btrfs/<uuid>/devices` names them. */
function ofBtrfs(source: string, { files, blocks }: Below): Layer {
  const device = blocks.deviceOf(source);
  if (device === undefined) return unknown(`btrfs: its device ${printable(source)} can not be seen`);
  for (const uuid of files.names('/sys/fs/btrfs') ?? []) {
    const folder = `/sys/fs/btrfs/${uuid}/devices`;
    const devices = (files.names(folder) ?? []).map((name) => files.line(`${folder}/${name}/dev`));
    if (!devices.includes(device)) continue;
    return worstOf(
      devices.map((each) =>
        each === undefined ? unknown('btrfs: one of its devices can not be seen') : blocks.ofDevice(each),
      ),
    );
  }
  const alone = blocks.ofDevice(device);
  return alone.state === 'encrypted' ? unknown('btrfs: whether it has further devices can not be seen') : alone;
}

/** It may encrypt by itself, which nothing tells without root: only plain devices below leave that open. */
function ofBcachefs(source: string, { blocks }: Below): Layer {
  const layers = source.split(':').map((each) => blocks.ofPath(each) ?? unknown(`bcachefs: ${printable(each)}`));
  const worst = worstOf(layers);
  return worst.state === 'encrypted' ? worst : unknown('bcachefs: whether it encrypts by itself can not be seen');
}

/** By `zfs get`; without encryption of its own, the devices of the pool. Forms of the outputs: zfs-get(8), zpool-list(8). */
function ofZfs(source: string, { machine, blocks }: Below): Layer {
  const answer = machine.run('zfs', ['get', '-H', '-o', 'property,value', 'encryption,keystatus', source]);
  const value = answer?.status === 0 ? /^encryption\t(\S+)$/m.exec(answer.stdout)?.[1] : undefined;
  const name = printable(source);
  if (value === undefined || value === '-') return unknown(`zfs get does not say whether ${name} is encrypted`);
  if (value !== 'off') return encrypted('ZFS', `encryption of ${name}: ${printable(value)}`);
  const pool = source.split('/', 1)[0] ?? source;
  const list = machine.run('zpool', ['list', '-v', '-H', '-P', '-L', pool]);
  const devices = list?.status === 0 ? (list.stdout.match(/^\s+\/dev\/\S+/gm) ?? []) : [];
  if (devices.length === 0) return unknown(`encryption of ${name}: off; zpool list does not name its devices`);
  const worst = worstOf(devices.map((each) => blocks.ofPath(each.trim()) ?? unknown(`zfs: ${printable(each.trim())}`)));
  return worst.state === 'not-detected' ? notDetected(`encryption of ${name}: off`, ...worst.evidence) : worst;
}
