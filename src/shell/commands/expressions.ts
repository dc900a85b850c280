import type { Call } from '../evaluated.ts';
import { outputText } from '../expand.ts';
import { isUnknown, listed, plainName } from '../holes.ts';
import { filledLiteral } from './code-text.ts';
import { unescapeLiteral } from './literals.ts';

/** A call in a program: the last part of the function's name, and the texts of its arguments. */
export interface CodeCall {
  readonly name: string;
  readonly args: readonly string[];
}

const longest = 4000;

/** The calls in a program: `name(…)`, and `name …` of the languages that need no parentheses. */
export function callsIn(code: string): CodeCall[] {
  const found: CodeCall[] = [];
  for (const match of code.matchAll(/(os\.execute|[A-Za-z_][\w-]*)(\s*\(|[ \t]+(?=["'$<]|my\b|[A-Z]+,))/g)) {
    const [all, name = '', between = ''] = match;
    const from = match.index + all.length;
    const isOpen = between.endsWith('(');
    // A definition is no call, and the words of a text are none.
    if (
      /\b(?:def|function|sub|class|import|from|return|in|and|or|not|if|elif|while|for|print|my|let|const|var|as|is|lambda|await|new|print)$/.test(
        name,
      )
    )
      continue;
    if (/(?:\bdef|\bfunction|\bsub)\s+$/.test(code.slice(Math.max(0, match.index - 12), match.index))) continue;
    found.push({ name, args: splitList(isOpen ? upTo(code, from, ')') : upTo(code, from, ';')) });
  }
  return found;
}

/** The text from `from` to what closes it: a bracket, or the end of the statement. */
function upTo(code: string, from: number, close: ')' | ';'): string {
  let depth = 0;
  let at = from;
  for (; at < code.length && at < from + longest; at++) {
    const each = code.charAt(at);
    if (/["'`]/.test(each)) {
      at = endOfText(code, at);
      continue;
    }
    if (/[([{]/.test(each)) depth += 1;
    if (/[)\]}]/.test(each)) {
      if (depth === 0) break;
      depth -= 1;
    }
    if (close === ';' && depth === 0 && /[;\n]/.test(each)) break;
  }
  return code.slice(from, at);
}

function endOfText(code: string, from: number): number {
  const mark = code.charAt(from);
  let at = from + 1;
  while (at < code.length && code.charAt(at) !== mark) at += code.charAt(at) === '\\' ? 2 : 1;
  return at;
}

/** A list's parts, split at the commas that stand in no bracket and no text. */
function splitList(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const each = text.charAt(at);
    if (/["'`]/.test(each)) at = endOfText(text, at);
    else if (/[([{]/.test(each)) depth += 1;
    else if (/[)\]}]/.test(each)) depth -= 1;
    else if (each === ',' && depth === 0) {
      parts.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  const last = text.slice(start).trim();
  return last === '' ? parts : [...parts, last];
}

const literal = /^[rbufRBUF]{0,2}(["'`])((?:\\.|(?!\1)[^\\])*)\1$/s;
const joiner =
  /^(?:os\.path\.join|path\.(?:posix\.)?(?:join|resolve)|(?:pathlib\.)?(?:Pure)?Path|File\.join|join|str|String|new URL|pathToFileURL|fspath|Pathname|abspath|realpath|normpath|resolve|expanduser|os\.path\.\w+)\((.*)\)$/s;
const argument =
  /^(?:(?:sys|process|os)\.argv\[-?\d+\]|process\.argv\.at\(-?\d+\)|ARGV\[\d+\]|ARGV\.\w+|\$ARGV\[\d+\]|shift(?:\(?@ARGV\)?)?|argv\[\d+\]|\$argv\[\d+\]|arg\[\d+\]|\[lindex \$argv \d+\]|@ARGV|\*ARGV|\$ARGV)$/;
const standardInput =
  /^(?:input\(\)|(?:sys\.)?stdin\S*|sys\.stdin\.(?:read|readline)\(\)(?:\.\w+\(\))*|<STDIN>|<>|gets|STDIN\S*|0|\/dev\/stdin|'?&?STDIN'?|process\.stdin\.fd)$/;
const plainWord =
  /^(?:__file__|[A-Z_]+|-?\d[\w.]*|True|False|None|null|undefined|true|false|\{\s*\}|\{[^}]*\}|[\w.]*\bO_\w+(?:\s*\|\s*[\w.]+)*)$/;
const environment =
  /^(?:os\.environ\[["'](\w+)["']\]|os\.(?:environ\.get|getenv)\(["'](\w+)["'][^)]*\)|process\.env(?:\.(\w+)|\[["'](\w+)["']\])|\$ENV\{["']?(\w+)["']?\}|ENV\[["'](\w+)["']\]|getenv\(["'](\w+)["']\))$/;

/** What the expressions of a program may be: the texts, none where what is meant was judged otherwise. */
export class Expressions {
  readonly #code: string;
  readonly #lists: RegExp;
  readonly #call: Call;

  constructor(code: string, lists: RegExp, call: Call) {
    this.#code = code;
    this.#lists = lists;
    this.#call = call;
  }

  /** The parts of a list of texts; undefined where it can not be told. */
  list(text: string): string[] | undefined {
    const values = splitList(text)
      .filter((each) => !/^\w+\s*=[^=]|^\{|^function|=>/.test(each))
      .map((each) => this.valuesOf(each));
    const found: string[] = [];
    for (const each of values) {
      if (each === undefined) return undefined;
      found.push(each[0] ?? '.');
    }
    return found;
  }

  /**
   * The texts that an expression may be. Empty where it is one of the program's arguments, of a folder's names, of what
   * standard input gives or no text at all: those are judged on their own. Undefined where it can not be told.
   */
  valuesOf(source: string, depth = 0): string[] | undefined {
    const text = source
      .trim()
      .replace(/^\w+\s*=(?!=)\s*/, '')
      .replace(/^(?:await|new|my|our|local|scalar|\*|&)\s+/, '')
      .replace(/\s+(?:or|and|\|\||if|unless)\s.*$/s, '');
    if (depth > 6 || text.length > longest) return undefined;
    if (text === '' || plainWord.test(text) || argument.test(text)) return [];
    const own = literal.exec(text);
    if (own !== null) return this.#interpolated(own[1] ?? '', own[2] ?? '', text, depth);
    if (/^[\w.]+(?:\(\))?(?:\.\w+\([^()]*\))*\.(?:isoformat|strftime|toISOString)\([^()]*\)$/.test(text))
      return [plainName];
    const variable = environment.exec(text);
    if (variable !== null) return this.#variable(variable.slice(1).find((each) => each !== undefined) ?? '');
    if (standardInput.test(text)) return this.#inputLines();
    if (this.#lists.test(text) && !/\+\s*["'][^"']*\.\./.test(text)) return [];
    const inner = joiner.exec(text)?.[1] ?? /^\((.*)\)$/s.exec(text)?.[1];
    if (inner !== undefined && isBalanced(inner)) return this.#all(splitList(inner), '/', depth);
    const sum = splitSum(text);
    if (sum.length > 1) return this.#all(sum, '', depth);
    if (
      /^[$@*&]?[A-Za-z_]\w*(?:\.(?:path|name|strip\(\)|trim\(\)|rstrip\(\)|encode\(\)|decode\(\)|as_posix\(\)|toString\(\)))*$/.test(
        text,
      ) ||
      /^[$@]\{?\w+\}?$/.test(text)
    )
      return this.#named(text.replace(/^[$@*&]\{?|\}$/g, '').replace(/\..*$/s, ''), depth);
    if (
      /^<\$?\w*>$/.test(text) ||
      /^(?:\(\w*(?:,\s*\w+)*\)|\w+)\s*=>/.test(text) ||
      /^(?:function|lambda|sub)\b/.test(text)
    )
      return [];
    return undefined;
  }

  #all(parts: readonly string[], between: string, depth: number): string[] | undefined {
    let texts = [''];
    let isTold = true;
    for (const [index, part] of parts.entries()) {
      const values = this.valuesOf(part, depth + 1);
      if (values === undefined) return undefined;
      if (values.length === 0) isTold = false;
      else texts = texts.flatMap((text) => values.map((value) => (index === 0 ? value : `${text}${between}${value}`)));
      if (texts.length > 40) return undefined;
    }
    if (parts.length > 1 && !isTold) {
      // A name that was judged with the folder it came from, and text that stays beneath it; arguments can not be told.
      return parts.some((part) => argument.test(part.trim()) || standardInput.test(part.trim())) ||
        texts.some((text) => text.includes('..'))
        ? undefined
        : [];
    }
    if (!isTold) return [];
    for (const text of texts) this.#call.shell.touch('read', text, this.#call.state, { isGuess: true });
    return texts;
  }

  /** A text with variables in it (`${d}/x`, `f'{d}/x'`, `"$d/x"`) stands for the text with their values. */
  #interpolated(mark: string, inner: string, whole: string, depth: number): string[] | undefined {
    const isFormat = /^[rbuRBU]*f/i.test(whole);
    const hole = mark === "'" && !isFormat ? undefined : /\$\{([^}]*)\}|#\{([^}]*)\}|\$(\w+)|\{(\w+)\}/.exec(inner);
    if (hole === null || hole === undefined || (hole[4] !== undefined && !isFormat))
      return [isFormat ? (filledLiteral(inner, this.#code) ?? unescapeLiteral(inner)) : unescapeLiteral(inner)];
    const name = hole[1] ?? hole[2] ?? hole[3] ?? hole[4] ?? '';
    const values = this.valuesOf(name, depth + 1);
    const filled = values === undefined || values.length === 0 ? filledLiteral(inner, this.#code) : undefined;
    if (filled !== undefined) return [filled];
    if (values === undefined) return undefined;
    if (values.length === 0) return inner.includes('..') ? undefined : [];
    const texts = values.flatMap(
      (value) =>
        this.#interpolated(
          mark,
          inner.replace(hole[0], () => value),
          whole,
          depth + 1,
        ) ?? [anyText],
    );
    if (texts.includes(anyText)) return undefined;
    for (const text of texts) this.#call.shell.touch('read', text, this.#call.state, { isGuess: true });
    return texts;
  }

  /** What a variable of the program was set to, anywhere in it. */
  #named(name: string, depth: number): string[] | undefined {
    const found: string[] = [];
    const escaped = name.replace(/\W/g, '\\$&');
    const sets = [
      ...this.#code.matchAll(new RegExp(`(?<![\\w.'"])[$@]?${escaped}\\s*(?::=|\\+?=(?![=>~]))\\s*([^;\\n]*)`, 'g')),
      ...this.#code.matchAll(new RegExp(`\\bset\\s+${escaped}\\s+([^;\\n]*)`, 'g')),
    ].map(([, value = '']) => endOfExpression(value));
    const loops = [
      ...this.#code.matchAll(
        new RegExp(`\\b(?:for|foreach)\\b[^\\n]*?\\b${escaped}\\b[^\\n]*?\\s(?:in|of)\\s+([^:\\n;]*)`, 'g'),
      ),
    ].map(([, value = '']) => endOfExpression(value));
    if (
      new RegExp(
        `[(\\s]${escaped}\\s*=>|\\(\\s*(?:\\w+,\\s*)*${escaped}(?:,\\s*\\w+)*\\s*\\)\\s*=>|\\b(?:lambda|with)\\b[^:\\n]*\\b${escaped}\\s*:|\\|\\s*${escaped}\\s*\\|`,
      ).test(this.#code)
    )
      return this.#lists.test(this.#code) ? [] : undefined;
    if (sets.length + loops.length === 0) return undefined;
    // A text that grows is not followed.
    if (new RegExp(`(?<![\\w.])[$@]?${escaped}\\s*(?:\\+=|\\.=)`).test(this.#code)) return undefined;
    for (const value of sets) {
      if (/^\[.*\]$/s.test(value)) return undefined;
      const values = this.valuesOf(value, depth + 1);
      if (values === undefined) return undefined;
      found.push(...values);
    }
    for (const value of loops) {
      const list = /^[[(](.*)[\])]$/s.exec(value)?.[1];
      if (list === undefined) {
        const values = this.valuesOf(value, depth + 1);
        if (values === undefined || values.length > 0) return undefined;
        continue;
      }
      const values = this.list(list);
      if (values === undefined) return undefined;
      found.push(...values);
    }
    return [...new Set(found)];
  }

  #variable(name: string): string[] | undefined {
    const { shell, state } = this.#call;
    const values = state.variables.get(name)?.values.flat();
    if (values === undefined || values.some(isUnknown)) return undefined;
    for (const value of values) shell.touch('read', value, state, { isGuess: true });
    return values;
  }

  #inputLines(): string[] | undefined {
    const { shell, state, input } = this.#call;
    if (input.kind === 'known') {
      const lines = outputText(input)
        .split('\n')
        .map((line) => line.trim());
      for (const line of lines) shell.touch('read', line, state, { isGuess: true });
      return lines.slice(0, 40);
    }
    if (input.kind === 'listed') shell.touch('read', input.hole ?? listed, state, { deep: true });
    return input.kind === 'listed' || input.kind === 'nothing' || input.kind === 'plain' ? [] : undefined;
  }
}

const anyText = '\uE000';

/** Up to where an expression ends within its line: a bracket that it did not open. */
function endOfExpression(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const each = text.charAt(at);
    if (/["'`]/.test(each)) at = endOfText(text, at);
    else if (/[([{]/.test(each)) depth += 1;
    else if (/[)\]}]/.test(each)) {
      if (depth === 0) return text.slice(0, at).trim();
      depth -= 1;
    } else if (each === ',' && depth === 0) return text.slice(0, at).trim();
    else if (depth === 0 && /^\s(?:if|for)\s/.test(text.slice(at))) return text.slice(0, at).trim();
  }
  return text.trim();
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const each = text.charAt(at);
    if (/["'`]/.test(each)) at = endOfText(text, at);
    else if (/[([{]/.test(each)) depth += 1;
    else if (/[)\]}]/.test(each)) {
      depth -= 1;
      if (depth < 0) return false;
    }
  }
  return depth === 0;
}

/** `a + b`, `a . b`, `a / b` of paths: the parts. */
function splitSum(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const each = text.charAt(at);
    if (/["'`]/.test(each)) at = endOfText(text, at);
    else if (/[([{]/.test(each)) depth += 1;
    else if (/[)\]}]/.test(each)) depth -= 1;
    else if (
      depth === 0 &&
      (each === '+' ||
        each === '/' ||
        (each === '.' && /["'\s)]\s*$/.test(text.slice(0, at)) && /^\s*["'$]/.test(text.slice(at + 1))))
    ) {
      parts.push(text.slice(start, at));
      // Paths that are put together with a slash keep it.
      if (each === '/') parts.push("'/'");
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}
