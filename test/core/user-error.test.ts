import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UserError } from '../../src/core/user-error.ts';

test('an error for the user is known across bundles, which have a class each; no other error is one', () => {
  assert.ok(new UserError('a', 'b') instanceof UserError);
  const ofAnotherBundle = Object.assign(new Error('a'), { name: 'UserError', hint: 'b' });
  assert.ok(ofAnotherBundle instanceof UserError);
  for (const each of [
    new Error('a'),
    Object.assign(new Error('a'), { hint: 'b' }),
    { name: 'UserError', hint: 'b' },
    null,
  ])
    assert.ok(!(each instanceof UserError));
});
