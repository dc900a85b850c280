import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HookChange } from '../../../src/node/hook/hook.ts';
import { hookChangeText } from '../../../src/vscode/history/hook-words.ts';
import { t } from './findings.ts';

const place: HookChange['place'] = { root: '/n', commonDir: '/n/.git', hooks: '/n/.git/hooks', kind: 'own' };
const manager = { id: 'plain', because: 'nothing else' } as const;
const made = { path: '/n/.git/hooks/pre-commit', change: 'made' } as const;
const text = (change: Partial<HookChange>) =>
  hookChangeText('notes', { place, manager, changed: true, files: [made], notes: [], ...change }, t);

test('what installing a hook came to', () => {
  assert.equal(text({}), 'Commits in notes are scanned from now on, by way of git’s own hooks.');
  assert.equal(
    text({ files: [{ ...made, change: 'added', kept: '/n/.git/hooks/pre-commit.before-cloister', keptRuns: true }] }),
    'Commits in notes are scanned from now on, by way of git’s own hooks. The hook that was there before is kept, and called first.',
  );
  assert.equal(
    text({ changed: false, files: [{ ...made, change: 'unchanged' }], manager: { id: 'lefthook', because: '' } }),
    'Commits in notes are scanned already, by way of lefthook.',
  );
  assert.equal(
    text({ changed: false, files: [], manager: { id: 'pre-commit', because: '', inConfig: true } }),
    'Commits in notes are scanned by the pre-commit framework.',
  );
});

test('what a person has to know is told, without what a terminal or an editor would take for more than text', () => {
  assert.equal(
    text({ notes: ['x\u202ey was not executable.'] }),
    'Commits in notes are scanned from now on, by way of git’s own hooks. x\\u202ey was not executable.',
  );
});
