import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expandBraces } from '../../src/shell/braces.ts';
import { anything, hasHole, isUnknown, listed, plainName, showHoles } from '../../src/shell/holes.ts';
import { expandGlob, matchesPattern } from '../../src/shell/patterns.ts';
import { vault } from './world.ts';

const options = { globstar: false, dotglob: false, nocase: false };

test('braces expand before anything else, and quoted ones stay', () => {
  assert.deepEqual(expandBraces('{,a}x', 10), ['x', 'ax']);
  assert.deepEqual(expandBraces('{a,b}{1,2}', 10), ['a1', 'a2', 'b1', 'b2']);
  assert.deepEqual(expandBraces('{a..c}', 10), ['a', 'b', 'c']);
  assert.deepEqual(expandBraces("'{a,b}'", 10), ["'{a,b}'"]);
  assert.deepEqual(expandBraces('${x:-{a,b}}', 10), ['${x:-{a,b}}']);
  assert.equal(expandBraces('{1..100}', 10), undefined);
});

test('patterns match what is there, hidden names only where they are asked for', () => {
  assert.deepEqual(expandGlob('/v/*.md', options, vault)?.sort(), ['/v/README.md', '/v/a.md', '/v/b.md']);
  assert.deepEqual(expandGlob('/v/.e*', options, vault), ['/v/.env']);
  assert.deepEqual(expandGlob('/v/*/x.md', options, vault), ['/v/lock/x.md']);
  assert.ok(expandGlob('/v/*', { ...options, dotglob: true }, vault)?.includes('/v/.env'));
  assert.ok(expandGlob('/v/**/x.md', { ...options, globstar: true }, vault)?.includes('/v/lock/x.md'));
  assert.deepEqual(expandGlob('/v/READ*', { ...options, nocase: true }, vault), ['/v/README.md']);
  assert.deepEqual(expandGlob('/v/nothing*', options, vault), []);
});

test('a whole text matches a pattern as in case and in removals', () => {
  assert.ok(matchesPattern('lock/x.md', '*x*'));
  assert.ok(matchesPattern('.env', '*'));
  assert.ok(!matchesPattern('lock', 'l?k'));
  assert.ok(matchesPattern('lock', 'l[a-z]?k'));
});

test('texts with holes are told apart', () => {
  assert.ok(isUnknown(`a${anything}`) && hasHole(plainName) && hasHole(listed) && !hasHole('a'));
  assert.ok(!isUnknown(plainName));
  assert.equal(showHoles(`x${anything}`), 'x…');
});
