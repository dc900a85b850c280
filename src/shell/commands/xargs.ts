import { anything, listed, plainName } from '../holes.ts';
import { quoteWord } from '../quoting.ts';
import { copyState, noOutput, type Output, unknownOutput } from '../state.ts';
import { contentOf, type Handler } from './call.ts';

export const xargs: Handler = (call) => {
  const { args, shell, state } = call;
  const letters = 'adEIiLlnPs';
  let input = call.input;
  let placeholder: string | undefined;
  let delimiter: string | undefined;
  let index = 0;
  for (; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '--') {
      index += 1;
      break;
    }
    if (!arg.startsWith('-')) break;
    const [, letter = '', attached = ''] = /^-([a-zA-Z])(.*)$/s.exec(arg) ?? [];
    const long = /^--([\w-]+)(?:=(.*))?$/s.exec(arg);
    if (letter === '0' || arg === '--null' || /^-[a-z]*0/.test(arg)) delimiter = '\0';
    const takesNext = letter !== '' && letters.includes(letter) && attached === '' && !'il'.includes(letter);
    const value = long?.[2] ?? (takesNext ? args[++index] : attached);
    if (letter === 'd' || long?.[1] === 'delimiter') delimiter = unescapeDelimiter(value ?? args[index + 1] ?? '');
    if (letter === 'I' || letter === 'i' || long?.[1] === 'replace')
      placeholder = value === '' || value === undefined ? '{}' : value;
    if (letter === 'a' || long?.[1] === 'arg-file') {
      const file = long !== null && long[2] === undefined ? (args[++index] ?? '') : (value ?? '');
      const content = contentOf(call, file);
      input = content ?? unknownOutput;
      if (content === undefined) shell.touch('read', file, state);
    } else if (
      long !== null &&
      long[2] === undefined &&
      /^(?:max-args|max-procs|max-lines|max-chars|delimiter|eof)$/.test(long[1] ?? '')
    )
      index += 1;
  }
  const [name = 'echo', ...fixed] = args.slice(index);
  const given = inputWords(input, delimiter, placeholder !== undefined);
  if (placeholder === undefined && given.length <= 1)
    return shell.invoke(name, [...fixed, ...given], { state: copyState(state), input: { kind: 'nothing' } });
  if (placeholder === undefined) {
    const all = { state: copyState(state), input: noOutput };
    const output = shell.invoke(name, [...fixed, ...given], all);
    // In parts: each word may be the first behind the command.
    for (const word of given.slice(1, 50)) shell.invoke(name, [...fixed, word], { ...all, state: copyState(state) });
    return output;
  }
  const mark = placeholder;
  let output: Output = unknownOutput;
  for (const word of given.slice(0, 200)) {
    const fill = (text: string): string => text.replaceAll(mark, () => word);
    output = shell.invoke(fill(name), fixed.map(fill), { state: copyState(state), input: { kind: 'nothing' } });
  }
  return output;
};

function inputWords(input: Output, delimiter: string | undefined, isLines: boolean): string[] {
  if (input.kind === 'known') {
    const words =
      delimiter !== undefined
        ? input.text.split(delimiter)
        : isLines
          ? input.text.split('\n').map((line) => quotedWords(line.trim()).join(' '))
          : quotedWords(input.text);
    return words.filter((word) => word !== '');
  }
  return [input.kind === 'listed' ? (input.hole ?? listed) : input.kind === 'plain' ? plainName : anything];
}

/** Words as xargs reads them: quotes keep blanks together, a backslash takes the next character as it is. */
function quotedWords(text: string): string[] {
  const words = text.match(/(?:'[^'\n]*'|"[^"\n]*"|\\.|[^\s'"\\])+/gs) ?? [];
  return words.map((word) =>
    word.replace(
      /'([^'\n]*)'|"([^"\n]*)"|\\(.)/gs,
      (_all, single?: string, double?: string, one?: string) => single ?? double ?? one ?? '',
    ),
  );
}

function unescapeDelimiter(text: string): string {
  const known: Readonly<Record<string, string>> = { n: '\n', t: '\t', 0: '\0', '\\': '\\' };
  return text.startsWith('\\') ? (known[text.charAt(1)] ?? text.charAt(1)) : text.charAt(0);
}

/** GNU parallel: arguments behind `:::` or from standard input take the place of `{}`. */
export const parallel: Handler = (call) => {
  const { args, shell, state } = call;
  const at = args.findIndex((arg) => /^:::\+?$/.test(arg));
  const command = args
    .slice(0, at < 0 ? args.length : at)
    .filter((arg) => !/^-(?:j\d*|[kvq0]|-[\w-]+(?:=.*)?)$/.test(arg));
  const given =
    at < 0 ? inputWords(call.input, undefined, true) : args.slice(at + 1).filter((arg) => !/^::::?\+?$/.test(arg));
  for (const file of args.slice(args.indexOf('::::') + 1)) if (args.includes('::::')) shell.touch('read', file, state);
  for (const word of given.slice(0, 200)) {
    const text = command.map((part) => (command.length > 1 ? part : part)).join(' ');
    shell.text(
      text.includes('{') ? text.replaceAll(/\{[./]*\}/g, () => quoteWord(word)) : `${text} ${quoteWord(word)}`,
      copyState(state),
      unknownOutput,
    );
  }
  return unknownOutput;
};
