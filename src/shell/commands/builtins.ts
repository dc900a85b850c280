import type { Call } from '../evaluate.ts';
import { outputWords, quoteWord } from '../evaluate.ts';
import { splitFields } from '../expand.ts';
import { anything, hasHole, isUnknown, listed, plainName } from '../holes.ts';
import { copyState, noOutput, type Output, type ShellState, unknownOutput } from '../state.ts';
import { type Handler, splitArguments, valuesOfOption } from './call.ts';

const nothing: Handler = () => noOutput;
const plain: Handler = () => ({ kind: 'plain' });

const changeFolder: Handler = (call) => {
  const { state, shell, args } = call;
  const operands = args.filter((arg) => !/^-[LPe@n]+$/.test(arg) && arg !== '--');
  const [target] = operands;
  const before = state.cwds;
  if (target === '-') {
    state.cwds = state.previous.length > 0 ? state.previous : [anything];
  } else if (target === undefined) {
    const home = shell.valuesOf('HOME', state)?.[0]?.[0];
    state.cwds = [home ?? anything];
  } else {
    const search = target.startsWith('/') || target.startsWith('.') ? undefined : shell.valuesOf('CDPATH', state);
    const bases =
      search === undefined
        ? []
        : search.flatMap((fields) => (fields[0] ?? '').split(':')).filter((each) => each !== '');
    const paths = [...shell.paths(target, state), ...bases.map((base) => `${base}/${target}`)];
    for (const path of paths) if (!hasHole(path)) shell.add({ act: 'list', path, isEntry: true });
    const targets = paths.map((path) => (hasHole(path) ? anything : path));
    // Where the folder is not there the shell stays, unless this line made it.
    const isThere = targets.every((path) => path !== anything && shell.world.kind(path) === 'folder');
    state.cwds = isThere ? [...new Set(targets)] : [...new Set([...targets, ...before])];
  }
  state.previous = before;
  return noOutput;
};

const pushFolder: Handler = (call) => {
  call.state.stack = [...call.state.stack, call.state.cwds];
  return changeFolder(call);
};

const popFolder: Handler = ({ state }) => {
  const top = state.stack.at(-1);
  state.stack = state.stack.slice(0, -1);
  state.previous = state.cwds;
  state.cwds = top ?? [...state.cwds, anything];
  return noOutput;
};

const echo: Handler = ({ args }) => {
  const words = args.filter((arg, index) => !(index === 0 && /^-[neE]+$/.test(arg)));
  const isEscaped = args[0] !== undefined && /^-[nE]*e[neE]*$/.test(args[0]);
  const text = words.join(' ');
  if (isUnknown(text)) return unknownOutput;
  if (hasHole(text))
    return text.includes(listed) ? (text === listed ? { kind: 'listed' } : unknownOutput) : { kind: 'plain' };
  return { kind: 'known', text: `${isEscaped ? unescapeText(text) : text}\n` };
};

function unescapeText(text: string): string {
  return text.replace(
    /\\(?:0?([0-7]{1,3})|x([0-9a-f]{1,2})|u([0-9a-f]{1,4})|([abefnrtv\\]))/gi,
    (_all, octal?: string, hex?: string, unicode?: string, letter?: string) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      if (hex !== undefined || unicode !== undefined)
        return String.fromCharCode(Number.parseInt(hex ?? unicode ?? '', 16));
      const known: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\' };
      return known[letter ?? ''] ?? '';
    },
  );
}

const printf: Handler = ({ args, state, shell }) => {
  const variable = args[0] === '-v' ? args[1] : undefined;
  const [format = '', ...values] =
    variable === undefined ? args.filter((arg, index) => index > 0 || arg !== '--') : args.slice(2);
  const text = formatted(format, values);
  if (variable !== undefined) {
    shell.setVariable(variable, [text ?? anything], state, false);
    return noOutput;
  }
  return text === undefined ? unknownOutput : { kind: 'known', text };
};

/** What printf makes of plain `%s`, `%d` and `%b`; undefined for anything else. */
function formatted(format: string, values: readonly string[]): string | undefined {
  if ([format, ...values].some(hasHole)) return undefined;
  let text = '';
  let next = 0;
  do {
    let isPlain = true;
    text += unescapeText(format).replace(/%(%|[-0-9.]*[a-zA-Z])/g, (all, kind: string) => {
      if (kind === '%') return '%';
      const value = values[next++] ?? '';
      if (/^[sbdiq]$/.test(kind)) return kind === 'b' ? unescapeText(value) : value;
      isPlain = false;
      return all;
    });
    if (!isPlain) return undefined;
  } while (next > 0 && next < values.length);
  return text;
}

/** What a line of an output assigns: known words, or what kind of words they are. */
function lineFields(input: Output, state: ShellState, shell: Call['shell']): string[] | undefined {
  if (input.kind === 'known') {
    const ifs = shell.valuesOf('IFS', state)?.[0]?.[0];
    return splitFields(input.text.split('\n')[0] ?? '', ifs ?? ' \t\n');
  }
  return undefined;
}

const read: Handler = (call) => {
  const { state, shell, input } = call;
  const split = splitArguments(call, 'adinNptu');
  const [descriptor] = valuesOfOption(split, '-u');
  const from = descriptor === undefined ? input : (state.descriptors.get(Number(descriptor)) ?? unknownOutput);
  const names = [...valuesOfOption(split, '-a'), ...split.operands.map(({ text }) => text)];
  const fields = lineFields(from, state, shell);
  const hole = from.kind === 'listed' ? listed : from.kind === 'plain' ? plainName : anything;
  for (const [index, name] of (names.length === 0 ? ['REPLY'] : names).entries()) {
    if (!/^\w+$/.test(name)) continue;
    const rest = index === names.length - 1 ? fields?.slice(index).join(' ') : fields?.[index];
    const lines = from.kind === 'known' ? from.text.split('\n').filter((line) => line !== '') : [];
    // In a loop every line comes in turn.
    const others = names.length <= 1 ? lines.slice(0, 50) : [];
    const values = fields === undefined ? [hole] : [...new Set([rest ?? '', ...others])];
    state.variables.set(name, { values: values.map((text) => [text]), isExported: false });
  }
  return noOutput;
};

const mapFile: Handler = ({ args, state, input }) => {
  const name = args.filter((arg) => !arg.startsWith('-')).at(-1) ?? 'MAPFILE';
  const fields = input.kind === 'known' ? input.text.split('\n') : [outputWords(input)[0] ?? anything];
  state.variables.set(name, { values: [fields], isExported: false });
  return noOutput;
};

const set: Handler = ({ args, state }) => {
  const separator = args.indexOf('--');
  const operands =
    separator >= 0 ? args.slice(separator + 1) : args[0]?.startsWith('-') || args[0]?.startsWith('+') ? [] : args;
  if (separator >= 0 || operands.length > 0) state.positional = operands;
  if (args.some((arg) => /^-[a-zA-Z]*f/.test(arg))) state.options = new Set([...state.options, 'noglob']);
  if (args.some((arg) => /^\+[a-zA-Z]*f/.test(arg)))
    state.options = new Set([...state.options].filter((each) => each !== 'noglob'));
  return unknownOutput;
};

const shopt: Handler = ({ args, state }) => {
  const names = args.filter((arg) => !arg.startsWith('-'));
  if (args.includes('-s')) state.options = new Set([...state.options, ...names]);
  if (args.includes('-u')) state.options = new Set([...state.options].filter((each) => !names.includes(each)));
  return noOutput;
};

/** `export`, `declare`, `local` and the like. */
const declare: Handler = ({ name, args, state, shell }) => {
  const isReference = args.some((arg) => /^-[a-zA-Z]*n/.test(arg)) && name !== 'export';
  for (const arg of args) {
    if (isUnknown(arg) && !/^\w+\+?=/.test(arg)) {
      // `export $(cat file)`: the reading was judged, the names are not known.
      shell.opaque();
      continue;
    }
    const match = /^(\w+)(\+?)=(.*)$/s.exec(arg);
    if (match === null) {
      const variable = state.variables.get(arg);
      if (variable !== undefined) state.variables.set(arg, { ...variable, isExported: true });
      if (/^(?:CLOISTER_|CLAUDE_CONFIG_DIR)/.test(arg)) shell.tampers(`the variable ${arg}`);
      continue;
    }
    const [, key = '', plus, value = ''] = match;
    // An array was assigned where its words were expanded.
    if (value === '' && (state.variables.get(key)?.values[0]?.length ?? 0) > 0) continue;
    if (isReference) state.variables.set(key, { values: [[value]], isExported: false, refersTo: value });
    else {
      const before = plus === '+' ? (state.variables.get(key)?.values[0]?.[0] ?? '') : '';
      shell.setVariable(key, [before + value], state, name === 'export' || args.some((each) => /^-\w*x/.test(each)));
    }
  }
  return noOutput;
};

const unset: Handler = ({ args, state, shell }) => {
  for (const arg of args) {
    state.variables.delete(arg);
    state.functions.delete(arg);
    if (/^(?:CLOISTER_|CLAUDE_CONFIG_DIR)/.test(arg)) shell.tampers(`the variable ${arg}`);
  }
  return noOutput;
};

const evaluate: Handler = ({ args, state, shell, input }) => shell.text(args.join(' '), state, input);

const source: Handler = ({ args, state, shell }) => {
  const [file] = args;
  if (file === undefined) return noOutput;
  const content = shell.contentOf(file);
  if (content === undefined) {
    shell.touch('read', file, state);
    shell.scriptFile(file, state);
    shell.opaque();
    return unknownOutput;
  }
  if (content.kind === 'known') return shell.text(content.text, state, unknownOutput);
  shell.unknown('a script that comes out of another command');
  return unknownOutput;
};

/** `exec`, `command`, `builtin`: the rest is a command. */
const rest: Handler = ({ name, args, words, end, state, shell, input }) => {
  const from = args.findIndex((arg, index) => !arg.startsWith('-') && !(name === 'exec' && args[index - 1] === '-a'));
  if (from < 0) return noOutput;
  if (name === 'command' && args.slice(0, from).some((arg) => /^-[vV]+$/.test(arg))) return { kind: 'listed' };
  return shell.invoke(args[from] ?? '', args.slice(from + 1), { state, input, words: words.slice(from + 1), end });
};

const trap: Handler = ({ args, state, shell, input }) => {
  const [action] = args.filter((arg) => !/^-[lp]$/.test(arg) && arg !== '--');
  if (action !== undefined && action !== '-' && action !== '') shell.text(action, copyState(state), input);
  return noOutput;
};

const alias: Handler = ({ args, state, shell, input }) => {
  for (const arg of args) {
    const equals = arg.indexOf('=');
    if (equals < 1) continue;
    const text = arg.slice(equals + 1);
    state.aliases.set(arg.slice(0, equals), text);
    // It stays defined for later commands, whose texts do not show it.
    shell.text(text, copyState(state), input);
  }
  return noOutput;
};

const shift: Handler = ({ args, state }) => {
  state.positional = state.positional.slice(Number(args[0] ?? 1) || 1);
  return noOutput;
};

const test: Handler = ({ args, state, shell }) => {
  for (const [index, arg] of args.entries()) {
    const operand = args[index + 1];
    if (/^-[abcdefghkprstuwxGLNOS]$/.test(arg) && operand !== undefined && operand !== ']')
      shell.touch('list', operand, state, { isGuess: true });
    if (/^-(?:nt|ot|ef)$/.test(arg))
      for (const each of [args[index - 1], operand])
        if (each !== undefined) shell.touch('list', each, state, { isGuess: true });
  }
  return noOutput;
};

const completions: Handler = ({ args, state, shell }) => {
  for (const arg of args) if (!arg.startsWith('-')) shell.touch('list', arg.replace(/[^/]*$/, '') || '.', state);
  return { kind: 'listed' };
};

const printFolder: Handler = ({ state }) => {
  const [only] = state.cwds;
  return state.cwds.length === 1 && only !== undefined && !isUnknown(only)
    ? { kind: 'known', text: `${only}\n` }
    : unknownOutput;
};

const baseName: Handler = ({ args }) => namePart(args, (text) => text.replace(/\/+$/, '').replace(/^.*\//, ''));
const folderName: Handler = ({ args }) =>
  namePart(args, (text) => (text.includes('/') ? text.replace(/\/[^/]*\/*$/, '') || '/' : '.'));

function namePart(args: readonly string[], part: (text: string) => string): Output {
  const operands = args.filter((arg) => !arg.startsWith('-'));
  const [only] = operands;
  if (only === undefined) return unknownOutput;
  if (!operands.some(hasHole)) return { kind: 'known', text: operands.map((each) => `${part(each)}\n`).join('') };
  return unknownOutput;
}

const xtrace: Handler = ({ args, state, shell, input }) => shell.text(args.map(quoteWord).join(' '), state, input);

export const builtins: Readonly<Record<string, Handler>> = {
  cd: changeFolder,
  chdir: changeFolder,
  pushd: pushFolder,
  popd: popFolder,
  echo,
  printf,
  read,
  mapfile: mapFile,
  readarray: mapFile,
  set,
  shopt,
  export: declare,
  declare,
  typeset: declare,
  local: declare,
  readonly: declare,
  unset,
  eval: evaluate,
  source,
  '.': source,
  exec: rest,
  command: rest,
  builtin: rest,
  noglob: xtrace,
  trap,
  alias,
  unalias: nothing,
  shift,
  test,
  '[': test,
  compgen: completions,
  pwd: printFolder,
  basename: baseName,
  dirname: folderName,
  ':': nothing,
  true: nothing,
  false: nothing,
  let: nothing,
  return: nothing,
  break: nothing,
  continue: nothing,
  exit: nothing,
  logout: nothing,
  wait: nothing,
  jobs: plain,
  fg: nothing,
  bg: nothing,
  disown: nothing,
  times: plain,
  ulimit: plain,
  umask: plain,
  bind: nothing,
  getopts: nothing,
  hash: plain,
  type: () => ({ kind: 'listed' }),
  which: () => ({ kind: 'listed' }),
  whereis: () => ({ kind: 'listed' }),
  sleep: nothing,
  whoami: plain,
  id: plain,
  uname: plain,
  hostname: plain,
  seq: plain,
  expr: plain,
  nproc: plain,
  arch: plain,
  tty: plain,
  logname: plain,
  groups: plain,
  users: plain,
  uptime: plain,
  free: plain,
  tput: nothing,
  clear: nothing,
  reset: nothing,
  stty: nothing,
  yes: plain,
  locale: plain,
  getconf: plain,
  ps: plain,
  history: () => unknownOutput,
  printenv: () => unknownOutput,
  sync: nothing,
  factor: plain,
  cal: plain,
  bc: plain,
  df: plain,
  lscpu: plain,
  who: plain,
  w: plain,
  last: plain,
};
