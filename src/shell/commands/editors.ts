import type { Call } from '../evaluated.ts';
import { copyState, noOutput, type ShellState } from '../state.ts';
import { contentOf, type Handler, opaqueProgram, readMentioned } from './call.ts';
import { followCode } from './code.ts';
import { joinLiterals, literalsOf } from './literals.ts';

/** Words before a command of vim that change how it runs, and such that run the command behind them. */
const modifiers =
  /^(?:sil\w*!?|noa\w*|keep\w*|lockm\w*|vert\w*|(?:lefta\w*|above\w*|rightb\w*|bel\w*|to\w*|bo\w*|tab)(?=\s)|hide|verb\w*(?:\s+\d+)?|(?:win|buf|arg|tab|c|cf|l|lf)do!?|g\w*\/[^/]*\/|v\/[^/]*\/|norm\w*!?|try|fina\w*|call\s+feedkeys\()\s*/;
/** A range of lines: numbers, marks, patterns. */
const range = /^(?:[\d%$.,;+\-\s]|'[a-zA-Z<>[\]]|\/(?:\\.|[^/\\])*\/|\?(?:\\.|[^?\\])*\?)*/;
/** Commands that name no file. */
const harmless =
  /^(?:q\w*|wq\w*|x|xa\w*|wa\w*|up\w*|p|print|nu\w*|l|list|se|set\w*|s|su\w*|d|de\w*|y|ya\w*|u|undo\w*|noh\w*|sort|ret\w*|normal|m|t|co\w*|k|mark|sy\w*|filet\w*|colo\w*|hi\w*|le|let\s+[a-z]:\w+\s*=\s*\d+|retab|j\w*|>|<|=|un\w*|star\w*|stopi\w*|au\w*|aug\w*|com\w*|map|n\w*map|abbr\w*|cq\w*|qa\w*|&&?|~|version|mes\w*|a|i|c|\.)!?$/;

/** Follows one line of an editor of vi's family: files that it opens, commands that it runs. */
function followEx(line: string, call: Call, state: ShellState): void {
  const { shell } = call;
  let text = line.trim().replace(/^[:\s]+/, '');
  for (let round = 0; round < 8; round++) {
    const next = text
      .replace(modifiers, '')
      .replace(range, '')
      .replace(/^[:\s]+/, '');
    if (next === text) break;
    text = next;
  }
  const shelled = /^(?:(?:r|re\w*|w|wr\w*|e|ed\w*|f|ter\w*|mak\w*|cex\w*)!?\s*)?!+\s*(.+)$/s.exec(text)?.[1];
  if (shelled !== undefined) {
    shell.text(shelled.replace(/(?<!\\)[%#]/g, ''), copyState(state), noOutput);
    return;
  }
  const [, name = '', rest = ''] = /^([a-zA-Z]+|[&@*<>=~])!?\s*(.*)$/s.exec(text) ?? [];
  const code = /^(?:py\w*|lua\w*|perl\w*|rub\w*|tcl\w*|mz\w*)$/.test(name) && rest !== '' ? rest : undefined;
  if (code !== undefined) followCode(code, { ...call, state });
  else if (/^(?:exe\w*|ec\w*|let|cal\w*|put?|pu\w*|if|while|for|return|retu\w*|cex\w*|throw|eval)$/.test(name))
    followExpression(name, rest, call, state);
  else if (/^(?:cd|lcd|tcd|chd\w*|lc\w*)$/.test(name)) shell.invoke('cd', [rest.trim()], { state, input: noOutput });
  else if (!harmless.test(name) && rest !== '') {
    for (const command of splitBars(rest).slice(1)) followEx(command, call, state);
    const [own = ''] = splitBars(rest);
    // Patterns of files are the editor's own; options and `/pattern/` are no files.
    const words = own
      .replace(/^\/(?:\\.|[^/])*\/\w*/, '')
      .split(/\s+/)
      .filter((word) => word !== '' && !/^\+\+/.test(word));
    for (const word of words) {
      if (/^[\w./*?~[\]{},-]+$/.test(word)) shell.text(`cat ${word}`, copyState(state), noOutput);
      else shell.touch('read', word, state, { isGuess: true });
      if (/^(?:w|wr\w*|up\w*|sav\w*|f|file|mks\w*|mkv\w*|redi\w*)$/.test(name))
        shell.touch('write', word, state, { isGuess: true });
    }
    return;
  }
  for (const command of splitBars(text).slice(1)) followEx(command, call, state);
}

/** An expression of vim's language: functions that read files or run commands, and `execute`. */
function followExpression(name: string, source: string, call: Call, state: ShellState): void {
  const { shell } = call;
  const [own = '', ...others] = splitBars(source);
  for (const command of others) followEx(command, call, state);
  const text = joinLiterals(own.replaceAll('\\"', '"'));
  const literals = literalsOf(text);
  if (/^exe/.test(name)) {
    if (/^\s*(["'])(?:\\.|(?!\1).)*\1\s*$/s.test(text)) followEx(literals[0] ?? '', call, state);
    else shell.unknown('what an editor runs');
    return;
  }
  if (
    !/\b(?:system\w*|readfile|readblob|glob\w*|expand|findfile|finddir|readdir\w*|writefile|execute|eval|job_start|termopen|term_start|libcall|luaeval|py\w*eval|perleval|filereadable|getfsize|popen|input\w*|delete|rename)\b/.test(
      text,
    )
  )
    return;
  for (const literal of literals) {
    if (/\b(?:system\w*|job_start|term\w*)\b/.test(text)) shell.text(literal, copyState(state), noOutput);
    else if (/[*?]/.test(literal))
      shell.text(`cat ${literal.replace(/[^\w./*?~[\]{},-]/g, '')}`, copyState(state), noOutput);
    else shell.touch('read', literal, state, { isGuess: true, deep: true });
  }
  if (/\((?!\s*(?:["')]|\d))/.test(text) || /\b(?:execute|eval|luaeval|py\w*eval)\b/.test(text))
    shell.unknown('what an editor runs');
}

/** Commands in a line are parted by bars, but for those in quotes and behind a backslash. */
function splitBars(text: string): string[] {
  const parts = text.match(/(?:\\.|"(?:\\.|[^"\\])*"|'[^']*'|[^|])+/gs) ?? [];
  return parts.map((part) => part.trim());
}

/** Editors open the files named; their own commands may open more and run programs. */
export const editor: Handler = (call) => {
  const { args, shell, input, name } = call;
  const state = copyState(call.state);
  const isLineEditor = /^(?:ed|red)$/.test(name);
  const isVi = /vi|^ex$|^view$/.test(name) || isLineEditor;
  for (const [index, arg] of args.entries()) {
    const before = args[index - 1] ?? '';
    const isCommand = /^(?:-c|--cmd|--eval|--execute|-eval|--funcall|-f)$/.test(before) || /^\+(?=.)(?!\d+$)/.test(arg);
    const command = /^(?:--(?:eval|cmd|execute)=|-[a-zA-Z]*c(?=.{2}))(.*)$/s.exec(arg)?.[1];
    if (
      (!isLineEditor && /^-[SuW]$|^-s$/.test(before) && !arg.startsWith('-')) ||
      /^(?:-l|--load|--script)$/.test(before)
    )
      followScript(arg, call, state);
    else if (isCommand && isVi) followEx(arg.replace(/^\+/, ''), call, state);
    else if (/^-[a-zA-Z]*c$/.test(before) && isVi) followEx(arg, call, state);
    else if (isCommand) followCode(arg, { ...call, state });
    else if (command !== undefined && isVi) followEx(command, call, state);
    else if (command !== undefined) followCode(command, { ...call, state });
    else if (isLineEditor && arg.startsWith('!')) shell.text(arg.slice(1), copyState(state), noOutput);
    else if (!arg.startsWith('-')) shell.touch('read', arg, call.state, { deep: true });
    else readMentioned(call, [arg]);
  }
  if (input.kind === 'known' && isVi)
    for (const line of input.text.split('\n')) followEx(isLineEditor ? asEx(line) : line, call, state);
  return opaqueProgram({ ...call, args: [] });
};

/** `E` and `f` of ed are `e` and `file`; all else is as in ex. */
function asEx(line: string): string {
  return line.replace(/^([\d,$.]*)E\s/, '$1e ').replace(/^f\s+/, 'e ');
}

/** A file of commands: known where the same command wrote it. */
function followScript(file: string, call: Call, state: ShellState): void {
  const content = contentOf(call, file);
  if (content?.kind === 'known') for (const line of content.text.split('\n')) followEx(line, call, state);
  else if (!/^(?:NONE|NORC|DEFAULTS)$/.test(file)) call.shell.touch('read', file, call.state);
}
