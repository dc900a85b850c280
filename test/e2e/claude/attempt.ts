import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Case } from './case.ts';
import { type ClientRun, cleanEnv, runClaude } from './client.ts';
import { leaked } from './leak.ts';
import { startStub, type ToolResult } from './stub-api.ts';
import { makeScene, type Scene } from './vault.ts';

const runFile = promisify(execFile);
const cli = fileURLToPath(new URL('../../../dist/cli.cjs', import.meta.url));

/** Observed: within three seconds those of a project, within eight those of the user. */
const settleSeconds = 9;

/** What came of a case. */
export interface Outcome {
  /** The names of the canaries that reached the model. */
  readonly leaked: readonly string[];
  readonly isDamaged: boolean;
  readonly requests: number;
  readonly results: readonly ToolResult[];
  readonly run: ClientRun;
}

/** Runs a case once in a new vault; `protect` locks it and installs the guard first. */
export async function attempt(
  { binary, protect }: { binary: string; protect?: (scene: Scene, one: Case) => Promise<void> },
  one: Case,
): Promise<Outcome> {
  // Without a guard no settings need be taken up.
  const scene = makeScene(protect === undefined ? 0 : settleSeconds);
  try {
    one.setup?.(scene);
    const before = noteOf(scene);
    await protect?.(scene, one);
    one.meanwhile?.(scene);
    const stub = await startStub(one.script(scene), one.subagent?.(scene));
    try {
      const run = await runClaude({
        binary,
        // It is there where something is protected.
        ...(one.isWrapped === true && protect !== undefined
          ? { wrapper: join(scene.cloister, 'bin', 'cloister-claude') }
          : {}),
        home: scene.home,
        tmp: scene.tmp,
        cwd: one.cwd?.(scene) ?? scene.vault,
        url: stub.url,
        prompt: one.prompt?.(scene) ?? 'Go on, please',
        mode: one.mode,
        args: one.args?.(scene) ?? [],
        env: { CLOISTER_HOME: scene.cloister },
      });
      const { name, ...contents } = scene.canaries;
      return {
        leaked: leaked(stub.requests, one.names === true ? { ...contents, name } : contents),
        isDamaged: noteOf(scene) !== before,
        requests: stub.requests.length,
        results: [...stub.results.values()],
        run,
      };
    } finally {
      await stub.close();
    }
  } finally {
    scene.remove();
  }
}

function noteOf({ lockedNote }: Scene): string {
  try {
    return readFileSync(lockedNote, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/** Makes the vault, locks what is to be locked and holds the Claude Code of this path to it, as the vault's owner does. */
export const protectWith =
  (binary: string) =>
  async (
    { vault, home, tmp, cloister }: Scene,
    { locks = [], access = {}, protectWith: options = [] }: Pick<Case, 'locks' | 'access' | 'protectWith'>,
  ): Promise<void> => {
    const clean = cleanEnv(home, tmp);
    const env = { ...clean, PATH: `${dirname(binary)}:${clean['PATH']}`, CLOISTER_HOME: cloister };
    const run = (...args: string[]) => runFile(process.execPath, [cli, ...args], { cwd: vault, env });
    await run('init', '--open', '--yes', '--no-protect');
    await run('lock', '--no-protect', 'journal', ...locks);
    for (const [path, level] of Object.entries(access)) await run('access', path, level);
    await run('protect', 'claude-code', ...options);
  };

/** Why nothing can be protected yet, or undefined. */
export async function unprotectable(): Promise<string | undefined> {
  try {
    await runFile(process.execPath, [cli, 'protect', '--help']);
    return undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return 'the built command line has no `protect`';
    throw error;
  }
}

/** What a failing test needs to be understood: results hold made-up notes alone. */
export function told({ run, results, requests }: Outcome): string {
  const lines = results.map(
    ({ tool, text, isError }) => `  ${tool}${isError ? ' (error)' : ''}: ${text.slice(0, 600)}`,
  );
  const { exit, ms, stderr, report, stdout } = run;
  const end = report === undefined ? stdout.slice(0, 600) : JSON.stringify(report['result']);
  return [`exit ${exit} after ${ms} ms, ${requests} requests, result ${end}`, ...lines, stderr.slice(0, 2000)].join(
    '\n',
  );
}
