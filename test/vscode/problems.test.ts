import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isProblem, markOf, type ProblemSettings } from '../../src/vscode/problems.ts';
import { finding } from './findings.ts';

const likely = finding('a.md', { rule: 'secret.github.token', severity: 'medium' });
const doubtful = finding('a.md', { rule: 'secret.github.token', severity: 'low' });
const isPrivate = finding('a.md', { rule: 'note.private', severity: 'medium' });
const personal = finding('a.md', { rule: 'note.personal', severity: 'low' });
const passport = finding('a.md', { rule: 'personal.passport', severity: 'high' });
const birthday = finding('a.md', { rule: 'personal.birth-date', severity: 'medium' });
const all = { likely, doubtful, isPrivate, personal, passport, birthday };

function shown(
  show: ProblemSettings['cloister.problems.show'],
  severity: ProblemSettings['cloister.severity'],
): string[] {
  const settings = { 'cloister.problems.show': show, 'cloister.severity': severity };
  return Object.entries(all).flatMap(([name, each]) => (isProblem(each, settings) ? [name] : []));
}

test('what stands in the Problems panel: kind and severity both count', () => {
  assert.deepEqual(shown('secretsAndPrivate', 'medium'), ['likely', 'isPrivate', 'passport']);
  assert.deepEqual(shown('secretsAndPrivate', 'low'), ['likely', 'doubtful', 'isPrivate', 'passport']);
  assert.deepEqual(shown('secretsAndPrivate', 'high'), ['passport']);
  assert.deepEqual(shown('secretsAndPrivate', 'critical'), []);
  assert.deepEqual(shown('everything', 'medium'), ['likely', 'isPrivate', 'passport', 'birthday']);
  assert.deepEqual(shown('everything', 'low'), ['likely', 'doubtful', 'isPrivate', 'personal', 'passport', 'birthday']);
});

test('how findings are marked', () => {
  assert.equal(markOf(finding('a.md', { severity: 'critical' })), 'error');
  assert.equal(markOf(finding('a.md', { severity: 'high' })), 'error');
  assert.equal(markOf(likely), 'warning');
  assert.equal(markOf(doubtful), 'information');
  assert.equal(markOf(isPrivate), 'information');
});
