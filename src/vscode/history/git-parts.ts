import { join } from 'node:path';

type GitParts = typeof import('../../extension-git.ts');

/** What talks to git, from a bundle of its own beside the extension's. */
export function gitParts(bundles: string): GitParts {
  // With a text in its parentheses `require` would be bundled.
  const file = join(bundles, 'extension-git.cjs');
  return require(file) as GitParts;
}
