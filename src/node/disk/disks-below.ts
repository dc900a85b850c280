import type { DiskAnswer } from '../../core/audit.ts';

/** The answers below paths, each once: a mount may have an encrypted folder beside what is not. */
export function disksBelow(paths: readonly string[], below: (path: string) => DiskAnswer): readonly DiskAnswer[] {
  const answers = new Map<string, DiskAnswer>();
  for (const path of paths) {
    const answer = below(path);
    const key = `${answer.mount}\0${answer.state}\0${answer.layer ?? ''}`;
    if (!answers.has(key)) answers.set(key, answer);
  }
  return [...answers.values()];
}
