import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Remark, ServiceFacts } from '../../core/audit.ts';
import { homePath } from '../../core/audit-words.ts';
import type { Severity } from '../../core/severity.ts';
import { mcpFiles } from '../../stores/services/mcp-files.ts';
import { fileRoots, parseRoot } from '../../stores/services/mcp-roots.ts';
import { type McpServer, mcpServers, suspectsOf } from '../../stores/services/mcp-server.ts';
import { plainHttp } from '../../stores/services/providers.ts';
import type { AuditMachine } from '../audit/machine.ts';
import { othersOf } from '../audit/others.ts';
import { gitSync } from '../git/git-run.ts';
import { repositoryAround } from '../git/repository-around.ts';
import { realOrSelf } from '../vaults.ts';
import { errorCode } from '../walk.ts';
import { type LockedVault, reachedLock } from './locked-places.ts';
import { expandPlace } from './places.ts';
import { plainHttpRemark } from './plain-http.ts';
import { isSecret } from './secrets.ts';
import type { Looking } from './sources.ts';

/** A file with MCP servers, as it was read. */
interface McpConfiguration {
  readonly agent: string;
  readonly path: string;
  readonly servers: readonly McpServer[];
  /** The folder of the project that it belongs to; undefined for a file of all projects. */
  readonly project: string | undefined;
}

/** The MCP servers of every agent and app: what they are, and what speaks against them. */
export function auditMcp(
  looking: Looking,
  vaults: readonly LockedVault[],
): { readonly services: readonly ServiceFacts[]; readonly remarks: readonly Remark[] } {
  const services: ServiceFacts[] = [];
  const remarks: Remark[] = [];
  for (const configuration of configurations(looking)) {
    const { agent, path, servers } = configuration;
    const names = servers.map(({ name }) => name);
    const some = names.slice(0, 10).join(', ') + (names.length > 10 ? ` and ${names.length - 10} more` : '');
    services.push({
      service: 'mcp',
      name: `MCP servers of ${agent}`,
      where: path,
      states: [`${names.length === 1 ? '1 server' : `${names.length} servers`}: ${some}`],
    });
    for (const server of servers) {
      remarks.push(...plainHttpRemarks(configuration, server), ...secretRemarks(looking, configuration, server));
      if (!server.isOff) remarks.push(...rootRemarks(looking, configuration, server, vaults));
    }
  }
  return { services, remarks };
}

function configurations({ machine, files, folders }: Looking): McpConfiguration[] {
  const found: McpConfiguration[] = [];
  const seen = new Set<string>();
  for (const row of mcpFiles) {
    const own = row.paths
      .flatMap((each) => expandPlace(each, machine, files, folders))
      .map((path) => ({ path, project: undefined }));
    const inProjects = folders.flatMap((folder) =>
      row.project.flatMap((each) =>
        expandPlace(`{vault}/${each}`, machine, files, [folder]).map((path) => ({ path, project: folder })),
      ),
    );
    for (const { path, project } of [...own, ...inProjects]) {
      const key = `${path}\0${row.at.join()}`;
      if (seen.has(key) || !files.isFile(path)) continue;
      seen.add(key);
      // Large files of other settings need not be parsed.
      if (!/mcp|servers|extensions/i.test(files.text(path) ?? '')) continue;
      const servers = mcpServers(files.parsed(path, row.format), row.at);
      if (servers.length > 0) found.push({ agent: row.agent, path, servers, project });
    }
  }
  return found;
}

function plainHttpRemarks({ agent, path }: McpConfiguration, server: McpServer): Remark[] {
  const isProxy = server.argv.some((each) => /mcp-remote|mcp-proxy|supergateway/i.test(each));
  const addresses: readonly (readonly [string, string | undefined])[] = [
    [`url of ${server.name}`, server.url],
    ...(isProxy ? server.argv.map((each) => [`argument of ${server.name}`, each] as const) : []),
    ...server.env
      .filter(([name]) => /(?:url|uri|host|endpoint|base)$/i.test(name))
      .map(([name, value]) => [`${name} of ${server.name}`, value] as const),
  ];
  return addresses.flatMap(([key, value]) => {
    const plain = value === undefined ? undefined : plainHttp(key, value);
    return plain === undefined ? [] : [plainHttpRemark(path, agent, plain, 'mcp')];
  });
}

function secretRemarks({ machine, files }: Looking, { agent, path }: McpConfiguration, server: McpServer): Remark[] {
  const seen = new Set<string>();
  const found = suspectsOf(server).filter((each) => {
    if (seen.has(each.value) || !isSecret(each)) return false;
    seen.add(each.value);
    return true;
  });
  if (found.length === 0) return [];
  const [severity, why] = severityOf(files.real(path), machine);
  return found.map(({ where }) => ({
    rule: 'service.mcp-secret',
    severity,
    about: 'mcp',
    path,
    args: { service: agent, server: server.name, what: `${where} of ${server.name}`, ...(why === '' ? {} : { why }) },
  }));
}

/** High where others of the machine can read the file, or git keeps it. */
function severityOf(path: string, machine: AuditMachine): readonly [Severity, string] {
  if (isOpenToOthers(path, machine)) return ['high', 'others of this machine can read the file'];
  return isTracked(path, machine.env) ? ['high', 'the file is kept in git'] : ['medium', ''];
}

function isOpenToOthers(path: string, machine: AuditMachine): boolean {
  const others = othersOf(machine);
  const real = realOrSelf(path);
  try {
    return others.readers(others.reachOf(dirname(real)), statSync(real)) !== undefined;
  } catch (error) {
    errorCode(error);
    return false;
  }
}

function isTracked(path: string, env: Readonly<Record<string, string | undefined>>): boolean {
  const folder = dirname(path);
  if (repositoryAround(folder) === undefined) return false;
  const { status, stdout } = gitSync(folder, ['ls-files', '--', path.slice(folder.length + 1)], env, {
    timeout: 5000,
  });
  return status === 0 && stdout.length > 0;
}

/** The locked folders that a file server hands out, one for each vault. */
function rootRemarks(
  { machine }: Looking,
  { agent, path, project }: McpConfiguration,
  server: McpServer,
  vaults: readonly LockedVault[],
): Remark[] {
  const written = fileRoots(server);
  if (written === undefined || vaults.length === 0) return [];
  const start = startOf(server, project, machine.home);
  const foldsCase = machine.platform !== 'linux';
  const told = new Set<string>();
  const remarks: Remark[] = [];
  for (const each of written) {
    const root = parseRoot(each, machine.home, start);
    if (root === undefined) continue;
    // A server of all projects starts in whichever vault is open.
    const paths = root.kind === 'path' ? [root.path] : vaults.map((vault) => join(vault.root, root.rest));
    for (const real of paths.map((one) => realOrSelf(resolve(one)))) {
      // A root may reach into several vaults.
      for (const vault of vaults) {
        const reached = reachedLock(real, [vault], foldsCase);
        if (reached === undefined || told.has(vault.root)) continue;
        told.add(vault.root);
        remarks.push({
          rule: 'service.mcp-root',
          severity: 'high',
          about: 'mcp',
          path,
          args: {
            service: agent,
            server: server.name,
            what: `${server.name} hands out ${each}, and ${homePath(reached.locked, machine.home)} is locked`,
            locked: reached.locked,
            vault: vault.root,
          },
        });
      }
    }
  }
  return remarks;
}

/** Where a server starts: the folder that it names, else that of its project. */
function startOf(server: McpServer, project: string | undefined, home: string): string | undefined {
  const base = server.project ?? project;
  if (server.folder === undefined) return base;
  const root = parseRoot(server.folder, home, base);
  return root?.kind === 'path' ? root.path : base;
}
