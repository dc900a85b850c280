import { parseEnvironment, splitWords } from './command.ts';

/** What a unit, a property list or a container's file starts. */
export interface Started {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly environmentFiles: readonly string[];
  /** For a container: its image, and the ports that it publishes, as written. */
  readonly image?: string;
  readonly ports?: readonly string[];
  readonly network?: string;
}

/** Reads unit files and their drop-ins, in the order in which systemd does; quadlets too (systemd.unit(5), podman-systemd.unit(5)). */
export function parseUnits(contents: readonly string[]): Started {
  let argv: readonly string[] = [];
  let image: string | undefined;
  let network: string | undefined;
  let ports: string[] = [];
  let environmentFiles: string[] = [];
  let env: Record<string, string> = Object.create(null);
  for (const content of contents) {
    let section = '';
    for (const line of content.replace(/\\\r?\n/g, ' ').split(/\r?\n/)) {
      if (/^\s*[#;]/.test(line)) continue;
      const head = /^\s*\[(\w[\w-]*)\]\s*$/.exec(line);
      if (head !== null) {
        section = head[1] ?? '';
        continue;
      }
      const match = /^\s*([A-Za-z]\w*)\s*=\s*(.*)$/.exec(line);
      if (match === null || (section !== 'Service' && section !== 'Container')) continue;
      const [, key, value = ''] = match;
      switch (key) {
        case 'ExecStart':
        case 'Exec':
          argv = value === '' ? [] : splitWords(value.replace(/^[-@:+!]+/, ''));
          break;
        case 'Environment':
          // An empty one takes back what stood before.
          if (value === '') env = Object.create(null);
          for (const word of splitWords(value)) Object.assign(env, parseEnvironment(word));
          break;
        case 'EnvironmentFile':
          if (value === '') environmentFiles = [];
          else environmentFiles.push(value.replace(/^-/, ''));
          break;
        case 'Image':
          image = value;
          break;
        case 'Network':
          network = value;
          break;
        case 'PublishPort':
          if (value === '') ports = [];
          else ports.push(value);
          break;
        default:
      }
    }
  }
  return {
    argv,
    env,
    environmentFiles,
    ...(image === undefined ? {} : { image, ports }),
    ...(network === undefined ? {} : { network }),
  };
}

/** Reads a property list of launchd in its XML form (launchd.plist(5)); undefined where it is none. */
export function parseLaunchd(content: string): Started | undefined {
  if (!content.includes('<plist')) return undefined;
  const program = textBehind(content, 'Program');
  const list = between(content, 'ProgramArguments', 'array');
  const argv =
    list === undefined ? [] : [...list.matchAll(/<string>([^<]{0,8192})<\/string>/g)].map((each) => unescaped(each[1]));
  const env: Record<string, string> = Object.create(null);
  const variables = between(content, 'EnvironmentVariables', 'dict') ?? '';
  for (const [, name, value] of variables.matchAll(
    /<key>([^<]{1,200})<\/key>\s{0,200}<string>([^<]{0,8192})<\/string>/g,
  ))
    env[unescaped(name)] = unescaped(value);
  return { argv: argv.length > 0 ? argv : program === undefined ? [] : [program], env, environmentFiles: [] };
}

/** The text under a key of a property list in its XML form. */
export function textBehind(content: string, key: string): string | undefined {
  const start = content.indexOf(`<key>${key}</key>`);
  if (start < 0) return undefined;
  const match = /^\s{0,200}<string>([^<]{0,8192})<\/string>/.exec(content.slice(start + key.length + 11));
  return match === null ? undefined : unescaped(match[1]);
}

function between(content: string, key: string, element: string): string | undefined {
  const start = content.indexOf(`<key>${key}</key>`);
  if (start < 0) return undefined;
  const open = content.indexOf(`<${element}>`, start);
  const end = content.indexOf(`</${element}>`, start);
  return open < 0 || end < open ? undefined : content.slice(open, end);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(value = ''): string {
  return value.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '');
}
