import type { Call } from '../evaluated.ts';
import { anything } from '../holes.ts';
import { copyState, noOutput, unknownOutput } from '../state.ts';
import {
  contentOf,
  type Handler,
  opaqueProgram,
  reader,
  readMentioned,
  readPathLike,
  splitArguments,
  valuesOfOption,
} from './call.ts';

const curl: Handler = (call) => {
  const { shell, state } = call;
  const split = splitArguments(call, 'AbcCdDeEFhHKmMoPQrtTuUwXYyz', [
    '--data',
    '--data-ascii',
    '--data-binary',
    '--data-raw',
    '--data-urlencode',
    '--json',
    '--form',
    '--form-string',
    '--upload-file',
    '--config',
    '--header',
    '--proxy-header',
    '--quote',
    '--telnet-option',
    '--crlfile',
    '--egd-file',
    '--random-file',
    '--hsts',
    '--alt-svc',
    '--proxy-cert',
    '--proxy-key',
    '--proxy-cacert',
    '--proto-default',
    '--cookie',
    '--cookie-jar',
    '--output',
    '--output-dir',
    '--url',
    '--user',
    '--request',
    '--referer',
    '--user-agent',
    '--cert',
    '--key',
    '--cacert',
    '--capath',
    '--netrc-file',
    '--proxy',
    '--proxy-user',
    '--max-time',
    '--connect-timeout',
    '--retry',
    '--write-out',
    '--dump-header',
    '--range',
    '--limit-rate',
    '--resolve',
    '--interface',
    '--unix-socket',
    '--etag-save',
    '--etag-compare',
    '--trace',
    '--trace-ascii',
    '--stderr',
    '--variable',
    '--url-query',
    '--oauth2-bearer',
    '--hostpubmd5',
    '--pubkey',
    '--proto',
    '--aws-sigv4',
  ]);
  for (const { name, value } of split.options) {
    if (value === undefined) continue;
    if (/^(?:-w|--write-out|-Q|--quote|-t|--telnet-option|--proxy-header)$/.test(name)) {
      const file = /(?:^|=)@(.+)$/s.exec(value)?.[1];
      if (file !== undefined) shell.touch('read', file, state);
    } else if (/^(?:-d|--data|--data-ascii|--data-binary|--json|-H|--header|--variable)$/.test(name)) {
      const file = /(?:^|=|%)@(.+)$/s.exec(value)?.[1];
      if (file !== undefined && (value.startsWith('@') || name === '--variable')) shell.touch('read', file, state);
    } else if (/^--(?:data-urlencode|url-query)$/.test(name)) {
      const file = /^[^=@]*@(.+)$/s.exec(value)?.[1];
      if (file !== undefined) shell.touch('read', file, state);
    } else if (/^(?:-F|--form)$/.test(name)) {
      for (const [, list = ''] of value.matchAll(/=[@<]([^;]+)/g))
        for (const file of list.split(',')) shell.touch('read', file.replace(/^"|"$/g, ''), state, { isGuess: true });
      for (const [, file = ''] of value.matchAll(/(?:=|,)[@<]([^;,]+)/g))
        shell.touch('read', file.replace(/^"|"$/g, ''), state);
    } else if (/^(?:-T|--upload-file)$/.test(name)) {
      if (/[{[]/.test(value) && !/[^\w./{},[\]-]/.test(value)) shell.text(`cat ${value}`, copyState(state), noOutput);
      else shell.touch('read', value, state, { deep: true });
    } else if (/^(?:-K|--config)$/.test(name)) {
      shell.touch('read', value, state);
      const content = contentOf(call, value);
      if (content?.kind === 'known') followCurlConfig(content.text, call);
      else shell.unknown(`what ${value} tells curl to send`);
    } else if (/^(?:-b|--cookie)$/.test(name)) {
      if (!value.includes('=')) shell.touch('read', value, state, { isGuess: true });
    } else if (
      /^(?:-E|--cert|--key|--cacert|--capath|--netrc-file|--etag-compare|--pubkey|--crlfile|--egd-file|--random-file|--hsts|--alt-svc|--proxy-(?:cert|key|cacert|crlfile))$/.test(
        name,
      )
    )
      shell.touch('read', value, state, { isGuess: true });
    else if (
      /^(?:-o|--output|-D|--dump-header|-c|--cookie-jar|--etag-save|--trace|--trace-ascii|--stderr|--output-dir)$/.test(
        name,
      )
    )
      shell.touch('write', value, state);
    else if (name === '--url') fetchUrl(value, call);
  }
  for (const { text } of split.operands) fetchUrl(text, call);
  return unknownOutput;
};

/** Lines of a configuration of curl: long options without their dashes. */
function followCurlConfig(text: string, call: Call): void {
  for (const line of text.split('\n')) {
    const [, name, quoted, plain] = /^\s*-{0,2}([\w-]+)(?:\s*[=:]\s*|\s+)(?:"((?:\\.|[^"])*)"|(\S+))?/.exec(line) ?? [];
    if (name === undefined) continue;
    const value = quoted ?? plain;
    const dashes = name.length === 1 ? '-' : '--';
    curl({ ...call, args: [`${dashes}${name}`, ...(value === undefined ? [] : [value])], words: [] });
  }
}

/** A URL: a file's is read; of others the last name may be what is written. */
function fetchUrl(url: string, { name, args, shell, state }: Call): void {
  const bare = url.trim();
  const scheme = args.findIndex((arg) => /^--proto-d/.test(arg));
  const isFile = /^file:/i.test(bare) || (scheme >= 0 && /^file$/i.test(args[scheme + 1] ?? ''));
  if (!isFile) return;
  const raw = bare
    .replace(/^file:(?:\/\/(?=[^/]))?/i, '')
    .replace(/^(?:localhost|127\.0\.0\.1)(?=\/)/i, '')
    .replace(/[?#].*$/s, '');
  const path = decoded(raw).replace(/^\/*/, '/');
  shell.touch('read', path, state, { deep: true });
  // curl expands braces and ranges by itself.
  if (name === 'curl')
    for (const each of curlLists(raw)) shell.touch('read', decoded(each).replace(/^\/*/, '/'), state, { deep: true });
}

/** The ways that curl reads a URL with lists in braces; a range in brackets may be any text. */
function curlLists(url: string): string[] {
  let found = [url.replace(/\[[^\]]*\]/g, anything)];
  for (let list = /\{([^{}]*)\}/.exec(found[0] ?? ''); list !== null; list = /\{([^{}]*)\}/.exec(found[0] ?? '')) {
    found = found.flatMap((each) => {
      const [whole = '', choices = ''] = /\{([^{}]*)\}/.exec(each) ?? [];
      return choices.split(',').map((choice) => each.replace(whole, () => choice));
    });
    if (found.length > mostWays) return [anything];
  }
  return found[0] === url ? [] : found;
}

const mostWays = 200;

/** A URL's path with its percent signs resolved. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // What is no UTF-8 is taken byte by byte.
    return path.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  }
}

const wget: Handler = (call) => {
  const { shell, state } = call;
  const split = splitArguments(call, 'aoOiPtTeUwQlADRIXB', [
    '--post-file',
    '--body-file',
    '--input-file',
    '--output-document',
    '--config',
    '--load-cookies',
    '--header',
    '--certificate',
    '--private-key',
    '--ca-certificate',
    '--directory-prefix',
    '--post-data',
    '--execute',
    '--use-askpass',
    '--method',
    '--body-data',
  ]);
  for (const { name, value } of split.options) {
    if (value === undefined) continue;
    if (
      /^(?:-i|--input-file|--post-file|--body-file|--config|--load-cookies|--certificate|--private-key|--ca-certificate)$/.test(
        name,
      )
    )
      shell.touch('read', value, state);
    if (/^(?:-O|-o|-a|--output-document|-P|--directory-prefix)$/.test(name) && value !== '-')
      shell.touch('write', value, state);
    const set =
      /^\s*(?:post_file|body_file|input|load_cookies|ca_certificate|certificate|private_key|output_document)\s*=\s*(.+)$/.exec(
        value,
      )?.[1];
    if (/^(?:-e|--execute)$/.test(name) && set !== undefined) shell.touch('read', set, state);
    if (name === '--use-askpass') shell.text(value, copyState(state), unknownOutput);
  }
  for (const { text } of split.operands) fetchUrl(text, call);
  return unknownOutput;
};

/** Programs that send what their operands name: `host:path` is the other machine's. */
const sender: Handler = (call) => {
  const { args, shell, state, input } = call;
  for (const arg of args) {
    if (/^[\w.@-]+:(?!\/\/)/.test(arg) && !arg.startsWith('/') && !arg.startsWith('.')) continue;
    readMentioned(call, [arg]);
  }
  if (input.kind === 'known') {
    for (const line of input.text.split('\n')) {
      const file = /^\s*(?:put|mput|reput|send|lcd)\s+(?:-\w+\s+)*(\S+)/.exec(line)?.[1];
      if (file !== undefined) shell.touch('read', file, state, { deep: true });
      const run = /^\s*!(.+)$/.exec(line)?.[1];
      if (run !== undefined) shell.text(run, copyState(state), unknownOutput);
    }
  }
  return unknownOutput;
};

/** nc, socat, mail …: standard input was judged where it came from. */
const pipeSender: Handler = (call) => {
  for (const arg of call.args) {
    const run = /^(?:EXEC|SYSTEM|SHELL):(.*)$/is.exec(arg)?.[1];
    if (run !== undefined) call.shell.text(run.replace(/,[\w=,]*$/, ''), copyState(call.state), unknownOutput);
    const file = /^(?:OPEN|FILE|CREATE|GOPEN):([^,]*)/i.exec(arg)?.[1];
    if (file !== undefined) call.shell.touch('read', file, call.state);
  }
  const at = call.args.findIndex((arg) => /^-(?:e|c|-exec|-sh-exec)$/.test(arg));
  if (at >= 0 && /^n(?:c|cat|etcat)/.test(call.name))
    call.shell.text(call.args[at + 1] ?? '', copyState(call.state), unknownOutput);
  readMentioned(
    call,
    call.args.filter((arg) => !/^(?:EXEC|SYSTEM|TCP|UDP|OPENSSL):/i.test(arg)),
  );
  return unknownOutput;
};

const github: Handler = (call) => {
  const { args, shell, state, input } = call;
  const [group, action] = args.filter((arg) => !arg.startsWith('-'));
  const split = splitArguments({ args, words: [] }, 'tbFfRlamrBHSqLcpdTHs', [
    '--title',
    '--body',
    '--body-file',
    '--repo',
    '--label',
    '--assignee',
    '--milestone',
    '--search',
    '--field',
    '--raw-field',
    '--input',
    '--env-file',
    '--notes',
    '--notes-file',
    '--base',
    '--head',
    '--desc',
    '--filename',
    '--jq',
    '--json',
    '--limit',
    '--state',
    '--template',
  ]);
  for (const { name, value } of split.options) {
    if (value === undefined) continue;
    if (/^(?:-F|--body-file|--notes-file|--input)$/.test(name))
      shell.touch('read', value.replace(/^[^=]*=@?/, ''), state, { isGuess: true });
    if (/^(?:-f|--field|--raw-field)$/.test(name) && value.includes('=@'))
      shell.touch('read', value.slice(value.indexOf('=@') + 2), state);
    if (name === '-F' && value.includes('=@')) shell.touch('read', value.slice(value.indexOf('=@') + 2), state);
  }
  if (
    (group === 'gist' && /^(?:create|edit)$/.test(action ?? '')) ||
    (group === 'release' && /^(?:create|upload)$/.test(action ?? ''))
  )
    for (const { text } of split.operands.slice(2)) shell.touch('read', text, state, { isGuess: true, deep: true });
  if (/^(?:secret|variable)$/.test(group ?? ''))
    for (const value of valuesOfOption(split, '-f', '--env-file')) shell.touch('read', value, state);
  if (/^(?:extension|snippet)$/.test(group ?? ''))
    for (const { text } of split.operands) shell.touch('read', text, state, { isGuess: true });
  for (const value of valuesOfOption(split, '-T')) shell.touch('read', value, state, { isGuess: true });
  if (group === 'alias' && action === 'set') shell.text(args.at(-1)?.replace(/^!/, '') ?? '', copyState(state), input);
  if (group === 'repo' && action === 'clone') shell.touch('write', args.at(-1) ?? '', state, { isGuess: true });
  return unknownOutput;
};

/** Docker and its kin: volumes map folders of this machine, so the command inside may read them by other names. */
const container: Handler = (call) => {
  const { args, shell, state } = call;
  const at = args.findIndex((arg) => !arg.startsWith('-'));
  let action = args[at] ?? '';
  let rest = args.slice(at + 1);
  if (action === 'compose' || action === 'container' || action === 'image' || action === 'buildx') {
    const next = rest.findIndex(
      (arg, index) =>
        !arg.startsWith('-') &&
        !/^(?:-f|--file|--env-file|-p|--project-name|--project-directory|--profile)$/.test(rest[index - 1] ?? ''),
    );
    for (const [index, arg] of rest.entries())
      if (/^(?:-f|--file|--env-file|--project-directory)$/.test(rest[index - 1] ?? '')) shell.touch('read', arg, state);
    for (const arg of rest)
      if (/^--(?:env-file|file|project-directory)=/.test(arg))
        shell.touch('read', arg.slice(arg.indexOf('=') + 1), state);
    action = action === 'compose' ? `compose ${rest[next] ?? ''}` : (rest[next] ?? '');
    rest = rest.slice(next + 1);
  }
  if (action === 'cp')
    for (const arg of rest) if (!/^[\w.-]+:/.test(arg)) shell.touch('read', arg, state, { isGuess: true, deep: true });
  if (action === 'build' || action === 'compose build') buildContext(rest, call);
  if (/^(?:run|create|compose run)$/.test(action)) runContainer(rest, call);
  if (/^(?:exec|compose exec)$/.test(action)) {
    const split = splitArguments({ args: rest, words: [] }, 'euw', [
      '--env',
      '--user',
      '--workdir',
      '--env-file',
      '--detach-keys',
    ]);
    const [, name, ...inner] = rest.slice(rest.indexOf(split.operands[0]?.text ?? ''));
    inContainer(name, inner, call, []);
  }
  if (/^(?:import|load|compose config|config)$/.test(action)) readMentioned(call, rest);
  shell.opaque();
  return unknownOutput;
};

function buildContext(args: readonly string[], { shell, state }: Call): void {
  const split = splitArguments({ args, words: [] }, 'tfmcv', [
    '--tag',
    '--file',
    '--build-arg',
    '--target',
    '--platform',
    '--output',
    '--cache-from',
    '--cache-to',
    '--label',
    '--network',
    '--secret',
    '--ssh',
    '--progress',
    '--build-context',
  ]);
  for (const file of valuesOfOption(split, '-f', '--file')) shell.touch('read', file, state);
  for (const each of valuesOfOption(split, '--secret', '--build-context'))
    shell.touch('read', each.replace(/^.*(?:src|source)=|^[^=]*=/, ''), state, { isGuess: true, deep: true });
  for (const { text } of split.operands)
    if (text !== '-' && !/^https?:|^git/.test(text)) shell.touch('read', text, state, { deep: true });
}

function runContainer(args: readonly string[], call: Call): void {
  const { shell, state } = call;
  const split = splitArguments({ args, words: [] }, 'vepwuhlmac', [
    '--volume',
    '--mount',
    '--env',
    '--env-file',
    '--publish',
    '--workdir',
    '--user',
    '--name',
    '--network',
    '--entrypoint',
    '--label',
    '--memory',
    '--cpus',
    '--platform',
    '--gpus',
    '--hostname',
    '--add-host',
    '--device',
    '--cap-add',
    '--tmpfs',
    '--ulimit',
    '--restart',
    '--log-driver',
    '--pid',
    '--security-opt',
    '--volumes-from',
  ]);
  for (const file of valuesOfOption(split, '--env-file')) shell.touch('read', file, state);
  const mounts: (readonly [string, string])[] = [];
  for (const volume of valuesOfOption(split, '-v', '--volume')) {
    const [source = '', target = ''] = volume.split(':');
    if (/^[./~]/.test(source)) mounts.push([source, target]);
  }
  for (const mount of valuesOfOption(split, '--mount')) {
    const fields = new Map(
      mount
        .split(',')
        .map((field): [string, string] => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)]),
    );
    const source = fields.get('src') ?? fields.get('source');
    if (source !== undefined)
      mounts.push([source, fields.get('dst') ?? fields.get('target') ?? fields.get('destination') ?? '']);
  }
  // What is mapped is open to whatever runs inside.
  for (const [source] of mounts) shell.touch('read', source, state, { deep: true });
  const first = split.operands[0]?.text;
  if (first === undefined) return;
  const [, name, ...inner] = args.slice(args.indexOf(first));
  inContainer(name, inner, call, mounts);
}

function inContainer(
  name: string | undefined,
  args: readonly string[],
  { shell, state }: Call,
  mounts: readonly (readonly [string, string])[],
): void {
  if (name === undefined) return;
  for (const arg of args) {
    const mount = mounts.find(([, target]) => target !== '' && arg.startsWith(`${target}/`));
    if (mount !== undefined)
      shell.touch('read', `${mount[0]}/${arg.slice(mount[1].length + 1)}`, state, { isGuess: true });
  }
  const inside = copyState(state);
  inside.cwds = ['/\uE001'];
  shell.invoke(name, args, { state: inside, input: unknownOutput });
}

/** Clients of services: names are the service's; files are named by options and by what looks like a path. */
const client: Handler = (call) => {
  readPathLike(call);
  return unknownOutput;
};

const cloudCopy: Handler = (call) => {
  for (const arg of call.args) if (!/^[\w-]+:/.test(arg)) readMentioned(call, [arg]);
  return unknownOutput;
};

const clipboard: Handler = (call) => {
  readMentioned(call);
  return noOutput;
};

/** What it says stands among its arguments; only an option may name a file. */
const announcer: Handler = (call) => {
  const split = splitArguments(call, 'ftpuhinacsvro', ['--file', '--input-file', '--icon', '--title', '--priority']);
  for (const file of valuesOfOption(split, '-f', '--file', '--input-file')) call.shell.touch('read', file, call.state);
  return unknownOutput;
};

export const networkCommands: Readonly<Record<string, Handler>> = {
  curl,
  wget,
  wget2: wget,
  http: sender,
  https: sender,
  xh: sender,
  httpie: sender,
  scp: sender,
  sftp: sender,
  ftp: sender,
  lftp: sender,
  tftp: sender,
  rcp: sender,
  nc: pipeSender,
  ncat: pipeSender,
  netcat: pipeSender,
  socat: pipeSender,
  telnet: pipeSender,
  mail: pipeSender,
  mailx: pipeSender,
  mutt: pipeSender,
  sendmail: pipeSender,
  gh: github,
  glab: github,
  hub: github,
  docker: container,
  podman: container,
  nerdctl: container,
  'docker-compose': (call) => container({ ...call, args: ['compose', ...call.args] }),
  kubectl: client,
  helm: client,
  oc: client,
  psql: client,
  mysql: client,
  mongosh: client,
  'redis-cli': client,
  terraform: client,
  ansible: client,
  gcloud: client,
  az: client,
  aws: cloudCopy,
  gsutil: cloudCopy,
  rclone: cloudCopy,
  s3cmd: cloudCopy,
  mc: cloudCopy,
  logger: announcer,
  'notify-send': announcer,
  say: announcer,
  wall: reader,
  xclip: clipboard,
  xsel: clipboard,
  pbcopy: clipboard,
  'wl-copy': clipboard,
  ping: () => unknownOutput,
  nslookup: () => unknownOutput,
  dig: () => unknownOutput,
  host: () => unknownOutput,
  op: opaqueProgram,
};
