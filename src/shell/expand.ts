import { parse, type Word, type WordPart } from 'unbash';
import { expandBraces } from './braces.ts';
import type { Evaluator } from './evaluator.ts';
import { anything, hasHole, isUnknown, listed, plainName } from './holes.ts';
import { fieldAt, parameterPieces } from './parameters.ts';
import { escapeGlob, expandGlob } from './patterns.ts';
import type { Alternatives, Output, ShellState } from './state.ts';

/** A part of a word after expansion. Unquoted text of a variable is split and may hold wildcards. */
export type Piece =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'pattern'; readonly text: string }
  | { readonly kind: 'open'; readonly text: string }
  | { readonly kind: 'fields'; readonly fields: readonly string[]; readonly isQuoted?: boolean };

/** A field while it is built: its text, and the same as a pattern whose literal characters are escaped. */
interface Field {
  text: string;
  pattern: string;
  isPattern: boolean;
}

const most = 12;
const mostFields = 3000;
export const unknownFields: Alternatives = [[anything]];

/** Expands a word to the lists of fields that it may become. Substitutions in it are evaluated on the way. */
export function expandWord(word: Word, state: ShellState, evaluator: Evaluator): Alternatives {
  if (word.parts?.some(({ type }) => type === 'BraceExpansion') === true) return expandBraced(word, state, evaluator);
  return expandParts(word, state, evaluator);
}

function expandBraced(word: Word, state: ShellState, evaluator: Evaluator): Alternatives {
  // Substitutions in what turns out to be no list of words run all the same.
  for (const part of word.parts ?? [])
    if (part.type === 'BraceExpansion') for (const inner of part.parts ?? []) evaluator.visitParts(inner, state);
  const sources = expandBraces(word.text, mostFields);
  if (sources === undefined) return unknownFields;
  let alternatives: Alternatives = [[]];
  for (const source of sources) {
    const command = parse(`: ${source}`).commands[0]?.command;
    const inner = command?.type === 'Command' ? command.suffix[0] : undefined;
    // What still looks like braces after their expansion is text.
    if (source === '') continue;
    if (inner?.type !== 'Word') return unknownFields;
    alternatives = combine(alternatives, expandParts(inner, state, evaluator));
  }
  return alternatives;
}

/** Puts lists of fields behind each other, alternative by alternative. */
export function combine(left: Alternatives, right: Alternatives): Alternatives {
  const both = left.flatMap((one) => right.map((other) => [...one, ...other]));
  return both.length > most ? [[...(left[0] ?? []), anything]] : both;
}

function expandParts(word: Word, state: ShellState, evaluator: Evaluator): Alternatives {
  const parts: readonly WordPart[] = word.parts ?? [
    { type: 'Literal', pos: word.pos, end: word.end, text: word.text, value: word.value },
  ];
  let ways: Piece[][] = [[]];
  for (const [index, part] of parts.entries()) {
    const pieces = piecesOf(part, index === 0, state, evaluator);
    ways = ways.flatMap((way) => pieces.map((each) => [...way, ...each]));
    if (ways.length > most) return unknownFields;
  }
  return ways.map((way) => fieldsOf(way, state, evaluator));
}

/** The alternatives of one part, each a list of pieces. */
export function piecesOf(part: WordPart, isFirst: boolean, state: ShellState, evaluator: Evaluator): Piece[][] {
  switch (part.type) {
    case 'Literal':
      return [[{ kind: 'literal', text: isFirst ? tilde(part.value, part.text, state, evaluator) : part.value }]];
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return [[{ kind: 'literal', text: part.value }]];
    case 'Glob':
      if (part.kind !== 'bracket') return [[{ kind: 'pattern', text: part.text }]];
      return [[{ kind: 'pattern', text: bracket(withExpansions(part.text, part.parts, state, evaluator)) }]];
    case 'ExtendedGlob':
      return [[{ kind: 'pattern', text: withExpansions(part.text, part.parts ?? [], state, evaluator) }]];
    case 'BraceExpansion':
      return [[{ kind: 'literal', text: part.text }]];
    case 'DoubleQuoted':
    case 'LocaleString': {
      let ways: Piece[][] = [[]];
      for (const child of part.parts) {
        const pieces = piecesOf(child, false, state, evaluator).map((each) => each.map(quoted));
        ways = ways.flatMap((way) => pieces.map((each) => [...way, ...each]));
        if (ways.length > most) return [[{ kind: 'literal', text: anything }]];
      }
      return ways.map((way) => (way.length === 0 ? [{ kind: 'literal', text: '' }] : way));
    }
    case 'SimpleExpansion':
      return variablePieces(part.text.slice(1), state, evaluator);
    case 'ParameterExpansion':
      return parameterPieces(part, state, evaluator);
    case 'CommandExpansion': {
      if (part.script === undefined) evaluator.unknown('a substitution');
      const output: Output = part.script === undefined ? { kind: 'unknown' } : evaluator.substitute(part.script, state);
      return [[{ kind: 'open', text: outputText(output) }]];
    }
    case 'ArithmeticExpansion':
      if (part.expression === undefined) evaluator.arithmetic(part.text, state);
      evaluator.visitArithmetic(part.expression, state);
      return [[{ kind: 'literal', text: plainName }]];
    case 'ProcessSubstitution': {
      const output =
        part.script === undefined ? undefined : evaluator.processSubstitution(part.script, part.operator, state);
      return [[{ kind: 'literal', text: evaluator.pseudoFile(output ?? { kind: 'unknown' }) }]];
    }
  }
}

/** What a substitution puts in: its output without the line breaks at the end. */
export function outputText(output: Output): string {
  if (output.kind === 'known') return output.text.replace(/\n+$/, '');
  if (output.kind === 'nothing') return '';
  return output.kind === 'plain' ? plainName : output.kind === 'listed' ? (output.hole ?? listed) : anything;
}

export function quoted(piece: Piece): Piece {
  if (piece.kind === 'fields') return { ...piece, isQuoted: true };
  return piece.kind === 'open' || piece.kind === 'pattern' ? { kind: 'literal', text: piece.text } : piece;
}

/** A pattern with the expansions in it done; where one has several values or none that is known, any text. */
function withExpansions(text: string, parts: readonly WordPart[], state: ShellState, evaluator: Evaluator): string {
  let expanded = text;
  for (const part of parts) {
    if (!/Expansion$/.test(part.type) || part.type === 'BraceExpansion') continue;
    const ways = piecesOf(part, false, state, evaluator);
    const [only] = ways;
    const value =
      ways.length === 1 && only !== undefined
        ? only.map((piece) => (piece.kind === 'fields' ? piece.fields.join(' ') : piece.text)).join('')
        : anything;
    expanded = expanded.replace(part.text, () => value);
  }
  return hasHole(expanded) ? '*' : expanded;
}

/** `[^a]` is `[!a]` for minimatch as well; quotes within brackets go, `[.j.]` and `[=j=]` are `j`. */
function bracket(text: string): string {
  return text
    .replace(
      /\$?'((?:\\.|[^'])*)'|\$?"((?:\\.|[^"])*)"/g,
      (_all, single?: string, double?: string) => single ?? double ?? '',
    )
    .replace(/\[([.=])(.+?)\1\]/g, '$2');
}

function tilde(value: string, source: string, state: ShellState, evaluator: Evaluator): string {
  if (!source.startsWith('~')) return value;
  const user = /^~([^/]*)/.exec(value)?.[1] ?? '';
  const rest = value.slice(1 + user.length);
  const home = state.variables.get('HOME')?.values[0]?.[0] ?? evaluator.world.variable('HOME');
  const folder =
    user === '' ? home : user === '+' ? single(state.cwds) : user === '-' ? single(state.previous) : anything;
  return `${folder ?? anything}${rest}`;
}

function single(values: readonly string[]): string {
  return values.length === 1 ? (values[0] ?? anything) : anything;
}

/** Values of a variable by name: `undefined` where it is not set. */
export function valuesOf(name: string, state: ShellState, evaluator: Evaluator): Alternatives | undefined {
  const variable = state.variables.get(name);
  if (variable?.refersTo !== undefined && variable.refersTo !== name)
    return valuesOf(variable.refersTo, state, evaluator);
  if (variable !== undefined) return variable.values;
  if (name === 'BASH') return [['/bin/bash']];
  if (name === 'PWD') return state.cwds.map((each) => [each]);
  if (name === 'OLDPWD') return state.previous.length > 0 ? state.previous.map((each) => [each]) : unknownFields;
  if (name === 'PPID') evaluator.namesParent = true;
  if (/^(?:[$?#!]|RANDOM|SECONDS|EPOCHSECONDS|LINENO|BASHPID|PPID|UID|EUID|SHLVL|OPTIND)$/.test(name))
    return [[plainName]];
  const known = evaluator.world.variable(name);
  return known === undefined ? undefined : [[known]];
}

export function variablePieces(name: string, state: ShellState, evaluator: Evaluator): Piece[][] {
  if (name === '@' || name === '*') {
    if (name === '*') return [[{ kind: 'open', text: state.positional.join(separator(state)) }]];
    return [[{ kind: 'fields', fields: state.positional }]];
  }
  if (/^\d$/.test(name)) {
    const value =
      name === '0'
        ? state.positional.at(-1) === undefined
          ? anything
          : (state.variables.get('0')?.values[0]?.[0] ?? anything)
        : fieldAt(state.positional, Number(name) - 1);
    return [[{ kind: 'open', text: value ?? (evaluator.isScript(state) ? '' : anything) }]];
  }
  const values = valuesOf(name, state, evaluator);
  if (values === undefined) return [[{ kind: 'open', text: evaluator.unset(name) }]];
  return values.map((fields) => [{ kind: 'open', text: fields[0] ?? '' }]);
}

function separator(state: ShellState): string {
  const ifs = state.variables.get('IFS')?.values[0]?.[0];
  return ifs === undefined ? ' ' : ifs.charAt(0);
}

/** Splits what is open, then expands wildcards against the tree. */
function fieldsOf(pieces: readonly Piece[], state: ShellState, evaluator: Evaluator): string[] {
  const fields: Field[] = [];
  let current: Field | undefined;
  const add = (text: string, pattern: string, isPattern: boolean): void => {
    current ??= { text: '', pattern: '', isPattern: false };
    current.text += text;
    current.pattern += pattern;
    current.isPattern ||= isPattern;
  };
  const close = (): void => {
    if (current !== undefined) fields.push(current);
    current = undefined;
  };
  for (const piece of pieces) {
    if (piece.kind === 'literal') add(piece.text, escapeGlob(piece.text), false);
    else if (piece.kind === 'pattern') add(piece.text, piece.text, true);
    else if (piece.kind === 'fields') {
      for (const [index, text] of piece.fields.entries()) {
        if (index > 0) close();
        if (piece.isQuoted === true || text === '') add(text, escapeGlob(text), false);
        else
          for (const [at, word] of splitFields(text, separatorsOf(state)).entries()) {
            if (at > 0) close();
            add(word, word, /[*?[]|[@!+]\(/.test(word));
          }
      }
    } else {
      const separators = separatorsOf(state);
      const words = splitFields(piece.text, separators);
      if (piece.text !== '' && separators.includes(piece.text.charAt(0)) && current !== undefined) close();
      for (const [index, word] of words.entries()) {
        if (index > 0) close();
        add(word, word, /[*?[]|[@!+]\(/.test(word));
      }
      if (words.length > 0 && separators.includes(piece.text.at(-1) ?? 'x')) close();
    }
  }
  close();
  return fields.flatMap((field) => globbed(field, state, evaluator));
}

function separatorsOf(state: ShellState): string {
  const ifs = state.variables.get('IFS')?.values[0]?.[0];
  return ifs === undefined || hasHole(ifs) ? ' \t\n' : ifs;
}

export function splitFields(text: string, separators = ' \t\n'): string[] {
  const words: string[] = [];
  let word = '';
  for (const each of text) {
    if (!separators.includes(each)) word += each;
    else if (word !== '') {
      words.push(word);
      word = '';
    }
  }
  if (word !== '') words.push(word);
  return words;
}

function globbed(field: Field, state: ShellState, evaluator: Evaluator): string[] {
  if (!field.isPattern || state.options.has('noglob')) return [field.text];
  if (hasHole(field.text) && isUnknown(field.text)) return [field.text];
  const found: string[] = [];
  for (const cwd of field.pattern.startsWith('/') ? [''] : state.cwds) {
    if (isUnknown(cwd)) return [anything];
    const base = cwd === '' || cwd === '/' ? cwd.replace(/\/$/, '') : cwd;
    const [here = ''] = state.cwds;
    // `/proc/self/cwd` is where the shell is, not where the guard is.
    const own = field.pattern.replace(/^\/+proc\/(?:self|thread-self|\d+|\uE001|[^/]*[*?[][^/]*)\/cwd(?=\/)/, () =>
      escapeGlob(here),
    );
    const pattern = field.pattern.startsWith('/') ? own : `${escapeGlob(base)}/${field.pattern}`;
    const matches = expandGlob(pattern, evaluator.globOptions(state), evaluator.world);
    if (matches === undefined || matches.length > mostFields) {
      evaluator.unknown(`the pattern ${field.text}`);
      return [anything];
    }
    evaluator.listMatches(matches);
    for (const match of matches) found.push(field.pattern.startsWith('/') ? match : match.slice(base.length + 1));
  }
  return found.length === 0 ? [field.text] : found;
}
