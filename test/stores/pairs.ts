/** What a fixture of a store must be recognised as, and by no other store. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AtRest, PartKind, RecognisedStore } from '../../src/core/audit.ts';
import type { StoreId } from '../../src/core/store-ids.ts';
import { databaseAt, folderOf, temporaryFolder } from './fixture.ts';
import { lookAt } from './looking.ts';
import { testReader } from './reader.ts';

export interface Expected {
  readonly root: string;
  readonly atRest: AtRest;
  readonly items?: number;
  readonly parts?: Readonly<Partial<Record<PartKind, readonly string[]>>>;
  readonly remarks?: readonly string[];
}

/** A home folder by its files; a list of statements makes a database. */
export type Home = Readonly<Record<string, string | Uint8Array | readonly string[]>>;

export function homeOf(files: Home, home = temporaryFolder()): string {
  for (const [path, content] of Object.entries(files)) {
    if (Array.isArray(content)) databaseAt(`${home}/${path}`, content);
    else folderOf({ [path]: content as string | Uint8Array }, home);
  }
  return home;
}

/** What all note stores make of a home, roots and parts from the home on; plain databases of no app are left out. */
export function found(home: string): readonly RecognisedStore[] {
  const reader = testReader();
  const all = lookAt(home, reader).filter(({ store }) => store !== 'sqlite');
  const from = (path: string) => (path.startsWith(`${home}/`) ? path.slice(home.length + 1) : path);
  return all.map((store) => ({
    ...store,
    root: from(store.root),
    evidence: from(store.evidence),
    parts: store.parts.map(({ kind, path }) => ({ kind, path: from(path) })),
  }));
}

/** A fixture of a store: what it must be recognised as, or, for a look-alike, that it is none. */
export interface Pair {
  readonly store: StoreId;
  readonly what: string;
  readonly home: Home;
  readonly expected: Expected | undefined;
}

/** A list of fixtures, and what adds one to it. */
export function pairsOf(): {
  readonly pairs: readonly Pair[];
  pair(store: StoreId, what: string, home: Home, expected: Expected | undefined): void;
} {
  const pairs: Pair[] = [];
  return { pairs, pair: (store, what, home, expected) => pairs.push({ store, what, home, expected }) };
}

/** One test for each fixture: recognised as this store and no other, or, for a look-alike, as none. */
export function testPairs(pairs: readonly Pair[]): void {
  for (const { store, what, home, expected } of pairs)
    test(`${store}: ${what}`, () => {
      const stores = found(homeOf(home));
      const [first] = stores;
      assert.deepEqual(
        stores.map((each) => each.store),
        expected === undefined ? [] : [store],
      );
      if (expected === undefined) return;
      assert.ok(first);
      assert.equal(first.root, expected.root);
      assert.deepEqual(first.atRest, expected.atRest);
      assert.equal(first.items, expected.items);
      assert.deepEqual(
        (first.remarks ?? []).map(({ rule }) => rule),
        expected.remarks ?? [],
      );
      if (expected.parts === undefined) return;
      const parts: Partial<Record<PartKind, string[]>> = {};
      for (const { kind, path } of first.parts) parts[kind] = [...(parts[kind] ?? []), path];
      assert.deepEqual(parts, expected.parts);
    });
}

export const plaintext: AtRest = { state: 'plaintext' };
export const encrypted = (by: string): AtRest => ({ state: 'encrypted', by });
export const partly = (sealed: number, of: number): AtRest => ({ state: 'partly', encrypted: sealed, of });
export const unknown = (why: string): AtRest => ({ state: 'unknown', why });
