import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { baselinePath } from '../core/baseline.ts';
import { policyPath } from '../core/policy.ts';
import { areOwnAttributes, attributesPath } from './baseline-file.ts';
import { removeEmptyFolder, removeGuard } from './guard-install.ts';
import { removeHistoryCache } from './history/cache-folder.ts';
import { type HookRemoval, uninstallAllHooks } from './hook/hook.ts';
import { unprotectClaudeCode } from './protection.ts';
import { keptIdentities } from './seal/kept-identities.ts';
import { openVaults } from './vaults.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface Uninstalled {
  /** True where Claude Code was held to policies until now. */
  readonly wasProtected: boolean;
  /** The policies and baselines that were removed. */
  readonly files: readonly string[];
  /** The files of git hooks that Cloister was taken out of. */
  readonly hooks: HookRemoval['files'];
  readonly warnings: readonly string[];
}

/** What can be made again. */
const cache = ['index', 'prompts.json'];
/** What a person decided, and what was logged. */
const kept = ['vaults', 'keys', 'log', 'plans', 'fingerprint.key', 'agents'];

/**
 * Undoes what Cloister changed on this machine: the settings of agents, the hooks of git repositories, the guard, its
 * launchers and the wrapper, the caches, also those of git's histories. With `purge` policies, their approved copies,
 * baselines with their keys, plans of histories and the log go too; never the keys of sealed notes, which would be lost.
 * @throws UserError where a settings file or the record of hooks is broken; then the guard stays as it was.
 */
export async function uninstall(home: string, env: Env, { purge }: { purge: boolean }): Promise<Uninstalled> {
  const files = purge
    ? openVaults(home)
        .known()
        .flatMap(({ root }) => filesIn(root))
    : [];
  // Before their launcher goes: a hook without it stops every commit.
  const hooks = await uninstallAllHooks(home);
  const { changed, warnings } = await unprotectClaudeCode({ home, env });
  removeGuard(home);
  for (const each of purge ? [...cache, ...kept] : cache) rmSync(join(home, each), { recursive: true, force: true });
  removeHistoryCache(env);
  for (const file of files) {
    rmSync(file, { force: true });
    removeEmptyFolder(dirname(file));
  }
  removeEmptyFolder(home);
  const keys = purge ? keptIdentities(home) : [];
  const sealed =
    keys.length === 0
      ? []
      : [
          `the keys of sealed notes stay, since nothing else opens them but recovery keys: ${keys.join(', ')}. \`age --decrypt -i\` opens notes with such a file, and so does \`cloister unseal --identity\` after \`cloister init\`; delete it by hand once nothing is sealed`,
        ];
  return { wasProtected: changed, files, hooks: hooks.files, warnings: [...warnings, ...hooks.warnings, ...sealed] };
}

/** What Cloister wrote into a vault. Attributes for git that somebody changed are theirs. */
function filesIn(root: string): string[] {
  const attributes = join(root, attributesPath);
  const isOurs = existsSync(attributes) && areOwnAttributes(readFileSync(attributes, 'utf8'));
  return [policyPath, baselinePath, ...(isOurs ? [attributesPath] : [])]
    .map((path) => join(root, path))
    .filter((file) => existsSync(file));
}
