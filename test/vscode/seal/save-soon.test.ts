import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { SaveSoon } from '../../../src/vscode/seal/save-soon.ts';

const times = { quiet: 250, longest: 1000 };

test('a save begins 250 ms after the last change', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const saved: string[] = [];
  const saves = new SaveSoon<string>(times, async (key) => saved.push(key) > 0);
  saves.changed('a');
  t.mock.timers.tick(200);
  saves.changed('a');
  saves.changed('b');
  t.mock.timers.tick(249);
  await turn();
  assert.deepEqual(saved, []);
  t.mock.timers.tick(1);
  await turn();
  assert.deepEqual(saved, ['a', 'b']);
});

test('while somebody types without a pause, a save begins each second', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  let saved = 0;
  const saves = new SaveSoon<string>(times, async () => {
    saved += 1;
    return true;
  });
  for (let at = 0; at < 3500; at += 100) {
    saves.changed('a');
    t.mock.timers.tick(100);
    await turn();
  }
  assert.equal(saved, 3);
  t.mock.timers.tick(250);
  await turn();
  assert.equal(saved, 4);
});

test('one save at a time, and what changes meanwhile is saved after it', async () => {
  const order: string[] = [];
  const ends: (() => void)[] = [];
  const saves = new SaveSoon<string>({ quiet: 0, longest: 0 }, async () => {
    order.push('begin');
    await new Promise<void>((resolve) => ends.push(resolve));
    order.push('end');
    return true;
  });
  const first = saves.now('a');
  const second = saves.now('a');
  await turn();
  assert.deepEqual(order, ['begin']);
  ends[0]?.();
  await first;
  await turn();
  assert.deepEqual(order, ['begin', 'end', 'begin']);
  ends[1]?.();
  assert.equal(await second, true);
});

test('a save that fails says so, and is not tried again by itself', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  let tries = 0;
  const saves = new SaveSoon<string>(times, async () => {
    tries += 1;
    return false;
  });
  assert.equal(await saves.now('a'), false);
  t.mock.timers.tick(10_000);
  await turn();
  assert.equal(tries, 1);
  saves.changed('a');
  saves.dispose();
  t.mock.timers.tick(10_000);
  await turn();
  assert.equal(tries, 1);
});
