/**
 * Lines of the files that git filter-repo reads: `--replace-text`, `--replace-message` and `--paths-from-file`
 * (git-filter-repo(1)). They are bytes, in no encoding: here as a text whose characters are bytes ("latin1").
 */

/** What stands in place of what was taken out. */
export const removedMark = '***REMOVED***';

/** A line that replaces a value wherever it stands. `value` is not empty. */
export function replacementLine(value: Uint8Array): string {
  // The last arrow of a line counts, so that one within the value does no harm.
  return `${isPlain(value) ? `literal:${latin1(value)}` : `regex:${pattern(value)}`}==>${removedMark}`;
}

/** A line that names a file by its path, and no other. */
export function pathLine(path: Uint8Array): string {
  // An arrow would rename.
  return isPlain(path) && !latin1(path).includes('==>') ? `literal:${latin1(path)}` : `regex:^${pattern(path)}$`;
}

/** A line ends at a feed, and returns at its end are cut off. */
function isPlain(bytes: Uint8Array): boolean {
  return !bytes.includes(10) && !bytes.includes(13);
}

/** As a pattern of Python for bytes: what is no letter or digit as its number. A line break is any, as versions differ in them. */
function pattern(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    const isBreak = byte === 10 || byte === 13;
    if (byte === 13 && bytes[at + 1] === 10) at += 1;
    if (isBreak) text += '(?:\\r\\n|\\r|\\n)';
    else if (/[0-9A-Za-z]/.test(String.fromCharCode(byte))) text += String.fromCharCode(byte);
    else text += `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return text;
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
