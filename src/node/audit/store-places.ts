import { readdirSync, realpathSync } from 'node:fs';
import type { Store, StoreReader } from '../../stores/store.ts';
import { editorData } from '../editor-data.ts';
import { errorCode } from '../walk.ts';
import type { Candidates } from './candidates.ts';
import type { AuditMachine } from './machine.ts';
import type { OutOfReach } from './out-of-reach.ts';
import { liesBeneath, slashed } from './real-places.ts';

/** Editors that are VS Code beside those of `editorData`, which other parts of Cloister look through too. */
const moreEditors: readonly string[] = [
  '.config/Code - OSS',
  '.config/Antigravity',
  '.config/Kiro',
  '.config/Positron',
  '.config/Trae',
  '.config/Void',
  '.openvscode-server/data',
  '.windsurf-server/data',
  '.vscode-oss-server/data',
  '.var/app/com.visualstudio.code/config/Code',
  '.var/app/com.vscodium.codium/config/VSCodium',
  'Library/Application Support/Code - OSS',
  'Library/Application Support/Antigravity',
  'Library/Application Support/Kiro',
  'Library/Application Support/Positron',
  'Library/Application Support/Trae',
  'Library/Application Support/Void',
  ...[
    'Code',
    'Code - Insiders',
    'VSCodium',
    'Cursor',
    'Windsurf',
    'Antigravity',
    'Kiro',
    'Positron',
    'Trae',
    'Void',
  ].map((name) => `AppData/Roaming/${name}`),
];
const userFolders = [...editorData, ...moreEditors].map((each) => `~/${each}/User`);

/** What variables of a place stand for, with the variable of the environment that moves it. */
const variables: Readonly<Record<string, { readonly places: readonly string[]; readonly moved?: string }>> = {
  // Flatpak and snap give each app folders of its own.
  config: {
    places: ['~/.config', '~/.var/app/*/config', '~/snap/*/current/.config', '~/snap/*/common/.config'],
    moved: 'XDG_CONFIG_HOME',
  },
  data: {
    places: ['~/.local/share', '~/.var/app/*/data', '~/snap/*/current/.local/share', '~/snap/*/common/.local/share'],
    moved: 'XDG_DATA_HOME',
  },
  support: { places: ['~/Library/Application Support'] },
  appdata: { places: ['~/AppData/Roaming'], moved: 'APPDATA' },
  localappdata: { places: ['~/AppData/Local'], moved: 'LOCALAPPDATA' },
  user: { places: userFolders },
};

type Home = Pick<AuditMachine, 'home' | 'isOwnHome' | 'env'>;

/** A store's default places on all systems, absolute, joined by `/`, a `*` still in them. */
export function placesOf(store: Pick<Store, 'paths'>, machine: Home): string[] {
  const { linux, darwin, win32 } = store.paths;
  return [...new Set([...linux, ...darwin, ...win32].flatMap((each) => expand(each, machine)))];
}

function expand(place: string, machine: Home): string[] {
  // A default may begin with a variable of its own.
  const match = /^\{((?:[^{}]|\{[^{}]*\})*)\}(.*)$/s.exec(place);
  if (match === null) {
    if (place === '~' || place.startsWith('~/')) return [`${slashed(machine.home)}${place.slice(1)}`];
    // A place of the whole machine is not one of another machine's home folder.
    return machine.isOwnHome && isAbsolute(place) ? [slashed(place)] : [];
  }
  const [, variable = '', rest = ''] = match;
  if (variable.startsWith('env:')) {
    const cut = variable.indexOf('|');
    const name = variable.slice('env:'.length, cut === -1 ? undefined : cut);
    const usual = cut === -1 ? [] : [variable.slice(cut + 1)];
    // What lay at the usual place before the variable was set is there still.
    return [...moved(name, machine), ...usual].flatMap((each) => expand(each + rest, machine));
  }
  const known = variables[variable];
  if (known === undefined) throw new Error(`no variable of places is named ${variable}`);
  const more = known.moved === undefined ? [] : moved(known.moved, machine);
  return [...known.places, ...more].flatMap((each) => expand(each + rest, machine));
}

/** Where a variable of the environment says that a folder is: of the person's own home alone. */
function moved(name: string, { isOwnHome, env, home }: Home): string[] {
  const value = isOwnHome ? env[name] : undefined;
  if (value === undefined || value === '') return [];
  if (value === '~' || value.startsWith('~/')) return [slashed(home) + value.slice(1)];
  return isAbsolute(value) ? [slashed(value).replace(/(?<=.)\/+$/, '')] : [];
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[a-z]:[\\/]/i.test(path);
}

/**
 * What fits a place whose names may have a `*` in them; without one the place itself, there or not.
 * @param lists false for a folder whose names are not asked for
 */
export function fitting(place: string, lists: (folder: string) => boolean): string[] {
  let paths = [''];
  const [first = '', ...names] = place.split('/');
  paths = [first];
  for (const name of names) {
    if (!name.includes('*')) paths = paths.map((each) => `${each}/${name}`);
    else {
      const escaped = name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
      const pattern = new RegExp(`^${escaped}$`, 's');
      paths = paths.flatMap((folder) =>
        (lists(folder) ? namesIn(folder) : []).filter((each) => pattern.test(each)).map((each) => `${folder}/${each}`),
      );
    }
  }
  return paths;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    // What can not be listed is told by the walk, or by the reader that is asked for it.
    errorCode(error);
    return [];
  }
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
  for (const store of stores) {
    for (const place of placesOf(store, machine).flatMap((each) => fitting(each, isNear))) {
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
