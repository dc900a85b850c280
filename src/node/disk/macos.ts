import type { DiskAnswer, MemoryOnDisk } from '../../core/audit.ts';
import { printable } from '../../core/printable.ts';
import type { Mount } from '../../stores/store.ts';
import type { AuditMachine } from '../audit/machine.ts';
import type { Disks } from './disks.ts';
import { disksBelow } from './disks-below.ts';
import { encrypted, type Layer, notDetected, unknown } from './layer.ts';
import { networkType } from './network-types.ts';
import { items, member, type Plist, parsePlist, textMember } from './plist.ts';
import { realPathOf } from './system-files.ts';

interface Volume {
  /** `/dev/disk3s5`, `//ann@server/share`. */
  readonly device: string;
  readonly mount: string;
}

/** Mounts of the startup disk, of which `fdesetup status` speaks. */
const startup = new Set(['/', '/System/Volumes/Data']);

export function openMacDisks(machine: AuditMachine): Disks {
  const volumes = new Map<string, Volume | undefined>();
  const layers = new Map<string, Layer>();
  const once = new Map<string, Plist | undefined>();
  const mounts = mountsOf(machine);

  /** A program's property list, asked for once. */
  function plistOf(program: string, ...args: readonly string[]): Plist | undefined {
    const key = [program, ...args].join('\0');
    if (!once.has(key)) {
      const answer = machine.run(program, args);
      once.set(key, answer?.status === 0 ? parsePlist(answer.stdout) : undefined);
    }
    return once.get(key);
  }

  function prepare(paths: readonly string[]): void {
    const asked = [...new Set(paths.map(realPathOf))].filter((path) => !volumes.has(path) && path.startsWith('/'));
    for (let at = 0; at < asked.length; at += 200) {
      const some = asked.slice(at, at + 200);
      const answer = machine.run('df', ['-P', '--', ...some]);
      const lines = answer === undefined ? [] : parseDf(answer.stdout);
      // df leaves out what is not there: then its lines can not be told apart by their order.
      const isWhole = lines.length === some.length;
      for (const [index, path] of some.entries()) if (isWhole) volumes.set(path, lines[index]);
    }
  }

  function volumeOf(path: string): Volume | undefined {
    if (!volumes.has(path)) {
      const answer = machine.run('df', ['-P', '--', path]);
      volumes.set(path, answer?.status === 0 ? parseDf(answer.stdout)[0] : undefined);
    }
    return volumes.get(path);
  }

  function answerOf(path: string, depth = 0): DiskAnswer {
    const volume = volumeOf(realPathOf(path));
    if (volume === undefined) return { ...unknown(`df does not tell of ${printable(path)}`), mount: '/' };
    const known = layers.get(volume.mount);
    const layer = known ?? layerOf(volume, depth);
    layers.set(volume.mount, layer);
    return { ...layer, mount: volume.mount };
  }

  function layerOf(volume: Volume, depth: number): Layer {
    const mount = mounts.find(({ target }) => target === volume.mount);
    if (mount !== undefined && networkType(mount) !== undefined)
      return unknown(`${mount.type}: kept by another machine`);
    if (!volume.device.startsWith('/dev/')) return ofOtherSource(volume, mount);
    const image = imageOf(volume.device);
    if (image !== undefined) return ofImage(image, depth);
    const info = plistOf('diskutil', 'info', '-plist', volume.mount);
    const vault = member(info, 'FileVault');
    const own = member(info, 'CoreStorageEncrypted') === true ? true : member(info, 'Encryption');
    const migration = migrationOf(volume.device);
    if (migration) return { state: 'in-progress', layer: 'FileVault', evidence: ['diskutil: CryptoMigrationOn'] };
    if (startup.has(volume.mount)) return ofStartup(vault);
    if (vault === true) return encrypted('FileVault', `diskutil info ${printable(volume.mount)}: FileVault`);
    // Volumes of other file systems have no FileVault; their encryption is told by another key.
    if ((vault === undefined && own === true) || member(info, 'CoreStorageEncrypted') === true)
      return encrypted('its volume', `diskutil info: Encryption`);
    if (vault === false || own === false)
      return notDetected(`diskutil info ${printable(volume.mount)}: FileVault is off`, ...hardware(own));
    return unknown(`diskutil does not tell of ${printable(volume.mount)}`);
  }

  /** `fdesetup status`: its lines are those of fdesetup(8); of a line that is not known nothing is concluded. */
  function ofStartup(vault: Plist | undefined): Layer {
    const answer = machine.run('fdesetup', ['status']);
    const text = answer?.stdout ?? '';
    if (/^(?:En|De)cryption in progress/m.test(text) || / in progress/.test(text))
      return { state: 'in-progress', layer: 'FileVault', evidence: ['fdesetup status: in progress'] };
    if (/^FileVault is On\./m.test(text)) return encrypted('FileVault', 'fdesetup status: FileVault is On.');
    if (vault === true) return encrypted('FileVault', 'diskutil info: FileVault');
    if (/^FileVault is Off\./m.test(text)) return notDetected('fdesetup status: FileVault is Off.');
    return unknown('fdesetup status gives no answer that is known');
  }

  function migrationOf(device: string): boolean {
    const list = plistOf('diskutil', 'apfs', 'list', '-plist');
    return items(member(list, 'Containers'))
      .flatMap((container) => items(member(container, 'Volumes')))
      .some(
        (volume) =>
          `/dev/${textMember(volume, 'DeviceIdentifier')}` === device && member(volume, 'CryptoMigrationOn') === true,
      );
  }

  /** The disk image that a device belongs to. */
  function imageOf(device: string): Plist | undefined {
    const whole = wholeDisk(device);
    return items(member(plistOf('hdiutil', 'info', '-plist'), 'images')).find((image) =>
      items(member(image, 'system-entities')).some((entity) => {
        const entry = textMember(entity, 'dev-entry');
        return entry === device || (entry !== undefined && wholeDisk(entry) === whole);
      }),
    );
  }

  function ofImage(image: Plist, depth: number): Layer {
    const isEncrypted = member(image, 'image-encrypted');
    const path = textMember(image, 'image-path');
    const name = printable(path ?? 'a disk image');
    if (isEncrypted === true) return encrypted('disk image', `hdiutil info: ${name} is encrypted`);
    if (path === undefined || depth > 4) return unknown(`hdiutil info: ${name}`);
    const { mount: _, ...layer } = answerOf(path, depth + 1);
    return { ...layer, evidence: [`kept in the disk image ${name}`, ...layer.evidence] };
  }

  return {
    mounts,
    prepare,
    below: (path) => answerOf(path),
    facts(paths) {
      prepare(paths);
      return { disks: disksBelow(paths, answerOf), swap: swapOf(machine) };
    },
  };
}

function ofOtherSource({ device }: Volume, mount: Mount | undefined): Layer {
  if (/gocryptfs/i.test(device)) return encrypted('gocryptfs', `mounted from ${printable(device)}`);
  if (/cryptomator/i.test(`${device} ${mount?.type ?? ''}`)) return encrypted('Cryptomator', 'mounted by Cryptomator');
  return unknown(`${printable(device)}: what lies below can not be seen`);
}

/** Macs with a T2 or Apple's own processor encrypt their disk in hardware: without FileVault it opens by itself. */
function hardware(own: Plist | undefined): string[] {
  return own === true ? ['the hardware encrypts it with a key that asks for no password'] : [];
}

function wholeDisk(device: string): string {
  return /^\/dev\/(disk\d+)/.exec(device)?.[1] ?? device;
}

/** Lines of `df -P` (POSIX: file system, blocks, used, available, capacity, mounted on); names may hold blanks. */
export function parseDf(text: string): readonly Volume[] {
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, device, mount] = /^(.+?)\s+\d+\s+-?\d+\s+-?\d+\s+(?:\d+%|-)\s+(\/.*)$/.exec(line) ?? [];
      return device === undefined || mount === undefined ? [] : [{ device, mount }];
    });
}

/** Lines of mount(8): `/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled)`. */
function mountsOf(machine: AuditMachine): readonly Mount[] {
  return (machine.run('mount', [])?.stdout ?? '').split('\n').flatMap((line) => {
    const [, source, target, type] = /^(.+?) on (\/.*) \(([^,)]+)[^()]*\)$/.exec(line) ?? [];
    return source === undefined || target === undefined || type === undefined ? [] : [{ source, target, type }];
  });
}

/** macOS encrypts its swap space since 10.7; `sysctl vm.swapusage` ends with `(encrypted)`. */
function swapOf(machine: AuditMachine): MemoryOnDisk {
  const text = machine.run('sysctl', ['-n', 'vm.swapusage'])?.stdout ?? '';
  return text.trimEnd().endsWith('(encrypted)')
    ? { state: 'encrypted', evidence: ['vm.swapusage: encrypted'] }
    : { state: 'unknown', evidence: ['sysctl vm.swapusage does not say that it is encrypted'] };
}
