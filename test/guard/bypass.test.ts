import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, type TestContext, test } from 'node:test';
import { allMachines, type Case, cases, type PolicyName, passes, policies, verdictOf } from './corpus.ts';

/** Cases that only another operating system can tell. */
const isForHere = ({ platform }: Case): boolean => platform === undefined || platform === 'case-insensitive-fs';

after(() => {
  for (const { base } of allMachines()) rmSync(base, { recursive: true, force: true });
});

async function judgeAll(policy: PolicyName, t: TestContext, isTold: boolean): Promise<void> {
  const table = new Map<string, { passed: number; leaks: number; blocks: number; opaque: number }>();
  const wrong: string[] = [];
  for (const each of cases.filter(isForHere)) {
    const row = table.get(each.category) ?? { passed: 0, leaks: 0, blocks: 0, opaque: 0 };
    table.set(each.category, row);
    const { verdict } = await verdictOf(each, policy);
    if (passes(each, verdict)) row.passed += 1;
    else if (each.layer === 'sandbox') row.opaque += 1;
    else {
      if (each.expect === 'allow') row.blocks += 1;
      else row.leaks += 1;
      wrong.push(`${each.id}: ${verdict} instead of ${each.expect}`);
    }
  }
  for (const [category, { passed, leaks, blocks, opaque }] of isTold ? [...table].sort() : [])
    t.diagnostic(
      `${category.padEnd(16)} ${passed} right, ${leaks} leaks, ${blocks} blocked without need, ${opaque} opaque (the sandbox's part)`,
    );
  assert.deepEqual(wrong, []);
}

test('no labelled call leaks, none is blocked without need, and the table says how many of each', async (t) => {
  await judgeAll('folders and patterns', t, true);
  const skipped = cases.length - cases.filter(isForHere).length;
  t.diagnostic(`${skipped} calls of Windows and WSL were not asked`);
});

for (const name of Object.keys(policies).filter((each) => each !== 'folders and patterns'))
  test(`the same holds for locks that are written otherwise: ${name}`, async (t) => {
    await judgeAll(name as PolicyName, t, false);
  });
