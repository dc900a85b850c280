import { scannedName } from '../../core/history-names.ts';
import type { Engine } from '../../detect/engine.ts';
import { recogniseEncryption } from '../../stores/encryption.ts';
import { describeFailure } from '../fault.ts';
import type { GitPlace } from '../git/git-place.ts';
import { lfsContent, lfsPointer } from '../git/lfs.ts';
import { messageOf } from '../git/messages.ts';
import { fileReader } from '../read-file.ts';
import type { Looked, ObjectToLookAt } from './look-protocol.ts';

/**
 * Looks at the content of one object. Returns undefined where nothing is to be told of it, and how many bytes were
 * looked at.
 */
export async function lookAt(
  target: ObjectToLookAt,
  content: Uint8Array,
  { place, engine, maxSize }: { place: GitPlace; engine: Engine; maxSize: number },
): Promise<{ looked?: Looked; bytes: number }> {
  const { oid, object } = target;
  const pointer = object === 'blob' ? lfsPointer(content) : undefined;
  let bytes = object === 'blob' ? content : messageOf(object, content);
  if (pointer !== undefined) {
    const stored = lfsContent(place, pointer);
    if (stored === undefined) return { looked: { oid, is: 'skipped', why: 'lfs-pointer' }, bytes: 0 };
    const file = fileReader(maxSize)(stored);
    if (file.kind !== 'bytes') {
      const { why, detail } = file.kind === 'gone' ? { why: 'lfs-pointer' as const } : { detail: undefined, ...file };
      return { looked: { oid, is: 'skipped', why, ...(detail === undefined ? {} : { detail }) }, bytes: 0 };
    }
    bytes = file.bytes;
  }
  const format = object === 'blob' ? recogniseEncryption(bytes) : undefined;
  if (format !== undefined) return { looked: { oid, is: 'encrypted', format }, bytes: bytes.length };
  try {
    const scan = await engine.scan({ path: scannedName(target), bytes });
    if (scan.kind === 'binary') return { looked: { oid, is: 'binary' }, bytes: bytes.length };
    if (scan.findings.length === 0) return { bytes: bytes.length };
    const findings = scan.findings.map((each) => ({ ...each, place: { ...each.place, path: target.path } }));
    return { looked: { oid, is: 'found', findings }, bytes: bytes.length };
  } catch (error) {
    // Our bug costs this object alone, and is told: a scan never fails as a whole.
    const { message, stack = '' } = describeFailure(error);
    return { looked: { oid, is: 'skipped', why: 'fault', detail: `${message}\n${stack}` }, bytes: bytes.length };
  }
}
