/**
 * `node test/bench/seal.ts`: what sealing costs, and whether it survives: 100 kills spread over one resumed pass of 10,000
 * notes, in each direction; after every kill each note is looked at by its bytes. BENCH_NOTES and BENCH_KILLS make it
 * smaller.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { wrapIdentity } from '../../src/node/seal/age.ts';
import { createSealKeys } from '../../src/node/seal/keys.ts';
import { sealFolder, unsealFolder } from '../../src/node/seal/run.ts';
import { killCheck, noteText } from '../node/seal/kill-check.ts';

const notes = Number(process.env['BENCH_NOTES'] ?? 10_000);
const kills = Number(process.env['BENCH_KILLS'] ?? 100);
const child = fileURLToPath(new URL('../node/seal/run-child.ts', import.meta.url));
const root = realpathSync(mkdtempSync(join(tmpdir(), 'cloister-bench-')));
const keys = await createSealKeys();
const recipients = keys.recipients.map(({ recipient }) => recipient);

function makeNotes(name: string, count: number): string {
  const folder = join(root, name);
  mkdirSync(folder);
  for (let index = 0; index < count; index++)
    writeFileSync(join(folder, `${index}.md`), noteText(index), { mode: 0o640 });
  return folder;
}

const speedNotes = Math.min(notes, 1000);
const small = makeNotes('speed', speedNotes);
const places = { root, identity: '', agreed: '', lock: join(root, 'lock') };
const options = {
  places,
  folder: small,
  keys: { recipients, identities: [keys.identity] },
  signal: new AbortController().signal,
};
for (const [name, run] of [
  ['seal', sealFolder],
  ['unseal', unsealFolder],
] as const) {
  const start = performance.now();
  const { done } = await run(options);
  console.log(
    `${name}: ${Math.round(done / ((performance.now() - start) / 1000))} notes/s, each verified and on the disk`,
  );
}
const start = performance.now();
await wrapIdentity(keys.identity, 'seven dull green horses');
console.log(`passphrase, scrypt with work factor 18: ${((performance.now() - start) / 1000).toFixed(1)} s`);

const folder = makeNotes('killed', notes);
const check = killCheck(folder, notes, keys.identity);
try {
  for (const direction of ['seal', 'unseal'] as const) await killOften(direction);
} finally {
  rmSync(root, { recursive: true, force: true });
}

async function killOften(direction: 'seal' | 'unseal'): Promise<void> {
  const isOld = (name: string): boolean => /^\d/.test(name) && name.endsWith('.age') === (direction === 'unseal');
  const left = (): number => readdirSync(folder).filter(isOld).length;
  let [killed, both, drafts] = [0, 0, 0];
  for (let round = 0; round < kills; round++) {
    const before = left();
    // An even share of what is left for each run, give or take half of it.
    const share = (before / (kills - round + 1)) * (0.5 + Math.random());
    const run = startRun(direction);
    const end = once(run, 'close');
    while (run.exitCode === null && before - left() < share) await wait(40);
    await wait(Math.random() * 20);
    if (run.exitCode === null) killed += 1;
    run.kill('SIGKILL');
    await end;
    const standing = await check();
    both += standing.both;
    drafts += standing.leftOvers;
  }
  const last = startRun(direction);
  await once(last, 'close');
  const standing = await check();
  const isDone =
    standing.both + standing.leftOvers === 0 && standing[direction === 'seal' ? 'sealed' : 'plain'] === notes;
  console.log(
    `${direction}: ${killed} kills over ${notes} notes: none lost, none half; ${both} found in both forms, ${drafts} drafts; ` +
      `after the last run ${isDone ? 'all done, nothing left over' : `NOT done: ${JSON.stringify(standing)}`}`,
  );
  if (!isDone) process.exitCode = 1;
}

function startRun(direction: string) {
  const args = [child, direction, root, folder, keys.identity, ...recipients];
  return spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, TMPDIR: root },
  });
}
