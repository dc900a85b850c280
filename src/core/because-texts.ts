import { type AgentId, agentNames } from './agent-ids.ts';
import type { VaultPath } from './finding.ts';
import { compileGitignore } from './gitignore.ts';
import type { Policy } from './policy.ts';
import type { PathAccess } from './policy-access.ts';
import { foldersAbove, foldPath } from './vault-path.ts';

/** The part of a policy that decided, as a clause: `the entry "journal" says none`. */
export function becauseText({ access, because }: PathAccess, policy: Policy, path: VaultPath, agent: AgentId): string {
  switch (because.kind) {
    case 'default':
      return `nothing names it and the vault's default is ${access}`;
    case 'folder':
      return `the entry "${because.folder || '.'}" says ${access}`;
    case 'agent':
      return `the entry "${because.folder || '.'}" gives ${agentNames[agent]} ${access}`;
    case 'expired':
      return `the timed opening of "${because.folder || '.'}" has ended, which leaves ${access}`;
    case 'files':
      return because.level === 'write'
        ? `a file pattern leaves ${access}`
        : `the pattern "${decidingPattern(policy.files[because.level], path)?.pattern ?? ''}" of files.${because.level} matches it`;
    case 'private':
      return `its author marked it private, which leaves ${access}`;
  }
}

/** Where the part that decided stands in the policy's JSON; undefined where nothing is written down. */
export function becausePlace(
  { because }: PathAccess,
  policy: Policy,
  path: VaultPath,
): (string | number)[] | undefined {
  if (because.kind === 'default') return ['default'];
  if (because.kind === 'private') return ['content', 'private'];
  if (because.kind !== 'files') return ['folders', because.folder];
  if (because.level === 'write') return undefined;
  const found = decidingPattern(policy.files[because.level], path);
  return found === undefined ? undefined : ['files', because.level, found.index];
}

/** The last pattern that matches a path or a folder above it, in the spelling given or the folded one. */
export function decidingPattern(patterns: readonly string[], path: VaultPath) {
  const index = patterns.findLastIndex((pattern) => {
    if (pattern.startsWith('!')) return false;
    const exact = compileGitignore([pattern]);
    const folded = compileGitignore([pattern.normalize('NFC').toLowerCase()]);
    const folders = foldersAbove(path).filter((folder) => folder !== '');
    return (
      [path, ...folders].some((each) => exact(each, true) || folded(foldPath(each), true)) ||
      exact(path, false) ||
      folded(foldPath(path), false)
    );
  });
  const pattern = patterns[index];
  return pattern === undefined ? undefined : { pattern, index };
}
