import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { accessEdit, type Edit, lockEdit, unlockEdit } from '../../src/core/place-edits.ts';
import { parsePolicy, policyPath } from '../../src/core/policy.ts';
import { UserError } from '../../src/core/user-error.ts';
import { readApprovals } from '../../src/node/approvals.ts';
import { approve, loosensBy } from '../../src/node/policy-change.ts';
import { openVaults, vaultState } from '../../src/node/vaults.ts';
import { judgementOf, type Place, placeOf } from '../../src/vscode/places.ts';
import { type Change, changePlaces, undoChange } from '../../src/vscode/vault-change.ts';
import { makeFolder } from '../node/folder.ts';

const files = { 'journal/a.md': '', 'journal/open/b.md': '', 'clients/c.md': '', 'todo [1].md': '' };

function making(t: TestContext) {
  const folder = makeFolder(t, files);
  const home = join(makeFolder(t, {}), 'cloister');
  const place = (path: string): Place => {
    const found = placeOf(openVaults(home), join(folder, path), [folder]);
    assert.ok(found !== undefined);
    return found;
  };
  const change = (kind: Change['kind'], edit: (place: Place) => Edit, ...paths: string[]) =>
    changePlaces(paths.map(place), kind, home, edit);
  const lock = (...paths: string[]) => change('lock', lockEdit, ...paths);
  const accessOf = (path: string) => judgementOf(openVaults(home), join(folder, path), Date.now())?.access;
  const policy = join(folder, policyPath);
  return { folder, home, policy, place, change, lock, accessOf, text: () => readFileSync(policy, 'utf8') };
}

function only<T>(all: readonly T[]): T {
  const [first] = all;
  assert.ok(first !== undefined && all.length === 1);
  return first;
}

test('the first lock makes a vault of the workspace folder, and undoing it leaves nothing', (t) => {
  const { folder, home, lock, accessOf } = making(t);
  assert.equal(accessOf('journal/a.md'), undefined);
  const change = only(lock('journal', 'clients'));
  assert.equal(accessOf('journal/a.md'), 'none');
  assert.equal(accessOf('clients'), 'none');
  assert.equal(accessOf('todo [1].md'), 'write');
  assert.equal(undoChange(change, home), 'restored');
  assert.equal(existsSync(join(folder, '.cloister')), false);
  assert.deepEqual(readApprovals(home), []);
});

test('undoing restores file and approved copy to the byte', (t) => {
  const { folder, home, policy, lock, change, text } = making(t);
  lock('clients');
  writeFileSync(policy, text().replace('"folders"', '// mine\n  "folders"'));
  approve(folder, text(), home);
  change('access', (place) => accessEdit(place, 'read'), 'journal/open');
  const before = [text(), JSON.stringify(readApprovals(home))];
  const locked = only(lock('journal'));
  assert.equal(locked.removed.length, 1);
  assert.equal(undoChange(locked, home), 'restored');
  assert.deepEqual([text(), JSON.stringify(readApprovals(home))], before);
});

test('where the policy was changed since, undoing takes the lock alone away', (t) => {
  const { folder, home, change, lock, accessOf } = making(t);
  change('access', (place) => accessEdit(place, 'read'), 'journal/open');
  const locked = only(lock('journal'));
  lock('clients');
  assert.equal(accessOf('journal/open/b.md'), 'none');
  assert.equal(undoChange(locked, home), 'merged');
  assert.equal(accessOf('journal/a.md'), 'write');
  assert.equal(accessOf('journal/open/b.md'), 'read');
  assert.equal(accessOf('clients/c.md'), 'none');
  const vault = openVaults(home).at(folder);
  assert.ok(vault !== undefined);
  assert.equal(vaultState(vault, Date.now()), 'approved');
});

test('undoing one of two locks of the same folder keeps the other', (t) => {
  const { home, lock, accessOf } = making(t);
  lock('journal');
  const again = only(lock('journal', 'clients'));
  lock('todo [1].md');
  assert.equal(undoChange(again, home), 'merged');
  assert.equal(accessOf('journal/a.md'), 'none');
  assert.equal(accessOf('clients/c.md'), 'write');
});

test('an unlock is undone by a lock; a set access that is out of date stays', (t) => {
  const { home, change, lock, accessOf } = making(t);
  lock('journal');
  const unlocked = only(change('unlock', unlockEdit, 'journal'));
  assert.equal(accessOf('journal/a.md'), 'write');
  const given = only(change('access', (place) => accessEdit(place, 'read'), 'clients'));
  lock('todo [1].md');
  assert.equal(undoChange(unlocked, home), 'merged');
  assert.equal(accessOf('journal/a.md'), 'none');
  assert.equal(undoChange(given, home), 'stale');
  assert.equal(accessOf('clients/c.md'), 'read');
});

test('a single file is locked and unlocked by a pattern that matches it alone', (t) => {
  const { change, lock, accessOf, text } = making(t);
  lock('todo [1].md');
  assert.equal(accessOf('todo [1].md'), 'none');
  const parsed = parsePolicy(text());
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.value.policy.files.none, ['/todo \\[1\\].md']);
  change('unlock', unlockEdit, 'todo [1].md');
  assert.equal(accessOf('todo [1].md'), 'write');
});

test('a text with traps for an edit in place is refused, not broken', (t) => {
  const { home, policy, lock, text, place } = making(t);
  lock('clients');
  const odd = text().replace('"clients": "none"', '"clients": "none",');
  writeFileSync(policy, odd);
  try {
    changePlaces([place('journal')], 'lock', home, lockEdit);
  } catch (error) {
    assert.ok(error instanceof UserError);
    assert.equal(text(), odd);
  }
  assert.ok(parsePolicy(text()).ok);
});

test('a broken policy is not changed', (t) => {
  const { home, policy, lock, text, place } = making(t);
  lock('clients');
  writeFileSync(policy, '{ broken');
  assert.throws(() => changePlaces([place('journal')], 'lock', home, lockEdit), UserError);
  assert.equal(text(), '{ broken');
});

test('what gives more is told from what gives less', (t) => {
  const { folder, home, lock, place } = making(t);
  lock('journal');
  const vault = openVaults(home).at(folder);
  assert.ok(vault !== undefined);
  const now = Date.now();
  assert.deepEqual(loosensBy(vault, accessEdit(place('clients'), 'read'), now), []);
  assert.ok(loosensBy(vault, accessEdit(place('journal'), 'read'), now).length > 0);
  assert.ok(loosensBy(vault, unlockEdit(place('journal')), now).length > 0);
});

test('places: links, nested vaults, folders that are not there, and what lies elsewhere', (t) => {
  const { folder, home, lock, place, accessOf } = making(t);
  lock('journal');
  symlinkSync(join(folder, 'journal'), join(folder, 'link'));
  assert.equal(place('link').path, 'journal');
  assert.equal(accessOf('link/a.md'), 'none');
  symlinkSync(join(folder, 'clients'), join(folder, 'journal/way out'));
  assert.equal(accessOf('journal/way out'), 'none');
  assert.equal(place('not/there').kind, 'missing');
  assert.equal(placeOf(openVaults(home), '/elsewhere', [folder]), undefined);
  const named = makeFolder(t, {});
  symlinkSync(folder, join(named, 'notes'));
  assert.equal(placeOf(openVaults(home), join(named, 'notes', 'clients'), [join(named, 'notes')])?.root, folder);
  const inner = join(folder, 'clients', '.cloister');
  mkdirSync(inner);
  writeFileSync(join(inner, 'policy.json'), '{}');
  assert.equal(place('clients/c.md').root, join(folder, 'clients'));
});
