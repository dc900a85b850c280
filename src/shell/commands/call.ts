import type { Word } from 'unbash';
import type { Call } from '../evaluated.ts';
import { hasHole, isListed, isUnknown } from '../holes.ts';
import { copyState, type Output, unknownOutput } from '../state.ts';

/** What one command does with its arguments; returns what it writes to standard output. */
export type Handler = (call: Call) => Output;

/** The options of a call and its operands, in order. */
export interface Split {
  readonly options: readonly { readonly name: string; readonly value?: string }[];
  readonly operands: readonly Operand[];
  /** The long options that take a value. */
  readonly longNames: readonly string[];
}

export interface Operand {
  readonly text: string;
  readonly word: Word | undefined;
}

/**
 * Splits arguments into options and operands as getopt does. `valued` names the options that take a value: letters in
 * one text, long names beside it.
 */
export function splitArguments(
  { args, words }: Pick<Call, 'args' | 'words'>,
  letters: string,
  longNames: readonly string[] = [],
): Split {
  const options: { name: string; value?: string }[] = [];
  const operands: Operand[] = [];
  let isOver = false;
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (isOver || !arg.startsWith('-') || arg === '-') operands.push({ text: arg, word: words[index] });
    else if (arg === '--') isOver = true;
    else if (arg.startsWith('--') || (longNames.includes(arg) && arg.length > 2)) {
      const equals = arg.indexOf('=');
      const name = fullName(equals < 0 ? arg : arg.slice(0, equals), longNames);
      if (equals >= 0) options.push({ name, value: arg.slice(equals + 1) });
      else if (longNames.includes(name)) options.push({ name, value: args[++index] ?? '' });
      else options.push({ name });
    } else index = splitLetters(arg, args, index, letters, options);
  }
  return { options, operands, longNames };
}

function splitLetters(
  arg: string,
  args: readonly string[],
  at: number,
  letters: string,
  options: { name: string; value?: string }[],
): number {
  for (let letter = 1; letter < arg.length; letter++) {
    const name = `-${arg.charAt(letter)}`;
    if (!letters.includes(arg.charAt(letter))) {
      options.push({ name });
      continue;
    }
    const attached = arg.slice(letter + 1);
    if (attached !== '') options.push({ name, value: attached });
    else options.push({ name, value: args[at + 1] ?? '' });
    return attached === '' ? at + 1 : at;
  }
  return at;
}

/** What a file that an argument names gives, where that is known; `-` is standard input. */
export function contentOf({ shell, state, input }: Call, file: string): Output | undefined {
  return file === '-' ? input : shell.contentOf(file, state, input);
}

/** Long options may be cut short: the option that a name stands for. */
function fullName(name: string, longNames: readonly string[]): string {
  if (longNames.includes(name) || name.length < 4) return name;
  return longNames.find((each) => each.startsWith(name)) ?? name;
}

export function hasOption(split: Split, ...names: readonly string[]): boolean {
  return split.options.some(({ name }) => standsFor(name, names, split));
}

export function valuesOfOption(split: Split, ...names: readonly string[]): string[] {
  return split.options.flatMap(({ name, value }) =>
    value !== undefined && standsFor(name, names, split) ? [value] : [],
  );
}

/** True for one of these options, and for a long one that is cut short, as getopt takes it. */
function standsFor(name: string, names: readonly string[], { longNames }: Split): boolean {
  if (names.includes(name)) return true;
  return /^--\w{3}/.test(name) && !longNames.includes(name) && names.some((each) => each.startsWith(name));
}

/**
 * The paths that an argument of a program that is not known may name: itself, and what stands behind `=`, `@`, `<`,
 * an option's letter, a colon or a comma.
 */
export function pathsIn(arg: string): string[] {
  const found: string[] = [];
  const consider = (text: string): void => {
    const bare = text.replace(/^[@<]+/, '');
    if (bare !== '') found.push(bare);
  };
  if (arg.startsWith('-')) {
    const long = /^--?[\w-]+[=:](.*)$/s.exec(arg)?.[1];
    if (long !== undefined) consider(long);
    else if (/^-[A-Za-z]./.test(arg) && /[/.]/.test(arg)) consider(arg.slice(2));
    else return found;
  } else consider(arg);
  for (const piece of arg.split(/[=,:]/).slice(1)) if (/[/.]/.test(piece)) consider(piece);
  if (/[,:]/.test(arg)) for (const piece of arg.split(/[,:]/)) if (piece.includes('/')) consider(piece);
  return [...new Set(found)];
}

/** Options whose value says what a program is to leave alone. */
const leavingOut =
  /^--?(?:(?:extend-|per-file-)?(?:exclude|ignore)(?:[-_]?(?:dirs?|director(?:y|ies)|patterns?|globs?|paths?|regex|folders?))?|skip(?:-dirs?)?|omit|deselect|\w+IgnorePatterns|excludeDirectories|excludeFiles)$/i;

/** Arguments without the values of options that leave something out, unless such a value is a file. */
export function withoutLeftOut({ shell, state }: Call, args: readonly string[]): string[] {
  let waiting: 'one' | 'list' | undefined;
  return args.filter((arg) => {
    if (arg.startsWith('-')) {
      const [name = '', value] = arg.split('=', 2);
      const leavesOut = leavingOut.test(name);
      waiting = leavesOut && value === undefined ? (/Patterns$/.test(name) ? 'list' : 'one') : undefined;
      return value === undefined || !leavesOut || isFile(value);
    }
    const isValue = waiting !== undefined || arg.startsWith('!');
    if (waiting === 'one') waiting = undefined;
    return !isValue || isFile(arg);
  });

  function isFile(text: string): boolean {
    return hasHole(text) || shell.paths(text, state).some((path) => shell.world.kind(path) === 'file');
  }
}

/** True for a word or a sentence that names nothing on disk, so that there is nothing to read. */
function isMereText(text: string, { shell, state }: Call): boolean {
  if (hasHole(text) || (!/\s/.test(text) && !/^[\w-]+$/.test(text))) return false;
  return shell.paths(text, state).every((path) => !hasHole(path) && shell.world.kind(path) === undefined);
}

/** Touches what the arguments may name, for programs whose options are not known. */
export function readMentioned(call: Call, args: readonly string[] = call.args, isDeep = true): void {
  for (const arg of withoutLeftOut(call, args)) {
    // A value that stands behind its option's letter (`-Ijournal`).
    const attached = /^-[A-Za-z]([^=-].*)$/s.exec(arg)?.[1];
    const isThere =
      attached !== undefined &&
      call.shell
        .paths(attached, call.state)
        .some((path) => !isUnknown(path) && call.shell.world.kind(path) !== undefined);
    for (const path of isThere ? [...pathsIn(arg), attached] : pathsIn(arg))
      if (!isMereText(path, call))
        call.shell.touch('read', path, call.state, { isGuess: true, ...(isDeep ? { deep: true } : {}) });
    if (/\s/.test(arg) && !isUnknown(arg)) call.shell.trial(arg, call.state);
  }
}

/** A program that runs by itself: what its visible arguments name is judged, what it does is not visible. */
export const opaqueProgram: Handler = (call) => {
  readMentioned(call);
  const { args, shell, state, input } = call;
  // What it starts is judged like any command: `tool -- sh -c '…'`, and itself with `-c` where it is a shell's copy.
  const at = args.findIndex((arg, index) => runner.test(arg) && (index > 0 || args.length > 1));
  if (at >= 0) shell.invoke(args[at] ?? '', args.slice(at + 1), { state: copyState(state), input });
  const text = args[args.indexOf('-c') + 1];
  if (args.includes('-c') && text !== undefined && /\s|[<$`]/.test(text)) shell.trial(text, state);
  shell.opaque();
  return unknownOutput;
};

/** Programs that run what their arguments say. */
const runner =
  /^(?:\S*\/)?(?:(?:ba|da|z|k|a|fi)?sh|env|sudo|xargs|python[\d.]*|node|perl|ruby|php|eval|busybox|timeout|nohup|nice)$/;

/** A program that reads the files that its operands name; option values may be files as well. */
export const reader: Handler = (call) => {
  const contents: Output[] = [];
  for (const arg of call.args) {
    if (arg.startsWith('-') && arg !== '-') {
      readMentioned(call, [arg]);
      continue;
    }
    const content = contentOf(call, arg);
    if (content !== undefined) contents.push(content);
    // These take no folder: where one is among names out of a listing they leave it.
    const isFlat = isListed(arg) && /^(?:cat|tac|nl|head|tail|wc|rev|cut|sort|uniq|less|more|bat)$/.test(call.name);
    call.shell.touch('read', arg, call.state, isFlat ? {} : { deep: true });
    // `concat:file`, `text:file`, `@file`.
    if (/[:@,]/.test(arg)) readMentioned(call, [arg.replace(/^[\w,]*[:,]+/, ''), arg]);
  }
  const [only] = contents;
  if (call.name === 'cat' && contents.length === 1 && call.args.length === 1) return only ?? unknownOutput;
  if (call.name === 'cat' && call.args.length === 0) return call.input;
  return passedThrough(call);
};

/** Filters that give other words than they read. */
const rewriting =
  /^(?:rev|base32|base64|basenc|xxd|od|hexdump|hd|iconv|m4|cpp|fold|openssl|gpg|age|expand|unexpand|envsubst)$/;

/** What a filter without file operands writes: part of what it reads. */
export function passedThrough({ name, args, input }: Call): Output {
  if (rewriting.test(name)) return unknownOutput;
  const readsInput = !args.some((arg) => !arg.startsWith('-') && !/^[\d+-]+$/.test(arg));
  return readsInput && (input.kind === 'listed' || input.kind === 'plain') ? input : unknownOutput;
}

/** Operands are names of other things (services, images, targets): only what looks like a path and is one counts. */
export function readPathLike(call: Call, args: readonly string[] = call.args): void {
  for (const arg of withoutLeftOut(call, args)) {
    for (const path of pathsIn(arg)) {
      const isPathLike = /^(?:\.{0,2}\/|~|\.[^/])/.test(path) || path.includes('/');
      if (!isPathLike) continue;
      const exists = call.shell.paths(path, call.state).some((each) => call.shell.world.kind(each) !== undefined);
      if (exists || /^(?:\.{0,2}\/|\.[^/])/.test(path))
        call.shell.touch('read', path, call.state, { isGuess: true, deep: true });
    }
  }
}
