import type { AtRest } from '../../core/audit.ts';
import { fromBase64, latin1, standsAt } from './bytes.ts';
import type { Sample } from './sample.ts';
import { armour } from './texts.ts';

const magic = 'age-encryption.org/v1\n';
/** 16 bytes of nonce, and the tag of the payload's last chunk. */
const smallestPayload = 32;
/** A lower work factor is guessed too fast; the age tool writes 18. */
const lowestWorkFactor = 15;

/**
 * age, binary or armoured (https://github.com/C2SP/C2SP/blob/main/age.md): a header of recipients with its MAC, and a
 * payload. A text that begins like a header is none.
 */
export function recogniseAge(sample: Sample): AtRest | undefined {
  if (standsAt(sample.head, magic)) return ofHeader(sample.head, sample.size, sample.whole);
  const body = armour(sample, 'AGE ENCRYPTED FILE');
  const bytes = body === undefined ? undefined : fromBase64(body);
  return bytes === undefined ? undefined : ofHeader(bytes, bytes.length, sample.whole);
}

function ofHeader(bytes: Uint8Array, size: number, whole: boolean): AtRest | undefined {
  if (!standsAt(bytes, magic)) return undefined;
  const text = latin1(bytes);
  const mac = /\n--- [A-Za-z0-9+/]{43}\n/.exec(text);
  if (mac === null && whole) return undefined;
  const header = text.slice(magic.length, mac === null ? text.lastIndexOf('\n') : mac.index);
  if (!header.startsWith('-> ') || !/^[!-~ \n]+$/.test(header)) return undefined;
  if (mac !== null && size - mac.index - mac[0].length < smallestPayload) return undefined;
  const scrypt = /^-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)$/m.exec(header);
  if (scrypt === null) return { state: 'encrypted', by: 'age' };
  const factor = Number(scrypt[1]);
  return {
    state: 'encrypted',
    by: factor < lowestWorkFactor ? `age (passphrase, weak work factor ${factor})` : 'age (passphrase)',
  };
}
