import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import Ajv04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { madeUp } from '../detect/scanning.ts';
import { makeFolder } from '../node/folder.ts';
import { cloneRepository, makeRepository, type TestRepository, testEnvironment } from '../node/git/repositories.ts';
import { bundles } from '../node/history/scanning.ts';
import { type Run, run } from './running.ts';

const token = (letter: string): string => madeUp.github.replace('x8', `${letter}8`);
/** Every value that the repositories of these tests hold. */
const values = ['a', 'b', 'c', 'x'].map(token);

/** A repository of three commits, on which commands are run; every output is searched for values. */
function made(t: TestContext) {
  const own = makeFolder(t, {});
  const repository = makeRepository(join(own, 'notes'), {
    commits: [
      { 'Clients/api.md': `one\n\ntoken: ${token('a')}\n`, 'there.md': `key: ${token('b')}\n` },
      { 'Clients/api.md': 'gone', 'c.bin': '\0\0\0bin' },
    ],
  });
  const home = join(own, 'cloister');
  const env: Record<string, string> = { ...repository.env, PATH: process.env['PATH'] ?? '' };
  return {
    repository,
    home,
    env,
    async cloister(...argv: string[]): Promise<Run> {
      const ran = await run(argv, { cwd: repository.root, home, env: { ...env, CLOISTER_HOME: home } });
      for (const value of values) assert.ok(!`${ran.out}${ran.err}`.includes(value), 'a value was printed');
      return ran;
    },
  };
}

test('for people: the worst first, where it first appeared, whether it is still there, who reads it, where it went', async (t) => {
  const { repository, cloister } = made(t);
  makeRepository(join(repository.root, '..', 'server'), { bare: true });
  repository.git('remote', 'add', 'origin', join(repository.root, '..', 'server'));
  repository.git('push', '-q', 'origin', 'main');
  const { code, out, err } = await cloister('history');
  assert.deepEqual([code, err], [1, '']);
  const short = repository.id('HEAD~1').slice(0, 8);
  const lines = out.split('\n');
  assert.match(lines[0] ?? '', /^\w+ +GitHub token: ghp_•{8}$/);
  assert.equal(lines[1], `          first in ${short} (Ada, 2023-11-14) at there.md:1:6`);
  assert.equal(lines[2], '          still in there.md:1:6 · agents can read it · pushed to origin');
  assert.match(lines[4] ?? '', /GitHub token/);
  assert.equal(lines[5], `          first in ${short} (Ada, 2023-11-14) at Clients/api.md:3:8`);
  assert.equal(lines[6], '          no longer in the files · agents can read it · pushed to origin');
  assert.match(out, /What to do next\n {2}GitHub token \(2\): /);
  assert.match(out, /\n2 findings: 2 \w+\.\nScanned 6 objects of 2 commits, \d+ B read, in \d/);
  assert.match(out, /\n1 skipped: 1 binary\.\n$/);
  const again = await cloister('history', '--quiet');
  assert.doesNotMatch(again.out, /What to do|Scanned/);
  assert.match((await cloister('history')).out, /all known from earlier runs, in/);
});

test('for programs: JSON with the fields of `scan` and those of the history', async (t) => {
  const { repository, cloister } = made(t);
  const { code, out } = await cloister('history', '--format', 'json');
  assert.equal(code, 1);
  const { findings, skipped, summary } = JSON.parse(out);
  assert.deepEqual(skipped, [{ path: 'c.bin', why: 'binary' }]);
  const { seconds, severities, ...counts } = summary;
  assert.equal(typeof seconds, 'number');
  assert.equal(typeof severities, 'object');
  assert.deepEqual(counts, {
    findings: 2,
    objects: 6,
    known: 0,
    bytes: counts.bytes,
    commits: 2,
    accepted: 0,
    skipped: 1,
    skippedBy: { binary: 1 },
  });
  const [first] = findings;
  const { rule, severity, message, masked, advice, fingerprint, ...rest } = first;
  assert.deepEqual([rule, masked, message], ['secret.github.token', 'ghp_••••••••', 'GitHub token: ghp_••••••••']);
  assert.ok(severity !== '' && advice !== '');
  assert.match(fingerprint, /^[0-9a-f]{32}$/);
  assert.deepEqual(rest, {
    path: 'there.md',
    startLine: 1,
    startColumn: 6,
    endLine: 1,
    endColumn: 46,
    object: 'blob',
    oid: repository.id('HEAD:there.md'),
    commit: repository.id('HEAD~1'),
    author: 'Ada',
    date: '2023-11-14T23:14:20+01:00',
    versions: 1,
    paths: ['there.md'],
    inTree: [{ path: 'there.md', startLine: 1, startColumn: 6, endLine: 1, endColumn: 46 }],
    reach: 'ref',
    remotes: [],
  });
  const again = JSON.parse((await cloister('history', '--format', 'json')).out);
  assert.deepEqual(again.findings, findings);
  assert.deepEqual([again.summary.known, again.summary.bytes], [6, 0]);
});

test('SARIF is valid, and holds the facts of the history', async (t) => {
  const schema = JSON.parse(readFileSync(new URL('./sarif-2.1.0.schema.json', import.meta.url), 'utf8'));
  const ajv = new Ajv04.default({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const { repository, cloister } = made(t);
  repository.commit({}, `message ${token('c')}`);
  const { out } = await cloister('history', '--format', 'sarif');
  const log: {
    runs: [
      {
        results: { properties: { commit: string }; locations: [{ physicalLocation: { artifactLocation: object } }] }[];
      },
    ];
  } = JSON.parse(out);
  assert.ok(ajv.validate(schema, log), JSON.stringify(ajv.errors?.slice(0, 3)));
  const [{ results }] = log.runs;
  assert.equal(results.length, 3);
  const uris = results.map((each) => each.locations[0].physicalLocation.artifactLocation);
  assert.deepEqual(uris[0], { uri: 'there.md', uriBaseId: 'SRCROOT' });
  assert.equal(results[0]?.properties.commit, repository.id('HEAD~2'));
});

test('a baseline takes away what is accepted at one of its paths, and what was rotated', async (t) => {
  const { repository, cloister } = made(t);
  await cloister('init', '--open', '--no-protect');
  repository.commit({});
  assert.match((await cloister('history')).out, /\n2 findings/);
  const added = await cloister('baseline', 'add', 'there.md', '--all', '--reason', 'a sample of the docs');
  assert.equal(added.code, 0, added.err);
  const left = await cloister('history');
  assert.match(left.out, /\n1 finding:/);
  assert.match(left.out, /1 accepted finding not shown \(baseline\)/);
  assert.match((await cloister('history', '--no-baseline')).out, /\n2 findings/);
  const { findings } = JSON.parse((await cloister('history', '--format', 'json')).out);
  assert.deepEqual(findings[0].path, 'Clients/api.md');
  const { runs } = JSON.parse((await cloister('history', '--format', 'sarif')).out);
  assert.deepEqual(
    runs[0].results.map((each: { suppressions: unknown[] }) => each.suppressions.length),
    [0, 1],
  );
});

test('what agents get of the most open of its paths, by the policy', async (t) => {
  const { repository, cloister } = made(t);
  await cloister('init', '--open', '--no-protect');
  await cloister('lock', 'Clients');
  const { out } = await cloister('history');
  assert.match(out, /no longer in the files · locked, but no agent is held to that · not pushed/);
  assert.match(out, /still in there\.md:1:6 · agents can read it/);
  repository.commit({ 'copy.md': `one\n\ntoken: ${token('a')}\n` });
  const { findings } = JSON.parse((await cloister('history', '--format', 'json')).out);
  assert.deepEqual(
    findings.map(({ access }: { access: string }) => access),
    ['write', 'write'],
  );
});

test('--severity, --max-size, --ref, --range, --since, --unreachable', async (t) => {
  const { repository, cloister } = made(t);
  const count = async (...argv: string[]): Promise<number> =>
    JSON.parse((await cloister('history', '--format', 'json', ...argv)).out).findings.length;
  assert.equal(await count('--severity', 'critical'), 0);
  assert.equal(await count('--no-cache', '--max-size', '50'), 1);
  repository.git('checkout', '-q', '-b', 'side');
  repository.commit({ 'side.md': token('c') });
  assert.equal(await count('--ref', 'main'), 2);
  assert.equal(await count('--range', 'main..side'), 1);
  assert.equal(await count('--since', '2023-11-14T22:16:00Z'), 1);
  repository.blob(`${token('x')}\n`);
  assert.equal(await count(), 3);
  assert.equal(await count('--unreachable'), 4);
});

test('what can not run says so in one line with a hint', async (t) => {
  const { repository, cloister, home, env } = made(t);
  for (const [argv, message] of [
    [['--ref', '--all'], /--ref/],
    [['--max-size', 'much'], /--max-size can not be "much"/],
    [['--format', 'xml'], /--format can not be "xml"/],
    [['--severity', 'bad'], /--severity can not be "bad"/],
    [['--range', 'no..where'], /no/],
    [['--output', 'x'], /--plan/],
    [['--plan', '--format', 'json'], /--format/],
    [['a', 'b'], /takes one path/],
  ] as const) {
    const { code, out, err } = await cloister('history', ...argv);
    assert.deepEqual([code, out], [2, ''], argv.join(' '));
    assert.match(err, message);
    assert.match(err, /^error: [^\n]+\n {2}[^\n]+\n$/);
  }
  const outside = await run(['history'], { cwd: makeFolder(t, {}), home, env: { ...env, CLOISTER_HOME: home } });
  assert.equal(outside.code, 2);
  assert.match(outside.err, /no git repository/);
  const agent = await run(['history'], {
    cwd: repository.root,
    home,
    env: { ...env, CLOISTER_HOME: home, CLAUDECODE: '1' },
  });
  assert.equal(agent.code, 2);
  assert.match(agent.err, /`cloister history` is refused: an agent runs it/);
  assert.match((await cloister('history', '--help')).out, /^Usage: cloister history/);
});

test('many low findings of one rule are counted in a line', async (t) => {
  const { repository, cloister } = made(t);
  const addresses = Array.from({ length: 30 }, (_, index) => `person${index}@${'corp-mail'}.de`);
  repository.commit({ 'people.md': addresses.join('\n') });
  const { out } = await cloister('history');
  assert.match(out, /\nlow {7}E-mail address: 10 more, which `--format json` lists\n/);
  assert.equal(out.match(/\nlow /g)?.length, 21);
});

test('without a place for its key: a warning, and nothing is remembered', async (t) => {
  const { repository, env } = made(t);
  const home = '/dev/null/cloister';
  const { code, err } = await run(['history'], { cwd: repository.root, home, env: { ...env, CLOISTER_HOME: home } });
  assert.equal(code, 1);
  assert.match(err, /^warning: No key could be kept/);
  assert.throws(() => readdirSync(join(env['HOME'] ?? '', '.cache')), /ENOENT/);
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command; `stop` gets it as soon as it was started. */
function start(
  repository: TestRepository,
  home: string,
  stop: (kill: (signal: NodeJS.Signals) => void) => void,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(bundles, 'cli.cjs'), 'history', '--format', 'json'], {
      cwd: repository.root,
      env: { ...repository.env, PATH: process.env['PATH'], CLOISTER_HOME: home },
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (piece) => {
      out += piece;
    });
    child.stderr.on('data', (piece) => {
      err += piece;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
    stop((signal) => child.kill(signal));
  });
}

/** A history of 2,000 blobs, of which some hold what is found. */
function long(t: TestContext): { repository: TestRepository; home: string } {
  const own = makeFolder(t, {});
  const env = testEnvironment(own);
  const repository = makeRepository(join(own, 'notes'), {}, env);
  const input: string[] = [];
  for (let index = 0; index < 400; index++) {
    const note = (number: number): string => {
      const secret = (index + number) % 50 === 0 ? `token: ${token('abcx'[number % 4] ?? 'a')}\n` : '';
      return `# Note ${number}\n\nversion ${index}\n${'some words that stand in every note. '.repeat(40)}\n${secret}`;
    };
    input.push(`commit refs/heads/main\ncommitter Ada <ada@example.org> ${1_700_000_000 + index * 60} +0100\n`);
    input.push(`data 8\nversion \n`);
    for (let number = 0; number < 5; number++) {
      const text = note(number);
      input.push(`M 100644 inline notes/${(index * 3 + number) % 40}.md\ndata ${Buffer.byteLength(text)}\n${text}\n`);
    }
  }
  repository.gitWith({ input: input.join('') }, 'fast-import', '--quiet');
  repository.git('reset', '-q', '--hard', 'main');
  return { repository, home: join(own, 'cloister') };
}

test('killed at 50 random moments: the next run finds the same as one that was left alone', {
  timeout: 600_000,
}, async (t) => {
  const { repository, home } = long(t);
  const begun = performance.now();
  const calm = await start(cloneRepository(repository, join(home, '..', 'calm')), home, () => undefined);
  const whole = performance.now() - begun;
  assert.equal(calm.code, 1, calm.err);
  const expected = JSON.parse(calm.out);
  assert.ok(expected.findings.length >= 4);
  const caches = join(dirname(home), '.cache', 'cloister', 'history');
  // A remote is what the copy has and the original has not.
  const bare = (all: { remotes: unknown }[]) => all.map(({ remotes: _, ...rest }) => rest);
  let known = 0;
  let ended = 0;
  for (let killed = 0; killed < 50; ) {
    const moment = whole * (0.1 + 0.9 * Math.random());
    const { code, out, err } = await start(repository, home, (kill) => {
      setTimeout(() => kill('SIGKILL'), moment);
    });
    if (code === null) {
      killed += 1;
      continue;
    }
    // Whatever the runs before were killed at: what is found is the same. Then from the beginning.
    assert.deepEqual([code, err], [1, '']);
    const { findings, skipped, summary } = JSON.parse(out);
    assert.deepEqual(bare(findings), bare(expected.findings));
    assert.deepEqual([skipped, summary.objects], [expected.skipped, expected.summary.objects]);
    ended += 1;
    known += summary.known;
    rmSync(caches, { recursive: true });
  }
  const last = await start(repository, home, () => undefined);
  assert.deepEqual([last.code, last.err], [1, '']);
  assert.deepEqual(bare(JSON.parse(last.out).findings), bare(expected.findings));
  t.diagnostic(
    `50 killed, ${ended} of their next runs ended: ${known} objects known by then; a run takes ${Math.round(whole)} ms`,
  );
  const left = readdirSync(caches);
  assert.deepEqual(
    left.filter((name) => name.startsWith('.')),
    [],
    'drafts of killed runs are left',
  );
});

test('interrupted: exit 130, and what was seen is kept', async (t) => {
  const { repository, home } = long(t);
  const caches = join(dirname(home), '.cache', 'cloister', 'history');
  const { code, out } = await start(repository, home, (kill) => {
    // The first part of the work was remembered: the run is in its midst.
    const timer = setInterval(() => {
      if (!existsSync(caches) || !readdirSync(caches).some((name) => name.endsWith('.bin'))) return;
      clearInterval(timer);
      kill('SIGINT');
    }, 5);
    timer.unref();
  });
  if (code === 1) t.diagnostic('it ended before');
  else assert.deepEqual([code, out], [130, '']);
  const { summary } = JSON.parse((await start(repository, home, () => undefined)).out);
  assert.ok(summary.objects > 2000);
  assert.ok(summary.known > 0);
});
