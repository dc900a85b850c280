import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { SealRun } from '../../../src/core/sealing.ts';
import { openSealed } from '../../../src/node/seal/age.ts';
import { createSealKeys, type SealPlaces } from '../../../src/node/seal/keys.ts';
import { sealFolder, unsealFolder } from '../../../src/node/seal/run.ts';
import { makeFolder } from '../folder.ts';

/** A folder of notes and new keys, and what seals and unseals it. */
export async function makeSealing(t: TestContext, files: Readonly<Record<string, string | Uint8Array>>) {
  const root = makeFolder(t, { 'notes/.keep': '', ...files });
  const home = makeFolder(t, {});
  const keys = await createSealKeys();
  const places: SealPlaces = {
    root,
    identity: join(home, 'x.age'),
    agreed: join(home, 'x.json'),
    lock: join(home, 'x.lock'),
  };
  const notes = join(root, 'notes');
  const options = (signal = new AbortController().signal) => ({
    places,
    folder: notes,
    keys: { recipients: keys.recipients.map(({ recipient }) => recipient), identities: [keys.identity] },
    signal,
  });
  return {
    root,
    notes,
    places,
    keys,
    options,
    seal: (signal?: AbortSignal): Promise<SealRun> => sealFolder(options(signal)),
    unseal: (signal?: AbortSignal): Promise<SealRun> => unsealFolder(options(signal)),
    path: (name: string): string => join(notes, name),
    names: (): string[] =>
      readdirSync(notes)
        .filter((name) => !name.startsWith('.keep'))
        .sort(),
    /** What a sealed file holds. */
    opened: async (name: string): Promise<string> => {
      const opened = await openSealed(readFileSync(join(notes, name)), [keys.identity]);
      if (!opened.ok) throw new Error(opened.why);
      return Buffer.from(opened.value).toString('utf8');
    },
  };
}

/** What was skipped, and why. */
export function whyOf({ skipped }: SealRun): Record<string, string> {
  return Object.fromEntries(skipped.map(({ path, why }) => [path.replace(/^notes\//, ''), why]));
}
