/** Bytes as characters of the same numbers. */
export function latin1(bytes: Uint8Array, from = 0, to = bytes.length): string {
  const part = bytes.subarray(Math.max(0, from), Math.max(0, to));
  let text = '';
  // In pieces: a call takes a limited number of arguments.
  for (let at = 0; at < part.length; at += 8192) text += String.fromCharCode(...part.subarray(at, at + 8192));
  return text;
}

/** The other way round. */
export function fromLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** True where `magic`, one character for a byte, stands at `at`. */
export function standsAt(bytes: Uint8Array, magic: string, at = 0): boolean {
  if (at < 0 || at + magic.length > bytes.length) return false;
  for (let index = 0; index < magic.length; index++) {
    if (bytes[at + index] !== magic.charCodeAt(index)) return false;
  }
  return true;
}

/** An unsigned number of up to six bytes, the lowest first. NaN where the bytes end before. */
export function littleEndian(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let index = length - 1; index >= 0; index--) value = value * 256 + (bytes[at + index] ?? Number.NaN);
  return value;
}

/** The same with the highest byte first. */
export function bigEndian(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let index = 0; index < length; index++) value = value * 256 + (bytes[at + index] ?? Number.NaN);
  return value;
}

/** The bytes of a base64 text, white space allowed; undefined where it is none. An incomplete last group is left out. */
export function fromBase64(text: string): Uint8Array | undefined {
  const packed = text.replace(/\s+/g, '').replace(/=+$/, '');
  if (!/^[A-Za-z0-9+/]*$/.test(packed)) return undefined;
  const binary = atob(packed.length % 4 === 1 ? packed.slice(0, -1) : packed);
  return fromLatin1(binary);
}

/** True for valid UTF-8 without a zero byte; the end may be cut within a character. */
export function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  for (let cut = 0; cut < 4; cut++) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
      return true;
    } catch (error) {
      // The one thing that a fatal decoder throws.
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return false;
}
