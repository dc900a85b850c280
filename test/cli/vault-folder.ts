import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { makeFolder } from '../node/folder.ts';
import { run } from './running.ts';

/** A vault of a few notes and Cloister's own folder, for one test. */
export async function makeVaultFolder(t: TestContext, files: Readonly<Record<string, string>> = {}) {
  const cwd = makeFolder(t, {
    'journal/a.md': 'dear diary\n',
    'journal/deep/b.md': 'deeper\n',
    'projects/c.md': 'work\n',
    'top.md': 'open\n',
    ...files,
  });
  const home = makeFolder(t, {});
  const made = await run(['init', '--open', '--no-protect'], { cwd, home });
  if (made.code !== 0) throw new Error(made.err);
  const policy = join(cwd, '.cloister/policy.json');
  return {
    cwd,
    home,
    policyText: () => readFileSync(policy, 'utf8'),
    writePolicy: (text: string) => writeFileSync(policy, text),
    /** Runs a command in the vault's folder. */
    cloister: (...argv: string[]) => run(argv, { cwd, home }),
  };
}
