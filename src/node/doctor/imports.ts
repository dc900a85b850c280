import { dirname, isAbsolute, join, resolve } from 'node:path';
import { realOrSelf } from '../vaults.ts';
import type { Check } from './check.ts';
import { textOf } from './text-of.ts';

/** As deep as Claude Code follows imports (https://code.claude.com/docs/en/memory). */
const deepest = 5;

/**
 * Locked files that a person's own `CLAUDE.md` takes in with `@path`: neither a deny rule nor a hook hears of that.
 * `isLocked` tells of a real path whether it is.
 */
export function checkImports(
  configFolders: readonly string[],
  home: string,
  isLocked: (path: string) => boolean,
): Check[] {
  const found = new Set<string>();
  const checks: Check[] = [];
  const follow = (file: string, by: string, depth: number): void => {
    for (const named of importsOf(textOf(file) ?? '')) {
      const path = named.startsWith('~/') ? join(home, named.slice(2)) : named;
      const real = realOrSelf(isAbsolute(path) ? path : resolve(dirname(file), path));
      if (found.has(real)) continue;
      found.add(real);
      if (isLocked(real))
        checks.push({
          status: 'wrong',
          what: `${by} imports ${real}: its text stands in every prompt, and no hook hears of it`,
          mend: `take @${named} out of ${file}`,
        });
      else if (depth < deepest) follow(real, by, depth + 1);
    }
  };
  for (const folder of configFolders) follow(join(folder, 'CLAUDE.md'), join(folder, 'CLAUDE.md'), 1);
  return checks;
}

/** Paths behind an `@` outside of code. */
function importsOf(text: string): string[] {
  const plain = text.replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[^\n]*$/gm, '').replace(/`[^`\n]*`/g, '');
  return [...plain.matchAll(/(?:^|\s)@((?:\\ |[^\s\\])+)/g)].map(([, path = '']) => path.replaceAll('\\ ', ' '));
}
