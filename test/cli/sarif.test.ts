import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import Ajv04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { madeUp } from '../detect/scanning.ts';
import { makeFolder } from '../node/folder.ts';
import { run } from './running.ts';
import { makeVaultFolder } from './vault-folder.ts';

// The published schema, as OASIS and SchemaStore distribute it.
const schema = JSON.parse(readFileSync(new URL('./sarif-2.1.0.schema.json', import.meta.url), 'utf8'));
const ajv = new Ajv04.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const isSarif = ajv.compile(schema);

async function sarifOf(argv: string[], options: { cwd: string; home: string }) {
  const { out } = await run(['scan', '--format', 'sarif', ...argv], options);
  const log = JSON.parse(out);
  const isValid: boolean = isSarif(log);
  assert.ok(isValid, JSON.stringify(isSarif.errors?.slice(0, 3)));
  return log.runs[0];
}

test('validates against the published schema, with and without findings', async (t) => {
  const home = makeFolder(t, {});
  const cwd = makeFolder(t, {
    'a b/ü#?.md': `é 😀 ${madeUp.github}\n`,
    'b.md': `---\nprivate: true\n---\nPassword: ${madeUp.password}\n`,
    'c.bin': '\0\0\0',
    'big.md': 'x'.repeat(3000),
  });
  const { results, invocations, tool, columnKind } = await sarifOf(['--max-size', '2KB'], { cwd, home });
  assert.equal(columnKind, 'utf16CodeUnits');
  assert.equal(results.length, 3);
  const [first] = results;
  assert.equal(tool.driver.rules[first.ruleIndex].id, first.ruleId);
  const { artifactLocation, region } = first.locations[0].physicalLocation;
  assert.deepEqual(artifactLocation, { uri: 'a%20b/%C3%BC%23%3F.md', uriBaseId: 'SRCROOT' });
  assert.deepEqual(region, { startLine: 1, startColumn: 6, endLine: 1, endColumn: 46 });
  assert.match(first.partialFingerprints['cloister/v1'], /^[0-9a-f]{32}$/);
  const notes = invocations[0].toolExecutionNotifications;
  assert.deepEqual(
    notes.map(({ level }: { level: string }) => level),
    ['warning', 'note'],
  );
  assert.equal((await sarifOf(['c.bin'], { cwd, home })).results.length, 0);
});

test('what lies outside of the current folder has an address of its own', async (t) => {
  const home = makeFolder(t, {});
  const folder = makeFolder(t, { 'in/x.md': '', 'a.md': madeUp.github });
  const { results } = await sarifOf(['../a.md'], { cwd: join(folder, 'in'), home });
  assert.deepEqual(results[0].locations[0].physicalLocation.artifactLocation, { uri: `file://${folder}/a.md` });
});

test('what a baseline accepts is there, suppressed with its reason; all results have suppressions or none', async (t) => {
  const { cwd, home } = await makeVaultFolder(t, { 'a.md': madeUp.github, 'b.md': `Password: ${madeUp.password}\n` });
  await run(['baseline', 'add', 'a.md', '--all', '--reason', 'a sample of the docs'], { cwd, home });
  const { results } = await sarifOf([], { cwd, home });
  assert.deepEqual(
    results.map(({ ruleId, suppressions }: { ruleId: string; suppressions: unknown }) => [ruleId, suppressions]),
    [
      ['secret.github.token', [{ kind: 'external', status: 'accepted', justification: 'a sample of the docs' }]],
      ['secret.generic.password', []],
    ],
  );
  const whole = await sarifOf(['--no-baseline'], { cwd, home });
  assert.deepEqual(
    whole.results.map((each: object) => 'suppressions' in each),
    [false, false],
  );
});
