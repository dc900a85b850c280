import type {
  AuditOptions,
  AuditPart,
  AuditProgress,
  AuditReport,
  DiskAnswer,
  MachineFacts,
  Remark,
  StoreFacts,
} from '../../core/audit.ts';
import { auditParts } from '../../core/audit.ts';
import { auditFindings, findingsOf } from '../../core/audit-findings.ts';
import type { Skipped } from '../../core/finding.ts';
import { allStores } from '../../stores/index.ts';
import type { Store } from '../../stores/store.ts';
import { findBackups } from '../disk/backups.ts';
import { diskRemarks } from '../disk/disk-remarks.ts';
import { openDisks } from '../disk/disks.ts';
import { surroundings } from '../disk/surroundings.ts';
import { randomKey, readOrMakeKey } from '../fingerprint-key.ts';
import { hashUnder } from '../secret-engine.ts';
import { auditServices } from '../services/services.ts';
import { openSqlite } from '../sqlite/sqlite.ts';
import { realOrSelf } from '../vaults.ts';
import { errorCode } from '../walk.ts';
import { Candidates } from './candidates.ts';
import { prepareCopiesFolder } from './copies-folder.ts';
import { discover, type Start } from './discover.ts';
import { knownVaults } from './known-vaults.ts';
import type { AuditMachine } from './machine.ts';
import { markTable } from './mark-table.ts';
import { measurer } from './measure.ts';
import { distinctStores, storesWithin } from './nesting.ts';
import { outOfReach } from './out-of-reach.ts';
import { liesBeneath, slashed } from './real-places.ts';
import { recogniseAll } from './recognise.ts';
import { askLeads, lookUpPlaces } from './store-places.ts';
import { openStoreReader } from './store-reader.ts';
import { turns } from './turns.ts';

export interface AuditDeps {
  /** Its `skip` is told of nothing: what was skipped stands in the report. */
  readonly machine: AuditMachine;
  /** Cloister's own folder: approvals of vaults, the key of fingerprints. */
  readonly cloisterHome: string;
  /** Ends the audit within a tenth of a second where it walks, at the next store where it looks into one. */
  readonly signal: AbortSignal;
  onProgress?(progress: AuditProgress): void;
  /** The stores that are looked for: all that Cloister knows unless told. */
  readonly stores?: readonly Store[];
}

/**
 * Looks over a machine: stores, what lies around and below them, local services. It changes nothing, apart from the key
 * of fingerprints, which is made in Cloister's own folder where there is none.
 * @throws the reason of `signal` where it was aborted. What can not be looked at is skipped.
 */
export async function audit(options: AuditOptions, deps: AuditDeps): Promise<AuditReport> {
  const { signal, cloisterHome, stores: rows = allStores } = deps;
  signal.throwIfAborted();
  const only: ReadonlySet<AuditPart> = new Set(options.only.length === 0 ? auditParts : options.only);
  const skips = new Map<string, Skipped>();
  const machine: AuditMachine = {
    ...deps.machine,
    skip: (skipped) => skips.set(`${skipped.why}\0${skipped.path}`, skipped),
  };
  const turn = turns(signal);
  const home = slashed(machine.home);
  const folders = [...new Set(options.folders.map((folder) => slashed(realOrSelf(folder))))];
  const roots = knownVaults(cloisterHome, machine, folders).map(({ root }) => root);
  const disks = openDisks(machine);
  const reach = outOfReach(disks.mounts, [home, ...folders], (folder) => answers(folder, machine));

  // What the disk says counts stores of all kinds.
  const selected = rows.filter(({ holds }) => only.has(holds) || only.has('disk'));
  const sqlite = openSqlite({
    folder: prepareCopiesFolder(machine, [...roots, ...folders.filter((each) => each !== home)]),
  });
  // An app that ends this process by itself leaves no copy either.
  const dispose = (): void => sqlite[Symbol.dispose]();
  process.once('exit', dispose);
  try {
    const candidates = new Candidates();
    const outside = lookUpPlaces(selected, machine, reach, candidates);
    await turn();
    const readable = [...folders, ...roots, ...outside];
    using reader = openStoreReader(machine, sqlite, { roots: readable, mounts: disks.mounts, reach });
    const leads = askLeads(selected, candidates, reader, machine, [home, ...folders, ...roots], reach);
    const starts = startsOf(home, [...folders, ...roots, ...leads]);
    let count = 0;
    let walkedSoFar = { folders: 0, files: 0 };
    const onProgress = (): void => deps.onProgress?.({ ...walkedSoFar, stores: count });
    const walked =
      selected.length === 0
        ? walkedSoFar
        : await discover({
            home,
            starts,
            elsewhere: outside,
            marks: markTable(selected),
            reach,
            candidates,
            signal,
            skip: machine.skip,
            onProgress(next) {
              walkedSoFar = { ...next };
              onProgress();
            },
          });
    walkedSoFar = walked;
    const recognised = await recogniseAll(candidates, reader, machine, turn, (found) => {
      count = found;
      onProgress();
    });
    sqlite.release();
    const distinct = distinctStores(recognised);
    const within = storesWithin(distinct);
    // A vault that nobody approved yet is known by what lies in its folder alone.
    const notes = distinct.filter(({ holds }) => holds === 'notes').map(({ root }) => root);
    const vaults = knownVaults(cloisterHome, machine, [...folders, ...notes]);
    const vaultRoots = vaults.map(({ root }) => root);

    disks.prepare([...new Set([...distinct.map(({ root }) => root), ...vaultRoots])]);
    const measure = measurer(machine, reach);
    const facts: StoreFacts[] = [];
    const remarks: Remark[] = [];
    for (const found of distinct) {
      await turn();
      const { isCut, ...measures } = measure(found.parts);
      if (isCut) machine.skip({ path: found.root, why: 'too-big', detail: 'only a part of it was measured' });
      const vault = innermost(vaultRoots, found.root);
      const each: StoreFacts = {
        ...found,
        ...measures,
        around: surroundings(found.root, machine, disks.mounts),
        disk: disks.below(found.root),
        ...(vault === undefined ? {} : { vault }),
      };
      if (only.has(each.holds)) {
        facts.push(each);
        remarks.push(...findingsOf(each, within.has(found)));
      }
    }
    await turn();
    let below: MachineFacts = { disks: [], swap: { state: 'unknown', evidence: [] } };
    if (only.has('disk')) {
      // A database of no known app says nothing about whose data it holds.
      const plain = distinct
        .filter(({ store, atRest }) => store !== 'sqlite' && !/encrypted/.test(atRest.state))
        .map(({ root }) => root);
      // Where nothing was found, the disk of the home folder is told all the same.
      below = disks.facts([...plain, ...vaultRoots, home]);
      remarks.push(...diskRemarks(below, countByMount([...plain, ...vaultRoots], disks.below)));
    }
    await turn();
    if (only.has('disk') || only.has('notes')) remarks.push(...findBackups(machine));
    await turn();
    const services = only.has('services')
      ? auditServices(machine, { vaults, folders, reader })
      : { services: [], remarks: [] };
    remarks.push(...services.remarks);
    await turn();
    return {
      home: options.home,
      platform: machine.platform,
      stores: facts,
      services: services.services,
      machine: below,
      findings: auditFindings(remarks, hashUnder(keyOf(cloisterHome, machine))),
      skipped: [...skips.values()].sort((left, right) =>
        left.path < right.path ? -1 : left.path > right.path ? 1 : 0,
      ),
      walked: walked.folders + walked.files,
    };
  } finally {
    process.off('exit', dispose);
    dispose();
  }
}

/** A name that is nowhere can not be known without asking who shows the folder. */
function answers(folder: string, machine: AuditMachine): boolean {
  const name = `.cloister-${machine.now.toString(36)}`;
  return machine.platform !== 'linux' || machine.run('stat', [`${folder}/${name}`]) !== undefined;
}

/** Each folder once. What lies in another is walked by itself, since marks count there that elsewhere say too little. */
function startsOf(home: string, usual: readonly string[]): Start[] {
  const starts = new Map<string, Start>([[home, { path: home, isUsual: false }]]);
  for (const path of usual) starts.set(path, { path, isUsual: true });
  return [...starts.values()];
}

function innermost(roots: readonly string[], path: string): string | undefined {
  return roots.filter((root) => liesBeneath(path, root)).sort((left, right) => right.length - left.length)[0];
}

/** How many of them lie on each mount; those in an encrypted folder of their own, or of which nothing is known, do not count. */
function countByMount(paths: readonly string[], below: (path: string) => DiskAnswer): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const path of new Set(paths)) {
    const { mount, state } = below(path);
    if (state !== 'encrypted' && state !== 'unknown') counts.set(mount, (counts.get(mount) ?? 0) + 1);
  }
  return counts;
}

/** The person's key; where Cloister's folder can not be written one for this run. */
function keyOf(cloisterHome: string, machine: AuditMachine): Uint8Array {
  try {
    return readOrMakeKey(cloisterHome);
  } catch (error) {
    machine.skip({ path: cloisterHome, why: 'unreadable', detail: `the key of fingerprints: ${errorCode(error)}` });
    return randomKey();
  }
}
