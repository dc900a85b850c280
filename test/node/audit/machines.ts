import type { Skipped } from '../../../src/core/finding.ts';
import type { AuditMachine } from '../../../src/node/audit/machine.ts';
import { thisMachine } from '../../../src/node/audit/this-machine.ts';
import type { Mark, Store, StoreReader } from '../../../src/stores/store.ts';

/** This machine with another home folder, which counts as the person's own; what is skipped is kept. */
export function machineAt(
  home: string,
  changes: Partial<AuditMachine> = {},
): AuditMachine & { readonly skipped: readonly Skipped[] } {
  const skipped: Skipped[] = [];
  const env = { HOME: home };
  return {
    ...thisMachine({ home, env }),
    env,
    isOwnHome: true,
    skip: (each) => skipped.push(each),
    skipped,
    ...changes,
  };
}

interface Row {
  readonly id?: Store['id'];
  readonly holds?: Store['holds'];
  readonly linux?: readonly string[];
  readonly darwin?: readonly string[];
  readonly win32?: readonly string[];
  readonly marks?: readonly Mark[];
  readonly leads?: Store['leads'];
  recognise?(candidate: string, reader: StoreReader): ReturnType<Store['recognise']>;
}

/** A store of a test: what is not told is empty, and all candidates are plain text. */
export function storeOf({
  id = 'obsidian',
  holds = 'notes',
  linux = [],
  darwin = [],
  win32 = [],
  marks = [],
  leads,
  recognise,
}: Row): Store {
  return {
    id,
    name: `Test ${id}`,
    holds,
    docs: 'a test',
    paths: { linux, darwin, win32 },
    marks,
    proof: 'none',
    fix: 'none',
    recognise:
      recognise ??
      ((root) => ({
        store: id,
        root,
        evidence: root,
        atRest: { state: 'plaintext' },
        parts: [{ kind: 'notes', path: root }],
      })),
    ...(leads === undefined ? {} : { leads }),
  };
}

export const vaultMark: Mark = { entry: 'folder', name: '.obsidian', candidate: 'parent', where: 'anywhere' };
