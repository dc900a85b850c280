import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { endingsOf, searchGlobs } from '../../src/core/search-globs.ts';

const files = [
  'a.md',
  'a.ts',
  'journal/x.md',
  'journal/2026/y.md',
  'docs/x.md',
  'docs/journal/z.ts',
  'notes/private-a.md',
];

function left(globs: readonly string[], types: readonly string[] = []): string[] {
  const leavesOut = searchGlobs(globs, types);
  return files.filter((path) => !leavesOut(path, false));
}

test('a glob without a slash is found at any depth, one with a slash from the folder that is searched', () => {
  assert.deepEqual(left(['*.ts']), ['a.ts', 'docs/journal/z.ts']);
  assert.deepEqual(left(['/*.ts']), ['a.ts']);
  assert.deepEqual(left(['docs/*']), ['docs/x.md']);
});

test('the last glob that matches decides', () => {
  assert.deepEqual(left(['!journal/**', 'journal/x.md']), ['journal/x.md']);
  assert.deepEqual(left(['journal/x.md', '!journal']), []);
});

test('a folder is left out by what leaves out all that is in it, not by a glob of one letter', () => {
  for (const glob of ['!x', '!?', '![a-z]', '!x*', '!*.md', ''])
    assert.equal(searchGlobs(['*.md', glob])('journal', true), false, glob);
  for (const glob of ['!journal', '!journal/', '!journal/**', '!/journal/*'])
    assert.equal(searchGlobs(['*.md', glob])('journal', true), true, glob);
});

test('blanks and comments are no globs', () => {
  for (const glob of ['', '  ', '#x']) assert.deepEqual(left([glob]), files);
  assert.deepEqual(left(['*.ts ']), left(['*.ts']));
});

test('globs for which case means nothing count last', () => {
  const leavesOut = searchGlobs(['!journal'], [], { foldedGlobs: ['*.MD', '!DOCS'] });
  assert.deepEqual(
    files.filter((path) => !leavesOut(path, false)),
    ['a.md', 'notes/private-a.md'],
  );
  assert.equal(searchGlobs(['*.MD'], [], { isFolded: true })('a.md', false), false);
  assert.equal(searchGlobs(['*.MD'])('a.md', false), true);
});

test('a folder that is named is searched, whatever the globs say of it', () => {
  const leavesOut = searchGlobs(['!journal'], [], { start: 'journal/' });
  assert.equal(leavesOut('x.md', false), false);
});

test('too many lists include everything and exclude nothing', () => {
  assert.deepEqual(left(['{a,b}'.repeat(60)]), files);
  assert.deepEqual(left([`!${'{a,b}'.repeat(60)}`]), files);
});

test('a type that is not known leaves nothing out', () => {
  assert.equal(endingsOf(['ts', 'all']), undefined);
  assert.deepEqual(
    left([], ['markdown']),
    files.filter((path) => path.endsWith('.md')),
  );
});

const hasRipgrep = (() => {
  try {
    execFileSync('rg', ['--version'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
})();

test('what ripgrep finds is never left out', { skip: hasRipgrep ? false : 'no ripgrep on this machine' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'globs-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  for (const path of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), 'x\n');
  }
  const part = fc.constantFrom(
    '*',
    '**',
    'a',
    'x',
    'journal',
    'docs',
    'private-*',
    '*.md',
    '{a,journal}',
    '[j]ournal',
    'y.md',
  );
  const glob = fc
    .tuple(fc.constantFrom('', '!', '/', '!/'), fc.array(part, { minLength: 1, maxLength: 3 }))
    .map(([mark, parts]) => mark + parts.join('/'));
  fc.assert(
    fc.property(fc.array(glob, { minLength: 1, maxLength: 3 }), (globs) => {
      let found = '';
      try {
        const options = globs.flatMap((each) => ['--glob', each]);
        found = execFileSync('rg', ['--files', '--no-ignore', '--hidden', ...options, '.'], {
          cwd: folder,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        });
      } catch (error) {
        // Nothing found ends with 1.
        if (!(error instanceof Error && 'status' in error && error.status === 1)) throw error;
      }
      const leavesOut = searchGlobs(globs);
      const missed = found
        .split('\n')
        .map((path) => path.replace(/^\.\//, ''))
        .filter((path) => path !== '' && leavesOut(path, false));
      assert.deepEqual(missed, []);
    }),
    { numRuns: 150 },
  );
});
