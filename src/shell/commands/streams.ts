import type { Call } from '../evaluated.ts';
import { isUnknown } from '../holes.ts';
import { copyState, noOutput, unknownOutput } from '../state.ts';
import { contentOf, type Handler, hasOption, passedThrough, splitArguments, valuesOfOption } from './call.ts';
import { joinLiterals, literalsOf } from './literals.ts';

/** The texts of scripts that options name: inline, or in a file that the same command wrote. */
function scriptTexts(files: readonly string[], call: Call): string[] {
  return files.flatMap((file) => {
    const content = contentOf(call, file);
    if (content?.kind === 'known') return [content.text];
    if (content === undefined) {
      call.shell.touch('read', file, call.state);
      call.shell.opaque();
    } else call.shell.unknown('a script that comes out of another command');
    return [];
  });
}

export const sed: Handler = (call) => {
  const { shell, state } = call;
  const split = splitArguments(call, 'efl', ['--expression', '--file', '--line-length']);
  const scripts = valuesOfOption(split, '-e', '--expression');
  const files = valuesOfOption(split, '-f', '--file');
  const hasScript = scripts.length > 0 || files.length > 0;
  scripts.push(...scriptTexts(files, call));
  const operands = split.operands.map(({ text }) => text);
  // On macOS -i takes the next argument.
  if (!hasScript && operands[0] !== undefined) scripts.push(operands.shift() ?? '');
  const isInPlace = split.options.some(({ name }) => name === '-i' || name.startsWith('--in-place'));
  for (const file of operands) {
    shell.touch('read', file, state);
    if (isInPlace) shell.touch('write', file, state);
  }
  followSedScript(scripts.join('\n'), call);
  return operands.length === 0 && scripts.every((each) => /^[\d,$]*[pqd]?$/.test(each))
    ? passedThrough({ ...call, args: [] })
    : unknownOutput;
};

/** Where sed's commands stand: behind an address, a negation, a brace, a semicolon or a line's begin. */
const address = String.raw`(?:^|[;{}\n])[ \t]*(?:(?:\d+(?:~\d+)?|\$|/(?:\\.|[^/\\\n])*/[IM]*|\\(.)(?:\\.|(?!\1).)*\1[IM]*)(?:,(?:[+~]?\d+|\$|/(?:\\.|[^/\\\n])*/[IM]*))?)?[ \t]*!*[ \t]*`;

/** `r`, `R`, `w`, `W` name files; `e` and the flag `e` of `s` run commands. */
function followSedScript(source: string, { shell, state }: Call): void {
  if (isUnknown(source)) {
    shell.unknown("a script of sed's");
    return;
  }
  const substitution =
    /(?:^|[;{}\n\s\d$!/])s([^\w\s\\])((?:\\.|(?!\1)[^\\])*)\1((?:\\.|(?!\1)[^\\])*)\1([a-zA-Z0-9]*)[ \t]*([^;}\n]*)/gs;
  let runsSpace = false;
  const replacements: string[] = [];
  for (const [, mark = '/', , by = '', flags = '', file = ''] of source.matchAll(substitution)) {
    replacements.push(by.replaceAll(`\\${mark}`, mark));
    if (flags.includes('e')) runsSpace = true;
    if (flags.includes('w') && file !== '') shell.touch('write', file.trim(), state);
  }
  // What stands in substitutions is text, not commands.
  const commands = source.replace(substitution, (all) => all.charAt(0).replace(/[s]/, ''));
  for (const match of commands.matchAll(new RegExp(`${address}([rRwW])[ \\t]*([^\\n]+)`, 'g'))) {
    const [, , command = '', rest = ''] = match;
    for (const file of new Set([rest.trim(), rest.split(/[;}]/)[0]?.trim() ?? '']))
      shell.touch(command.toLowerCase() === 'r' ? 'read' : 'write', file, state, { isGuess: file !== rest.trim() });
  }
  for (const match of commands.matchAll(new RegExp(`${address}e(?:[ \\t]+|(?=\\w))([^\\n]+)`, 'g')))
    shell.text(match[2] ?? '', copyState(state), noOutput);
  // A bare `e` runs what the line then is: some of the texts that were put in.
  if (new RegExp(`${address}e[ \\t]*(?:[;}\\n]|$)`).test(commands)) runsSpace = true;
  if (!runsSpace) return;
  if (replacements.length === 0 || replacements.some((text) => /(?<!\\)&|\\\d/.test(text)))
    shell.unknown('a command that sed puts together');
  for (const text of replacements) shell.text(text.replace(/\\(.)/g, '$1'), copyState(state), noOutput);
}

export const awk: Handler = (call) => {
  const { shell, state, input } = call;
  const split = splitArguments(call, 'fFvEeil', [
    '--file',
    '--field-separator',
    '--assign',
    '--exec',
    '--source',
    '--include',
    '--load',
  ]);
  for (const file of valuesOfOption(split, '-i', '--include', '-l', '--load'))
    shell.touch('read', file, state, { isGuess: true });
  const assigned = new Map(
    valuesOfOption(split, '-v', '--assign').map((each): [string, string] => [
      each.slice(0, each.indexOf('=')),
      each.slice(each.indexOf('=') + 1),
    ]),
  );
  const operands = split.operands.map(({ text }) => text);
  const programs = [
    ...scriptTexts(valuesOfOption(split, '-f', '--file', '-E', '--exec'), call),
    ...valuesOfOption(split, '-e', '--source'),
  ];
  if (!hasOption(split, '-f', '--file', '-E', '--exec', '-e', '--source') && operands[0] !== undefined)
    programs.push(operands.shift() ?? '');
  for (const operand of operands) {
    const value = /^\w+=(.*)$/s.exec(operand);
    if (value !== null) assigned.set(operand.slice(0, operand.indexOf('=')), value[1] ?? '');
    shell.touch('read', value?.[1] ?? operand, state, value === null ? {} : { isGuess: true });
  }
  // A program that opens no file by a name of its own has no use for one in a variable.
  if (programs.length === 0 || programs.some((program) => awkOpens.test(program)))
    for (const value of assigned.values()) shell.touch('read', value, state, { isGuess: true });
  for (const program of programs) followAwk(program, assigned, call);
  // Fields of a listing are parts of its lines.
  const [program] = programs;
  const isPicking =
    program !== undefined &&
    /^[\s{}();$\w,/^.*+?|[\]<>=!&-]*$/.test(program) &&
    !/sub|printf|sprintf|toupper|tolower/.test(program);
  return operands.length === 0 && isPicking && input.kind === 'plain' ? input : unknownOutput;
};

const awkOpens = /\bsystem\s*\(|\bgetline\b|\bprintf?\b[^;}\n]*[|>]|\|&|\bARGV\b|@(?:include|load)\b/;

/** Where a program of awk reads other files or runs commands, its texts are judged; what is put together is unknown. */
function followAwk(source: string, assigned: ReadonlyMap<string, string>, call: Call): void {
  const { shell, state, input } = call;
  if (isUnknown(source)) {
    shell.unknown('a program that is put together while it runs');
    return;
  }
  const text = joinLiterals(source.replace(/#[^\n"]*$/gm, ''));
  const bare = text.replace(/"(?:\\.|[^"\\])*"/g, '""').replace(/\/(?:\\.|[^/\\\n])+\//g, '//');
  if (!awkOpens.test(bare)) return;
  const strings = literalsOf(text);
  for (const each of strings) shell.touch('read', each, state, { isGuess: true });
  const isPiped = /""\s*\|&?\s*getline|[\w)]\s*\|&?\s*getline|\bprintf?\b[^;}\n]*\|/.test(bare);
  if (/\bsystem\s*\(/.test(bare) || isPiped) {
    for (const each of strings) if (/\s|^[\w/.-]+$/.test(each)) shell.trial(each, state);
    for (const [, command = ''] of text.matchAll(
      /(?:system\s*\(\s*|^|[^|])"((?:\\.|[^"\\])*)"\s*(?:\)|\|&?\s*getline)/g,
    ))
      shell.text(command.replace(/\\(.)/g, '$1'), copyState(state), noOutput);
    // What is printed into a shell is a program.
    for (const [, printed = '', command = ''] of text.matchAll(/\bprintf?\b([^;}\n]*)\|&?\s*"((?:\\.|[^"\\])*)"/g)) {
      const [only, ...others] = literalsOf(printed);
      const isWhole = /^\s*\(?\s*"(?:\\.|[^"\\])*"\s*\)?\s*$/.test(printed) && others.length === 0;
      const given = isWhole && only !== undefined ? ({ kind: 'known', text: `${only}\n` } as const) : unknownOutput;
      shell.text(command.replace(/\\(.)/g, '$1'), copyState(state), given);
    }
  }
  for (const [, file = ''] of text.matchAll(/>{1,2}\s*"((?:\\.|[^"\\])*)"/g))
    shell.touch('write', file, state, { isGuess: true });
  const composed =
    /system\s*\(\s*(?!""\s*\))|getline\s*(?:\w+\s*)?<\s*(?!"")|(?<!"")\s\|&?\s*getline|[\w)]\|&?\s*getline|\bprintf?\b[^;}\n]*\|\s*(?!&?\s*"")|\bARGV\s*\[[^\]]*\]\s*=\s*(?!\s*""\s*(?:[;}\n]|$))/.test(
      bare,
    );
  const file = /getline\s*(?:\w+\s*)?<\s*\(?\s*(\w+)\s*\)?\s*(?:\)|;|\}|>|$)/.exec(bare)?.[1];
  if (file !== undefined && assigned.has(file)) return;
  if (composed) {
    if (input.kind === 'known')
      for (const word of input.text.split(/\s+/)) shell.touch('read', word, state, { isGuess: true });
    shell.unknown('what an awk program runs or reads');
  }
}

/** Text that takes other files in, or runs commands, as it is processed: m4, the C preprocessor, roff, make's own. */
export function followIncludes(source: string, { shell, state }: Call): void {
  for (const word of source.split(/[\s'"`<>(){},;:=]+/))
    if (/[/.]/.test(word)) shell.touch('read', word.replace(/^\W*(?=[./~\w])/, ''), state, { isGuess: true });
  for (const word of source.split(/[\s'"`<>(){},;:=]+/))
    if (/^[\w-]+$/.test(word) && /\b(?:include|so|incbin|addmod|input|file|wildcard)\b/.test(source))
      shell.touch('read', word, state, { isGuess: true });
  for (const [, command = ''] of source.matchAll(/^[.']\s*(?:sy|pi|pso)\s+(.+)$/gm))
    shell.text(command, copyState(state), noOutput);
  for (const [, command = ''] of source.matchAll(/\be?syscmd\(\s*[`']*([^)]*?)'*\s*\)/g))
    shell.text(command, copyState(state), noOutput);
  for (const [, , path = ''] of source.matchAll(/(["'])((?:\\.|(?!\1)[^\\])*)\\?\1/g))
    shell.touch('read', path.replace(/\\$/, ''), state, { isGuess: true });
}

/** Processors of a text that may take other files in: the files named, and what standard input says. */
export const textProcessor: Handler = (call) => {
  const { args, shell, state } = call;
  const texts = call.input.kind === 'known' ? [call.input.text] : [];
  for (const [index, arg] of args.entries()) {
    const content = /^-./.test(arg) ? undefined : contentOf(call, arg);
    if (content?.kind === 'known') texts.push(content.text);
    const [, , attached = ''] = /^-([A-Za-z])(.+)$/s.exec(arg) ?? [];
    if (!arg.startsWith('-')) shell.touch('read', arg.replace(/^@/, ''), state, { deep: true });
    else if (attached !== '') shell.touch('read', attached, state, { isGuess: true, deep: /^-[ILB]/.test(arg) });
    if (/^-[ILB]$|^-(?:iquote|isystem|include|imacros)$/.test(args[index - 1] ?? ''))
      shell.touch('read', arg, state, { isGuess: true, deep: true });
    const value = /^[^=]*=(.+)$/s.exec(arg)?.[1];
    if (value !== undefined && !/\s/.test(value)) shell.touch('read', value, state, { isGuess: true });
  }
  for (const text of texts) followIncludes(text, call);
  return unknownOutput;
};
