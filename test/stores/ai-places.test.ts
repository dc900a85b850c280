import assert from 'node:assert/strict';
import { chmodSync, cpSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { StoreId } from '../../src/core/store-ids.ts';
import { audit } from '../../src/node/audit/audit.ts';
import { thisMachine } from '../../src/node/audit/this-machine.ts';
import { aiStores } from '../../src/stores/ai/index.ts';
import type { Platform } from '../../src/stores/store.ts';
import { fixtures, place } from './ai-fixtures.ts';
import { storeOf } from './ai-recognise.ts';
import { temporaryFolder } from './fixture.ts';

/** What the variables of places are in a home folder of each system; of the editors' one that no other fixture lies in. */
const variables: Readonly<Record<Platform, Readonly<Record<string, string>>>> = {
  linux: { config: '.config', data: '.local/share', user: '.config/Code/User' },
  darwin: {
    config: '.config',
    data: '.local/share',
    support: 'Library/Application Support',
    user: 'Library/Application Support/Code/User',
  },
  win32: {
    data: '.local/share',
    appdata: 'AppData/Roaming',
    localappdata: 'AppData/Local',
    user: 'AppData/Roaming/Code/User',
  },
};

/** Where a store lies on a system, relative to the home folder; a vault's or a download's own place where it has no default. */
function placeOf(id: StoreId, candidate: string, platform: Platform): string | undefined {
  const [first] = storeOf(id).paths[platform];
  if (id === 'aider') return 'Projects/app';
  if (first === undefined) {
    if (storeOf(id).marks.length === 0) return undefined;
    return candidate.startsWith('Downloads/') ? candidate : `Vaults/${id}/${candidate}`;
  }
  const usual = /^\{env:\w+\|([^}]*)\}(.*)$/.exec(first);
  const path = usual === null ? first : `${usual[1]}${usual[2]}`;
  return path
    .replace(/^\{(\w+)\}/, (_, name: string) => variables[platform][name] ?? '')
    .replace(/^~\/?/, '')
    .replaceAll('*', 'x');
}

/** One fixture a store: the first of it. */
const firsts = [...new Map([...fixtures].reverse().map((each) => [each.id, each])).values()].map((fixture) => ({
  ...fixture,
  made: place(fixture),
}));

for (const platform of ['linux', 'darwin', 'win32'] as const)
  test(`a whole audit finds every AI store at its place on ${platform}`, async () => {
    const home = realpathSync(temporaryFolder());
    chmodSync(home, 0o700);
    const expected: StoreId[] = [];
    for (const fixture of firsts) {
      const target = placeOf(fixture.id, fixture.candidate, platform);
      if (target === undefined) continue;
      expected.push(fixture.id);
      const candidate = fixture.made;
      mkdirSync(dirname(join(home, target)), { recursive: true });
      // A conversation of Copilot for Obsidian lies beside the folder that is the sign of it.
      if (fixture.id === 'obsidian-copilot')
        cpSync(dirname(candidate), dirname(join(home, target)), { recursive: true });
      else cpSync(candidate, join(home, target), { recursive: true });
    }
    // ChatGPT has an app of its own on macOS alone.
    assert.equal(expected.length, aiStores.length - (platform === 'darwin' ? 0 : 1));
    const report = await audit(
      { home, folders: [], only: ['ai'] },
      {
        machine: { ...thisMachine({ home, env: { HOME: home, PATH: '' } }), isOwnHome: false },
        cloisterHome: temporaryFolder(),
        signal: AbortSignal.timeout(60_000),
      },
    );
    const found = [...new Set(report.stores.map(({ store }) => store))].sort();
    assert.deepEqual(found, expected.sort());
    for (const { store, files, bytes } of report.stores) assert.ok(files > 0 && bytes > 0, store);
    assert.deepEqual(
      report.skipped.filter(({ why }) => why === 'fault'),
      [],
    );
  });
