import { runCli } from '../../src/cli/main.ts';

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in this process. Cloister's own folder is `home`; standard input is `input`. */
export async function run(
  argv: readonly string[],
  {
    cwd = '/',
    home = '/nonexistent',
    input = '',
    env = {},
    signal = new AbortController().signal,
  }: {
    cwd?: string;
    home?: string;
    input?: string | Uint8Array;
    env?: Readonly<Record<string, string>>;
    signal?: AbortSignal;
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
    env: { CLOISTER_HOME: home, ...env },
    outIsTerminal: false,
    errIsTerminal: false,
    signal,
  });
  return { code, out, err };
}
