import { printable } from '../../core/printable.ts';

/**
 * The address of a remote as it may be shown: without user, password, query and whatever in it looks like a token.
 * Undefined for a folder of this machine, which nobody else reads.
 */
export function shownRemote(url: string): string | undefined {
  const trimmed = url.trim();
  const helper = /^([a-z][a-z0-9+.-]*)::/i.exec(trimmed);
  // A remote helper's own text: `ext::` is a command.
  if (helper !== null) return `${helper[1]}::…`;
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed);
  if (scheme !== null)
    return /^file:/i.test(trimmed) ? undefined : shownUrl(scheme[0], trimmed.slice(scheme[0].length));
  // `[user@]host:path`; a single letter before the colon is a drive of Windows.
  const place = /^(?:[^/\\]*@)?([^@:/\\]{2,}|\[[^\]]+\]):(.*)$/.exec(trimmed);
  return place === null ? undefined : printable(`${place[1]}:${hideTokens(place[2] ?? '')}`);
}

function shownUrl(scheme: string, rest: string): string {
  const withoutQuery = rest.replace(/[?#].*$/s, '');
  const end = withoutQuery.search(/[/\\]/);
  const authority = end === -1 ? withoutQuery : withoutQuery.slice(0, end);
  const path = end === -1 ? '' : withoutQuery.slice(end);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  // A password with a slash in it ends the host too early: then all up to the last `@` is taken for the user's part.
  const isHost = /^(?:\[[0-9a-f:.%]+\]|[^:[\]]*)(?::\d*)?$/i.test(host);
  const shown = isHost ? host + hideTokens(path) : hideTokens(withoutQuery.slice(withoutQuery.lastIndexOf('@') + 1));
  return printable(scheme + shown);
}

/** Parts of a path that no person would name a folder: long, of letters and digits, as tokens are. */
function hideTokens(path: string): string {
  return path.replace(/[^/]+/g, (part) => {
    const isLong = /[A-Za-z0-9_]{20,}/.test(part) && /\d/.test(part) && /[A-Za-z]/.test(part);
    return isLong || part.includes('@') ? '…' : part;
  });
}
