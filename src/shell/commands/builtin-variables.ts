import { splitFields } from '../expand.ts';
import { anything, isUnknown, listed, listingsIn, plainName } from '../holes.ts';
import { outputWords } from '../outputs.ts';
import { copyState, noOutput, unknownOutput } from '../state.ts';
import { type Handler, hasOption, splitArguments, valuesOfOption } from './call.ts';

/** The lines of a known text that `read` may take; its backslashes escape without `-r`. */
function linesOf(text: string, isRaw: boolean): string[] {
  const plain = isRaw ? text : text.replace(/\\\n/g, '').replace(/\\(.)/g, '$1');
  return plain.split('\n').filter((line) => line !== '');
}

export const read: Handler = (call) => {
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

export const mapFile: Handler = (call) => {
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
export const set: Handler = ({ args, state }) => {
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

export const shopt: Handler = ({ args, state }) => {
  const names = args.filter((arg) => !arg.startsWith('-'));
  const letters = args.filter((arg) => arg.startsWith('-')).join('');
  if (letters.includes('s')) state.options = new Set([...state.options, ...names]);
  if (letters.includes('u')) state.options = new Set([...state.options].filter((each) => !names.includes(each)));
  return noOutput;
};

/** `export`, `declare`, `local` and the like. */
export const declare: Handler = ({ name, args, state, shell }) => {
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

export const unset: Handler = ({ args, state, shell }) => {
  for (const arg of args) {
    shell.arithmetic(arg, state);
    state.variables.delete(arg);
    state.functions.delete(arg);
    if (/^(?:CLOISTER_|CLAUDE_CONFIG_DIR)/.test(arg)) shell.tampers(`the variable ${arg}`);
  }
  return noOutput;
};

/** What is left when some go; a listing may stand for more than those. */
function afterShift(fields: readonly string[], count: number): readonly string[] {
  const first = fields.findIndex((field) => listingsIn(field).length > 0);
  return fields.slice(first < 0 ? count : Math.min(count, first));
}

export const shift: Handler = ({ args, state }) => {
  const count = Number(args[0] ?? 1);
  // How many go is not told: what is left may be any of them.
  state.positional = Number.isNaN(count) ? state.positional.map(() => anything) : afterShift(state.positional, count);
  return noOutput;
};
