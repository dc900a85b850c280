import type { CompoundCommand, CompoundList, Redirected } from 'unbash';

/** What a variable may hold: each alternative a list of fields; a plain variable has one field. */
export type Alternatives = readonly (readonly string[])[];

export interface Variable {
  readonly values: Alternatives;
  readonly isExported: boolean;
  /** Values of an associative array by key; `values` has them in order. */
  readonly keyed?: ReadonlyMap<string, string>;
  /** Name of the variable that this one stands for (`declare -n`). */
  readonly refersTo?: string;
}

export type FunctionBody = CompoundCommand | Redirected | CompoundList;

/** The state of a shell, copied where it branches. */
export interface ShellState {
  /** The folders that the shell may be in. */
  cwds: readonly string[];
  previous: readonly string[];
  stack: readonly (readonly string[])[];
  variables: Map<string, Variable>;
  functions: Map<string, FunctionBody>;
  aliases: Map<string, string>;
  positional: readonly string[];
  options: ReadonlySet<string>;
  /** What each redirected descriptor reads. */
  descriptors: Map<number, Output>;
}

/** What is known of a text that a command writes or reads. */
export type Output =
  | { readonly kind: 'known'; readonly text: string }
  /** Paths of a listing that was judged. */
  | { readonly kind: 'listed' }
  /** Words that name no path: numbers, dates, hashes. */
  | { readonly kind: 'plain' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown' };

export const unknownOutput: Output = { kind: 'unknown' };
export const noOutput: Output = { kind: 'nothing' };

export function copyState(state: ShellState): ShellState {
  return {
    ...state,
    variables: new Map(state.variables),
    functions: new Map(state.functions),
    aliases: new Map(state.aliases),
    descriptors: new Map(state.descriptors),
  };
}

const mostAlternatives = 12;

/** What holds after one of two ways was gone. */
export function joinStates(left: ShellState, right: ShellState): ShellState {
  const joined = copyState(left);
  joined.cwds = [...new Set([...left.cwds, ...right.cwds])];
  joined.previous = [...new Set([...left.previous, ...right.previous])];
  for (const [name, variable] of right.variables) {
    const other = left.variables.get(name);
    joined.variables.set(name, other === undefined ? variable : joinVariables(other, variable));
  }
  for (const [name, body] of right.functions) joined.functions.set(name, body);
  for (const [name, text] of right.aliases) joined.aliases.set(name, text);
  joined.options = new Set([...left.options, ...right.options]);
  return joined;
}

function joinVariables(left: Variable, right: Variable): Variable {
  if (left === right) return left;
  const values = [...left.values];
  for (const each of right.values)
    if (!values.some((other) => other.length === each.length && other.every((field, index) => field === each[index])))
      values.push(each);
  return {
    values: values.length > mostAlternatives ? [['\uE000']] : values,
    isExported: left.isExported || right.isExported,
  };
}
