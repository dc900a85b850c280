import { splitFields } from '../expand.ts';
import { anything, hasHole, isListed, isUnknown, listed, listingsIn, plainName } from '../holes.ts';
import { outputWords } from '../outputs.ts';
import { quoteWord } from '../quoting.ts';
import { copyState, noOutput, type Output, unknownOutput } from '../state.ts';
import { contentOf, type Handler, hasOption, readMentioned, splitArguments, valuesOfOption } from './call.ts';

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
  const { args, state } = call;
  const target = args.find((arg) => arg !== '-n' && arg !== '--');
  // Turning the stack leads to any folder in it.
  if (target === undefined || /^[+-]\d+$/.test(target)) {
    state.previous = state.cwds;
    state.cwds = [...new Set([...state.cwds, ...state.stack.flat()])];
    state.stack = [...state.stack, state.cwds];
    return noOutput;
  }
  const before = state.cwds;
  state.stack = [...state.stack, before];
  const output = changeFolder(call);
  if (args.includes('-n')) {
    state.stack = [...state.stack.slice(0, -1), state.cwds];
    state.cwds = before;
  }
  return output;
};

const popFolder: Handler = ({ args, state }) => {
  if (args.length > 0) {
    state.cwds = [...new Set([...state.cwds, ...state.stack.flat()])];
    return noOutput;
  }
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

/** The lines of a known text that `read` may take; its backslashes escape without `-r`. */
function linesOf(text: string, isRaw: boolean): string[] {
  const plain = isRaw ? text : text.replace(/\\\n/g, '').replace(/\\(.)/g, '$1');
  return plain.split('\n').filter((line) => line !== '');
}

const read: Handler = (call) => {
  const { state, shell, input } = call;
  const split = splitArguments(call, 'adinNptu');
  const [descriptor] = valuesOfOption(split, '-u');
  const from = descriptor === undefined ? input : (state.descriptors.get(Number(descriptor)) ?? unknownOutput);
  const [array] = valuesOfOption(split, '-a');
  const names = split.operands.map(({ text }) => text);
  for (const name of names) shell.arithmetic(name, state);
  // Cut by a number of characters or at another delimiter, the rest of what is there decides.
  const isCut = hasOption(split, '-n', '-N') || valuesOfOption(split, '-d').some((each) => each !== '');
  const ifs = shell.valuesOf('IFS', state)?.[0]?.[0] ?? ' \t\n';
  const lines = from.kind === 'known' && !isCut ? linesOf(from.text, hasOption(split, '-r')).slice(0, 50) : undefined;
  const hole = from.kind === 'listed' ? (from.hole ?? listed) : from.kind === 'plain' ? plainName : anything;
  const fill = (name: string, values: readonly (readonly string[])[]): void => {
    if (/^\w+$/.test(name))
      state.variables.set(name, { values, isExported: state.variables.get(name)?.isExported === true });
  };
  if (array !== undefined) {
    fill(array, lines?.map((line) => splitFields(line, ifs)) ?? [[hole]]);
    return noOutput;
  }
  for (const [index, name] of (names.length === 0 ? ['REPLY'] : names).entries()) {
    const isLast = names.length === 0 || index === names.length - 1;
    // In a loop every line comes in turn.
    const values = lines?.map((line) => {
      const fields = splitFields(line, ifs);
      if (index === 0 && isLast) return names.length === 0 ? line : line.replace(/^[ \t]+|[ \t]+$/g, '');
      return isLast ? fields.slice(index).join(ifs.charAt(0) === '' ? ' ' : ifs.charAt(0)) : (fields[index] ?? '');
    });
    fill(
      name,
      values === undefined ? [[hole]] : [...new Set(values.length === 0 ? [''] : values)].map((text) => [text]),
    );
  }
  return noOutput;
};

const mapFile: Handler = (call) => {
  const { shell, state, input } = call;
  const split = splitArguments(call, 'dnOsuCc');
  for (const text of valuesOfOption(split, '-C')) shell.text(text, copyState(state), unknownOutput);
  const [descriptor] = valuesOfOption(split, '-u');
  const from = descriptor === undefined ? input : (state.descriptors.get(Number(descriptor)) ?? unknownOutput);
  const name = split.operands[0]?.text ?? 'MAPFILE';
  const isMoved = hasOption(split, '-O', '-s', '-n');
  const delimiter = valuesOfOption(split, '-d')[0] ?? '\n';
  const fields =
    from.kind === 'known'
      ? from.text
          .split(delimiter === '' ? '\0' : delimiter.charAt(0))
          .filter((each, at, all) => each !== '' || at < all.length - 1)
      : [outputWords(from)[0] ?? anything];
  // Which element is asked for is not told where they are moved: any of them.
  const values = isMoved ? fields.map((field) => Array.from({ length: 20 }, () => field)) : [fields];
  state.variables.set(name, { values, isExported: false });
  return noOutput;
};

/** Options of the shell itself; what follows them are the positional parameters. */
const set: Handler = ({ args, state }) => {
  let index = 0;
  const turn = (name: string, isOn: boolean): void => {
    state.options = new Set(isOn ? [...state.options, name] : [...state.options].filter((each) => each !== name));
  };
  for (; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (!/^[-+]/.test(arg)) break;
    if (/f/.test(arg.slice(1)) && !arg.startsWith('--')) turn('noglob', arg.startsWith('-'));
    if (/^[-+][a-zA-Z]*o$/.test(arg)) {
      const name = args[index + 1];
      if (name !== undefined && /^[a-z-]+$/.test(name)) {
        turn(name, arg.startsWith('-'));
        index += 1;
      }
    }
    if (arg === '-' || arg === '--') {
      index += 1;
      if (arg === '--' || index < args.length) state.positional = args.slice(index);
      return unknownOutput;
    }
  }
  if (index < args.length) state.positional = args.slice(index);
  return unknownOutput;
};

const shopt: Handler = ({ args, state }) => {
  const names = args.filter((arg) => !arg.startsWith('-'));
  const letters = args.filter((arg) => arg.startsWith('-')).join('');
  if (letters.includes('s')) state.options = new Set([...state.options, ...names]);
  if (letters.includes('u')) state.options = new Set([...state.options].filter((each) => !names.includes(each)));
  return noOutput;
};

/** `export`, `declare`, `local` and the like. */
const declare: Handler = ({ name, args, state, shell }) => {
  const letters = args.filter((arg) => /^-\w+$/.test(arg)).join('');
  const isReference = letters.includes('n') && name !== 'export';
  const isNumber = letters.includes('i') && name !== 'export';
  if (letters.includes('f') && !/=/.test(args.join(' '))) return unknownOutput;
  for (const arg of args) {
    shell.arithmetic(/^(\w+\[.*?\])\+?=/s.exec(arg)?.[1] ?? '', state);
    const own = /^\w+(?=\+?=|$)/.exec(arg)?.[0];
    if (
      own !== undefined &&
      state.locals !== undefined &&
      /^(?:local|declare|typeset)$/.test(name) &&
      !letters.includes('g')
    )
      if (!state.locals.has(own)) state.locals.set(own, state.variables.get(own));
    if (isUnknown(arg) && !/^\w+\+?=/.test(arg)) {
      // `export $(cat file)`: the reading was judged, the names are not known.
      shell.opaque();
      continue;
    }
    const match = /^(\w+)(\+?)=(.*)$/s.exec(arg);
    if (match === null) {
      const variable = state.variables.get(arg);
      if (isReference && /^\w+$/.test(arg))
        state.variables.set(arg, { values: variable?.values ?? [['']], isExported: false, refersTo: '' });
      else if (isNumber && /^\w+$/.test(arg))
        state.variables.set(arg, { values: variable?.values ?? [['']], isExported: false, isNumber });
      else if (variable !== undefined) state.variables.set(arg, { ...variable, isExported: true });
      if (/^(?:CLOISTER_|CLAUDE_CONFIG_DIR)/.test(arg)) shell.tampers(`the variable ${arg}`);
      continue;
    }
    const [, key = '', plus, value = ''] = match;
    if (isNumber) shell.arithmetic(value, state);
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
    shell.arithmetic(arg, state);
    state.variables.delete(arg);
    state.functions.delete(arg);
    if (/^(?:CLOISTER_|CLAUDE_CONFIG_DIR)/.test(arg)) shell.tampers(`the variable ${arg}`);
  }
  return noOutput;
};

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

/** What is left when some go; a listing may stand for more than those. */
function afterShift(fields: readonly string[], count: number): readonly string[] {
  const first = fields.findIndex((field) => listingsIn(field).length > 0);
  return fields.slice(first < 0 ? count : Math.min(count, first));
}

const shift: Handler = ({ args, state }) => {
  const count = Number(args[0] ?? 1);
  // How many go is not told: what is left may be any of them.
  state.positional = Number.isNaN(count) ? state.positional.map(() => anything) : afterShift(state.positional, count);
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

const printFolder: Handler = ({ state }) => {
  const [only] = state.cwds;
  return state.cwds.length === 1 && only !== undefined && !isUnknown(only)
    ? { kind: 'known', text: `${only}\n` }
    : unknownOutput;
};

const baseName: Handler = (call) => {
  const split = splitArguments(call, 's', ['--suffix']);
  const isMany = hasOption(split, '-a', '--multiple', '-s', '--suffix');
  const operands = split.operands.map(({ text }) => text);
  const suffix = valuesOfOption(split, '-s', '--suffix')[0] ?? (isMany ? '' : (operands[1] ?? ''));
  return namePart(isMany ? operands : operands.slice(0, 1), (text) => {
    const name = text.replace(/\/+$/, '').replace(/^.*\//, '');
    return suffix !== '' && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
  });
};
const folderName: Handler = ({ args }) =>
  namePart(args, (text) => (text.includes('/') ? text.replace(/\/[^/]*\/*$/, '') || '/' : '.'));

function namePart(args: readonly string[], part: (text: string) => string): Output {
  const operands = args.filter((arg) => !arg.startsWith('-'));
  const [only] = operands;
  if (only === undefined) return unknownOutput;
  if (!operands.some(hasHole)) return { kind: 'known', text: operands.map((each) => `${part(each)}\n`).join('') };
  return unknownOutput;
}

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
