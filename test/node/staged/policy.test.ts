import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { agentOfProcess } from '../../../src/core/agent-processes.ts';
import { writeApproval } from '../../../src/node/approvals.ts';
import { ancestorProcesses } from '../../../src/node/process-tree.ts';
import { madeUp } from '../../detect/scanning.ts';
import { makeRepository, type Ran, type Repository, secretLine } from './repository.ts';

const policyFile = '.cloister/policy.json';

function putPolicy(repository: Repository, more: object = {}): void {
  const policy = { version: 1, id: 'staged-vault', folders: { journal: 'none', open: 'write' }, ...more };
  repository.put(policyFile, JSON.stringify(policy));
}

/** A vault with a locked folder, of which something is staged. */
function lockedVault(repository: Repository, more: object = {}): void {
  putPolicy(repository, more);
  repository.put('journal/therapy.md', 'dear diary\n');
  repository.put('open/marked.md', '---\nprivate: true\n---\n\nmine\n');
  repository.git('add', '-A');
}

const remote = (repository: Repository) => repository.git('remote', 'add', 'backup', '/nowhere/backup.git');

function says({ code, err }: Ran, exit: number, ...lines: RegExp[]): void {
  assert.equal(code, exit, err);
  if (lines.length === 0) assert.equal(err, '');
  for (const line of lines) assert.match(err, line);
}

const lockedWarning =
  /^Cloister: warning: journal\/therapy\.md: it is locked from agents, and this repository has a remote$/m;
const markedWarning =
  /^Cloister: warning: open\/marked\.md: its author marked it private, and this repository has a remote$/m;

test('without a remote private files are committed in silence, with one there is a warning', (t) => {
  const repository = makeRepository(t);
  lockedVault(repository);
  says(repository.commit(), 0);
  remote(repository);
  repository.put('journal/therapy.md', 'dear diary, again\n');
  repository.put('open/marked.md', '---\nprivate: true\n---\n\nmine, again\n');
  repository.git('add', '-A');
  says(repository.commit(), 0, lockedWarning, markedWarning);
  // What is left alone is not named again.
  repository.put('open/other.md', 'other\n');
  repository.git('add', '-A');
  says(repository.commit(), 0);
});

test('the policy blocks or allows it; of file and approved copy the stricter counts', (t) => {
  const repository = makeRepository(t);
  remote(repository);
  lockedVault(repository, { commit: { private: 'block' } });
  const blocked = repository.commit();
  says(
    blocked,
    1,
    /^Cloister stopped this commit: 2 private files\.\n\njournal\/therapy\.md {2}it is locked from agents, and this repo/,
    /leave it out {5}git restore --staged journal\/therapy\.md/,
    /allow it .*"commit": \{ "private": "warn" \}/,
    /let it pass once SKIP=cloister git commit/,
  );
  putPolicy(repository, { commit: { private: 'allow' } });
  repository.git('add', '-A');
  writeApproval(repository.home, {
    id: 'staged-vault',
    roots: [repository.root],
    approved: JSON.stringify({ id: 'staged-vault', folders: { journal: 'none' }, commit: { private: 'block' } }),
  });
  says(repository.commit(), 1, /2 private files/);
  writeApproval(repository.home, {
    id: 'staged-vault',
    roots: [repository.root],
    approved: repository.read(policyFile),
  });
  says(repository.commit(), 0);
});

test('a file that one agent alone may not see is locked; what matches a pattern too', (t) => {
  const repository = makeRepository(t);
  remote(repository);
  putPolicy(repository, {
    folders: { clients: { access: 'write', agents: { ollama: 'none' } } },
    files: { none: ['*.kdbx'] },
  });
  repository.put('clients/acme.md', 'acme\n');
  repository.put('pass.kdbx', 'no real one\n');
  repository.put('fine.md', 'fine\n');
  repository.git('add', '-A');
  const run = repository.commit();
  says(run, 0, /clients\/acme\.md: it is locked/, /pass\.kdbx: it is locked/);
  assert.doesNotMatch(run.err, /fine/);
});

test('a policy that can not be read stops the commit', (t) => {
  const repository = makeRepository(t);
  repository.put(policyFile, '{ "folders": ');
  repository.put('a.md', 'a\n');
  repository.git('add', '-A');
  says(
    repository.commit(),
    1,
    /^Cloister: the commit was stopped, since it could not be looked at: .*policy\.json can not be read: it is no JSON\.\n/,
    /git commit --no-verify/,
  );
  putPolicy(repository);
  repository.git('add', '-A');
  writeFileSync(repository.path('../user/.cloister/vaults'), '');
  says(repository.commit(), 1, /could not be looked at: the approved copy/);
});

test('SKIP lets a person pass once, and no agent', (t) => {
  const repository = makeRepository(t);
  repository.put('a.md', secretLine);
  repository.git('add', '-A');
  const skip = (value: string, env = {}) =>
    repository.tryGit(['commit', '-q', '-m', 'x'], { env: { SKIP: value, ...env } });
  says(skip('other,cloisters'), 1, /^Cloister stopped this commit/);
  says(
    skip('cloister', { CLAUDECODE: '1' }),
    1,
    /^Cloister: SKIP=cloister is for a person, and an agent makes this commit \(CLAUDECODE is set\): it was looked at\.\n/,
    /\nCloister stopped this commit: 1 secret/,
    /anything else {4}is for the person to decide: ask\n/,
  );
  assert.doesNotMatch(skip('cloister', { CLAUDECODE: '1' }).err, /SKIP=cloister git|baseline add/);
  // Where the tests are run by an agent they can not be a person.
  const isPerson = ancestorProcesses().every((each) => agentOfProcess(each) === undefined);
  if (isPerson) {
    says(skip('lint, cloister'), 0, /^Cloister: this commit was not looked at \(SKIP=cloister\)\.\n$/);
    assert.equal(repository.count(), 2);
  } else says(skip('lint, cloister'), 1, /for a person/);
});

test('an agent is told no name beneath a locked folder', (t) => {
  const repository = makeRepository(t);
  remote(repository);
  lockedVault(repository, { files: { none: ['hidden-*'] } });
  repository.put('journal/deep/er.md', secretLine);
  repository.put('open/hidden-plan.md', secretLine);
  repository.git('add', '-A');
  const { code, err } = repository.tryGit(['commit', '-q', '-m', 'x'], { env: { CODEX_SANDBOX: 'seatbelt' } });
  assert.equal(code, 1);
  assert.match(err, /^journal\/ {2}medium {2}GitHub token/m);
  assert.match(err, /^a locked file {2}medium {2}GitHub token/m);
  assert.match(err, /warning: journal\/: it is locked from agents/);
  assert.doesNotMatch(err, /therapy|deep|er\.md|hidden/);
});

test('of a finding that the baseline accepts nothing is said', async (t) => {
  const repository = makeRepository(t);
  putPolicy(repository, { folders: {} });
  repository.put('a.md', secretLine);
  repository.git('add', '-A');
  says(repository.commit(), 1, /a\.md:1:7/);
  await accept(repository, 'a.md');
  repository.git('add', '-A');
  says(repository.commit(), 0);
  // Accepted at another path it is new here.
  repository.put('b.md', `# B\n${secretLine}`);
  repository.git('add', '-A');
  says(repository.commit(), 1, /b\.md:2:7 {2}medium {2}GitHub token: ghp_•+ \(accepted at another path\)/);
  await accept(repository, 'b.md', '--until', '2099-01-01');
  says(repository.commit(), 0);
  repository.put('c.md', secretLine);
  repository.git('add', '-A');
  await accept(repository, 'c.md', '--until', '2099-01-01');
  const baseline = repository.read('.cloister/baseline.json');
  repository.put('.cloister/baseline.json', baseline.replaceAll('2099-01-01', '2020-01-01'));
  says(repository.commit(), 1, /c\.md:1:7 .* \(was accepted until 2020-01-01\)/);
  repository.put('.cloister/baseline.json', baseline.replaceAll('"until":"2099-01-01"', '"state":"rotated"'));
  says(repository.commit(), 1, /c\.md:1:7 .* \(marked as rotated on /);
});

test('a baseline whose key is not there subtracts nothing, says so and stops nothing else', async (t) => {
  const repository = makeRepository(t);
  putPolicy(repository, { folders: {} });
  repository.put('a.md', secretLine);
  await accept(repository, 'a.md');
  writeFileSync(repository.path('../user/.cloister/keys/staged-vault.key'), Buffer.alloc(32, 7));
  repository.git('add', '-A');
  says(repository.commit(), 1, /a\.md:1:7/, /warning: the key in .* is not the one of .*baseline\.json, so nothing is/);
  repository.put('a.md', 'nothing\n');
  repository.git('add', '-A');
  says(repository.commit(), 0, /^Cloister: warning: the key in/);
  assert.equal(madeUp.github.length, 40);
});

async function accept(repository: Repository, path: string, ...more: string[]): Promise<void> {
  const { run } = await import('../../cli/running.ts');
  const { code, err } = await run(['baseline', 'add', path, '--all', '--reason', 'a sample', ...more], {
    cwd: repository.root,
    home: repository.home,
  });
  assert.deepEqual([code, err], [0, '']);
}
