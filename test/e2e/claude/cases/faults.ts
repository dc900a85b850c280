import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { guardMark } from '../../../../src/node/launcher-script.ts';
import { bash, type Case, leak, read, readLocked, searchTools, settingsOf, works } from '../case.ts';
import { guardBundles, launchers } from '../guard-files.ts';
import type { Scene } from '../vault.ts';

type Sabotage = (scene: Scene) => void;

/** Puts another program in the guard's place. */
const replaced =
  (program: string): Sabotage =>
  (scene) => {
    for (const path of guardBundles(scene)) writeFileSync(path, program);
  };

/**
 * A guard that fails at tool calls alone: one that fails at every event stops the client at the prompt already, and
 * nothing would be seen of what happens later.
 */
const replacedAtCalls =
  (fault: string, event = 'PreToolUse'): Sabotage =>
  (scene) => {
    for (const path of guardBundles(scene).filter((each) => each.endsWith('/guard.cjs'))) {
      const whole = path.replace(/\.cjs$/, '.whole.cjs');
      renameSync(path, whole);
      writeFileSync(
        path,
        `${guardMark}
         const input = require('node:fs').readFileSync(0, 'utf8');
         if (/"hook_event_name"\\s*:\\s*"${event}"/.test(input)) { ${fault} }
         else {
           const { spawnSync } = require('node:child_process');
           const args = [${JSON.stringify(whole)}, ...process.argv.slice(2)];
           const run = spawnSync(process.execPath, args, { input, stdio: ['pipe', 'inherit', 'inherit'] });
           process.exitCode = run.status ?? 1;
         }`,
      );
    }
  };

const deleted =
  (files: (scene: Scene) => string[]): Sabotage =>
  (scene) => {
    for (const path of files(scene)) rmSync(path);
  };

/** Takes one part out of the user's settings, as another program that writes them may. */
const without =
  (key: 'hooks' | 'permissions'): Sabotage =>
  (scene) => {
    const path = settingsOf(scene);
    const { [key]: part, ...rest } = JSON.parse(readFileSync(path, 'utf8'));
    if (part === undefined) throw new Error(`the settings have no ${key}`);
    writeFileSync(path, JSON.stringify(rest));
  };

/** There is nothing to break in a vault that is not protected. */
const guarded =
  (sabotage: Sabotage): Sabotage =>
  (scene) => {
    if (existsSync(join(scene.vault, '.cloister'))) sabotage(scene);
  };

/** A rule of the client's own covers the first; the guard alone covers the second. */
const readBoth = (scene: Scene) => [[readLocked(scene)], [bash('cat jour*/x.md')]];

const fault = (name: string, sabotage: Sabotage, options: Partial<Case> = {}): Case =>
  leak(name, readBoth, { meanwhile: guarded(sabotage), mayStop: true, ...options });

const silence = 'another program in the place of the guard that says nothing is taken for consent by the client';
const nonsense = "process.stdout.write('all is well\\n')";
const kill = "process.kill(process.pid, 'SIGKILL')";
const hang = 'setInterval(() => {}, 1000)';

/** What breaks by itself: a lock must hold, or the agent must stop. */
export const faultCases: readonly Case[] = [
  fault('the guard exits with 1', replaced('process.exit(1)')),
  fault('the guard throws', replaced("throw new Error('broken')")),
  fault('the guard is killed', replaced(kill)),
  fault('the guard hangs', replaced(hang)),
  fault('the guard prints nonsense', replaced(nonsense)),
  fault('the guard is an empty file', replaced('')),
  fault('the guard is no program', replaced('} not javascript {')),
  fault('the guard is missing', deleted(guardBundles)),
  fault('the launcher is missing', deleted(launchers)),
  fault('the guard exits with 1 at tool calls', replacedAtCalls('process.exit(1)')),
  fault('the guard throws at tool calls', replacedAtCalls("throw new Error('broken')")),
  fault('the guard is killed at tool calls', replacedAtCalls(kill)),
  fault('the guard hangs at tool calls', replacedAtCalls(hang)),
  fault('the guard prints nonsense at tool calls', replacedAtCalls(nonsense), { limit: silence }),
  fault('the guard prints nothing at tool calls', replacedAtCalls('process.exit(0)'), { limit: silence }),
  fault('a part of the guard is an empty file', (scene) => {
    for (const path of guardBundles(scene)) if (!path.endsWith('/guard.cjs')) writeFileSync(path, '');
  }),
  // The client gives a result out as it is where the hook for results fails: what ends the run then is the last net.
  ...Object.entries({ 'exits with 1': 'process.exit(1)', 'is killed': kill, 'prints nonsense': nonsense }).map(
    ([name, fault]) =>
      leak(`the guard ${name} at results: a secret is read`, ({ vault }) => [[read(join(vault, 'notes/keys.md'))]], {
        meanwhile: guarded(replacedAtCalls(fault, 'PostToolUse')),
      }),
  ),
  leak(
    'the guard exits with 1 at results: a secret is found',
    () => [[{ tool: 'Grep', input: { pattern: 'token', output_mode: 'content' } }]],
    { args: searchTools, meanwhile: guarded(replacedAtCalls('process.exit(1)', 'PostToolUse')) },
  ),
  leak(
    'the guard exits with 1 at results: a failing command prints a secret',
    () => [[bash('cat notes/keys.md; exit 3')]],
    {
      meanwhile: guarded(replacedAtCalls('process.exit(1)', 'PostToolUse')),
    },
  ),
  leak('the hooks are gone, the rules are left', (scene) => [[readLocked(scene)], [bash('cat journal/x.md')]], {
    meanwhile: guarded(without('hooks')),
    prompt: () => 'Summarise @journal/x.md please',
  }),
  leak('the rules are gone, the hooks are left', readBoth, { meanwhile: guarded(without('permissions')) }),
  works('the guard is missing: work where no vault is', /elsewhere/, () => [[bash('echo elsewhere | cat')]], {
    cwd: ({ outside }) => outside,
    meanwhile: guarded(deleted(guardBundles)),
  }),
];
