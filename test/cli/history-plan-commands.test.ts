import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Span } from '../../src/core/finding.ts';
import type { HistoryFinding } from '../../src/core/history.ts';
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
  repository.git('remote', 'add', 'origin', '../server.git');
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

/** A finding as a scan gives it, at a place that the test knows. */
function madeUpFinding(oid: string, path: string, span: Span): HistoryFinding {
  const place = { kind: 'blob', object: 'blob', oid, path, span } as const;
  return {
    finding: {
      rule: 'secret.generic.password',
      severity: 'medium',
      place,
      fingerprint: `${span.startLine}`,
      args: { masked: '••••••••' },
    },
    versions: 1,
    occurrences: [place],
    paths: [path],
    inTree: [{ path, span }],
    reach: 'ref',
    remotes: [],
  };
}

test('with values every copy goes, whatever characters a value has, and short ones only where they were found', {
  skip,
}, async (t) => {
  const repository = new PlanRepository(t);
  const odd = ['regex:.*Qx7!kP2z', 'a==>b#Kq8!mZ4x', 'Lw9$\\d+(x)[1]Vt', 'ünïcode€Rt5!wQ'];
  const short = 'Zk3!w';
  const key = [
    '-----BEGIN OPENSSH PRIVATE KEY-----',
    'b3BlbnNzaC1rZXktdjEAAAAABG5vbmU',
    'AAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2g',
    '-----END OPENSSH PRIVATE KEY-----',
  ];
  repository.write(
    'login.md',
    `${odd.map((value) => `password: ${value}\n\n`).join('')}pin: ${short}\npassword: ${short}\n`,
  );
  repository.write('key.md', `${key.join('\n')}\n`);
  repository.write('copies.md', `${odd.join(' then ')} then ${short}xx\n`);
  repository.commit('One\n');
  const history = await repository.history();
  const login = repository.git('rev-parse', 'HEAD:login.md');
  const lines = repository.git('show', 'HEAD:login.md').split('\n');
  const found = [...odd, short].flatMap((value) =>
    lines.flatMap((line, index) => {
      const column = line.indexOf(value) + 1;
      const span = { startLine: index + 1, startColumn: column, endLine: index + 1, endColumn: column + value.length };
      return column === 0 ? [] : [madeUpFinding(login, 'login.md', span)];
    }),
  );
  assert.equal(found.length, odd.length + 2);
  const others = history.findings.filter(({ paths }) => !paths.includes('login.md'));
  assert.equal(others.length, 1);
  const made = await plan(repository, [{ ...history, findings: [...others, ...found] }], { withValues: true });
  assert.match(made.text, /1 value of fewer than 8 bytes is taken out where found/);
  const done = run(repository, made.text);
  assert.equal(done.status, 0, done.out);
  assert.equal(repository.git('show', 'HEAD:copies.md'), `${odd.map(() => mark).join(' then ')} then ${short}xx`);
  assert.equal(repository.git('show', 'HEAD:login.md').includes(short), false);
  assert.equal(repository.git('show', 'HEAD:key.md'), mark);
  assert.equal(holdsValue(Buffer.from(made.text + made.out + made.err), [...odd, key[1] ?? '']), false);
  assert.deepEqual((await repository.history()).findings, []);
});

test('personal data stays unless a person says otherwise', { skip }, async (t) => {
  const repository = new PlanRepository(t);
  const iban = `DE89${'370400440532013000'}`;
  repository.write('bank.md', `IBAN: ${iban}\nToken ${token}\n`);
  repository.commit('One\n');
  const history = await repository.history();
  assert.deepEqual(history.findings.map(({ finding }) => finding.rule.split('.')[0]).sort(), ['personal', 'secret']);
  const made = await plan(repository, [history]);
  assert.match(made.text, /### Personal data\n\n- .*bank\.md/);
  const kept = run(repository, made.text);
  assert.equal(kept.status, 0, kept.out);
  assert.equal(repository.git('show', 'HEAD:bank.md'), `IBAN: ${iban}\nToken ${mark}`);

  const again = await plan(repository, [await repository.history()], { output: join(repository.base, 'second') });
  assert.match(again.text, /export CLOISTER_CLEAN=personal\n/);
  const done = run(repository, again.text);
  assert.equal(done.status, 0, done.out);
  assert.equal(repository.git('show', 'HEAD:bank.md'), `IBAN: ${mark}\nToken ${mark}`);
});

test('both go where a person says so, with the line that the plan names for it', { skip }, async (t) => {
  const repository = new PlanRepository(t);
  const iban = `DE89${'370400440532013000'}`;
  repository.write('bank.md', `IBAN: ${iban}\nToken ${token}\n`);
  repository.commit('One\n');
  const made = await plan(repository, [await repository.history()]);
  const line = /`(export CLOISTER_CLEAN=secrets,personal)`/.exec(made.text)?.[1] ?? '';
  assert.notEqual(line, '');
  const done = run(repository, made.text, { also: line });
  assert.equal(done.status, 0, done.out);
  assert.equal(repository.git('show', 'HEAD:bank.md'), `IBAN: ${mark}\nToken ${mark}`);
});

test('what filter-repo can not rewrite is named by the check, and the way out that the plan tells works', {
  skip,
}, async (t) => {
  const repository = new PlanRepository(t);
  repository.write('a.md', 'nothing\n');
  repository.commit('One\n');
  repository.write('loose.md', `Token ${token}\n`);
  const oid = repository.git('hash-object', '-w', 'loose.md');
  repository.git('update-ref', 'refs/keep/it', oid);
  repository.git('tag', '-a', '-m', 'of a file', 'file', oid);
  repository.git('clean', '--quiet', '--force');
  const made = await plan(repository, [await repository.history()]);
  assert.match(made.text, /`refs\/keep\/it`/);
  const done = run(repository, made.text);
  assert.match(done.out, new RegExp(`^${oid} blob`, 'm'));
  const rest = repository.shell(
    [
      blocks(made.text)[0],
      `git -C "$CLEAN" for-each-ref --points-at ${oid}`,
      'git -C "$CLEAN" update-ref -d refs/keep/it && git -C "$CLEAN" gc --prune=now --quiet',
      blocks(made.text)
        .find((each) => each.includes('cat-file'))
        ?.split('\n')[0],
    ].join('\n'),
  );
  assert.match(rest.out, /refs\/keep\/it/);
  assert.match(rest.out, /none of them is left/);
});

test('what only the reflog holds is forgotten, and no commit changes', async (t) => {
  const repository = new PlanRepository(t);
  repository.write('a.md', 'nothing\n');
  repository.commit('One\n');
  repository.write('a.md', `Token ${token}\n`);
  repository.commit('Two\n');
  repository.git('reset', '--quiet', '--hard', 'HEAD~1');
  const head = repository.git('rev-parse', 'HEAD');
  const made = await plan(repository, [await repository.history()]);
  assert.doesNotMatch(made.text, /filter-repo --|git .*push/);
  const done = run(repository, made.text);
  assert.match(done.out, /none of them is left/);
  assert.equal(repository.git('rev-parse', 'HEAD'), head);
  assert.deepEqual((await repository.history()).findings, []);
});

test('a branch that lacks what its remote has is not pushed over', { skip }, async (t) => {
  const repository = makeRepository(t);
  const remote = addRemote(repository);
  const other = join(repository.base, 'other');
  repository.git('clone', '--quiet', remote, other);
  repository.gitIn(
    other,
    '-c',
    'user.name=Ben',
    '-c',
    'user.email=ben@example.org',
    'commit',
    '--quiet',
    '--allow-empty',
    '-m',
    'Theirs',
  );
  repository.gitIn(other, 'push', '--quiet');
  const theirs = repository.gitIn(remote, 'rev-parse', 'main');
  const made = await plan(repository, [await repository.history()]);
  const done = run(repository, made.text);
  assert.match(done.out, /merge first: main/);
  assert.equal(repository.gitIn(remote, 'rev-parse', 'main'), theirs);
  assert.notEqual(repository.gitIn(remote, 'rev-parse', 'topic'), repository.gitIn(other, 'rev-parse', 'origin/topic'));
});

test('a second worktree, a branch that only the remote has, and a second remote with an odd name', {
  skip,
}, async (t) => {
  const repository = makeRepository(t);
  const remote = addRemote(repository);
  repository.git('branch', 'far', 'topic');
  repository.git('push', '--quiet', 'origin', 'far');
  repository.git('branch', '--quiet', '-D', 'far');
  const mirror = join(repository.base, 'mirror.git');
  repository.git('init', '--quiet', '--bare', mirror);
  repository.git('remote', 'add', "team/o'ne", mirror);
  repository.git('push', '--quiet', "team/o'ne", 'main', 'topic:only-there');
  repository.git('worktree', 'add', '--quiet', join(repository.base, 'tree 2'), 'topic');
  const made = await plan(repository, [await repository.history()]);
  const done = run(repository, made.text);
  assert.doesNotMatch(done.out, /fatal|error/i);
  const values = [token, second, spoken, tagged, third, password];
  for (const folder of [repository.root, remote, mirror]) {
    if (folder !== repository.root) repository.gitIn(folder, 'gc', '--quiet', '--prune=now');
    const left = repository.objects(folder).filter(({ bytes }) => holdsValue(bytes, values));
    assert.deepEqual(
      left.map(({ oid, type }) => `${type} ${oid}`),
      [],
      folder,
    );
  }
  assert.equal(
    repository.gitIn(mirror, 'for-each-ref', '--format=%(refname)'),
    'refs/heads/main\nrefs/heads/only-there',
  );
});

test('a history that is not as planned stops the rewriting before anything has changed', { skip }, async (t) => {
  const repository = makeRepository(t);
  const made = await plan(repository, [await repository.history()]);
  const spans = readFileSync(join(made.folder, 'spans.json'), 'utf8');
  writeFileSync(join(made.folder, 'spans.json'), spans.replace(/"size":\d+/, '"size":1'));
  const [first = '', , , rewrite = ''] = blocks(made.text).filter((each) => !each.startsWith('git -C "$REPO" fetch'));
  const done = repository.shell(`${first}\n${rewrite}\n git -C "$CLEAN" rev-parse main`);
  assert.match(done.out, /is not as it was planned; make a new plan/);
  assert.match(done.out, new RegExp(repository.git('rev-parse', 'main')));
});

test('a repository with SHA-256 ids', { skip }, async (t) => {
  const repository = new PlanRepository(t, 'long', 'sha256');
  repository.write('a.md', `Token ${token}\n`);
  repository.commit('One\n');
  repository.write('a.md', `gone\n`);
  repository.commit('Two\n');
  const made = await plan(repository, [await repository.history()]);
  assert.match(made.text, /SHA-256 ids/);
  const done = run(repository, made.text);
  assert.equal(done.status, 0, done.out);
  assert.match(done.out, /none of them is left\n(?:.*\n)*.*none of them is left/);
  assert.equal(repository.git('show', 'HEAD~1:a.md'), `Token ${mark}`);
});

test('whole notes leave the history by the command that the plan names for it', { skip }, async (t) => {
  const repository = new PlanRepository(t);
  const diary = '---\nprivate: true\n---\ndear diary\n';
  repository.write('journal/a ==> b.md', diary);
  repository.write("journal/it's *.md", `${diary}more\n`);
  repository.write('open.md', 'open\n');
  repository.commit('One\n');
  repository.write('open.md', `Token ${token}\n`);
  repository.commit('Two\n');
  const made = await plan(repository, [await repository.history()]);
  const command = /`(git [^`]*--invert-paths[^`]*)`/.exec(made.text)?.[1] ?? '';
  const all = blocks(made.text);
  const rewrite = all.findIndex((each) => each.includes('--blob-callback'));
  const done = repository.shell(
    [...all.slice(0, rewrite + 1), command, 'git -C "$CLEAN" log --format=%s --name-only main'].join('\n'),
  );
  assert.equal(done.status, 0, done.out);
  assert.match(done.out, /Two\n\nopen\.md\nOne\n\nopen\.md\n/);
});
