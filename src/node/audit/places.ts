import { editorData } from '../editor-data.ts';
import type { AuditMachine } from './machine.ts';
import { slashed } from './real-places.ts';

export type Home = Pick<AuditMachine, 'home' | 'isOwnHome' | 'env'>;

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

/**
 * What a place of a table stands for: absolute paths joined by `/`, a `*` still in them. A place begins with `~`, with a
 * variable such as `{config}`, with `{env:NAME|~/.default}`, or with `/` where it is one of the whole machine.
 */
export function expandPlace(place: string, machine: Home): string[] {
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
    return [...moved(name, machine), ...usual].flatMap((each) => expandPlace(each + rest, machine));
  }
  const known = variables[variable];
  if (known === undefined) throw new Error(`no variable of places is named ${variable}`);
  const more = known.moved === undefined ? [] : moved(known.moved, machine);
  return [...known.places, ...more].flatMap((each) => expandPlace(each + rest, machine));
}

/** Where a variable of the environment says that a folder is: of the person's own home alone. */
function moved(name: string, { isOwnHome, env, home }: Home): string[] {
  const value = isOwnHome ? env[name] : undefined;
  if (value === undefined || value === '') return [];
  if (value === '~' || value.startsWith('~/')) return [slashed(home) + value.slice(1)];
  return isAbsolute(value) ? [slashed(value).replace(/(?<=.)\/+$/, '')] : [];
}

/** Of whichever system. */
export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[a-z]:[\\/]/i.test(path);
}

/**
 * What fits a place whose names may have a `*` in them; without one the place itself, there or not.
 * @param namesIn what lies in a folder
 */
export function fitting(place: string, namesIn: (folder: string) => readonly string[]): string[] {
  const [first = '', ...names] = place.split('/');
  let paths = [first];
  for (const name of names) {
    if (!name.includes('*')) paths = paths.map((each) => `${each}/${name}`);
    else {
      const escaped = name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
      const pattern = new RegExp(`^${escaped}$`, 's');
      paths = paths.flatMap((folder) =>
        namesIn(folder)
          .filter((each) => pattern.test(each))
          .map((each) => `${folder}/${each}`),
      );
    }
  }
  return paths;
}
