import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  denyRules,
  guardedCacheRules,
  guardedHomeRules,
  guardedVaultRules,
  type ListedName,
  type RuledVault,
} from '../agents/claude-code/deny-rules.ts';
import type { ProtectionOptions } from '../agents/claude-code/protection-options.ts';
import type { SandboxPaths } from '../agents/claude-code/wanted-settings.ts';
import { ownCacheFolders } from './cache-places.ts';
import { lockedInHistory } from './exposure.ts';
import { objectFolders } from './git/git-objects.ts';
import { markedNotes } from './guard/marked-notes.ts';
import { openVaults, realOrSelf, type Vault } from './vaults.ts';
import { errorCode } from './walk.ts';

export interface CompiledRules {
  readonly rules: readonly string[];
  readonly sandbox: SandboxPaths;
  /** Globs of instructions that are not to be taken in. */
  readonly instructions: readonly string[];
  /** Absolute paths and patterns that only the guard holds. */
  readonly uncovered: readonly string[];
  /** Vaults whose git objects the sandbox hides. */
  readonly withoutGit: readonly string[];
}

/** A sandbox hides each of them by a mount of its own. */
const mostMarked = 1000;

type Env = Readonly<Record<string, string | undefined>>;

/** Compiles the policies of all known vaults into what the settings of Claude Code say. */
export function compileKnownVaults(
  home: string,
  configFolders: readonly string[],
  now: number,
  options: ProtectionOptions,
  env: Env,
): CompiledRules {
  const rules = new Set<string>(
    [home, realOrSelf(home)].flatMap((own) => configFolders.flatMap((each) => guardedHomeRules(own, each))),
  );
  const caches = ownCacheFolders(env);
  for (const each of caches.flatMap(guardedCacheRules)) rules.add(each);
  const hidden = [home, ...caches, ...configFolders.map((each) => join(each, 'projects'))];
  const unwritable = [home, ...caches];
  const uncovered: string[] = [];
  const instructions: string[] = [];
  const withoutGit: string[] = [];
  for (const vault of openVaults(home).known()) {
    const ruled = ruledVault(vault);
    const compiled = denyRules(ruled, now);
    for (const each of [...compiled.rules, ...guardedVaultRules(ruled)]) rules.add(each);
    hidden.push(...compiled.hidden.map((path) => join(vault.root, path)));
    unwritable.push(join(vault.root, '.cloister'), join(vault.root, '.claude'));
    instructions.push(...compiled.instructions);
    uncovered.push(...compiled.uncovered.map((path) => join(vault.root, path)));
    if (options.sandbox !== true) continue;
    const marked = vault.policies.some(({ policy }) => policy.content.private === 'none')
      ? markedNotes(vault.root, home, mostMarked)
      : [];
    hidden.push(...marked);
    if (options.keepGit !== true && lockedInHistory(vault, now, env, marked).length > 0) {
      hidden.push(...objectFolders(vault.root, env));
      withoutGit.push(vault.root);
    }
  }
  // The sandbox binds what is there: a path that is not would be made, or fail.
  const present = (paths: readonly string[]): string[] => [...new Set(paths)].filter((path) => existsSync(path));
  return {
    rules: [...rules],
    sandbox: { denyRead: present(hidden), denyWrite: present(unwritable) },
    uncovered,
    instructions,
    withoutGit,
  };
}

function ruledVault({ root, policies }: Vault): RuledVault {
  const repository = repositoryOf(root);
  return {
    root,
    policies,
    list: (folder) => namesIn(join(root, folder)),
    ...(repository === undefined ? {} : { repository }),
  };
}

/** The folder of the git repository that a folder lies in. */
function repositoryOf(folder: string): string | undefined {
  for (let each = folder; dirname(each) !== each; each = dirname(each)) if (existsSync(join(each, '.git'))) return each;
  return undefined;
}

function namesIn(folder: string): ListedName[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
      .sort((left, right) => (left.name < right.name ? -1 : 1));
  } catch (error) {
    // What can not be listed can not be read by an agent either.
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP'].includes(errorCode(error))) return undefined;
    throw error;
  }
}
