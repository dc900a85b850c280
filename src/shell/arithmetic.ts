import { type ArithmeticExpression, forEachChild, type SyntaxNode, type TestExpression, type Word } from 'unbash';
import type { Evaluator } from './evaluator.ts';
import { expandWord } from './expand.ts';
import { plainName } from './holes.ts';
import type { ShellState } from './state.ts';

export function visitArithmetic(
  shell: Evaluator,
  expression: ArithmeticExpression | undefined,
  state: ShellState,
): void {
  if (expression === undefined) return;
  if (expression.type === 'ArithmeticCommandExpansion') {
    if (expression.script !== undefined) shell.substitute(expression.script, state);
    return;
  }
  visit(shell, expression, state);
}

/** What a text does where bash evaluates it as arithmetic: substitutions in subscripts run, even out of variables. */
export function evaluateArithmetic(shell: Evaluator, text: string, state: ShellState, depth = 0): void {
  if (depth > 4 || text.length > 2000) return;
  if (/\$\(|`|\$\{/.test(text)) shell.code(text, state, true);
  for (const [name] of text.matchAll(/[A-Za-z_]\w*/g))
    for (const [value = ''] of state.variables.get(name)?.values ?? [])
      if (value !== text && /[[$`A-Za-z_]/.test(value)) evaluateArithmetic(shell, value, state, depth + 1);
}

/** A variable that arithmetic assigns to holds a number afterwards. */
function assignNumber(target: ArithmeticExpression, state: ShellState): void {
  if (target.type === 'ArithmeticWord' && /^[A-Za-z_]\w*$/.test(target.value))
    state.variables.set(target.value, {
      values: [[plainName]],
      isExported: state.variables.get(target.value)?.isExported === true,
    });
}

/** Evaluates the substitutions in a word that is no path itself, such as a pattern. */
export function substitutionsIn(shell: Evaluator, word: Word, state: ShellState): void {
  for (const part of word.parts ?? []) visit(shell, part, state);
}

export function visit(shell: Evaluator, node: SyntaxNode, state: ShellState): void {
  shell.step();
  if (node.type === 'CommandExpansion' || node.type === 'ArithmeticCommandExpansion') {
    if (node.script !== undefined) shell.substitute(node.script, state);
    else shell.unknown('a substitution');
    return;
  }
  if (node.type === 'ArithmeticWord')
    evaluateArithmetic(
      shell,
      node.parts === undefined ? node.value : node.value.replace(/\$\([^)]*\)|`[^`]*`/g, ''),
      state,
    );
  if (node.type === 'ArithmeticUnary' && /^(?:\+\+|--)$/.test(node.operator)) assignNumber(node.operand, state);
  if (node.type === 'ArithmeticBinary' && /^(?:[-+*/%&|^]|<<|>>)?=$/.test(node.operator)) {
    assignNumber(node.left, state);
  }
  forEachChild(node, (child) => visit(shell, child, state));
}

export function evaluateTest(shell: Evaluator, expression: TestExpression, state: ShellState): void {
  switch (expression.type) {
    case 'TestLogical':
      for (const each of expression.operands) evaluateTest(shell, each, state);
      return;
    case 'TestNot':
    case 'TestGroup':
      evaluateTest(shell, 'operand' in expression ? expression.operand : expression.expression, state);
      return;
    case 'TestUnary': {
      const fields = expandWord(expression.operand, state, shell).flat();
      if (expression.operator === '-v' || expression.operator === '-R')
        for (const field of fields) evaluateArithmetic(shell, field, state);
      if (/^-[abcdefghkprstuwxGLNOS]$/.test(expression.operator))
        for (const field of fields) shell.touch('list', field, state, { isGuess: true, isSelf: true });
      return;
    }
    case 'TestBinary': {
      const isFile = /^-(?:nt|ot|ef)$/.test(expression.operator);
      const isNumber = /^-(?:eq|ne|lt|le|gt|ge)$/.test(expression.operator);
      for (const word of [expression.left, expression.right]) {
        if (isNumber) {
          for (const field of expandWord(word, state, shell).flat()) evaluateArithmetic(shell, field, state);
          continue;
        }
        if (!isFile) substitutionsIn(shell, word, state);
        else
          for (const field of expandWord(word, state, shell).flat())
            shell.touch('list', field, state, { isGuess: true });
      }
    }
  }
}
