import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { attempt, protectWith, told, unprotectable } from './claude/attempt.ts';
import type { Case } from './claude/case.ts';
import { caseGroups } from './claude/cases.ts';
import { ensureClaude, ensureSandbox } from './install.ts';

const log = (text: string) => process.stderr.write(`${text}\n`);
const install = ensureClaude(log);
const skip = install.ok ? false : `real Claude Code: ${install.why}`;
const noSandbox = ensureSandbox(log);
const binary = install.ok ? install.binary : '';
const lacking = await unprotectable();

/** Runs take a second or two of one core, most of it in starting; where something is tampered with they mostly wait. */
const concurrencyOf = (group: string): number => (group === 'tampering' ? 12 : 4);

async function assertControl(one: Case): Promise<void> {
  const control = await attempt({ binary }, one);
  const says = told(control);
  assert.equal(control.leaked.length > 0, one.expectControlLeak, `${control.leaked.join(', ')} came through: ${says}`);
  assert.equal(control.isDamaged, one.damages === true, `the locked note's state: ${says}`);
  if (one.benign !== undefined) assert.ok(comesThrough(control.results, one.benign), says);
}

async function assertGuarded(one: Case): Promise<void> {
  const guarded = await attempt({ binary, protect: protectWith(binary) }, one);
  const says = told(guarded);
  if (one.limit === undefined) assert.deepEqual(guarded.leaked, [], says);
  else assert.ok(guarded.leaked.length > 0, `the limit is gone, and what tells of it is wrong: ${one.limit}`);
  assert.equal(guarded.isDamaged, false, `the locked note was changed: ${says}`);
  if (one.noRequest === true) assert.equal(guarded.requests, 0, says);
  // A client that did not start leaks nothing either.
  else if (one.mayStop !== true) assert.ok(guarded.requests > 0, says);
  if (one.benign !== undefined) assert.ok(comesThrough(guarded.results, one.benign), says);
}

function comesThrough(results: readonly { text: string; isError: boolean }[], expected: RegExp): boolean {
  return results.some(({ text, isError }) => !isError && expected.test(text));
}

for (const [group, cases] of Object.entries(caseGroups)) {
  describe(`Claude Code: ${group}`, { skip, concurrency: concurrencyOf(group) }, () => {
    for (const one of cases) {
      const needsSandbox = one.protectWith?.includes('--sandbox') === true;
      const unmet = needsSandbox && noSandbox !== undefined ? `its sandbox: ${noSandbox}` : false;
      test(one.name, { skip: unmet }, async (t) => {
        await t.test(`unguarded: ${one.expectControlLeak ? 'leaks' : 'does not leak'}`, () => assertControl(one));
        await t.test(one.limit === undefined ? 'guarded' : 'guarded: a stated limit', { skip: lacking ?? false }, () =>
          assertGuarded(one),
        );
      });
    }
  });
}
