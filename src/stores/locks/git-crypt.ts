import { minimatch } from 'minimatch';
import type { AtRest, RecognisedStore } from '../../core/audit.ts';
import { standsAt } from '../encryption/bytes.ts';
import type { Store, StoreReader } from '../store.ts';
import { noDefaultPlaces } from './open.ts';

/** Files of a repository that are looked at: more than anybody encrypts. */
const most = 10_000;

export const gitCrypt: Store = {
  id: 'git-crypt',
  name: 'git-crypt',
  holds: 'notes',
  docs: 'https://github.com/AGWA/git-crypt/blob/master/README.md',
  paths: noDefaultPlaces,
  marks: [{ entry: 'file', name: '.gitattributes', candidate: 'parent', where: 'anywhere' }],
  proof: '`.gitattributes` with `filter=git-crypt`, and the first bytes of the files that it names',
  fix: 'Run `git-crypt lock` when you do not work in it. `git-crypt status` lists files that were committed before they were to be encrypted.',
  recognise(root, reader) {
    const evidence = `${root}/.gitattributes`;
    const text = reader.type(evidence) === 'file' ? reader.text(evidence, 1_048_576) : undefined;
    if (text === undefined || !/filter=git-crypt/.test(text)) return undefined;
    const isChosen = chosenBy(text);
    const paths = reader
      .find(root, [''], most)
      .filter((path) => isChosen(path.slice(root.length + 1)) && (reader.size(path) ?? 0) > 0);
    const encrypted = paths.filter((path) => {
      const head = reader.head(path, 10);
      return head !== undefined && standsAt(head, '\0GITCRYPT\0');
    });
    if (paths.length === 0) return undefined;
    return {
      store: 'git-crypt',
      root,
      evidence,
      parts: paths.map((path) => ({ kind: 'notes', path })),
      items: paths.length,
      ...stateOf(root, encrypted.length, paths.length, reader),
    };
  },
};

/** Plain files beside a key are an encrypted store that stands open; without one they are in plain text in git, too. */
function stateOf(
  root: string,
  encrypted: number,
  of: number,
  reader: StoreReader,
): Pick<RecognisedStore, 'atRest' | 'unlockedAt'> {
  const whole: AtRest = { state: 'encrypted', by: 'git-crypt' };
  if (encrypted === of) return { atRest: whole };
  if (hasKey(root, reader)) return { atRest: whole, unlockedAt: root };
  return { atRest: encrypted === 0 ? { state: 'plaintext' } : { state: 'partly', encrypted, of } };
}

/** Whether the repository around a folder holds a key of git-crypt. A worktree or submodule has its git folder elsewhere. */
function hasKey(folder: string, reader: StoreReader): boolean {
  for (let at = folder; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const git = reader.type(`${at}/.git`);
    if (git === 'file') return true;
    if (git === 'folder') return reader.list(`${at}/.git/git-crypt/keys`).length > 0;
  }
  return false;
}

/** gitattributes(5): the last line that fits a path decides; a macro stands for its attributes. */
function chosenBy(text: string): (path: string) => boolean {
  const rules: { readonly pattern: string; readonly on: boolean }[] = [];
  const macros = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^\s#]\S*))\s+(.*)$/.exec(line);
    if (match === null) continue;
    const pattern = match[1]?.replace(/\\(.)/g, '$1') ?? match[2] ?? '';
    const attributes = (match[3] ?? '').split(/\s+/).flatMap((name) => macros.get(name)?.split(/\s+/) ?? [name]);
    if (pattern.startsWith('[attr]')) {
      macros.set(pattern.slice(6), attributes.join(' '));
      continue;
    }
    const last = attributes.filter((name) => /^[-!]?filter(?:=|$)/.test(name)).pop();
    if (last !== undefined) rules.push({ pattern, on: last === 'filter=git-crypt' });
  }
  return (path) => {
    if (/(?:^|\/)\.git(?:\/|$)/.test(path)) return false;
    return rules.filter(({ pattern }) => fits(path, pattern)).pop()?.on ?? false;
  };
}

function fits(path: string, pattern: string): boolean {
  const options = { dot: true, nocomment: true, nonegate: true, noext: true, nobrace: true };
  // Without a slash it is compared with the name alone; a slash in front ties it to the folder.
  if (!pattern.includes('/')) return minimatch(path.slice(path.lastIndexOf('/') + 1), pattern, options);
  return minimatch(path, pattern.replace(/^\//, ''), options);
}
