import { isUtf8 } from 'node:buffer';

/**
 * What a person wrote into a commit or an annotated tag: without its headers, and without a signature at its end. In
 * trailers such as `Signed-off-by: Ada <ada@…>` spaces stand for the address. Lines and columns are those of the message.
 */
export function messageOf(kind: 'commit' | 'tag', bytes: Uint8Array): Uint8Array {
  const object = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = object.indexOf('\n\n');
  const message = end === -1 ? object.subarray(object.length) : object.subarray(end + 2);
  return withoutAddresses(kind === 'tag' ? withoutSignature(message) : message);
}

const armour =
  /^-----BEGIN (PGP SIGNATURE|PGP MESSAGE|SSH SIGNATURE|SIGNED MESSAGE)-----\r?\n(?:(?:Version|Comment|Hash|Charset): [^\n]{0,76}\r?\n)*\s*([A-Za-z0-9+/=\s]+)-----END \1-----\s*$/;

/** Only what has a signature's form is cut off: other text behind such a line is read as what it is. */
function withoutSignature(message: Buffer): Buffer {
  const at = message.lastIndexOf('-----BEGIN ');
  if (at === -1 || (at > 0 && message[at - 1] !== 10)) return message;
  const body = armour.exec(message.toString('latin1', at))?.[2];
  return body !== undefined && isArmoured(body.split(/\s+/).filter((line) => line !== ''))
    ? message.subarray(0, at)
    : message;
}

/** Lines of one length, but for the last one and a checksum of OpenPGP behind it. */
function isArmoured(lines: readonly string[]): boolean {
  const width = lines[0]?.length ?? 0;
  const data = /^=[A-Za-z0-9+/]{4}$/.test(lines.at(-1) ?? '') ? lines.slice(0, -1) : lines;
  return width >= 60 && width <= 76 && data.length > 1 && data.slice(0, -1).every((line) => line.length === width);
}

const trailer =
  /^([A-Za-z][A-Za-z-]*-by|Co-developed-by|Cc|Reported-and-tested-by): ([^\n<]{0,200})<([^\n<>]{1,320})>/gim;

function withoutAddresses(message: Buffer): Buffer {
  if (!message.includes('<')) return message;
  const encoding = isUtf8(message) ? 'utf8' : 'latin1';
  const text = message.toString(encoding);
  const blanked = text.replace(
    trailer,
    (_, name: string, who: string, address: string) => `${name}: ${who}<${' '.repeat(address.length)}>`,
  );
  return blanked === text ? message : Buffer.from(blanked, encoding);
}
