/** A socket that listens for TCP connections. */
export interface Listening {
  /** `0.0.0.0`, `::`, `192.168.1.5` */
  readonly address: string;
  readonly port: number;
  /** Linux: the socket's number, by which a process is found. */
  readonly inode?: string;
  /** Linux: whose it is. */
  readonly uid?: number;
  /** macOS and Windows: the process. */
  readonly pid?: number;
  readonly program?: string;
}

/**
 * Reads `/proc/net/tcp` or `tcp6` (Documentation/networking/proc_net_tcp.rst): addresses as 32-bit words in the byte order
 * of the machine, which is little-endian on all that Node runs on but s390x.
 */
export function parseProcNet(content: string): Listening[] {
  const found: Listening[] = [];
  for (const line of content.split('\n')) {
    const match =
      /^\s*\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) [0-9A-F]{8,32}:[0-9A-F]{4} 0A [0-9A-F]{8}:[0-9A-F]{8} [0-9A-F]{2}:[0-9A-F]{1,16} [0-9A-F]{1,16} +(\d{1,10}) +\d+ (\d{1,20})(?:\s|$)/i.exec(
        line,
      );
    if (match === null) continue;
    const [, address = '', port = '', uid, inode = ''] = match;
    found.push({
      address: address.length === 8 ? ipv4(address) : ipv6(address),
      port: Number.parseInt(port, 16),
      inode,
      uid: Number(uid),
    });
  }
  return found;
}

function bytesOf(hex: string): number[] {
  const bytes: number[] = [];
  for (let word = 0; word < hex.length; word += 8)
    for (let byte = 3; byte >= 0; byte--)
      bytes.push(Number.parseInt(hex.slice(word + byte * 2, word + byte * 2 + 2), 16));
  return bytes;
}

function ipv4(hex: string): string {
  return bytesOf(hex).join('.');
}

function ipv6(hex: string): string {
  const bytes = bytesOf(hex);
  if (bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255)
    return bytes.slice(12).join('.');
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)).toString(16),
  );
  // The longest run of zeros becomes `::` (RFC 5952).
  const runs = [...groups.join(':').matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].map((each) => each[0]);
  const longest = runs.sort((left, right) => right.length - left.length)[0];
  if (longest === undefined) return groups.join(':');
  const whole = groups.join(':');
  const start = whole.indexOf(longest);
  return `${whole.slice(0, start)}::${whole.slice(start + longest.length).replace(/^:/, '')}`;
}

/** Reads `lsof -nP -iTCP -sTCP:LISTEN +c 0 -FpcLn`. */
export function parseLsof(content: string): Listening[] {
  const found: Listening[] = [];
  let pid: number | undefined;
  let program: string | undefined;
  for (const line of content.split('\n')) {
    const rest = line.slice(1);
    if (line.startsWith('p')) [pid, program] = [Number(rest), undefined];
    else if (line.startsWith('c')) program = rest.replace(/\\x20/g, ' ');
    else if (line.startsWith('n')) {
      const match = /^(\*|\[[0-9a-f:.%\w]{2,60}\]|[0-9.]{7,15}):(\d{1,5})$/i.exec(rest);
      if (match === null || pid === undefined || !Number.isInteger(pid)) continue;
      const [, host = '', port] = match;
      const address = host === '*' ? '0.0.0.0' : host.replace(/^\[|\]$/g, '');
      found.push({ address, port: Number(port), pid, ...(program === undefined ? {} : { program }) });
    }
  }
  return found;
}

/** Reads `netstat -ano`: what listens has no other side, whatever the language calls the state. */
export function parseNetstat(content: string): Listening[] {
  const found: Listening[] = [];
  for (const line of content.split(/\r?\n/)) {
    const match =
      /^\s*TCP\s+(\[[0-9a-f:.%]{2,60}\]|[0-9.]{7,15}):(\d{1,5})\s+(?:0\.0\.0\.0|\[::\]):0\s+\S{2,20}\s+(\d{1,10})\s*$/i.exec(
        line,
      );
    if (match === null) continue;
    const [, host = '', port, pid] = match;
    found.push({ address: host.replace(/^\[|\]$/g, ''), port: Number(port), pid: Number(pid) });
  }
  return found;
}

/** Reads `tasklist /fo csv /nh`: names of programs by process. */
export function parseTasklist(content: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const line of content.split(/\r?\n/)) {
    const match = /^"([^"]{1,260})","(\d{1,10})",/.exec(line);
    if (match !== null) found.set(Number(match[2]), match[1] ?? '');
  }
  return found;
}

/** `[::]:8080` */
export function socketName({ address, port }: Listening): string {
  return `tcp ${address.includes(':') ? `[${address}]` : address}:${port}`;
}
