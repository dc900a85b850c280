import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { baselinePath, dayOf } from '../core/baseline.ts';
import { prepareSubtraction, type Subtraction } from '../core/baseline-subtract.ts';
import { idOfRoot } from './approvals.ts';
import { type BaselineFile, readBaselineFile } from './baseline-file.ts';
import { findVaultKey, keyOfEnvironment, makeVaultKey, type VaultKey } from './vault-key.ts';
import { openVaults, type Vault } from './vaults.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A vault's baseline as it lies on this machine. */
export interface VaultBaseline {
  /** Real path of the vault. */
  readonly root: string;
  /** The name under which its key is kept. */
  readonly id: string;
  readonly file: BaselineFile;
  readonly key: VaultKey;
  /** What subtracts it; absent where there is nothing to subtract or no key that fits. */
  readonly subtraction?: Subtraction;
  /** Why nothing is subtracted, for a person; absent where all is well. */
  readonly trouble?: BaselineTrouble;
}

export interface BaselineTrouble {
  readonly message: string;
  readonly hint: string;
}

export interface Baselines {
  /** The baseline of the innermost vault that holds a folder, given by its real path. */
  at(folder: string): VaultBaseline | undefined;
  /** Those that were asked for so far. */
  readonly opened: readonly VaultBaseline[];
}

/**
 * Opens the baselines of vaults as they are asked for, each once. `now` in milliseconds since 1970. With `makesKeys` a
 * vault whose baseline has no key yet gets one, since fingerprints are about to be written.
 * @throws UserError where the environment holds a key that is none.
 */
export function openBaselines(home: string, env: Env, now: number, { makesKeys = false } = {}): Baselines {
  keyOfEnvironment(env);
  const vaults = openVaults(home);
  const byFolder = new Map<string, VaultBaseline | undefined>();
  const opened: VaultBaseline[] = [];

  function at(folder: string): VaultBaseline | undefined {
    if (byFolder.has(folder)) return byFolder.get(folder);
    const parent = dirname(folder);
    const own = holdsBaseline(folder);
    const found = own ? open(folder) : parent === folder ? undefined : at(parent);
    byFolder.set(folder, found);
    return found;
  }

  function holdsBaseline(folder: string): boolean {
    // The home folder is no vault: there `.cloister` is Cloister's own folder.
    if (join(folder, '.cloister') === home) return false;
    return vaults.at(folder) !== undefined || isThere(join(folder, baselinePath));
  }

  function open(root: string): VaultBaseline {
    const id = vaultId(root, vaults.at(root));
    const file = readBaselineFile(root);
    const check = file.state === 'ok' ? file.baseline.check : undefined;
    const found = findVaultKey(home, env, id, check);
    const isNew = found.state === 'missing' && file.state !== 'broken' && check === undefined;
    const key = makesKeys && isNew ? makeVaultKey(home, id) : found;
    const isUsable = file.state === 'ok' && file.baseline.entries.length > 0;
    const trouble = troubleOf(root, file, key);
    const result: VaultBaseline = {
      root,
      id,
      file,
      key,
      ...(isUsable && key.state === 'fits' ? { subtraction: prepareSubtraction(file.baseline, dayOf(now)) } : {}),
      ...(trouble === undefined ? {} : { trouble }),
    };
    opened.push(result);
    return result;
  }

  return { at, opened };
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // A folder that may not be entered, or a file in the place of a folder: there is no baseline to be read.
    return false;
  }
}

/** The name under which a vault's key is kept; for one without an id its place is the name. */
function vaultId(root: string, vault: Vault | undefined): string {
  const own = vault?.file.state === 'ok' ? vault.file.policy.id : undefined;
  return own ?? vault?.approvals[0]?.id ?? idOfRoot(root);
}

function troubleOf(root: string, file: BaselineFile, key: VaultKey): BaselineTrouble | undefined {
  const path = join(root, baselinePath);
  if (file.state === 'missing') return undefined;
  if (file.state === 'broken')
    return {
      message: `${path} can not be read, so nothing is subtracted: ${file.problems.join('; ')}`,
      hint: 'Mend it by hand, or take it back from version control.',
    };
  if (file.baseline.entries.length === 0 || key.state === 'fits') return undefined;
  const bring =
    'Bring it from a machine that has it: `cloister baseline key export` there, `cloister baseline key import` here.';
  if (key.state === 'missing')
    return { message: `the key of ${path} is not on this machine, so nothing is subtracted`, hint: bring };
  return key.state === 'other'
    ? { message: `the key in ${key.where} is not the one of ${path}, so nothing is subtracted`, hint: bring }
    : { message: `${key.why}, so nothing of ${path} is subtracted`, hint: bring };
}
