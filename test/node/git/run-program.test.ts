import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type ProgramOptions, runProgram, runProgramLean } from '../../../src/node/git/run-program.ts';
import { makeFolder } from '../folder.ts';

const options: ProgramOptions = {
  cwd: '/',
  env: { PATH: process.env['PATH'] ?? '', GREETING: 'grüß=dich' },
  timeout: 20_000,
  maxBuffer: 1 << 20,
};
const calls: readonly (readonly [what: string, args: readonly string[], options: Partial<ProgramOptions>])[] = [
  ['what it writes, its folder and its environment', ['pwd; echo "$GREETING" >&2; env | sort'], {}],
  ['how it ends', ['exit 3'], {}],
  ['a signal that ends it', ['kill -9 $$'], {}],
  ['no input', ['cat; echo end'], {}],
  ['text as input', ['cat'], { input: 'grüß\n' }],
  ['bytes as input', ['cat'], { input: Uint8Array.from([0, 255, 10, 128]) }],
  ['no bytes as input', ['cat'], { input: '' }],
  ['input that is not read', ['exec <&-; sleep 0.1; echo x'], { input: 'x'.repeat(1 << 20) }],
  ['time that runs out', ['echo x; exec sleep 5'], { timeout: 200 }],
  ['a folder that is gone', ['pwd'], { cwd: '/nonexistent' }],
];

for (const [what, args, more] of calls)
  test(`a program run for the hook answers as others do: ${what}`, () => {
    const all = { ...options, ...more };
    assert.deepEqual(runProgramLean('sh', ['-c', ...args], all), runProgram('sh', ['-c', ...args], all));
  });

test('too long an answer', () => {
  // How much of it came is not the same each time.
  for (const run of [runProgramLean, runProgram]) {
    const { status, error } = run('sh', ['-c', 'head -c 100000 /dev/zero'], { ...options, maxBuffer: 1000 });
    assert.deepEqual([status, error], [null, 'ENOBUFS']);
  }
});

test('a program that is not there, and an environment without PATH', () => {
  assert.equal(runProgramLean('no-such-program', [], options).error, 'ENOENT');
  const env = { PATH: '' };
  const [lean, usual] = [runProgramLean, runProgram].map((run) => run('git', ['version'], { ...options, env }));
  assert.deepEqual(lean, usual);
});

test('it loads nothing of Node for it, and does without what Node does not document', (t) => {
  const folder = makeFolder(t, {});
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  const file = fileURLToPath(new URL('../../../dist/guard-commit.cjs', import.meta.url));
  const counted = (first: string): string => {
    const script = `${first}
      const { Module } = require('node:module');
      const load = Module._load;
      const loaded = [];
      Module._load = (name, ...rest) => { loaded.push(name); return load(name, ...rest); };
      process.on('exit', () => console.log(loaded.includes('node:child_process')));
      process.chdir(${JSON.stringify(folder)});
      require(${JSON.stringify(file)});`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
      encoding: 'utf8',
      env: { ...options.env, CLOISTER_HOME: folder },
    });
    assert.equal(stderr, '');
    return stdout.trim();
  };
  assert.equal(counted(''), 'false');
  assert.equal(counted('process.binding = undefined;'), 'true');
  assert.equal(counted('process.binding = () => { throw new Error("none"); };'), 'true');
});
