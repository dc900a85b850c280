import { spawnSync } from 'node:child_process';

export interface ProgramOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** In milliseconds. */
  readonly timeout: number;
  /** Most bytes of the answer. */
  readonly maxBuffer: number;
  readonly input?: string | Uint8Array;
}

export interface ProgramAnswer {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** Why it could not be started or was stopped, as the name of the system's error. */
  readonly error?: string;
}

/** Runs a program and waits. It throws nothing that the system says of the program. */
export function runProgram(file: string, args: readonly string[], options: ProgramOptions): ProgramAnswer {
  const { status, stdout, stderr, error } = spawnSync(file, args, { ...options, windowsHide: true });
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return {
    status: error === undefined ? status : null,
    stdout: stdout ?? Buffer.alloc(0),
    stderr: stderr ?? Buffer.alloc(0),
    ...(error === undefined ? {} : { error: code ?? error.message }),
  };
}

/** What Node's own `spawnSync` calls. */
interface SpawnBinding {
  spawn(options: object): {
    readonly status: number | null;
    readonly output?: readonly (Uint8Array | null)[] | null;
    /** Minus the number of the system's error. */
    readonly error?: number;
  };
}

/**
 * The same for the hook of a commit, which waits for nothing else as long as for `node:child_process` to be loaded with
 * all that it needs for streams and sockets. Where a runtime does not have what that calls, or where anything goes wrong
 * there, it is `runProgram`.
 */
export function runProgramLean(file: string, args: readonly string[], options: ProgramOptions): ProgramAnswer {
  const binding = spawnBinding();
  if (binding === undefined) return runProgram(file, args, options);
  const { cwd, env, timeout, maxBuffer, input } = options;
  const stdin = { type: 'pipe', readable: true, writable: false };
  const { status, output, error } = binding.spawn({
    file,
    args: [file, ...args],
    cwd,
    envPairs: Object.entries(env).map(([name, value]) => `${name}=${value}`),
    timeout,
    maxBuffer,
    killSignal: 15,
    detached: false,
    windowsHide: true,
    windowsVerbatimArguments: false,
    stdio: [
      input === undefined ? stdin : { ...stdin, input: Buffer.from(input as Uint8Array) },
      { type: 'pipe', readable: false, writable: true },
      { type: 'pipe', readable: false, writable: true },
    ],
  });
  const [, stdout, stderr] = output ?? [];
  // What went wrong is asked of the documented call, which names it.
  if (error !== undefined || !(stdout instanceof Uint8Array) || !(stderr instanceof Uint8Array))
    return runProgram(file, args, options);
  return { status, stdout: asBuffer(stdout), stderr: asBuffer(stderr) };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function spawnBinding(): SpawnBinding | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    const { binding }: { binding?: (name: string) => Partial<SpawnBinding> } = process as object;
    const found = binding?.call(process, 'spawn_sync');
    return typeof found?.spawn === 'function' ? (found as SpawnBinding) : undefined;
  } catch {
    // It is no documented part of Node: a runtime may have none, or keep it from programs.
    return undefined;
  }
}
