import type { Call } from '../evaluated.ts';
import { copyState, type Output, unknownOutput } from '../state.ts';
import { builtins } from './builtins.ts';
import { type Handler, opaqueProgram } from './call.ts';
import { followCode } from './code.ts';
import { fileCommands } from './files.ts';
import { gitCommands } from './git.ts';
import { interpreters } from './interpreters.ts';
import { networkCommands } from './network.ts';
import { programs } from './programs.ts';
import { searches } from './search.ts';
import { wrappers } from './wrappers.ts';

const commands: ReadonlyMap<string, Handler> = new Map(
  [fileCommands, programs, networkCommands, interpreters, gitCommands, searches, wrappers, builtins].flatMap((each) =>
    Object.entries(each),
  ),
);

/** What a command does with its arguments; a program that is not known runs by itself. */
export function commandNamed(name: string): Handler {
  return commands.get(name) ?? versioned(name) ?? opaqueProgram;
}

/** `python3.12`, `node20`: an interpreter with its version. */
function versioned(name: string): Handler | undefined {
  const base = /^([a-z]+3?)[\d.]+$/i.exec(name)?.[1];
  return base === undefined ? undefined : commands.get(base);
}

export function isKnownCommand(name: string): boolean {
  return commands.has(name) || versioned(name) !== undefined;
}

/** Runs a file whose text an earlier command wrote, by the interpreter that its first line names. */
export function runWritten(text: string, call: Call): Output {
  const interpreter = /^#!\s*(?:\S*\/env\s+(?:-\S+\s+)*)?(\S+)/.exec(text)?.[1] ?? 'sh';
  const name = interpreter.slice(interpreter.lastIndexOf('/') + 1);
  if (/^(?:ba|da|z|k|a)?sh$/.test(name)) {
    const state = { ...copyState(call.state), positional: call.args };
    return call.shell.text(text, state, call.input);
  }
  followCode(text, call);
  call.shell.opaque();
  return unknownOutput;
}
