import type { AtRest } from '../../core/audit.ts';
import { bigEndian, isText, latin1, littleEndian, standsAt } from './bytes.ts';
import type { Sample } from './sample.ts';

/** Volumes, images and databases that say by magic what they are. */
export function recogniseContainer(sample: Sample): AtRest | undefined {
  const by =
    luks(sample) ?? bitLocker(sample) ?? keePass(sample) ?? gitCrypt(sample) ?? diskImage(sample) ?? cryFs(sample);
  return by === undefined ? undefined : { state: 'encrypted', by };
}

/**
 * https://gitlab.com/cryptsetup/LUKS2-docs: version 1 names its cipher at 8, version 2 in JSON behind 4096 bytes. With
 * the null cipher what lies in it can be read.
 */
function luks({ head, size }: Sample): string | undefined {
  if (!standsAt(head, 'LUKS\xba\xbe')) return undefined;
  const version = bigEndian(head, 6, 2);
  if (version === 1) return size >= 592 && !standsAt(head, 'cipher_null', 8) ? 'LUKS1' : undefined;
  if (version !== 2 || size < 4096) return undefined;
  const json = latin1(head, 4096, bigEndian(head, 8, 8));
  return /"encryption":\s*"cipher_null/.test(json) ? undefined : 'LUKS2';
}

/** https://github.com/libyal/libbde/blob/main/documentation/BitLocker%20Drive%20Encryption%20(BDE)%20format.asciidoc */
function bitLocker({ head }: Sample): string | undefined {
  const isBootSector = head[0] === 0xeb && head[510] === 0x55 && head[511] === 0xaa;
  if (!isBootSector) return undefined;
  if (standsAt(head, '-FVE-FS-', 3)) return 'BitLocker';
  // BitLocker To Go: a FAT boot sector with an identifier.
  const toGo = '\x3b\xd6\x67\x49\x29\x2e\xd8\x4a\x83\x99\xf6\xa3\x39\xe3\xd0\x01';
  return standsAt(head, 'MSWIN4.1', 3) && standsAt(head, toGo, 424) ? 'BitLocker' : undefined;
}

/** https://keepass.info/help/kb/kdbx.html; the older format has another second half, and its version in every header. */
function keePass({ head, size }: Sample): string | undefined {
  if (!standsAt(head, '\x03\xd9\xa2\x9a')) return undefined;
  const second = littleEndian(head, 4, 4);
  if (second === 0xb54bfb65) return size >= 124 ? 'KeePass 1' : undefined;
  if (second !== 0xb54bfb67 && second !== 0xb54bfb66) return undefined;
  const major = littleEndian(head, 10, 2);
  return size > 100 && major >= 1 && major <= 4 ? 'KeePass' : undefined;
}

/** https://github.com/AGWA/git-crypt: magic, a nonce of twelve bytes, the file. */
function gitCrypt({ head, size }: Sample): string | undefined {
  return standsAt(head, '\0GITCRYPT\0') && size >= 22 ? 'git-crypt' : undefined;
}

/** Disk images of macOS: https://github.com/openwall/john/blob/bleeding-jumbo/run/dmg2john.py reads both headers. */
function diskImage({ head, tail, size }: Sample): string | undefined {
  if (standsAt(head, 'encrcdsa')) return bigEndian(head, 8, 4) === 2 && !isText(head.subarray(12)) ? 'DMG' : undefined;
  const smallest = 1276;
  return size > smallest && standsAt(tail, 'cdsaencr', tail.length - 8) && !isText(tail) ? 'DMG' : undefined;
}

/** `cryfs.config` (https://www.cryfs.org/howitworks): its name, a version, the key derivation, and the rest encrypted. */
export function cryFs({ head }: Sample): string | undefined {
  return standsAt(head, 'cryfs.config;') && !isText(head) ? 'CryFS' : undefined;
}
