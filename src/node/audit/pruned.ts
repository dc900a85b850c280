/*
 * What an audit does not walk into: folders that programs fill and can fill again. Hidden folders are walked. What an app
 * keeps in one of these is found through its default place.
 */

/** Names of such folders, wherever they lie, lower case. */
const names = new Set([
  '.git',
  '.hg',
  '.svn',
  '.jj',
  '.bzr',
  'node_modules',
  'bower_components',
  '.pnpm-store',
  '_cacache',
  '__pycache__',
  '.venv',
  'site-packages',
  'dist-packages',
  '.tox',
  '.nox',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.terraform',
  '.gradle',
  '.nuget',
  '.next',
  '.nuxt',
  '.parcel-cache',
  '.turbo',
  '.dart_tool',
  'code cache',
  'gpucache',
  'dawncache',
  'dawngraphitecache',
  'dawnwebgpucache',
  'grshadercache',
  'shadercache',
  'cacheddata',
  'cachedextensionvsixs',
  'service worker',
]);

/** Such folders beneath the home folder, lower case. A `*` stands for one name. */
const places: readonly string[] = [
  '.cache',
  '.cargo/git',
  '.cargo/registry',
  '.conda/pkgs',
  '.cpan',
  '.deno',
  '.docker/buildx',
  '.gem',
  '.ghcup',
  '.ivy2',
  '.julia',
  '.local/lib',
  '.local/share/applications',
  '.local/share/baloo',
  '.local/share/containers',
  '.local/share/flatpak',
  '.local/share/gem',
  '.local/share/icons',
  '.local/share/mise',
  '.local/share/nvim',
  '.local/share/pnpm',
  '.local/share/steam',
  '.local/share/uv',
  '.local/share/waydroid',
  '.local/state/nix',
  '.m2/repository',
  '.npm',
  '.nvm',
  '.nix-defexpr',
  '.nix-profile',
  '.opam',
  '.pub-cache',
  '.pyenv',
  '.rbenv',
  '.rustup',
  '.sdkman',
  '.steam',
  '.stack',
  '.thumbnails',
  '.var/app/*/cache',
  '.vscode/extensions',
  '.vscode-server/bin',
  '.vscode-server/extensions',
  '.cursor/extensions',
  '.yarn',
  'anaconda3',
  'appdata/local/microsoft',
  'appdata/local/npm-cache',
  'appdata/local/nvidia',
  'appdata/local/programs',
  'appdata/local/temp',
  'applications',
  'go/pkg',
  'library/caches',
  'library/containers/*/data/library/caches',
  'library/developer',
  'library/logs',
  'library/metadata',
  'library/mobile documents/.trash',
  'miniconda3',
  'miniforge3',
  'snap/*/*/.cache',
  'snap/*/common/.cache',
];

const plain = new Set(places.filter((each) => !each.includes('*')));
const patterns = places
  .filter((each) => each.includes('*'))
  .map((each) => new RegExp(`^${each.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`));
const deepest = Math.max(...places.map((each) => each.split('/').length));

/** True for a name of a folder that is not walked into, wherever it lies. */
export function isPruned(name: string): boolean {
  return names.has(name.toLowerCase());
}

/** True for a folder, relative to the home folder, that is not walked into there. @param depth names in the path */
export function isPrunedPlace(path: string, depth: number): boolean {
  if (depth > deepest) return false;
  const folded = path.toLowerCase();
  return plain.has(folded) || patterns.some((each) => each.test(folded));
}
