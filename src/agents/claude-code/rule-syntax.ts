/** How Claude Code's permission rules spell paths, as measured with the real client. */

/** An absolute path as a rule begins it: two slashes. Windows, with the drive as a folder, is untested. */
export function rulePath(absolute: string): string {
  const path = /^[A-Za-z]:[\\/]/.test(absolute)
    ? `/${absolute.charAt(0).toLowerCase()}${absolute.slice(2).replaceAll('\\', '/')}`
    : absolute;
  return `/${escapeForRule(path.replace(/\/+$/, ''))}`;
}

/** The literal path `path` as a part of a rule. */
export function escapeForRule(path: string): string {
  return (
    path
      // No rule matches a backslash, a line's end or a blank at a name's end: any character in its place hides no less.
      .replace(/[\\\r\n]| (?=\/|$)/g, '?')
      .replace(/[[\]]/g, '\\$&')
      .replace(/(^|\/)!/g, '$1\\!')
  );
}

/** False for paths of which it is not certain that a rule matches them. */
export function isCertain(path: string): boolean {
  return !/[\\\r\n]| (?:\/|$)/.test(path);
}

const asIs = (text: string): string => text;
const composed = (text: string): string => text.normalize('NFC');
const decomposed = (text: string): string => text.normalize('NFD');

/**
 * The Unicode forms in which a vault's root and a path in it are named: rules match byte for byte, and a file system
 * may give either. The root is a real path, so that it is mostly right as it is.
 */
export const unicodeForms: readonly { root(text: string): string; path(text: string): string }[] = [
  { root: asIs, path: asIs },
  { root: asIs, path: composed },
  { root: asIs, path: decomposed },
  { root: composed, path: composed },
  { root: decomposed, path: decomposed },
];
