import type { RecognisedStore } from '../../core/audit.ts';
import { recogniseEncrypted } from '../encryption/recognise.ts';
import { sampleBytes } from '../encryption/sample.ts';
import { meldInPlace } from '../encryption/texts.ts';
import type { Store, StoreReader } from '../store.ts';
import { noDefaultPlaces } from './open.ts';

const plugin = '/.obsidian/plugins/meld-encrypt';
const extensions = ['.mdenc', '.encrypted'];
/** Notes of a vault that are searched for encrypted parts. */
const mostNotes = 5000;

export const meldEncrypt: Store = {
  id: 'meld-encrypt',
  name: 'Meld Encrypt',
  holds: 'notes',
  docs: 'https://github.com/meld-cp/obsidian-encrypt',
  paths: noDefaultPlaces,
  marks: [
    ...extensions.map((extension) => ({ entry: 'file', extension, candidate: 'parent', where: 'anywhere' }) as const),
    { entry: 'folder', name: 'meld-encrypt', candidate: 'itself', where: 'anywhere' },
  ],
  proof: '`.mdenc` and `.encrypted` notes: JSON with `version` and `encodedData`; parts of notes between 🔐 signs',
  fix: 'Encrypted. A hint stands beside it in plain text: it must not give the password away.',
  recognise(candidate, reader) {
    return candidate.endsWith(plugin)
      ? inPlace(candidate.slice(0, -plugin.length), reader)
      : wholeNotes(candidate, reader);
  },
};

/** Encrypted notes right in a folder. */
function wholeNotes(root: string, reader: StoreReader): RecognisedStore | undefined {
  const paths: string[] = [];
  let hints = 0;
  for (const { name, type } of reader.list(root)) {
    if (type !== 'file' || !extensions.some((extension) => name.toLowerCase().endsWith(extension))) continue;
    const path = `${root}/${name}`;
    const head = reader.head(path, 1_048_576);
    const found = head && recogniseEncrypted(head, head, reader.size(path) ?? 0, name);
    if (found?.state !== 'encrypted' || !found.by.startsWith('Meld Encrypt')) continue;
    if (found.by !== 'Meld Encrypt') hints += 1;
    paths.push(path);
  }
  const hinted = hints === 0 ? '' : `, ${hints} with a hint in plain text`;
  return storeOf(root, paths, `Meld Encrypt (whole notes${hinted})`);
}

/** Notes of a vault that have encrypted parts; the rest of them is as plain as the vault. */
function inPlace(root: string, reader: StoreReader): RecognisedStore | undefined {
  const paths = reader.find(root, ['.md'], mostNotes).filter((path) => {
    const text = reader.start(path, sampleBytes);
    return text?.includes('🔐') === true && meldInPlace.test(text);
  });
  return storeOf(root, paths, 'Meld Encrypt (parts of notes)');
}

function storeOf(root: string, paths: readonly string[], by: string): RecognisedStore | undefined {
  const [evidence] = paths;
  if (evidence === undefined) return undefined;
  return {
    store: 'meld-encrypt',
    root,
    evidence,
    atRest: { state: 'encrypted', by },
    parts: paths.map((path) => ({ kind: 'notes', path })),
    items: paths.length,
  };
}
