import { parse } from 'unbash';
import type { Evaluated } from './evaluated.ts';
import { Evaluator, longestCommand, TooMuch } from './evaluator.ts';
import { hasHole } from './holes.ts';
import { copyState, type ShellState, unknownOutput } from './state.ts';
import type { World } from './world.ts';

const oddSpaces = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]/g;

/**
 * Parses a command of bash and walks through it, on every way that it may take, without running anything. `cwd` is an
 * absolute path. A command that does not parse, is too large or takes too many steps comes back with a problem.
 */
export function evaluateCommand(source: string, cwd: string, world: World): Evaluated {
  const shell = new Evaluator(world);
  const state: ShellState = {
    cwds: [cwd],
    previous: [],
    stack: [],
    variables: new Map(),
    functions: new Map(),
    aliases: new Map(),
    positional: [],
    traps: [],
    locals: undefined,
    options: new Set(),
    descriptors: new Map(),
  };
  const start = copyState(state);
  if (hasHole(source)) shell.fail('it holds characters of the private use area');
  else if (source.length > longestCommand) shell.fail('it is too long');
  else if (/=\(|\((?:[A-Za-z.@/^-]+)\)\s*$/.test(source) && world.variable('SHELL')?.endsWith('zsh') === true)
    shell.fail('it may mean something else to zsh');
  else {
    try {
      shell.script(parse(source), state, unknownOutput, true);
      // Spaces that are none to bash may be some to another shell or to whoever reads the command.
      const plain = source.replace(oddSpaces, ' ');
      if (plain !== source) shell.text(plain, copyState(start), unknownOutput);
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
      shell.fail('it takes too many steps to follow');
    }
  }
  return shell.result();
}
