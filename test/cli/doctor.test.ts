import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { checkBundles } from '../../src/node/doctor/guard-check.ts';
import { checkSettings } from '../../src/node/doctor/settings-check.ts';
import { guardMark } from '../../src/node/launcher-script.ts';
import { makeFolder } from '../node/folder.ts';
import { run } from './running.ts';
import { makeVaultFolder } from './vault-folder.ts';

interface Report {
  readonly isWell: boolean;
  readonly wrong: number;
  readonly open: number;
  readonly notEnforced: readonly string[];
  readonly groups: readonly {
    readonly title: string;
    readonly checks: readonly { status: string; what: string; mend?: string; paths?: string[] }[];
  }[];
}

const path = process.env['PATH'] ?? '';

/** A protected vault whose folder `journal` is locked; `home` is the user's home folder too. */
async function patient(t: TestContext, files: Readonly<Record<string, string>> = {}) {
  const { cwd, home, cloister } = await makeVaultFolder(t, files);
  await cloister('lock', 'journal', '--no-protect');
  const protectedRun = await cloister('protect', 'claude-code');
  assert.equal(protectedRun.code, 0, protectedRun.err);
  const doctor = async (env: Readonly<Record<string, string>> = {}) => {
    const { code, out, err } = await run(['doctor', '--format', 'json'], { cwd, home, env: { PATH: path, ...env } });
    assert.equal(err, '');
    const report: Report = JSON.parse(out);
    const all = report.groups.flatMap(({ checks }) => checks);
    return {
      code,
      out,
      report,
      /** The findings, each with what mends it. */
      found: all
        .filter(({ status }) => status === 'wrong' || status === 'open')
        .map(({ status, what, mend }) => `${status}: ${what} -> ${mend}`),
      notes: all.filter(({ status }) => status === 'note').map(({ what }) => what),
      right: all.filter(({ status }) => status === 'ok').map(({ what }) => what),
    };
  };
  const put = (name: string, text: string): string => {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), text);
    return join(home, name);
  };
  return { cwd, home, cloister, doctor, put, settings: join(home, '.claude', 'settings.json') };
}

/** Everything beneath a folder but the guard's compiled code, with its text. */
function contents(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('compiled'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((each) => `${each} ${statSync(each).mode} ${readFileSync(each, 'latin1')}`)
    .sort();
}

test('a guard that is alive: all is well, and nothing of the examination stays', async (t) => {
  const { doctor, cwd, home } = await patient(t);
  const before = [...contents(home), ...contents(cwd)];
  const { code, found, right, out, report } = await doctor();
  assert.deepEqual(found, []);
  assert.deepEqual([code, report.isWell], [0, true]);
  assert.ok(right.includes(`the hook in ${home}/.claude/settings.json, run as Claude Code runs it, answers`));
  assert.ok(right.includes('a locked note is denied to Read'));
  assert.equal(right.filter((each) => each.startsWith('broken on purpose')).length, 2);
  assert.doesNotMatch(out, /canary[0-9a-f]{8}|AKIA/);
  assert.deepEqual([...contents(home), ...contents(cwd)], before);
});

test('the report for people: marks, commands that mend, and what is not enforced', async (t) => {
  const { cwd, home, put } = await patient(t);
  put('.claude/CLAUDE.md', `see @${cwd}/journal/a.md\n`);
  const { code, out } = await run(['doctor'], { cwd, home, env: { PATH: path } });
  assert.equal(code, 1);
  assert.match(out, /^Settings\n {2}ok {5}the rules and hooks/);
  assert.match(out, /\n {2}WRONG {2}\S+CLAUDE\.md imports \S+journal\/a\.md: .*\n {9}-> take @\S+ out of \S+\n/);
  assert.match(out, /\nNot enforced, whatever this page says\n {2}- what a script/);
  assert.match(out, /\n1 thing is wrong\.\n$/);
});

test('without protection it says so; options that are wrong are refused', async (t) => {
  const { cwd, home, cloister } = await makeVaultFolder(t);
  const { code, out } = await run(['doctor'], { cwd, home });
  assert.equal(code, 1);
  assert.match(out, /^Settings\n {2}WRONG {2}Claude Code is not protected\n {9}-> `cloister protect claude-code`\n/);
  for (const argv of [['x'], ['--format', 'xml'], ['--fix']]) assert.equal((await cloister('doctor', ...argv)).code, 2);
  assert.match((await cloister('doctor', '--help')).out, /^Usage: cloister doctor/);
});

test('each way to lose the guard is found', async (t) => {
  const { home, settings, doctor, cloister } = await patient(t);
  const text = readFileSync(settings, 'utf8');
  const guard = join(home, 'guard', 'guard.cjs');
  const whole = readFileSync(guard, 'utf8');
  const launcher = join(home, 'bin', 'cloister-guard');
  const script = readFileSync(launcher, 'utf8');
  const broken: readonly [string, () => void, RegExp][] = [
    [
      'a guard that lets all through',
      () => writeFileSync(guard, `${guardMark}\n`),
      /a locked note is denied to Read: is not/,
    ],
    [
      'a changed guard',
      () => writeFileSync(guard, `${whole}\n`),
      /the guard is of another version than this Cloister, or was/,
    ],
    [
      'a guard that prints',
      () => writeFileSync(guard, `${guardMark}\nconsole.log('hi')`),
      /outside of vaults it keeps silent: it does not/,
    ],
    ['no guard', () => rmSync(guard), /the guard is gone/],
    ['no launcher', () => rmSync(launcher), /the guard is gone/],
    ['a launcher that allows', () => writeFileSync(launcher, '#!/bin/sh\nexit 0\n'), /not the one that Cloister wrote/],
    [
      'a launcher that allows, in disguise',
      () => writeFileSync(launcher, script.replace('\nunset ', '\nexit 0\nunset ')),
      /run as Claude Code runs it, answers: does not answer/,
    ],
    ['settings with a comment', () => writeFileSync(settings, `// x\n${text}`), /comments or trailing commas make/],
    ['broken settings', () => writeFileSync(settings, '{'), /no JSON/],
    [
      'a folder in the place of the settings',
      () => {
        rmSync(settings);
        mkdirSync(settings);
      },
      /settings\.json can not be read: it is no file/,
    ],
    [
      'an unknown mode',
      () => writeFileSync(settings, text.replace('"permissions": {', '"permissions": { "defaultMode": "delegate",')),
      /defaultMode is none of/,
    ],
    [
      'a hook that no longer blocks when it fails',
      () => writeFileSync(settings, text.replaceAll('"onFailure": "block"', '"onFailure": "ignore"')),
      /put back/,
    ],
    [
      'an unknown hook',
      () =>
        writeFileSync(settings, text.replace('"PreToolUse": [', '"PreToolUse": [{ "hooks": [{ "type": "magic" }] },')),
      /has a "type" that Claude Code does not know/,
    ],
    [
      'a variable in the settings',
      () => writeFileSync(settings, text.replace('{', '{ "env": { "CLAUDE_CODE_SIMPLE": "1" },')),
      /env\.CLAUDE_CODE_SIMPLE switches hooks off/,
    ],
  ];
  for (const [name, breakIt, expected] of broken) {
    breakIt();
    const { code, found, notes } = await doctor();
    const texts = [...found, ...notes].join('\n');
    assert.match(texts, expected, name);
    if (!expected.source.includes('put back')) assert.equal(code, 1, name);
    for (const each of found) assert.doesNotMatch(each, /-> undefined/, each);
    rmSync(settings, { recursive: true });
    writeFileSync(settings, text);
    writeFileSync(launcher, script, { mode: 0o755 });
    await cloister('protect', 'claude-code');
  }
  assert.equal((await doctor()).code, 0);
});

test('what another program took out of the settings is put back and told', async (t) => {
  const { settings, doctor } = await patient(t);
  const { hooks, ...rest } = JSON.parse(readFileSync(settings, 'utf8'));
  assert.ok(hooks !== undefined);
  writeFileSync(settings, JSON.stringify({ ...rest, disableAllHooks: true }));
  const { code, notes } = await doctor();
  assert.equal(code, 0);
  assert.match(notes.join('\n'), /another program had taken out, now put back: \d hooks and 1 other entry$/m);
  assert.equal(JSON.parse(readFileSync(settings, 'utf8')).disableAllHooks, false);
});

test('settings with a comment are left alone, and one line tells that they are not read', async (t) => {
  const { settings, doctor } = await patient(t);
  for (const text of ['// mine\n{}\n', `// mine\n${readFileSync(settings, 'utf8')}`]) {
    writeFileSync(settings, text);
    const { code, found, report, notes } = await doctor();
    assert.deepEqual([code, found.length], [1, 1], found.join('\n'));
    assert.equal(readFileSync(settings, 'utf8'), text);
    assert.doesNotMatch(notes.join('\n'), /put back/);
    const checks = (report.groups.find(({ title }) => title === 'Settings')?.checks ?? []).filter(
      ({ status }) => status !== 'note',
    );
    assert.deepEqual(
      checks.map(({ status, what }) => `${status}: ${what}`),
      [`wrong: ${settings}: comments or trailing commas make Claude Code ignore the whole file`],
    );
    assert.match(checks[0]?.mend ?? '', /^Take the comment or comma out, .*`cloister doctor`/);
  }
});

test('the options that are on are named, and what they hold is not listed as open', async (t) => {
  const { cloister, doctor } = await patient(t);
  const none = await doctor();
  assert.ok(none.notes.includes('options of `cloister protect` that are on: none'));
  assert.match(none.report.notEnforced.join('\n'), /^what a script.*--sandbox`\n.*--wrapper`$/m);
  await cloister('protect', 'claude-code', '--sandbox', '--keep-git', '--wrapper');
  const some = await doctor();
  assert.ok(some.notes.includes('options of `cloister protect` that are on: sandbox, keep-git, wrapper'));
  const left = some.report.notEnforced.join('\n');
  assert.doesNotMatch(left, /--sandbox|--wrapper/);
  assert.match(left, /git's objects: --keep-git[^\n]*\na session that is not started through the wrapper/);
  await cloister('protect', 'claude-code', '--without', 'keep-git');
  assert.doesNotMatch((await doctor()).report.notEnforced.join('\n'), /script|keep-git/);
});

test('a sandbox without its programs is told, since Claude Code does not start then', async (t) => {
  const { cwd, home } = await patient(t);
  const tools = makeFolder(t, { bwrap: '', socat: '' });
  const lacking = /the sandbox is on and (.+) is not on PATH: Claude Code refuses to start/;
  const isLinux = process.platform === 'linux';
  const protect = () => run(['protect', 'claude-code', '--sandbox'], { cwd, home, env: { PATH: tools } });
  const none = await protect();
  assert.equal(none.code, 0);
  assert.equal(lacking.exec(none.err)?.[1], isLinux ? 'bwrap and socat' : undefined);
  if (isLinux) assert.match(none.err, /install bubblewrap and socat/);
  chmodSync(join(tools, 'bwrap'), 0o755);
  assert.equal(lacking.exec((await protect()).err)?.[1], isLinux ? 'socat' : undefined);
  const { out } = await run(['doctor'], { cwd, home, env: { PATH: tools } });
  assert.equal(lacking.exec(out)?.[1], isLinux ? 'socat' : undefined);
  if (isLinux) assert.match(out, /WRONG {2}the sandbox is on and socat .*\n +-> install socat/);
  chmodSync(join(tools, 'socat'), 0o755);
  assert.doesNotMatch((await protect()).err, lacking);
  assert.doesNotMatch((await run(['doctor'], { cwd, home, env: { PATH: tools } })).out, lacking);
});

test('what switches hooks off: the environment, other folders of settings, and settings in a vault', async (t) => {
  const { cwd, home, doctor } = await patient(t, {
    '.claude/settings.json': '{"sandbox":{"enabled":false,"filesystem":{"allowRead":["journal"]}}}',
    'projects/.claude/settings.local.json': '{"disableAllHooks":true}',
    'projects/.claude/settings.json': '// a comment\n{}',
  });
  const { code, found, notes } = await doctor({ CLAUDE_CODE_SIMPLE: '1', CLAUDE_CONFIG_DIR: join(home, 'elsewhere') });
  assert.equal(code, 1);
  const texts = found.join('\n');
  assert.match(
    texts,
    /CLAUDE_CONFIG_DIR is set, and the settings there are not protected: \S+elsewhere\/settings\.json -> `cloister protect/,
  );
  assert.match(texts, /CLAUDE_CODE_SIMPLE is set here: .* -> `unset CLAUDE_CODE_SIMPLE`/);
  assert.ok(texts.includes(`${cwd}/projects/.claude/settings.local.json: disableAllHooks switches the guard off`));
  assert.match(texts, /sandbox\.enabled switches the sandbox off/);
  assert.match(texts, /sandbox\.filesystem\.allowRead opens folders/);
  assert.match(notes.join('\n'), /projects\/\.claude\/settings\.json: comments or trailing commas/);
});

test('locked notes in git history, counted by the policy', async (t) => {
  const { cwd, doctor, cloister } = await patient(t, { 'keys.kdbx': 'x', 'journal/ümlaut x.md': 'x' });
  const git = (...args: string[]): void => {
    const env = { PATH: path, HOME: cwd, GIT_CONFIG_NOSYSTEM: '1' };
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      cwd,
      env,
      stdio: 'ignore',
    });
  };
  git('init', '-q');
  assert.deepEqual((await doctor()).found, []);
  git('add', 'projects');
  git('commit', '-qm', 'open');
  assert.ok((await doctor()).right.includes("no locked note stands in git's history"));
  git('checkout', '-qb', 'side');
  git('add', '-f', 'journal', 'keys.kdbx');
  git('commit', '-qm', 'locked');
  git('rm', '-rq', '--cached', 'journal');
  git('commit', '-qm', 'gone again');
  git('checkout', '-qf', '-');
  await cloister('lock', 'keys.kdbx', '--no-protect');
  const { report, notes } = await doctor();
  const [found, ...more] = report.groups.flatMap(({ checks }) => checks).filter(({ status }) => status === 'open');
  assert.deepEqual(more, []);
  assert.deepEqual(found?.paths, ['journal/a.md', 'journal/deep/b.md', 'journal/ümlaut x.md', 'keys.kdbx']);
  assert.match(found?.what ?? '', /^4 locked notes in git's history: journal\/a\.md, .* and 1 more\. The guard denies/);
  assert.match(found?.mend ?? '', /docs\/history\.md#/);
  assert.deepEqual(notes.slice(-2), [
    'journal/: 3 notes; only in history; not pushed; such as journal/a.md',
    'keys.kdbx: 1 note; only in history; not pushed',
  ]);
});

test('the guard of another installation of Cloister is told', async (t) => {
  const { home } = await patient(t);
  const bundles = makeFolder(t, { 'guard.cjs': `${guardMark}\n`, 'guard-main.cjs': '' });
  assert.equal(checkBundles(home, bundles).status, 'note');
  writeFileSync(join(home, 'guard', 'guard-main.cjs'), '');
  assert.equal(checkBundles(home, bundles).status, 'wrong');
});

test('a note that its author marked private is a locked one', async (t) => {
  const { cwd, doctor, put } = await patient(t, { 'mine.md': '---\nprivate: true\n---\nx\n' });
  const history = '.config/Code/User/History/ff';
  put(`${history}/entries.json`, JSON.stringify({ version: 1, resource: `file://${cwd}/mine.md` }));
  put(`${history}/x.md`, 'x');
  const { found } = await doctor();
  assert.match(found.join('\n'), /^open: VS Code's local history: 1 locked note: mine\.md -> /);
});

test('a vault that nobody approved yet is looked at where one stands in it', async (t) => {
  const { home, cloister } = await patient(t);
  assert.equal((await cloister('doctor')).code, 0);
  const cwd = makeFolder(t, {
    'sub/a.md': 'x',
    '.cloister/policy.json': '{ "version": 1, "folders": { "locked": "none" } }',
    '.claude/settings.json': '{ "disableAllHooks": true }',
  });
  const { code, out } = await run(['doctor'], { cwd: join(cwd, 'sub'), home, env: { PATH: path } });
  assert.equal(code, 1);
  assert.ok(out.includes(`\n${cwd}\n  WRONG  the policy was never approved on this machine\n`));
  assert.match(out, /disableAllHooks switches the guard off/);
});

test('settings that an administrator manages may switch the guard off', async (t) => {
  const { home } = await patient(t);
  const managed = makeFolder(t, {
    'managed-settings.json': '{ "permissions": { "deny": ["WebFetch"] } }',
    'managed-settings.d/20-hooks.json': '{ "allowManagedHooksOnly": true }',
  });
  const machine = { home, env: { HOME: home } };
  const [found, ...rest] = (await checkSettings(machine, managed)).filter(({ status }) => status === 'wrong');
  assert.deepEqual(rest, []);
  assert.match(found?.what ?? '', /20-hooks\.json: allowManagedHooksOnly switches the guard off on this machine/);
});

test('copies of locked notes: those that are there, and no other', async (t) => {
  const { cwd, home, doctor, put } = await patient(t, {
    'secret.md': 'x',
    '.secret.md.swp': 'x',
    'journal/.a.md.swp': 'x',
    '.smart-env/multi/journal_a_md.ajson': '"smart_sources:journal/a.md": {"path":"journal/a.md"},\n',
    '.smart-env/multi/top_md.ajson': '"smart_sources:top.md": {"path":"top.md"},\n',
    '.obsidian/workspace.json': '{"lastOpenFiles":["journal/a.md","top.md"]}',
    '.trash/old.md': 'x',
  });
  const { cloister } = { cloister: (...argv: string[]) => run(argv, { cwd, home }) };
  await cloister('lock', 'secret.md', '--no-protect');
  const entries = (file: string, scheme = 'file://'): string =>
    JSON.stringify({ version: 1, resource: `${scheme}${cwd}/${file}`, entries: [{ id: 'x.md', timestamp: 1 }] });
  const history = '.config/Code/User/History';
  put(`${history}/aa/entries.json`, entries('journal/a.md'));
  put(`${history}/aa/x.md`, 'x');
  put(`${history}/bb/entries.json`, entries('top.md'));
  put(`${history}/bb/x.md`, 'x');
  put(`${history}/cc/entries.json`, entries('journal/deep/b.md'));
  put(
    '.vscode-server/data/User/History/dd/entries.json',
    entries('journal/deep/b.md', 'vscode-remote://ssh-remote%2Bbox'),
  );
  put('.vscode-server/data/User/History/dd/x.md', 'x');
  put('.config/Code/Backups/w1/file/77', `file://${cwd}/journal/a.md {"mtime":1}\nunsaved`);
  put(`.local/state/nvim/swap/${`${cwd}/journal/a.md`.replaceAll('/', '%')}.swp`, 'x');
  const hash = createHash('sha256').update(join(cwd, 'journal/a.md')).digest('hex').slice(0, 16);
  put(`.claude/file-history/s1/${hash}@v1`, 'x');
  put('.claude/file-history/s1/0000000000000000@v1', 'x');
  const { report, code } = await doctor();
  assert.equal(code, 1);
  const open = report.groups.flatMap(({ checks }) => checks).filter(({ status }) => status === 'open');
  assert.deepEqual(
    open.map(({ what }) => what.replace(/(?:: secret.*|, secret.*)$/, '')),
    [
      "VS Code's local history: 2 locked notes: journal/a.md, journal/deep/b.md",
      'texts that VS Code keeps unsaved: 1 locked note: journal/a.md',
      'swap, undo and backup files of Vim: 1 locked note: journal/a.md',
      'swap and backup files beside locked notes: 1 locked note',
      'the index of Smart Connections: 1 locked note: journal/a.md',
      "Claude Code's own history of edited files: 1 locked note: journal/a.md",
      `${cwd}/.trash holds 1 deleted file or folder: notes of locked folders may be among them`,
    ],
  );
  assert.match(open[0]?.mend ?? '', /^`rm -r \S+\/History\/aa \S+\/History\/dd`\. Keep it from coming back/);
  assert.deepEqual(open[3]?.paths, [join(cwd, '.secret.md.swp')]);
  const notes = report.groups.flatMap(({ checks }) => checks).filter(({ status }) => status === 'note');
  assert.match(
    notes.map(({ what }) => what).join('\n'),
    /Obsidian keeps the names of 1 locked note in \S+workspace\.json/,
  );
  await cloister('lock', '.trash', '.smart-env', '.secret.md.swp', '--no-protect');
  assert.equal((await doctor()).report.open, 4);
});

/** Lines of a transcript as client 2.1.330 writes them. */
function called(
  id: string,
  {
    cwd,
    time,
    entrypoint = 'cli',
    tool = 'Bash',
    input = {},
    result = { is_error: false },
    decision = 'accept',
  }: {
    cwd: string;
    time: number;
    entrypoint?: string;
    tool?: string;
    input?: object;
    result?: object | null;
    decision?: string;
  },
): string {
  const common = { timestamp: new Date(time).toISOString(), entrypoint, cwd, sessionId: 's', version: '2.1.330' };
  const use = { type: 'assistant', message: { content: [{ type: 'tool_use', id, name: tool, input }] }, ...common };
  const answer = {
    type: 'user',
    message: { content: [{ type: 'tool_result', tool_use_id: id, content: 'x', ...result }] },
    permissionDecision: { decision },
    ...common,
  };
  return [use, ...(result === null ? [] : [answer])].map((each) => `${JSON.stringify(each)}\n`).join('');
}

test('a call in a transcript without a decision turns its surface red', async (t) => {
  const { cwd, home, doctor, put } = await patient(t);
  const now = Date.now();
  // Protected and a vault since an hour.
  const record = join(home, 'agents', 'claude-code.json');
  writeFileSync(record, JSON.stringify({ ...JSON.parse(readFileSync(record, 'utf8')), since: now - 3_600_000 }));
  for (const name of readdirSync(join(home, 'vaults')))
    utimesSync(join(home, 'vaults', name), new Date(now - 3_600_000), new Date(now - 3_600_000));
  const decided = (call: string): string =>
    `${JSON.stringify({ time: new Date(now - 1000).toISOString(), call, agent: 'claude-code', event: 'PreToolUse', tool: 'Bash', vault: cwd, paths: [], decision: 'allow' })}\n`;
  const folder = `.claude/projects/${cwd.replace(/[^a-zA-Z0-9]/g, '-')}`;
  assert.match((await doctor()).notes.join('\n'), /no call of Claude Code in it since/);
  put('log/decisions.jsonl', `${decided('a1')}${decided('p1')}{"half`);
  const time = now - 1000;
  put(
    `${folder}/one.jsonl`,
    called('a1', { cwd, time }) +
      // Refused by a rule, of a wrong shape, never finished, before the protection, in another folder.
      called('a2', { cwd, time, result: { is_error: true }, decision: 'reject' }) +
      called('a3', { cwd, time, result: null }) +
      called('a4', { cwd, time: now - 7_200_000 }) +
      called('a5', { cwd: '/elsewhere', time }) +
      '{"type":"assistant","message":{"content":[{"type":"tool_use","id":"half',
  );
  put(
    `${folder}/two/subagents/agent-1.jsonl`,
    called('p1', { cwd: join(cwd, 'projects'), time, entrypoint: 'sdk-cli' }),
  );
  const healthy = await doctor();
  assert.deepEqual(healthy.found, []);
  assert.ok(healthy.right.includes('terminal (2.1.330): 1 call, each decided by the guard'));
  assert.ok(healthy.right.includes('claude -p (2.1.330): 1 call, each decided by the guard'));
  const input = { file_path: join(cwd, 'top.md') };
  put(
    '.claude/projects/-elsewhere/three.jsonl',
    called('v1', { cwd, time, entrypoint: 'claude-vscode' }) +
      called('v2', { cwd: '/elsewhere', time, entrypoint: 'claude-vscode', tool: 'Read', input }) +
      // Let through, and failed: it ran all the same.
      called('v3', { cwd, time, entrypoint: 'claude-vscode', result: { is_error: true } }),
  );
  const { code, found } = await doctor();
  assert.equal(code, 1);
  assert.equal(found.length, 1);
  assert.match(
    found[0] ?? '',
    /^wrong: VS Code panel \(2\.1\.330\): 3 of 3 calls ran without the guard, the last \S+Z: Bash, Read -> start/,
  );
});

test('a locked note that a transcript holds from before is told', async (t) => {
  const { cwd, doctor, put } = await patient(t);
  const time = Date.now() - 86_400_000;
  const input = { file_path: join(cwd, 'journal/a.md') };
  const denied = { result: { is_error: true }, decision: 'reject' };
  put('.claude/projects/-v/denied.jsonl', called('d', { cwd, time, tool: 'Read', input, ...denied }));
  assert.deepEqual((await doctor()).found, []);
  const file = put('.claude/projects/-v/old.jsonl', called('r', { cwd, time, tool: 'Read', input }));
  const { found } = await doctor();
  assert.equal(found.length, 1);
  assert.ok(
    found[0]?.startsWith(
      `open: Claude Code's transcripts, from before: 1 locked note: journal/a.md -> \`rm -r ${file}\`.`,
    ),
  );
});

test('a pipe in the place of a file is not waited for', async (t) => {
  const { cwd, home, doctor, put } = await patient(t, { '.claude/x': '' });
  const history = put('.config/Code/User/History/ee/x.md', 'x');
  const pipes = [
    join(cwd, '.claude/settings.json'),
    join(dirname(history), 'entries.json'),
    join(home, '.claude/pipe.md'),
    join(cwd, 'journal/pipe.md'),
  ];
  for (const each of pipes) execFileSync('mkfifo', [each]);
  put('.claude/CLAUDE.md', '@pipe.md');
  assert.deepEqual((await doctor()).found, []);
});

test('imports of locked files are followed, code is not', async (t) => {
  const { cwd, doctor, put } = await patient(t);
  put(
    '.claude/CLAUDE.md',
    `\`@${cwd}/journal/a.md\`\n\`\`\`\n@${cwd}/journal/a.md\n\`\`\`\nmail@example.org @${cwd}/top.md\n`,
  );
  assert.deepEqual((await doctor()).found, []);
  put('.claude/CLAUDE.md', '@./more.md\n');
  put('.claude/more.md', `- x @${cwd}/journal/../journal/a.md\n`);
  const { found } = await doctor();
  assert.equal(found.length, 1);
  assert.ok(found[0]?.includes(`imports ${cwd}/journal/a.md`));
});

test('a policy that waits, is broken or gone', async (t) => {
  const { cwd, home, doctor } = await patient(t);
  const policy = join(cwd, '.cloister', 'policy.json');
  const text = readFileSync(policy, 'utf8');
  const [name = ''] = readdirSync(join(home, 'vaults'));
  const copy = join(home, 'vaults', name);
  for (const [change, expected] of [
    [
      () => writeFileSync(policy, text.replaceAll('"none"', '"read"')),
      /gives more than you approved.*-> `cloister approve/,
    ],
    [() => writeFileSync(policy, '{'), /can not be read, so everything is locked -> mend/],
    [() => rmSync(policy), /the policy file is gone.*-> `cloister approve/],
    [() => writeFileSync(copy, '{'), /can not be read, so everything is locked -> `cloister approve/],
  ] as const) {
    change();
    assert.match((await doctor()).found.join('\n'), expected);
    writeFileSync(policy, text);
  }
});
