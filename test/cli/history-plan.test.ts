import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { UserError } from '../../src/core/user-error.ts';
import { withCrc } from '../detect/rules/making.ts';
import { PlanRepository } from './plan-repository.ts';
import { blocks, holdsValue, plan } from './planning.ts';

const token = withCrc('ghp_', 36);

function withToken(t: TestContext, name = 'notes'): PlanRepository {
  const repository = new PlanRepository(t, name);
  repository.write('a.md', `Token ${token}\n`);
  repository.commit('One\n');
  return repository;
}

test('a plan lies in a folder of its own, for the person alone, and says what it is for', async (t) => {
  const repository = withToken(t);
  const made = await plan(repository, [await repository.history()]);
  assert.match(made.folder, /\/home\/\.cloister\/plans\/notes-\d{4}-\d{2}-\d{2}$/);
  assert.equal(statSync(made.folder).mode & 0o777, 0o700);
  assert.deepEqual(readdirSync(made.folder).sort(), [
    '.gitignore',
    'cloister_clean.py',
    'objects.txt',
    'plan.md',
    'spans.json',
  ]);
  for (const name of readdirSync(made.folder)) {
    assert.equal(statSync(join(made.folder, name)).mode & 0o777, 0o600, name);
    assert.equal(holdsValue(readFileSync(join(made.folder, name)), [token]), false, name);
  }
  assert.match(made.out, /^ {2}1 credential to rotate, 0 of them pushed\.$/m);
  assert.match(made.text, /1\. \*\*GitHub token: `ghp_•+`\*\* \(critical\)/);
  assert.equal(repository.git('status', '--short'), '');
});

test('a plan of the same day is written over, with all that it had and the new one has not', async (t) => {
  const repository = withToken(t);
  const history = await repository.history();
  const first = await plan(repository, [history], { withValues: true });
  assert.match(first.err, /^WARNING: 1 value lies in plain text in:\n {2}\/.*replacements\.txt\n/);
  assert.ok(existsSync(join(first.folder, 'replacements.txt')));
  mkdirSync(join(first.folder, 'clean.git'));
  chmodSync(first.file, 0o644);
  const second = await plan(repository, [history]);
  assert.equal(second.folder, first.folder);
  assert.equal(second.err, '');
  assert.equal(existsSync(join(first.folder, 'replacements.txt')), false);
  assert.ok(existsSync(join(first.folder, 'clean.git')));
  assert.equal(statSync(first.file).mode & 0o777, 0o600);
});

test('values are not written through a link that lies there', async (t) => {
  const repository = withToken(t);
  const history = await repository.history();
  const first = await plan(repository, [history]);
  const elsewhere = join(repository.base, 'elsewhere.txt');
  writeFileSync(elsewhere, 'mine');
  symlinkSync(elsewhere, join(first.folder, 'replacements.txt'));
  await plan(repository, [history], { withValues: true });
  assert.equal(readFileSync(elsewhere, 'utf8'), 'mine');
  assert.ok(holdsValue(readFileSync(join(first.folder, 'replacements.txt')), [token]));
});

test('two repositories of one name have a plan each', async (t) => {
  const repository = withToken(t);
  const first = await plan(repository, [await repository.history()]);
  const other = join(repository.base, 'other', 'notes');
  repository.git('clone', '--quiet', repository.root, other);
  const second = await plan(repository, [await repository.history(other)]);
  assert.equal(second.folder, `${first.folder}-2`);
  assert.equal((await plan(repository, [await repository.history(other)])).folder, second.folder);
});

test('another folder is taken where it is free or holds an earlier plan, and refused where it holds anything else', async (t) => {
  const repository = withToken(t);
  const history = await repository.history();
  const output = join(repository.base, 'out', 'deep');
  assert.equal((await plan(repository, [history], { output })).folder, output);
  assert.equal((await plan(repository, [history], { output: 'out/deep' })).folder, output);
  const full = join(repository.base, 'full');
  mkdirSync(full);
  writeFileSync(join(full, 'plan.md'), 'mine');
  await assert.rejects(plan(repository, [history], { output: full }), UserError);
  await assert.rejects(plan(repository, [history], { output: join(full, 'plan.md') }), UserError);
  assert.equal(readFileSync(join(full, 'plan.md'), 'utf8'), 'mine');
});

test('a folder that could be committed is refused, one that git ignores is not', async (t) => {
  const repository = withToken(t);
  const history = await repository.history();
  const refused = [join(repository.root, 'plan'), join(repository.root, '.git', 'plan'), repository.root];
  symlinkSync(repository.root, join(repository.base, 'link'));
  repository.git('worktree', 'add', '--quiet', join(repository.base, 'tree'));
  refused.push(join(repository.base, 'link', 'plan'), join(repository.base, 'tree', 'x', 'plan'));
  for (const output of refused) await assert.rejects(plan(repository, [history], { output }), UserError, output);
  assert.equal(existsSync(join(repository.root, 'plan')), false);
  writeFileSync(join(repository.root, '.gitignore'), 'plans/\n');
  const made = await plan(repository, [history], { output: join(repository.root, 'plans') });
  assert.equal(made.folder, join(repository.root, 'plans'));
});

test('nothing found, nothing written', async (t) => {
  const repository = new PlanRepository(t);
  repository.write('a.md', 'nothing\n');
  repository.commit('One\n');
  const made = await plan(repository, [await repository.history()]);
  assert.equal(made.out, 'Nothing was found, so there is nothing to plan.\n');
  assert.equal(existsSync(join(repository.home, '.cloister')), false);
});

test('a submodule has a plan of its own, which that of the repository names', async (t) => {
  const repository = new PlanRepository(t, 'vault');
  const other = withToken(t, 'inner');
  repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other.root, 'deep/inner');
  repository.commit('One\n');
  const histories = [
    await repository.history(),
    await repository.history(join(repository.root, 'deep/inner'), 'deep/inner'),
  ];
  const made = await plan(repository, histories);
  const inner = join(made.folder, 'submodule-1-deep-inner', 'plan.md');
  assert.match(made.text, /`submodule-1-deep-inner`/);
  assert.deepEqual(blocks(made.text), []);
  assert.match(readFileSync(inner, 'utf8'), /GitHub token/);
  assert.equal(made.out.match(/^Plan: /gm)?.length, 2);
});

test('shallow and partial clones, alternates: the plan says where its commands do not work', async (t) => {
  const repository = withToken(t);
  repository.write('b.md', `again ${token}\n`);
  repository.commit('Two\n');
  repository.git('config', 'uploadpack.allowFilter', 'true');
  const url = `file://${repository.root}`;
  const clones = { shallow: ['--depth=1'], partial: ['--filter=blob:none'], borrowing: ['--shared'] };
  const said: Record<string, string> = {};
  for (const [name, options] of Object.entries(clones)) {
    const clone = join(repository.base, name);
    repository.git('clone', '--quiet', ...options, name === 'borrowing' ? repository.root : url, clone);
    said[name] = (await plan(repository, [await repository.history(clone)])).text;
  }
  assert.match(said['shallow'] ?? '', /This clone is shallow/);
  assert.match(said['partial'] ?? '', /This is a partial clone/);
  assert.match(said['borrowing'] ?? '', /borrows objects/);
});

test('what can not be turned into bytes is named at the top', async (t) => {
  const repository = withToken(t);
  const pointer = ['version https://git-lfs.github.com/spec/v1', `oid sha256:${'a'.repeat(64)}`, 'size 12', ''].join(
    '\n',
  );
  repository.write('stored.md', pointer);
  repository.commit('Two\n');
  const history = await repository.history();
  const oid = repository.git('rev-parse', 'HEAD:stored.md');
  const findings = history.findings.map((each) => {
    const [first] = each.occurrences;
    assert.ok(first !== undefined);
    const span = { ...first.span, startLine: 90, endLine: 90 };
    const more = [
      { ...first, span },
      { ...first, oid, path: 'stored.md' },
      { ...first, oid: 'ab'.repeat(20), path: 'gone.md' },
    ];
    return { ...each, occurrences: [...each.occurrences, ...more] };
  });
  const made = await plan(repository, [{ ...history, findings }]);
  assert.match(made.err, /3 places could not be worked out/);
  for (const why of ['a.md (not as it was scanned)', 'stored.md (in Git LFS', 'gone.md (not in this clone'])
    assert.ok(made.text.includes(why), why);
});

test('foreign texts are no markup and no commands', async (t) => {
  const repository = new PlanRepository(t, "a'b `c` $(d)");
  const path = 'x `y` **z**\u001b[31m.md';
  repository.write(path, `Token ${token}\n`);
  repository.commit('One\n');
  const made = await plan(repository, [await repository.history()]);
  assert.ok(made.text.includes('First: ``x `y` **z**\\u001b[31m.md:1``'), made.text);
  assert.match(made.text, /^REPO='.*\/a'\\''b `c` \$\(d\)'$/m);
  assert.equal(made.text.includes('\u001b'), false);
});

test('a remote that git would take for an option is in no command', async (t) => {
  const repository = withToken(t);
  const name = '--upload-pack=touch x;git-upload-pack';
  repository.git('config', `remote.${name}.url`, repository.root);
  repository.git('config', `remote.${name}.fetch`, '+refs/heads/*:refs/remotes/odd/*');
  repository.git('update-ref', 'refs/remotes/odd/main', 'HEAD');
  const found = await repository.history();
  const findings = found.findings.map((each) => ({ ...each, remotes: [name] }));
  const { text } = await plan(repository, [{ ...found, findings }]);
  assert.match(text, /Git takes such names of remotes for options.*: `--upload-pack=touch x;git-upload-pack`/);
  for (const block of blocks(text)) assert.doesNotMatch(block, /upload-pack/);
});

test('values are written for a person alone', async (t) => {
  const repository = withToken(t);
  const history = await repository.history();
  await assert.rejects(plan(repository, [history], { withValues: true, isPerson: false }), UserError);
  assert.equal(existsSync(join(repository.home, '.cloister')), false);
  assert.equal((await plan(repository, [history], { isPerson: false })).err, '');
});

test('a history that holds private notes alone has nothing to rotate and a command for the notes', async (t) => {
  const repository = new PlanRepository(t);
  repository.write('diary.md', '---\nprivate: true\n---\ndear diary\n');
  repository.commit('One\n');
  const made = await plan(repository, [await repository.history()]);
  assert.match(made.out, /0 credentials to rotate; 1 private note\.\n/);
  assert.match(made.text, /No credential was found\./);
  assert.match(made.text, /--invert-paths --paths-from-file/);
  assert.equal(readFileSync(join(made.folder, 'notes.txt'), 'utf8'), 'literal:diary.md\n');
});

test('a value with more versions than places are known of is said to be incomplete', async (t) => {
  const repository = withToken(t);
  const history = await repository.history();
  assert.doesNotMatch((await plan(repository, [history])).text, /more versions than/);
  const findings = history.findings.map((each) => ({ ...each, versions: 7 }));
  assert.match((await plan(repository, [{ ...history, findings }])).text, /\*\*1 value stands in more versions than/);
});
