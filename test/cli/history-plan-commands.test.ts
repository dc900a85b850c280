import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { withCrc } from '../detect/rules/making.ts';
import { PlanRepository } from './plan-repository.ts';
import { blocks, cleaned, holdsValue, mark, plan, run } from './planning.ts';

const hasFilterRepo = spawnSync('git', ['filter-repo', '--version']).status === 0;
const skip = hasFilterRepo ? false : 'git filter-repo is not installed';

/** Made-up tokens. */
const [token, second, spoken, tagged, stashed, third] = Array.from({ length: 6 }, () => withCrc('ghp_', 36)) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const password = `Baum${'wolle'}!77`;
const email = 'berta.beispiel@firma.example.com';

/** A repository with everything that makes cleaning hard, pushed to a remote. */
function makeRepository(t: TestContext): PlanRepository {
  const repository = new PlanRepository(t, "it's notes");
  repository.write('a.md', `# A\r\n\r\nToken: ${token}\r\nthe end\r\n`);
  repository.write('clean.md', 'Nothing here.\n');
  repository.write('wide.md', Buffer.from(`\ufeffé 𝄞\r\nToken ${token} !\r\n`, 'utf16le'));
  repository.write('big.md', Buffer.from(`\ufeffü\n${second}\n`, 'utf16le').swap16());
  repository.commit('First\n');
  repository.git('mv', 'a.md', 'b ünd "c".md');
  repository.commit(`Moved, and ${spoken} in the message\n\nMore.\n`);
  repository.write('latin.md', Buffer.from(`caf\xe9 ${token} \xfc\r\n`, 'latin1'));
  repository.write('nulls.md', Buffer.from(`a\0b\0\0\n${second}\n`));
  repository.write('login.md', `password: ${password}\n`);
  repository.git('config', 'i18n.commitEncoding', 'ISO-8859-1');
  repository.commit(Buffer.from(`Gr\xfc\xdfe ${spoken}\n`, 'latin1'));
  repository.git('config', '--unset', 'i18n.commitEncoding');
  // A commit that changes one value to another one, and would be empty afterwards.
  repository.write('login.md', `password: ${third}\n`);
  repository.commit('Changed the password only\n');
  repository.git('tag', '-a', 'v1', '-m', `Release ${tagged}`);
  repository.git('tag', 'light');
  repository.git('switch', '--quiet', '-c', 'topic', 'HEAD~2');
  repository.write('topic.md', `On the topic ${second}\n`);
  repository.commit('Topic\n');
  repository.git('switch', '--quiet', 'main');
  repository.git('merge', '--quiet', '--no-ff', '-m', 'Merge topic', 'topic');
  repository.write('b ünd "c".md', '# A\r\n\r\nToken: gone\r\nthe end\r\n');
  repository.commit(`See ${repository.git('rev-parse', '--short=9', 'HEAD~2')}\n`);
  repository.git('notes', 'add', '-m', `about it: ${token}`, 'HEAD~1');
  return repository;
}

function addRemote(repository: PlanRepository): string {
  const remote = join(repository.base, 'server.git');
  repository.git('init', '--quiet', '--bare', '--initial-branch=main', remote);
  repository.git('remote', 'add', 'origin', remote);
  repository.git('push', '--quiet', 'origin', 'main', 'topic', 'v1', 'refs/notes/commits');
  return remote;
}

/** Every commit of all branches and tags as it should be after the cleaning, and as it is. */
function commitTexts(repository: PlanRepository, folder: string, values: readonly string[]): string[] {
  const ids = repository.gitIn(folder, 'rev-list', '--topo-order', '--reverse', 'main', 'topic').split('\n');
  const number = new Map(ids.map((id, index) => [id, index]));
  return ids.map((id) => {
    const commit = repository.object(folder, 'commit', id).toString('latin1');
    const [head = '', message = ''] = [
      commit.slice(0, commit.indexOf('\n\n')),
      commit.slice(commit.indexOf('\n\n') + 2),
    ];
    const headers = head
      .split('\n')
      .filter((line) => !line.startsWith('tree '))
      .map((line) => line.replace(/^parent (.*)$/, (_, parent) => `parent ${number.get(parent)}`));
    const tree = repository
      .gitIn(folder, 'ls-tree', '-r', '-z', id)
      .split('\0')
      .filter(Boolean)
      .map((record) => {
        const [meta = '', path] = record.split('\t');
        const [mode, , oid = ''] = meta.split(' ');
        return `${mode} ${path} ${cleaned(repository.object(folder, 'blob', oid), values).toString('base64')}`;
      });
    return JSON.stringify({
      headers,
      message: cleaned(Buffer.from(message, 'latin1'), values)
        .toString('latin1')
        .replace(/\b[0-9a-f]{9}\b/g, '<id>'),
      tree,
    });
  });
}

for (const withValues of [false, true]) {
  const way = withValues ? 'with values' : 'without values';
  test(`the commands of a plan ${way} take out what was found and leave all else as it was`, { skip }, async (t) => {
    const repository = makeRepository(t);
    const remote = addRemote(repository);
    repository.write('draft.md', `wip ${stashed}\n`);
    repository.git('add', '--all');
    repository.git('stash', 'push', '--quiet');
    const values = [token, second, spoken, tagged, third, password];
    const before = commitTexts(repository, repository.root, values);
    const history = await repository.history();
    assert.deepEqual(new Set(history.findings.map(({ finding }) => finding.rule.split('.')[0])), new Set(['secret']));
    const made = await plan(repository, [history], { withValues });
    assert.equal(holdsValue(Buffer.from(made.out + made.err + made.text), [...values, stashed]), false);
    const files = readdirSync(made.folder);
    for (const name of files) {
      assert.equal(statSync(join(made.folder, name)).mode & 0o777, 0o600, name);
      if (!withValues)
        assert.equal(holdsValue(readFileSync(join(made.folder, name)), [...values, stashed]), false, name);
    }
    assert.equal(statSync(made.folder).mode & 0o777, 0o700);
    assert.equal(files.includes('replacements.txt'), withValues);
    assert.equal(/WARNING/.test(made.err), withValues);

    const done = run(repository, made.text);
    assert.equal(done.status, 0, done.out);
    assert.doesNotMatch(done.out, /fatal|error|Traceback/i);
    assert.match(done.out, /none of them is left\n(?:.*\n)*.*none of them is left/);
    for (const folder of [repository.root, remote]) {
      assert.deepEqual(commitTexts(repository, folder, []), before, folder);
      if (folder === remote) repository.gitIn(remote, 'gc', '--quiet', '--prune=now');
      assert.deepEqual(
        repository
          .objects(folder)
          .filter(({ bytes }) => holdsValue(bytes, [...values, stashed]))
          .map(({ oid }) => oid),
        [],
        folder,
      );
      assert.equal(repository.gitIn(folder, 'notes', 'show', 'main~1'), `about it: ${mark}`);
      assert.equal(repository.gitIn(folder, 'tag', '-l', '--format=%(contents)', 'v1'), `Release ${mark}`);
    }
    assert.deepEqual((await repository.history()).findings, []);
    // The files stay as they are, and git tells those that still hold it.
    const changed = ['big.md', 'latin.md', 'login.md', 'nulls.md', 'topic.md', 'wide.md'];
    assert.deepEqual(repository.git('diff', '--name-only').split('\n'), changed);
    repository.git('restore', '.');
    assert.equal(repository.git('fsck', '--no-dangling'), '');
    // A branch or tag that was never pushed stays so.
    assert.equal(repository.gitIn(remote, 'tag'), 'v1');

    const [first = '', last = ''] = [blocks(made.text)[0], blocks(made.text).at(-1)];
    repository.shell(`${first}\n${last}`);
    assert.equal(existsSync(made.folder), false);
  });
}
