import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSealed } from '../../../src/node/seal/age.ts';

/** What the text of a note is, by its number: of different lengths, some empty, one of several chunks of age. */
export function noteText(index: number): string {
  return index % 97 === 0
    ? ''
    : `note ${index} canary-of-the-test\n`.repeat(index % 89 === 0 ? 4000 : (index % 20) + 1);
}

/** How notes stand after a kill. */
export interface Standing {
  plain: number;
  sealed: number;
  both: number;
  /** Drafts and old forms on their way out. */
  leftOvers: number;
}

/**
 * Makes what looks, after every kill and by bytes, whether each of `count` notes is there: plain or sealed, and whole.
 * What was looked at and did not change since is not decrypted again.
 * @throws Error naming the note that is not.
 */
export function killCheck(folder: string, count: number, identity: string): () => Promise<Standing> {
  const known = new Map<string, string>();

  async function isWhole(path: string, index: number, isSealed: boolean): Promise<boolean> {
    const stat = lstatSync(path);
    const version = `${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}`;
    if (known.get(path) === version) return true;
    const bytes = readFileSync(path);
    const opened = isSealed ? await openSealed(bytes, [identity]) : { ok: true as const, value: bytes };
    const isSame = opened.ok && Buffer.from(opened.value).toString('utf8') === noteText(index);
    if (isSame) known.set(path, version);
    return isSame;
  }

  return async () => {
    const standing: Standing = { plain: 0, sealed: 0, both: 0, leftOvers: 0 };
    const aside = new Map<string, string>();
    for (const name of readdirSync(folder)) {
      if (!/^\.cloister-(?:seal|aside)-/.test(name)) continue;
      standing.leftOvers += 1;
      const mode = lstatSync(join(folder, name)).mode & 0o777;
      const original = /^\.cloister-aside-\d+-[0-9a-f]{16}-(.+)$/.exec(name)?.[1];
      if (original !== undefined) aside.set(original, name);
      // Notes are 0640 here: what is not whole yet is the owner's alone.
      else if (mode !== 0o600 && mode !== 0o640) throw new Error(`a draft has the mode ${mode.toString(8)}`);
    }
    for (let index = 0; index < count; index++) {
      const name = `${index}.md`;
      const plain = join(folder, existsSync(join(folder, name)) ? name : (aside.get(name) ?? name));
      const sealedName = `${name}.age`;
      const sealed = join(
        folder,
        existsSync(join(folder, sealedName)) ? sealedName : (aside.get(sealedName) ?? sealedName),
      );
      const [hasPlain, hasSealed] = [existsSync(plain), existsSync(sealed)];
      if (!hasPlain && !hasSealed) throw new Error(`note ${index} is lost`);
      if (hasPlain && !(await isWhole(plain, index, false))) throw new Error(`note ${index} is half there, plain`);
      if (hasSealed && !(await isWhole(sealed, index, true))) throw new Error(`note ${index} is half there, sealed`);
      standing[hasPlain && hasSealed ? 'both' : hasPlain ? 'plain' : 'sealed'] += 1;
    }
    return standing;
  };
}
