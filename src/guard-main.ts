import { readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { claudeCodeDialect } from './agents/claude-code/dialect.ts';
import type { ShellParts } from './node/guard/before-tool.ts';
import { runGuard } from './node/guard/run.ts';
import { cloisterHome } from './node/home.ts';

/** Longer messages are refused: reading them would take longer than the agent waits. */
const longestMessage = 24 << 20;

function readMessage(): string | undefined {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(1 << 16);
    let count: number;
    try {
      count = readSync(0, chunk);
    } catch (error) {
      if (error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EINTR')) continue;
      if (error instanceof Error && 'code' in error && error.code === 'EOF') break;
      throw error;
    }
    if (count === 0) break;
    length += count;
    if (length > longestMessage) return undefined;
    chunks.push(chunk.subarray(0, count));
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Writes all of a text, also where a pipe takes it in pieces. `process.stdout` would cost a tenth of the start. */
function write(file: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; ) {
    try {
      from += writeSync(file, bytes, from);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
  }
}

/** Further bundles lie beside this one and are loaded when a call needs them. */
function load(name: string): unknown {
  return require(join(__dirname, name));
}

const loadSettings = () => load('guard-settings.cjs') as typeof import('./guard-settings.ts');

/** For the wrapper: prints the path of settings that join a person's own with those that hold Claude Code. */
function merge(own: string): void {
  const { mergeSettings, protectionOf } = loadSettings();
  const { env } = process;
  const home = cloisterHome(env);
  try {
    write(1, mergeSettings(home, protectionOf({ home, env }).wanted, own, process.cwd()));
    process.exit(0);
  } catch (error) {
    if (!(error instanceof Error && 'hint' in error)) throw error;
    write(2, `Cloister: ${error.message}. ${error.hint}\n`);
    process.exit(2);
  }
}

async function main(): Promise<void> {
  const [mode, own] = process.argv.slice(2);
  if (mode === 'merge-settings' && own !== undefined) merge(own);
  const { stdout, stderr, exit } = await runGuard(readMessage(), claudeCodeDialect, {
    env: process.env,
    cwd: process.cwd(),
    now: Date.now,
    loadShell: () => load('guard-shell.cjs') as ShellParts,
    loadContent: () => load('guard-content.cjs') as typeof import('./guard-content.ts'),
    loadSettings,
  });
  write(2, stderr);
  write(1, stdout);
  process.exit(exit);
}

main().catch(() => {
  write(2, 'Cloister: the guard failed, so this was not allowed. Ask the person to run `cloister doctor`.\n');
  process.exit(2);
});
