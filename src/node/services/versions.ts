import { dirname, join } from 'node:path';
import type { ServiceId } from '../../core/store-ids.ts';
import type { Command } from '../../stores/services/command.ts';
import { at, text } from '../../stores/services/service.ts';
import { textBehind } from '../../stores/services/units.ts';
import { expandPlace } from './places.ts';
import type { Looking } from './sources.ts';

/** A version of a service's program, and the file that tells it. */
export interface FoundVersion {
  readonly service: ServiceId;
  readonly version: string;
  readonly where: string;
}

/** Files and folders by which a program's version is known. */
interface VersionPlace {
  readonly service: ServiceId;
  /** `json`: the `version` of a package.json; `plist`: of an app; `name`: in the folder's own name; `line`: `version = "1.2"`. */
  readonly kind: 'json' | 'plist' | 'name' | 'line';
  readonly paths: readonly string[];
  /** For `json`: the name that the package must have. */
  readonly name?: string;
}

/** Where Python keeps what was installed: of the person, of uv and pipx, in the usual folders for environments. */
const sitePackages = (tool: string) => [
  `~/.local/share/uv/tools/${tool}/lib/python*/site-packages`,
  `~/.local/share/pipx/venvs/${tool}/lib/python*/site-packages`,
  `~/.local/pipx/venvs/${tool}/lib/python*/site-packages`,
  '~/.local/lib/python*/site-packages',
  `~/${tool}/*/lib/python*/site-packages`,
  '~/venv/lib/python*/site-packages',
  '~/.venv/lib/python*/site-packages',
  `/opt/${tool}/lib/python*/site-packages`,
];

const python = (service: ServiceId, tool: string, distribution: string): VersionPlace => ({
  service,
  kind: 'name',
  paths: sitePackages(tool).map((each) => `${each}/${distribution}-*.dist-info`),
});

const nodeModules = [
  '~/.npm-global/lib/node_modules',
  '~/.local/lib/node_modules',
  '~/.nvm/versions/node/*/lib/node_modules',
  '~/.volta/tools/image/packages/openclaw/lib/node_modules',
  '~/.bun/install/global/node_modules',
  '~/Library/pnpm/global/*/node_modules',
  '/usr/local/lib/node_modules',
  '/usr/lib/node_modules',
  '/opt/homebrew/lib/node_modules',
  '{appdata}/npm/node_modules',
];

const places: readonly VersionPlace[] = [
  {
    service: 'openclaw-gateway',
    kind: 'json',
    name: 'openclaw',
    paths: nodeModules.map((each) => `${each}/openclaw/package.json`),
  },
  {
    service: 'anythingllm-server',
    kind: 'json',
    name: 'anything-llm-server',
    paths: ['~/anything-llm/server/package.json', '~/*/anything-llm/server/package.json'],
  },
  {
    service: 'anythingllm-server',
    kind: 'plist',
    paths: ['/Applications/AnythingLLM.app/Contents/Info.plist', '~/Applications/AnythingLLM.app/Contents/Info.plist'],
  },
  { service: 'open-webui-server', kind: 'json', name: 'open-webui', paths: ['~/open-webui/package.json'] },
  python('open-webui-server', 'open-webui', 'open_webui'),
  python('vllm', 'vllm', 'vllm'),
  python('chroma', 'chromadb', 'chromadb'),
  {
    service: 'ollama-server',
    kind: 'plist',
    paths: ['/Applications/Ollama.app/Contents/Info.plist', '~/Applications/Ollama.app/Contents/Info.plist'],
  },
  {
    service: 'ollama-server',
    kind: 'name',
    paths: [
      '/opt/homebrew/Cellar/ollama/*',
      '/usr/local/Cellar/ollama/*',
      '/home/linuxbrew/.linuxbrew/Cellar/ollama/*',
    ],
  },
  {
    service: 'lm-studio-server',
    kind: 'plist',
    paths: ['/Applications/LM Studio.app/Contents/Info.plist', '~/Applications/LM Studio.app/Contents/Info.plist'],
  },
  {
    service: 'comfyui',
    kind: 'line',
    paths: [
      '~/ComfyUI/pyproject.toml',
      '~/comfyui/pyproject.toml',
      '~/*/ComfyUI/pyproject.toml',
      '/opt/ComfyUI/pyproject.toml',
    ],
  },
];

/** Versions of installed services by files on disk, and by what the command lines of those that run point at. */
export function installedVersions(
  { machine, files, folders }: Looking,
  commands: readonly { readonly service: ServiceId; readonly command: Command }[],
): FoundVersion[] {
  const found = new Map<string, FoundVersion>();
  const rows = [...places, ...commands.flatMap(({ service, command }) => besides(service, command))];
  for (const row of rows) {
    for (const path of row.paths.flatMap((each) => expandPlace(each, machine, files, folders))) {
      if (row.kind === 'name') {
        const version = /[-/]v?(\d+(?:\.\d+)+[\w.]*?)(?:\.dist-info)?$/.exec(path)?.[1];
        const isThere =
          row.paths.length > 0 && files.list(dirname(path)).includes(path.slice(path.lastIndexOf('/') + 1));
        if (version !== undefined && isThere) found.set(path, { service: row.service, version, where: path });
        continue;
      }
      if (!files.isFile(path)) continue;
      const version = versionIn(row, path, files);
      if (version !== undefined) found.set(path, { service: row.service, version, where: path });
    }
  }
  return [...found.values()];
}

function versionIn({ kind, name }: VersionPlace, path: string, files: Looking['files']): string | undefined {
  if (kind === 'json') {
    const value = files.parsed(path, 'json');
    return name === undefined || at(value, 'name') === name ? text(at(value, 'version')) : undefined;
  }
  const content = files.text(path) ?? '';
  if (kind === 'plist') return textBehind(content, 'CFBundleShortVersionString');
  return /^(?:__version__|version)\s*=\s*["'](\d[\w.]{0,40})["']/m.exec(content)?.[1];
}

const distributions: Readonly<Partial<Record<ServiceId, string>>> = {
  vllm: 'vllm',
  chroma: 'chromadb',
  'open-webui-server': 'open_webui',
};

/** What lies around a program that runs: the environment of Python that it was started from, its own folder. */
function besides(service: ServiceId, { argv, script, folder }: Command): VersionPlace[] {
  const absolute = argv.slice(0, 3).filter((each) => each.startsWith('/'));
  const distribution = distributions[service];
  if (distribution !== undefined)
    return [
      {
        service,
        kind: 'name',
        paths: [
          ...new Set(
            absolute.map((each) =>
              join(dirname(dirname(each)), `lib/python*/site-packages/${distribution}-*.dist-info`),
            ),
          ),
        ],
      },
    ];
  if (service === 'comfyui') {
    const main =
      script === undefined
        ? undefined
        : script.startsWith('/')
          ? script
          : folder === undefined
            ? undefined
            : join(folder, script);
    return main === undefined ? [] : [{ service, kind: 'line', paths: [join(dirname(main), 'pyproject.toml')] }];
  }
  if (service === 'openclaw-gateway')
    return [
      {
        service,
        kind: 'json',
        name: 'openclaw',
        paths: absolute.flatMap((each) => [
          join(dirname(each), 'package.json'),
          join(dirname(dirname(each)), 'package.json'),
        ]),
      },
    ];
  return [];
}
