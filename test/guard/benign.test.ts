import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { after, test } from 'node:test';
import { type VaultName, vaultNamed, vaultsMade } from './benign-vaults.ts';
import { ask, type Machine } from './corpus.ts';

/** A call that an agent makes in its daily work and that touches nothing hidden. `/other` is a project beside the vault. */
interface Benign {
  readonly category: string;
  readonly tool_name: string;
  readonly tool_input: unknown;
  /** The vault's root where it is not given. */
  readonly cwd?: string;
  readonly policy?: VaultName;
}

const calls: readonly Benign[] = readFileSync(new URL('benign.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line));

after(() => {
  for (const { base } of vaultsMade()) rmSync(base, { recursive: true, force: true });
});

/** The project beside the vault, where it lies on this machine. */
function beside(value: unknown, machine: Machine): unknown {
  if (typeof value === 'string') return value.replace(/^\/other(?=\/|$)/, `${machine.base}/other`);
  if (Array.isArray(value)) return value.map((each) => beside(each, machine));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, beside(each, machine)]));
  return value;
}

test('none of the calls of a working day is blocked, and outside of vaults nothing is said', async (t) => {
  const table = new Map<string, { passed: number; rewritten: number; blocked: number }>();
  const wrong: string[] = [];
  for (const { category, tool_name, tool_input, cwd = '/ws', policy = 'vault' } of calls) {
    const machine = vaultNamed(policy);
    const row = table.get(category) ?? { passed: 0, rewritten: 0, blocked: 0 };
    table.set(category, row);
    const { verdict, reason } = await ask(
      tool_name,
      beside(tool_input, machine),
      String(beside(cwd, machine)),
      machine,
    );
    const isWrong = verdict === 'deny' || verdict === 'ask' || (category === 'outside' && verdict !== 'allow');
    if (isWrong) {
      row.blocked += 1;
      wrong.push(`${verdict} of ${tool_name} ${JSON.stringify(tool_input)} (${policy}, ${cwd}): ${reason.trim()}`);
    } else if (verdict === 'rewrite') row.rewritten += 1;
    else row.passed += 1;
  }
  for (const [category, { passed, rewritten, blocked }] of table)
    t.diagnostic(
      `${category.padEnd(16)} ${passed} passed, ${rewritten} with an exclusion, ${blocked} blocked without need`,
    );
  assert.deepEqual(wrong, []);
});
