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
import type { Action } from '../core/request.ts';
import { evaluateArithmetic, evaluateTest, substitutionsIn, visit, visitArithmetic } from './arithmetic.ts';
import { opaqueProgram } from './commands/call.ts';
import { commandNamed, isKnownCommand, runWritten } from './commands/index.ts';
import { cloisterScript } from './commands/own-program.ts';
import type { Call, Evaluated, ShellAction } from './evaluated.ts';
import { expandWord, splitFields, valuesOf } from './expand.ts';
import { anything, hasHole, isUnknown, listed, listingHole, listingsIn, showHoles, withoutListings } from './holes.ts';
import { consumed, entriesOf, type Place } from './listings.ts';
import { joinOutputs } from './outputs.ts';
import type { GlobOptions } from './patterns.ts';
import { plainPath, quoteWord } from './quoting.ts';
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
import { assign, assignmentText, setVariable } from './variables.ts';
import type { World } from './world.ts';

const longestCommand = 100_000;
const deepestNest = 40;
const oddSpaces = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]/g;
const systemProgram = /^(?:\/usr(?:\/local)?|\/opt\/homebrew|\/opt\/local)?\/s?bin\/[^/]+$/;
const mostSteps = 20_000;
const mostIterations = 300;
const mostCalls = 6;

/**
 * Parses a command of bash and walks through it, on every way that it may take, without running anything. `cwd` is an
 * absolute path. A command that does not parse, is too large or takes too many steps comes back with a problem.
 */
export function evaluateCommand(source: string, cwd: string, world: World): Evaluated {
  const shell = new Evaluator(world);
  const state: ShellState = {
    cwds: [cwd],
    previous: [],
    stack: [],
    variables: new Map(),
    functions: new Map(),
    aliases: new Map(),
    positional: [],
    traps: [],
    locals: undefined,
    options: new Set(),
    descriptors: new Map(),
  };
  const start = copyState(state);
  if (hasHole(source)) shell.fail('it holds characters of the private use area');
  else if (source.length > longestCommand) shell.fail('it is too long');
  else if (/=\(|\((?:[A-Za-z.@/^-]+)\)\s*$/.test(source) && world.variable('SHELL')?.endsWith('zsh') === true)
    shell.fail('it may mean something else to zsh');
  else {
    try {
      shell.script(parse(source), state, unknownOutput, true);
      // Spaces that are none to bash may be some to another shell or to whoever reads the command.
      const plain = source.replace(oddSpaces, ' ');
      if (plain !== source) shell.text(plain, copyState(start), unknownOutput);
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
      shell.fail('it takes too many steps to follow');
    }
  }
  return shell.result();
}

class TooMuch extends Error {}

export class Evaluator {
  readonly world: World;
  readonly #actions: ShellAction[] = [];
  readonly #unknown = new Set<string>();
  readonly #tampers = new Set<string>();
  readonly #loosens = new Set<string>();
  readonly #pseudoFiles = new Map<string, Output>();
  /** Known texts that earlier commands wrote to files, by absolute path. */
  readonly #written = new Map<string, readonly string[]>();
  /** Links that earlier commands made: what their paths lead to. */
  readonly #links = new Map<string, readonly string[]>();
  /** Files that earlier commands made. */
  readonly #made = new Set<string>();
  /** True once the command names the processes that it runs in, or the guard's. */
  namesParent = false;
  /** Functions that are being followed, with the state and arguments that they were entered with. */
  readonly #entered = new Map<string, ShellState[]>();
  #problem: string | undefined;
  #isOpaque = false;
  /** What each listing gives, and the numbers of the listings by what makes them. */
  readonly #listings: (readonly ShellAction[])[] = [];
  readonly #listingNumbers = new Map<string, number>();
  #depth = 0;
  #steps = 0;
  #isTop = true;

  constructor(world: World) {
    this.world = world;
  }

  result(): Evaluated {
    return {
      actions: this.#actions,
      unknown: [...this.#unknown],
      isOpaque: this.#isOpaque,
      ...(this.#problem === undefined ? {} : { problem: this.#problem }),
      tampers: [...this.#tampers],
      loosens: [...this.#loosens],
    };
  }

  fail(problem: string): void {
    this.#problem ??= problem;
  }
  unknown(what: string): void {
    this.#unknown.add(showHoles(what).slice(0, 120));
  }
  opaque(): void {
    this.#isOpaque = true;
  }
  tampers(what: string): void {
    this.#tampers.add(showHoles(what).slice(0, 120));
  }
  loosens(what: string): void {
    this.#loosens.add(what);
  }

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
      output = joinOutputs(output, this.#node(statement.command, inner, input));
      this.#runTraps(state);
    }
    return output;
  }

  /** What a trap runs depends on what holds when it does: it is followed after every statement. */
  #runTraps(state: ShellState): void {
    for (const text of state.traps) this.text(text, { ...copyState(state), traps: [] }, unknownOutput);
  }

  #list(list: CompoundList, state: ShellState, input: Output): Output {
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
      this.#node(only.command, copyState(state), unknownOutput);
      return unknownOutput;
    }
    // What a substitution gives is used by another command: it is not rewritten.
    return this.#nested(true, () => this.script(script, copyState(state), unknownOutput));
  }

  processSubstitution(script: ParsedScript, operator: '<' | '>', state: ShellState): Output {
    const output = this.#nested(true, () => this.script(script, copyState(state), unknownOutput));
    return operator === '<' ? output : unknownOutput;
  }

  /** A name for what a process substitution gives; `contentOf` knows it again. */
  pseudoFile(output: Output): string {
    const path = `/dev/fd/${1000 + this.#pseudoFiles.size}`;
    this.#pseudoFiles.set(path, output);
    return path;
  }

  /** What reading a file gives, as far as it is known: a descriptor, or what an earlier command wrote to it. */
  contentOf(path: string, state: ShellState, input: Output): Output | undefined {
    const pseudo = this.#pseudoFiles.get(path);
    if (pseudo !== undefined) return pseudo;
    const [, descriptor] = /^\/(?:dev\/(?:stdin|fd\/(\d+))|proc\/(?:self|thread-self|\d+|\uE001)\/fd\/(\d+))$/
      .exec(path)
      ?.filter((each) => each !== undefined) ?? [undefined, undefined];
    if (path === '/dev/stdin' || descriptor === '0') return input;
    if (descriptor !== undefined) return state.descriptors.get(Number(descriptor)) ?? unknownOutput;
    const texts = this.paths(path, state).flatMap((each) => this.#written.get(plainPath(each)) ?? []);
    return texts.length === 0 ? undefined : { kind: 'known', text: texts.join('\n') };
  }

  /** Notes what a command writes to a file; what it held before counts for nothing where it is overwritten. */
  wrote(path: string, output: Output, isAppended: boolean, state: ShellState): void {
    if (isUnknown(path) || path === '') return;
    for (const each of this.paths(path, state)) {
      const file = plainPath(each);
      const before = this.#written.get(file);
      const isNew = before !== undefined || !isAppended || this.world.kind(file) === undefined;
      if (output.kind === 'known' && isNew) this.#written.set(file, [...(before ?? []), output.text]);
      else this.#written.delete(file);
      this.#made.add(file);
    }
  }

  /** True where a name may lead to a program of the person's or the agent's own instead of the system's. */
  isOwnProgram(name: string, state: ShellState): boolean {
    // What is installed in a project (`node_modules/.bin`, a virtual environment) is what its name says.
    if (name.includes('/'))
      return (
        !/(?:^|\/)\.?s?bin\/[^/]+$/.test(name) ||
        this.paths(name, state).some((path) => this.#made.has(plainPath(path)))
      );
    const places = state.variables.get('PATH')?.values.flatMap(([text = '']) => text.split(':')) ?? [];
    return places.some((place) =>
      this.paths(`${place === '' ? '.' : place}/${name}`, state).some(
        (path) => !systemProgram.test(path) && (this.#made.has(plainPath(path)) || this.world.kind(path) === 'file'),
      ),
    );
  }

  #node(node: SyntaxNode, state: ShellState, input: Output): Output {
    this.step();
    switch (node.type) {
      case 'Command':
        return this.#command(node, state, input);
      case 'AndOr':
        return this.#andOr(node.commands, state, input);
      case 'Pipeline':
        return this.#pipeline(node.commands, state, input);
      case 'Redirected': {
        const redirected = redirect(this, node.redirects, state) ?? input;
        return intoFiles(this, node.redirects, this.#node(node.command, state, redirected), state);
      }
      case 'Subshell':
        return this.#list(node.body, copyState(state), input);
      case 'BraceGroup':
        return this.#list(node.body, state, input);
      case 'CompoundList':
        return this.#list(node, state, input);
      case 'If': {
        this.#list(node.clause, state, input);
        const ends = [copyState(state)];
        let output = this.#branch(node.then, state, input, ends);
        for (const { clause, then } of node.elif) {
          this.#list(clause, state, input);
          output = joinOutputs(output, this.#branch(then, state, input, ends));
        }
        if (node.else !== undefined) output = joinOutputs(output, this.#branch(node.else, state, input, ends));
        Object.assign(state, ends.reduce(joinStates));
        return output;
      }
      case 'For':
      case 'Select':
        return this.#for(node.name.value, node.wordlist, node.body, state, input);
      case 'While': {
        return this.#rounds(state, () =>
          joinOutputs(this.#list(node.clause, state, input), this.#list(node.body, state, input)),
        );
      }
      case 'ArithmeticFor': {
        visitArithmetic(this, node.initialize, state);
        return this.#rounds(state, () => {
          visitArithmetic(this, node.test, state);
          const output = this.#list(node.body, state, input);
          visitArithmetic(this, node.update, state);
          return output;
        });
      }
      case 'Case': {
        expandWord(node.word, state, this);
        const ends = [copyState(state)];
        let output: Output = noOutput;
        for (const { pattern, body } of node.items) {
          for (const word of pattern) substitutionsIn(this, word, state);
          output = joinOutputs(output, this.#branch(body, state, input, ends));
        }
        Object.assign(state, ends.reduce(joinStates));
        return output;
      }
      case 'TestCommand':
        evaluateTest(this, node.expression, state);
        return noOutput;
      case 'ArithmeticCommand':
        visitArithmetic(this, node.expression, state);
        return noOutput;
      case 'Function':
        if (node.body.type !== undefined)
          state.functions.set(node.name.value, { bodies: [node.body], isCertain: true });
        // bash calls it for a command that it does not find.
        if (node.name.value === 'command_not_found_handle')
          this.#callFunction(node.name.value, [anything, anything], state, input);
        return noOutput;
      case 'Coproc':
        this.#node(node.body, copyState(state), unknownOutput);
        return noOutput;
      default:
        this.fail(`it holds ${node.type}`);
        return unknownOutput;
    }
  }

  /** A loop's body, round after round, each on what the ones before it may have left, until that is all. */
  #rounds(state: ShellState, round: () => Output): Output {
    let output: Output = noOutput;
    for (let count = 0; count < 4; count++) {
      const before = copyState(state);
      output = joinOutputs(output, round());
      const after = copyState(state);
      Object.assign(state, joinStates(before, after));
      if (coversState(before, state)) return output;
      if (count === 2) Object.assign(state, widened(before, after));
    }
    return output;
  }

  #branch(list: CompoundList, state: ShellState, input: Output, ends: ShellState[]): Output {
    const inner = copyState(state);
    const output = this.#list(list, inner, input);
    ends.push(inner);
    return output;
  }

  #andOr(commands: readonly SyntaxNode[], state: ShellState, input: Output): Output {
    let output: Output = noOutput;
    let before = copyState(state);
    for (const [index, command] of commands.entries()) {
      output = joinOutputs(output, this.#node(command, state, input));
      // Later parts may not run; what follows in the line knows both.
      if (index > 0) before = joinStates(before, state);
      else before = copyState(state);
    }
    if (commands.length > 1) Object.assign(state, joinStates(state, before));
    return output;
  }

  #pipeline(commands: readonly SyntaxNode[], state: ShellState, input: Output): Output {
    let output = input;
    for (const command of commands) {
      const inner = commands.length > 1 ? copyState(state) : state;
      output = this.#node(command, inner, output);
      // Where the last part runs in this shell (zsh, lastpipe) its variables stay.
      if (command === commands.at(-1) && inner !== state) state.variables = joinStates(state, inner).variables;
    }
    return output;
  }

  #for(name: string, words: readonly Word[] | undefined, body: CompoundList, state: ShellState, input: Output): Output {
    const fields =
      words === undefined ? [...state.positional] : words.flatMap((word) => expandWord(word, state, this).flat());
    const distinct = [...new Set(fields)];
    const ends = [copyState(state)];
    let output: Output = noOutput;
    for (const field of distinct.length > mostIterations ? [anything] : distinct) {
      state.variables.set(name, { values: [[field]], isExported: false });
      output = joinOutputs(output, this.#list(body, state, input));
      ends.push(copyState(state));
      if (ends.length > 4) ends.splice(0, 2, joinStates(ends[0] ?? state, ends[1] ?? state));
    }
    Object.assign(state, ends.reduce(joinStates));
    return output;
  }

  /** Evaluates the substitutions in a part of a word. */
  visitParts(part: SyntaxNode, state: ShellState): void {
    visit(this, part, state);
  }

  #command(command: Command, state: ShellState, input: Output): Output {
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
    if (known !== undefined) output = joinOutputs(output, this.#callFunction(name, args, state, input));
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

  #callFunction(name: string, args: readonly string[], state: ShellState, input: Output): Output {
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
        this.#nested(false, () => this.#node(body, one, input)),
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

  globOptions(state: ShellState): GlobOptions {
    return {
      globstar: state.options.has('globstar') || this.world.variable('SHELL')?.endsWith('zsh') === true,
      dotglob: state.options.has('dotglob'),
      nocase: state.options.has('nocaseglob'),
    };
  }

  /** A pattern that matched shows the names in the folders of its matches. */
  listMatches(matches: readonly string[]): void {
    const folders = new Set(matches.map((each) => each.slice(0, each.replace(/\/$/, '').lastIndexOf('/'))));
    for (const folder of folders) if (folder !== '') this.add({ act: 'list', path: folder });
  }

  /** How many actions there are by now. */
  mark(): number {
    return this.#actions.length;
  }

  /** The hole for the paths that a call gives out, which it has listed or read since `mark`. */
  listingSince(mark: number, { name, args, state }: Pick<Call, 'name' | 'args' | 'state'>): string {
    const actions = this.#actions
      .slice(mark)
      .filter(({ act, isProbe, isItself }) => (act === 'list' || act === 'read') && (isProbe !== true || isItself));
    if (actions.length === 0) return listed;
    return this.#holeFor(actions, { name, args, state });
  }

  /** The hole for those names of listings that `has` lets through, where the listings give bare names. */
  narrowedListing(hole: string, has: (name: string) => boolean, call: Pick<Call, 'name' | 'args' | 'state'>): string {
    const actions = listingsIn(hole).flatMap((index) => this.#listings[index] ?? []);
    if (hole.includes(listed) || actions.some(({ isBare }) => isBare !== true)) return hole;
    return this.#holeFor(
      actions.map((each) => ({
        ...each,
        omits: (name, isFolder) => !has(name) || each.omits?.(name, isFolder) === true,
      })),
      { ...call, name: `${hole} ${call.name}` },
    );
  }

  #holeFor(actions: readonly ShellAction[], { name, args, state }: Pick<Call, 'name' | 'args' | 'state'>): string {
    const key = JSON.stringify([state.cwds, name, args, actions.map(({ act, path }) => [act, path])]);
    const index = this.#listingNumbers.get(key) ?? this.#listings.length;
    if (index === this.#listings.length) this.#listings.push(actions);
    this.#listingNumbers.set(key, index);
    return listingHole(index);
  }

  /** A word with a path out of a listing is touched: what may be among the paths is touched with it. */
  #touchListed(act: Action['act'], text: string, state: ShellState, options: TouchOptions): void {
    for (const index of listingsIn(text)) {
      const hole = listingHole(index);
      const at = text.indexOf(hole);
      const place = {
        before: withoutListings(text.slice(0, at)).replace(/^(?:\.\/+)+/, ''),
        behind: withoutListings(text.slice(at + 1)),
      };
      for (const each of this.#listings[index] ?? []) {
        // Of what is asked of history the whole tree is judged with its pathspecs.
        if (each.isNamed === true || each.onlyFolders === true || (each.history === true && each.deep !== true))
          continue;
        if (each.deep === true) this.#touchDeepListing(act, each, place, text, state, options);
        else
          for (const word of entriesOf(each, place, this.world)) {
            const pattern = word.search(/[*?[]/);
            if (pattern >= 0 && /[*?[]/.test(place.behind))
              this.touch(act, word.slice(0, word.lastIndexOf('/', pattern)), state, { ...options, deep: true });
            else this.touch(act, word, state, options);
          }
      }
    }
  }

  #touchDeepListing(
    act: Action['act'],
    listing: ShellAction,
    { before, behind }: Place,
    text: string,
    state: ShellState,
    options: TouchOptions,
  ): void {
    if (behind.replace(/^\/+$/, '') !== '' && options.isGuess !== true) this.unknown(text);
    this.add(consumed(listing, act, options.deep === true, behind === ''));
    const folder = before.slice(0, before.lastIndexOf('/'));
    if (before.includes('/') && !this.paths(folder, state).every((path) => plainPath(path) === plainPath(listing.path)))
      this.touch(act, folder === '' ? '/' : folder, state, { isGuess: true, deep: true });
  }

  add(action: ShellAction): void {
    this.#actions.push(action);
  }

  /** The absolute paths that a word may mean; unknown where it can not be told. */
  paths(text: string, state: ShellState): string[] {
    if (text.startsWith('/')) return [text];
    return state.cwds.map((cwd) => (isUnknown(cwd) ? anything : text === '' ? cwd : `${cwd}/${text}`));
  }

  /**
   * Notes that a path is read, listed, written or run. Holes in it are resolved as far as that is safe; with `isGuess`
   * a word that may be no path at all is left alone where it can not be told.
   */
  touch(act: Action['act'], text: string, state: ShellState, options: TouchOptions = {}): void {
    const { isGuess = false, ...extra } = options;
    if (text === listed || text === '') return;
    if (this.#pseudoFiles.has(text) || /^\/dev\/(?:null|zero|u?random|full|tty|stdin|stdout|stderr)$/.test(text))
      return;
    if (/^\/dev\/(?:tcp|udp)\//.test(text)) return;
    if (listingsIn(text).length > 0 && !isUnknown(text)) {
      this.#touchListed(act, text, state, options);
      return;
    }
    const url = /^([a-z][a-z0-9+.-]+):\/\//i.exec(text);
    if (url !== null && url[1]?.toLowerCase() !== 'file') return;
    for (const path of this.paths(text, state)) {
      const hole = path.search(/[\uE000\uE002\uE100-\uE1FF]/);
      if (hole < 0) {
        if (act === 'write') {
          this.#made.add(plainPath(path));
          for (const behind of this.#behindLinks(plainPath(path))) this.add({ act, path: behind, ...extra });
        }
        this.add({ act, path, ...extra });
        continue;
      }
      const folder = path.slice(0, path.lastIndexOf('/', hole));
      if (folder !== '') this.add({ act: 'list', path: folder, isProbe: true });
      const isListing = path.charAt(hole) === listed && path.length === hole + 1;
      if (isListing && folder !== '') this.add({ act: 'list', path: folder, deep: true, keepsLinks: true });
      else if (!isGuess) this.unknown(text);
    }
  }

  /** Notes that `link` will lead to `target`, both as the command names them. */
  linked(target: string, link: string, state: ShellState): void {
    for (const path of this.paths(link, state)) {
      if (hasHole(path)) continue;
      const place = plainPath(path);
      const folder = place.slice(0, place.lastIndexOf('/'));
      const targets = target.startsWith('/') ? [target] : [`${folder}/${target}`, ...this.paths(target, state)];
      this.#links.set(place, [...(this.#links.get(place) ?? []), ...targets.map(plainPath)]);
    }
  }

  /** Where a path leads by links that were made before, one behind the other. */
  #behindLinks(path: string): readonly string[] {
    const found = new Set<string>();
    const open = this.#links.size === 0 ? [] : [path];
    for (let at = open.pop(); at !== undefined && found.size < 20; at = open.pop())
      for (const [link, targets] of this.#links)
        if (at === link || at.startsWith(`${link}/`))
          for (const target of targets) {
            const behind = plainPath(target + at.slice(link.length));
            if (found.has(behind)) continue;
            found.add(behind);
            open.push(behind);
          }
    return [...found];
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
    for (const action of other.#actions)
      if (action.deep !== true || this.world.kind(action.path) !== 'folder') this.add(action);
    for (const each of other.#tampers) this.#tampers.add(each);
    for (const each of other.#loosens) this.#loosens.add(each);
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

type TouchOptions = Omit<Partial<ShellAction>, 'act' | 'path'> & { readonly isGuess?: boolean };

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
