import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, commandOf, option } from '../../stores/services/command.ts';
import { serviceOf, services } from '../../stores/services/index.ts';
import type { Instance, Running } from '../../stores/services/judge.ts';
import {
  type Listening,
  parseLsof,
  parseNetstat,
  parseProcNet,
  parseTasklist,
} from '../../stores/services/listening.ts';
import type { Service } from '../../stores/services/service.ts';
import type { AuditMachine } from '../audit/machine.ts';
import { errorCode } from '../walk.ts';
import { environmentOf, type Process, readProcesses, socketsOf } from './processes.ts';

/** The services that listen on this machine now; undefined where that can not be known. */
export type ListeningServices = readonly (Running & { readonly command: Command })[] | undefined;

/** Programs that listen in the place of one in a container or virtual machine. */
const forwarders =
  /^(?:docker-proxy|rootlessport|rootlesskit|slirp4netns|pasta(?:\.avx2)?|passt|gvproxy|vpnkit(?:-bridge)?|com\.docker\.(?:backend|vpnkit)|docker desktop|orbstack(?: helper)?|limactl|wslrelay)/;

/** Looks at what listens. Nothing is sent, to this machine neither. */
export function listeningServices(machine: AuditMachine, containers: readonly Instance[]): ListeningServices {
  // Of another home folder nothing is known of what runs on its machine.
  if (!machine.isOwnHome) return undefined;
  switch (machine.platform) {
    case 'linux':
      return onLinux(machine, containers);
    case 'darwin':
      return onMac(machine, containers);
    case 'win32':
      return onWindows(machine, containers);
  }
}

function onLinux(machine: AuditMachine, containers: readonly Instance[]): ListeningServices {
  const proc = join(machine.systemRoot, '/proc');
  const tables = ['net/tcp', 'net/tcp6'].map((name) => tableOf(join(proc, name)));
  if (tables.every((each) => each === undefined)) {
    machine.skip({ path: '/proc/net/tcp', why: 'unreadable' });
    return undefined;
  }
  const sockets = tables.flatMap((each) => (each === undefined ? [] : parseProcNet(each)));
  if (sockets.length === 0) return [];
  const taken = new Set<Listening>();
  const found: (Running & { command: Command })[] = [];
  /** Services that run without a socket here: in a container, or not yet listening. */
  const elsewhere = new Set<Service>();
  const hidden: { process: Process; service: Service }[] = [];
  const proxies: Process[] = [];
  for (const process of readProcesses(proc)) {
    if (forwarders.test(process.command.program)) proxies.push(process);
    const service = serviceOf(process.command);
    if (service === undefined) continue;
    const inodes = socketsOf(proc, process);
    if (inodes === undefined) {
      hidden.push({ process, service });
      continue;
    }
    const own = sockets.filter((each) => each.inode !== undefined && inodes.has(each.inode) && !taken.has(each));
    if (own.length === 0) elsewhere.add(service);
    else found.push(running(service, process.command, own, environmentOf(proc, process)));
    for (const each of own) taken.add(each);
  }
  for (const { process, service } of hidden) {
    // Another user's: what listens as that user on the port that this program takes is taken for it.
    const port = service.setup(process.command).port;
    const ports = port === undefined ? service.ports : [port];
    const own = sockets.filter((each) => each.uid === process.uid && ports.includes(each.port) && !taken.has(each));
    if (own.length === 0) elsewhere.add(service);
    else found.push(running(service, process.command, own, undefined));
    for (const each of own) taken.add(each);
  }
  for (const proxy of proxies) {
    const inodes = socketsOf(proc, proxy);
    const port = Number(option(proxy.command, '-host-port'));
    const own = sockets.filter(
      (each) =>
        !taken.has(each) &&
        (inodes === undefined || inodes.size === 0
          ? each.port === port
          : each.inode !== undefined && inodes.has(each.inode)),
    );
    const inside = Number(option(proxy.command, '-container-port'));
    for (const socket of own) {
      const service = behind(
        socket.port,
        Number.isInteger(inside) && inside > 0 ? inside : socket.port,
        containers,
        elsewhere,
      );
      if (service === undefined) continue;
      taken.add(socket);
      found.push({ ...running(service, proxy.command, [socket], undefined), setup: {}, through: 'a container' });
    }
  }
  return found;
}

/** Whose port a proxy serves: a container's of a known file, or that of a service which runs and has no socket here. */
function behind(
  port: number,
  inside: number,
  containers: readonly Instance[],
  elsewhere: ReadonlySet<Service>,
): Service | undefined {
  const container = containers.find(({ published }) => published?.some((each) => each.port === port));
  return container?.service ?? services.find((each) => elsewhere.has(each) && each.ports.includes(inside));
}

function running(
  service: Service,
  command: Command,
  sockets: readonly Listening[],
  env: Readonly<Record<string, string>> | undefined,
): Running & { command: Command } {
  const { host: _host, ...setup } = service.setup({ ...command, env });
  return { service, setup, sockets, isEnvironmentHidden: env === undefined, command };
}

function tableOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    // Without IPv6 there is no second table.
    errorCode(error);
    return undefined;
  }
}

function onMac(machine: AuditMachine, containers: readonly Instance[]): ListeningServices {
  const answer = machine.run('lsof', ['-nP', '-iTCP', '-sTCP:LISTEN', '+c', '0', '-FpcLn']);
  // It ends with 1 where nothing listens.
  if (answer === undefined) {
    machine.skip({ path: 'lsof', why: 'unreadable' });
    return undefined;
  }
  const lines = new Map<number, string>();
  for (const line of (machine.run('ps', ['-axww', '-o', 'pid=,command='])?.stdout ?? '').split('\n')) {
    const match = /^\s*(\d{1,10})\s+(.*)$/.exec(line);
    if (match !== null) lines.set(Number(match[1]), match[2] ?? '');
  }
  return byProcess(parseLsof(answer.stdout), containers, (pid, program) => [
    ...(program === undefined ? [] : [[program]]),
    (lines.get(pid) ?? '').split(/ +/).slice(0, 1000),
  ]);
}

function onWindows(machine: AuditMachine, containers: readonly Instance[]): ListeningServices {
  const answer = machine.run('netstat', ['-ano']);
  if (answer === undefined) {
    machine.skip({ path: 'netstat', why: 'unreadable' });
    return undefined;
  }
  const names = parseTasklist(machine.run('tasklist', ['/fo', 'csv', '/nh'])?.stdout ?? '');
  return byProcess(parseNetstat(answer.stdout), containers, (pid) => {
    const name = names.get(pid);
    return name === undefined ? [] : [[name]];
  });
}

/** Sockets whose process is known by its number: `linesOf` gives its command lines, the surest first. */
function byProcess(
  sockets: readonly Listening[],
  containers: readonly Instance[],
  linesOf: (pid: number, program: string | undefined) => readonly (readonly string[])[],
): ListeningServices {
  const found: (Running & { command: Command })[] = [];
  const byPid = new Map<number, Listening[]>();
  for (const socket of sockets) {
    const pid = socket.pid ?? 0;
    byPid.set(pid, [...(byPid.get(pid) ?? []), socket]);
  }
  for (const [pid, own] of byPid) {
    const commands = linesOf(pid, own[0]?.program).map((argv) => commandOf(argv, undefined));
    const command = commands.find((each) => serviceOf(each) !== undefined);
    const service = command === undefined ? undefined : serviceOf(command);
    if (command !== undefined && service !== undefined) {
      // The whole command line says how it was started, also where its name alone said what it is.
      const whole = commands.at(-1) ?? command;
      found.push(running(service, whole.args.length > command.args.length ? whole : command, own, undefined));
    } else if (commands.some((each) => forwarders.test(each.program))) {
      for (const socket of own) {
        const inside = behind(socket.port, socket.port, containers, new Set());
        if (inside !== undefined)
          found.push({
            ...running(inside, commandOf([], undefined), [socket], undefined),
            setup: {},
            through: 'a container',
          });
      }
    }
  }
  return found;
}
