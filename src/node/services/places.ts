import { join } from 'node:path';
import type { AuditMachine } from '../audit/machine.ts';
import type { ServiceFiles } from './service-files.ts';

/** Folders in which editors of VS Code's kin keep their users' files, in the folder for settings of each system. */
const editors = ['Code', 'Code - Insiders', 'VSCodium', 'Code - OSS', 'Cursor', 'Windsurf'] as const;
const servers = [
  '.vscode-server/data/User',
  '.vscode-server-insiders/data/User',
  '.cursor-server/data/User',
  '.local/share/code-server/User',
] as const;

/** More places than this are no configuration. */
const most = 1000;

/**
 * The paths that a template stands for: `~`, `{config}`, `{data}`, `{support}`, `{appdata}`, `{localappdata}`, `{user}`,
 * `{vault}` (each of `folders`) and `{env:NAME|~/.default}`; a `*` is one name that is there. Whether the file is there is
 * not looked at.
 */
export function expandPlace(
  template: string,
  machine: AuditMachine,
  files: ServiceFiles,
  folders: readonly string[],
): readonly string[] {
  const { home } = machine;
  const config = join(home, '.config');
  const support = join(home, 'Library/Application Support');
  const appdata = join(home, 'AppData/Roaming');
  const named = template.replace(/^\{env:(\w+)\|([^}]+)\}/, (_, name: string, other: string) => {
    const value = machine.isOwnHome ? machine.env[name] : undefined;
    return value === undefined || !/^(?:\/|[A-Za-z]:)/.test(value) ? other : value;
  });
  /** The usual place, and where a variable of the person's session moves it. */
  const moved = (name: string, usual: string): readonly string[] => {
    const value = machine.isOwnHome ? machine.env[name] : undefined;
    return value === undefined || !/^(?:\/|[A-Za-z]:)/.test(value) || value === usual ? [usual] : [value, usual];
  };
  const bases: readonly (readonly [string, readonly string[]])[] = [
    ['~', [home]],
    ['{config}', moved('XDG_CONFIG_HOME', config)],
    ['{data}', moved('XDG_DATA_HOME', join(home, '.local/share'))],
    ['{support}', [support]],
    ['{appdata}', moved('APPDATA', appdata)],
    ['{localappdata}', moved('LOCALAPPDATA', join(home, 'AppData/Local'))],
    [
      '{user}',
      [
        ...[config, support, appdata].flatMap((base) => editors.map((each) => join(base, each, 'User'))),
        ...servers.map((each) => join(home, each)),
      ],
    ],
    ['{vault}', folders],
  ];
  const base = bases.find(([name]) => named === name || named.startsWith(`${name}/`));
  const roots = base === undefined ? [named.startsWith('/') ? '/' : ''] : base[1];
  const rest = named.slice(base === undefined ? 1 : base[0].length + 1);
  return roots.flatMap((root) => (root === '' ? [] : expandNames(root, rest.split('/'), files))).slice(0, most);
}

function expandNames(root: string, parts: readonly string[], files: ServiceFiles): readonly string[] {
  let paths: readonly string[] = [root];
  for (const part of parts) {
    if (part === '') continue;
    if (!part.includes('*')) paths = paths.map((path) => join(path, part));
    else {
      const [before = '', after = ''] = part.split('*');
      paths = paths
        .flatMap((path) =>
          files
            .list(path)
            .filter(
              (name) => name.startsWith(before) && name.endsWith(after) && name.length >= before.length + after.length,
            )
            .map((name) => join(path, name)),
        )
        .slice(0, most);
    }
  }
  return paths;
}
