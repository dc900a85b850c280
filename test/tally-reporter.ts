import type { TestEvent } from 'node:test/reporters';

/** What one run of the test runner came to. */
export interface SuiteTally {
  passed: number;
  failed: number;
  /** Full names of what was skipped, with the reason. */
  skipped: string[];
}

/**
 * A reporter for `node --test` (https://nodejs.org/docs/latest-v24.x/api/test.html#custom-reporters) that writes the
 * counts as JSON. Only tests count, not the suites and files around them.
 */
export default async function* tallyReporter(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const tally: SuiteTally = { passed: 0, failed: 0, skipped: [] };
  for await (const event of source) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { name, skip, details } = event.data;
    if (details.type === 'suite') continue;
    if (skip !== undefined && skip !== false) tally.skipped.push(typeof skip === 'string' ? `${name}: ${skip}` : name);
    else if (event.type === 'test:pass') tally.passed += 1;
    else tally.failed += 1;
  }
  yield JSON.stringify(tally);
}
