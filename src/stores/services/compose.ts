import { parseEnvironment, splitWords } from './command.ts';
import { serviceOfImage } from './index.ts';
import { at, entriesOf, mergeSetups, portOf, type Service, type Setup, setup, text } from './service.ts';

/** A port that a container publishes on the machine. */
export interface Published {
  readonly host: string;
  /** Undefined where Docker takes a free one. */
  readonly port: number | undefined;
  readonly container: number;
}

/** A container of a known service. */
export interface ContainerService {
  readonly service: Service;
  /** As the file calls it. */
  readonly name: string;
  readonly setup: Setup;
  /** What reaches its port from outside of the container. */
  readonly published: readonly Published[];
  /** Shares the network of the machine: it binds as if it were started there. */
  readonly onHost: boolean;
  /** Addresses that its variables tell it to use. */
  readonly env: Readonly<Record<string, string>>;
}

/** `${NAME}`, `${NAME:-default}`, `$NAME` and `$$` (docs.docker.com/reference/compose-file/interpolation). */
export function interpolate(value: string, variables: Readonly<Record<string, string>>): string {
  return value.replace(
    /\$(?:\$|\{([A-Za-z_]\w{0,100})(?:(:?[-?+])([^{}]{0,400}))?\}|([A-Za-z_]\w{0,100}))/g,
    (whole, braced?: string, sign?: string, other = '', plain?: string) => {
      if (whole === '$$') return '$';
      const name = braced ?? plain ?? '';
      const known = Object.hasOwn(variables, name) ? variables[name] : undefined;
      const isSet = known !== undefined && !(sign?.startsWith(':') === true && known === '');
      if (sign?.endsWith('+') === true) return isSet ? other : '';
      if (isSet) return known;
      // A variable that is not known here stays: it is set where the program starts.
      return sign?.endsWith('-') === true ? other : whole;
    },
  );
}

/**
 * The known services of a compose file.
 * @param variables of the `.env` beside it
 */
export function composeServices(
  value: unknown,
  variables: Readonly<Record<string, string>>,
): readonly ContainerService[] {
  const found: ContainerService[] = [];
  for (const [name, entry] of entriesOf(at(value, 'services'))) {
    const image = text(at(entry, 'image'));
    const known = image === undefined ? undefined : serviceOfImage(interpolate(image, variables));
    if (known === undefined) continue;
    const ports = at(entry, 'ports');
    found.push(
      containerService(known, name, {
        env: environmentOf(at(entry, 'environment'), variables),
        argv: wordsOf(at(entry, 'command'), variables),
        ports: Array.isArray(ports) ? ports.slice(0, 100) : [],
        network: text(at(entry, 'network_mode')),
        variables,
      }),
    );
  }
  return found;
}

interface Container {
  readonly env: Readonly<Record<string, string>>;
  readonly argv: readonly string[];
  readonly ports: readonly unknown[];
  readonly network: string | undefined;
  readonly variables: Readonly<Record<string, string>>;
}

/** A container as a compose file or a quadlet tells of it. */
export function containerService(
  { service, version }: { readonly service: Service; readonly version?: string },
  name: string,
  { env, argv, ports, network, variables }: Container,
): ContainerService {
  // The image starts its program: a command is what is handed to it.
  const own = service.setup({ program: '', script: undefined, argv, args: argv, env });
  const { host: _host, ...rest } = own;
  const onHost = network === 'host';
  return {
    service,
    name,
    setup: mergeSetups([onHost ? own : rest, setup({ version })]),
    published: onHost
      ? []
      : ports
          .flatMap((each) => publishedOf(each, variables))
          .filter(({ container }) => isItsPort(service, own, container)),
    onHost,
    env,
  };
}

/** A port of another program in the same container says nothing about the service; where none fits, all count. */
function isItsPort(service: Service, { port }: Setup, container: number): boolean {
  return port === container || service.ports.includes(container) || port === undefined;
}

function environmentOf(value: unknown, variables: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const found: Record<string, string> = Object.create(null);
  const pairs = Array.isArray(value)
    ? value.flatMap((each) => (typeof each === 'string' ? Object.entries(parseEnvironment(each)) : []))
    : entriesOf(value);
  for (const [name, each] of pairs) {
    if (typeof each === 'string') found[name] = interpolate(each, variables);
    else if (typeof each === 'number' || typeof each === 'boolean') found[name] = String(each);
  }
  return found;
}

function wordsOf(value: unknown, variables: Readonly<Record<string, string>>): readonly string[] {
  if (typeof value === 'string') return splitWords(interpolate(value, variables)).slice(0, 500);
  if (!Array.isArray(value)) return [];
  return value.flatMap((each) =>
    typeof each === 'string' ? [interpolate(each, variables)] : typeof each === 'number' ? [String(each)] : [],
  );
}

/** `8080:80`, `127.0.0.1:8080:80`, `[::1]:8080:80`, `8000-8010:8000-8010/tcp`, `80`, or the long form. */
export function publishedOf(value: unknown, variables: Readonly<Record<string, string>>): readonly Published[] {
  if (typeof value === 'number') return [{ host: '0.0.0.0', port: undefined, container: value }];
  if (typeof value === 'object' && value !== null) {
    const container = portOf(at(value, 'target'));
    if (container === undefined || at(value, 'protocol') === 'udp') return [];
    const published = at(value, 'published');
    const port = portOf(
      typeof published === 'string' ? interpolate(published, variables).replace(/-\d+$/, '') : published,
    );
    return [{ host: text(at(value, 'host_ip')) ?? '0.0.0.0', port, container }];
  }
  if (typeof value !== 'string') return [];
  const match =
    /^(?:(?:(\[[0-9a-f:]{2,45}\]|\d{1,3}(?:\.\d{1,3}){3}|localhost):)?(\d{1,5}(?:-\d{1,5})?)?:)?(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp))?$/i.exec(
      interpolate(value, variables).trim(),
    );
  if (match === null || match[5]?.toLowerCase() === 'udp') return [];
  const [, host = '0.0.0.0', published, target = ''] = match;
  const first = Number(target);
  const last = Math.min(Number(match[4] ?? target), first + 100);
  const start = published === undefined ? undefined : Number(published.split('-')[0]);
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, index) => ({
    host,
    port: start === undefined ? undefined : start + index,
    container: first + index,
  }));
}
