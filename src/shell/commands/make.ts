import type { Call } from '../evaluated.ts';
import { copyState, unknownOutput } from '../state.ts';
import { contentOf, type Handler, readMentioned, readPathLike, splitArguments, valuesOfOption } from './call.ts';
import { followIncludes, textProcessor } from './streams.ts';

/** A makefile: its recipes are commands of a shell, its functions read files and run commands before any. */
function followMakefile(source: string, call: Call): void {
  const { shell, state } = call;
  const values = new Map<string, string>();
  for (const [, name = '', value = ''] of source.matchAll(/^([\w.]+)[ \t]*[:?+]*=[ \t]*(.*)$/gm))
    values.set(name, value);
  let text = source;
  for (let round = 0; round < 4; round++)
    text = text.replace(
      /\$[({](\w+)[)}]|\$(\w)/g,
      (all, long?: string, short?: string) => values.get(long ?? short ?? '') ?? all,
    );
  const prefix = /^\.RECIPEPREFIX[ \t]*[:?]*=[ \t]*(.)/m.exec(text)?.[1] ?? '\t';
  for (const line of text.split('\n')) {
    const recipe =
      /^\s+\S/.test(line) || line.startsWith(prefix)
        ? line.slice(1)
        : (/^[^=\s#][^=;]*:[^=;]*;(.*)$/.exec(line)?.[1] ?? /^[\w.]+\s*!=(.*)$/.exec(line)?.[1]);
    if (recipe !== undefined)
      shell.text(
        recipe
          .trim()
          .replace(/^[@+-]+/, '')
          .replaceAll('$$', '$'),
        copyState(state),
        unknownOutput,
      );
  }
  for (const [, command = ''] of text.matchAll(/\$\(shell\s+((?:\([^()]*\)|[^()])*)\)/g))
    shell.text(command.replaceAll('$$', '$'), copyState(state), unknownOutput);
  for (const word of values.get('.SHELLFLAGS')?.split(/\s+/) ?? []) shell.touch('read', word, state, { isGuess: true });
  followIncludes(text.replace(/^\t.*$/gm, ''), call);
  for (const [, pattern = ''] of text.matchAll(/\$\(wildcard\s+([^)]*)\)/g))
    shell.text(`ls ${pattern.replace(/[^\w./*?~[\] -]/g, '')}`, copyState(state), unknownOutput);
}

/** Compilers take other files in, and show them where they only preprocess. */
export const compiler: Handler = (call) => {
  textProcessor(call);
  for (const [index, arg] of call.args.entries()) {
    if (call.args[index - 1] === '-wrapper') {
      const [name = '', ...rest] = arg.split(',');
      call.shell.invoke(name, rest, { state: copyState(call.state), input: unknownOutput });
    }
    if (/^-W[lap],/.test(arg))
      for (const part of arg.split(/[,=]/).slice(1)) call.shell.touch('read', part, call.state, { isGuess: true });
    if (arg.startsWith('@')) call.shell.touch('read', arg.slice(1), call.state);
  }
  call.shell.opaque();
  return unknownOutput;
};

export const make: Handler = (call) => {
  const { shell, input } = call;
  const state = copyState(call.state);
  const split = splitArguments(call, call.name === 'just' ? 'fdj' : 'CfIjlowE', [
    '--directory',
    '--file',
    '--makefile',
    '--justfile',
    '--working-directory',
    '--include-dir',
    '--eval',
    '--jobs',
    '--set',
  ]);
  for (const folder of valuesOfOption(split, '-C', '--directory', '--working-directory'))
    shell.invoke('cd', [folder], { state, input });
  for (const text of valuesOfOption(split, '-E', '--eval')) followMakefile(text, { ...call, state });
  const files = valuesOfOption(split, '-f', '--file', '--makefile', '--justfile');
  for (const file of files.length > 0 ? files : ['Makefile', 'makefile', 'GNUmakefile', 'justfile', 'Justfile']) {
    const content = contentOf(call, file);
    if (content === undefined) {
      if (files.length > 0) shell.touch('read', file, state);
    } else if (content.kind !== 'known') shell.unknown('a makefile that comes out of another command');
    else followMakefile(content.text.replaceAll('\\n', '\n'), { ...call, state });
  }
  for (const arg of call.args) {
    if (!/^[.\w]*(?:SHELL|FLAGS|CC|CXX|LD)=/.test(arg)) continue;
    const value = arg.slice(arg.indexOf('=') + 1);
    readMentioned(call, [value]);
    for (const word of value.split(/\s+/)) shell.touch('read', word, state, { isGuess: true });
  }
  for (const { text } of split.operands) {
    const value = /^\w+[:?]?=(.*)$/s.exec(text)?.[1];
    if (value !== undefined) readPathLike(call, [value]);
  }
  shell.opaque();
  return unknownOutput;
};
