import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parts } from './parts.ts';
import { isNoWorse } from './row.ts';

for (const [part, measure] of Object.entries(parts))
  test(`accuracy: ${part} is no worse than it was`, async (t) => {
    const rows = await measure();
    if (rows === undefined) return t.skip('what it measures by is not on this machine');
    for (const row of rows) {
      t.diagnostic(`${row.name}: ${row.value} (${row.counts})`);
      if (row.reached !== undefined)
        assert.ok(isNoWorse(row, row.reached), `${row.name}: ${row.value}, was ${row.reached}`);
    }
  });
