import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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
}

/** Reads all approvals beneath Cloister's own folder `home`. A broken one stays visible: it must not loosen. */
export function readApprovals(home: string): (Approval | BrokenApproval)[] {
  const folder = join(home, 'vaults');
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
  return names
    .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
    .sort()
    .map((name) => parseApproval(name.slice(0, -'.json'.length), readFileSync(join(folder, name), 'utf8')));
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
