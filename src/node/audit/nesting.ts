import type { RecognisedStore } from '../../core/audit.ts';
import type { StoreId } from '../../core/store-ids.ts';
import { liesBeneath } from './real-places.ts';

/** A store with what its row of the table says about it. */
export interface FoundStore extends RecognisedStore {
  readonly name: string;
  readonly holds: 'notes' | 'ai' | 'passwords';
}

/** What says no more than that a file is one of a format: not told where another store says whose file it is. */
const generic: ReadonlySet<StoreId> = new Set(['sqlite', 'encrypted-file']);
/** Containers whose files are encrypted one by one. */
const containers: ReadonlySet<StoreId> = new Set(['cryfs', 'cryptomator', 'encfs', 'gocryptfs', 'git-crypt']);

/** Each store once, by path; without files that are told as a part of another store. */
export function distinctStores(found: readonly FoundStore[]): FoundStore[] {
  const unique = [...new Map(found.map((each) => [`${each.store}\0${each.root}`, each])).values()];
  const known = unique.filter(({ store }) => !generic.has(store));
  const left = unique.flatMap((each) => {
    if (each.store === 'cloister-vault') return known.some((other) => isAppOf(other, each)) ? [] : [each];
    if (each.store === 'encrypted-file') return untold(each, known);
    return generic.has(each.store) && known.some((other) => holds(other, each)) ? [] : [each];
  });
  return left.sort((one, two) => (one.root < two.root ? -1 : one.root > two.root ? 1 : one.store < two.store ? -1 : 1));
}

/** True for the notes of an app in the folder that is a vault: they are told under the app's name. */
function isAppOf(app: FoundStore, vault: FoundStore): boolean {
  return app !== vault && app.holds === 'notes' && app.root === vault.root && !containers.has(app.store);
}

function holds(store: FoundStore, file: FoundStore): boolean {
  if (file.root === store.root || file.root === store.evidence) return true;
  if (containers.has(store.store)) return liesBeneath(file.root, store.root);
  return store.parts.some(({ path }) => liesBeneath(file.root, path));
}

/** The row of a folder's encrypted files without those that another store tells; none where nothing is left. */
function untold(files: FoundStore, known: readonly FoundStore[]): FoundStore[] {
  const parts = files.parts.filter(({ path }) => !known.some((store) => tells(store, path)));
  const [first] = parts;
  if (first === undefined) return [];
  return [parts.length === files.parts.length ? files : { ...files, evidence: first.path, items: parts.length, parts }];
}

function tells({ store, root, evidence, atRest, parts }: FoundStore, file: string): boolean {
  if (file === root || file === evidence || parts.some(({ path }) => path === file)) return true;
  if (containers.has(store)) return liesBeneath(file, root);
  // A sealed note in a vault of plain ones is told: it is not what the vault says about its notes.
  return /encrypted/.test(atRest.state) && parts.some(({ path }) => liesBeneath(file, path));
}

/**
 * The stores of notes of which is told already: whose notes belong to another such store (one folder opened by two apps),
 * or lie in an encrypted folder that is mounted, which is told as open.
 */
export function storesWithin(stores: readonly FoundStore[]): ReadonlySet<FoundStore> {
  const notes = stores.filter(({ holds: kind, atRest }) => kind === 'notes' && isPlain(atRest.state));
  // What git-crypt unlocks lies in plain text on the disk.
  const mounted = stores.flatMap(({ unlockedAt, root }) =>
    unlockedAt === undefined || unlockedAt === root ? [] : [unlockedAt],
  );
  const within = new Set<FoundStore>();
  for (const [index, inner] of notes.entries()) {
    const isIn = (outer: FoundStore, at: number): boolean => {
      if (outer === inner || generic.has(outer.store)) return false;
      if (outer.root === inner.root) return at < index;
      return outer.parts.some(({ kind, path }) => kind === 'notes' && liesBeneath(inner.root, path));
    };
    if (notes.some(isIn) || mounted.some((folder) => liesBeneath(inner.root, folder))) within.add(inner);
  }
  return within;
}

function isPlain(state: RecognisedStore['atRest']['state']): boolean {
  return state === 'plaintext' || state === 'partly';
}
