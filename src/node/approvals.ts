import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readPlainFile } from './plain-file.ts';
import { errorCode } from './walk.ts';
import { writeWhole } from './whole-file.ts';

/**
 * What Cloister remembers of a vault in its own folder: the policy that a person approved last, and where the vault
 * lies. Moved vaults, clones and worktrees have the same id and so inherit it.
 */
export interface Approval {
  readonly id: string;
  readonly roots: readonly string[];
  /** Text of the approved policy. */
  readonly approved: string;
}

/** A file in Cloister's own folder that holds no approval: what it restricts is not known. */
interface BrokenApproval {
  readonly id: string;
  readonly isBroken: true;
  /** True where none of the approvals can be read: it stands for every vault. */
  readonly isAll?: true;
}

/** A policy of 4 MB, as JSON spells it. */
const largest = 32 << 20;

/** Reads all approvals beneath Cloister's own folder `home`. A broken one stays visible: it must not loosen. */
export function readApprovals(home: string): (Approval | BrokenApproval)[] {
  const folder = join(home, 'vaults');
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    if (errorCode(error) === undefined) throw error;
    return [{ id: '', isBroken: true, isAll: true }];
  }
  return names
    .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
    .sort()
    .flatMap((name) => readApproval(name.slice(0, -'.json'.length), join(folder, name)) ?? []);
}

function readApproval(id: string, path: string): Approval | BrokenApproval | undefined {
  try {
    return parseApproval(id, readPlainFile(path, { largest }).toString('utf8'));
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    // Another run took it away just now, unless a link is what is left of it.
    const isGone = errorCode(error) === 'ENOENT' && lstatSync(path, { throwIfNoEntry: false }) === undefined;
    return isGone ? undefined : { id, isBroken: true };
  }
}

function parseApproval(id: string, text: string): Approval | BrokenApproval {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { id, isBroken: true };
  }
  if (typeof value !== 'object' || value === null || !('roots' in value) || !('approved' in value))
    return { id, isBroken: true };
  const { roots, approved } = value;
  // A newer Cloister may mean more by it than this one understands.
  if ('version' in value && value.version !== 1) return { id, isBroken: true };
  const isWhole = Array.isArray(roots) && roots.every((each) => typeof each === 'string');
  return isWhole && typeof approved === 'string' ? { id, roots, approved } : { id, isBroken: true };
}

/** Remembers a person's approval of a policy's text for the vault at `root`, beside the roots known before. */
export function writeApproval(home: string, approval: Approval): void {
  writeWhole(join(home, 'vaults', `${approval.id}.json`), `${JSON.stringify({ version: 1, ...approval }, null, 1)}\n`);
}

/** Forgets a vault. */
export function removeApproval(home: string, id: string): void {
  rmSync(join(home, 'vaults', `${id}.json`), { force: true });
}

/** The name under which a vault without an id is remembered: its place. */
export function idOfRoot(root: string): string {
  return `at-${createHash('sha256').update(root).digest('hex').slice(0, 24)}`;
}

/** Where the launcher finds the roots of known vaults. */
export function rootsPath(home: string): string {
  return join(home, 'guard', 'roots');
}

/** The roots in the launcher's list, also as JSON spells them; none where it can not be read. */
export function rootsListed(home: string): string[] {
  try {
    return readPlainFile(rootsPath(home), { largest })
      .toString('utf8')
      .split('\n')
      .filter((each) => each !== '');
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return [];
  }
}
