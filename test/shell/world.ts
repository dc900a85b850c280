import { evaluateCommand } from '../../src/shell/evaluate.ts';
import type { Entry, World } from '../../src/shell/world.ts';

/** A tree of made-up files for the evaluator: paths, folders by their trailing slash. */
export function worldOf(paths: readonly string[], variables: Readonly<Record<string, string>> = {}): World {
  const kinds = new Map<string, 'file' | 'folder'>([['/', 'folder']]);
  const entries = new Map<string, Entry[]>();
  for (const path of paths) {
    const parts = path.split('/').filter((part) => part !== '');
    for (const [index, name] of parts.entries()) {
      const whole = `/${parts.slice(0, index + 1).join('/')}`;
      const isFolder = index < parts.length - 1 || path.endsWith('/');
      if (kinds.has(whole)) continue;
      kinds.set(whole, isFolder ? 'folder' : 'file');
      const parent = `/${parts.slice(0, index).join('/')}`;
      entries.set(parent, [...(entries.get(parent) ?? []), { name, isFolder }]);
    }
  }
  return {
    list: (path) => entries.get(path) ?? (kinds.get(path) === 'folder' ? [] : undefined),
    kind: (path) => kinds.get(plain(path)),
    variable: (name) => variables[name],
    script: () => undefined,
    repository: (path) => (path.startsWith('/v') ? '/v' : undefined),
    object: () => undefined,
    isOver: () => false,
  };
}

function plain(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

export const vault = worldOf(
  ['/v/README.md', '/v/a.md', '/v/b.md', '/v/.env', '/v/src/index.ts', '/v/docs/guide.md', '/v/lock/x.md', '/tmp/'],
  { HOME: '/home/u', SHELL: '/bin/bash' },
);

/** What a command reads, by absolute path, and what could not be told. */
export function readsOf(
  command: string,
  world: World = vault,
): { readonly reads: string[]; readonly unknown: boolean } {
  const { actions, unknown, problem } = evaluateCommand(command, '/v', world);
  const reads = actions.filter(({ act }) => act === 'read').map(({ path }) => plain(path));
  return { reads: [...new Set(reads)].sort(), unknown: unknown.length > 0 || problem !== undefined };
}
