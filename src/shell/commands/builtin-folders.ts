import { anything, hasHole, isUnknown } from '../holes.ts';
import { noOutput, type Output, unknownOutput } from '../state.ts';
import { type Handler, hasOption, splitArguments, valuesOfOption } from './call.ts';

export const changeFolder: Handler = (call) => {
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

export const pushFolder: Handler = (call) => {
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

export const popFolder: Handler = ({ args, state }) => {
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

export const printFolder: Handler = ({ state }) => {
  const [only] = state.cwds;
  return state.cwds.length === 1 && only !== undefined && !isUnknown(only)
    ? { kind: 'known', text: `${only}\n` }
    : unknownOutput;
};

export const baseName: Handler = (call) => {
  const split = splitArguments(call, 's', ['--suffix']);
  const isMany = hasOption(split, '-a', '--multiple', '-s', '--suffix');
  const operands = split.operands.map(({ text }) => text);
  const suffix = valuesOfOption(split, '-s', '--suffix')[0] ?? (isMany ? '' : (operands[1] ?? ''));
  return namePart(isMany ? operands : operands.slice(0, 1), (text) => {
    const name = text.replace(/\/+$/, '').replace(/^.*\//, '');
    return suffix !== '' && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
  });
};
export const folderName: Handler = ({ args }) =>
  namePart(args, (text) => (text.includes('/') ? text.replace(/\/[^/]*\/*$/, '') || '/' : '.'));

function namePart(args: readonly string[], part: (text: string) => string): Output {
  const operands = args.filter((arg) => !arg.startsWith('-'));
  const [only] = operands;
  if (only === undefined) return unknownOutput;
  if (!operands.some(hasHole)) return { kind: 'known', text: operands.map((each) => `${part(each)}\n`).join('') };
  return unknownOutput;
}
