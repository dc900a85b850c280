import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { ChangeBatch } from '../../src/vscode/change-batch.ts';
import { Debounce } from '../../src/vscode/debounce.ts';

function batching(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const handedOn: (string[] | 'many')[] = [];
  const batch = new ChangeBatch<string>({ quiet: 200, longest: 2000, many: 3 }, (changes) =>
    handedOn.push(changes === 'many' ? changes : [...changes]),
  );
  return { batch, handedOn, tick: (time: number) => t.mock.timers.tick(time) };
}

test('changes are handed on together once it is quiet, each path once', (t) => {
  const { batch, handedOn, tick } = batching(t);
  batch.add('a');
  tick(150);
  batch.add('b');
  batch.add('a');
  tick(199);
  assert.deepEqual(handedOn, []);
  tick(1);
  assert.deepEqual(handedOn, [['a', 'b']]);
  batch.add('c');
  tick(200);
  assert.deepEqual(handedOn, [['a', 'b'], ['c']]);
});

test('where it never gets quiet, a batch is handed on all the same', (t) => {
  const { batch, handedOn, tick } = batching(t);
  for (let time = 0; time < 2000; time += 100) {
    batch.add('a');
    tick(100);
  }
  assert.deepEqual(handedOn, [['a']]);
});

test('more than some are many', (t) => {
  const { batch, handedOn, tick } = batching(t);
  for (const path of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']) batch.add(path);
  tick(200);
  batch.add('j');
  tick(200);
  assert.deepEqual(handedOn, ['many', ['j']]);
});

test('what was cleared is not handed on', (t) => {
  const { batch, handedOn, tick } = batching(t);
  batch.add('a');
  batch.clear();
  tick(5000);
  assert.deepEqual(handedOn, []);
});

test('of actions that follow each other, the last one of each key runs', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const ran: string[] = [];
  const debounce = new Debounce<string>(300);
  debounce.run('a', () => ran.push('a1'));
  debounce.run('b', () => ran.push('b1'));
  t.mock.timers.tick(299);
  debounce.run('a', () => ran.push('a2'));
  t.mock.timers.tick(299);
  assert.deepEqual(ran, ['b1']);
  t.mock.timers.tick(1);
  assert.deepEqual(ran, ['b1', 'a2']);
  debounce.run('a', () => ran.push('a3'));
  debounce.run('b', () => ran.push('b3'));
  debounce.cancel('a');
  debounce.dispose();
  t.mock.timers.tick(1000);
  assert.deepEqual(ran, ['b1', 'a2']);
});
