import type { RecognisedStore } from '../../src/core/audit.ts';
import type { StoreId } from '../../src/core/store-ids.ts';
import { aiStores } from '../../src/stores/ai/index.ts';
import type { Store, StoreReader } from '../../src/stores/store.ts';
import { type TestReader, testReader } from './reader.ts';

export function storeOf(id: StoreId): Store {
  const row = aiStores.find((store) => store.id === id);
  if (row === undefined) throw new Error(`There is no row for ${id}`);
  return row;
}

/** What a row makes of a place, through a reader of the tests. */
export function recognised(
  id: StoreId,
  candidate: string,
  variables: Readonly<Record<string, string>> = {},
): {
  readonly found: RecognisedStore | undefined;
  readonly all: readonly RecognisedStore[];
  readonly reader: TestReader;
} {
  const reader = testReader();
  const withVariables: StoreReader = { ...reader, variable: (name) => variables[name] };
  const found = storeOf(id).recognise(candidate, withVariables);
  const all = found === undefined ? [] : [found].flat();
  return { found: all[0], all, reader };
}
