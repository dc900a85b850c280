import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { runClaude } from '../e2e/claude/client.ts';
import { startStub } from '../e2e/claude/stub-api.ts';
import { ensureClaude } from '../e2e/install.ts';
import { recognised } from './ai-recognise.ts';
import { folderOf, temporaryFolder } from './fixture.ts';

const install = ensureClaude((text) => process.stderr.write(`${text}\n`));

test('the real Claude Code: what it writes is recognised', { skip: install.ok ? false : install.why }, async () => {
  assert.ok(install.ok);
  const home = temporaryFolder();
  const vault = folderOf({ 'Journal/today.md': 'A note that it reads.\n' });
  const tmp = temporaryFolder();
  mkdirSync(`${home}/.claude`);
  writeFileSync(`${home}/.claude/settings.json`, JSON.stringify({ cleanupPeriodDays: 14 }));
  const stub = await startStub([[{ tool: 'Read', input: { file_path: `${vault}/Journal/today.md` } }]]);
  try {
    const { exit, stdout, stderr } = await runClaude({
      binary: install.binary,
      home,
      tmp,
      cwd: vault,
      url: stub.url,
      prompt: 'Go on, please',
      mode: 'default',
    });
    assert.equal(exit, 0, `${stdout}${stderr}`);
  } finally {
    await stub.close();
  }
  const { found, reader } = recognised('claude-code', `${home}/.claude`);
  assert.ok(found !== undefined);
  assert.deepEqual(found.atRest, { state: 'plaintext' });
  assert.equal(found.items, 1);
  assert.equal(found.retention, '14 days (cleanupPeriodDays)');
  assert.match(reader.text(found.evidence) ?? '', /A note that it reads\./);
  assert.ok(found.parts.some(({ kind, path }) => kind === 'transcripts' && path.endsWith('/.claude/projects')));
  assert.deepEqual(reader.skipped, []);
});
