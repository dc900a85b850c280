/**
 * Bytes to text, the way VS Code opens them: UTF-8 unless a byte order mark or the pattern of zero bytes says UTF-16
 * (https://code.visualstudio.com/docs/editing/codebasics#_file-encoding-support).
 * Inside the engine a text is UTF-8 without byte order mark, so that positions are computed in one way only.
 */

/** Zero bytes are looked for in the first this many bytes, as VS Code does it. */
const binaryProbe = 8192;
const utf16Probe = 512;

export type Encoding = 'utf8' | 'utf16le' | 'utf16be';

/** Returns how the bytes are to be read, or undefined where they are no text. */
export function recogniseEncoding(bytes: Uint8Array): Encoding | undefined {
  // UTF-32 begins like UTF-16; the editor opens neither order of it.
  if (bytes[0] === 0xff && bytes[1] === 0xfe && bytes[2] === 0 && bytes[3] === 0) return undefined;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf16be';
  const probe = bytes.subarray(0, binaryProbe);
  if (!probe.includes(0)) return 'utf8';
  return guessUtf16(bytes.subarray(0, utf16Probe));
}

/** UTF-16 without a mark: zero bytes at the odd places alone (little endian) or at the even ones alone. */
function guessUtf16(bytes: Uint8Array): Encoding | undefined {
  const zeros = [0, 0];
  const characters = [0, 0];
  for (let index = 0; index + 1 < bytes.length; index++) {
    const side = index & 1;
    if (bytes[index] === 0) zeros[side] = (zeros[side] ?? 0) + 1;
    else if ((bytes[index] ?? 0) >= 9) characters[side] = (characters[side] ?? 0) + 1;
  }
  const [evenZeros = 0, oddZeros = 0] = zeros;
  const [evenCharacters = 0, oddCharacters = 0] = characters;
  // Half the probe in Latin letters is enough; a binary file has zeros on both sides.
  if (evenZeros === 0 && oddZeros > 0 && oddZeros >= evenCharacters / 2) return 'utf16le';
  if (oddZeros === 0 && evenZeros > 0 && evenZeros >= oddCharacters / 2) return 'utf16be';
  return undefined;
}

/** Returns the text as UTF-8 bytes without byte order mark. UTF-8 comes back as it is, valid or not. */
export function toUtf8(bytes: Uint8Array, encoding: Encoding): Uint8Array {
  if (encoding === 'utf8') {
    return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  }
  return new TextEncoder().encode(new TextDecoder(encoding === 'utf16le' ? 'utf-16le' : 'utf-16be').decode(bytes));
}

/**
 * Mends bytes that are no valid UTF-8. Text without a single valid multi-byte character is read as Windows-1252 (what
 * "Latin-1" means on the web, https://encoding.spec.whatwg.org/#names-and-labels); other text keeps its good
 * characters and gets U+FFFD for the bad bytes. Either way a column is what VS Code shows, which opens such a file as
 * UTF-8 with replacement characters: a lone high byte is one column in both readings.
 * Returns undefined where nothing has to be mended.
 */
export function mendUtf8(bytes: Uint8Array): Uint8Array | undefined {
  const { valid, multiByte } = examineUtf8(bytes);
  if (valid) return undefined;
  return new TextEncoder().encode(new TextDecoder(multiByte > 0 ? 'utf-8' : 'windows-1252').decode(bytes));
}

/** The text in which places are counted, for who shows them; undefined where the bytes are no text. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const encoding = recogniseEncoding(bytes);
  if (encoding === undefined) return undefined;
  const utf8 = toUtf8(bytes, encoding);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(mendUtf8(utf8) ?? utf8);
}

/** Counts well-formed multi-byte characters (RFC 3629) and says whether every byte belongs to a well-formed one. */
function examineUtf8(bytes: Uint8Array): { valid: boolean; multiByte: number } {
  let multiByte = 0;
  let valid = true;
  let index = 0;
  while (index < bytes.length) {
    const lead = bytes[index] as number;
    if (lead < 0x80) {
      index += 1;
      continue;
    }
    const length = utf8Length(bytes, index, lead);
    if (length === 0) {
      valid = false;
      index += 1;
    } else {
      multiByte += 1;
      index += length;
    }
    if (!valid && multiByte > 0) break;
  }
  return { valid, multiByte };
}

/** Length of the well-formed character at `index`, or 0. Overlong forms, surrogates and values above U+10FFFF are none. */
export function utf8Length(bytes: Uint8Array, index: number, lead: number): number {
  const second = bytes[index + 1] ?? 0;
  if (lead >= 0xc2 && lead <= 0xdf) return isContinuation(second) ? 2 : 0;
  const third = bytes[index + 2] ?? 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const low = lead === 0xe0 ? 0xa0 : 0x80;
    const high = lead === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && isContinuation(third) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const low = lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xf4 ? 0x8f : 0xbf;
    const good = second >= low && second <= high && isContinuation(third) && isContinuation(bytes[index + 3] ?? 0);
    return good ? 4 : 0;
  }
  return 0;
}

/** True for a byte of UTF-8 that begins no character (RFC 3629, section 3). */
export function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
