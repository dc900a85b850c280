import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { ruleTexts } from '../src/core/rule-texts.ts';
import { run } from './cli/running.ts';
import { makeFolder } from './node/folder.ts';
import { manifest, plantedKey, vaultFolder } from './vault.ts';

test('the sample vault gives exactly what was planted in it', async (t) => {
  const home = makeFolder(t, {});
  const { code, out } = await run(['scan', '.', '--format', 'json'], { cwd: vaultFolder, home });
  assert.equal(code, 1);
  const report: {
    findings: { path: string; startLine: number; startColumn: number; rule: string }[];
    skipped: { path: string; why: string }[];
  } = JSON.parse(out);
  const found = report.findings.map(({ path, startLine, startColumn, rule }) =>
    plantedKey({ path, line: startLine, column: startColumn, rule }),
  );
  const planted = manifest.planted.map(plantedKey);
  assert.deepEqual(
    {
      missing: planted.filter((key) => !found.includes(key)),
      unexpected: found.filter((key) => !planted.includes(key)),
    },
    { missing: [], unexpected: [] },
  );
  assert.equal(found.length, planted.length);
  const skips = (list: readonly { path: string; why: string }[]) =>
    list.map(({ path, why }) => `${path} ${why}`).toSorted();
  assert.deepEqual(skips(report.skipped), skips(manifest.skipped));
});

test('the sample vault holds at least as many look-alikes as findings', () => {
  const files = readdirSync(vaultFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.ok(files.length >= 60);
  assert.ok(manifest.planted.length >= 60);
  assert.ok(manifest.decoys.length >= manifest.planted.length);
  for (const { rule } of manifest.planted) assert.ok(rule in ruleTexts, rule);
});
