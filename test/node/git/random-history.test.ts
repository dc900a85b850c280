import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeRepository, temporaryFolder } from './repositories.ts';
import { listed, walked } from './walking.ts';

const folder = temporaryFolder('random');
let count = 0;

interface RandomCommit {
  /** Which commits before it are its parents, counted back from it. */
  readonly parents: readonly number[];
  readonly changes: readonly { readonly name: number; readonly content: number; readonly kind: number }[];
  readonly skew: number;
}

const names = ['a.md', 'b.md', 'x', 'x/a.md', 'x/y/a.md', 'x/y/b.md', '"q".md', 'z'];
const contents = 12;

const commits = fc.array(
  fc.record({
    parents: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
    changes: fc.array(fc.record({ name: fc.nat(names.length - 1), content: fc.nat(contents - 1), kind: fc.nat(9) }), {
      maxLength: 4,
    }),
    skew: fc.integer({ min: -500, max: 500 }),
  }),
  { minLength: 1, maxLength: 25 },
);

/** What `git fast-import` reads: every commit has a branch of its own, so that all of them stay. */
function stream(history: readonly RandomCommit[]): string {
  const parts: string[] = [];
  for (let at = 0; at < contents; at++)
    parts.push(`blob\nmark :${at + 1}\ndata 9\ncontent ${String.fromCharCode(97 + at)}\n`);
  history.forEach(({ parents, changes, skew }, at) => {
    const from = parents.flatMap((back) => (at - back >= 0 ? [1000 + at - back] : []));
    const date = 1_600_000_000 + at * 60 + skew;
    parts.push(`commit refs/heads/b${at}\nmark :${1000 + at}\ncommitter A <a@example.org> ${date} +0000\ndata 1\nm\n`);
    from.forEach((mark, index) => {
      parts.push(`${index === 0 ? 'from' : 'merge'} :${mark}\n`);
    });
    for (const { name, content, kind } of changes) {
      const path = JSON.stringify(names[name]);
      if (kind === 0) parts.push(`D ${path}\n`);
      else if (kind === 1) parts.push(`M 160000 ${'1'.repeat(40)} ${path}\n`);
      else parts.push(`M ${kind === 2 ? '120000' : kind === 3 ? '100755' : '100644'} :${content + 1} ${path}\n`);
    }
    parts.push('\n');
  });
  return parts.join('');
}

test('the walk finds what git lists, also in two parts, and says truly who brought it', async () => {
  await fc.assert(
    fc.asyncProperty(commits, fc.nat(24), async (history, split) => {
      const repository = makeRepository(join(folder, `r${count++}`), { bare: true });
      repository.gitWith({ input: stream(history) }, 'fast-import', '--quiet');
      const { root, env } = repository;
      const all = await walked(root, env);
      assert.deepEqual(all.skipped, []);
      assert.deepEqual(all.blobs, listed(repository, 'blob'));
      assert.deepEqual(all.commits, listed(repository, 'commit'));
      const known = `b${split % history.length}`;
      const before = await walked(root, env, { refs: [known] });
      const rest = await walked(root, env, {}, [repository.id(known)]);
      assert.deepEqual([...new Set([...before.blobs, ...rest.blobs])].sort(), all.blobs);
      assert.equal(before.commits.length + rest.commits.length, all.commits.length);
      // The commit holds the blob there, and none of its parents does.
      const asked = all.objects.flatMap((each) => (each.commit === undefined ? [] : [each])).slice(0, 40);
      const lines = asked.map(({ commit, path }) => `${commit}:${path}\n${commit}^1:${path}\n${commit}^2:${path}\n`);
      const answers = repository
        .gitWith({ input: lines.join('') }, 'cat-file', '--batch-check=%(objectname)')
        .split('\n');
      asked.forEach(({ oid }, at) => {
        assert.equal(answers[at * 3], oid);
        assert.notEqual(answers[at * 3 + 1], oid);
        assert.notEqual(answers[at * 3 + 2], oid);
      });
    }),
    { numRuns: 12 },
  );
});
