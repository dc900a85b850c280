import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { type Baseline, baselinePath, emptyBaseline, formatBaseline } from '../core/baseline.ts';
import { largestBaseline, parseBaseline } from '../core/baseline-parse.ts';
import { UserError } from '../core/user-error.ts';
import { underLock } from './file-lock.ts';
import { NotPlain, readPlainFile } from './plain-file.ts';
import { errorCode } from './walk.ts';
import { writeWhole } from './whole-file.ts';

/** What a vault's baseline file says. Missing and broken are two answers: a broken one is never an empty one. */
export type BaselineFile =
  | { readonly state: 'missing' }
  | { readonly state: 'broken'; readonly problems: readonly string[] }
  | { readonly state: 'ok'; readonly baseline: Baseline };

/** Reads the baseline of the vault at `root`. Never throws for what lies there: what can not be read is broken. */
export function readBaselineFile(root: string): BaselineFile {
  try {
    if (lstatSync(join(root, '.cloister')).isSymbolicLink()) return broken('.cloister is a link');
    // A link could lead to a baseline that somebody else writes.
    const bytes = readPlainFile(join(root, baselinePath), { largest: largestBaseline, followsLinks: false });
    const parsed = parseBaseline(bytes.toString('utf8'));
    return parsed.ok ? { state: 'ok', baseline: parsed.value } : broken(...parsed.problems);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { state: 'missing' };
    if (code === 'ELOOP') return broken('it is a link');
    return broken(error instanceof NotPlain ? error.message : `it can not be read (${code})`);
  }
}

function broken(...problems: string[]): BaselineFile {
  return { state: 'broken', problems };
}

/** Lets git put added lines of two branches together; what both removed or changed is for the reader to tell. */
const attributes = '# Written by Cloister: each line of the baseline stands for itself.\nbaseline.json merge=union\n';

/** Where the attributes for git lie that are written beside a new baseline, from the vault's root. */
export const attributesPath = '.cloister/.gitattributes';

/** True where the attributes are as they were written here. */
export function areOwnAttributes(text: string): boolean {
  return text === attributes;
}

/**
 * Changes the baseline of the vault at `root`: read, changed and written whole while no other process of this user does
 * the same. Where nothing changes, nothing is written.
 * @throws UserError where it is broken; then it is as it was. And what `change` throws.
 */
export async function changeBaseline(root: string, change: (baseline: Baseline) => Baseline): Promise<Baseline> {
  return underLock(join(root, '.cloister', '.baseline.lock'), () => {
    const file = readBaselineFile(root);
    const before = openedBaseline(root, file);
    const after = change(before);
    const text = formatBaseline(after);
    if (file.state === 'ok' && text === formatBaseline(before)) return before;
    if (file.state === 'missing') {
      if (after.entries.length === 0 && after.check === undefined) return before;
      if (!existsSync(join(root, attributesPath))) writeWhole(join(root, attributesPath), attributes, 0o644);
    }
    writeWhole(join(root, baselinePath), text, 0o644);
    return after;
  });
}

/** The baseline of a file, an empty one where there is none. @throws UserError where it is broken, naming the lines. */
export function openedBaseline(root: string, file: BaselineFile): Baseline {
  if (file.state === 'missing') return emptyBaseline;
  if (file.state === 'ok') return file.baseline;
  throw new UserError(
    `${join(root, baselinePath)} can not be read: ${file.problems.join('; ')}`,
    'Mend it by hand, or take it back from version control. Until then nothing is subtracted.',
  );
}
