import assert from 'node:assert/strict';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { openRepository } from '../../../src/node/git/repository.ts';
import { cloneRepository, makeRepository, type TestRepository, temporaryFolder } from './repositories.ts';
import { listed, readAll, walked } from './walking.ts';

const folder = temporaryFolder('hostile');
const canary = join(folder, 'canary');
const program = join(folder, 'program');

let count = 0;

/** Whatever name it is called by, it leaves a trace. */
before(() => {
  writeFileSync(program, `#!/bin/sh\necho "$0 $*" >> '${canary}'\nexit 0\n`);
  chmodSync(program, 0o755);
});

/** A repository with a merge, two roots, a moved file, a note, a tag, a stash. */
function sample(): TestRepository {
  const repository = makeRepository(join(folder, `sample-${count++}`), {
    commits: [
      { 'a.md': 'one', 'b.md': 'moved', '.gitattributes': '* diff=evil filter=evil\n' },
      { 'b.md': null, 'c.md': 'moved' },
    ],
  });
  repository.git('checkout', '-q', '--orphan', 'other');
  repository.commit({ 'o.md': 'another root' });
  repository.commit({ 'o.md': 'changed' });
  repository.git('checkout', '-q', 'main');
  repository.git('merge', '-q', '--allow-unrelated-histories', '-m', 'merge', 'other');
  repository.git('tag', '-a', '-m', 'tagged', 'v1', 'HEAD:a.md');
  repository.git('notes', 'add', '-m', 'noted', 'HEAD');
  repository.write({ 'a.md': 'stashed' });
  repository.git('stash', 'push', '-q');
  return repository;
}

const settings = (run: string): Record<string, string> => ({
  'core.fsmonitor': run,
  'core.hooksPath': folder,
  'core.pager': run,
  'pager.log': run,
  'pager.cat-file': run,
  'pager.rev-list': run,
  'pager.for-each-ref': run,
  'core.sshCommand': run,
  'core.gitProxy': run,
  'core.askPass': run,
  'core.editor': run,
  'diff.external': run,
  'diff.evil.command': run,
  'diff.evil.textconv': run,
  'diff.evil.cachetextconv': 'true',
  'filter.evil.clean': run,
  'filter.evil.smudge': run,
  'filter.evil.process': run,
  'filter.evil.required': 'true',
  'gpg.program': run,
  'gpg.ssh.program': run,
  'log.showSignature': 'true',
  'core.alternateRefsCommand': run,
  'credential.helper': run,
  'alias.log': `!${run}`,
  'alias.rev-parse': `!${run}`,
  'alias.cat-file': `!${run}`,
  'include.path': join(folder, 'included'),
  'log.showRoot': 'false',
  'log.follow': 'true',
  'log.diffMerges': 'off',
  'log.excludeDecoration': 'refs/*',
  'log.date': 'relative',
  'log.decorate': 'full',
  'log.abbrevCommit': 'true',
  'format.pretty': 'oneline',
  'format.notes': 'true',
  'diff.orderFile': join(folder, 'no-such-file'),
  'diff.renames': 'copies',
  'diff.noprefix': 'true',
  'diff.relative': 'true',
  'diff.ignoreSubmodules': 'all',
  'diff.submodule': 'log',
  'diff.statGraphWidth': '1',
  'core.quotePath': 'true',
  'core.abbrev': '4',
  'core.attributesFile': join(folder, 'attributes'),
  'grep.patternType': 'perl',
  'grep.fallbackToNoIndex': 'true',
  'color.ui': 'always',
  'color.diff': 'always',
  'i18n.logOutputEncoding': 'UTF-16',
  'uploadpack.packObjectsHook': run,
  'remote.origin.url': `ext::${run}`,
  'remote.origin.promisor': 'true',
  'remote.origin.partialclonefilter': 'blob:none',
  'remote.origin.uploadpack': run,
  'remote.origin.vcs': 'evil',
  'protocol.ext.allow': 'always',
  'protocol.allow': 'always',
  'submodule.recurse': 'true',
  'core.worktree': '/',
  'core.commitGraph': 'true',
  'core.multiPackIndex': 'true',
  'core.bigFileThreshold': '1',
  'trace2.eventTarget': canary,
  'transfer.hideRefs': 'refs/',
  'core.notesRef': 'refs/notes/none',
  'notes.displayRef': 'refs/notes/*',
  'mailmap.file': join(folder, 'mailmap'),
  'log.mailmap': 'true',
  'gc.auto': '1',
  'gc.pruneExpire': 'now',
  'maintenance.auto': 'true',
});

/** Every question is asked, everything is walked and read. @returns ids of the blobs. */
async function lookThrough(root: string, env: Record<string, string | undefined>): Promise<string[]> {
  const repository = await openRepository(root, env);
  await repository.state();
  await repository.submodules();
  const tips = await repository.tips();
  await repository.trees();
  await repository.commitFacts(tips);
  await repository.reachableAmong(new Set(tips), 'refs');
  await repository.reachableAmong(new Set(tips), { remote: 'origin' });
  const { blobs, commits, tags, skipped } = await walked(root, env);
  assert.deepEqual(skipped, []);
  const found = await readAll(root, env, [...blobs, ...commits, ...tags]);
  assert.ok(found.every((each) => each.kind === 'blob' || each.kind === 'commit' || each.kind === 'tag'));
  await walked(root, env, { unreachable: true });
  return blobs;
}

test('no program that the configuration names is run, nothing is hidden by it', async () => {
  const repository = sample();
  const expected = listed(repository, 'blob');
  writeFileSync(join(folder, 'included'), `[core]\n\tfsmonitor = ${program}\n[alias]\n\tls-tree = !${program}\n`);
  writeFileSync(join(folder, 'attributes'), '* diff=evil filter=evil\n');
  for (const name of ['post-index-change', 'reference-transaction', 'pre-auto-gc'])
    writeFileSync(join(folder, name), `#!/bin/sh\n${program} ${name}\n`, { mode: 0o755 });
  const config = join(repository.root, '.git', 'config');
  for (const [name, value] of Object.entries(settings(program))) {
    const at = name.lastIndexOf('.');
    const [section = '', ...rest] = name.slice(0, at).split('.');
    const head = rest.length === 0 ? section : `${section} "${rest.join('.')}"`;
    appendFileSync(config, `[${head}]\n\t${name.slice(at + 1)} = ${JSON.stringify(value)}\n`);
  }
  const { hidden, ...env } = { ...repository.env, hidden: '' };
  assert.equal(hidden, '');
  assert.deepEqual(await lookThrough(repository.root, env), expected);
  assert.equal(existsSync(canary), false);
  // Plain git does run them: this test can fail.
  const plain = ['log', '-p', '-1', '-O/dev/null', '--diff-merges=1', '--ext-diff', 'main'];
  assert.throws(() => repository.gitWith({ env: { GIT_WORK_TREE: repository.root } }, ...plain));
  assert.equal(existsSync(canary), true);
  rmSync(canary);
});

test('no variable of the caller leads git elsewhere or runs anything', async () => {
  const repository = sample();
  const expected = listed(repository, 'blob');
  const elsewhere = sample();
  const trace = join(folder, 'trace');
  const env = {
    ...repository.env,
    GIT_DIR: join(elsewhere.root, '.git'),
    GIT_WORK_TREE: '/',
    GIT_COMMON_DIR: join(elsewhere.root, '.git'),
    GIT_OBJECT_DIRECTORY: '/',
    GIT_ALTERNATE_OBJECT_DIRECTORIES: '/',
    GIT_INDEX_FILE: '/none',
    GIT_NAMESPACE: 'none',
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_0: 'core.fsmonitor',
    GIT_CONFIG_VALUE_0: program,
    GIT_CONFIG_KEY_1: 'alias.log',
    GIT_CONFIG_VALUE_1: `!${program}`,
    GIT_CONFIG_PARAMETERS: `'core.pager=${program}'`,
    GIT_EXTERNAL_DIFF: program,
    GIT_PAGER: program,
    PAGER: program,
    GIT_EDITOR: program,
    GIT_ASKPASS: program,
    GIT_SSH: program,
    GIT_SSH_COMMAND: program,
    GIT_PROXY_COMMAND: program,
    GIT_EXEC_PATH: folder,
    GIT_TRACE: trace,
    GIT_TRACE_SETUP: trace,
    GIT_TRACE2: trace,
    GIT_TRACE2_EVENT: trace,
    GIT_NO_LAZY_FETCH: '0',
    GIT_NO_REPLACE_OBJECTS: '',
    GIT_GRAFT_FILE: join(folder, 'grafts'),
    GIT_SHALLOW_FILE: join(folder, 'shallow'),
    GIT_ALLOW_PROTOCOL: 'ext:file',
    GIT_REPLACE_REF_BASE: 'refs/heads/',
    GIT_GLOB_PATHSPECS: '1',
    GIT_CEILING_DIRECTORIES: '/',
    GIT_DEFAULT_HASH: 'sha256',
    GIT_REDIRECT_STDOUT: trace,
    GIT_FLUSH: '1',
  };
  assert.deepEqual(await lookThrough(repository.root, env), expected);
  assert.equal(existsSync(canary), false);
  assert.equal(existsSync(trace), false);
});

test('grafts and replaced objects hide nothing', async () => {
  const repository = sample();
  const expected = listed(repository, 'blob');
  const secret = repository.id('other~1:o.md');
  const head = repository.id('main');
  const first = repository.id('main^1');
  repository.git('replace', '--graft', head, first);
  repository.git('replace', secret, repository.blob('harmless'));
  mkdirSync(join(repository.root, '.git', 'info'), { recursive: true });
  writeFileSync(join(repository.root, '.git', 'info', 'grafts'), `${head} ${first}\n`);
  repository.git('branch', '-q', '-D', 'other');
  repository.git('reflog', 'expire', '--expire=now', '--all');
  assert.ok(!listed(repository, 'blob').includes(secret));
  const found = await walked(repository.root, repository.env);
  for (const each of expected) assert.ok(found.blobs.includes(each));
  const [read] = await readAll(repository.root, repository.env, [secret]);
  assert.ok(read !== undefined && 'bytes' in read);
  assert.equal(Buffer.from(read.bytes).toString(), 'another root');
});

test('a false commit graph hides nothing', async () => {
  const repository = sample();
  const secret = repository.id('other~1:o.md');
  repository.git('branch', '-q', '-D', 'other');
  repository.git('commit-graph', 'write', '--reachable');
  const file = join(repository.root, '.git', 'objects', 'info', 'commit-graph');
  const bytes = readFileSync(file);
  // Of every commit (tree, two parents, eight bytes more) the second parent is taken away.
  const entry = bytes.indexOf('CDAT');
  const end = Number(bytes.readBigUInt64BE(entry + 16));
  for (let at = Number(bytes.readBigUInt64BE(entry + 4)); at < end; at += 36) bytes.writeUInt32BE(0x70000000, at + 24);
  chmodSync(file, 0o644);
  writeFileSync(file, bytes);
  repository.git('reflog', 'expire', '--expire=now', '--all');
  assert.ok(!listed(repository, 'blob').includes(secret));
  const { blobs, skipped } = await walked(repository.root, repository.env);
  assert.ok(blobs.includes(secret));
  assert.deepEqual(skipped, []);
});

test('a false index over packs hides nothing', async () => {
  const repository = makeRepository(join(folder, 'midx'), { commits: [{ 'a.md': 'one' }] });
  repository.git('repack', '-q', '-a', '-d');
  repository.git('multi-pack-index', 'write');
  const packs = join(repository.root, '.git', 'objects', 'pack');
  const named = readdirSync(packs).filter((name) => /\.(?:pack|idx|rev)$/.test(name));
  repository.commit({ 'b.md': 'two' });
  repository.git('-c', 'core.multiPackIndex=false', 'repack', '-q', '-a', '-d');
  // The new pack under the name of the one that the index over packs knows: git takes it for known and looks no further.
  for (const name of readdirSync(packs)) {
    const old = named.find((each) => each.slice(-4) === name.slice(-4) && each !== name);
    if (old !== undefined) renameSync(join(packs, name), join(packs, old));
  }
  assert.ok(readdirSync(packs).includes('multi-pack-index'));
  assert.throws(() => listed(repository, 'blob'));
  const { blobs, skipped } = await walked(repository.root, repository.env);
  assert.deepEqual(skipped, []);
  assert.equal(blobs.length, 2);
  assert.ok((await readAll(repository.root, repository.env, blobs)).every(({ kind }) => kind === 'blob'));
});

test('a partial clone fetches nothing, whatever its remote is', async () => {
  const origin = makeRepository(join(folder, 'origin'), {
    commits: [{ 'a.md': 'one', 'b/c.md': 'deep' }, { 'a.md': 'two' }],
  });
  origin.git('config', 'uploadpack.allowFilter', 'true');
  origin.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  for (const filter of ['blob:none', 'tree:0']) {
    for (const isHostile of [false, true]) {
      const root = join(folder, `partial-${filter.replace(':', '')}-${isHostile}`);
      const clone = cloneRepository(origin, root, `--filter=${filter}`, '--no-checkout');
      if (isHostile) {
        clone.git('config', 'remote.origin.url', `ext::${program}`);
        clone.git('config', 'protocol.ext.allow', 'always');
        clone.git('config', 'remote.origin.uploadpack', program);
      }
      const before = listed(clone, 'commit', 'all').length;
      const { isPartial } = await openRepository(root, clone.env);
      assert.equal(isPartial, true);
      const { blobs, commits, skipped } = await walked(root, clone.env);
      assert.equal(commits.length, 2);
      if (filter === 'blob:none') {
        assert.deepEqual(blobs, listed(origin, 'blob'));
        assert.deepEqual(skipped, []);
      } else assert.ok(skipped.length > 0);
      const read = await readAll(root, clone.env, listed(origin, 'blob'));
      assert.deepEqual(
        read.map(({ kind }) => kind),
        ['missing', 'missing', 'missing'],
      );
      assert.equal(listed(clone, 'commit', 'all').length, before);
      assert.deepEqual(listed(clone, 'blob', 'all'), []);
    }
  }
  assert.equal(existsSync(canary), false);
});
