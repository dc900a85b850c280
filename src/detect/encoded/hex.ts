import { longestLayer } from './layer.ts';

/** Sixteen bytes: a shorter text holds nothing that could be told from chance. */
const shortestHex = 32;

const digitValue = new Uint8Array(256).fill(255);
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  digitValue[digit.charCodeAt(0)] = value;
  digitValue[digit.toUpperCase().charCodeAt(0)] = value;
}

/** The part of a run that is pairs of hexadecimal digits: behind `0x`, or between marks that belong to something else. */
export function hexPart(run: Uint8Array): { readonly from: number; readonly to: number } | undefined {
  let from = 0;
  for (let at = 0; at <= run.length; at++) {
    if (at < run.length && digitValue[run[at] as number] !== 255) continue;
    if (at - from >= shortestHex && (at - from) % 2 === 0 && isEdge(run[from - 1]) && isEdge(run[at]))
      return { from, to: at };
    // Too little is left.
    if (run.length - at <= shortestHex) return undefined;
    from = at + 1;
  }
  return undefined;
}

/** Behind a letter it is the rest of a name, unless that is the `x` of `0x`. */
function isEdge(byte: number | undefined): boolean {
  return byte === undefined || byte === 0x78 || !((byte | 32) >= 97 && (byte | 32) <= 122);
}

/** Bytes of pairs of hexadecimal digits; what lies behind the longest layer is left. */
export function decodeHex(digits: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.min(digits.length >> 1, longestLayer));
  for (let index = 0; index < bytes.length; index++)
    bytes[index] =
      (digitValue[digits[2 * index] as number] as number) * 16 +
      (digitValue[digits[2 * index + 1] as number] as number);
  return bytes;
}
