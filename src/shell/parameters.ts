import type { ParameterExpansionPart, ParameterSliceOperation, Word } from 'unbash';
import type { Evaluator } from './evaluator.ts';
import { expandWord, type Piece, piecesOf, unknownFields, valuesOf, variablePieces } from './expand.ts';
import { anything, hasHole, isListed, isUnknown, listingsIn, plainName } from './holes.ts';
import { escapeGlob, matchesPattern } from './patterns.ts';
import type { Alternatives, ShellState } from './state.ts';

export function parameterPieces(part: ParameterExpansionPart, state: ShellState, evaluator: Evaluator): Piece[][] {
  const { parameter, prefix, index, operation } = part;
  const indexes = index === undefined ? undefined : expandWord(index, state, evaluator)[0]?.[0];
  if (index !== undefined && indexes !== undefined) evaluator.arithmetic(indexes, state);
  if (prefix === '#') return [[{ kind: 'literal', text: plainName }]];
  if (operation?.type === 'Names') return [[{ kind: 'open', text: anything }]];
  if (prefix === '!') {
    // The keys of an array.
    if (indexes === '@' || indexes === '*') {
      const keys = state.variables.get(parameter)?.keyed?.keys();
      return keys === undefined ? [[{ kind: 'literal', text: plainName }]] : [[{ kind: 'fields', fields: [...keys] }]];
    }
    const targets = (/^\d$/.test(parameter)
      ? [[fieldAt(state.positional, Number(parameter) - 1) ?? anything]]
      : undefined) ??
      valuesOf(parameter, state, evaluator) ?? [[anything]];
    return targets.flatMap(([target = '']) => {
      evaluator.arithmetic(target, state);
      return hasHole(target) || !/^\w+$/.test(target)
        ? [[{ kind: 'open' as const, text: anything }]]
        : variablePieces(target, state, evaluator);
    });
  }
  if (operation === undefined && index === undefined && /^(?:[@*]|\d+)$/.test(parameter))
    return parameter.length > 1
      ? [[{ kind: 'open', text: fieldAt(state.positional, Number(parameter) - 1) ?? anything }]]
      : variablePieces(parameter, state, evaluator);
  const values = indexed(parameter, indexes, state, evaluator);
  if (operation === undefined) {
    if (values === undefined) return [[{ kind: 'open', text: evaluator.unset(parameter) }]];
    if (indexes === '@' || indexes === '*') return values.map((fields) => [{ kind: 'fields', fields }]);
    return values.map((fields) => [{ kind: 'open', text: fields[0] ?? '' }]);
  }
  if (operation.type === 'Default')
    return defaultPieces(operation.operator, operation.operand, parameter, values, state, evaluator);
  const isList = indexes === '@' || indexes === '*' || parameter === '@' || parameter === '*';
  if (isList) {
    const lists = values ?? [[evaluator.unset(parameter)]];
    return lists.map((fields) => [
      {
        kind: 'fields',
        fields:
          operation.type === 'Slice'
            ? sliced(
                parameter === '@' || parameter === '*' ? [plainName, ...fields] : fields,
                operation,
                state,
                evaluator,
              )
            : fields.map((field) => transformed(field, part, state, evaluator)),
      },
    ]);
  }
  const flat = (values ?? [[evaluator.unset(parameter)]]).map((fields) => fields[0] ?? '');
  return flat.map((value) => [{ kind: 'open', text: transformed(value, part, state, evaluator) }]);
}

/** One of several fields. A listing stands for any number of them: behind it the count is not told. */
export function fieldAt(fields: readonly string[], index: number): string | undefined {
  const first = fields.findIndex((field) => listingsIn(field).length > 0);
  if (first < 0 || (index >= 0 && index < first)) return fields.at(index);
  const rest = fields.slice(index < 0 ? 0 : first);
  return rest.every(isListed) ? [...new Set(rest.join(''))].join('') : anything;
}

/** `${a[@]:1:2}`: some of the elements; where it can not be told which, all of them. */
function sliced(
  fields: readonly string[],
  { offset, length }: ParameterSliceOperation,
  state: ShellState,
  evaluator: Evaluator,
): readonly string[] {
  const number = (word: Word): number => {
    const text = expandWord(word, state, evaluator)[0]?.join(' ').trim() ?? '';
    evaluator.arithmetic(text, state);
    return /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  };
  const start = number(offset);
  if (fields.some((field) => listingsIn(field).length > 0)) return fields;
  const count = length === undefined ? fields.length : number(length);
  if (Number.isNaN(start) || Number.isNaN(count)) return fields;
  const from = start < 0 ? Math.max(0, fields.length + start) : start;
  return fields.slice(from, count < 0 ? count : from + count);
}

function indexed(
  name: string,
  index: string | undefined,
  state: ShellState,
  evaluator: Evaluator,
): Alternatives | undefined {
  const values = /^\d+$/.test(name)
    ? [[fieldAt(state.positional, Number(name) - 1) ?? '']]
    : name === '@' || name === '*'
      ? [state.positional]
      : valuesOf(name, state, evaluator);
  if (index === undefined || values === undefined || index === '@' || index === '*') return values;
  const keyed = state.variables.get(name)?.keyed?.get(index);
  if (keyed !== undefined) return [[keyed]];
  const named = valuesOf(index, state, evaluator);
  const literal = /^-?\d+$/.test(index) ? index : named?.length === 1 ? (named[0]?.[0] ?? index) : index;
  if (!/^-?\d+$/.test(literal)) return values.length === 1 ? (values[0] ?? []).map((field) => [field]) : unknownFields;
  return values.map((fields) => [fieldAt(fields, Number(literal)) ?? '']);
}

function defaultPieces(
  operator: string,
  operand: Word,
  name: string,
  values: Alternatives | undefined,
  state: ShellState,
  evaluator: Evaluator,
): Piece[][] {
  const others = expandWord(operand, state, evaluator).map((fields) => fields.join(' '));
  const own = (values ?? []).map((fields) => fields[0] ?? '');
  if (operator.endsWith('+'))
    return [...others, ...(own.length === 0 ? [''] : [])].map((text) => [{ kind: 'open', text }]);
  if (operator.endsWith('?')) return (own.length === 0 ? [''] : own).map((text) => [{ kind: 'open', text }]);
  const isSet = values !== undefined && own.every((text) => text !== '' || !operator.startsWith(':'));
  const chosen = isSet ? own : [...own.filter((text) => text !== ''), ...others];
  if (!isSet && operator.endsWith('='))
    state.variables.set(name, { values: chosen.map((text) => [text]), isExported: false });
  return chosen.map((text) => [{ kind: 'open', text }]);
}

function transformed(
  value: string,
  { operation }: ParameterExpansionPart,
  state: ShellState,
  evaluator: Evaluator,
): string {
  if (operation === undefined) return value;
  const text = (word: Word): string => expandWord(word, state, evaluator)[0]?.join(' ') ?? '';
  if (isUnknown(value)) return anything;
  switch (operation.type) {
    case 'Remove':
      return removed(value, operation.operator, patternText(operation.operand, state, evaluator));
    case 'Replace':
      return replaced(
        value,
        operation.operator,
        patternText(operation.pattern, state, evaluator),
        text(operation.replacement),
      );
    case 'Slice': {
      for (const bound of [operation.offset, operation.length])
        if (bound !== undefined) evaluator.arithmetic(text(bound), state);
      const offset = Number(text(operation.offset).trim());
      const length = operation.length === undefined ? undefined : Number(text(operation.length).trim());
      if (Number.isNaN(offset) || Number.isNaN(length ?? 0)) return anything;
      const from = offset < 0 ? Math.max(0, value.length + offset) : offset;
      return value.slice(from, length === undefined ? undefined : length < 0 ? length : from + length);
    }
    case 'Transform':
      if (operation.operand.text.includes('P')) evaluator.code(value, state, true);
      return anything;
    case 'CaseModification': {
      if (operation.operand !== undefined) evaluator.visitParts(operation.operand, state);
      const up = operation.operator.startsWith('^');
      const turned = up ? value.toUpperCase() : value.toLowerCase();
      return operation.operator.length === 2 ? turned : turned.charAt(0) + value.slice(1);
    }
    default:
      return anything;
  }
}

/** The operand of a removal or replacement as a pattern: what is quoted in it is literal. */
function patternText(word: Word, state: ShellState, evaluator: Evaluator): string {
  const parts = word.parts;
  if (parts === undefined) return word.text === word.value ? word.text : escapeGlob(word.value);
  return parts
    .map((part) => {
      if (part.type === 'Glob' || part.type === 'ExtendedGlob') return part.text;
      const text = (piecesOf(part, false, state, evaluator)[0] ?? [])
        .map((each) => (each.kind === 'fields' ? each.fields.join(' ') : each.text))
        .join('');
      return part.type === 'SimpleExpansion' || part.type === 'ParameterExpansion' ? text : escapeGlob(text);
    })
    .join('');
}

function removed(value: string, operator: string, pattern: string): string {
  if (hasHole(pattern)) return anything;
  const lengths = Array.from({ length: value.length + 1 }, (_, index) => index);
  if (operator.length === 2) lengths.reverse();
  for (const length of lengths) {
    const isFront = operator.startsWith('#');
    const part = isFront ? value.slice(0, length) : value.slice(value.length - length);
    if (matchesPattern(part, pattern)) return isFront ? value.slice(length) : value.slice(0, value.length - length);
  }
  return value;
}

function replaced(value: string, operator: string, pattern: string, by: string): string {
  if (hasHole(pattern) || /[*?[\]]|[@!+]\(/.test(pattern)) return anything;
  const literal = pattern.replace(/\\(.)/g, '$1');
  if (operator === '/') return value.replace(literal, () => by);
  if (operator === '//') return literal === '' ? value : value.replaceAll(literal, () => by);
  if (operator === '/#') return value.startsWith(literal) ? by + value.slice(literal.length) : value;
  return value.endsWith(literal) ? value.slice(0, value.length - literal.length) + by : value;
}
