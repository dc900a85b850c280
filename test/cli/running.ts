import { fileURLToPath } from 'node:url';
import { runCli } from '../../src/cli/main.ts';

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const bundles = fileURLToPath(new URL('../../dist', import.meta.url));

/**
 * Runs the command line in this process. Cloister's own folder is `home`; standard input is `input`. On a `terminal`
 * questions are asked and `input` answers them; `isPerson: false` has the command find out by itself who runs it.
 */
export async function run(
  argv: readonly string[],
  {
    cwd = '/',
    home = '/nonexistent',
    input = '',
    env = {},
    signal = new AbortController().signal,
    terminal = false,
    isPerson = true,
  }: {
    cwd?: string;
    home?: string;
    input?: string | Uint8Array;
    env?: Readonly<Record<string, string>>;
    signal?: AbortSignal;
    terminal?: boolean;
    isPerson?: boolean;
  } = {},
): Promise<Run> {
  let out = '';
  let err = '';
  const code = await runCli(argv, {
    write: async (text) => {
      out += text;
    },
    warn: (text) => {
      err += text;
    },
    stdin: (async function* () {
      yield typeof input === 'string' ? Buffer.from(input) : input;
    })(),
    cwd,
    env: { CLOISTER_HOME: home, HOME: home, PATH: '', ...env },
    outIsTerminal: terminal,
    errIsTerminal: false,
    inIsTerminal: terminal,
    signal,
    installation: { bundles, runtime: process.execPath, electron: false },
    ...(isPerson ? { isPerson: () => true } : {}),
  });
  return { code, out, err };
}
