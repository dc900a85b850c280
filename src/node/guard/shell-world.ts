import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { World } from '../../shell/world.ts';
import { gitSync } from '../git/git-run.ts';
import { errorCode } from '../walk.ts';
import type { Tree } from './tree.ts';

const largestScript = 64 << 10;

function readScript(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    return text.includes('\0') ? undefined : text;
  } catch (error) {
    if (errorCode(error) !== undefined) return undefined;
    throw error;
  }
}

/** The machine as the evaluator of shell commands sees it. */
export function shellWorld(
  tree: Tree,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
  isOver: () => boolean,
): World {
  return {
    list: (path) => tree.list(path),
    kind(path) {
      if (!existsSync(path)) return undefined;
      return statSync(path).isDirectory() ? 'folder' : 'file';
    },
    variable(name) {
      if (name === 'HOME') return home;
      return /^(?:USER|LOGNAME|SHELL|TMPDIR|LANG|EDITOR|PAGER|TERM|HOSTNAME)$/.test(name) ? env[name] : undefined;
    },
    script(path) {
      if (!existsSync(path)) return undefined;
      const stat = statSync(path);
      return stat.isFile() && stat.size <= largestScript ? readScript(path) : undefined;
    },
    repository(path) {
      for (let folder = path; ; folder = dirname(folder)) {
        if (existsSync(`${folder}/.git`)) return folder;
        if (dirname(folder) === folder) return undefined;
      }
    },
    object(top, id) {
      // Nothing of the repository's own configuration is run: cat-file -t reads one object's header.
      // A commit that is sought by its message is nothing to cat-file.
      const isSought = id.startsWith(':/');
      const args = isSought ? ['rev-parse', '--verify', '-q', id] : ['cat-file', '-t', id];
      const { stdout, status } = gitSync(top, args, env, { timeout: 500 });
      const kind = isSought ? 'commit' : stdout.toString('latin1').trim();
      return status === 0 && (kind === 'commit' || kind === 'tag' || kind === 'tree' || kind === 'blob')
        ? kind
        : undefined;
    },
    isOver,
  };
}
