import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { compileGitignore } from '../../src/core/gitignore.ts';

const repository = mkdtempSync(join(tmpdir(), 'cloister-gitignore-'));
execFileSync('git', ['init', '--quiet', repository]);
after(() => rmSync(repository, { recursive: true, force: true }));

/** Which of the paths git leaves out. They need not exist: what stands above a path is a folder, the path a file. */
function gitIgnores(patterns: readonly string[], paths: readonly string[]): Set<string> {
  writeFileSync(join(repository, '.gitignore'), `${patterns.join('\n')}\n`);
  const input = paths.map((path) => `${path}\0`).join('');
  try {
    const out = execFileSync('git', ['check-ignore', '--no-index', '--stdin', '-z'], {
      cwd: repository,
      input,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    return new Set(out.toString().split('\0').slice(0, -1));
  } catch (error) {
    // Exit code 1: none of them.
    if (error instanceof Error && 'status' in error && error.status === 1) return new Set();
    throw error;
  }
}

/** What is left out of a walk: a path whose folder is left out, or that is itself. */
function weIgnore(patterns: readonly string[], path: string): boolean {
  const excluded = compileGitignore(patterns);
  const parts = path.split('/');
  for (let length = 1; length < parts.length; length++) {
    if (excluded(parts.slice(0, length).join('/'), true)) return true;
  }
  return excluded(path, false);
}

test('agrees with git on any patterns and paths', () => {
  const name = fc.constantFrom('a', 'b', 'ab', 'a.md', '.env', 'a b', 'x[1]');
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const piece = fc.constantFrom(
    'a',
    'b',
    'ab',
    '*',
    '?',
    '**',
    'a*',
    '*.md',
    '.env*',
    '[ab]',
    '[!a]',
    'a b',
    'x\\[1\\]',
    '[a-c]b',
  );
  const pattern = fc
    .tuple(fc.boolean(), fc.boolean(), fc.array(piece, { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(
      ([negated, anchored, parts, folder]) =>
        `${negated ? '!' : ''}${anchored ? '/' : ''}${parts.join('/')}${folder ? '/' : ''}`,
    );
  const cases = fc.tuple(
    fc.array(pattern, { minLength: 1, maxLength: 4 }),
    fc.uniqueArray(path, { minLength: 1, maxLength: 12 }),
  );
  fc.assert(
    fc.property(cases, ([patterns, paths]) => {
      const expected = gitIgnores(patterns, paths);
      const found = new Set(paths.filter((each) => weIgnore(patterns, each)));
      assert.deepEqual(found, expected);
    }),
    { numRuns: 150 },
  );
});

test('reads lines as git does: comments, blanks, escapes, trailing spaces, carriage returns', () => {
  const patterns = ['# a', '', '\\#b', 'c ', 'd\\ ', 'e\r', '\\!f', '/', '!'];
  const paths = ['# a', 'a', '#b', 'c', 'd ', 'd', 'e', '!f', 'f'];
  assert.deepEqual(new Set(paths.filter((path) => weIgnore(patterns, path))), new Set(['#b', 'c', 'd ', 'e', '!f']));
});
