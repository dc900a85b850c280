/** AI stores of the fixture homes: each at the first of its default places, or where people keep such a thing. */
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { StoreId } from '../../../src/core/store-ids.ts';
import { aiStores } from '../../../src/stores/ai/index.ts';
import type { Platform } from '../../../src/stores/store.ts';
import { fixtures, place, type StoreFixture } from '../../stores/ai-fixtures.ts';
import { folders, type Placed } from './placed.ts';

/** Vaults and projects in which a store without a default place lies. */
const elsewhere: Readonly<Partial<Record<StoreId, string>>> = {
  aider: 'Projects/app',
  'chatgpt-export': 'Downloads/conversations.json',
  'obsidian-copilot': 'Documents/Copilot Vault/.obsidian',
  'obsidian-plugins': 'Documents/Plugin Vault/.obsidian',
  'smart-connections': 'Documents/Smart Notes/.smart-env',
};
/** Where the root of what is found is not what is handed to the recogniser. */
const credentials: ReadonlySet<StoreId> = new Set(['logseq-plugins', 'obsidian-plugins']);

function placeOf(id: StoreId, system: Platform): string {
  const other = elsewhere[id];
  if (other !== undefined) return other;
  const { support } = folders[system];
  const row = aiStores.find((store) => store.id === id);
  // ChatGPT has an app on macOS alone: elsewhere it lies in a copy of a Mac's home folder.
  const [first = ''] = row?.paths[system] ?? [];
  const user = `${support}/${id === 'cursor' ? 'Cursor' : 'Code'}/User`;
  const variables: Readonly<Record<string, string>> = {
    config: '.config',
    data: '.local/share',
    support: 'Library/Application Support',
    appdata: 'AppData/Roaming',
    localappdata: 'AppData/Local',
    user,
  };
  return first
    .replace(/^\{env:\w+\|([^}]*)\}/, '$1')
    .replace(/^\{(\w+)\}/, (_, name: string) => variables[name] ?? '')
    .replace(/^~\/?/, '')
    .replaceAll('*', 'x');
}

/** One fixture a store: the first of it. Made once, and copied into each home. */
const firsts = [...new Map([...fixtures].reverse().map((each) => [each.id, each])).values()];
const made = new Map<StoreFixture, string>();

export function placedAi(system: Platform): readonly Placed[] {
  return firsts.flatMap((fixture): Placed[] => {
    const { id, candidate, state = 'plaintext', items } = fixture;
    const root = placeOf(id, system);
    if (root === '') return [];
    return [
      {
        store: id,
        holds: 'ai',
        root,
        state,
        ...(items === undefined ? {} : { items }),
        ...(credentials.has(id) ? { remarks: ['store.ai.credentials'] } : {}),
        make(home) {
          const source = made.get(fixture) ?? place(fixture);
          made.set(fixture, source);
          mkdirSync(dirname(join(home, root)), { recursive: true });
          // Conversations of Copilot for Obsidian lie beside the folder that is the sign of it.
          if (candidate.includes('/.obsidian')) cpSync(dirname(source), dirname(join(home, root)), { recursive: true });
          else cpSync(source, join(home, root), { recursive: true });
        },
      },
    ];
  });
}
