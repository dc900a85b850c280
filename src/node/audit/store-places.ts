import { realpathSync } from 'node:fs';
import type { Store, StoreReader } from '../../stores/store.ts';
import { namesIn } from '../names-in.ts';
import { errorCode } from '../walk.ts';
import type { Candidates } from './candidates.ts';
import type { AuditMachine } from './machine.ts';
import type { OutOfReach } from './out-of-reach.ts';
import { expandPlace, fitting, type Home, isAbsolute } from './places.ts';
import { liesBeneath, slashed } from './real-places.ts';

/** A store's default places on all systems, absolute, joined by `/`, a `*` still in them. */
export function placesOf(store: Pick<Store, 'paths'>, machine: Home): string[] {
  const { linux, darwin, win32 } = store.paths;
  return [...new Set([...linux, ...darwin, ...win32].flatMap((each) => expandPlace(each, machine)))];
}

/**
 * Hands on the default places of stores that are there. A place that is a link is followed once.
 * @returns real paths of those that lie outside of the home folder
 */
export function lookUpPlaces(
  stores: readonly Store[],
  machine: Home & Pick<AuditMachine, 'skip'>,
  reach: OutOfReach,
  candidates: Candidates,
): string[] {
  const home = slashed(machine.home);
  const outside = new Set<string>();
  const reals = new Map<string, string | undefined>();
  const isNear = (folder: string): boolean => reach.above(folder) === undefined;
  const names = (folder: string): readonly string[] => (isNear(folder) ? namesIn(folder) : []);
  for (const store of stores) {
    for (const place of placesOf(store, machine).flatMap((each) => fitting(each, names))) {
      if (!reals.has(place)) reals.set(place, isNear(place) ? realPlace(place, machine) : undefined);
      const real = reals.get(place);
      if (real === undefined || !isNear(real)) continue;
      candidates.add(real, store);
      candidates.addPlace(real, store);
      if (!liesBeneath(real, home)) outside.add(real);
    }
  }
  return [...outside];
}

function realPlace(place: string, { skip }: Pick<AuditMachine, 'skip'>): string | undefined {
  try {
    return slashed(realpathSync.native(place));
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') skip({ path: place, why: 'unreadable', detail: code });
    return undefined;
  }
}

/**
 * Further folders that the files of stores name, such as Obsidian's list of vaults: real paths of those that are there and
 * lie in `folders`. Others are skipped: a file could name anything.
 */
export function askLeads(
  stores: readonly Store[],
  candidates: Candidates,
  reader: StoreReader,
  { skip }: Pick<AuditMachine, 'skip'>,
  folders: readonly string[],
  reach: OutOfReach,
): string[] {
  const found = new Set<string>();
  for (const store of stores) {
    if (store.leads === undefined) continue;
    for (const place of candidates.placesOf(store))
      for (const lead of store.leads(place, reader)) {
        const path = slashed(lead).replace(/(?<=[^/:])\/+$/, '');
        if (!isAbsolute(path) || path.includes('\0')) continue;
        // Looked at by its name alone first: what is elsewhere is left alone, whatever it is.
        const isMeant = (each: string): boolean => folders.some((folder) => liesBeneath(each, folder));
        if (!isMeant(path)) {
          skip({ path, why: 'link-outside', detail: `${store.name} names it: name the folder to have it looked at` });
          continue;
        }
        const real = reach.above(path) === undefined ? realPlace(path, { skip }) : undefined;
        if (real === undefined) continue;
        if (isMeant(real)) found.add(real);
        else skip({ path, why: 'link-outside' });
      }
  }
  return [...found];
}
