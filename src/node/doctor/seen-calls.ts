import { statSync } from 'node:fs';
import { join } from 'node:path';
import { countOf } from '../../core/amounts.ts';
import { readLogLines } from '../decision-log-reader.ts';
import { readProtectionRecord, recordPath } from '../protection-record.ts';
import type { Vault } from '../vaults.ts';
import { isWithin } from '../walk.ts';
import { type Check, type Machine, someOf } from './check.ts';
import type { TranscriptCall } from './transcripts.ts';

/** What the guard's log says of calls: their ids, and when it first spoke of each vault. */
export interface SeenCalls {
  readonly ids: ReadonlySet<string>;
  readonly first: ReadonlyMap<string, number>;
  /** Time of the oldest line: what was before is not known. Undefined where nothing was cut off. */
  readonly cutOff?: number;
}

export function readSeenCalls(home: string): SeenCalls {
  const ids = new Set<string>();
  const first = new Map<string, number>();
  let oldest: number | undefined;
  for (const line of readLogLines(home)) {
    const { call, vault, time } = fieldsOf(line);
    const at = Date.parse(String(time));
    if (Number.isNaN(at)) continue;
    oldest ??= at;
    if (typeof call === 'string') ids.add(call);
    if (typeof vault === 'string' && !first.has(vault)) first.set(vault, at);
  }
  const isCut = statSync(join(home, 'log', 'decisions.1.jsonl'), { throwIfNoEntry: false }) !== undefined;
  return { ids, first, ...(isCut && oldest !== undefined ? { cutOff: oldest } : {}) };
}

/** A running session takes changed settings up within eight seconds. */
const settling = 15_000;

const surfaces: Readonly<Record<string, string>> = {
  cli: 'terminal',
  'claude-vscode': 'VS Code panel',
  'sdk-cli': 'claude -p',
  'sdk-ts': 'Agent SDK',
  'sdk-py': 'Agent SDK',
  'claude-desktop': 'desktop app',
};

/**
 * Compares the calls in a vault that transcripts tell of with the guard's log, for each surface of the client. One that
 * ran without a decision means that hooks are not called there.
 */
export function checkSeenCalls(
  vault: Vault,
  { home }: Machine,
  calls: readonly TranscriptCall[],
  seen: SeenCalls,
): Check[] {
  const since = beginning(vault, home, seen);
  if (since === undefined) return [];
  const mine = calls.filter(
    ({ hasRun, time, cwd, path }) =>
      hasRun && time >= since && (isWithin(cwd, vault.root) || (path !== undefined && isWithin(path, vault.root))),
  );
  const bySurface = new Map<string, TranscriptCall[]>();
  for (const call of new Map(mine.map((each) => [each.id, each])).values()) {
    const surface = surfaces[call.entrypoint] ?? (call.entrypoint === '' ? 'unknown surface' : call.entrypoint);
    bySurface.set(surface, [...(bySurface.get(surface) ?? []), call]);
  }
  if (bySurface.size === 0)
    return [
      {
        status: 'note',
        what: `no call of Claude Code in it since ${timeOf(since)}: nothing to compare the guard's log with`,
        mend: 'have Claude Code read a note in it, in each place where you use it, then `cloister doctor` again',
      },
    ];
  return [...bySurface].map(([surface, all]) => surfaceCheck(surface, all, seen));
}

function surfaceCheck(surface: string, all: readonly TranscriptCall[], { ids }: SeenCalls): Check {
  const unseen = all.filter(({ id }) => !ids.has(id));
  const versions = [...new Set(all.map(({ version }) => version))].filter((each) => each !== '').sort();
  const name = `${surface}${versions.length === 0 ? '' : ` (${someOf(versions)})`}`;
  if (unseen.length === 0)
    return { status: 'ok', what: `${name}: ${countOf(all.length, 'call')}, each decided by the guard` };
  const tools = [...new Set(unseen.map(({ tool }) => tool))].sort();
  const last = Math.max(...unseen.map(({ time }) => time));
  return {
    status: 'wrong',
    what: `${name}: ${unseen.length} of ${countOf(all.length, 'call')} ran without the guard, the last ${timeOf(last)}: ${someOf(tools)}`,
    mend: 'start Claude Code again there; if it stays so, start it through the wrapper (`cloister protect claude-code --wrapper`)',
    paths: [...new Set(unseen.map(({ transcript }) => transcript))],
  };
}

/** From when on each call in a vault must have its decision: it was a vault then, and Claude Code was protected. */
function beginning({ root, approvals }: Vault, home: string, { first, cutOff }: SeenCalls): number | undefined {
  const record = readProtectionRecord(home);
  if (record === undefined) return undefined;
  const begun = record.since ?? statSync(recordPath(home), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  const changes = approvals.map(
    ({ id }) => statSync(join(home, 'vaults', `${id}.json`), { throwIfNoEntry: false })?.mtimeMs ?? Infinity,
  );
  const isVault = Math.min(first.get(root) ?? Infinity, ...changes);
  if (isVault === Infinity) return undefined;
  return Math.max(begun, isVault, cutOff ?? 0) + settling;
}

function timeOf(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

function fieldsOf(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
