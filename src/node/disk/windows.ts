import type { DiskAnswer, MemoryOnDisk } from '../../core/audit.ts';
import { printable } from '../../core/printable.ts';
import type { Mount } from '../../stores/store.ts';
import type { AuditMachine } from '../audit/machine.ts';
import type { Disks } from './disks.ts';
import { disksBelow } from './disks-below.ts';
import { encrypted, type Layer, notDetected, unknown, worstOf } from './layer.ts';
import { realPathOf } from './system-files.ts';

/** The values of `System.Volume.BitLockerProtection`; the others are not agreed on in public. */
const bitLocker: Readonly<Record<string, Layer>> = {
  '1': encrypted('BitLocker', 'BitLockerProtection: 1 (on)'),
  '2': notDetected('BitLockerProtection: 2 (off)'),
  '3': { state: 'in-progress', layer: 'BitLocker', evidence: ['BitLockerProtection: 3 (encrypting)'] },
  '5': { state: 'suspended', layer: 'BitLocker', evidence: ['BitLockerProtection: 5 (suspended)'] },
};

/** `FILE_ATTRIBUTE_ENCRYPTED` (learn.microsoft.com, File Attribute Constants). */
const encryptedAttribute = 0x4000;

/** `DriveType` of .NET: Network. */
const networkDrive = '4';

const shell = ['-NoProfile', '-NonInteractive', '-Command'] as const;

export function openWindowsDisks(machine: AuditMachine): Disks {
  const drives = new Map<string, Layer>();
  const attributes = new Map<string, number | undefined>();
  const mounts: Mount[] = [];

  /** One start of PowerShell answers for all drives, a second one for all folders on those that are not encrypted. */
  function prepare(asked: readonly string[]): void {
    const paths = asked.map(realPathOf);
    const wanted = new Set(paths.flatMap((path) => driveOf(path) ?? []));
    askDrives([...wanted].filter((drive) => !drives.has(drive)));
    const folders = paths.filter((path) => {
      const drive = driveOf(path);
      return drive !== undefined && drives.get(drive)?.state === 'not-detected';
    });
    askAttributes([...new Set(folders)].filter((path) => !attributes.has(path)));
  }

  function askDrives(asked: readonly string[]): void {
    if (asked.length === 0) return;
    const property = "Self.ExtendedProperty('System.Volume.BitLockerProtection')";
    // A network drive is not asked: its server may not answer, and BitLocker is nothing that it could tell of.
    const script = asked
      .map(
        (drive) =>
          `$t = [int]([IO.DriveInfo]'${drive}').DriveType; $p = ''; if ($t -ne ${networkDrive}) ` +
          `{ $p = (New-Object -ComObject Shell.Application).NameSpace('${drive}\\').${property} }; '${drive} ' + $t + ' ' + $p`,
      )
      .join('; ');
    const lines = machine.run('powershell', [...shell, script])?.stdout.split(/\r?\n/) ?? [];
    const answers = new Map(
      lines.map((line) => {
        const [, drive = '', type = '', value = ''] = /^([A-Z]:) (\d+) (\d*)\s*$/.exec(line) ?? [];
        return [drive, { type, value }];
      }),
    );
    for (const drive of asked) {
      const { type, value } = answers.get(drive) ?? { type: '', value: '' };
      const isNetwork = type === networkDrive;
      mounts.push({ target: `${drive}/`, source: drive, type: isNetwork ? 'smb' : 'drive' });
      drives.set(drive, isNetwork ? unknown('a network drive: kept by another machine') : ofValue(drive, value));
    }
  }

  function ofValue(drive: string, value: string): Layer {
    if (value === '') return unknown(`BitLocker does not tell of ${drive}`);
    return bitLocker[value] ?? unknown(`BitLockerProtection: ${value}`);
  }

  function askAttributes(asked: readonly string[]): void {
    for (let at = 0; at < asked.length; at += 50) {
      const some = asked.slice(at, at + 50);
      const script = some
        .map(
          (path, index) =>
            `try { '${index} ' + [int][IO.File]::GetAttributes(${quoted(path)}) } catch { '${index} -' }`,
        )
        .join('; ');
      const lines = machine.run('powershell', [...shell, script])?.stdout.split(/\r?\n/) ?? [];
      for (const [index, path] of some.entries()) {
        const value = lines.map((line) => /^(\d+) (\d+)\s*$/.exec(line)).find((found) => found?.[1] === String(index));
        attributes.set(path, value?.[2] === undefined ? undefined : Number(value[2]));
      }
    }
  }

  function answerOf(asked: string): DiskAnswer {
    const path = realPathOf(asked);
    const drive = driveOf(path);
    if (drive === undefined) return { ...unknown(`${printable(path)}: on no drive of this machine`), mount: '/' };
    if (!drives.has(drive)) prepare([path]);
    const mount = `${drive}/`;
    const layer = drives.get(drive) ?? unknown();
    if (layer.state !== 'not-detected') return { ...layer, mount };
    if (!attributes.has(path)) askAttributes([path]);
    const bits = attributes.get(path);
    if (bits === undefined) return { ...unknown(...layer.evidence, 'attributes can not be read'), mount };
    const isEncrypted = (bits & encryptedAttribute) !== 0;
    return { ...(isEncrypted ? encrypted('EFS', `attribute E of ${printable(path)}`) : layer), mount };
  }

  return {
    mounts,
    prepare,
    below: answerOf,
    facts(paths) {
      prepare(paths);
      const disks = disksBelow(paths, answerOf);
      return { disks, swap: pageFiles(machine, (drive) => driveLayer(drive)), hibernation: hibernation() };
    },
  };

  function driveLayer(drive: string): Layer {
    askDrives(drives.has(drive) ? [] : [drive]);
    return drives.get(drive) ?? unknown();
  }

  /** `hiberfil.sys` lies on the drive of the system. */
  function hibernation(): MemoryOnDisk {
    const key = String.raw`HKLM\SYSTEM\CurrentControlSet\Control\Power`;
    const answer = machine.run('reg', ['query', key, '/v', 'HibernateEnabled']);
    const value = /HibernateEnabled\s+REG_DWORD\s+0x([0-9a-f]+)/i.exec(answer?.stdout ?? '')?.[1];
    if (value === undefined) return { state: 'unknown', evidence: ['HibernateEnabled can not be read'] };
    if (Number.parseInt(value, 16) === 0) return { state: 'none', evidence: [] };
    const drive = /^[a-z]:/i.exec(machine.env['SystemDrive'] ?? 'C:')?.[0].toUpperCase() ?? 'C:';
    const { state, evidence } = driveLayer(drive);
    return { state, evidence, where: `${drive}/hiberfil.sys` };
  }
}

/** `C:` of a path; undefined for network paths and those without a drive. */
export function driveOf(path: string): string | undefined {
  return /^(?:[\\/]{2}\?[\\/])?([a-zA-Z]):(?:[\\/]|$)/.exec(path)?.[1]?.toUpperCase().concat(':');
}

/** A literal of PowerShell: it takes four characters for a single quote, each of which is written twice. */
export function quoted(text: string): string {
  return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
}

/** Paging files, by what the registry says of those in use: `\??\C:\pagefile.sys`. */
function pageFiles(machine: AuditMachine, layerOf: (drive: string) => Layer): MemoryOnDisk {
  const key = String.raw`HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management`;
  const answer = machine.run('reg', ['query', key, '/v', 'ExistingPageFiles']);
  const value = /ExistingPageFiles\s+REG_MULTI_SZ[ \t]*(.*)/.exec(answer?.stdout ?? '')?.[1];
  if (answer?.status !== 0 || value === undefined)
    return { state: 'unknown', evidence: ['paging files can not be read'] };
  const files = [...value.matchAll(/\\\?\?\\([a-zA-Z]:)\\([^\\]+?)(?=\\0|\s*$)/g)];
  if (files.length === 0)
    return value.trim() === '' ? { state: 'none', evidence: [] } : { state: 'unknown', evidence: ['paging files'] };
  const places = files.map(([, drive = '', name = '']) => ({
    where: `${drive.toUpperCase()}/${name}`,
    layer: layerOf(drive.toUpperCase()),
  }));
  const { state, evidence } = worstOf(places.map(({ layer }) => layer));
  const where = places.find(({ layer }) => layer.state === state)?.where;
  return { state, evidence, ...(where === undefined ? {} : { where }) };
}
