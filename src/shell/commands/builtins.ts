import { anything, hasHole, isListed, isUnknown, listed, listingsIn, plainName } from '../holes.ts';
import { quoteWord } from '../quoting.ts';
import { copyState, noOutput, unknownOutput } from '../state.ts';
import { baseName, changeFolder, folderName, popFolder, printFolder, pushFolder } from './builtin-folders.ts';
import { declare, mapFile, read, set, shift, shopt, unset } from './builtin-variables.ts';
import { contentOf, type Handler, hasOption, readMentioned, splitArguments, valuesOfOption } from './call.ts';

const nothing: Handler = () => noOutput;
const plain: Handler = () => ({ kind: 'plain' });

const echo: Handler = ({ args }) => {
  const words = args.filter((arg, index) => !(index === 0 && /^-[neE]+$/.test(arg)));
  const isEscaped = args[0] !== undefined && /^-[nE]*e[neE]*$/.test(args[0]);
  const text = words.join(' ');
  if (isUnknown(text)) return unknownOutput;
  if (hasHole(text))
    return isListed(text.replace(/\s/g, ''))
      ? { kind: 'listed', hole: text.replace(/\s/g, '') }
      : text.includes(listed) || listingsIn(text).length > 0
        ? unknownOutput
        : { kind: 'plain' };
  const isOpen = args[0] !== undefined && /^-[eE]*n[neE]*$/.test(args[0]);
  return { kind: 'known', text: `${isEscaped ? unescapeText(text) : text}${isOpen ? '' : '\n'}` };
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
    shell.arithmetic(variable, state);
    const [, name = variable, index] = /^(\w+)\[(.*)\]$/s.exec(variable) ?? [];
    if (index === undefined) shell.setVariable(name, [text ?? anything], state, false);
    else
      state.variables.set(name, {
        values: [[...(state.variables.get(name)?.values[0] ?? []), text ?? anything]],
        isExported: false,
        keyed: new Map([...(state.variables.get(name)?.keyed ?? []), [index, text ?? anything]]),
      });
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
    text += unescapeText(format).replace(/%(%|[-+ #0-9.*]*[a-zA-Z(])/g, (all, kind: string) => {
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

const evaluate: Handler = ({ args, state, shell, input }) => shell.text(args.join(' '), state, input);

const source: Handler = (call) => {
  const { args, state, shell } = call;
  const [file] = args.filter((arg) => arg !== '--');
  if (file === undefined) return noOutput;
  const content = contentOf(call, file);
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

/** `which git`: where a program lies that has this name. */
const programPath: Handler = ({ args }) => {
  const names = args.filter((arg) => !arg.startsWith('-'));
  const isKnown = names.length > 0 && names.every((name) => /^[\w.+-]+$/.test(name));
  return isKnown ? { kind: 'known', text: names.map((name) => `/usr/bin/${name}\n`).join('') } : { kind: 'listed' };
};

/** `exec`, `command`, `builtin`: the rest is a command. */
const rest: Handler = (call) => {
  const { name, args, words, end, state, shell, input } = call;
  const from = args.findIndex((arg, index) => !arg.startsWith('-') && !(name === 'exec' && args[index - 1] === '-a'));
  if (from < 0) return noOutput;
  if (name === 'command' && args.slice(0, from).some((arg) => /^-[vV]+$/.test(arg)))
    return programPath({ ...call, args: args.slice(from) });
  return shell.invoke(args[from] ?? '', args.slice(from + 1), { state, input, words: words.slice(from + 1), end });
};

const trap: Handler = ({ args, state, shell, input }) => {
  const [action, ...signals] = args.filter((arg) => !/^-[lp]$/.test(arg) && arg !== '--');
  if (action === undefined || action === '' || /^(?:-|\d+)$/.test(action) || signals.length === 0) return noOutput;
  shell.text(action, copyState(state), input);
  if (/\$|(?:^|[\s/])\.{1,2}\/|^\w+$/.test(action)) state.traps = [...new Set([...state.traps, action])];
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

const numberTest = /^-(?:eq|ne|lt|le|gt|ge)$/;

const test: Handler = ({ args, state, shell }) => {
  for (const [index, arg] of args.entries()) {
    const operand = args[index + 1];
    if (/^-[vR]$/.test(arg) || numberTest.test(arg)) shell.arithmetic(operand ?? '', state);
    if (numberTest.test(arg)) shell.arithmetic(args[index - 1] ?? '', state);
    if (/^-[abcdefghkprstuwxGLNOS]$/.test(arg) && operand !== undefined && operand !== ']')
      shell.touch('list', operand, state, { isGuess: true, isSelf: true });
    if (/^-(?:nt|ot|ef)$/.test(arg))
      for (const each of [args[index - 1], operand])
        if (each !== undefined) shell.touch('list', each, state, { isGuess: true });
  }
  return noOutput;
};

/** `compgen` and `complete`: they list files, expand words and run commands. */
const completions: Handler = (call) => {
  const { shell, state } = call;
  const split = splitArguments(call, 'oAGWFCXPS');
  for (const text of valuesOfOption(split, '-C')) shell.text(text, copyState(state), unknownOutput);
  for (const text of valuesOfOption(split, '-F')) shell.text(text, copyState(state), unknownOutput);
  for (const text of valuesOfOption(split, '-W')) shell.code(text, state, true);
  for (const text of valuesOfOption(split, '-G')) {
    const script = `: ${text.replace(/[^\w./*?[\]{}~-]/g, '\\$&')}`;
    shell.text(script, copyState(state), unknownOutput);
  }
  if (call.name === 'compgen')
    for (const { text } of split.operands) shell.touch('list', text.replace(/[^/]*$/, '') || '.', state);
  return valuesOfOption(split, '-W', '-C', '-F').length > 0 ? unknownOutput : { kind: 'listed' };
};

/** `let` evaluates its arguments as arithmetic. */
const arithmetic: Handler = ({ args, state, shell }) => {
  for (const arg of args) {
    shell.arithmetic(arg, state);
    const name =
      /^\s*(?:\+\+|--)?([A-Za-z_]\w*)\s*(?:\+\+|--|[-+*/%&|^]?=(?!=))/.exec(arg)?.[1] ??
      /^\s*(?:\+\+|--)([A-Za-z_]\w*)/.exec(arg)?.[1];
    if (name !== undefined) state.variables.set(name, { values: [[plainName]], isExported: false });
  }
  return noOutput;
};

/** `hash -p file name`, `enable -f file name`: the name stands for another program from here on. */
const hash: Handler = (call) => {
  const split = splitArguments(call, 'p');
  const [file] = valuesOfOption(split, '-p');
  if (file !== undefined) for (const { text } of split.operands) call.state.aliases.set(text, quoteWord(file));
  return { kind: 'plain' };
};

const enable: Handler = (call) => {
  const split = splitArguments(call, 'f');
  for (const file of valuesOfOption(split, '-f')) call.shell.touch('read', file, call.state);
  if (hasOption(split, '-f')) call.shell.opaque();
  return { kind: 'plain' };
};

/** `history -r file`, `bind -f file`: files that the shell reads, and key bindings that run commands. */
const fileReader: Handler = (call) => {
  const { shell, state, name } = call;
  const split = splitArguments(call, name === 'bind' ? 'fmqurx' : '');
  for (const file of valuesOfOption(split, '-f')) shell.touch('read', file, state);
  for (const text of valuesOfOption(split, '-x'))
    shell.text(text.replace(/^[^:]*:/, ''), copyState(state), unknownOutput);
  if (name === 'history' && hasOption(split, '-a', '-w'))
    for (const { text } of split.operands) shell.touch('write', text, state);
  else for (const { text } of split.operands) shell.touch('read', text, state, { isGuess: true });
  const [kept] = shell.valuesOf('HISTFILE', state) ?? [];
  if (name !== 'bind' && kept?.[0] !== undefined && hasOption(split, '-r', '-n', '-R', '-A'))
    shell.touch('read', kept[0], state);
  return unknownOutput;
};

/** `expr`: numbers, or whatever text its arguments make. */
const expression: Handler = ({ args }) =>
  args.every((arg) => /^[-+\d\uE001]+$|^[-+*/%()<>=!&|]{1,2}$/.test(arg)) ? { kind: 'plain' } : unknownOutput;

/** Facts about the machine; a file among the arguments is read. */
const factsOf: Handler = (call) => {
  for (const arg of call.args) if (!arg.startsWith('-')) call.shell.touch('read', arg, call.state, { isGuess: true });
  readMentioned(
    call,
    call.args.filter((arg) => arg.startsWith('-')),
  );
  return { kind: 'plain' };
};

/** `mktemp`: a new name, in the folder for such files or where its template says. */
const temporary: Handler = (call) => {
  const split = splitArguments(call, 'p', ['--suffix']);
  const folder =
    valuesOfOption(split, '-p', '--tmpdir').at(-1) ?? call.shell.valuesOf('TMPDIR', call.state)?.[0]?.[0] ?? '/tmp';
  const template = split.operands[0]?.text;
  const isThere = template !== undefined && !hasOption(split, '-p', '-t', '--tmpdir');
  if (template !== undefined && !/X{3}/.test(template)) return unknownOutput;
  const name = (template ?? 'tmp.XXXXXXXXXX').replace(/X{3,}/, plainName);
  return { kind: 'known', text: `${isThere ? '' : `${folder}/`}${name}\n` };
};

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
  complete: completions,
  pwd: printFolder,
  basename: baseName,
  dirname: folderName,
  ':': nothing,
  true: nothing,
  false: nothing,
  let: arithmetic,
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
  bind: fileReader,
  fc: fileReader,
  enable,
  getopts: nothing,
  hash,
  type: programPath,
  which: programPath,
  whereis: () => ({ kind: 'listed' }),
  sleep: nothing,
  mktemp: temporary,
  whoami: plain,
  id: plain,
  uname: plain,
  hostname: factsOf,
  seq: (call) => (call.args.some((arg) => /^-[fs]|^--(?:f|s)/.test(arg)) ? unknownOutput : { kind: 'plain' }),
  expr: expression,
  nproc: plain,
  arch: plain,
  tty: plain,
  logname: plain,
  groups: factsOf,
  users: factsOf,
  uptime: factsOf,
  free: factsOf,
  tput: nothing,
  clear: nothing,
  reset: nothing,
  stty: factsOf,
  yes: () => unknownOutput,
  locale: plain,
  getconf: plain,
  ps: (call) => {
    if (call.args.some((arg) => /ppid/i.test(arg))) call.shell.namesParent = true;
    return factsOf(call);
  },
  history: fileReader,
  printenv: () => unknownOutput,
  sync: nothing,
  factor: plain,
  cal: plain,

  df: factsOf,
  lscpu: plain,
  who: factsOf,
  w: factsOf,
  last: factsOf,
};
