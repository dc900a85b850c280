import { createHmac } from 'node:crypto';
import { join, sep } from 'node:path';
import { type Access, isLower } from '../../core/access.ts';
import { agentIds } from '../../core/agent-ids.ts';
import type { BaselineEntry } from '../../core/baseline.ts';
import type { VaultPath } from '../../core/finding.ts';
import type { HistoryFinding } from '../../core/history.ts';
import type { GroupedFinding } from '../../core/history-findings.ts';
import { UserError } from '../../core/user-error.ts';
import { openBaselines, type VaultBaseline } from '../baselines.ts';
import { decisive, judgements, vaultPathOf } from '../explain.ts';
import { keyVariable, randomKey, readOrMakeKey } from '../fingerprint-key.ts';
import type { Env } from '../git/git-run.ts';
import { keyOfEnvironment } from '../vault-key.ts';
import { openVaults } from '../vaults.ts';

/** What the vaults that a repository lies in, or that lie in it, say about its history. */
export interface HistoryVaults {
  readonly keys: readonly Uint8Array[];
  /** Names the keys and where they hold, without telling them; absent where they are good for this run alone. */
  readonly keyId: string | undefined;
  /** Which of the keys is the one for a path of the repository. */
  keyOf(path: VaultPath): number;
  /** What the baseline leaves, with what the policies give; a value that was marked as rotated is accepted. */
  judge(found: readonly GroupedFinding[], subtracts: boolean): JudgedFindings;
  /** For a person: that fingerprints match no other run's, and where baselines count why one is not subtracted. */
  warnings(subtracts: boolean): readonly string[];
}

export interface JudgedFindings {
  readonly findings: readonly HistoryFinding[];
  readonly accepted: readonly { readonly finding: HistoryFinding; readonly entry: BaselineEntry }[];
}

/** What baselines say about a finding. */
interface Answer {
  readonly accepted?: BaselineEntry;
  readonly other?: { readonly kind: string; readonly entry: BaselineEntry };
}

const constant = 'cloister history';

/**
 * Opens the vaults around the repository whose files lie in the real folder `root`, and those in it that Cloister knows.
 * `home` is Cloister's own folder, `now` in milliseconds since 1970.
 * @throws UserError where the environment holds a key that is none, or the user's own is broken.
 */
export function openHistoryVaults(root: string, home: string, env: Env, now: number): HistoryVaults {
  const baselines = openBaselines(home, env, now);
  const vaults = openVaults(home);
  const within = vaults.roots().filter((each) => each.startsWith(root + sep));
  const own = ownKey(home, env);
  const keys: Uint8Array[] = [];
  /** Folders from the repository's root, the deepest first, with what holds in them. */
  const places = [...within, root]
    .map((folder) => ({ folder: folder === root ? '' : vaultPathOf(root, folder), vault: baselines.at(folder) }))
    .sort((left, right) => right.folder.length - left.folder.length)
    .map(({ folder, vault }) => ({
      folder,
      vault,
      key: numberOf(vault?.key.state === 'fits' ? vault.key.key : own.key),
    }));

  function numberOf(key: Uint8Array): number {
    const known = keys.findIndex((each) => Buffer.compare(each, key) === 0);
    return known >= 0 ? known : keys.push(key) - 1;
  }

  function placeOf(path: VaultPath) {
    const place = places.find(({ folder }) => folder === '' || path.startsWith(`${folder}/`));
    if (place === undefined) throw new Error('the root holds every path');
    return place;
  }

  function entryFor({ found: { finding, paths }, fingerprints }: GroupedFinding): Answer {
    let other: Answer['other'];
    for (const path of paths.length === 0 ? [''] : paths) {
      const { vault } = placeOf(path);
      if (vault?.subtraction === undefined) continue;
      for (const fingerprint of fingerprints) {
        const state = vault.subtraction.stateOf({ fingerprint, rule: finding.rule }, pathIn(vault, path));
        if (state.kind === 'accepted' || state.kind === 'rotated') return { accepted: state.entry };
        if (state.kind !== 'new') other ??= state;
      }
    }
    return other === undefined ? {} : { other };
  }

  function pathIn(vault: VaultBaseline, path: VaultPath): VaultPath {
    return vaultPathOf(vault.root, join(root, path));
  }

  const accesses = new Map<string, Access | undefined>();

  function accessOf(path: VaultPath, isPrivate: boolean): Access | undefined {
    const key = `${isPrivate ? 'private' : 'open'} ${path}`;
    if (!accesses.has(key)) accesses.set(key, mostOpen(agentIds.map((agent) => access(path, agent, isPrivate))));
    return accesses.get(key);
  }

  function access(path: VaultPath, agent: (typeof agentIds)[number], isPrivate: boolean): Access | undefined {
    const asked = { agent, now, isPrivate, isFolder: path === '' };
    return decisive(judgements(vaults, path === '' ? root : join(root, path), asked))?.access;
  }

  const fromEveryPath = (found: HistoryFinding): Access | undefined => {
    const isPrivate = found.finding.rule === 'note.private';
    const paths = found.paths.length === 0 ? [''] : found.paths;
    const all = paths.map((path) => accessOf(path, isPrivate));
    // What lies in no vault is kept from nobody.
    const isOpen = all.includes(undefined) && all.some((each) => each !== undefined);
    return isOpen ? 'write' : mostOpen(all);
  };

  return {
    keys,
    keyId: own.isKept || places.every(({ vault }) => vault?.key.state === 'fits') ? keyIdOf(places, keys) : undefined,
    keyOf: (path) => placeOf(path).key,
    judge(all, subtracts) {
      const findings: HistoryFinding[] = [];
      const accepted: { finding: HistoryFinding; entry: BaselineEntry }[] = [];
      for (const each of all) {
        const opened = fromEveryPath(each.found);
        const found = opened === undefined ? each.found : { ...each.found, access: opened };
        const entry: Answer = subtracts ? entryFor(each) : {};
        if (entry.accepted !== undefined) accepted.push({ finding: found, entry: entry.accepted });
        else findings.push(entry.other === undefined ? found : marked(found, entry.other));
      }
      return { findings, accepted };
    },
    warnings(subtracts) {
      const troubles = baselines.opened.flatMap(({ trouble }) =>
        trouble === undefined || !subtracts ? [] : [`${trouble.message}. ${trouble.hint}`],
      );
      return [...own.warnings, ...troubles];
    },
  };
}

/** Says of a finding that it was accepted once, or is accepted at a path that this history does not have. */
function marked(found: HistoryFinding, { kind, entry }: { kind: string; entry: BaselineEntry }): HistoryFinding {
  const { finding } = found;
  return {
    ...found,
    finding: { ...finding, args: { ...finding.args, baseline: kind, day: entry.until ?? entry.when } },
  };
}

function mostOpen(all: readonly (Access | undefined)[]): Access | undefined {
  return all.reduce(
    (most, each) => (most === undefined || (each !== undefined && isLower(most, each)) ? each : most),
    undefined,
  );
}

function keyIdOf(places: readonly { folder: string; key: number }[], keys: readonly Uint8Array[]): string {
  const parts = places.map(({ folder, key }) => {
    const named = createHmac('sha256', keys[key] ?? '')
      .update(constant)
      .digest('hex');
    return `${named} ${folder}`;
  });
  // One vault's key is named by itself; of several their places count as well.
  return createHmac('sha256', constant).update(parts.join('\n')).digest('hex');
}

/** The key for what lies in no vault. */
function ownKey(home: string, env: Env): { key: Uint8Array; isKept: boolean; warnings: readonly string[] } {
  const given = keyOfEnvironment(env);
  if (given !== undefined) return { key: given, isKept: true, warnings: [] };
  try {
    return { key: readOrMakeKey(home), isKept: true, warnings: [] };
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error)) throw error;
    const warning =
      `No key could be kept in ${home} (${error.message}): fingerprints of this run match no other run's, and nothing is ` +
      `remembered for the next one. Set ${keyVariable} to give a key.`;
    return { key: randomKey(), isKept: false, warnings: [warning] };
  }
}
