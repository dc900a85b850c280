import assert from 'node:assert/strict';
import { test } from 'node:test';
import manifest from '../../../package.json' with { type: 'json' };
import type { BlobPlace } from '../../../src/core/finding.ts';
import { historyAddress, historyScheme, parseHistoryAddress, placeName } from '../../../src/vscode/history/address.ts';
import { blob, oids, t } from './findings.ts';

const root = '/home/ann/my notes';
const address = (place: BlobPlace, name = 'my notes') => historyAddress(root, name, place, t);

/** What the editor makes of an address by the formatter of the manifest. */
function label({ path, query }: { path: string; query: string }): string {
  const [formatter] = manifest.contributes.resourceLabelFormatters;
  assert.equal(formatter?.scheme, historyScheme);
  const at = String(JSON.parse(query)['at']);
  return (formatter?.formatting.label ?? '').replace('${path}', path.slice(1)).replace('${query.at}', at);
}

test('an address is labelled with file, short commit and day, and its path ends with the name of the file', () => {
  assert.equal(label(address(blob())), 'my notes/notes/keys.md (3f2a91c0, 2024-03-01)');
  assert.ok(address(blob()).path.endsWith('/keys.md'));
});

test('messages, notes of git and what has no name or commit', () => {
  const { commit } = oids;
  assert.equal(
    label(address(blob({ object: 'commit', oid: commit, path: '' }))),
    'my notes/Commit message (3f2a91c0, 2024-03-01)',
  );
  assert.equal(placeName(blob({ object: 'tag', path: '' }), t), 'Tag message');
  assert.equal(placeName(blob({ path: `3f/2a91c0${'1'.repeat(32)}` }), t), 'Note of git on 3f2a91c0');
  assert.equal(placeName(blob({ path: 'cafe/babe.md' }), t), 'cafe/babe.md');
  const { commit: _c, author: _a, date: _d, ...rest } = blob({ path: '' });
  assert.equal(label(address(rest)), 'my notes/Object a0b1c2d3 (object a0b1c2d3)');
});

test('an address leads back to the object', () => {
  for (const object of ['blob', 'commit', 'tag'] as const)
    assert.deepEqual(parseHistoryAddress(address(blob({ object }))), { root, object, oid: oids.blob });
  const long = 'ab'.repeat(32);
  assert.equal(parseHistoryAddress(address(blob({ oid: long })))?.oid, long);
});

test('a name can neither turn the writing nor leave its folder', () => {
  const { path } = address(blob({ path: 'a\u202egnp.md' }), '../x');
  assert.equal(path, '/.._x/a\\u202egnp.md');
});

test('what is no address of ours leads nowhere', () => {
  const good = address(blob());
  const { root: folder, oid } = JSON.parse(good.query);
  const bad = [
    { ...good, scheme: 'file' },
    { ...good, query: '' },
    { ...good, query: '{' },
    { ...good, query: 'null' },
    { ...good, query: JSON.stringify({ root: folder, oid, object: 'tree' }) },
    { ...good, query: JSON.stringify({ root: folder, oid: '--help', object: 'blob' }) },
    { ...good, query: JSON.stringify({ root: folder, oid: 'HEAD', object: 'blob' }) },
    { ...good, query: JSON.stringify({ oid, object: 'blob' }) },
  ];
  for (const each of bad) assert.equal(parseHistoryAddress(each), undefined, each.query);
});
