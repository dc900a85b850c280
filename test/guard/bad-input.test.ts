import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { callHook, type HookCall } from './hook.ts';
import { type InstalledGuard, installBuiltGuard, toolMessage } from './installed.ts';

const policy = JSON.stringify({ version: 1, id: 'test-vault', folders: { locked: 'none', open: 'write' } });
const files = { 'open/a.md': 'an open note\n', 'locked/x.md': 'a locked note\n' };
const isRoot = process.getuid?.() === 0;

function install(t: TestContext, more: { readonly approved?: string | false } = {}): InstalledGuard {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'cloister-')));
  t.after(() => {
    execFileSync('chmod', ['-R', 'u+rwx', base]);
    rmSync(base, { recursive: true, force: true });
  });
  return installBuiltGuard(base, { policy, files, ...more });
}

const policyOf = ({ vault }: InstalledGuard) => join(vault, '.cloister/policy.json');
const approvalOf = ({ home }: InstalledGuard) => join(home, 'vaults/test-vault.json');
const logOf = ({ home }: InstalledGuard) => join(home, 'log/decisions.jsonl');
const read = (guard: InstalledGuard, path: string, cwd = guard.vault) =>
  toolMessage(cwd, 'Read', { file_path: join(guard.vault, path) });

/** What a call elsewhere costs a person: nothing. */
function isSilentElsewhere(guard: InstalledGuard): void {
  const elsewhere = { cwd: guard.outside, env: { ...guard.env, CLAUDE_PROJECT_DIR: guard.outside } };
  const message = toolMessage(guard.outside, 'Read', { file_path: join(guard.outside, 'a.txt') });
  assert.equal(callHook(guard, message, elsewhere).verdict, 'silent');
  const command = toolMessage(guard.outside, 'Bash', { command: 'ls -la && cat a.txt' });
  assert.equal(callHook(guard, command, elsewhere).verdict, 'silent');
}

function works(guard: InstalledGuard): void {
  assert.equal(callHook(guard, read(guard, 'open/a.md')).verdict, 'silent');
  assert.match(callHook(guard, read(guard, 'locked/x.md')).reason, /locked is locked from agents/);
}

function everythingIsDenied(guard: InstalledGuard, reason: RegExp): void {
  for (const path of ['open/a.md', 'locked/x.md', 'open/new.md']) {
    const answer = callHook(guard, read(guard, path));
    assert.equal(answer.verdict, 'denied', path);
    assert.match(answer.reason, reason);
    assert.ok(answer.time < 8000, `${answer.time} ms`);
  }
  isSilentElsewhere(guard);
}

test('messages that can not be understood are stopped in a vault, and elsewhere where they name one', (t) => {
  const guard = install(t);
  const { vault, outside } = guard;
  works(guard);
  const elsewhere: HookCall = { cwd: outside, env: { ...guard.env, CLAUDE_PROJECT_DIR: outside } };
  const good = read(guard, 'open/a.md');
  const bad: Record<string, string | Uint8Array> = {
    empty: '',
    blank: ' \n',
    garbage: 'xyzzy {',
    'half a message': good.slice(0, -10),
    'two messages': good + good,
    null: 'null',
    'a list': `[${good}]`,
    'a text': JSON.stringify(good),
    NUL: `${good}\0`,
    'bytes of no character': Buffer.concat([
      Buffer.from(good.slice(0, -2)),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"}'),
    ]),
    'UTF-16': Buffer.from(good, 'utf16le'),
    'a key twice': good.replace('{', `{"cwd":"${outside}",`),
    'a key twice, escaped': good.replace('{', `{"c\\u0077d":"${outside}",`),
    __proto__: good.replace('{', '{"__proto__":{"tool_name":"TodoWrite"},'),
    'no event': good.replace('"hook_event_name"', '"event"'),
    'an event that is a number': good.replace('"PreToolUse"', '5'),
    'no tool': good.replace('"Read"', '""'),
    'a tool that is a list': good.replace('"Read"', '["Read"]'),
    'no input': good.replace(/"tool_input":\{.*?\}/, '"x":0'),
    'an input that is a list': good.replace(/"tool_input":\{.*?\}/, '"tool_input":["a"]'),
    'an input that is null': good.replace(/"tool_input":\{.*?\}/, '"tool_input":null'),
    'no folder': good.replace('"cwd"', '"pwd"'),
    'a folder that is a number': good.replace(/"cwd":"[^"]*"/, '"cwd":7'),
    'a folder that is relative': good.replace(/"cwd":"[^"]*"/, '"cwd":"vault"'),
    'nested 100,000 deep': good.replace('"a.md"', '""').replace('{', `{"x":${'['.repeat(1e5)}${']'.repeat(1e5)},`),
    'nested too deep to parse': good.replace('{', `{"x":${'{"a":'.repeat(1e6)}`),
  };
  for (const [name, message] of Object.entries(bad)) {
    const answer = callHook(guard, message);
    assert.equal(answer.verdict, 'denied', name);
    assert.match(answer.reason, /message to the guard can not be understood/, name);
    // Outside of the vault's folder these say that they are about it, or do not say what they are about.
    assert.equal(callHook(guard, message, elsewhere).verdict, 'denied', name);
  }
  const other = toolMessage(outside, 'Read', { file_path: join(outside, 'a.txt') });
  for (const message of [other.slice(0, -3), `${other}x`, other.replace('"Read"', '5')])
    assert.equal(callHook(guard, message, elsewhere).verdict, 'silent', message);
  const escaped = vault.replaceAll('/', '\\/').replace('vault', '\\u0076ault');
  assert.equal(
    callHook(guard, other.replace('a.txt"', `a.txt","x":"${escaped}/locked/x.md"`).slice(0, -1), elsewhere).verdict,
    'denied',
  );
  assert.equal(callHook(guard, `\uFEFF${good}`).verdict, 'silent');
});

test('a message of 50 MB is denied in a vault, and passes where it is about something else', (t) => {
  const guard = install(t);
  const { outside } = guard;
  const elsewhere: HookCall = { cwd: outside, env: { ...guard.env, CLAUDE_PROJECT_DIR: outside } };
  const content = 'x'.repeat(50 << 20);
  const write = (cwd: string, path: string) => toolMessage(cwd, 'Write', { file_path: path, content });
  const answer = callHook(guard, write(guard.vault, join(guard.vault, 'open/big.md')));
  assert.match(answer.reason, /it is too long/);
  assert.ok(answer.time < 8000, `${answer.time} ms`);
  assert.equal(callHook(guard, write(outside, join(outside, 'big.md')), elsewhere).verdict, 'silent');
  assert.match(callHook(guard, write(outside, join(guard.vault, 'locked/x.md')), elsewhere).reason, /too long/);
  assert.match(callHook(guard, Buffer.alloc(200 << 20, 'x'), elsewhere).reason, /too long/);
});

test('folders that a message can name are taken for what they are', (t) => {
  const guard = install(t);
  const { vault, outside } = guard;
  const from = (cwd: string, path: string) => callHook(guard, toolMessage(cwd, 'Read', { file_path: path }));
  for (const cwd of [
    join(vault, 'open/a.md'),
    join(vault, 'gone/deep'),
    `${vault}/open/../open/`,
    `${vault}/open/\0`,
  ]) {
    assert.equal(from(cwd, join(vault, 'locked/x.md')).verdict, 'denied', cwd);
  }
  assert.equal(from(`/${'deep/'.repeat(200_000)}`, join(vault, 'locked/x.md')).verdict, 'denied');
  assert.equal(from(`${vault}/${'deep/'.repeat(200_000)}`, 'x').verdict, 'denied');
  assert.equal(from(outside, join(vault, 'locked/x.md')).verdict, 'denied');
  // The agent's folder was deleted while it ran.
  const gone = join(vault, 'gone');
  mkdirSync(gone);
  const deleted = `mkdir -p ${gone}; cd ${gone}; rmdir ${gone}; exec "$@"`;
  const through = ['/bin/sh', '-c', deleted, 'sh'];
  assert.equal(callHook(guard, read(guard, 'locked/x.md', gone), { through }).verdict, 'denied');
  assert.equal(callHook(guard, read(guard, 'open/a.md', gone), { through }).verdict, 'silent');
});

test('inputs of tools that are too much are answered in time', (t) => {
  const guard = install(t);
  const { vault, outside } = guard;
  const long = 'a'.repeat(1 << 20);
  const deep = 'a/'.repeat(1 << 19);
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`key${index}`, `open/${index}.md`]));
  const cases: [string, object, string][] = [
    ['Read', { file_path: `${vault}/locked/${long}` }, 'denied'],
    ['Read', { file_path: `${vault}/open/${long}` }, 'denied'],
    ['Read', { file_path: `${vault}/${deep}../locked/x.md` }, 'denied'],
    ['Read', { file_path: `${vault}/${'./'.repeat(1 << 19)}locked/x.md` }, 'denied'],
    ['Read', { file_path: `${vault}/${'x/../'.repeat(1 << 17)}locked/x.md` }, 'denied'],
    ['Read', { file_path: `${vault}/locked/x.md\0.txt` }, 'denied'],
    ['Read', { file_path: `${vault}/locked/\ud800.md` }, 'denied'],
    ['Read', { file_path: 7 }, 'denied'],
    ['Read', { file_path: { path: `${vault}/open/a.md` } }, 'denied'],
    ['Read', { file_path: [`${vault}/open/a.md`] }, 'denied'],
    ['Read', { file_path: `${vault}/open/a.md`, __proto__: { x: 1 }, constructor: 1, toString: 2 }, 'silent'],
    ['Grep', { pattern: 'x', path: long }, 'denied'],
    ['Glob', { pattern: `${'*'.repeat(50_000)}x` }, 'silent'],
    ['Glob', { pattern: `${'{a,b}'.repeat(5000)}` }, 'denied'],
    ['Bash', { command: `cat locked/x.md; ${'true; '.repeat(100_000)}` }, 'denied'],
    ['Bash', { command: `cat ${'$(echo '.repeat(5000)}locked/x.md${')'.repeat(5000)}` }, 'denied'],
    ['Bash', { command: `cat ${'{l,o}'.repeat(40)}` }, 'asked'],
    ['Bash', { command: `cat ${long} locked/x.md` }, 'denied'],
    ['Bash', { command: 7 }, 'denied'],
    ['mcp__x__read', { ...many, last: 'locked/x.md' }, 'denied'],
    ['mcp__x__read', { paths: Array.from({ length: 100_000 }, () => 'locked/x.md') }, 'denied'],
    ['x'.repeat(1 << 20), { path: `${vault}/locked/x.md` }, 'denied'],
  ];
  for (const [tool, input, verdict] of cases) {
    const name = `${tool.slice(0, 20)} ${JSON.stringify(input).slice(0, 60)}`;
    const answer = callHook(guard, toolMessage(vault, tool, input));
    assert.equal(answer.verdict, verdict, `${name}: ${answer.reason.slice(0, 200)}`);
    assert.ok(answer.time < 8000, `${name}: ${answer.time} ms`);
  }
  const elsewhere: HookCall = { cwd: outside, env: { ...guard.env, CLAUDE_PROJECT_DIR: outside } };
  const far = toolMessage(outside, 'Read', { file_path: `${outside}/${deep}` });
  assert.equal(callHook(guard, far, elsewhere).verdict, 'silent');
});

type Mess = (path: string, t: TestContext) => unknown;
const messes: Record<string, Mess> = {
  'a folder': (path) => mkdirSync(path),
  'a link to itself': (path) => symlinkSync(path, path),
  'a link to nothing': (path) => symlinkSync('/nonexistent/x', path),
  'a pipe': (path) => execFileSync('mkfifo', [path]),
  'a link to a pipe': (path) => {
    execFileSync('mkfifo', [`${path}.pipe`]);
    symlinkSync(`${path}.pipe`, path);
  },
  'a socket': async (path, t) => {
    // The name of a socket has a limit of a hundred characters.
    const short = join(mkdtempSync('/tmp/s-'), 's');
    const server = createServer().listen(short);
    await new Promise((done) => server.once('listening', done));
    t.after(() => server.close());
    renameSync(short, path);
  },
  'a link to a file that gives an error': (path) => symlinkSync('/proc/self/mem', path),
  'a link to a file without an end': (path) => symlinkSync('/dev/zero', path),
  'half a file': (path) => writeFileSync(path, policy.slice(0, -8)),
  garbage: (path) => writeFileSync(path, Buffer.from([0, 255, 1, 2, 3])),
  '50 MB': (path) => writeFileSync(path, Buffer.alloc(50 << 20, ' ')),
  '50 MB of holes': (path) => execFileSync('truncate', ['-s', '50M', path]),
  'nested deeply': (path) => writeFileSync(path, `${'{"folders":'.repeat(50_000)}{}${'}'.repeat(50_000)}`),
};

for (const [name, mess] of Object.entries(messes)) {
  test(`a policy that is ${name}: everything in the vault is locked`, async (t) => {
    const guard = install(t);
    rmSync(policyOf(guard));
    await mess(policyOf(guard), t);
    everythingIsDenied(guard, /the policy of .* can not be read, so everything in it is locked/);
  });

  test(`an approved copy that is ${name}: everything in the vault is locked`, async (t) => {
    const guard = install(t);
    rmSync(approvalOf(guard));
    await mess(approvalOf(guard), t);
    everythingIsDenied(guard, /the policy of .* can not be read, so everything in it is locked/);
    // Also where the policy was deleted, so that nothing but the copy would have known the vault.
    rmSync(join(guard.vault, '.cloister'), { recursive: true });
    everythingIsDenied(guard, /the policy of .* can not be read, so everything in it is locked/);
    // The list of roots is written again when a session starts.
    const start = JSON.stringify({ hook_event_name: 'SessionStart', cwd: guard.vault, source: 'startup' });
    callHook(guard, start, { event: 'SessionStart' });
    everythingIsDenied(guard, /the policy of .* can not be read, so everything in it is locked/);
  });
}

test('a policy behind a link is not followed', (t) => {
  const guard = install(t);
  const elsewhere = join(guard.base, 'other.json');
  writeFileSync(elsewhere, '{}');
  rmSync(policyOf(guard));
  symlinkSync(elsewhere, policyOf(guard));
  everythingIsDenied(guard, /can not be read, so everything in it is locked/);
  rmSync(join(guard.vault, '.cloister'), { recursive: true });
  mkdirSync(join(guard.base, 'folder'));
  writeFileSync(join(guard.base, 'folder/policy.json'), '{}');
  symlinkSync(join(guard.base, 'folder'), join(guard.vault, '.cloister'));
  everythingIsDenied(guard, /can not be read, so everything in it is locked/);
});

test('a policy that is gone: the approved copy rules', (t) => {
  const guard = install(t);
  rmSync(policyOf(guard));
  works(guard);
  rmSync(join(guard.vault, '.cloister'), { recursive: true });
  works(guard);
  writeFileSync(join(guard.vault, '.cloister'), 'a file');
  works(guard);
});

test('an approved copy of a newer Cloister, or of a newer policy, locks everything', (t) => {
  const guard = install(t);
  const approval = JSON.parse(readFileSync(approvalOf(guard), 'utf8'));
  for (const newer of [
    { version: 2 },
    { approved: '{"version":2}' },
    { approved: '{"default":"peek"}' },
    { roots: {} },
  ]) {
    writeFileSync(approvalOf(guard), JSON.stringify({ ...approval, ...newer }));
    everythingIsDenied(guard, /can not be read, so everything in it is locked/);
  }
});

test('no approvals can be read: every vault is locked, other projects go on', async (t) => {
  for (const name of ['a pipe', 'a link to itself', 'half a file']) {
    const guard = install(t);
    rmSync(join(guard.home, 'vaults'), { recursive: true });
    await messes[name]?.(join(guard.home, 'vaults'), t);
    everythingIsDenied(guard, /can not be read, so everything in it is locked/);
  }
});

test('a vault that vanished is still known: nothing in it is given when it is back', (t) => {
  const guard = install(t);
  const aside = `${guard.vault}.aside`;
  renameSync(guard.vault, aside);
  const call: HookCall = { cwd: guard.outside };
  assert.equal(callHook(guard, read(guard, 'locked/x.md'), call).verdict, 'denied');
  isSilentElsewhere(guard);
  mkdirSync(join(guard.vault, 'locked'), { recursive: true });
  assert.equal(callHook(guard, read(guard, 'locked/x.md'), call).verdict, 'denied');
});

test('a policy of 100,000 folders is held to in time, or the call is denied', (t) => {
  const guard = install(t);
  const folders = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`f${index}`, 'none']));
  const large = JSON.stringify({ version: 1, id: 'test-vault', folders: { ...folders, locked: 'none' } });
  for (const text of [large, large.replace('{', '{ // a note\n')]) {
    writeFileSync(policyOf(guard), text);
    for (const [tool, input] of [
      ['Read', { file_path: join(guard.vault, 'locked/x.md') }],
      ['Bash', { command: 'git log -p' }],
    ] as const) {
      const answer = callHook(guard, toolMessage(guard.vault, tool, input));
      assert.equal(answer.verdict, 'denied', tool);
      assert.ok(answer.time < 8000, `${tool}: ${answer.time} ms`);
    }
  }
});

test('what lies in a vault does not stop the guard', async (t) => {
  const guard = install(t);
  const { vault } = guard;
  symlinkSync('..', join(vault, 'open/up'));
  symlinkSync('loop', join(vault, 'open/loop'));
  execFileSync('mkfifo', [join(vault, 'open/pipe.md')]);
  mkdirSync(join(vault, '.claude/commands'), { recursive: true });
  execFileSync('mkfifo', [join(vault, '.claude/commands/pipe.md')]);
  execFileSync('mkfifo', [join(vault, 'CLAUDE.md')]);
  const ask = (tool: string, input: object, more: object = {}, event = 'PreToolUse') =>
    callHook(guard, toolMessage(vault, tool, input, { hook_event_name: event, ...more }), { event });
  assert.equal(ask('Read', { file_path: join(vault, 'open/up/locked/x.md') }).verdict, 'denied');
  assert.equal(
    ask('Read', { file_path: join(vault, `open/${'up/open/'.repeat(60)}up/locked/x.md`) }).verdict,
    'denied',
  );
  assert.equal(ask('Read', { file_path: join(vault, 'open/loop') }).verdict, 'denied');
  for (const input of [{ command: 'grep -r x .' }, { command: 'cat open/pipe.md' }, { command: 'find -L . -type f' }])
    assert.ok(ask('Bash', input).time < 8000);
  assert.ok(ask('Grep', { pattern: 'x' }).time < 8000);
  const pipe = join(vault, 'open/pipe.md');
  const response = { type: 'text', file: { filePath: pipe, content: 'x', numLines: 1, startLine: 1, totalLines: 1 } };
  assert.ok(ask('Read', { file_path: pipe }, { tool_response: response }, 'PostToolUse').time < 8000);
  const prompt = (text: object, event: string) =>
    callHook(guard, JSON.stringify({ hook_event_name: event, cwd: vault, ...text }), { event });
  assert.ok(prompt({ prompt: 'read @open/pipe.md' }, 'UserPromptSubmit').time < 8000);
  assert.ok(prompt({ prompt: '/pipe', command_name: 'pipe' }, 'UserPromptExpansion').time < 8000);
  assert.ok(prompt({ file_path: pipe, source: 'project_settings' }, 'ConfigChange').time < 8000);
});

const logs: Record<string, Mess> = {
  'a folder': (path) => mkdirSync(path),
  'a pipe': (path) => execFileSync('mkfifo', [path]),
  'a link': (path) => symlinkSync('/dev/null', path),
  'a full device': (path) => execFileSync('mknod', [path, 'c', '1', '7']),
};
for (const [name, mess] of Object.entries(logs)) {
  const skip = name === 'a full device' && !isRoot && 'only root can make a device';
  test(`a log that is ${name}: no call in the vault is let through`, { skip }, async (t) => {
    const guard = install(t);
    mkdirSync(join(guard.home, 'log'));
    await mess(logOf(guard), t);
    everythingIsDenied(guard, /could not be logged|is locked from agents/);
    assert.match(callHook(guard, read(guard, 'open/a.md')).reason, /could not be logged/);
  });
}

test('a disk that is full while logging: a denial, and no torn line when there is room again', (t) => {
  const guard = install(t);
  works(guard);
  const before = readFileSync(logOf(guard), 'utf8');
  // A limit of the size of files gives the same error in the middle of a line.
  writeFileSync(logOf(guard), `${before}${' '.repeat(1024 - (before.length % 512) - 1 - 100)}\n`);
  const blocks = Math.ceil(readFileSync(logOf(guard)).length / 512);
  const through = ['/bin/sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh'];
  const answer = callHook(guard, read(guard, 'open/a.md'), { through });
  assert.match(answer.reason, /could not be logged/);
  works(guard);
  const lines = readFileSync(logOf(guard), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const whole = lines.filter((line) => line.startsWith('{') && line.endsWith('}'));
  assert.equal(whole.length, 4, lines.join('\n'));
  for (const line of whole) JSON.parse(line);
});

test('a full file system: a denial', (t) => {
  const guard = install(t);
  const folder = join(guard.home, 'log');
  mkdirSync(folder);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', folder]);
  if (mounted.status !== 0) {
    t.skip('no file system could be mounted');
    return;
  }
  try {
    spawnSync('dd', ['if=/dev/zero', `of=${folder}/fill`, 'bs=1k', 'count=64'], { stdio: 'ignore' });
    everythingIsDenied(guard, /could not be logged|is locked from agents/);
  } finally {
    spawnSync('umount', [folder]);
  }
});

test("Cloister's own folder is a file: vaults are closed, other projects go on", (t) => {
  const guard = install(t);
  rmSync(guard.home, { recursive: true });
  writeFileSync(guard.home, '');
  everythingIsDenied(guard, /the guard .* nothing is done in this vault/);
});

async function inParallel(guard: InstalledGuard, count: number): Promise<void> {
  const { program, args } = guard.hook('PreToolUse');
  const ends = Array.from({ length: count }, async (_, index) => {
    const child = spawn(program, args, { cwd: guard.vault, env: guard.env, stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.end(toolMessage(guard.vault, 'Bash', { command: 'grep -rn x .' }, { tool_use_id: `call-${index}` }));
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    await new Promise((done) => child.once('close', done));
    JSON.parse(Buffer.concat(chunks).toString());
  });
  await Promise.all(ends);
}

function loggedLines(path: string): { readonly call?: string }[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

test('guards at once: no line of the log is torn or lost, and the index stays whole', async (t) => {
  const guard = install(t);
  for (let note = 0; note < 80; note++) writeFileSync(join(guard.vault, `open/n${note}.md`), `# ${note}\n`);
  await inParallel(guard, 12);
  const calls = loggedLines(logOf(guard)).map(({ call }) => call);
  assert.equal(new Set(calls).size, 12);
  // How it is checked is told in `note-index.test.ts`; here it is there, and nobody's draft is.
  const names = execFileSync('ls', ['-A', join(guard.home, 'index')], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);
  assert.equal(names.length, 1);
  const [first, , state, ...notes] = readFileSync(join(guard.home, 'index', names[0] ?? ''), 'utf8').split('\n');
  assert.match(first ?? '', /^marks 2 [0-9a-f]{8}$/);
  assert.equal(state, 'whole');
  assert.ok(notes.length >= 80);
});

test('guards at once that see a full log rotate it once: nothing is lost', async (t) => {
  const guard = install(t);
  works(guard);
  const line = `${JSON.stringify({ call: 'old', fill: 'x'.repeat(1000) })}\n`;
  const count = Math.ceil((16 << 20) / line.length);
  writeFileSync(logOf(guard), line.repeat(count));
  await inParallel(guard, 12);
  const older = loggedLines(join(guard.home, 'log/decisions.1.jsonl'));
  const lines = [...older, ...loggedLines(logOf(guard))];
  assert.equal(lines.filter(({ call }) => call === 'old').length, count);
  assert.equal(lines.filter(({ call }) => call?.startsWith('call-')).length, 12);
  assert.ok(older.length >= count);
});

test('work that runs away is ended in a denial before the agent loses patience', (t) => {
  const guard = install(t);
  const loop = (name: string, lines: string): void => writeFileSync(join(guard.home, 'guard', name), lines);
  loop('guard-shell.cjs', 'exports.shellWorld = () => ({}); exports.evaluateCommand = () => { for (;;); };');
  const command = callHook(guard, toolMessage(guard.vault, 'Bash', { command: 'echo a/b' }));
  assert.match(command.reason, /did not finish in time/);
  assert.ok(command.time > 3500 && command.time < 9000, `${command.time} ms`);
  const pattern = "/^(a+)+$/.test('a'.repeat(60) + 'b')";
  loop('guard-shell.cjs', `exports.shellWorld = () => ({}); exports.evaluateCommand = () => ${pattern};`);
  assert.match(
    callHook(guard, toolMessage(guard.vault, 'Bash', { command: 'echo a/b' })).reason,
    /did not finish in time/,
  );
  // After a call nothing but a stop keeps its result from the model.
  loop('guard-content.cjs', `exports.contentTools = () => ({ async redact() { await null; ${pattern}; } });`);
  const after = toolMessage(
    guard.vault,
    'Read',
    { file_path: join(guard.vault, 'open/a.md') },
    { hook_event_name: 'PostToolUse', tool_response: { type: 'text', file: { content: 'x' } } },
  );
  const { verdict, reason, time } = callHook(guard, after, { event: 'PostToolUse' });
  assert.equal(verdict, 'denied');
  assert.match(reason, /did not finish in time/);
  assert.ok(time < 9000, `${time} ms`);
  const rules = loggedLines(logOf(guard)).map((each) => ('rule' in each ? each.rule : undefined));
  assert.deepEqual(rules, ['deadline', 'deadline', 'deadline']);
});

test('a guard that is damaged denies, without a stack', (t) => {
  for (const name of ['guard-main.cjs', 'guard-shell.cjs']) {
    for (const damage of ['', 'garbage {', 'throw new Error("stack");', 'exports.x = 1; null.x;']) {
      const guard = install(t);
      writeFileSync(join(guard.home, 'guard', name), damage);
      const answer = callHook(guard, toolMessage(guard.vault, 'Bash', { command: 'echo a/b' }));
      assert.equal(answer.verdict, 'denied', `${name}: ${damage}`);
    }
  }
});

const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const isNobodyThere = isRoot && spawnSync('setpriv', [...asNobody.slice(1), 'true']).status === 0;
test('files that the guard may not read', { skip: !isNobodyThere && 'only root can be somebody else' }, (t) => {
  const guard = install(t);
  chmodSync(guard.base, 0o755);
  execFileSync('chown', ['-R', '65534:65534', guard.base]);
  const canRun = spawnSync(asNobody[0] ?? '', [...asNobody.slice(1), process.execPath, '-e', '0']).status === 0;
  if (!canRun) {
    t.skip('nobody else can run this Node');
    return;
  }
  const call: HookCall = { through: asNobody };
  const verdict = (path: string) => callHook(guard, read(guard, path), call);
  assert.equal(verdict('open/a.md').verdict, 'silent');
  assert.equal(verdict('locked/x.md').verdict, 'denied');
  const closed = (path: string, then: () => void): void => {
    chmodSync(path, 0);
    then();
    chmodSync(path, 0o755);
  };
  const allDenied = (reason: RegExp) => () => {
    assert.match(verdict('open/a.md').reason, reason);
    assert.equal(verdict('locked/x.md').verdict, 'denied');
    const { outside } = guard;
    const env = { ...guard.env, CLAUDE_PROJECT_DIR: outside };
    const message = toolMessage(outside, 'Read', { file_path: join(outside, 'a.txt') });
    assert.equal(callHook(guard, message, { ...call, cwd: outside, env }).verdict, 'silent');
  };
  closed(policyOf(guard), allDenied(/can not be read, so everything in it is locked/));
  closed(join(guard.vault, '.cloister'), allDenied(/can not be read, so everything in it is locked/));
  closed(approvalOf(guard), allDenied(/can not be read, so everything in it is locked/));
  closed(join(guard.home, 'vaults'), allDenied(/can not be read, so everything in it is locked/));
  closed(logOf(guard), allDenied(/could not be logged/));
  closed(join(guard.home, 'guard/guard.cjs'), allDenied(/the guard can not run/));
  closed(join(guard.home, 'guard/guard-main.cjs'), allDenied(/the guard can not run/));
  mkdirSync(join(guard.vault, 'open/shut'));
  writeFileSync(join(guard.vault, 'open/shut/a.md'), '');
  closed(join(guard.vault, 'open/shut'), () => {
    const grep = toolMessage(guard.vault, 'Grep', { pattern: 'x', path: join(guard.vault, 'open') });
    assert.notEqual(callHook(guard, grep, call).verdict, 'asked');
    assert.equal(verdict('open/shut/a.md').verdict, 'denied');
    assert.equal(verdict('locked/x.md').verdict, 'denied');
  });
});
