import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isProblem, markOf, type ProblemSettings } from '../../src/vscode/problems.ts';
import { finding } from './findings.ts';

const likely = finding('a.md', { rule: 'secret.github.token', severity: 'medium' });
const doubtful = finding('a.md', { rule: 'secret.github.token', severity: 'low' });
const isPrivate = finding('a.md', { rule: 'note.private', severity: 'medium' });
const personal = finding('a.md', { rule: 'note.personal', severity: 'low' });
const all = { likely, doubtful, isPrivate, personal };

function shown(
  show: ProblemSettings['cloister.problems.show'],
  severity: ProblemSettings['cloister.severity'],
): string[] {
  const settings = { 'cloister.problems.show': show, 'cloister.severity': severity };
  return Object.entries(all).flatMap(([name, each]) => (isProblem(each, settings) ? [name] : []));
}

test('what stands in the Problems panel: kind and severity both count', () => {
  assert.deepEqual(shown('secretsAndPrivate', 'medium'), ['likely', 'isPrivate']);
  assert.deepEqual(shown('secretsAndPrivate', 'low'), ['likely', 'doubtful', 'isPrivate']);
  assert.deepEqual(shown('secretsAndPrivate', 'high'), []);
  assert.deepEqual(shown('everything', 'medium'), ['likely', 'isPrivate']);
  assert.deepEqual(shown('everything', 'low'), ['likely', 'doubtful', 'isPrivate', 'personal']);
});

test('how findings are marked', () => {
  assert.equal(markOf(finding('a.md', { severity: 'critical' })), 'error');
  assert.equal(markOf(finding('a.md', { severity: 'high' })), 'error');
  assert.equal(markOf(likely), 'warning');
  assert.equal(markOf(doubtful), 'information');
  assert.equal(markOf(isPrivate), 'information');
});
