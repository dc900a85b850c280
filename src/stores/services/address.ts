/** How far an address reaches. */
export type Reach = 'loopback' | 'all' | 'address';

/** An address as people write it, without brackets and zone: `[::1]`, `fe80::1%eth0`. */
function bare(host: string): string {
  return host
    .trim()
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/, '');
}

/** What binds to this address listens to. An empty one stands for all interfaces in Go and Python alike. */
export function reachOf(host: string): Reach {
  const name = bare(host);
  if (
    name === '' ||
    name === '*' ||
    name === '::' ||
    /^0+(?:\.0+){0,3}$/.test(name) ||
    /^(?:0{0,4}:){2,7}0{0,4}$/.test(name)
  )
    return 'all';
  return isLoopback(name) ? 'loopback' : 'address';
}

/** True for this machine's own names and addresses (RFC 6761 for `localhost`). */
export function isLoopback(host: string): boolean {
  const name = bare(host).replace(/\.$/, '');
  return (
    /^127(?:\.\d{1,3}){1,3}$/.test(name) ||
    name === '::1' ||
    /^(?:0{1,4}:){7}0{0,3}1$/.test(name) ||
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === 'localhost.localdomain' ||
    name === 'ip6-localhost' ||
    name === 'ip6-loopback'
  );
}

/** Names by which containers and virtual machines call the machine that runs them. */
const ownHosts: ReadonlySet<string> = new Set([
  'host.docker.internal',
  'gateway.docker.internal',
  'kubernetes.docker.internal',
  'docker.for.mac.localhost',
  'docker.for.mac.host.internal',
  'host.containers.internal',
  'host.lima.internal',
  'host.orb.internal',
]);

/** True where what is sent to a host stays on this machine. */
export function staysHere(host: string): boolean {
  return isLoopback(host) || reachOf(host) === 'all' || ownHosts.has(bare(host));
}

/** True for addresses and names of a tailnet, whose packets WireGuard encrypts (tailscale.com/kb/1015). */
export function isTailnet(host: string): boolean {
  const name = bare(host);
  const [first, second] = name.split('.').map(Number);
  if (/^\d+(?:\.\d+){3}$/.test(name)) return first === 100 && (second ?? 0) >= 64 && (second ?? 0) < 128;
  return name.endsWith('.ts.net') || name.startsWith('fd7a:115c:a1e0:');
}

/** Parts of an address of the web that are safe to tell: never its user, password, path or query. */
export interface Endpoint {
  readonly scheme: string;
  readonly host: string;
  readonly port: number | undefined;
}

const endpoint =
  /^([a-z][a-z0-9+.-]{0,20}):\/\/(?:[^/?#\s@]{0,400}@)?(\[[0-9a-f:.%]{2,60}\]|[a-z0-9._*-]{1,253})(?::(\d{1,5}))?(?=[/?#]|$)/i;

/** Reads an address of the web; undefined for anything else, also where its host is a variable. */
export function parseEndpoint(value: string): Endpoint | undefined {
  const match = endpoint.exec(value.trim());
  if (match === null) return undefined;
  const [, scheme = '', host = '', port] = match;
  return {
    scheme: scheme.toLowerCase(),
    host: host.toLowerCase(),
    port: port === undefined ? undefined : Number(port),
  };
}

/** `http://models.lan:8080`: what is told of an address. */
export function formatEndpoint({ scheme, host, port }: Endpoint): string {
  return `${scheme}://${host}${port === undefined ? '' : `:${port}`}`;
}

/** `0.0.0.0:8080`, `:8080`, `[::]:8080`, `http://0.0.0.0`, `192.168.1.5`: what is bound. */
export function parseBind(value: string): { readonly host: string | undefined; readonly port: number | undefined } {
  const rest = value
    .trim()
    .replace(/^[a-z]{1,10}:\/\//i, '')
    .replace(/[/?#].*$/s, '');
  const match = /^(\[[^\]]{0,60}\]|[^:[\]]{0,253}|[0-9a-f:.]{2,60})(?::(\d{1,5}))?$/i.exec(rest);
  // `::` and `::1` hold colons that are no sign of a port.
  if (/^[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:.]*$/i.test(rest)) return { host: rest, port: undefined };
  if (match === null) return { host: undefined, port: undefined };
  const [, host = '', port] = match;
  return {
    host: host === '' && port === undefined ? undefined : host,
    port: port === undefined ? undefined : Number(port),
  };
}

/** True where a list of origins lets every web page in. */
export function allowsEveryOrigin(origins: unknown): boolean {
  const list = Array.isArray(origins)
    ? origins
    : typeof origins === 'string'
      ? origins.replace(/^\[|\]$/g, '').split(/[,;\s]+/)
      : [];
  return list.some(
    (each) => typeof each === 'string' && /^(?:\*|https?:\/\/\*)$/.test(each.trim().replace(/^["']|["']$/g, '')),
  );
}
