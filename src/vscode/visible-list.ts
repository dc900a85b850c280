import { basename, join } from 'node:path';
import { type Access, accessLevels, lower } from '../core/access.ts';
import { agentNames } from '../core/agent-ids.ts';
import { isWithin } from '../core/vault-path.ts';
import { markedFiles } from '../node/declared-private.ts';
import { decisive, judgements } from '../node/explain.ts';
import type { Vaults } from '../node/vaults.ts';
import { shownAgent } from './places.ts';
import { filesText, type Translate } from './summary.ts';

/**
 * The files beneath a real folder that the shown agent can see, as a text: counts on top, then a line for each with its
 * access in front. Undefined where `signal` is aborted.
 */
export async function visibleList(
  root: string,
  vaults: Vaults,
  isEnforced: boolean,
  t: Translate,
  signal: AbortSignal,
): Promise<string | undefined> {
  const now = Date.now();
  const counts = new Map<Access, number>(accessLevels.map((level) => [level, 0]));
  const tally = { links: 0, unreadable: 0 };
  const accessOf = (path: string, isPrivate: boolean): Access => {
    const asked = { agent: shownAgent, now, isFolder: false, isPrivate };
    const access = decisive(judgements(vaults, join(root, path), asked))?.access ?? 'write';
    // No agent writes there, whatever the policy says.
    return isWithin(path, '.cloister') ? lower(access, 'read') : access;
  };
  const count = (access: Access): void => void counts.set(access, (counts.get(access) ?? 0) + 1);
  const lines: string[] = [];
  const wanted = ({ path }: { readonly path: string }): boolean => {
    const isHidden = accessOf(path, false) === 'none';
    if (isHidden) count('none');
    return !isHidden;
  };
  const isGit = (path: string): boolean => path === '.git' || path.endsWith('/.git');
  for await (const { path, isPrivate } of markedFiles(root, '', isGit, wanted, tally, signal)) {
    // What could not be read for a mark counts by the policy alone; it is counted below.
    const access = accessOf(path, isPrivate === true);
    count(access);
    if (access !== 'none') lines.push(`${access.padEnd('redacted'.length)}  ${printable(path)}`);
  }
  if (signal.aborted) return undefined;
  const levels = [...accessLevels].reverse().filter((level) => level !== 'none' && (counts.get(level) ?? 0) > 0);
  const parts = levels.map((level) => `${counts.get(level)} ${level}`).join(', ');
  const name = agentNames[shownAgent];
  const head = [
    t('{0} sees {1} of {2}: {3}.', name, filesText(lines.length, t), basename(root), parts === '' ? '0' : parts),
    t('Hidden from it: {0}.', filesText(counts.get('none') ?? 0, t)),
  ];
  if (!isEnforced) head.push(t('Nothing enforces this yet: {0} is not protected, and sees everything.', name));
  if (tally.links > 0) head.push(t('Links that lead out of the folder: {0}.', tally.links));
  if (tally.unreadable > 0) head.push(t('Could not be read for marks: {0}.', filesText(tally.unreadable, t)));
  return `${head.join('\n')}\n\n${lines.join('\n')}\n`;
}

/** A name without what would begin a line of its own. */
function printable(path: string): string {
  return path.replace(/\p{Cc}/gu, '\uFFFD');
}
