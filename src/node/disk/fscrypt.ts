import { printable } from '../../core/printable.ts';
import type { AuditMachine } from '../audit/machine.ts';
import { encrypted, type Layer, unknown } from './layer.ts';
import type { SystemFiles } from './system-files.ts';

/** File systems that can encrypt a folder by fscrypt (Linux, Documentation/filesystems/fscrypt.rst). */
const able = new Set(['ext4', 'f2fs', 'ubifs', 'ceph']);

export interface FolderEncryption {
  /** False where the file system, or the kernel, has no fscrypt: then no open folder can be encrypted by it. */
  isPossible(type: string): boolean;
  /** Asks for many folders in one run. */
  prepare(paths: readonly string[]): void;
  /** What encrypts a folder or file; undefined where that is nothing, `unknown` where it could not be asked. */
  of(path: string, type: string): Layer | undefined;
}

/** Encryption of single folders: the flag `E` that `lsattr -d` shows. Every folder is asked about once. */
export function folderEncryption(machine: AuditMachine, files: SystemFiles): FolderEncryption {
  /** The attributes as lsattr writes them; undefined where it gave none. */
  const flags = new Map<string, string | undefined>();
  const told = new Map<string, Layer>();

  function prepare(paths: readonly string[]): void {
    // A path with a line end would be two lines of the answer.
    const asked = [...new Set(paths)].filter(
      (path) => !flags.has(path) && path.startsWith('/') && !path.includes('\n'),
    );
    for (let at = 0; at < asked.length; at += 200) {
      const some = asked.slice(at, at + 200);
      const lines = machine.run('lsattr', ['-d', '--', ...some])?.stdout.split('\n') ?? [];
      for (const path of some) flags.set(path, undefined);
      for (const line of lines) {
        const [, letters, path] = /^([-a-zA-Z]{8,40}) (.+)$/.exec(line) ?? [];
        if (path !== undefined && flags.has(path)) flags.set(path, letters);
      }
    }
  }

  function isPossible(type: string): boolean {
    if (!able.has(type)) return false;
    const features = files.names(`/sys/fs/${type}/features`);
    return features === undefined || features.includes('encryption');
  }

  function look(path: string): Layer {
    const answer = machine.run('fscrypt', ['status', path]);
    const first = answer?.status === 0 ? (answer.stdout.split('\n', 1)[0] ?? '') : '';
    const isSaid = first.endsWith(' is encrypted with fscrypt.');
    return encrypted('fscrypt', `lsattr shows E for ${printable(path)}`, ...(isSaid ? ['fscrypt status says so'] : []));
  }

  return {
    isPossible,
    prepare,
    of(path, type) {
      if (!isPossible(type)) return undefined;
      if (!flags.has(path)) prepare([path]);
      const letters = flags.get(path);
      if (letters === undefined) return unknown(`lsattr does not tell of ${printable(path)}`);
      if (!letters.includes('E')) return undefined;
      const layer = told.get(path) ?? look(path);
      told.set(path, layer);
      return layer;
    },
  };
}
