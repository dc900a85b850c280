/** AI stores of the fixture homes: each at the first of its default places, or where people keep such a thing. */
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import type { StoreId } from '../../../src/core/store-ids.ts';
import { aiStores } from '../../../src/stores/ai/index.ts';
import type { Platform } from '../../../src/stores/store.ts';
import { fixtures, place } from '../../stores/ai-fixtures.ts';
import { folders, type Placed } from './placed.ts';

/** Vaults and projects in which a store without a default place lies. */
const elsewhere: Readonly<Partial<Record<StoreId, string>>> = {
  aider: 'Projects/app',
  'chatgpt-export': 'Downloads/conversations.json',
  'obsidian-copilot': 'Documents/Copilot Vault/.obsidian',
  'obsidian-plugins': 'Documents/Plugin Vault/.obsidian',
  'smart-connections': 'Documents/Smart Notes/.smart-env',
};
/** Settings with keys in them, which are no memory. */
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
const firsts = [...new Map([...fixtures].reverse().map((each) => [each.id, each])).values()].map((fixture) => ({
  ...fixture,
  made: place(fixture),
}));

/** Stores that a fixture makes, each by its root, beneath the place of the fixture. */
const roots: Readonly<Partial<Record<StoreId, readonly (readonly [path: string, items?: number])[]>>> = {
  aider: [['/.aider.chat.history.md']],
  'logseq-plugins': [['/settings/logseq-plugin-gpt3-openai.json']],
  'obsidian-copilot': [['/../copilot/copilot-conversations', 1], ['/../.copilot-index']],
  'obsidian-plugins': [['/plugins/text-generator/data.json']],
};

/** The vaults in which plugins of Obsidian lie are stores of notes too. */
const vaults: readonly Placed[] = [
  {
    store: 'obsidian',
    holds: 'notes',
    root: 'Documents/Copilot Vault',
    state: 'plaintext',
    items: 1,
    make: () => undefined,
  },
  {
    store: 'obsidian',
    holds: 'notes',
    root: 'Documents/Plugin Vault',
    state: 'unknown',
    items: 0,
    make: () => undefined,
  },
];

export function placedAi(system: Platform): readonly Placed[] {
  const stores = firsts.flatMap((fixture): Placed[] => {
    const { id, candidate, state = 'plaintext', items, made } = fixture;
    const at = placeOf(id, system);
    if (at === '') return [];
    return (roots[id] ?? [['', items]]).map(([path, count], index) => ({
      store: id,
      holds: 'ai',
      root: normalize(`${at}${path}`),
      state,
      ...(count === undefined ? {} : { items: count }),
      ...(credentials.has(id) ? { remarks: ['store.ai.credentials'] } : {}),
      make(home) {
        if (index > 0) return;
        mkdirSync(dirname(join(home, at)), { recursive: true });
        // Conversations of Copilot for Obsidian lie beside the folder that is the sign of it.
        if (candidate.includes('/.obsidian')) cpSync(dirname(made), dirname(join(home, at)), { recursive: true });
        else cpSync(made, join(home, at), { recursive: true });
      },
    }));
  });
  return [...stores, ...vaults];
}
