import type { SkipReason } from '../core/finding.ts';
import type { LookedAtFile } from '../core/private-folders.ts';
import { isTopicRule } from '../core/topic-rules.ts';
import { createScanEngine } from './engine.ts';
import { randomKey } from './fingerprint-key.ts';
import { defaultScanOptions, scanRoot } from './scan.ts';

/** Reasons to skip what is a file of the folder none the less. */
const files: ReadonlySet<SkipReason> = new Set(['binary', 'too-big', 'unreadable', 'encrypted']);

/**
 * Yields the files beneath a folder with their authors' marks and what they are about, surely enough to be shown. Ends
 * early where `signal` is aborted.
 */
export async function* privateNotes(root: string, signal: AbortSignal): AsyncGenerator<LookedAtFile> {
  const engine = createScanEngine(randomKey());
  for await (const scanned of scanRoot(root, defaultScanOptions, engine, signal)) {
    if (scanned.kind === 'skipped') {
      if (files.has(scanned.skipped.why)) yield { path: scanned.skipped.path, isPrivate: undefined };
      continue;
    }
    const rules = scanned.findings.map(({ rule }) => rule);
    yield { path: scanned.path, isPrivate: rules.includes('note.private'), topics: rules.filter(isTopicRule) };
  }
}
