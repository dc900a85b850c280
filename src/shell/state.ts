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
  /** True where what is assigned is evaluated as arithmetic (`declare -i`). */
  readonly isNumber?: boolean;
}

export type FunctionBody = CompoundCommand | Redirected | CompoundList;

/** What a name may be a function for; not certain where it was defined on one way only. */
export interface FunctionBodies {
  readonly bodies: readonly FunctionBody[];
  readonly isCertain: boolean;
}

/** The state of a shell, copied where it branches. */
export interface ShellState {
  /** The folders that the shell may be in. */
  cwds: readonly string[];
  previous: readonly string[];
  stack: readonly (readonly string[])[];
  variables: Map<string, Variable>;
  functions: Map<string, FunctionBodies>;
  aliases: Map<string, string>;
  positional: readonly string[];
  /** Commands that run at the end, at a signal or between other commands. */
  traps: readonly string[];
  /** Within a function: what its local variables hide. */
  locals: Map<string, Variable | undefined> | undefined;
  options: ReadonlySet<string>;
  /** What each redirected descriptor reads. */
  descriptors: Map<number, Output>;
}

/** What is known of a text that a command writes or reads. */
export type Output =
  | { readonly kind: 'known'; readonly text: string }
  /** Paths of listings, as the hole that stands for them; without one they were judged whole. */
  | { readonly kind: 'listed'; readonly hole?: string }
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
    locals: state.locals === undefined ? undefined : new Map(state.locals),
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
  for (const name of new Set([...left.functions.keys(), ...right.functions.keys()]))
    joined.functions.set(name, joinFunctions(left.functions.get(name), right.functions.get(name)));
  for (const [name, text] of right.aliases) joined.aliases.set(name, text);
  // Options that make patterns reach further count where one way set them, those that switch patterns off where both did.
  joined.options = new Set(
    [...left.options, ...right.options].filter(
      (option) => option !== 'noglob' || (left.options.has(option) && right.options.has(option)),
    ),
  );
  joined.positional = joinFields(left.positional, right.positional);
  joined.traps = [...new Set([...left.traps, ...right.traps])];
  for (const [number, output] of right.descriptors)
    if (left.descriptors.get(number) !== output) joined.descriptors.set(number, unknownOutput);
  if (right.locals !== undefined) joined.locals = new Map([...right.locals, ...(left.locals ?? [])]);
  return joined;
}

function joinFunctions(left: FunctionBodies | undefined, right: FunctionBodies | undefined): FunctionBodies {
  return {
    bodies: [...new Set([...(left?.bodies ?? []), ...(right?.bodies ?? [])])],
    isCertain: left?.isCertain === true && right?.isCertain === true,
  };
}

function joinFields(left: readonly string[], right: readonly string[]): readonly string[] {
  if (isSame([left], [right])) return left;
  const longer = left.length > right.length ? left : right;
  return longer.map((field, index) => (left[index] === right[index] ? field : '\uE000'));
}

function isSame(left: Alternatives, right: Alternatives): boolean {
  return (
    left === right ||
    (left.length === right.length &&
      left.every((fields, at) => {
        const others = right[at] ?? [];
        return fields.length === others.length && fields.every((field, index) => field === others[index]);
      }))
  );
}

/** True where a list of alternatives is in the other, in which any text stands for every other. */
function covers(wide: Alternatives, narrow: Alternatives): boolean {
  return (wide.length === 1 && wide[0]?.length === 1 && wide[0][0] === '\uE000') || isSame(wide, narrow);
}

/** True where nothing that commands depend on holds in `narrow` alone. */
export function coversState(wide: ShellState, narrow: ShellState): boolean {
  return (
    isSame([wide.cwds, wide.traps], [narrow.cwds, narrow.traps]) &&
    wide.positional.length === narrow.positional.length &&
    narrow.positional.every((field, index) => covers([[wide.positional[index] ?? '']], [[field]])) &&
    wide.variables.size === narrow.variables.size &&
    [...narrow.variables].every(([name, { values }]) => covers(wide.variables.get(name)?.values ?? [], values))
  );
}

/** What holds after any number of further rounds of what led from `before` to `after`: what changes is unknown. */
export function widened(before: ShellState, after: ShellState): ShellState {
  const wide = joinStates(before, after);
  for (const [name, variable] of wide.variables)
    if (!isSame(variable.values, before.variables.get(name)?.values ?? []))
      wide.variables.set(name, { values: [['\uE000']], isExported: variable.isExported });
  if (!isSame([before.cwds], [after.cwds])) wide.cwds = [...wide.cwds, '\uE000'];
  return wide;
}

function joinVariables(left: Variable, right: Variable): Variable {
  if (
    left === right ||
    (isSame(left.values, right.values) && left.keyed === right.keyed && left.refersTo === right.refersTo)
  )
    return left;
  const values = [...left.values];
  for (const each of right.values)
    if (!values.some((other) => other.length === each.length && other.every((field, index) => field === each[index])))
      values.push(each);
  const refersTo = left.refersTo ?? right.refersTo;
  return {
    values: values.length > mostAlternatives || left.refersTo !== right.refersTo ? [['\uE000']] : values,
    isExported: left.isExported || right.isExported,
    ...(left.keyed === undefined && right.keyed === undefined
      ? {}
      : { keyed: joinKeyed(left.keyed ?? new Map(), right.keyed ?? new Map()) }),
    ...(refersTo === undefined || left.refersTo !== right.refersTo ? {} : { refersTo }),
    ...(left.isNumber === true || right.isNumber === true ? { isNumber: true } : {}),
  };
}

function joinKeyed(left: ReadonlyMap<string, string>, right: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const keys = [...new Set([...left.keys(), ...right.keys()])];
  return new Map(
    keys.map((key) => {
      const value = left.get(key) ?? right.get(key) ?? '';
      return [key, (right.get(key) ?? value) === value ? value : '\uE000'];
    }),
  );
}
