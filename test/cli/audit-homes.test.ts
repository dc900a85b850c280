import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { allStores } from '../../src/stores/index.ts';
import type { Platform } from '../../src/stores/store.ts';
import { temporaryFolder } from '../stores/fixture.ts';
import { lacks } from '../stores/sealed-files.ts';
import { placedAi } from './audit-homes/ai.ts';
import { expectedFindings, type Report } from './audit-homes/expected.ts';
import { lockPackages, placedLocks } from './audit-homes/locks.ts';
import { placedNotes } from './audit-homes/notes.ts';
import { placedPasswords } from './audit-homes/passwords.ts';
import { type Placed, systems, type Variant } from './audit-homes/placed.ts';
import { run } from './running.ts';

/*
 * Whole home folders with every store that Cloister knows, laid out as on Linux, macOS and Windows, and the command as a
 * person runs it.
 */

const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
const noPrograms = lacks(...lockPackages);

function placedStores(t: Parameters<typeof placedLocks>[0], system: Platform, variant: Variant): readonly Placed[] {
  // In the sealed home the apps of AI stand aside: none of them has an encrypted form.
  const ai = variant === 'open' ? placedAi(system) : [];
  const locks = noPrograms === false ? placedLocks(t, variant) : [];
  return [...placedNotes(system, variant), ...placedPasswords(variant), ...locks, ...ai];
}

function makeHome(stores: readonly Placed[]): string {
  const home = realpathSync(temporaryFolder());
  chmodSync(home, 0o700);
  for (const store of stores) store.make(home);
  return home;
}

/** Compares what was said with what must be, store by store. @returns how many are right, and a line for all that is not */
function compare(home: string, stores: readonly Placed[], report: Report): { right: number; wrong: string[] } {
  const wrong: string[] = [];
  const left = new Set(report.findings.filter(({ rule }) => !rule.startsWith('disk.')));
  const untold = new Set(report.stores);
  for (const placed of stores) {
    const root = `${home}/${placed.root}`;
    const all = report.stores.filter((each) => each.store === placed.store && each.root === root);
    const [facts] = all;
    for (const each of all) untold.delete(each);
    const isWithin = (path: string) => path === root || path.startsWith(`${root}/`);
    const about = [...left].filter(({ place }) => place.store === placed.store && isWithin(place.path));
    for (const finding of about) left.delete(finding);
    const found = {
      times: all.length,
      state: facts?.atRest.state,
      items: facts?.items,
      findings: about.map(({ rule, severity }) => `${rule} ${severity}`).sort(),
    };
    const findings = expectedFindings(placed, facts?.disk.state === 'encrypted');
    const expected = { times: 1, state: placed.state, items: placed.items, findings };
    if (isDeepStrictEqual(found, expected)) continue;
    wrong.push(`${placed.store} at ${placed.root}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
  }
  const right = stores.length - wrong.length;
  for (const { store, root } of untold) wrong.push(`${store} at ${root} is none of the home's`);
  for (const { rule, place } of left) wrong.push(`${rule} of ${place.store} at ${place.path}`);
  for (const { path, why, detail } of report.skipped) wrong.push(`skipped ${path}: ${why} ${detail ?? ''}`);
  return { right, wrong };
}

/** What is said once of all stores: of the disk below them. */
function assertDisks({ findings, stores, machine }: Report): void {
  const mounts = new Set(stores.flatMap(({ disk }) => (disk.state === 'not-detected' ? [disk.mount] : [])));
  const told = findings.filter(({ rule }) => rule === 'disk.not-detected').map(({ place }) => place.path);
  assert.deepEqual(told.sort(), [...mounts].sort());
  assert.ok(machine.disks.length > 0);
}

for (const system of systems)
  for (const variant of ['open', 'sealed'] as const)
    test(`a home folder of ${system} with every store, ${variant}: each found once, where it lies, as it lies`, async (t) => {
      const stores = placedStores(t, system, variant);
      const home = makeHome(stores);
      const own = temporaryFolder();
      const { code, out, err } = await run(
        ['audit', '--home', home, '--only', 'notes,ai,passwords,disk', '--format', 'json'],
        { home: own, env: { XDG_CACHE_HOME: own, PATH: process.env['PATH'] ?? '' } },
      );
      assert.equal(code, 1, err);
      assert.equal(err, '');
      const report = JSON.parse(out) as Report;
      const { right, wrong } = compare(home, stores, report);
      t.diagnostic(`${system}, ${variant}: ${right} of ${stores.length} stores right`);
      if (noPrograms !== false) t.diagnostic(`without encrypted containers: ${noPrograms}`);
      assert.deepEqual(wrong, []);
      assertDisks(report);
    });

/** True where others come as far as a folder, through all that are above it. */
function isReached(folder: string): boolean {
  return (statSync(folder).mode & 1) !== 0 && (folder === '/' || isReached(dirname(folder)));
}

test('a home folder that others may enter: what they can read is told by its weight, and the commands close it', {
  skip: process.platform === 'win32' ? 'modes are those of other systems' : false,
}, async (t) => {
  const stores = placedStores(t, 'linux', 'open');
  const home = makeHome(stores);
  chmodSync(home, 0o755);
  if (!isReached(home)) return t.skip('others do not come to the folder of temporary files');
  const own = temporaryFolder();
  const readable = async () => {
    const { out } = await run(['audit', '--home', home, '--only', 'notes,ai,passwords', '--format', 'json'], {
      home: own,
      env: { XDG_CACHE_HOME: own, PATH: process.env['PATH'] ?? '' },
    });
    const report = JSON.parse(out) as Report;
    return { report, found: report.findings.filter(({ rule }) => rule === 'store.readable') };
  };
  const { report, found } = await readable();
  const grave: ReadonlySet<string> = new Set(['transcripts', 'credentials', 'memory', 'uploads', 'snapshots']);
  for (const { severity, place } of found) {
    const facts = report.stores.find(({ store, root }) => store === place.store && root === place.path);
    assert.ok(facts !== undefined && /^(?:plaintext|partly)$/.test(facts.atRest.state), place.path);
    if (facts.holds === 'notes') assert.equal(severity, 'medium', place.path);
    if (facts.holds === 'passwords') assert.equal(severity, 'high', place.path);
    if (severity === 'high' && facts.holds === 'ai')
      assert.ok(
        facts.parts.some(({ kind }) => grave.has(kind)),
        place.path,
      );
  }
  for (const { holds, atRest, openCount, root, store } of report.stores)
    if (openCount > 0 && store !== 'sqlite' && holds !== 'ai' && atRest.state === 'plaintext')
      assert.ok(
        found.some(({ place }) => place.path === root),
        root,
      );
  t.diagnostic(`others can read ${found.length} of ${stores.length} stores`);
  assert.ok(found.length > 30);
  for (const { args } of found) execFileSync('sh', ['-c', args['fix'] ?? 'false']);
  assert.deepEqual((await readable()).found, []);
});

test('every row of the tables has a fixture in these homes', { skip: noPrograms }, (t) => {
  const placed = systems.flatMap((system) => placedStores(t, system, 'open').map(({ store }) => store));
  assert.deepEqual([...new Set(placed)].sort(), allStores.map(({ id }) => id).sort());
});

test('the built command says the same of such a home', { skip: existsSync(cli) ? false : 'no build in dist' }, (t) => {
  const stores = placedStores(t, 'linux', 'open');
  const home = makeHome(stores);
  const own = temporaryFolder();
  const env = { PATH: process.env['PATH'], HOME: own, CLOISTER_HOME: own, XDG_CACHE_HOME: own, TMPDIR: own };
  const { stdout, stderr } = spawnSync(process.execPath, [cli, 'audit', '--home', home, '--format', 'json'], {
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  const { right, wrong } = compare(home, stores, JSON.parse(stdout) as Report);
  t.diagnostic(`the built command: ${right} of ${stores.length} stores right`);
  assert.equal(stderr, '');
  assert.deepEqual(wrong, []);
});
