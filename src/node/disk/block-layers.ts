import { printable } from '../../core/printable.ts';
import { encrypted, type Layer, notDetected, unknown, worstOf } from './layer.ts';
import type { SystemFiles } from './system-files.ts';
import { isVirtualMachine } from './virtual-machine.ts';

/**
 * What a `dm/uuid` begins with where cryptsetup encrypts (its lib/internal.h and the DM UUID prefixes of each type).
 * `CRYPT-VERITY-`, `CRYPT-INTEGRITY-` and `CRYPT-SUBDEV-` only check or divide: what lies below them decides.
 */
const cryptTypes: Readonly<Record<string, string>> = {
  LUKS1: 'LUKS1',
  LUKS2: 'LUKS2',
  PLAIN: 'dm-crypt',
  LOOPAES: 'loop-AES',
  TCRYPT: 'VeraCrypt',
  BITLK: 'BitLocker',
  FVAULT2: 'FileVault',
};

/** Devices whose data another machine or another program keeps: nothing here tells of its encryption. */
const remote = /^(?:nbd|rbd|drbd|zd|ublkb|etherd)/;

export interface BlockLayers {
  /** What encrypts a device: `8:1`. */
  ofDevice(device: string): Layer;
  /** The same for a path beneath `/dev`; undefined where there is no such block device. */
  ofPath(path: string): Layer | undefined;
  /** `8:1` of a path beneath `/dev`. */
  deviceOf(path: string): string | undefined;
}

/**
 * Goes through the block devices that sysfs tells of: encrypted volumes, logical volumes, RAID, caches, partitions and
 * loop devices, down to the disks.
 * @param fileBelow the answer for the disk below a file, for the backing file of a loop device
 */
export function blockLayers(files: SystemFiles, fileBelow: (path: string) => Layer): BlockLayers {
  const known = new Map<string, Layer>();
  let isVirtual: boolean | undefined;

  /** @param folder the device's folder in sysfs, links resolved */
  function ofFolder(folder: string, above: readonly string[]): Layer {
    const found = known.get(folder);
    if (found !== undefined) return found;
    if (above.includes(folder) || above.length > 32) return unknown(`${nameOf(folder)}: devices in a circle`);
    const layer = look(folder, [...above, folder]);
    known.set(folder, layer);
    return layer;
  }

  function look(folder: string, above: readonly string[]): Layer {
    const name = nameOf(folder);
    const uuid = files.line(`${folder}/dm/uuid`);
    const type = uuid?.match(/^CRYPT-([A-Z0-9]+)-/)?.[1];
    const layer = type === undefined ? undefined : cryptTypes[type];
    if (layer !== undefined) return encrypted(layer, `dm/uuid of ${name}: CRYPT-${type}`);
    if (files.line(`${folder}/partition`) !== undefined) return ofFolder(parentOf(folder), above);
    const backing = files.text(`${folder}/loop/backing_file`)?.replace(/\n$/, '');
    if (backing !== undefined) return ofLoop(name, backing);
    if (/^(?:zram|ram)\d+$/.test(name)) return ofMemory(folder, name);
    const below = belowOf(folder);
    if (below === undefined) return unknown(`${name}: its cache can not be seen`);
    if (below.length === 0) return ofDisk(folder, name);
    const worst = worstOf(below.map((each) => ofFolder(each, above)));
    // A mapping without a name of its kind may encrypt, as VeraCrypt's own do; one below which all is encrypted is too.
    const isUnnamed =
      files.names(`${folder}/dm`) !== undefined && !/^(?:LVM|VDO|mpath|part\d+|DMRAID|CRYPT|stratis)-/.test(uuid ?? '');
    return isUnnamed && worst.state === 'not-detected'
      ? unknown(`${name}: a mapping of a kind that is not known`, ...worst.evidence)
      : worst;
  }

  function ofDisk(folder: string, name: string): Layer {
    // A mapping or RAID without anything below it: it was not told.
    const isPhysical = files.names(`${folder}/device`) !== undefined;
    if (remote.test(name) || !isPhysical) return unknown(`${name}: what lies below can not be seen`);
    isVirtual ??= isVirtualMachine(files);
    return isVirtual || /^(?:vd|xvd)/.test(name)
      ? notDetected(`${name}: a virtual disk, no encryption seen from inside; its host may encrypt it`)
      : notDetected(`${name}: no encryption above this disk`);
  }

  function ofLoop(name: string, backing: string): Layer {
    if (backing.endsWith(' (deleted)')) return unknown(`${name}: its file was deleted`);
    const { state, layer, evidence } = fileBelow(backing);
    const file = `${name}: kept in the file ${printable(backing)}`;
    return { state, ...(layer === undefined ? {} : { layer }), evidence: [file, ...evidence] };
  }

  function ofMemory(folder: string, name: string): Layer {
    const backing = files.line(`${folder}/backing_dev`);
    if (backing === undefined || backing === 'none' || backing === '') return unknown(`${name}: kept in memory`);
    return ofPath(backing) ?? unknown(`${name}: its device ${printable(backing)} can not be seen`);
  }

  /** The devices that hold the data of this one; undefined where a cache has one that can not be seen. */
  function belowOf(folder: string): readonly string[] | undefined {
    const slaves = (files.names(`${folder}/slaves`) ?? []).map((each) => files.real(`${folder}/slaves/${each}`));
    const caches = files.names(`${folder}/bcache/cache`);
    const cached = (caches ?? [])
      .filter((each) => /^cache\d+$/.test(each))
      .map((each) => files.real(`${folder}/bcache/cache/${each}`))
      // Where a cache lies: the `bcache` folder of its device.
      .map((each) => (each === undefined ? undefined : parentOf(each)));
    const all = [...slaves, ...cached];
    if (caches !== undefined && cached.length === 0) return undefined;
    return all.some((each) => each === undefined) ? undefined : all.filter((each) => each !== undefined);
  }

  function folderOfPath(path: string): string | undefined {
    const real = files.real(path) ?? path;
    const name = nameOf(real);
    const direct = files.real(`/sys/class/block/${name}`);
    if (direct !== undefined && !path.startsWith('/dev/mapper/')) return direct;
    // Names of mappings; where the link is not there, the kernel's own list is asked.
    if (real !== path && direct !== undefined) return direct;
    const wanted = nameOf(path);
    const entry = (files.names('/sys/class/block') ?? []).find(
      (each) => files.line(`/sys/class/block/${each}/dm/name`) === wanted,
    );
    return entry === undefined ? undefined : files.real(`/sys/class/block/${entry}`);
  }

  function ofPath(path: string): Layer | undefined {
    if (!path.startsWith('/dev/')) return undefined;
    const folder = folderOfPath(path);
    return folder === undefined ? undefined : ofFolder(folder, []);
  }

  return {
    ofDevice(device) {
      const folder = files.real(`/sys/dev/block/${device}`);
      return folder === undefined ? unknown(`device ${device}: sysfs does not tell of it`) : ofFolder(folder, []);
    },
    ofPath,
    deviceOf(path) {
      const folder = path.startsWith('/dev/') ? folderOfPath(path) : undefined;
      return folder === undefined ? undefined : files.line(`${folder}/dev`);
    },
  };
}

function nameOf(path: string): string {
  return printable(path.slice(path.lastIndexOf('/') + 1));
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
