import type { CompoundList, SyntaxNode, Word } from 'unbash';
import { evaluateTest, substitutionsIn, visitArithmetic } from './arithmetic.ts';
import type { Evaluator } from './evaluator.ts';
import { expandWord } from './expand.ts';
import { anything } from './holes.ts';
import { joinOutputs } from './outputs.ts';
import { intoFiles, redirect } from './redirections.ts';
import {
  copyState,
  coversState,
  joinStates,
  noOutput,
  type Output,
  type ShellState,
  unknownOutput,
  widened,
} from './state.ts';

const mostIterations = 300;

/** Follows a node of a parsed script: a command, or what commands stand in. */
export function followNode(shell: Evaluator, node: SyntaxNode, state: ShellState, input: Output): Output {
  switch (node.type) {
    case 'Command':
      return shell.command(node, state, input);
    case 'AndOr':
      return andOr(shell, node.commands, state, input);
    case 'Pipeline':
      return pipeline(shell, node.commands, state, input);
    case 'Redirected': {
      const redirected = redirect(shell, node.redirects, state) ?? input;
      return intoFiles(shell, node.redirects, shell.node(node.command, state, redirected), state);
    }
    case 'Subshell':
      return shell.list(node.body, copyState(state), input);
    case 'BraceGroup':
      return shell.list(node.body, state, input);
    case 'CompoundList':
      return shell.list(node, state, input);
    case 'If': {
      shell.list(node.clause, state, input);
      const ends = [copyState(state)];
      let output = branch(shell, node.then, state, input, ends);
      for (const { clause, then } of node.elif) {
        shell.list(clause, state, input);
        output = joinOutputs(output, branch(shell, then, state, input, ends));
      }
      if (node.else !== undefined) output = joinOutputs(output, branch(shell, node.else, state, input, ends));
      Object.assign(state, ends.reduce(joinStates));
      return output;
    }
    case 'For':
    case 'Select':
      return forEach(shell, node.name.value, node.wordlist, node.body, state, input);
    case 'While': {
      return rounds(state, () =>
        joinOutputs(shell.list(node.clause, state, input), shell.list(node.body, state, input)),
      );
    }
    case 'ArithmeticFor': {
      visitArithmetic(shell, node.initialize, state);
      return rounds(state, () => {
        visitArithmetic(shell, node.test, state);
        const output = shell.list(node.body, state, input);
        visitArithmetic(shell, node.update, state);
        return output;
      });
    }
    case 'Case': {
      expandWord(node.word, state, shell);
      const ends = [copyState(state)];
      let output: Output = noOutput;
      for (const { pattern, body } of node.items) {
        for (const word of pattern) substitutionsIn(shell, word, state);
        output = joinOutputs(output, branch(shell, body, state, input, ends));
      }
      Object.assign(state, ends.reduce(joinStates));
      return output;
    }
    case 'TestCommand':
      evaluateTest(shell, node.expression, state);
      return noOutput;
    case 'ArithmeticCommand':
      visitArithmetic(shell, node.expression, state);
      return noOutput;
    case 'Function':
      if (node.body.type !== undefined) state.functions.set(node.name.value, { bodies: [node.body], isCertain: true });
      // bash calls it for a command that it does not find.
      if (node.name.value === 'command_not_found_handle')
        shell.callFunction(node.name.value, [anything, anything], state, input);
      return noOutput;
    case 'Coproc':
      shell.node(node.body, copyState(state), unknownOutput);
      return noOutput;
    default:
      shell.fail(`it holds ${node.type}`);
      return unknownOutput;
  }
}

/** A loop's body, round after round, each on what the ones before it may have left, until that is all. */
function rounds(state: ShellState, round: () => Output): Output {
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

function branch(shell: Evaluator, list: CompoundList, state: ShellState, input: Output, ends: ShellState[]): Output {
  const inner = copyState(state);
  const output = shell.list(list, inner, input);
  ends.push(inner);
  return output;
}

function andOr(shell: Evaluator, commands: readonly SyntaxNode[], state: ShellState, input: Output): Output {
  let output: Output = noOutput;
  let before = copyState(state);
  for (const [index, command] of commands.entries()) {
    output = joinOutputs(output, shell.node(command, state, input));
    // Later parts may not run; what follows in the line knows both.
    if (index > 0) before = joinStates(before, state);
    else before = copyState(state);
  }
  if (commands.length > 1) Object.assign(state, joinStates(state, before));
  return output;
}

function pipeline(shell: Evaluator, commands: readonly SyntaxNode[], state: ShellState, input: Output): Output {
  let output = input;
  for (const command of commands) {
    const inner = commands.length > 1 ? copyState(state) : state;
    output = shell.node(command, inner, output);
    // Where the last part runs in this shell (zsh, lastpipe) its variables stay.
    if (command === commands.at(-1) && inner !== state) state.variables = joinStates(state, inner).variables;
  }
  return output;
}

function forEach(
  shell: Evaluator,
  name: string,
  words: readonly Word[] | undefined,
  body: CompoundList,
  state: ShellState,
  input: Output,
): Output {
  const fields =
    words === undefined ? [...state.positional] : words.flatMap((word) => expandWord(word, state, shell).flat());
  const distinct = [...new Set(fields)];
  const ends = [copyState(state)];
  let output: Output = noOutput;
  for (const field of distinct.length > mostIterations ? [anything] : distinct) {
    state.variables.set(name, { values: [[field]], isExported: false });
    output = joinOutputs(output, shell.list(body, state, input));
    ends.push(copyState(state));
    if (ends.length > 4) ends.splice(0, 2, joinStates(ends[0] ?? state, ends[1] ?? state));
  }
  Object.assign(state, ends.reduce(joinStates));
  return output;
}
