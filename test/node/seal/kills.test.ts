import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { SealDirection } from '../../../src/core/sealing.ts';
import { createSealKeys, keepSealKeys, sealPlaces } from '../../../src/node/seal/keys.ts';
import { openVaults } from '../../../src/node/vaults.ts';
import { run } from '../../cli/running.ts';
import { whyNoTerminal } from '../../cli/terminal.ts';
import { makeFolder } from '../folder.ts';
import { killCheck, noteText } from './kill-check.ts';

const cli = fileURLToPath(new URL('../../../dist/cli.cjs', import.meta.url));
const notes = 300;
const kills = 20;

async function makeNotes(t: TestContext) {
  const root = makeFolder(t, {});
  const home = makeFolder(t, {});
  mkdirSync(join(root, 'journal'));
  for (let index = 0; index < notes; index++)
    writeFileSync(join(root, 'journal', `${index}.md`), noteText(index), { mode: 0o640 });
  assert.equal((await run(['init', '--open', '--no-protect'], { cwd: root, home })).code, 0);
  const vault = openVaults(home).at(root);
  if (vault === undefined) throw new Error('no vault');
  const keys = await createSealKeys();
  await keepSealKeys(sealPlaces(home, vault), keys, undefined);
  const key = join(home, 'key.txt');
  writeFileSync(key, `${keys.identity}\n`, { mode: 0o600 });
  return { root, home, key, keys, folder: join(root, 'journal') };
}

/** The real command on a terminal; the process itself takes the place of the shell that told its number. */
function start(
  direction: SealDirection,
  { root, home, key }: { root: string; home: string; key: string },
): ChildProcess {
  const pid = join(home, 'pid');
  const line = `echo $$ >'${pid}'; exec '${process.execPath}' '${cli}' ${direction} journal --identity '${key}'`;
  return spawn('script', ['-q', '-e', '-f', '-c', line, '/dev/null'], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', TERM: 'dumb', SHELL: '/bin/sh', HOME: home, CLOISTER_HOME: home },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

function isOld(name: string, direction: SealDirection): boolean {
  return /^\d/.test(name) && name.endsWith('.age') === (direction === 'unseal');
}

/** Ends the command at a random moment of its work. @returns what it said, where it was faster. */
async function killAtWork(
  direction: SealDirection,
  child: ChildProcess,
  home: string,
  folder: string,
  longest: number,
): Promise<string> {
  let out = '';
  child.stdout?.on('data', (text) => {
    out += text;
  });
  const end = once(child, 'close');
  const olds = (): number => readdirSync(folder).filter((name) => isOld(name, direction)).length;
  const before = olds();
  const isOver = (): boolean => child.exitCode !== null;
  // Most of the time goes by before the first note is done.
  while (!isOver() && olds() >= before) await wait(3);
  await wait(Math.random() * longest);
  if (!isOver())
    try {
      process.kill(Number(readFileSync(join(home, 'pid'), 'utf8')), 'SIGKILL');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  await end;
  return out;
}

for (const direction of ['seal', 'unseal'] as const)
  test(`${kills} kills spread over a ${direction} of ${notes} notes: none lost, none half`, {
    skip: whyNoTerminal ?? false,
  }, async (t) => {
    const made = await makeNotes(t);
    const { folder, home, keys } = made;
    const check = killCheck(folder, notes, keys.identity);
    if (direction === 'unseal') {
      const child = start('seal', made);
      child.stdout?.resume();
      await once(child, 'close');
    }
    let killed = 0;
    let seen = 0;
    for (let round = 0; round < kills; round++) {
      // A moment within the share of the work that falls to each run.
      const out = await killAtWork(direction, start(direction, made), home, folder, 60);
      if (/is refused/.test(out)) return t.skip('an agent runs this test: the command refuses');
      const standing = await check();
      assert.equal(standing.plain + standing.sealed + standing.both, notes);
      const done = direction === 'seal' ? standing.sealed : standing.plain;
      if (done > 0 && done < notes) killed += 1;
      seen += standing.both + standing.leftOvers;
      if (done === notes) break;
    }
    const child = start(direction, made);
    let last = '';
    child.stdout?.on('data', (text) => {
      last += text;
    });
    await once(child, 'close');
    assert.match(last, direction === 'seal' ? /Sealed \d+ file/ : /Unsealed \d+ file/);
    const standing = await check();
    assert.deepEqual(standing, {
      plain: direction === 'seal' ? 0 : notes,
      sealed: direction === 'seal' ? notes : 0,
      both: 0,
      leftOvers: 0,
    });
    t.diagnostic(`${killed} runs ended within the work; ${seen} notes were found in both forms or as drafts`);
    assert.ok(killed >= kills / 2, `only ${killed} kills fell into the work`);
  });
