import { lstatSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { type Policy, parsePolicy, policyPath } from '../core/policy.ts';
import { NotPlain, readPlainFile } from './plain-file.ts';
import { errorCode } from './walk.ts';

/** What a vault's policy file says. Missing, empty and broken are three answers. */
export type PolicyFile =
  | { readonly state: 'missing' }
  | { readonly state: 'broken'; readonly problems: readonly string[]; readonly text?: string }
  | { readonly state: 'ok'; readonly text: string; readonly policy: Policy; readonly warnings: readonly string[] };

const largest = 4 << 20;

/** Reads the policy of the vault at `root`. Never throws: what can not be read is broken. */
export function readPolicyFile(root: string): PolicyFile {
  const folder = entryAt(join(root, '.cloister'));
  if (folder === 'missing') return { state: 'missing' };
  if (folder === 'unreadable') return broken('.cloister can not be looked at');
  if (folder.isSymbolicLink()) return broken('.cloister is a link');
  const path = join(root, policyPath);
  let text: string;
  try {
    // A link could lead to a policy that somebody else writes.
    text = readPlainFile(path, { largest, followsLinks: false }).toString('utf8');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { state: 'missing' };
    if (code === 'ELOOP') return broken('it is a link');
    return broken(error instanceof NotPlain ? error.message : `it can not be read (${code ?? 'error'})`);
  }
  const parsed = parsePolicy(text);
  if (!parsed.ok) return { ...broken(...parsed.problems), text };
  return { state: 'ok', text, ...parsed.value };
}

function entryAt(path: string): Stats | 'missing' | 'unreadable' {
  try {
    return lstatSync(path);
  } catch (error) {
    // Beneath a file there is nothing either, nor behind a loop of links or a name that is too long for a file system.
    return ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(errorCode(error) ?? '') ? 'missing' : 'unreadable';
  }
}

function broken(...problems: string[]): { state: 'broken'; problems: readonly string[] } {
  return { state: 'broken', problems };
}
