import type { Call } from '../evaluated.ts';
import { copyState, noOutput, type ShellState, unknownOutput } from '../state.ts';
import { contentOf, type Handler } from './call.ts';
import { joinLiterals, literalsOf } from './literals.ts';

export const jq: Handler = (call) => {
  const { args, shell, state } = call;
  let seenFilter = false;
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (/^--(?:slurpfile|rawfile|argfile)$/.test(arg)) {
      shell.touch('read', args[index + 2] ?? '', state);
      index += 2;
    } else if (/^--(?:arg|argjson)$/.test(arg)) index += 2;
    else if (/^--?(?:indent|L|tab)$/.test(arg) && arg !== '--tab') index += 1;
    else if (/^(?:-[a-zA-Z]*f|--from-file)$/.test(arg)) {
      shell.touch('read', args[++index] ?? '', state);
      seenFilter = true;
    } else if (arg === '--args' || arg === '--jsonargs') break;
    else if (arg.startsWith('-')) continue;
    else if (!seenFilter) {
      seenFilter = true;
      // A module's name goes without its ending.
      for (const [, module = ''] of arg.matchAll(/\b(?:import|include)\s*"([^"]*)"/g))
        for (const ending of ['.jq', '.json', '']) shell.touch('read', `${module}${ending}`, state, { isGuess: true });
    } else shell.touch('read', arg, state);
  }
  return unknownOutput;
};

/** Functions and statements of SQLite, and of its shell, that take a file. */
const sqliteOpens =
  /\b(?:readfile|writefile|edit|load_extension|fsdir|lsdir|zipfile|csv|attach|vacuum\s+into)\b|^\s*\.|^\s*\\!/im;

/** Commands of SQLite's shell and its SQL: both name files, and run programs. */
export const sqlite: Handler = (call) => {
  const { args, shell, input } = call;
  const state = copyState(call.state);
  const lines = input.kind === 'known' ? input.text.split('\n') : [];
  for (const [index, arg] of args.entries()) {
    const content = /^--?init$/.test(args[index - 1] ?? '') ? contentOf(call, arg) : undefined;
    if (content?.kind === 'known') lines.push(...content.text.split('\n'));
    if (!arg.startsWith('-') && !/\s|^:memory:$/.test(arg))
      shell.touch('read', arg.replace(/^file:|\?.*$/g, ''), state, { isGuess: true, deep: true });
    lines.push(arg);
  }
  for (const line of lines) if (sqliteOpens.test(line)) followSql(line, call, state);
  const isWriting = /\b(?:delete|update|insert|drop|alter|create|replace|vacuum)\b/i.test(lines.join(' '));
  if (isWriting)
    for (const arg of args) if (!/\s|^-|^:memory:$/.test(arg)) shell.touch('write', arg, state, { isGuess: true });
  return unknownOutput;
};

function followSql(line: string, { shell }: Call, state: ShellState): void {
  const text = joinLiterals(line);
  const run = /^\s*\.(?:shell|system)\s+(.*)$/s.exec(line)?.[1] ?? /^\s*\\!\s*(.*)$/s.exec(line)?.[1];
  if (run !== undefined) shell.text(run, copyState(state), unknownOutput);
  const folder = /^\s*\.cd\s+(\S+)/.exec(line)?.[1];
  if (folder !== undefined) shell.invoke('cd', [folder], { state, input: noOutput });
  const dot = /^\s*\.\w+\s+(.*)$/s.exec(line)?.[1];
  const words = dot?.match(/'[^']*'|"[^"]*"|\S+/g)?.map((word) => word.replace(/^['"]|['"]$/g, '')) ?? [];
  for (const literal of [...literalsOf(text), ...words]) {
    const piped = /^\|\s*(.+)$/s.exec(literal)?.[1];
    if (piped !== undefined) shell.text(piped, copyState(state), unknownOutput);
    else shell.touch('read', literal, state, { isGuess: true, deep: true });
  }
  if (/\b(?:readfile|writefile|fsdir|load_extension|edit)\s*\(\s*(?!['"])/i.test(text))
    shell.unknown('which file SQL reads');
  if (/\b(?:readfile|fsdir)\s*\([^)]*(?:\|\||\()/i.test(text)) shell.unknown('which file SQL reads');
}
