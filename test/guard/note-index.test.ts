import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { claudeCodeDialect } from '../../src/agents/claude-code/dialect.ts';
import { isDeclaredPrivate } from '../../src/detect/declared-private.ts';
import { guardInput } from '../../src/node/guard/input.ts';
import { Marks } from '../../src/node/guard/marks.ts';
import { NoteIndex } from '../../src/node/guard/note-index.ts';
import { runGuard } from '../../src/node/guard/run.ts';
import { type Machine, makeMachine, partsFor } from './corpus.ts';

const marked = '---\nprivate: true\n---\nx\n';
const plain = '---\nprivate: false\n---\n';
const made: Machine[] = [];
after(() => {
  for (const { base } of made) rmSync(base, { recursive: true, force: true });
});

/** A vault with `count` notes in `areas/`; every fiftieth is marked private. */
function vaultOf(count: number): Machine {
  const machine = makeMachine();
  made.push(machine);
  for (let index = 0; index < count; index++) {
    const folder = join(machine.root, 'areas', String(Math.floor(index / 200)));
    if (index % 200 === 0) mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `n${index}.md`), index % 50 === 0 ? marked : plain);
  }
  // What changed this very moment may change again without a trace: the index does not take it in yet.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 80);
  return machine;
}

interface Answer {
  readonly verdict: string;
  /** What it said, or the new input. */
  readonly text: string;
}

async function tell(machine: Machine, event: object, now?: () => number): Promise<Answer> {
  const message = { session_id: 's', permission_mode: 'default', cwd: machine.root, ...event };
  const parts = { ...partsFor(machine), ...(now === undefined ? {} : { now }) };
  const { stdout } = await runGuard(guardInput(Buffer.from(JSON.stringify(message))), claudeCodeDialect, parts);
  if (stdout === '') return { verdict: 'allow', text: '' };
  const output = JSON.parse(stdout).hookSpecificOutput;
  return output.updatedInput === undefined
    ? { verdict: output.permissionDecision, text: output.permissionDecisionReason }
    : { verdict: 'rewrite', text: JSON.stringify(output.updatedInput) };
}

const search = (machine: Machine, now?: () => number) =>
  tell(
    machine,
    { hook_event_name: 'PreToolUse', tool_use_id: 't', tool_name: 'Grep', tool_input: { pattern: 'x' } },
    now,
  );

const startSession = (machine: Machine, now?: () => number) =>
  tell(machine, { hook_event_name: 'SessionStart', source: 'startup' }, now);

function indexFile({ home }: Machine): string {
  const folder = join(home, '.cloister', 'index');
  const [name = ''] = readdirSync(folder);
  return join(folder, name);
}

/** Time that passes by a few milliseconds whenever somebody looks at the clock. */
function slowClock(step: number): () => number {
  let time = Date.now();
  return () => (time += step);
}

test('a search is told of every note marked private, and what changed since is looked at again', async () => {
  const machine = vaultOf(120);
  assert.match((await search(machine)).text, /!\/areas\/0\/n0\.md .*!\/areas\/0\/n100\.md/);
  assert.ok(statSync(indexFile(machine)).size > 0);
  const note = join(machine.root, 'areas', '0', 'n7.md');
  const { atime, mtime, size } = statSync(note);
  // Just as long, and with its time of modification set back.
  writeFileSync(note, plain.replace('private: false', 'private: on   '));
  assert.equal(statSync(note).size, size);
  utimesSync(note, atime, mtime);
  assert.match((await search(machine)).text, /!\/areas\/0\/n7\.md/);
  writeFileSync(note, plain);
  assert.doesNotMatch((await search(machine)).text, /n7\.md/);
});

test('of a note of many megabytes the beginning counts', async () => {
  const machine = vaultOf(120);
  writeFileSync(join(machine.root, 'areas', '0', 'long.md'), marked + 'word '.repeat(1 << 20));
  assert.match((await search(machine)).text, /!\/areas\/0\/long\.md/);
});

test('an index that is damaged is no index', async () => {
  const machine = vaultOf(120);
  const right = (await search(machine)).text;
  const file = indexFile(machine);
  const whole = readFileSync(file, 'utf8');
  const damages: Readonly<Record<string, string>> = {
    'a mark taken away': whole.replaceAll(/ 1 (?=areas)/g, ' 0 '),
    'half of it': whole.slice(0, whole.length / 2),
    nothing: '',
    'something else': '{"marks":{}}',
    'only a first line': whole.split('\n')[0] ?? '',
    'of another vault': whole.replaceAll(machine.root, '/elsewhere'),
    'no text': '\0\xff'.repeat(500),
  };
  for (const [name, text] of Object.entries(damages)) {
    writeFileSync(file, text);
    assert.equal((await search(machine)).text, right, name);
  }
  rmSync(file);
  mkdirSync(file);
  assert.equal((await search(machine)).text, right, 'a folder');
});

test('without time to look at the notes a search is stopped, and later ones go on from there', async () => {
  const machine = vaultOf(1500);
  const answers: Answer[] = [];
  do answers.push(await search(machine, slowClock(2)));
  while (answers.at(-1)?.verdict === 'deny' && answers.length < 20);
  assert.equal(answers[0]?.verdict, 'deny');
  assert.match(answers[0]?.text ?? '', /marked private could not be brought up to date/);
  assert.equal(answers.at(-1)?.verdict, 'rewrite', answers.at(-1)?.text);
  assert.ok(answers.length > 2, `${answers.length} searches`);
  assert.match(answers.at(-1)?.text ?? '', /n1450\.md/);
});

test('the start of a session brings the index on, so that the first search has it', async () => {
  const machine = vaultOf(1500);
  for (let session = 0; session < 6; session++) {
    const { verdict } = await startSession(machine, slowClock(2));
    assert.equal(verdict, 'allow');
  }
  const { verdict, text } = await search(machine, slowClock(0.2));
  assert.equal(verdict, 'rewrite', text);
});

test('20,000 notes are searched within the time that the guard has, the first time too', async (t) => {
  const machine = vaultOf(20_000);
  // The time that this thread computes, whatever else runs on the machine.
  const used = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  const start = Date.now() - used();
  const computed = (): number => start + used();
  for (const call of ['first', 'second', 'third']) {
    const before = computed();
    const { verdict, text } = await search(machine, computed);
    assert.equal(verdict, 'rewrite', `${call}: ${text.slice(0, 300)}`);
    assert.match(text, /n19950\.md/);
    t.diagnostic(`${call} search: ${Math.round(computed() - before)} ms`);
  }
});

test('what several processes learn at once is kept, and none tears the index', async () => {
  const machine = vaultOf(600);
  const home = join(machine.home, '.cloister');
  const module = fileURLToPath(new URL('../../src/node/guard/note-index.ts', import.meta.url));
  const script = `import { NoteIndex } from ${JSON.stringify(module)};
    await new NoteIndex(${JSON.stringify(home)}).fill(${JSON.stringify(machine.root)}, async () => true);`;
  const run = promisify(execFile);
  await Promise.all(
    Array.from({ length: 4 }, () => run(process.execPath, ['--input-type=module', '-e', script], { env: {} })),
  );
  const lines = readFileSync(indexFile(machine), 'utf8').split('\n');
  assert.equal(lines[2], 'whole');
  assert.ok(lines.length >= 600);
  assert.deepEqual(readdirSync(join(home, 'index')).length, 1, 'no drafts are left');

  const options = { rootOf: () => machine.root };
  const [one, other] = [new Marks(home, options), new Marks(home, options)];
  const notes = ['late-a.md', 'late-b.md'].map((name) => join(machine.root, 'areas', name));
  for (const note of notes) writeFileSync(note, marked);
  await new Promise((resolve) => setTimeout(resolve, 80));
  for (const [marks, note] of [
    [one, notes[0] ?? ''],
    [other, notes[1] ?? ''],
  ] as const)
    marks.refresh(note);
  one.save(1);
  other.save(1);
  const text = readFileSync(indexFile(machine), 'utf8');
  assert.match(text, / 1 areas\/late-a\.md(?:\n|$)/);
  assert.match(text, / 1 areas\/late-b\.md(?:\n|$)/);
  assert.match((await search(machine)).text, /!\/areas\/late-a\.md .*!\/areas\/late-b\.md|late-b.*late-a/);
});

test('a note that is saved in the editor is in the index at once; other files and other folders say nothing', async () => {
  const machine = vaultOf(120);
  const index = new NoteIndex(join(machine.home, '.cloister'));
  const note = join(machine.root, 'docs', 'new.md');
  writeFileSync(note, marked);
  writeFileSync(join(machine.base, 'elsewhere.md'), marked);
  await new Promise((resolve) => setTimeout(resolve, 80));
  index.saved([note, join(machine.root, 'src', 'index.ts'), join(machine.base, 'elsewhere.md'), '/nowhere/at/all.md']);
  const text = readFileSync(indexFile(machine), 'utf8');
  assert.match(text, / 1 docs\/new\.md(?:\n|$)/);
  assert.doesNotMatch(text, /elsewhere\.md|index\.ts|nowhere/);
});

test('filling the index ends when it is asked to, and keeps what it learnt', async () => {
  const machine = vaultOf(1200);
  const home = join(machine.home, '.cloister');
  await new NoteIndex(home).fill(machine.root, async () => false);
  const first = readFileSync(indexFile(machine), 'utf8').split('\n');
  await new NoteIndex(home).fill(machine.root, async () => true);
  const second = readFileSync(indexFile(machine), 'utf8').split('\n');
  assert.ok(second.length >= first.length);
  assert.equal(second[2], 'whole');
});

test('every file that the rules take a mark from is refused, and no other', async () => {
  const machine = makeMachine();
  made.push(machine);
  const bare = '#private\n';
  const endings =
    '.md .MD .markdown .mdown .mkd .mkdn .mdx .txt .text .org .rst .adoc .asciidoc .qmd .rmd .typ .canvas';
  const names = ['note', 'a.b/note', ...endings.split(' ').map((ending) => `x${ending}`)];
  const others = ['x.py', 'x.yaml', 'x.json', '.hidden', 'x.md.bak'];
  for (const name of [...names, ...others])
    for (const text of [marked, bare]) {
      const path = join(machine.root, 'areas', text === bare ? 'bare' : 'front', name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      const { verdict } = await tell(machine, {
        hook_event_name: 'PreToolUse',
        tool_use_id: 't',
        tool_name: 'Read',
        tool_input: { file_path: path },
      });
      const isPrivate = names.includes(name);
      assert.equal(isDeclaredPrivate(name, Buffer.from(text)), isPrivate, path);
      assert.equal(verdict, isPrivate ? 'deny' : 'allow', path);
    }
});
