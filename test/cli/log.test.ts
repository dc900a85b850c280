import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { runCli } from '../../src/cli/main.ts';
import { appendDecision, type LoggedDecision, logPaths } from '../../src/node/decision-log.ts';
import { makeFolder } from '../node/folder.ts';
import { run } from './running.ts';

const vault = '/home/me/notes';

function decision(more: Partial<LoggedDecision> = {}): LoggedDecision {
  return {
    time: '2030-01-31T10:00:00.000Z',
    agent: 'claude-code',
    session: 's1',
    call: 'c1',
    event: 'PreToolUse',
    tool: 'Read',
    vault,
    paths: [`${vault}/journal/a.md`],
    decision: 'deny',
    rule: 'locked',
    ...more,
  };
}

/** Cloister's own folder with a log of these decisions. */
function logged(t: TestContext, ...decisions: readonly LoggedDecision[]) {
  const home = makeFolder(t, {});
  for (const each of decisions) appendDecision(home, each);
  return { home, log: (...argv: string[]) => run(['log', ...argv], { home }) };
}

const toolsIn = (out: string): string[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).tool);

test('prints decisions with the rule, the newest last, and nothing where none was made', async (t) => {
  const { log } = logged(
    t,
    decision(),
    decision({ tool: 'Bash', paths: [], decision: 'allow', opaque: true, time: '2030-01-31T11:00:00.000Z' }),
  );
  const { code, out, err } = await log();
  assert.deepEqual([code, err], [0, '']);
  const [first = '', second = ''] = out.split('\n');
  assert.match(first, /^\S+ \S+ {2}deny {5}claude-code {2}Read {2}\/home\/me\/notes\/journal\/a\.md {2}\(locked\)$/);
  assert.match(second, /^\S+ \S+ {2}allow {4}claude-code {2}Bash {2}\(locked, opaque\)$/);
  assert.deepEqual(await logged(t).log(), { code: 0, out: '', err: '' });
});

test('filters by agent, decision, path and time, all at once', async (t) => {
  const { log } = logged(
    t,
    decision({ tool: 'A' }),
    decision({ tool: 'B', agent: 'codex' }),
    decision({ tool: 'C', decision: 'allow', paths: [`${vault}/Work/Plan.md`] }),
    decision({ tool: 'D', time: '2030-02-01T10:00:00.000Z' }),
    decision({ tool: 'E', time: new Date(Date.now() - 3_600_000).toISOString() }),
  );
  const tools = async (...argv: string[]): Promise<string[]> => toolsIn((await log('--format', 'json', ...argv)).out);
  assert.deepEqual(await tools(), ['A', 'B', 'C', 'D', 'E']);
  assert.deepEqual(await tools('--agent', 'codex'), ['B']);
  assert.deepEqual(await tools('--decision', 'allow'), ['C']);
  assert.deepEqual(await tools('--path', 'work/plan'), ['C']);
  assert.deepEqual(await tools('--path', 'nothing'), []);
  assert.deepEqual(await tools('--since', '2030-02-01'), ['D']);
  assert.deepEqual(await tools('--since', '2h', '--agent', 'claude-code'), ['A', 'C', 'D', 'E']);
  assert.deepEqual(await tools('--since', '30m'), ['A', 'B', 'C', 'D']);
  assert.deepEqual(
    await tools('--agent', 'claude-code', '--decision', 'deny', '--path', 'JOURNAL', '--since', '2030-02-01'),
    ['D'],
  );
});

test('what it can not be is refused', async (t) => {
  const { log } = logged(t);
  for (const argv of [
    ['journal'],
    ['--agent', 'hal'],
    ['--decision', 'maybe'],
    ['--since', 'yesterday'],
    ['--since', '12'],
    ['--format', 'xml'],
    ['--fellow'],
  ]) {
    const { code, err } = await log(...argv);
    assert.equal(code, 2, argv.join(' '));
    assert.match(err, /^error: .+\n {2}.+\n$/);
  }
  assert.match((await log('--help')).out, /^Usage: cloister log/);
});

test('broken lines are counted and passed over', async (t) => {
  const { home, log } = logged(t, decision());
  const { current } = logPaths(home);
  appendFileSync(current, '{"time":"2030-0\nnull\n[]\n{"time":"x","decision":"deny","paths":[]}\n\n');
  appendDecision(home, decision({ tool: 'Later' }));
  const { code, out, err } = await log('--format', 'json');
  assert.deepEqual([code, toolsIn(out)], [0, ['Read', 'Later']]);
  assert.equal(err, 'note: 4 lines of the log can not be read.\n');
});

test('the older half comes first', async (t) => {
  const { home, log } = logged(t, decision({ tool: 'Older' }));
  const { current, older } = logPaths(home);
  renameSync(current, older);
  appendDecision(home, decision({ tool: 'Newer' }));
  assert.deepEqual(toolsIn((await log('--format', 'json')).out), ['Older', 'Newer']);
});

test('a log that grows beyond its size goes on in a new file', async (t) => {
  const { home, log } = logged(t, decision({ tool: 'First' }));
  const { current } = logPaths(home);
  appendFileSync(current, `${' '.repeat(16 << 20)}\n`);
  appendDecision(home, decision({ tool: 'Last of the old' }));
  appendDecision(home, decision({ tool: 'First of the new' }));
  const { out } = await log('--format', 'json');
  assert.deepEqual(toolsIn(out), ['First', 'Last of the old', 'First of the new']);
});

test('a name can neither move the cursor nor break a line', async (t) => {
  const { log } = logged(t, decision({ tool: 'a\u001b[2J', paths: ['/x\n/y\u202e'] }));
  const { out } = await log();
  assert.match(out, /a\\u001b\[2J {2}\/x\\n\/y\\u202e {2}\(locked\)\n$/);
  assert.equal(out.split('\n').length, 2);
});

/** Follows the log until `stop` is called. */
function following(home: string, ...argv: readonly string[]) {
  const controller = new AbortController();
  let out = '';
  const done = runCli(['log', '--follow', '--format', 'json', ...argv], {
    write: async (text) => {
      out += text;
    },
    warn: () => undefined,
    stdin: Readable.from([]),
    cwd: '/',
    env: { CLOISTER_HOME: home },
    outIsTerminal: false,
    errIsTerminal: false,
    inIsTerminal: false,
    signal: controller.signal,
    installation: { bundles: '/nonexistent', runtime: process.execPath, electron: false },
  });
  const until = async (tools: readonly string[]): Promise<void> => {
    for (let tries = 0; toolsIn(out).length < tools.length && tries < 200; tries++) await wait(25);
    assert.deepEqual(toolsIn(out), tools);
  };
  return { until, stop: () => controller.abort(), done };
}

test('--follow prints what is there, goes on with what comes, and ends when it is interrupted', async (t) => {
  const { home } = logged(t, decision({ tool: 'A' }), decision({ tool: 'B', decision: 'allow' }));
  const { current, older } = logPaths(home);
  const { until, stop, done } = following(home, '--decision', 'deny');
  await until(['A']);
  appendDecision(home, decision({ tool: 'C' }));
  appendDecision(home, decision({ tool: 'D', decision: 'allow' }));
  await until(['A', 'C']);
  // A line that comes in two pieces, with a character cut in two between them.
  const line = Buffer.from(`${JSON.stringify(decision({ tool: 'Ü' }))}\n`);
  const cut = line.indexOf(0xc3) + 1;
  appendFileSync(current, line.subarray(0, cut));
  await wait(300);
  await until(['A', 'C']);
  appendFileSync(current, line.subarray(cut));
  await until(['A', 'C', 'Ü']);
  // The log is turned over.
  renameSync(current, older);
  appendDecision(home, decision({ tool: 'E' }));
  await until(['A', 'C', 'Ü', 'E']);
  stop();
  assert.equal(await done, 0);
});

test('--follow waits for a log that is not there yet', async (t) => {
  const home = makeFolder(t, {});
  const { until, stop, done } = following(home);
  await wait(250);
  const { current } = logPaths(home);
  mkdirSync(dirname(current));
  writeFileSync(current, `${JSON.stringify(decision({ tool: 'First' }))}\n`);
  await until(['First']);
  stop();
  assert.equal(await done, 0);
  assert.ok(join(home, 'log') === dirname(current));
});
