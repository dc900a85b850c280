import {
  type ArithmeticExpression,
  type Assignment,
  type Command,
  type CompoundList,
  type ParsedScript,
  parse,
  type Statement,
  type SyntaxNode,
  type Word,
} from 'unbash';
import { evaluateArithmetic, visit, visitArithmetic } from './arithmetic.ts';
import { opaqueProgram } from './commands/call.ts';
import { commandNamed, isKnownCommand, runWritten } from './commands/index.ts';
import { cloisterScript } from './commands/own-program.ts';
import type { Call } from './evaluated.ts';
import { expandWord, splitFields, valuesOf } from './expand.ts';
import { anything, hasHole, isUnknown } from './holes.ts';
import { followNode } from './nodes.ts';
import { joinOutputs } from './outputs.ts';
import { quoteWord } from './quoting.ts';
import { followMentions, intoFiles, redirect } from './redirections.ts';
import {
  type Alternatives,
  copyState,
  coversState,
  joinStates,
  noOutput,
  type Output,
  type ShellState,
  unknownOutput,
  type Variable,
  widened,
} from './state.ts';
import { Trace } from './trace.ts';
import { assign, assignmentText, setVariable } from './variables.ts';

/** Longer commands are not followed. */
export const longestCommand = 100_000;
const deepestNest = 40;
const mostSteps = 20_000;
const mostCalls = 6;

/** Thrown where a command would take too many steps to follow. */
export class TooMuch extends Error {}

/** Walks through a parsed script on every way that it may take, and keeps the trace of it. */
export class Evaluator extends Trace {
  /** Functions that are being followed, with the state and arguments that they were entered with. */
  readonly #entered = new Map<string, ShellState[]>();
  #depth = 0;
  #steps = 0;
  #isTop = true;

  step(): void {
    this.#steps += 1;
    if (this.#steps > mostSteps || this.world.isOver()) throw new TooMuch();
  }

  /** Runs what `inside` does one level deeper; positions in nested texts mean nothing to the outer one. */
  #nested<T>(isText: boolean, inside: () => T): T {
    this.#depth += 1;
    if (this.#depth > deepestNest) throw new TooMuch();
    const wasTop = this.#isTop;
    if (isText) this.#isTop = false;
    try {
      return inside();
    } finally {
      this.#depth -= 1;
      this.#isTop = wasTop;
    }
  }

  script(script: ParsedScript, state: ShellState, input: Output, isTop = false): Output {
    const error = script.errors?.[0];
    if (error !== undefined) this.fail(error.message);
    if (script.source !== undefined || !isTop) {
      return this.#nested(script.source !== undefined, () => this.#statements(script.commands, state, input));
    }
    return this.#statements(script.commands, state, input);
  }

  #statements(statements: readonly Statement[], state: ShellState, input: Output): Output {
    let output: Output = noOutput;
    for (const statement of statements) {
      const inner = statement.background === true ? copyState(state) : state;
      output = joinOutputs(output, this.node(statement.command, inner, input));
      this.#runTraps(state);
    }
    return output;
  }

  /** What a trap runs depends on what holds when it does: it is followed after every statement. */
  #runTraps(state: ShellState): void {
    for (const text of state.traps) this.text(text, { ...copyState(state), traps: [] }, unknownOutput);
  }

  list(list: CompoundList, state: ShellState, input: Output): Output {
    return this.#nested(false, () => this.#statements(list.commands, state, input));
  }

  /** Evaluates a text as a command of its own: `sh -c`, `eval`, an alias. */
  text(source: string, state: ShellState, input: Output): Output {
    // A parameter whose number is not told may be any of them.
    if (isUnknown(source) || /\$\{?\uE001/.test(source)) {
      this.unknown('a command that is put together while it runs');
      return unknownOutput;
    }
    if (source.length > longestCommand) throw new TooMuch();
    return this.#nested(true, () => this.script(parse(source), state, input));
  }

  substitute(script: ParsedScript, state: ShellState): Output {
    const [only] = script.commands;
    // `$(<file)` reads the file.
    if (only?.command.type === 'Command' && only.command.name === undefined && only.command.redirects.length > 0) {
      this.node(only.command, copyState(state), unknownOutput);
      return unknownOutput;
    }
    // What a substitution gives is used by another command: it is not rewritten.
    return this.#nested(true, () => this.script(script, copyState(state), unknownOutput));
  }

  processSubstitution(script: ParsedScript, operator: '<' | '>', state: ShellState): Output {
    const output = this.#nested(true, () => this.script(script, copyState(state), unknownOutput));
    return operator === '<' ? output : unknownOutput;
  }

  node(node: SyntaxNode, state: ShellState, input: Output): Output {
    this.step();
    return followNode(this, node, state, input);
  }

  /** Evaluates the substitutions in a part of a word. */
  visitParts(part: SyntaxNode, state: ShellState): void {
    visit(this, part, state);
  }

  command(command: Command, state: ShellState, input: Output): Output {
    const assignments = command.prefix.filter((each): each is Assignment => each.type === 'Assignment');
    if (command.name === undefined) {
      for (const each of assignments) assign(this, each, state);
      redirect(this, command.redirects, state);
      return noOutput;
    }
    const kept = assignments.map(({ name }) => [name, state.variables.get(name)] as const);
    const words = [
      command.name,
      ...command.suffix.filter((each) => each.type === 'Word' || each.type === 'Assignment'),
    ];
    let ways: Argument[][] = [[]];
    for (const word of words) {
      const alternatives: Alternatives =
        word.type === 'Word' ? expandWord(word, state, this) : assignmentText(this, word, state);
      ways = combineArguments(ways, alternatives, word.type === 'Word' ? word : undefined);
    }
    for (const each of assignments) assign(this, each, state, true);
    const descriptors = new Map(state.descriptors);
    const redirected = redirect(this, command.redirects, state);
    let output: Output = noOutput;
    const start = copyState(state);
    const ends: ShellState[] = [];
    for (const way of ways) {
      const inner = ways.length === 1 ? state : copyState(start);
      output = joinOutputs(output, this.#run(way, inner, redirected ?? input, command));
      ends.push(inner);
    }
    if (ways.length > 1) Object.assign(state, ends.reduce(joinStates));
    for (const [name, value] of kept) {
      if (value === undefined) state.variables.delete(name);
      else state.variables.set(name, value);
    }
    followMentions(this, command, output, state);
    if (command.name.value !== 'exec') state.descriptors = descriptors;
    return intoFiles(this, command.redirects, output, state);
  }

  /** What a text does where bash evaluates it as arithmetic. */
  arithmetic(text: string, state: ShellState): void {
    evaluateArithmetic(this, text, state);
  }

  visitArithmetic(expression: ArithmeticExpression | undefined, state: ShellState): void {
    visitArithmetic(this, expression, state);
  }

  setVariable(name: string, texts: readonly string[], state: ShellState, isExported: boolean): void {
    setVariable(this, name, texts, state, isExported);
  }

  /** Follows code that a program will run later, such as a pager; what comes behind it are arguments. */
  code(text: string, state: ShellState, isPrompt: boolean): void {
    if (isPrompt) {
      const script = parse(`: "${text.replaceAll('"', '\\"')}"`);
      this.#nested(true, () => this.script(script, copyState(state), unknownOutput));
    } else this.text(text.replace(/^!/, ''), copyState(state), unknownOutput);
  }

  #run(way: readonly Argument[], state: ShellState, input: Output, command: Command): Output {
    const [first, ...rest] = way;
    if (first === undefined) return noOutput;
    const lastWord = [...command.suffix].reverse().find((each) => each.type === 'Word') ?? command.name;
    const name = first.text;
    const args = rest.map(({ text }) => text);
    let output: Output = noOutput;
    const alias = state.aliases.get(name);
    // Whether aliases are expanded, and where in a line, is not told: both meanings count.
    if (alias !== undefined && !alias.startsWith(`${name} `) && alias !== name)
      output = this.text([alias, ...args.map((arg) => withAlias(arg, alias, state))].join(' '), state, input);
    const known = state.functions.get(name);
    if (known !== undefined) output = joinOutputs(output, this.callFunction(name, args, state, input));
    if (known?.isCertain === true) return output;
    return joinOutputs(
      output,
      this.invoke(name, args, {
        state,
        input,
        words: rest.map(({ word }) => word),
        end: this.#isTop && known === undefined && alias === undefined ? lastWord?.end : undefined,
      }),
    );
  }

  callFunction(name: string, args: readonly string[], state: ShellState, input: Output): Output {
    const { bodies } = state.functions.get(name) ?? { bodies: [] };
    const entered = this.#entered.get(name) ?? [];
    const last = entered.at(-1);
    const inner = { positional: args, locals: new Map<string, Variable | undefined>() };
    const outer = { positional: state.positional, locals: state.locals };
    let output: Output = noOutput;
    Object.assign(state, inner);
    // A function that calls itself: what changes from call to call may become anything, until nothing changes.
    if (last !== undefined && entered.length > 1) {
      if (coversState(last, state)) {
        Object.assign(state, outer);
        return unknownOutput;
      }
      Object.assign(state, widened(last, state), { locals: inner.locals });
      state.positional = args.map((arg, index) => (last.positional[index] === arg && !isUnknown(arg) ? arg : anything));
      if (entered.length > mostCalls) {
        this.unknown('a function that calls itself');
        Object.assign(state, outer);
        return unknownOutput;
      }
    }
    this.#entered.set(name, [...entered, copyState(state)]);
    const ends: ShellState[] = [];
    for (const body of bodies) {
      const one = bodies.length === 1 ? state : copyState(state);
      output = joinOutputs(
        output,
        this.#nested(false, () => this.node(body, one, input)),
      );
      ends.push(one);
    }
    if (bodies.length > 1) Object.assign(state, ends.reduce(joinStates));
    this.#entered.set(name, entered);
    for (const [variable, before] of state.locals ?? []) {
      if (before === undefined) state.variables.delete(variable);
      else state.variables.set(variable, before);
    }
    Object.assign(state, outer);
    return output;
  }

  /** Evaluates one command by its name and arguments. */
  invoke(
    name: string,
    args: readonly string[],
    { state, input, words = [], end }: Pick<Call, 'state' | 'input'> & Partial<Pick<Call, 'words' | 'end'>>,
  ): Output {
    this.step();
    if (hasHole(name)) {
      this.unknown('the name of a command');
      return unknownOutput;
    }
    if (name === '') return noOutput;
    const base = name.slice(name.lastIndexOf('/') + 1);
    if (name.includes('/')) this.touch('run', name, state);
    const call: Call = { name: base, args, words, end, state, input, shell: this };
    if (name.includes('/')) cloisterScript({ ...call, args: [name, ...args] });
    return this.#nested(false, () => {
      const content = name.includes('/') ? this.contentOf(name, state, unknownOutput) : undefined;
      if (content?.kind === 'known') return runWritten(content.text, call);
      // A program of that name which is not the system's may do anything with its arguments.
      if (this.isOwnProgram(name, state)) {
        opaqueProgram(call);
        if (input.kind === 'known') this.trial(input.text, state);
      } else if (/\s/.test(name)) this.trial(name, state);
      const before = this.mark();
      const output = commandNamed(base)(call);
      // What comes out of a listing stands for what was listed.
      return output.kind === 'listed' && output.hole === undefined
        ? { kind: 'listed', hole: this.listingSince(before, call) }
        : output;
    });
  }

  /** True where `$1` without arguments is empty rather than unknown. */
  isScript(state: ShellState): boolean {
    return state.positional.length > 0;
  }

  /** The value of a variable that nothing sets: the shell's start-up files may have set it. */
  unset(_name: string): string {
    return anything;
  }

  /** Evaluates a text that may be no command at all: only what it certainly touches counts. */
  trial(text: string, state: ShellState): void {
    const [first = ''] = splitFields(text);
    const isCommand =
      isKnownCommand(first.slice(first.lastIndexOf('/') + 1)) || /^<|[\s;&|]<\s*[\w./~*?-]+\s|\$\(|`/.test(text);
    if (!isCommand || text.length > longestCommand) return;
    this.#certain(text, state);
  }

  /** Follows a script that is on disk: what it certainly touches counts, the rest is the program's own doing. */
  scriptFile(path: string, state: ShellState): void {
    for (const each of this.paths(path, state)) {
      const text = hasHole(each) ? undefined : this.world.script(each);
      if (text !== undefined && !hasHole(text)) this.#certain(text, state);
    }
  }

  #certain(text: string, state: ShellState): void {
    const script = parse(text);
    if (script.errors !== undefined) return;
    const other = new Evaluator(this.world);
    other.#depth = this.#depth + 1;
    other.#isTop = false;
    if (other.#depth > deepestNest) throw new TooMuch();
    other.script(script, copyState(state), unknownOutput);
    const { actions, tampers, loosens, skips } = other.result();
    for (const action of actions)
      if (action.deep !== true || this.world.kind(action.path) !== 'folder') this.add(action);
    for (const each of tampers) this.tampers(each);
    for (const each of loosens) this.loosens(each);
    for (const each of skips) this.skipsHook(each);
  }

  /** True for what can only be a revision, not a path. */
  isRevision(text: string): boolean {
    return /^(?:HEAD|@|FETCH_HEAD|ORIG_HEAD|main|master|origin\/.*|stash@.*|refs\/.*|[0-9a-f]{7,64})(?:[~^@:].*)?$/.test(
      text,
    );
  }

  valuesOf(name: string, state: ShellState): Alternatives | undefined {
    return valuesOf(name, state, this);
  }
}

interface Argument {
  readonly text: string;
  readonly word: Word | undefined;
}

function combineArguments(
  ways: readonly Argument[][],
  alternatives: Alternatives,
  word: Word | undefined,
): Argument[][] {
  const both = ways.flatMap((way) =>
    alternatives.map((fields) => [
      ...way,
      ...fields.map((text) => ({ text, word: fields.length === 1 ? word : undefined })),
    ]),
  );
  return both.length > 12 ? [[...(ways[0] ?? []), { text: anything, word: undefined }]] : both;
}

/** `alias c='cat '` takes the next word as an alias as well. */
function withAlias(arg: string, alias: string, { aliases }: ShellState): string {
  const next = /\s$/.test(alias) ? aliases.get(arg) : undefined;
  return next ?? quoteWord(arg);
}
