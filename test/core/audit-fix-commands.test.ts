import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditFinding } from '../../src/core/audit.ts';
import { fixCommands } from '../../src/core/audit-words.ts';

const home = "/home/o'hara";
const at = (path: string): AuditFinding => ({
  rule: 'store.readable',
  severity: 'high',
  place: { kind: 'store', store: 'codex', path },
  fingerprint: path,
  args: { fix: `chmod -R go-rwx '${path}'` },
});
const stores = ['a', 'b', 'c', 'd'].map((name) => at(`${home}/${name}`));

test('a few stores that others can read are closed one by one', () => {
  assert.deepEqual(fixCommands(stores.slice(0, 3), { home }), {
    commands: stores.slice(0, 3).map(({ args }) => args['fix']),
  });
});

test('many in one home folder are closed by closing that, quoted for a shell', () => {
  const { advice, commands } = fixCommands(stores, { home });
  assert.match(advice ?? '', /home folder/);
  assert.deepEqual(commands, [String.raw`chmod go-rwx '/home/o'\''hara'`]);
});

test('where one lies elsewhere, each has its own command', () => {
  assert.equal(fixCommands([...stores, at('/srv/notes')], { home }).commands.length, 5);
});
