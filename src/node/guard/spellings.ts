import { lstatSync, readlinkSync } from 'node:fs';
import { errorCode } from '../walk.ts';

/** Where a path leads: its real form as far as it exists, or why that can not be told. */
export interface Resolved {
  readonly path: string;
  readonly problem?: string;
}

/** What the spellings of a path depend on. */
export interface Surroundings {
  readonly cwd: string;
  readonly home: string;
}

/**
 * The absolute paths that a program may mean with `text`, whatever it does with spaces, URLs, home folders, percent
 * signs, backslashes and `/proc`. The first one is the plain meaning.
 */
export function spellings(text: string, { cwd, home }: Surroundings): string[] {
  const found = new Set<string>();
  const add = (each: string): void => {
    const expanded = expandHome(each, { cwd, home });
    const absolute = expanded.startsWith('/') ? expanded : `${cwd}/${expanded}`;
    found.add(throughProc(absolute, cwd));
  };
  // To a file system half a character is U+FFFD, and a path ends at a zero.
  const [named = ''] = text.split('\0');
  const cut = /[\ud800-\udfff]/.test(named) ? named.replace(/\p{Surrogate}/gu, '\uFFFD') : named;
  add(cut);
  if (cut !== cut.trim()) add(cut.trim());
  const url = !cut.includes(':') ? null : /^file:(?:\/\/[^/]*)?(.+)$/is.exec(cut.trim());
  if (url !== null)
    for (const each of decodings(url[1] ?? '')) {
      add(each);
      add(each.replace(/[?#].*$/s, ''));
    }
  else if (cut.includes('%')) for (const each of decodings(cut)) add(each);
  if (cut.includes('\\'))
    add(
      cut
        .replace(/^\\\\(?:\?\\(?:UNC\\)?|localhost\\|wsl(?:\$|\.localhost)\\[^\\]*\\?)?/i, '/')
        .replace(/^\/?[A-Za-z][:$]/, '')
        .replaceAll('\\', '/'),
    );
  // Programs that bring names into one form take these for a slash, too, and Windows keeps streams behind a colon.
  if (/[\u2044\u2215\u29f8\uff0f]/.test(cut)) add(cut.replace(/[\u2044\u2215\u29f8\uff0f]/g, '/').normalize('NFKC'));
  if (/:[:$]/.test(cut)) add(cut.replace(/::?\$?[\w$]*(?::\$\w+)?(?=\/|$)/g, ''));
  return [...found];
}

function expandHome(text: string, { cwd, home }: Surroundings): string {
  if (!/^[~$]/.test(text)) return text;
  return text
    .replace(/^~(?=\/|$)/, () => home)
    .replace(/^\$(?:HOME|\{HOME\})(?=\/|$)/, () => home)
    .replace(/^\$(?:PWD|\{PWD\})(?=\/|$)/, () => cwd);
}

/** A text with its percent signs decoded, once and as often as some programs do. */
function decodings(text: string): string[] {
  const found = [text];
  for (let next = decoded(text); next !== found.at(-1) && found.length < 4; next = decoded(next)) found.push(next);
  return found.length === 1 ? found : found.slice(1);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError)
      return text.replace(/%([0-7][0-9a-f])/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    throw error;
  }
}

/** `/proc/self` is the agent's process, not the guard's. */
function throughProc(path: string, cwd: string): string {
  if (!/proc|dev\/fd/.test(path)) return path;
  const plain = collapse(path.replace(/^\/+dev\/fd(?=\/|$)/, '/proc/self/fd'));
  const link = /^\/proc\/(?:self|thread-self|\d+|\uE001|[^/]*[*?[][^/]*)(?:\/task\/\d+)?\/(cwd|root)(\/.*)?$/s.exec(
    plain,
  );
  if (link === null) return path;
  return link[1] === 'cwd' ? `${cwd}${link[2] ?? ''}` : (link[2] ?? '/');
}

/** A path without `.`, `..` and empty parts, as text: the way of programs that do not ask the file system. */
export function collapse(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

const mostLinks = 40;
/** Linux takes none that is longer (PATH_MAX); to look at all folders above one would take for ever. */
const longestPath = 4096;

/** Follows a path as the kernel does, link by link; what does not exist stays as it is written. */
export function resolvePath(path: string): Resolved {
  if (path.length > longestPath) return { path: resolvePath(path.slice(0, longestPath)).path, problem: 'ENAMETOOLONG' };
  const open = path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .reverse();
  let real = '';
  let links = 0;
  let isMissing = false;
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (part === '..') {
      real = real.slice(0, Math.max(0, real.lastIndexOf('/')));
      continue;
    }
    const next = `${real}/${part}`;
    if (isMissing) {
      real = next;
      continue;
    }
    let target: string | undefined;
    try {
      target = lstatSync(next).isSymbolicLink() ? readlinkSync(next) : undefined;
    } catch (error) {
      const code = errorCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') isMissing = true;
      else return { path: collapse(path), problem: code ?? 'unknown' };
    }
    if (target === undefined) real = next;
    else {
      links += 1;
      if (links > mostLinks) return { path: collapse(path), problem: 'ELOOP' };
      if (target.startsWith('/')) real = '';
      open.push(
        ...target
          .split('/')
          .filter((each) => each !== '' && each !== '.')
          .reverse(),
      );
    }
  }
  return { path: real === '' ? '/' : real };
}
