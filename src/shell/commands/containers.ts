import type { Call } from '../evaluated.ts';
import { copyState, unknownOutput } from '../state.ts';
import { type Handler, readMentioned, splitArguments, valuesOfOption } from './call.ts';

/** Docker and its kin: volumes map folders of this machine, so the command inside may read them by other names. */
export const container: Handler = (call) => {
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
