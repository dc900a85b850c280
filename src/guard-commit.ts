import { writeSync } from 'node:fs';
import { commitExits } from './node/commit-launcher.ts';
import { randomKey } from './node/fingerprint-key.ts';
import { cloisterHome } from './node/home.ts';
import { scanStaged } from './node/staged/scan-staged.ts';
import { worktreeOfHook } from './node/staged/worktree.ts';

/* What git's pre-commit hook runs: guard.ts loads it, and it loads further bundles that lie beside it. */

/** `guard.ts` sees by it that this file is whole. */
export const started = true;

/** Further bundles lie beside this one. With a text in its parentheses `require` would bundle the file. */
function load(name: string): unknown {
  const file = `./${name}`;
  return require(file);
}

const loadEngine = () => load('guard-engine.cjs') as typeof import('./guard-engine.ts');
const loadReport = () => load('guard-report.cjs') as typeof import('./guard-report.ts');

/** Writes all of a text, also where a pipe takes it in pieces. */
function write(text: string): void {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; ) {
    try {
      from += writeSync(2, bytes, from);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

function end(isStopped: boolean, text: string): never {
  write(text);
  process.exit(isStopped ? commitExits.stop : commitExits.goOn);
}

async function preCommit(): Promise<never> {
  const { env } = process;
  let refused = '';
  if (wishesSkip(env['SKIP'])) {
    const skip = loadReport().skipFor(env);
    if (skip.isAllowed) return end(false, skip.text);
    refused = skip.text;
  }
  const worktree = worktreeOfHook(process.cwd(), env);
  const result = await scanStaged(
    worktree,
    { severity: 'medium', maxSize: 128 << 20, subtracts: true },
    {
      home: cloisterHome(env),
      now: Date.now(),
      makeEngine: (keyOf) => loadEngine().createLazySecretEngine(keyOf),
      otherKey: randomKey,
    },
  );
  const { files, privates, unsealed, skipped, troubles } = result;
  const isQuiet =
    privates.length + unsealed.length + troubles.length === 0 &&
    files.every(({ findings }) => findings.length === 0) &&
    skipped.every(({ why }) => why === 'binary' || why === 'encrypted');
  if (isQuiet) return end(false, refused);
  const { commitReport, agentBehind } = loadReport();
  const report = commitReport(result, agentBehind(env) !== undefined);
  return end(report.isStopped, refused + report.text);
}

/** True where the variable by which hooks are left out once (https://pre-commit.com/#temporarily-disabling-hooks) names this one. */
function wishesSkip(skip: string | undefined): boolean {
  return skip?.split(',').some((each) => each.trim() === 'cloister') === true;
}

preCommit().catch((error: unknown) => end(true, loadReport().failureText(error)));
