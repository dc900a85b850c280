import {
  type ArithmeticExpression,
  type Assignment,
  type Command,
  type CompoundList,
  forEachChild,
  type ParsedScript,
  parse,
  type Redirection,
  type Statement,
  type SyntaxNode,
  type TestExpression,
  type Word,
} from 'unbash';
import type { Action } from '../core/request.ts';
import { opaqueProgram } from './commands/call.ts';
import { commandNamed, isKnownCommand, runWritten } from './commands/index.ts';
import { combine, expandWord, outputText, splitFields, valuesOf } from './expand.ts';
import { anything, hasHole, isUnknown, listed, plainName, showHoles } from './holes.ts';
import type { GlobOptions } from './patterns.ts';
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
import type { World } from './world.ts';

/** How a search says what it leaves out; `at` is where the exclusion goes into the command's text. */
export interface Exclusion {
  readonly form: 'rg' | 'grep' | 'find' | 'ls' | 'git' | 'git-paths';
  readonly at: number;
  /** The folder that relative patterns are meant from. */
  readonly base: string;
}

export interface ShellAction extends Action {
  readonly exclusion?: Exclusion;
  /** How this program is told what to leave out, where the guard does not do so itself. */
  readonly hint?: 'tar' | 'zip' | 'rsync' | 'tree' | 'du' | 'fd' | 'ag' | 'find';
  /** The folder as the command names it. */
  readonly named?: string;
}

/** What a command would touch. */
export interface Evaluated {
  readonly actions: readonly ShellAction[];
  /** What could not be resolved, in words. */
  readonly unknown: readonly string[];
  /** True where a program runs whose own doing is not visible. */
  readonly isOpaque: boolean;
  /** Why the command could not be parsed. */
  readonly problem?: string;
  /** What would switch off or go round the guard. */
  readonly tampers: readonly string[];
  /** Commands of Cloister that loosen. */
  readonly loosens: readonly string[];
}

/** One command with its arguments expanded. */
export interface Call {
  readonly name: string;
  readonly args: readonly string[];
  /** The word that each argument came from, where there is just one. */
  readonly words: readonly (Word | undefined)[];
  /** The end of the command's last word in the text, where exclusions can go; undefined in nested texts. */
  readonly end: number | undefined;
  readonly state: ShellState;
  readonly input: Output;
  readonly shell: Evaluator;
}

/** Files that agents read at their start, and follow mentions in. */
const followedFile = /(?:^|\/)(?:CLAUDE(?:\.local)?|AGENTS|GEMINI)\.md$|\.claude\/(?:commands|skills|agents|rules)\//;
const longestCommand = 100_000;
const deepestNest = 40;
const oddSpaces = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]/g;
const systemProgram = /^(?:\/usr(?:\/local)?|\/opt\/homebrew|\/opt\/local)?\/s?bin\/[^/]+$/;
const mostSteps = 20_000;
const mostIterations = 300;
const mostCalls = 6;

/** Variables whose text is run as code by the programs that read them. */
const codeVariables =
  /^(?:PROMPT_COMMAND|PS[0-4]|GIT_PAGER|PAGER|MANPAGER|GIT_EDITOR|GIT_SEQUENCE_EDITOR|EDITOR|VISUAL|GIT_SSH_COMMAND|GIT_SSH|GIT_EXTERNAL_DIFF|GIT_ASKPASS|SSH_ASKPASS|LESSOPEN|LESSCLOSE|BROWSER|RSYNC_RSH|GIT_PROXY_COMMAND|FZF_DEFAULT_COMMAND|PYTHONSTARTUP|NODE_OPTIONS|PERL5OPT|RUBYOPT)$/;
/** Variables that name folders which programs take their modules from. */
const searchVariables = /^(?:PYTHONPATH|NODE_PATH|PERL5LIB|RUBYLIB|LUA_PATH|AWKPATH|CLASSPATH|GIT_TEMPLATE_DIR)$/;
/** Variables that name a file which is run or read. */
const fileVariables = /^(?:BASH_ENV|ENV|GIT_INDEX_FILE|CURL_HOME|WGETRC|NETRC|RIPGREP_CONFIG_PATH|PYTHONSTARTUP)$/;

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
  /** Files that earlier commands made. */
  readonly #made = new Set<string>();
  /** Functions that are being followed, with the state and arguments that they were entered with. */
  readonly #entered = new Map<string, ShellState[]>();
  #problem: string | undefined;
  #isOpaque = false;
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

  #step(): void {
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
    this.#step();
    switch (node.type) {
      case 'Command':
        return this.#command(node, state, input);
      case 'AndOr':
        return this.#andOr(node.commands, state, input);
      case 'Pipeline':
        return this.#pipeline(node.commands, state, input);
      case 'Redirected': {
        const redirected = this.redirect(node.redirects, state) ?? input;
        return this.#intoFiles(node.redirects, this.#node(node.command, state, redirected), state);
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
        this.visitArithmetic(node.initialize, state);
        return this.#rounds(state, () => {
          this.visitArithmetic(node.test, state);
          const output = this.#list(node.body, state, input);
          this.visitArithmetic(node.update, state);
          return output;
        });
      }
      case 'Case': {
        expandWord(node.word, state, this);
        const ends = [copyState(state)];
        let output: Output = noOutput;
        for (const { pattern, body } of node.items) {
          for (const word of pattern) this.#substitutionsIn(word, state);
          output = joinOutputs(output, this.#branch(body, state, input, ends));
        }
        Object.assign(state, ends.reduce(joinStates));
        return output;
      }
      case 'TestCommand':
        this.#test(node.expression, state);
        return noOutput;
      case 'ArithmeticCommand':
        this.visitArithmetic(node.expression, state);
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

  #test(expression: TestExpression, state: ShellState): void {
    switch (expression.type) {
      case 'TestLogical':
        for (const each of expression.operands) this.#test(each, state);
        return;
      case 'TestNot':
      case 'TestGroup':
        this.#test('operand' in expression ? expression.operand : expression.expression, state);
        return;
      case 'TestUnary': {
        const fields = expandWord(expression.operand, state, this).flat();
        if (expression.operator === '-v' || expression.operator === '-R')
          for (const field of fields) this.arithmetic(field, state);
        if (/^-[abcdefghkprstuwxGLNOS]$/.test(expression.operator))
          for (const field of fields) this.touch('list', field, state, { isGuess: true, isSelf: true });
        return;
      }
      case 'TestBinary': {
        const isFile = /^-(?:nt|ot|ef)$/.test(expression.operator);
        const isNumber = /^-(?:eq|ne|lt|le|gt|ge)$/.test(expression.operator);
        for (const word of [expression.left, expression.right]) {
          if (isNumber) {
            for (const field of expandWord(word, state, this).flat()) this.arithmetic(field, state);
            continue;
          }
          if (!isFile) this.#substitutionsIn(word, state);
          else
            for (const field of expandWord(word, state, this).flat())
              this.touch('list', field, state, { isGuess: true });
        }
      }
    }
  }

  visitArithmetic(expression: ArithmeticExpression | undefined, state: ShellState): void {
    if (expression === undefined) return;
    if (expression.type === 'ArithmeticCommandExpansion') {
      if (expression.script !== undefined) this.substitute(expression.script, state);
      return;
    }
    this.#visit(expression, state);
  }

  /** What a text does where bash evaluates it as arithmetic: substitutions in subscripts run, even out of variables. */
  arithmetic(text: string, state: ShellState, depth = 0): void {
    if (depth > 4 || text.length > 2000) return;
    if (/\$\(|`|\$\{/.test(text)) this.code(text, state, true);
    for (const [name] of text.matchAll(/[A-Za-z_]\w*/g))
      for (const [value = ''] of state.variables.get(name)?.values ?? [])
        if (value !== text && /[[$`A-Za-z_]/.test(value)) this.arithmetic(value, state, depth + 1);
  }

  /** A variable that arithmetic assigns to holds a number afterwards. */
  #assignNumber(target: ArithmeticExpression, state: ShellState): void {
    if (target.type === 'ArithmeticWord' && /^[A-Za-z_]\w*$/.test(target.value))
      state.variables.set(target.value, {
        values: [[plainName]],
        isExported: state.variables.get(target.value)?.isExported === true,
      });
  }

  /** Evaluates the substitutions in a word that is no path itself, such as a pattern. */
  #substitutionsIn(word: Word, state: ShellState): void {
    for (const part of word.parts ?? []) this.#visit(part, state);
  }

  /** Evaluates the substitutions in a part of a word. */
  visitParts(part: SyntaxNode, state: ShellState): void {
    this.#visit(part, state);
  }

  #visit(node: SyntaxNode, state: ShellState): void {
    this.#step();
    if (node.type === 'CommandExpansion' || node.type === 'ArithmeticCommandExpansion') {
      if (node.script !== undefined) this.substitute(node.script, state);
      else this.unknown('a substitution');
      return;
    }
    if (node.type === 'ArithmeticWord')
      this.arithmetic(node.parts === undefined ? node.value : node.value.replace(/\$\([^)]*\)|`[^`]*`/g, ''), state);
    if (node.type === 'ArithmeticUnary' && /^(?:\+\+|--)$/.test(node.operator)) this.#assignNumber(node.operand, state);
    if (node.type === 'ArithmeticBinary' && /^(?:[-+*/%&|^]|<<|>>)?=$/.test(node.operator)) {
      this.#assignNumber(node.left, state);
    }
    forEachChild(node, (child) => this.#visit(child, state));
  }

  /** Follows redirections; returns what standard input then gives, where they change it. */
  redirect(redirects: readonly Redirection[], state: ShellState): Output | undefined {
    let input: Output | undefined;
    const feed = (number: number, output: Output): void => {
      if (number === 0) input = output;
      state.descriptors.set(number, output);
    };
    for (const each of redirects) {
      const given = each.descriptor?.type === 'FileDescriptor' ? each.descriptor.value : undefined;
      if (each.type === 'HereDoc') {
        feed(given ?? 0, this.#hereDocument(each, state));
        continue;
      }
      if (each.target === undefined) {
        this.fail('a redirection without a target');
        continue;
      }
      if (each.type === 'HereString') {
        const ways = expandWord(each.target, state, this).map((fields) => fields.join(' '));
        const known = ways.length === 1 && ways[0] !== undefined && !hasHole(ways[0]) ? ways[0] : undefined;
        feed(given ?? 0, known === undefined ? unknownOutput : { kind: 'known', text: `${known}\n` });
        continue;
      }
      const targets = expandWord(each.target, state, this).flat();
      const isInput = each.operator === '<' || each.operator === '<>' || each.operator === '<&';
      for (const target of targets) {
        if (each.operator.endsWith('&') && /^(?:\d+|-|\d+-)$/.test(target)) {
          if (isInput) feed(given ?? 0, state.descriptors.get(Number.parseInt(target, 10)) ?? unknownOutput);
          continue;
        }
        if (isInput) {
          // A folder that is open lends its name to what is in it (`/dev/fd/3/…`).
          this.touch('read', target, state, { deep: true });
          feed(given ?? 0, this.contentOf(target, state, input ?? unknownOutput) ?? unknownOutput);
        }
        if (!isInput || each.operator === '<>') this.touch('write', target, state);
      }
    }
    return input;
  }

  #hereDocument(document: Extract<Redirection, { type: 'HereDoc' }>, state: ShellState): Output {
    const { body, delimiter } = document;
    const text = document.operator === '<<-' ? body.text.replace(/^\t+/gm, '') : body.text;
    if (delimiter?.quoted === true || body.parts === undefined) return { kind: 'known', text };
    const word: Word = {
      type: 'Word',
      pos: body.pos,
      end: body.end,
      text: body.text,
      value: body.text,
      parts: [
        {
          type: 'DoubleQuoted',
          pos: body.pos,
          end: body.end,
          text: body.text,
          parts: body.parts
            .filter(isQuotable)
            .map((part) =>
              part.type === 'Literal' ? { ...part, value: part.value.replace(/\\(?:\n|([$`\\]))/g, '$1') } : part,
            ),
        },
      ],
    };
    const ways = expandWord(word, state, this).map((fields) => fields.join(' '));
    const [only] = ways;
    return ways.length === 1 && only !== undefined && !hasHole(only) ? { kind: 'known', text: only } : unknownOutput;
  }

  #command(command: Command, state: ShellState, input: Output): Output {
    const assignments = command.prefix.filter((each): each is Assignment => each.type === 'Assignment');
    if (command.name === undefined) {
      for (const each of assignments) this.assign(each, state);
      this.redirect(command.redirects, state);
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
        word.type === 'Word' ? expandWord(word, state, this) : this.#assignmentText(word, state);
      ways = combineArguments(ways, alternatives, word.type === 'Word' ? word : undefined);
    }
    for (const each of assignments) this.assign(each, state, true);
    const descriptors = new Map(state.descriptors);
    const redirected = this.redirect(command.redirects, state);
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
    this.#followMentions(command, output, state);
    if (command.name.value !== 'exec') state.descriptors = descriptors;
    return this.#intoFiles(command.redirects, output, state);
  }

  /** What is left of an output for the next command after its redirections took it. */
  #intoFiles(redirects: readonly Redirection[], output: Output, state: ShellState): Output {
    let left = output;
    for (const each of redirects) {
      if (each.type !== 'Redirect' || !/^&?>/.test(each.operator) || each.target === undefined) continue;
      const isStandard =
        each.descriptor === undefined || (each.descriptor.type === 'FileDescriptor' && each.descriptor.value === 1);
      const target = each.target.value;
      if (!isStandard || /^&?\d$|^\/dev\/(?:stdout|fd\/1)$/.test(target)) continue;
      if (each.operator !== '>&' || !/^\d+-?$|^-$/.test(target)) {
        for (const path of expandWord(each.target, copyState(state), this).flat())
          this.wrote(path, output, each.operator.endsWith('>>'), state);
        left = noOutput;
      }
    }
    return left;
  }

  /** A file that agents read at their start takes other files in with `@path`. */
  #followMentions(command: Command, output: Output, state: ShellState): void {
    for (const each of command.redirects) {
      if (each.type !== 'Redirect' || !each.operator.includes('>') || !followedFile.test(each.target?.value ?? ''))
        continue;
      if (output.kind !== 'known') this.opaque();
      else
        for (const [, path = ''] of output.text.matchAll(/@([^\s`'")]+)/g))
          this.touch('read', path, state, { isGuess: true });
    }
  }

  /** `declare x=$(…)` and `env A=b`: the text of an assignment among the arguments. */
  #assignmentText(assignment: Assignment, state: ShellState): Alternatives {
    if (assignment.value.type === 'ArrayValue') {
      this.assign(assignment, state);
      return [[`${assignment.name}=`]];
    }
    const values = expandWord(assignment.value, state, this);
    return values.map((fields) => [`${assignment.name}${assignment.append === true ? '+' : ''}=${fields.join(' ')}`]);
  }

  assign(assignment: Assignment, state: ShellState, isExported = false): void {
    const { name, value, append, index } = assignment;
    const before = state.variables.get(name);
    if (value.type === 'ArrayValue') {
      const keyed = new Map<string, string>();
      let values: Alternatives = append === true ? (before?.values ?? [[]]) : [[]];
      for (const element of value.elements) {
        const entry = /^\[([^\]]*)\]=/.exec(element.value);
        const fields = expandWord(element, state, this);
        values = combine(
          values,
          entry === null ? fields : fields.map((each) => each.map((text) => text.replace(/^\[[^\]]*\]=/, ''))),
        );
        if (entry !== null) keyed.set(entry[1] ?? '', (fields[0]?.[0] ?? anything).replace(/^\[[^\]]*\]=/, ''));
      }
      state.variables.set(name, { values, isExported, ...(keyed.size > 0 ? { keyed } : {}) });
      return;
    }
    let values: Alternatives = expandWord(value, state, this).map((fields) => [fields.join(' ')]);
    if (append === true)
      values = (before?.values ?? [['']]).flatMap((old) =>
        values.map((fields) => [`${old[0] ?? ''}${fields[0] ?? ''}`]),
      );
    if (index !== undefined) {
      // An element joins the others: which one is asked for is known at the reading.
      const key = expandWord(index, state, this)[0]?.[0] ?? anything;
      const keyed = new Map([...(before?.keyed ?? []), [key, values[0]?.[0] ?? anything]]);
      values = combine(before?.values ?? [[]], values);
      state.variables.set(name, { values, isExported, keyed });
      return;
    }
    this.setVariable(name, values.flat(), state, isExported || before?.isExported === true);
  }

  /** Sets a plain variable to one of `texts`, and follows those that programs run as code. */
  setVariable(name: string, texts: readonly string[], state: ShellState, isExported: boolean): void {
    const before = state.variables.get(name);
    const isNumber = before?.isNumber === true;
    const variable: Variable = {
      values: texts.map((text) => [text]),
      isExported,
      ...(isNumber ? { isNumber } : {}),
    };
    if (isNumber) for (const text of texts) this.arithmetic(text, state);
    // A reference without a target takes its first value as one.
    if (before?.refersTo === '') {
      const [target = ''] = texts;
      state.variables.set(name, { ...variable, refersTo: target });
      return;
    }
    if (before?.refersTo !== undefined) state.variables.set(before.refersTo, variable);
    else state.variables.set(name, variable);
    for (const text of texts) {
      if (/^(?:MAKEFLAGS|MAKEFILES|GNUMAKEFLAGS)$/.test(name))
        this.invoke('make', name === 'MAKEFILES' ? ['-f', text] : [text], { state: copyState(state), input: noOutput });
      if (codeVariables.test(name) && text !== '') this.code(text, state, name.startsWith('PS') && name.length === 3);
      else if (fileVariables.test(name) && text !== '') this.#startFile(name, text, state);
      else if (searchVariables.test(name))
        for (const folder of text.split(':')) this.touch('read', folder, state, { isGuess: true, deep: true });
      else if (name === 'GLOBIGNORE' && text !== '') state.options = new Set([...state.options, 'dotglob']);
      else if (/^GIT_TRACE/.test(name) && text.includes('/')) this.touch('write', text, state);
      else if (/^(?:LD_PRELOAD|LD_LIBRARY_PATH|DYLD_INSERT_LIBRARIES)$/.test(name)) this.opaque();
    }
    if (name.startsWith('CLOISTER_')) this.tampers(`the variable ${name}`);
    if (/^(?:CLAUDE_CONFIG_DIR|CLAUDE_CODE_SIMPLE)$/.test(name)) this.tampers(`the variable ${name}`);
  }

  /** A file that shells and programs run or read when they start. */
  #startFile(name: string, text: string, state: ShellState): void {
    const file = /\$\(|`/.test(text) ? '' : text;
    if (file === '') this.code(text, state, true);
    const content = this.contentOf(file, state, unknownOutput);
    if (content === undefined) {
      this.touch('read', file, state);
      if (/^(?:BASH_ENV|ENV)$/.test(name)) this.scriptFile(file, state);
    } else if (content.kind !== 'known') this.unknown(`what ${name} brings in`);
    else if (/^(?:BASH_ENV|ENV)$/.test(name)) this.text(content.text, copyState(state), unknownOutput);
    else this.opaque();
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
    this.#step();
    if (hasHole(name)) {
      this.unknown('the name of a command');
      return unknownOutput;
    }
    if (name === '') return noOutput;
    const base = name.slice(name.lastIndexOf('/') + 1);
    if (name.includes('/')) this.touch('run', name, state);
    const call: Call = { name: base, args, words, end, state, input, shell: this };
    return this.#nested(false, () => {
      const content = name.includes('/') ? this.contentOf(name, state, unknownOutput) : undefined;
      if (content?.kind === 'known') return runWritten(content.text, call);
      // A program of that name which is not the system's may do anything with its arguments.
      if (this.isOwnProgram(name, state)) {
        opaqueProgram(call);
        if (input.kind === 'known') this.trial(input.text, state);
      } else if (/\s/.test(name)) this.trial(name, state);
      return commandNamed(base)(call);
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
  touch(
    act: Action['act'],
    text: string,
    state: ShellState,
    options: Omit<Partial<ShellAction>, 'act' | 'path'> & { readonly isGuess?: boolean } = {},
  ): void {
    const { isGuess = false, ...extra } = options;
    if (text === listed || text === '') return;
    if (this.#pseudoFiles.has(text) || /^\/dev\/(?:null|zero|u?random|full|tty|stdin|stdout|stderr)$/.test(text))
      return;
    if (/^\/dev\/(?:tcp|udp)\//.test(text)) return;
    const url = /^([a-z][a-z0-9+.-]+):\/\//i.exec(text);
    if (url !== null && url[1]?.toLowerCase() !== 'file') return;
    for (const path of this.paths(text, state)) {
      const hole = path.search(/[\uE000\uE002]/);
      if (hole < 0) {
        if (act === 'write') this.#made.add(plainPath(path));
        this.add({ act, path, ...extra });
        continue;
      }
      const folder = path.slice(0, path.lastIndexOf('/', hole));
      if (folder !== '') this.add({ act: 'list', path: folder, isProbe: true });
      const isListing = path.charAt(hole) === listed && path.length === hole + 1;
      if (isListing && folder !== '') this.add({ act: 'list', path: folder, deep: true });
      else if (!isGuess) this.unknown(text);
    }
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

/** A path as it is written, without `.` and empty parts. */
function plainPath(path: string): string {
  return path.replace(/\/(?:\.?\/)+/g, '/').replace(/\/\.?$/, '');
}

export function quoteWord(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function isQuotable<T extends { readonly type: string }>(
  part: T,
): part is Extract<
  T,
  { type: 'Literal' | 'SimpleExpansion' | 'ParameterExpansion' | 'CommandExpansion' | 'ArithmeticExpansion' }
> {
  return /^(?:Literal|SimpleExpansion|ParameterExpansion|CommandExpansion|ArithmeticExpansion)$/.test(part.type);
}

export function joinOutputs(left: Output, right: Output): Output {
  if (left.kind === 'nothing') return right;
  if (right.kind === 'nothing') return left;
  if (left.kind === 'known' && right.kind === 'known') return { kind: 'known', text: left.text + right.text };
  if (left.kind === 'unknown' || right.kind === 'unknown') return unknownOutput;
  if (left.kind === 'listed' || right.kind === 'listed') return left.kind === right.kind ? left : unknownOutput;
  return left.kind === right.kind ? left : unknownOutput;
}

/** The words that an output is read as. */
export function outputWords(output: Output): string[] {
  const text = outputText(output);
  return hasHole(text) ? [text] : splitFields(text);
}
