import type { LeavesOut } from '../../core/request.ts';
import { matchesPattern } from '../patterns.ts';

/**
 * What tar's `--exclude` leaves out (https://www.gnu.org/software/tar/manual/html_node/exclude.html): a pattern may
 * begin behind any slash of a member's name, its stars cross slashes, and a folder takes what is in it along.
 */
export function tarFilter(patterns: readonly string[], operand: string, isLoose: boolean): LeavesOut {
  const base = operand.replace(/\/+$/, '');
  const plain = patterns.map((each) => each.replace(/(?<=.)\/+$/, ''));
  return (path) => {
    const parts = path.split('/');
    return parts.some((_, index) => {
      const member = `${base}/${parts.slice(0, index + 1).join('/')}`;
      const names = member.split('/');
      const tails = names.map((_name, at) => names.slice(at).join('/'));
      return plain.some((pattern) =>
        isLoose ? tails.some((tail) => matchesPattern(tail, pattern)) : pattern === member,
      );
    });
  };
}

/** git's objects hold every version of every note: only a filter that leaves them out makes an archive safe. */
export function withoutGit(leavesOut: LeavesOut): { readonly leavesOut?: LeavesOut } {
  return leavesOut('.git', true) ? { leavesOut } : {};
}

/** zip matches its patterns against whole names in the archive, and stars cross slashes; folders go in by themselves. */
export function zipFilter(patterns: readonly string[], operand: string): LeavesOut {
  const base = operand.replace(/^\.\/*|\/+$/g, '');
  const plain = patterns.map((each) => each.replace(/^\.\//, ''));
  return (path, isFolder) => {
    const member = base === '' ? path : `${base}/${path}`;
    return plain.some((pattern) => matchesPattern(isFolder ? `${member}/` : member, pattern));
  };
}

/**
 * What rsync's `--exclude` leaves out (FILTER RULES in rsync(1)): a leading slash is the top of what is sent, a pattern
 * with another slash matches the end of a path, one without a name. A star stays within a name.
 */
export function rsyncFilter(patterns: readonly string[], operand: string): LeavesOut {
  const top = operand.endsWith('/') || /(?:^|\/)\.$/.test(operand) ? '' : `${operand.replace(/^.*\//, '')}/`;
  return (path, isFolder) => {
    const names = `${top}${path}`.split('/');
    return names.some((_, index) => {
      const isDirectory = isFolder || index < names.length - 1;
      return patterns.some((pattern) => {
        if (pattern.endsWith('/') && !isDirectory) return false;
        const bare = pattern.replace(/\/$/, '').replace(/\/?\*{2,3}$/, '/*');
        const parts = bare.replace(/^\//, '').split('/');
        if (parts.some((part) => part.includes('**'))) return false;
        const from = bare.startsWith('/') ? 0 : index + 1 - parts.length;
        return (
          from >= 0 &&
          from + parts.length === index + 1 &&
          parts.every((part, at) => matchesPattern(names[from + at] ?? '', part))
        );
      });
    });
  };
}
