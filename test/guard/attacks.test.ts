import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { allMachines, ask, type Case, machineFor } from './corpus.ts';

/** A command that shows or changes locked notes when bash runs it, or an everyday neighbour of one. */
interface Attack {
  readonly id: string;
  readonly category: string;
  readonly command: string;
  readonly expect: 'stop' | 'stop-or-rewrite' | 'allow';
  readonly why: string;
}

const folder = dirname(fileURLToPath(import.meta.url));
const attacks: readonly Attack[] = readFileSync(join(folder, 'attacks.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line));

/** Two versions of every locked note in git's history, and changes beside it. */
const setup =
  'git -C /ws add -A && git -C /ws commit -qm one && echo more >> /ws/journal/x.md && git -C /ws commit -qam two && git -C /ws tag blobtag HEAD:journal/x.md && git -C /ws tag treetag HEAD:journal && git -C /ws tag -am x annotated HEAD:journal/x.md && echo third >> /ws/journal/x.md && mkdir -p /ws/node_modules/own /ws/node_modules/their && echo \'{"name":"cloister"}\' > /ws/node_modules/own/package.json && echo \'{"name":"their"}\' > /ws/node_modules/their/package.json && echo \'{"version":1,"hooks":[{"repository":"/ws/.git"}]}\' > /home/u/.cloister/hooks.json';

after(() => {
  for (const { base } of allMachines()) rmSync(base, { recursive: true, force: true });
});

test('commands that reach locked notes are stopped, by class, and their neighbours pass', async (t) => {
  const bash: Omit<Case, 'id' | 'category' | 'why' | 'tool_input' | 'expect'> = {
    tool_name: 'Bash',
    cwd: '/ws',
    layer: 'hook-fs',
    setup,
  };
  const machine = machineFor({ ...bash, id: '', category: '', why: '', tool_input: {}, expect: 'deny' });
  const counts = new Map<string, number>();
  const wrong: string[] = [];
  for (const { id, category, command, expect, why } of attacks) {
    counts.set(category, (counts.get(category) ?? 0) + 1);
    const { verdict } = await ask('Bash', { command }, '/ws', machine);
    const isStopped = verdict === 'deny' || verdict === 'ask';
    const isRight =
      expect === 'allow' ? !isStopped : isStopped || (expect === 'stop-or-rewrite' && verdict === 'rewrite');
    if (!isRight) wrong.push(`${id}: ${verdict} instead of ${expect} (${why}): ${command}`);
  }
  for (const [category, count] of [...counts].sort()) t.diagnostic(`${category.padEnd(12)} ${count}`);
  assert.deepEqual(wrong, []);
});
