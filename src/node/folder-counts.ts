import type { VaultPath } from '../core/finding.ts';
import { compileGitignore } from '../core/gitignore.ts';
import { isTopicRule } from '../core/topic-rules.ts';
import { foldersAbove } from '../core/vault-path.ts';
import { defaultExcludes } from './default-excludes.ts';
import { createScanEngine } from './engine.ts';
import { randomKey } from './fingerprint-key.ts';
import { defaultScanOptions, scanRoot } from './scan.ts';
import { walk } from './walk.ts';

/** What a scan found in a folder and everything beneath it. */
export interface FolderCount {
  findings: number;
  /** Notes that their authors marked private. */
  marked: number;
  /** Notes that are about a private topic. */
  topical: number;
}

/** True where a folder holds more files than `limit`; it stops counting there. */
export function holdsMoreFiles(root: string, limit: number): boolean {
  let count = 0;
  for (const { kind } of walk(root, '', compileGitignore(defaultExcludes)))
    if (kind === 'file' && ++count > limit) return true;
  return false;
}

/** Scans a folder and counts by folder; ends early where `signal` is aborted. */
export async function countByFolder(
  root: string,
  signal: AbortSignal,
  onFile: (bytes: number) => void,
): Promise<ReadonlyMap<VaultPath, FolderCount>> {
  const counts = new Map<VaultPath, FolderCount>();
  const engine = createScanEngine(randomKey());
  for await (const scanned of scanRoot(root, defaultScanOptions, engine, signal)) {
    if (scanned.kind !== 'file') continue;
    onFile(scanned.bytes);
    const marked = scanned.findings.filter(({ rule }) => rule === 'note.private').length;
    const topics = scanned.findings.filter(({ rule }) => isTopicRule(rule)).length;
    if (scanned.findings.length === 0) continue;
    for (const folder of foldersAbove(scanned.path)) {
      const count = counts.get(folder) ?? { findings: 0, marked: 0, topical: 0 };
      count.findings += scanned.findings.length - marked - topics;
      count.marked += marked;
      count.topical += topics > 0 ? 1 : 0;
      counts.set(folder, count);
    }
  }
  return counts;
}
