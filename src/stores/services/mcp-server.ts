import { at, entriesOf, text } from './service.ts';

/** An MCP server as an agent's file tells of it, whatever its dialect. */
export interface McpServer {
  readonly name: string;
  /** The program and its arguments. */
  readonly argv: readonly string[];
  readonly env: readonly (readonly [string, string])[];
  readonly headers: readonly (readonly [string, string])[];
  readonly url: string | undefined;
  readonly folder: string | undefined;
  readonly isOff: boolean;
  /** The folder of the project that the entry belongs to, where the file keeps those of several. */
  readonly project?: string;
}

/** More servers than this in one file are no configuration. */
const most = 500;

/** The servers in a parsed file: under each of the paths of keys, as an object by names or a list. */
export function mcpServers(value: unknown, paths: readonly (readonly string[])[]): readonly McpServer[] {
  const found: McpServer[] = [];
  for (const path of paths) {
    for (const { node, project } of nodesAt(value, path)) {
      const entries: readonly (readonly [string, unknown])[] = Array.isArray(node)
        ? node.map((each, index) => [text(at(each, 'name')) ?? String(index + 1), each] as const)
        : entriesOf(node);
      for (const [name, entry] of entries.slice(0, most)) {
        const server = serverOf(name, entry);
        if (server !== undefined && found.length < most)
          found.push(project === undefined ? server : { ...server, project });
      }
    }
  }
  return found;
}

function nodesAt(value: unknown, path: readonly string[]): readonly { node: unknown; project?: string }[] {
  const star = path.indexOf('*');
  if (star < 0) return [{ node: at(value, ...path) }];
  return entriesOf(at(value, ...path.slice(0, star))).map(([project, each]) => ({
    node: at(each, ...path.slice(star + 1)),
    project,
  }));
}

function serverOf(name: string, entry: unknown): McpServer | undefined {
  // Some keep what starts a server one level deeper: Zed's `command.path`, Continue's `transport`.
  const inner = ['transport', 'command']
    .map((key) => at(entry, key))
    .find((each) => typeof each === 'object' && each !== null && !Array.isArray(each));
  const fields = inner === undefined ? [entry] : [inner, entry];
  const first = (...keys: readonly string[]) =>
    fields.flatMap((each) => keys.map((key) => at(each, key))).find((each) => each !== undefined);
  const command = fields
    .flatMap((each) => ['command', 'cmd', 'path'].map((key) => at(each, key)))
    .find((each) => typeof each === 'string' || Array.isArray(each));
  const argv = [...strings(typeof command === 'string' ? [command] : command), ...strings(first('args'))];
  const url = text(first('url', 'httpUrl', 'serverUrl', 'uri', 'endpoint'));
  if (argv.length === 0 && url === undefined) return undefined;
  return {
    name,
    argv,
    env: pairsOf(first('env', 'environment', 'envs')),
    headers: [
      ...pairsOf(first('headers', 'http_headers')),
      ...pairsOf(at(first('requestOptions', 'requestInit'), 'headers')),
    ],
    url,
    folder: text(first('cwd')),
    isOff: first('disabled') === true || first('enabled') === false,
  };
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string').slice(0, 1000) : [];
}

function pairsOf(value: unknown): (readonly [string, string])[] {
  return entriesOf(value).flatMap(([key, each]) => (typeof each === 'string' ? [[key, each] as const] : []));
}

/** A text of a server's configuration that could be a secret, and where it stands. The value never goes further than a check. */
export interface Suspect {
  /** `env GITHUB_TOKEN`, `header Authorization`, `argument --api-key`, `url parameter token`. */
  readonly where: string;
  /** The name that says what it is; empty where nothing does. */
  readonly name: string;
  readonly value: string;
}

/** Every value of a server's configuration with the name that it stands under. */
export function suspectsOf(server: McpServer): readonly Suspect[] {
  const found: Suspect[] = [];
  for (const [name, value] of server.env)
    found.push(
      { where: `env ${name}`, name, value },
      ...fromUrl(`env ${name}`, value),
      ...fromJson(`env ${name}`, value),
    );
  for (const [name, value] of server.headers) found.push({ where: `header ${name}`, name, value: bearer(value) });
  if (server.url !== undefined) found.push(...fromUrl('url', server.url));
  for (const [index, argument] of server.argv.entries()) {
    const pair = /^(--?[\w.-]{1,60}|[A-Za-z_]\w{1,80})=([^=].{0,8191})$/s.exec(argument);
    const header = /^([\w-]{2,60}):\s{0,10}(.{1,8192})$/s.exec(
      pair !== null && /header$/i.test(pair[1] ?? '') ? (pair[2] ?? '') : argument,
    );
    const [, name = '', value = ''] = pair ?? [];
    if (header !== null && !/^[a-z]{2,10}:\/\//i.test(argument) && !/^[A-Za-z]:[\\/]/.test(argument))
      found.push({
        where: `argument ${told(header[1], index)}`,
        name: header[1] ?? '',
        value: bearer(header[2] ?? ''),
      });
    else if (pair !== null)
      found.push({ where: `argument ${told(name, index)}`, name: name.replace(/^-+/, ''), value });
    const previous = server.argv[index - 1];
    if (pair === null && index > 0 && !isSecretName(header?.[1] ?? '')) {
      const isNamed = previous !== undefined && /^--?[\w-]{1,60}$/.test(previous) && !argument.startsWith('-');
      found.push({
        where: isNamed ? `argument ${previous}` : `argument ${index}`,
        name: isNamed ? (previous ?? '').replace(/^-+/, '') : '',
        value: argument,
      });
    }
    found.push(...fromUrl(`argument ${index}`, pair === null ? argument : value));
  }
  return found;
}

/** A name that may be told: what stands before a colon or an equals sign may be a secret itself. */
function told(name: string | undefined, index: number): string {
  return name !== undefined && (name.startsWith('-') || isSecretName(name)) ? name : String(index);
}

function bearer(value: string): string {
  return value.replace(/^(?:bearer|basic|token|apikey)\s+/i, '');
}

/** What an address holds: the password of a user, and its parameters. */
function fromUrl(where: string, value: string): Suspect[] {
  const match = /^[a-z][a-z0-9+.-]{0,20}:\/\/([^/?#\s]{0,2048})([^?#\s]{0,2048})(?:\?([^#\s]{0,8192}))?/i.exec(
    value.trim(),
  );
  if (match === null) return [];
  const found: Suspect[] = [];
  const user = /^[^@:]{0,400}:([^@]{1,1024})@/.exec(match[1] ?? '');
  if (user !== null) found.push({ where: `${where}: password of an address`, name: 'password', value: user[1] ?? '' });
  for (const part of (match[3] ?? '').split('&')) {
    const equals = part.indexOf('=');
    if (equals < 1) continue;
    const name = part.slice(0, equals);
    found.push({
      where: `${where} parameter ${/^[\w.-]{1,60}$/.test(name) ? name : '?'}`,
      name,
      value: part.slice(equals + 1),
    });
  }
  for (const part of (match[2] ?? '').split('/'))
    if (part.length >= 20) found.push({ where: `${where}: path`, name: '', value: part });
  return found;
}

/** Headers that stand as JSON in one value, such as those of Notion's server in `OPENAPI_MCP_HEADERS`. */
function fromJson(where: string, value: string): Suspect[] {
  if (!value.startsWith('{') || value.length > 65_536) return [];
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    return []; // a reference such as {env:NAME}, or another language: it is judged as a whole
  }
  return pairsOf(parsed).map(([name, each]) => ({ where: `${where}: ${told(name, 0)}`, name, value: bearer(each) }));
}

/** Names that say that their value opens something. */
const secretName =
  /(?:^|[_.\s-])(?:api[_-]?key|apikey|access[_-]?key|secret(?:[_-]?key)?|private[_-]?key|auth[_-]?key|license[_-]?key|account[_-]?key|key|token|pat|password|passwd|passphrase|pass|pwd|credentials?|authorization|cookie|bearer|client[_-]?secret)(?:[_-]?(?:value|\d{1,2}))?$/i;
/** Names of other things that end alike. */
const otherName =
  /(?:public[_-]?key|key[_-]?id|(?:sort|primary|foreign|partition|cache|idempotency|max|min|num|total|page|next)[_-]?(?:key|tokens?)|max_?tokens|keyword|ssh[_-]?auth|token[_-]?(?:limit|count)|credentials?[_-]?(?:file|path)|_(?:file|path|dir))$/i;

export function isSecretName(camelCase: string): boolean {
  const name = camelCase.replace(/([a-z\d])([A-Z])/g, '$1_$2');
  return secretName.test(name) && !otherName.test(name);
}

/** A value that stands for one which is kept elsewhere: `${VAR}`, `$VAR`, `{env:VAR}`, `op://vault/item`, `${input:key}`. */
const reference =
  /^(?:\$\{[^}]{0,200}\}|\$\([^)]{0,400}\)|\$\$?(?:env:)?\w{1,100}|%\w{1,100}%|\{\{?\s?(?:env|file|input|secret|keychain|vault)[:.][^}]{0,200}\}\}?|<[^<>]{0,200}>|(?:op|keychain|vault|secret|secretref|env|file|bw|pass|keyring|doppler|aws-sm|gcp-sm):(?:\/\/)?\S{1,400})$/i;

/** True where a value holds no secret itself: empty, a reference, a switch, a number, a path, a plain address. */
export function isNoSecret(value: string): boolean {
  const trimmed = bearer(value.trim()).trim();
  return (
    trimmed.length < 6 ||
    reference.test(trimmed) ||
    /\$\{[^}]{1,200}\}/.test(trimmed) ||
    /^(?:true|false|none|null|undefined|default|enabled|disabled|required|optional|bearer|basic|oauth2?|[\d.]{1,12})$/i.test(
      trimmed,
    ) ||
    /^(?:[./~]|[A-Za-z]:[\\/]|[a-z]{2,10}:\/\/)/i.test(trimmed) ||
    /\s\S+\s/.test(trimmed)
  );
}
