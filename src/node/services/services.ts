import { join } from 'node:path';
import type { Remark, ServiceFacts } from '../../core/audit.ts';
import { severities } from '../../core/severity.ts';
import { services } from '../../stores/services/index.ts';
import {
  type Instance,
  judgeInstance,
  judgeRunning,
  type Sockets,
  versionRemarks,
} from '../../stores/services/judge.ts';
import { at, text } from '../../stores/services/service.ts';
import type { StoreReader } from '../../stores/store.ts';
import type { AuditMachine } from '../audit/machine.ts';
import { realOrSelf } from '../vaults.ts';
import type { LockedVault } from './locked-places.ts';
import { auditMcp } from './mcp.ts';
import { openServiceFiles, type ServiceFiles } from './service-files.ts';
import { listeningServices } from './sockets.ts';
import { composeInstances, environmentFindings, fileInstances, type Looking, providerRemarks } from './sources.ts';
import { unitInstances } from './units.ts';
import { installedVersions } from './versions.ts';

/** More than this is not told of one place. */
const mostTold = 10;

export type { LockedVault } from './locked-places.ts';

/** What the rest of an audit knows that matters here. */
export interface ServicesContext {
  /** Known vaults with what is locked in them: `lockedVaults` in locked-places.ts makes it. */
  readonly vaults: readonly LockedVault[];
  /** Further folders, absolute, whose project configuration counts: workspaces, vaults that nobody approved. */
  readonly folders?: readonly string[];
  /** Reads private copies of SQLite databases; without it what stands in one is not known. */
  readonly reader?: Pick<StoreReader, 'query'>;
}

export interface ServicesAudit {
  readonly services: readonly ServiceFacts[];
  readonly remarks: readonly Remark[];
}

/**
 * Local AI services and the configuration of agents' MCP servers, by files on disk and by the listening sockets of this
 * machine. Nothing is sent to anything, loopback included; what can not be read goes to `machine.skip`.
 */
export function auditServices(machine: AuditMachine, { vaults, folders = [], reader }: ServicesContext): ServicesAudit {
  const files = openServiceFiles(machine);
  const projects = projectFolders(machine, files, [...vaults.map(({ root }) => root), ...folders]);
  const looking: Looking = { machine, files, folders: projects, reader };

  const compose = composeInstances(looking);
  const environment = environmentFindings(looking);
  const instances: Instance[] = [
    ...fileInstances(looking),
    ...unitInstances(machine, files),
    ...compose.instances,
    ...environment.instances,
  ];
  const listening = listeningServices(
    machine,
    instances.filter(({ kind }) => kind === 'container'),
  );
  const running = (listening ?? []).map((each) => ({ ...each, judged: judgeRunning(each, instances) }));
  const sockets: Sockets = {
    isKnown: listening !== undefined,
    running: running.map(({ service, judged }) => ({ service, exposed: judged.exposed })),
  };
  const onDisk = instances.map((each) => judgeInstance(each, instances, sockets));
  const mcp = auditMcp(looking, vaults);

  const remarks = [
    ...running.flatMap(({ judged }) => judged.remarks),
    ...onDisk.flatMap((each) => each.remarks),
    ...versions(looking, instances, running),
    ...compose.remarks,
    ...environment.remarks,
    ...providerRemarks(looking),
    ...mcp.remarks,
  ];
  return {
    services: [...running.map(({ judged }) => judged.facts), ...onDisk.map(({ facts }) => facts), ...mcp.services],
    remarks: once(remarks),
  };
}

/** Known holes of the versions that files tell; the same place and version once. */
function versions(
  looking: Looking,
  instances: readonly Instance[],
  running: readonly {
    readonly service: Instance['service'];
    readonly command: Parameters<typeof installedVersions>[1][number]['command'];
  }[],
): Remark[] {
  const commands = running.map(({ service, command }) => ({ service: service.id, command }));
  const installed = installedVersions(looking, commands);
  const own = installed.flatMap(({ service, version, where }) => {
    const row = services.find(({ id }) => id === service);
    return row === undefined ? [] : versionRemarks(row, version, where, looking.machine.platform);
  });
  const told = instances.flatMap(({ service, setup, where }) =>
    // What a program on disk says of itself counts more than what it wrote last.
    setup.version === undefined || installed.some((each) => each.service === service.id)
      ? []
      : versionRemarks(service, setup.version, where, looking.machine.platform),
  );
  return [...own, ...told];
}

/** Folders with configuration of their own: those given, and the vaults that Obsidian knows. */
function projectFolders(machine: AuditMachine, files: ServiceFiles, given: readonly string[]): readonly string[] {
  const { home } = machine;
  const lists = [
    join(home, '.config/obsidian/obsidian.json'),
    join(home, '.var/app/md.obsidian.Obsidian/config/obsidian/obsidian.json'),
    join(home, 'snap/obsidian/current/.config/obsidian/obsidian.json'),
    join(home, 'Library/Application Support/obsidian/obsidian.json'),
    join(home, 'AppData/Roaming/obsidian/obsidian.json'),
  ];
  const known = lists
    .filter((path) => files.isFile(path))
    .flatMap((path) => Object.values(at(files.parsed(path, 'json'), 'vaults') ?? {}))
    .flatMap((each) => text(at(each, 'path')) ?? [])
    .filter((path) => path.startsWith('/') || /^[A-Za-z]:/.test(path));
  return [...new Set([...given, ...known, home].map(realOrSelf))];
}

/**
 * One finding for each rule, service and place, with all that was seen there: a file with ten secrets is one thing to do,
 * and findings are told apart by their places.
 */
function once(remarks: readonly Remark[]): readonly Remark[] {
  const groups = new Map<string, Remark[]>();
  for (const each of remarks) {
    const key = `${each.rule}\0${each.about}\0${each.path}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => {
    const [worst] = group.toSorted(
      (left, right) => severities.indexOf(right.severity) - severities.indexOf(left.severity),
    );
    if (worst === undefined) return [];
    const seen = [...new Set([worst, ...group].map(({ args }) => args['what'] ?? ''))];
    const more = seen.length - mostTold;
    const what = seen.slice(0, mostTold).join('; ') + (more > 0 ? `; and ${more} more` : '');
    // Of the file that all of them stand in: said once.
    const { why, ...args } = worst.args;
    return [{ ...worst, args: { ...args, what: why === undefined ? what : `${what} (${why})` } }];
  });
}
