import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { ask } from './corpus.ts';
import { machineWith } from './tables.ts';

/** A note marked private that was committed: git keeps it as it keeps what is locked. */
const machine = machineWith(
  "printf -- '---\\nprivate: true\\n---\\nMARKED\\n' > docs/marked.md; echo OPEN > docs/open.md; git add -A; git commit -qm notes",
);

const run = (command: string) => ask('Bash', { command }, machine.root, machine);

for (const command of [
  'git log -p',
  'git show HEAD',
  'git grep -h MARKED HEAD',
  'git log -p -- docs',
  'git diff HEAD~0',
])
  test(`what is put in the place of ${command} shows nothing of the note`, async () => {
    const { verdict, reason } = await run(command);
    assert.equal(verdict, 'rewrite', reason);
    const instead = String(JSON.parse(reason).command);
    const shown = execFileSync('bash', ['-c', `${instead}; true`], { cwd: machine.root, encoding: 'utf8' });
    assert.doesNotMatch(shown, /MARKED|CANARY/);
    if (/log|show/.test(command)) assert.match(shown, /OPEN/);
  });

for (const command of [
  'git cat-file --batch --batch-all-objects',
  'git show HEAD:docs/marked.md',
  'git bundle create x HEAD',
])
  test(`${command} is stopped`, async () => assert.equal((await run(command)).verdict, 'deny'));

test('versions of an open note are shown as they are', async () => {
  assert.equal((await run('git log -p -- docs/open.md')).verdict, 'allow');
  assert.equal((await run('git show HEAD:docs/open.md')).verdict, 'allow');
});
