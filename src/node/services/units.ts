import { basename, dirname, join } from 'node:path';
import { commandOf, parseEnvironment } from '../../stores/services/command.ts';
import { containerService } from '../../stores/services/compose.ts';
import { serviceOf, serviceOfImage } from '../../stores/services/index.ts';
import type { Instance } from '../../stores/services/judge.ts';
import { parseLaunchd, parseUnits, type Started } from '../../stores/services/units.ts';
import type { AuditMachine } from '../audit/machine.ts';
import type { ServiceFiles } from './service-files.ts';

/** Words of which one stands in the name or the text of every unit that starts a service we know. */
const names =
  /ollama|lm-?studio|llmster|anything|webui|openclaw|clawdbot|moltbot|jan|cortex|llama|vllm|comfy|qdrant|chroma|weaviate|obsidian/i;

/** Folders of systemd's units, the ones that count most first (systemd.unit(5)). */
const systemFolders = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
];
const userFolders = [
  '~/.config/systemd/user',
  '/etc/systemd/user',
  '~/.local/share/systemd/user',
  '/usr/lib/systemd/user',
];
const quadletFolders = ['~/.config/containers/systemd', '/etc/containers/systemd'];
const launchdFolders = ['~/Library/LaunchAgents', '/Library/LaunchAgents', '/Library/LaunchDaemons'];

/** What the services of the system's own manager start. */
export function unitInstances(machine: AuditMachine, files: ServiceFiles): Instance[] {
  const at = (folders: readonly string[]) =>
    folders
      .filter((folder) => machine.isOwnHome || folder.startsWith('~'))
      .map((folder) => (folder.startsWith('~/') ? join(machine.home, folder.slice(2)) : folder));
  return [
    ...systemdInstances(files, at(systemFolders), machine.home),
    ...systemdInstances(files, at(userFolders), machine.home),
    ...quadlets(files, at(quadletFolders), machine.home),
    ...launchdInstances(machine, files, at(launchdFolders)),
  ];
}

function systemdInstances(files: ServiceFiles, folders: readonly string[], home: string): Instance[] {
  const units = new Map<string, string[]>();
  for (const folder of folders) {
    for (const name of files.list(folder)) {
      const path = join(folder, name);
      if (name.endsWith('.service') && speaks(files, path, name)) units.set(name, [...(units.get(name) ?? []), path]);
    }
  }
  const dropIns = new Map<string, string[]>();
  for (const folder of folders) {
    for (const name of files.list(folder)) {
      const unit = name.replace(/\.d$/, '');
      if (!name.endsWith('.service.d') || !(units.has(unit) || names.test(unit))) continue;
      const own = files.list(join(folder, name)).filter((each) => each.endsWith('.conf'));
      dropIns.set(unit, [...(dropIns.get(unit) ?? []), ...own.map((each) => join(folder, name, each))]);
    }
  }
  return [...new Set([...units.keys(), ...dropIns.keys()])].flatMap((name) => {
    const own = units.get(name)?.slice(0, 1) ?? [];
    // A masked unit does not start, whatever is added to it.
    if (own.some((path) => files.text(path) === undefined)) return [];
    const added = (dropIns.get(name) ?? []).sort((left, right) => (basename(left) < basename(right) ? -1 : 1));
    const started = startedBy(files, [...own, ...added], home);
    // A drop-in alone says what its unit is called, and no more.
    const argv = started.argv.length > 0 ? started.argv : [name.replace(/\.service$/, ''), 'serve'];
    return instanceOf({ ...started, argv }, [...own, ...added], files);
  });
}

/** A person's own units, under any name, are looked into; of the many of a system only those that are called so. */
function speaks(files: ServiceFiles, path: string, name: string): boolean {
  if (names.test(name)) return true;
  return !/^\/(?:usr|lib|run)\//.test(path) && files.isFile(path) && names.test(files.text(path) ?? '');
}

function quadlets(files: ServiceFiles, folders: readonly string[], home: string): Instance[] {
  return folders.flatMap((folder) =>
    files
      .list(folder)
      .filter((name) => name.endsWith('.container'))
      .flatMap((name) => {
        const path = join(folder, name);
        const started = startedBy(files, [path], home);
        return started.image === undefined ? [] : containerOf(started, started.image, path);
      }),
  );
}

function containerOf(started: Started, image: string, path: string): Instance[] {
  const known = serviceOfImage(image);
  if (known === undefined) return [];
  const { service, setup, published, onHost } = containerService(known, basename(path), {
    env: started.env,
    argv: started.argv,
    ports: started.ports ?? [],
    network: started.network,
    variables: {},
  });
  return [{ service, setup, where: path, kind: 'container', bind: 'default', ...(onHost ? {} : { published }) }];
}

function launchdInstances(machine: AuditMachine, files: ServiceFiles, folders: readonly string[]): Instance[] {
  return folders.flatMap((folder) =>
    files
      .list(folder)
      .filter((name) => name.endsWith('.plist') && speaks(files, join(folder, name), name))
      .flatMap((name) => {
        const path = join(folder, name);
        const content = files.text(path);
        if (content === undefined) return [];
        const started = parseLaunchd(content);
        if (started === undefined) {
          machine.skip({ path, why: content.startsWith('bplist') ? 'binary' : 'damaged' });
          return [];
        }
        return instanceOf(started, [path], files);
      }),
  );
}

/** What units and their drop-ins start, with the variables of the files that they name. */
function startedBy(files: ServiceFiles, paths: readonly string[], home: string): Started {
  const started = parseUnits(paths.flatMap((path) => files.text(path) ?? []));
  const named = started.environmentFiles
    .map((each) => each.replace(/^%h/, home))
    .filter((each) => each.startsWith('/'))
    .flatMap((each) => files.text(each) ?? []);
  if (named.length === 0) return started;
  const env: Record<string, string> = Object.create(null);
  for (const content of named) Object.assign(env, parseEnvironment(content));
  // Variables of files count more than those of the unit (systemd.exec(5)).
  return { ...started, env: Object.assign(Object.create(null), started.env, env) };
}

function instanceOf({ argv, env }: Started, paths: readonly string[], files: ServiceFiles): Instance[] {
  const command = commandOf(argv, env, dirname(argv[0] ?? ''));
  const service = serviceOf(command);
  if (service === undefined) return [];
  const setup = service.setup(command);
  // The last one that speaks of an address is where it is changed.
  const where =
    paths.findLast(
      (path) => setup.host !== undefined && (files.text(path) ?? '').includes(setup.host.replace(/^\[|\]$/g, '')),
    ) ?? paths[0];
  return where === undefined ? [] : [{ service, setup, where, kind: 'unit', bind: 'default' }];
}
