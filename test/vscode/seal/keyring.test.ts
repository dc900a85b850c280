import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Keyring } from '../../../src/vscode/seal/keyring.ts';

test('a key is forgotten after its time without use, and use begins it anew', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let expired = 0;
  const keyring = new Keyring(
    () => 1000,
    () => {
      expired += 1;
      keyring.forget();
    },
  );
  keyring.used();
  keyring.put('vault', ['a']);
  t.mock.timers.tick(900);
  keyring.used();
  t.mock.timers.tick(900);
  assert.deepEqual([keyring.get('vault'), keyring.isOpen, expired], [['a'], true, 0]);
  // To look is no use.
  keyring.get('vault');
  t.mock.timers.tick(100);
  assert.deepEqual([keyring.get('vault'), keyring.isOpen, expired], [undefined, false, 1]);
  t.mock.timers.tick(10_000);
  assert.equal(expired, 1);
});

test('what was forgotten does not expire', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const keyring = new Keyring(
    () => 1000,
    () => assert.fail('it expired'),
  );
  keyring.put('vault', ['a']);
  keyring.forget();
  t.mock.timers.tick(5000);
  assert.equal(keyring.get('vault'), undefined);
});
