import { readSync, writeSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import type { GuardMessage, Reply } from './agents/agent.ts';
import { claudeCodeDialect } from './agents/claude-code/dialect.ts';
import type { ShellParts } from './node/guard/before-tool.ts';
import { guardInput, longestHeard } from './node/guard/input.ts';
import { lateReply, runGuard } from './node/guard/run.ts';
import type { GuardParts } from './node/guard/scene.ts';
import { cloisterHome } from './node/home.ts';
import { errorCode } from './node/walk.ts';

/**
 * The guard looks at the clock itself and denies in time. What it can not interrupt, such as a pattern that runs away, is
 * ended after so many milliseconds: agents wait ten seconds.
 */
const hardLimit = 4000;

function readInput(): Buffer | undefined {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(1 << 16);
    const count = readSome(chunk);
    if (count === 0) break;
    length += count;
    if (length > longestHeard) return undefined;
    chunks.push(chunk.subarray(0, count));
  }
  return Buffer.concat(chunks, length);
}

/** Waits where there is nothing yet: the agent may have made its end not to block. */
function readSome(chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(0, chunk);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN' && code !== 'EINTR') throw error;
      pause();
    }
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
}

/** Further bundles lie beside this one and are loaded when a call needs them. */
function load(name: string): unknown {
  // With a text in its parentheses the file would be bundled.
  const file = `./${name}`;
  return require(file);
}

/** Where this process runs; `/` where that folder was deleted. The message says where the agent is. */
function ownFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return '/';
  }
}

const loadSettings = () => load('guard-settings.cjs') as typeof import('./guard-settings.ts');

/** For the wrapper: prints the path of settings that join a person's own with those that hold Claude Code. */
function merge(own: string): never {
  const { mergeSettings, protectionOf } = loadSettings();
  const { env } = process;
  const home = cloisterHome(env);
  try {
    const stdout = mergeSettings(home, protectionOf({ home, env }).wanted, own, process.cwd());
    return end({ stdout, stderr: '', exit: 0 });
  } catch (error) {
    if (!(error instanceof Error && 'hint' in error)) throw error;
    return end({ stdout: '', stderr: `Cloister: ${error.message}. ${error.hint}\n`, exit: 2 });
  }
}

/** Answers, or is ended by the hard limit; a promise is left where the answer has to wait for the machine. */
function answerInTime(): Reply | Promise<Reply> {
  let message: GuardMessage | undefined;
  let reply: Reply | undefined;
  let pending: Promise<Reply> | undefined;
  const parts: GuardParts = {
    env: process.env,
    cwd: ownFolder(),
    now: Date.now,
    understood: (parsed) => {
      message = parsed;
    },
    loadShell: () => load('guard-shell.cjs') as ShellParts,
    loadContent: () => load('guard-content.cjs') as typeof import('./guard-content.ts'),
    loadSettings,
  };
  const bytes = readInput();
  try {
    runLimited(() => {
      pending = runGuard(guardInput(bytes), claudeCodeDialect, parts).then((each) => {
        reply = each;
        return each;
      });
      runWaiting();
    });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')) throw error;
    reply = undefined;
    pending = undefined;
  }
  return reply ?? pending ?? lateReply(message, claudeCodeDialect, parts);
}

/** Runs what promises wait for, so that it is under the limit too. Where that can not be done it runs afterwards. */
function runWaiting(): void {
  if ('_tickCallback' in process && typeof process._tickCallback === 'function') process._tickCallback();
}

/** Only a script can be ended from outside (https://nodejs.org/api/vm.html): this one calls what it finds by its name. */
function runLimited(work: () => void): void {
  const name = 'cloisterWork';
  Object.defineProperty(globalThis, name, { value: work });
  runInThisContext(`${name}()`, { timeout: hardLimit });
}

/** Writes all of a text, also where a pipe takes it in pieces. `process.stdout` would cost a tenth of the start. */
function write(file: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; ) {
    try {
      from += writeSync(file, bytes, from);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      pause();
    }
  }
}

function end({ stdout, stderr, exit }: Reply): never {
  write(2, stderr);
  write(1, stdout);
  process.exit(exit);
}

/** `guard.ts` sees by it that this file is whole. */
export const started = true;

function fail(): never {
  write(2, 'Cloister: the guard failed, so this was not allowed. Ask the person to run `cloister doctor`.\n');
  process.exit(2);
}

try {
  const [mode, own] = process.argv.slice(2);
  if (mode === 'merge-settings' && own !== undefined) merge(own);
  const answer = answerInTime();
  if (answer instanceof Promise) answer.then(end).catch(fail);
  else end(answer);
} catch {
  fail();
}
