import { networkInterfaces } from 'node:os';
import { dirname, join } from 'node:path';
import type { Remark } from '../../core/audit.ts';
import { isLoopback, parseBind, reachOf } from '../../stores/services/address.ts';
import { parseEnvironment } from '../../stores/services/command.ts';
import { composeServices } from '../../stores/services/compose.ts';
import { services } from '../../stores/services/index.ts';
import type { Instance } from '../../stores/services/judge.ts';
import { ollama } from '../../stores/services/model-servers.ts';
import { plainHttp, plainHttpIn, providerFiles, providerVariables } from '../../stores/services/providers.ts';
import type { StoreReader } from '../../stores/store.ts';
import type { AuditMachine } from '../audit/machine.ts';
import { expandPlace } from './places.ts';
import { plainHttpRemark } from './plain-http.ts';
import type { ServiceFiles } from './service-files.ts';

/** What every source on disk needs. */
export interface Looking {
  readonly machine: AuditMachine;
  readonly files: ServiceFiles;
  /** Vaults and workspaces, absolute. */
  readonly folders: readonly string[];
  readonly reader: Pick<StoreReader, 'query'> | undefined;
}

/** Every service's own configuration files. */
export function fileInstances({ machine, files, folders, reader }: Looking): Instance[] {
  return services.flatMap((service) =>
    service.files.flatMap((file) => {
      const places = file.paths.flatMap((each) => expandPlace(each, machine, files, folders));
      return [...new Set(places)].flatMap((where): Instance[] => {
        if (!files.isFile(where) || isSwitchedOff(where, files)) return [];
        const content =
          file.format === 'sqlite'
            ? reader?.query(files.real(where), file.sql ?? '')
            : files.parsed(where, file.format);
        if (content === undefined) return [];
        const beside = file.beside === undefined ? undefined : join(dirname(where), file.beside);
        const setup = file.read(
          content,
          beside !== undefined && files.isFile(beside) ? files.parsed(beside, 'json') : undefined,
        );
        return setup === undefined || Object.keys(setup).length === 0
          ? []
          : [{ service, setup, where, kind: 'file', bind: file.bind }];
      });
    }),
  );
}

/** True for settings of an Obsidian plugin that is installed and not switched on. */
function isSwitchedOff(path: string, files: ServiceFiles): boolean {
  const plugin = /^(.*\/\.obsidian)\/plugins\/([^/]+)\/data\.json$/s.exec(path.replaceAll('\\', '/'));
  if (plugin === null) return false;
  const list = join(plugin[1] ?? '', 'community-plugins.json');
  const enabled = files.isFile(list) ? files.parsed(list, 'json') : undefined;
  return Array.isArray(enabled) && !enabled.includes(plugin[2]);
}

/** Folders in which people keep compose files, one below the other. */
const stacks = [
  '',
  '*',
  'docker/*',
  'Docker/*',
  'compose/*',
  'stacks/*',
  'apps/*',
  'services/*',
  'projects/*',
  'Projects/*',
  'src/*',
  'dev/*',
  'code/*',
  'git/*',
  'repos/*',
  'work/*',
  'Documents/*',
  '.config/*',
];
const systemStacks = ['/opt/*', '/opt/stacks/*', '/srv/*', '/srv/docker/*'];
const composeName = /^(?:docker-)?compose(?:\.[\w-]{1,40})?\.ya?ml$/;
const skipped: ReadonlySet<string> = new Set(['node_modules', '.git', '.cache', 'Library', 'AppData', 'snap', 'Trash']);

/** Containers of compose files in the usual places, and the addresses that their variables name. */
export function composeInstances(looking: Looking): { readonly instances: Instance[]; readonly remarks: Remark[] } {
  const { machine, files, folders } = looking;
  const instances: Instance[] = [];
  const remarks: Remark[] = [];
  const templates = [...stacks.map((each) => `~/${each}`), ...systemStacks, '{vault}'];
  const places = new Set(templates.flatMap((each) => expandPlace(each, machine, files, folders)));
  for (const folder of places) {
    const name = folder.slice(folder.lastIndexOf('/') + 1);
    if (skipped.has(name) || (name.startsWith('.') && folder !== machine.home && !/\/\.config\//.test(folder)))
      continue;
    for (const file of files.list(folder).filter((each) => composeName.test(each))) {
      const path = join(folder, file);
      // Files without the name of an image that we know need not be parsed.
      const content = files.text(path);
      if (content === undefined || !services.some(({ images }) => images.some((image) => content.includes(image))))
        continue;
      const variables = files.isFile(join(folder, '.env'))
        ? parseEnvironment(files.text(join(folder, '.env')) ?? '')
        : {};
      for (const each of composeServices(files.parsed(path, 'yaml'), variables)) {
        const { service, setup, published, onHost } = each;
        instances.push({
          service,
          setup,
          where: path,
          kind: 'container',
          bind: 'default',
          ...(onHost ? {} : { published }),
        });
        for (const [key, value] of Object.entries(each.env)) {
          // A name without a point is another container of the same file.
          const plain = providerVariables.test(key)
            ? plainHttp(`services.${each.name}.environment.${key}`, value)
            : undefined;
          if (plain !== undefined && /^\w+:\/\/(?:\[|[^:/]*\.)/.test(plain.endpoint))
            remarks.push(plainHttpRemark(path, service.name, plain));
        }
      }
    }
  }
  return { instances, remarks };
}

/** Files of shells and sessions in which variables are set for programs. */
const environmentPlaces = [
  '~/.profile',
  '~/.bashrc',
  '~/.bash_profile',
  '~/.zshrc',
  '~/.zshenv',
  '~/.zprofile',
  '~/.pam_environment',
  '~/.config/fish/config.fish',
  '~/.config/environment.d/*.conf',
];

/** Variables of sessions: the address that Ollama binds or that its clients use, and where models are. */
export function environmentFindings({ machine, files, folders }: Looking): {
  readonly instances: Instance[];
  readonly remarks: Remark[];
} {
  const instances: Instance[] = [];
  const remarks: Remark[] = [];
  const places = environmentPlaces.flatMap((each) => expandPlace(each, machine, files, folders));
  const sources: [string, Readonly<Record<string, string | undefined>>][] = places
    .filter((path) => files.isFile(path))
    .map((path) => [path, parseEnvironment(files.text(path) ?? '')]);
  if (machine.isOwnHome) {
    if (files.isFile('/etc/environment'))
      sources.push(['/etc/environment', parseEnvironment(files.text('/etc/environment') ?? '')]);
    sources.push(['environment', machine.env]);
  }
  const told = new Set<string>();
  for (const [path, env] of sources) {
    for (const [name, value] of Object.entries(env)) {
      if (value === undefined || value === '' || !providerVariables.test(name)) continue;
      // The environment of this process comes from one of the files, most often.
      if (path === 'environment' && told.has(`${name}=${value}`)) continue;
      told.add(`${name}=${value}`);
      const where = path === 'environment' ? `environment variable ${name}` : path;
      if (name === 'OLLAMA_HOST') {
        const { host, port } = parseBind(value);
        if (host === undefined || isLoopback(host)) continue;
        if (reachOf(host) === 'all' || isOwnAddress(host, machine)) {
          instances.push({
            service: ollama,
            setup: { host, ...(port === undefined ? {} : { port }) },
            where,
            kind: 'environment',
            bind: 'default',
          });
          continue;
        }
      }
      const address = name === 'OLLAMA_HOST' && !value.includes('://') ? `http://${value}` : value;
      for (const each of address.split(';')) {
        const plain = plainHttp(name, each);
        if (plain !== undefined)
          remarks.push(plainHttpRemark(where, name === 'OLLAMA_HOST' ? 'Ollama' : 'An agent', plain));
      }
    }
  }
  return { instances, remarks };
}

function isOwnAddress(host: string, { systemRoot, isOwnHome }: AuditMachine): boolean {
  if (systemRoot !== '' || !isOwnHome) return false;
  const bare = host.replace(/^\[|\]$/g, '');
  return Object.values(networkInterfaces()).some((each) => each?.some(({ address }) => address === bare) === true);
}

/** Addresses of models in the settings of agents and apps. */
export function providerRemarks({ machine, files, folders }: Looking): Remark[] {
  const remarks: Remark[] = [];
  const told = new Set<string>();
  for (const row of providerFiles) {
    const templates = [...row.paths, ...row.project.flatMap((each) => [`{vault}/${each}`])];
    for (const path of new Set(templates.flatMap((each) => expandPlace(each, machine, files, folders)))) {
      if (!files.isFile(path)) continue;
      // What is no address anywhere need not be parsed.
      const content = files.text(path);
      if (content === undefined || !/(?:http|ws):(?:\\?\/){2}/i.test(content)) continue;
      for (const plain of plainHttpIn(files.parsed(path, row.format), row.keys)) {
        if (told.has(`${path}\0${plain.key}`)) continue;
        told.add(`${path}\0${plain.key}`);
        remarks.push(plainHttpRemark(path, row.name, plain));
      }
    }
  }
  return remarks;
}
