import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { protectWith } from './claude/attempt.ts';
import { bash, read, readLocked } from './claude/case.ts';
import { cleanEnv, runClaude } from './claude/client.ts';
import { type Script, startStub, subagentMarker } from './claude/stub-api.ts';
import { makeScene, type Scene } from './claude/vault.ts';
import { ensureClaude } from './install.ts';

const install = ensureClaude((text) => process.stderr.write(`${text}\n`));
const skip = install.ok ? false : `real Claude Code: ${install.why}`;
const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

/** Has the real client make calls in the vault. */
async function work(binary: string, scene: Scene, script: Script, subagent?: Script): Promise<void> {
  const stub = await startStub(script, subagent);
  try {
    const { home, tmp, vault, cloister } = scene;
    const { exit, stderr } = await runClaude({
      binary,
      home,
      tmp,
      cwd: vault,
      url: stub.url,
      prompt: 'Go on, please',
      mode: 'bypassPermissions',
      env: { CLOISTER_HOME: cloister },
    });
    assert.equal(exit, 0, stderr);
  } finally {
    await stub.close();
  }
}

/** What the doctor says of the calls in the vault, and its exit code. */
async function doctor({ vault, home, tmp, cloister }: Scene): Promise<{ code: number; calls: string[]; all: string }> {
  const env = { ...cleanEnv(home, tmp), CLOISTER_HOME: cloister };
  const args = [cli, 'doctor', '--format', 'json'];
  const { code, out } = await new Promise<{ code: number; out: string }>((resolve) => {
    execFile(process.execPath, args, { cwd: vault, env, maxBuffer: 16 << 20 }, (error, stdout) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: stdout }),
    );
  });
  const groups: { title: string; checks: { status: string; what: string }[] }[] = JSON.parse(out).groups;
  const checks = groups.find(({ title }) => title === vault)?.checks ?? [];
  const calls = checks.filter(({ what }) => / call/.test(what)).map(({ status, what }) => `${status}: ${what}`);
  return { code, calls, all: out };
}

/** As if the vault had been made and protected an hour ago: what is younger is left out. */
function anHourAgo({ cloister }: Scene): void {
  const then = Date.now() - 3_600_000;
  const record = join(cloister, 'agents', 'claude-code.json');
  writeFileSync(record, JSON.stringify({ ...JSON.parse(readFileSync(record, 'utf8')), since: then }));
  for (const name of readdirSync(join(cloister, 'vaults')))
    utimesSync(join(cloister, 'vaults', name), new Date(then), new Date(then));
}

test('the doctor compares what the real client did with what the guard decided', {
  skip,
  timeout: 180_000,
}, async () => {
  assert.ok(install.ok);
  const { binary } = install;
  const scene = makeScene(0);
  try {
    await protectWith(binary)(scene, {});
    anHourAgo(scene);
    const agent = {
      tool: 'Agent',
      input: {
        description: 'Look',
        prompt: `${subagentMarker} go on`,
        subagent_type: 'general-purpose',
        run_in_background: false,
      },
    };
    // Denied by a rule, by the guard, failing, of a wrong shape, unknown, elsewhere, and in a subagent.
    await work(
      binary,
      scene,
      [
        [readLocked(scene), read(join(scene.vault, 'README.md'))],
        [bash('cat jour*/x.md')],
        [bash('ls /nonexistent')],
        [
          { tool: 'Read', input: { wrong: 1 } },
          { tool: 'Nothing', input: {} },
        ],
        [bash('cd docs')],
        [bash('pwd')],
        [agent],
      ],
      [[bash('echo from below')]],
    );
    const healthy = await doctor(scene);
    assert.equal(healthy.calls.length, 1, healthy.calls.join('\n'));
    assert.match(healthy.calls[0] ?? '', /^ok: claude -p \(2\.1\.330\): \d+ calls, each decided by the guard$/);
    assert.ok(!healthy.all.includes(scene.canaries.locked));

    // A folder that switches hooks off: the client is silent, and the doctor is not.
    scene.write('.claude/settings.local.json', JSON.stringify({ disableAllHooks: true }));
    // The stub's ids begin anew in each session: the second one was decided before.
    await work(binary, scene, [[bash('echo one'), bash('echo two'), read(join(scene.vault, 'docs/guide.md'))]]);
    const silent = await doctor(scene);
    assert.equal(silent.code, 1);
    assert.match(
      silent.calls[0] ?? '',
      /^wrong: claude -p \(2\.1\.330\): 2 of \d+ calls ran without the guard, the last \S+Z: Bash, Read$/,
    );
  } finally {
    scene.remove();
  }
});
