import { copyState, noOutput, unknownOutput } from '../state.ts';
import {
  type Handler,
  opaqueProgram,
  reader,
  readMentioned,
  readPathLike,
  splitArguments,
  valuesOfOption,
} from './call.ts';
import { container } from './containers.ts';
import { curl, fetchUrl } from './curl.ts';

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
