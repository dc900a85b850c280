import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PlanRepository } from './plan-repository.ts';
import { blocks, holdsValue } from './planning.ts';

const page = readFileSync(new URL('../../docs/history.md', import.meta.url), 'utf8');
const hasFilterRepo = spawnSync('git', ['filter-repo', '--version']).status === 0;

test('the page on the history moves a folder into a repository of its own, by the commands that it prints', {
  skip: hasFilterRepo ? false : 'git filter-repo is not installed',
}, (t) => {
  const repository = new PlanRepository(t, 'my notes');
  repository.write('journal/a.md', 'dear diary one\n');
  repository.write('open.md', 'open\n');
  repository.commit('One\n');
  repository.write('journal/a.md', 'dear diary two\n');
  repository.commit('Two\n');
  const remote = join(repository.base, 'server.git');
  repository.git('init', '--quiet', '--bare', '--initial-branch=main', remote);
  repository.git('remote', 'add', 'origin', remote);
  repository.git('push', '--quiet', '--set-upstream', 'origin', 'main');
  writeFileSync(join(repository.root, 'journal/new.md'), 'dear diary three\n');

  const [first = '', ...rest] = blocks(page);
  assert.match(first, /^VAULT=~\/notes\nFOLDER=journal\n/);
  const lines = [first.replace('~/notes', `'${repository.root}'`), ...rest];
  const done = repository.shell(lines.join('\n'));
  assert.equal(done.status, 0, done.out);
  assert.doesNotMatch(done.out, /fatal|^error/m);

  const own = join(repository.root, 'journal');
  assert.equal(repository.gitIn(own, 'log', '--format=%s', '--name-only'), 'Two\n\na.md\nOne\n\na.md');
  assert.equal(repository.gitIn(own, 'status', '--short'), '?? new.md');
  assert.equal(readFileSync(join(own, 'a.md'), 'utf8'), 'dear diary two\n');
  assert.equal(repository.git('status', '--short'), '?? .gitignore');
  repository.gitIn(remote, 'gc', '--quiet', '--prune=now');
  for (const folder of [repository.root, remote]) {
    const left = repository.objects(folder).filter(({ bytes }) => holdsValue(bytes, ['dear diary']));
    assert.deepEqual(left, [], folder);
    assert.equal(repository.gitIn(folder, 'log', '--format=%s', '--name-only', 'main'), 'One\n\nopen.md');
  }
  assert.ok(existsSync(join(repository.root, 'open.md')));
});
