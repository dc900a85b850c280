import type { Remark, ServiceFacts } from '../../core/audit.ts';
import type { Severity } from '../../core/severity.ts';
import { isTailnet, reachOf } from './address.ts';
import type { Published } from './compose.ts';
import { floorsAbove } from './floors.ts';
import { type Listening, socketName } from './listening.ts';
import { type Auth, mergeSetups, type Service, type Setup } from './service.ts';

/** A place on disk that says how a service runs. */
export interface Instance {
  readonly service: Service;
  readonly setup: Setup;
  readonly where: string;
  readonly kind: 'file' | 'unit' | 'container' | 'environment';
  /** `guess`: without a word about the address none is concluded. */
  readonly bind: 'default' | 'guess';
  /** Of a container: its ports on the machine. */
  readonly published?: readonly Published[];
}

/** A program of a service with the sockets on which it listens now. */
export interface Running {
  readonly service: Service;
  readonly setup: Setup;
  readonly sockets: readonly Listening[];
  /** True where its environment could not be read. */
  readonly isEnvironmentHidden: boolean;
  /** What listens in its place, such as the proxy of a container. */
  readonly through?: string;
}

export interface Judged {
  readonly facts: ServiceFacts;
  readonly remarks: readonly Remark[];
  /** Ports on which it is reached from elsewhere. */
  readonly exposed: readonly number[];
}

const authWords: Readonly<Record<Auth, string>> = {
  key: 'asks for a key or password',
  none: 'asks for no password',
  unknown: 'whether it asks for a key could not be seen',
};

/** An address is told where it is one: what stands in its place could be anything. */
function reachWords(host: string): string {
  if (host === 'tailnet') return 'the tailnet';
  const reach = reachOf(host);
  if (reach !== 'address') return reach === 'all' ? 'all interfaces' : 'this machine alone';
  const told = /^\[?(?:\d{1,3}(?:\.\d{1,3}){3}|(?=[^:]*:[^:]*:)[0-9a-f:.]{2,45}(?:%\w{1,20})?)\]?$/i.test(host)
    ? host
    : 'another address';
  return isTailnet(host) ? `${told} (the tailnet)` : told;
}

/** `listens on all interfaces, port 11434` */
function listensWords(hosts: readonly string[], ports: readonly number[], verb = 'listens'): string {
  const reaches = [...new Set(hosts.map(reachWords))].join(' and ');
  const list = [...new Set(ports)].sort((left, right) => left - right);
  const some = list.slice(0, 5).join(', ') + (list.length > 5 ? ` and ${list.length - 5} more` : '');
  return `${verb} on ${reaches}${list.length === 0 ? '' : `, ${list.length > 1 ? 'ports' : 'port'} ${some}`}`;
}

/** A service that runs: what its sockets say counts before what files say. */
export function judgeRunning(running: Running, instances: readonly Instance[]): Judged {
  const { service, sockets } = running;
  const ports = sockets.map(({ port }) => port);
  const files = instances.filter(
    (each) =>
      each.service === service &&
      (each.setup.port === undefined || ports.includes(each.setup.port)) &&
      (each.published === undefined || each.published.some(({ port }) => port !== undefined && ports.includes(port))),
  );
  const merged = mergeSetups([running.setup, ...files.map((each) => each.setup)]);
  const hidden = running.isEnvironmentHidden && service.keyFromEnvironment && service.auth === 'none';
  const auth: Auth = merged.auth ?? (hidden ? 'unknown' : service.auth);
  const open = sockets.filter(({ address }) => reachOf(address) !== 'loopback');
  const first = open[0] ?? sockets[0];
  const where = first === undefined ? service.name : socketName(first);
  const remarks: Remark[] = [];
  const config = files.find((each) => reachesOut(each))?.where;
  const shown = open.length > 0 ? open : sockets;
  const words = listensWords(
    shown.map(({ address }) => address),
    shown.map(({ port }) => port),
  );
  const through = running.through === undefined ? [] : [`through ${running.through}`];
  if (open.length > 0) {
    const severity: Severity = auth === 'none' ? 'critical' : auth === 'unknown' ? 'high' : 'medium';
    remarks.push(remark(service, 'service.exposed', severity, where, `${words}, and ${authWords[auth]}`, config));
  }
  if (
    merged.cors === 'open'
      ? running.setup.cors === 'open' && auth !== 'key'
      : isOpenByDefault(service, merged, auth, open.length > 0)
  )
    remarks.push(corsRemark(service, where, merged.cors === 'open' ? 'medium' : 'low'));
  for (const weakness of running.setup.weaknesses ?? [])
    remarks.push(remark(service, weakness.rule, weakness.severity, where, weakness.what));
  return {
    facts: factsOf(service, where, [words, authWords[auth], ...through, ...(merged.states ?? [])]),
    remarks,
    exposed: open.map(({ port }) => port),
  };
}

function isOpenByDefault(service: Service, { cors }: Setup, auth: Auth, isExposed: boolean): boolean {
  return cors === undefined && service.cors === 'open' && auth === 'none' && !isExposed;
}

/** The addresses that a place on disk makes a service listen to; undefined where it does not say. */
function hostsOf({ service, setup, bind, published }: Instance): readonly string[] | undefined {
  if (published !== undefined) return published.map(({ host }) => host);
  if (setup.host !== undefined) return [setup.host];
  return bind === 'guess' ? undefined : [service.binds === 'all' ? '0.0.0.0' : '127.0.0.1'];
}

function reachesOut(instance: Instance): boolean {
  return (hostsOf(instance) ?? []).some((host) => reachOf(host) !== 'loopback');
}

/** What is known of the sockets of this machine. */
export interface Sockets {
  /** False where they could not be looked at, or belong to another machine than the files. */
  readonly isKnown: boolean;
  /** Services that run, and the ports on which they are reached from elsewhere. */
  readonly running: readonly { readonly service: Service; readonly exposed: readonly number[] }[];
}

/** A configuration on disk. Where the service listens to the network now, its socket has the finding. */
export function judgeInstance(instance: Instance, all: readonly Instance[], sockets: Sockets): Judged {
  const { service, setup, where, published } = instance;
  const others = all.filter((each) => each !== instance && each.service === service && each.kind === 'file');
  const ownAuth =
    setup.auth ?? others.find((each) => each.setup.auth !== undefined && instance.kind !== 'container')?.setup.auth;
  const auth: Auth = ownAuth ?? service.auth;
  const saysElsewhere =
    instance.kind === 'unit' && setup.host === undefined && others.some((each) => each.setup.host !== undefined);
  const hosts = saysElsewhere ? undefined : hostsOf(instance);
  const out = (published?.filter(({ host }) => reachOf(host) !== 'loopback') ?? []).flatMap(({ port }) => port ?? []);
  const ports = published === undefined ? [setup.port ?? service.ports[0] ?? 0] : out;
  const isExposed = !saysElsewhere && reachesOut(instance);
  const runs = sockets.running.filter((each) => each.service === service);
  const isTold = runs.some(({ exposed }) => exposed.some((port) => ports.includes(port)));
  const states: string[] = [];
  const remarks: Remark[] = [];
  if (hosts !== undefined && hosts.length > 0)
    states.push(
      listensWords(
        isExposed ? hosts.filter((host) => reachOf(host) !== 'loopback') : hosts,
        ports.length > 0 ? ports : [],
        'set to listen',
      ),
    );
  else if (published !== undefined) states.push('its ports are not published');
  states.push(authWords[auth]);
  if (isExposed && !isTold) {
    const now = sockets.isKnown ? (runs.length > 0 ? ', once it starts again' : '; it does not run now') : '';
    remarks.push(
      remark(
        service,
        'service.exposed',
        exposedSeverity(auth, sockets.isKnown),
        where,
        `${states[0]}, and ${authWords[auth]}${now}`,
      ),
    );
  }
  if (setup.cors === 'open' && auth !== 'key') remarks.push(corsRemark(service, where, 'medium'));
  for (const weakness of setup.weaknesses ?? []) {
    // What is exposed and asks for nothing was said already.
    if (weakness.rule === 'service.no-auth' && isExposed && auth === 'none') continue;
    remarks.push(remark(service, weakness.rule, weakness.severity, where, weakness.what));
  }
  return { facts: factsOf(service, where, [...states, ...(setup.states ?? [])]), remarks, exposed: [] };
}

function exposedSeverity(auth: Auth, isKnown: boolean): Severity {
  if (auth === 'key') return isKnown ? 'low' : 'medium';
  return auth === 'none' && !isKnown ? 'high' : 'medium';
}

function corsRemark(service: Service, where: string, severity: Severity): Remark {
  return remark(
    service,
    'service.cors',
    severity,
    where,
    'every web page that is open in a browser may read its answers',
  );
}

/** What is known of a version and speaks against it. */
export function versionRemarks(service: Service, version: string, where: string, platform: string): Remark[] {
  // Its numbers alone are told: what stands behind them could be anything.
  const numbers = /^v?(\d+(?:\.\d+)*)/.exec(version)?.[1] ?? '';
  return floorsAbove(service.id, version, platform).map(({ ids, fixed, isConfirmed, severity, source }) => ({
    rule: 'service.version',
    severity,
    about: service.id,
    path: where,
    args: {
      service: service.name,
      what: `${service.name} ${numbers}: ${ids.join(', ')}`,
      version: numbers,
      fixed: fixed ?? 'no fixed version is documented',
      source: isConfirmed ? source : `${source} (unconfirmed)`,
    },
  }));
}

function factsOf(service: Service, where: string, states: readonly string[]): ServiceFacts {
  return { service: service.id, name: service.name, where, states: [...new Set(states)] };
}

function remark(
  service: Service,
  rule: Remark['rule'],
  severity: Severity,
  path: string,
  what: string,
  config?: string,
): Remark {
  return {
    rule,
    severity,
    about: service.id,
    path,
    args: { service: service.name, what, fix: service.fix, ...(config === undefined ? {} : { config }) },
  };
}
