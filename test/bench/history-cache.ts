/**
 * What the cache of a history costs: to open it and to ask it about every object, to add one object and to write it, for
 * 200,000 and for 2,000,000 objects, of which one in fifty holds a finding. Each is measured in a process of its own.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type HistoryCache, type Known, openHistoryCache } from '../../src/node/history/cache.ts';

const [step, folder = '', size = '0'] = process.argv.slice(2);
const place = { root: '/r', gitDir: '/r', commonDir: '/r', isBare: true, objectFormat: 'sha1' } as const;

function oid(number: number): string {
  return createHash('sha1').update(String(number)).digest('hex');
}

function open(): Promise<HistoryCache> {
  return openHistoryCache({ folder, place, ruleSet: 'rules', keyId: 'key' });
}

function known(number: number): Known {
  if (number % 50 !== 0) return number % 51 === 0 ? 'binary' : 'clean';
  const span = { startLine: (number % 90) + 1, startColumn: 9, endLine: (number % 90) + 1, endColumn: 49 };
  const path = `journal/note-${number % 5000}.md`;
  const finding = {
    rule: 'secret.github.token',
    severity: 'critical',
    place: { kind: 'file', path, span },
    fingerprint: oid(number % 1000).slice(0, 32),
    args: { masked: 'ghp_••••••••' },
  } as const;
  return { object: 'blob', path, findings: [finding, finding], introductions: [{ commit: oid(-number), path }] };
}

/** Memory in use in megabytes, after what can go is gone: V8's heap and the buffers beside it. */
function memory(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

async function measured(work: () => Promise<void> | void): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function build(count: number): Promise<void> {
  const before = memory();
  const cache = await open();
  for (let number = 0; number < count; number++) cache.set(oid(number), known(number));
  const held = memory() - before;
  const save = await measured(() => cache.save());
  console.log(`  new: ${held.toFixed(0)} MB held, written in ${save.toFixed(0)} ms`);
}

async function ask(count: number): Promise<void> {
  const before = memory();
  let cache: HistoryCache | undefined;
  const opened = await measured(async () => {
    cache = await open();
  });
  const held = memory() - before;
  if (cache?.size !== count) throw new Error(`${cache?.size} objects of ${count}`);
  // The ids are made from numbers; what that takes is taken off.
  const hash = await measured(() => {
    for (let number = 0; number < count; number++) oid(number);
  });
  const asked = await measured(() => {
    for (let number = 0; number < count; number++)
      if (cache?.get(oid(number)) === undefined) throw new Error('unknown');
  });
  cache.set('ab'.repeat(20), 'clean');
  const save = await measured(() => cache?.save());
  const peak = process.resourceUsage().maxRSS / 1000;
  console.log(
    `  opened in ${opened.toFixed(0)} ms, ${held.toFixed(0)} MB held; all asked in ${(asked - hash).toFixed(0)} ms; ` +
      `one more, written in ${save.toFixed(0)} ms; peak of the process ${peak.toFixed(0)} MB`,
  );
}

if (step === 'build') await build(Number(size));
else if (step === 'ask') await ask(Number(size));
else {
  for (const count of [200_000, 2_000_000]) {
    const scratch = mkdtempSync(join(tmpdir(), 'cloister-bench-'));
    try {
      console.log(`the cache of ${count.toLocaleString('en')} objects:`);
      for (const each of ['build', 'ask']) {
        const args = ['--expose-gc', fileURLToPath(import.meta.url), each, scratch, String(count)];
        const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'pipe'] });
        if (status !== 0) throw new Error(stderr.toString());
      }
      const sizes = readdirSync(scratch).map((name) => statSync(join(scratch, name)).size);
      console.log(`  the file: ${sizes.map((each) => (each / 1e6).toFixed(1)).join(', ')} MB`);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }
}
