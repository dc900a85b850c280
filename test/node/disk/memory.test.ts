import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { MachineFacts } from '../../../src/core/audit.ts';
import { diskRemarks } from '../../../src/node/disk/disk-remarks.ts';
import { openDisks } from '../../../src/node/disk/disks.ts';
import { makeSystem, sysfs, type TestDevice, testMachine } from './machine.ts';

const devices: Readonly<Record<string, TestDevice>> = {
  sda: { device: '8:0', isDisk: true },
  sda2: { device: '8:2', partOf: 'sda' },
  'dm-0': { device: '253:0', uuid: 'CRYPT-LUKS2-01-root', mapping: 'root', slaves: ['sda2'] },
  'dm-1': { device: '253:1', uuid: 'CRYPT-PLAIN-swap', mapping: 'swap', slaves: ['sda2'] },
  zram0: { device: '252:0' },
};
const header = 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n';

/** Facts of a machine whose root is in LUKS, with these files of the system. */
function factsOf(t: TestContext, files: Readonly<Record<string, string>>): MachineFacts {
  const blocks = sysfs(devices);
  const systemRoot = makeSystem(
    t,
    {
      'proc/self/mountinfo':
        '22 1 253:0 / / rw - ext4 /dev/mapper/root rw\n23 22 8:2 / /plain\\040disk rw - ext4 /dev/sda2 rw\n',
      'sys/fs/ext4/features/fast_commit': '',
      'proc/swaps': header,
      ...blocks.files,
      ...files,
    },
    { ...blocks.links, 'dev/disk/by-uuid/11-22': '../../sda2', 'dev/mapper/swap': '../dm-1', 'dev/placeholder': 'x' },
  );
  return openDisks(testMachine({ systemRoot })).facts(['/home/ann']);
}

/** The rules of the remarks on a machine with one store. */
function rules(facts: MachineFacts): string[] {
  return diskRemarks(facts, new Map([['/', 1]])).map(({ rule }) => rule);
}

test('no swap space, or compressed memory alone: nothing to say', (t) => {
  assert.deepEqual(factsOf(t, {}).swap, { state: 'none', evidence: [] });
  const zram = factsOf(t, { 'proc/swaps': `${header}/dev/zram0 partition\t8388604\t\t0\t\t100\n` });
  assert.deepEqual(zram.swap, { state: 'none', evidence: ['zram0: compressed memory'] });
  assert.deepEqual(rules(zram), []);
});

test('plain swap space beside an encrypted disk, with zram as well', (t) => {
  const facts = factsOf(t, {
    'proc/swaps': `${header}/dev/zram0 partition\t8388604\t\t0\t\t100\n/dev/sda2 partition\t2097148\t\t0\t\t-2\n`,
  });
  assert.deepEqual(facts.swap, {
    state: 'not-detected',
    evidence: ['sda: no encryption above this disk'],
    where: '/dev/sda2',
  });
  assert.deepEqual(rules(facts), ['disk.swap']);
});

test('zram that writes to a plain device is swap space on it', (t) => {
  const facts = factsOf(t, {
    'proc/swaps': `${header}/dev/zram0 partition 8388604 0 100\n`,
    'sys/block/zram0/backing_dev': '/dev/sda2\n',
    'sys/devices/virtual/block/zram0/backing_dev': '/dev/sda2\n',
  });
  assert.equal(facts.swap.state, 'not-detected');
});

test('encrypted swap space, by mapping and by kernel name', (t) => {
  for (const name of ['/dev/dm-1', '/dev/mapper/swap'])
    assert.equal(factsOf(t, { 'proc/swaps': `${header}${name} partition 2097148 0 -2\n` }).swap.state, 'encrypted');
});

test('a swap file is as good as the disk below it', (t) => {
  const file = (name: string) => factsOf(t, { 'proc/swaps': `${header}${name} file\t\t2097148\t\t0\t\t-2\n` }).swap;
  assert.equal(file('/swapfile').state, 'encrypted');
  assert.equal(file('/plain\\040disk/swap\\040file').state, 'not-detected');
  assert.equal(file('/plain\\040disk/swap\\040file').where, '/plain disk/swap file');
  assert.equal(file('/swapfile\\040(deleted)').state, 'unknown');
});

test('what can not be read is unknown', (t) => {
  assert.equal(openDisks(testMachine({ systemRoot: makeSystem(t, {}) })).facts(['/']).swap.state, 'unknown');
  assert.equal(factsOf(t, { 'proc/swaps': `${header}/dev/sdz9 partition 1 0 -2\n` }).swap.state, 'unknown');
});

test('hibernation: only where the kernel offers it and a place was set', (t) => {
  const offered = { 'sys/power/state': 'freeze mem disk\n', 'sys/power/disk': '[platform] shutdown reboot\n' };
  const set = (files: Record<string, string>) => factsOf(t, { ...offered, 'proc/cmdline': 'quiet\n', ...files });
  assert.equal(factsOf(t, {}).hibernation?.state, 'none');
  assert.equal(set({}).hibernation?.state, 'none');
  assert.equal(set({ 'sys/power/resume': '0:0\n' }).hibernation?.state, 'none');
  assert.equal(set({ 'sys/power/resume': '8:2\n' }).hibernation?.state, 'not-detected');
  assert.equal(set({ 'sys/power/resume': '253:1\n' }).hibernation?.state, 'encrypted');
  assert.equal(set({ 'proc/cmdline': 'quiet resume=/dev/sda2\n' }).hibernation?.state, 'not-detected');
  assert.equal(set({ 'proc/cmdline': 'resume=UUID=11-22 quiet\n' }).hibernation?.where, '/dev/disk/by-uuid/11-22');
  assert.equal(set({ 'proc/cmdline': 'resume=/dev/sda2 resume=/dev/dm-1\n' }).hibernation?.state, 'encrypted');
  assert.equal(set({ 'proc/cmdline': 'resume=UUID=gone\n' }).hibernation?.state, 'unknown');
  assert.equal(set({ 'proc/cmdline': 'resume=/dev/sda2 noresume\n' }).hibernation?.state, 'none');
  const forbidden = { ...offered, 'sys/power/disk': '[disabled]\n', 'sys/power/resume': '8:2\n' };
  assert.equal(factsOf(t, forbidden).hibernation?.state, 'none');
  assert.deepEqual(rules(set({ 'sys/power/resume': '8:2\n' })), ['disk.hibernation']);
});

test('remarks: one for each mount that holds a store, none where encrypted or unknown, swap only beside encryption', () => {
  const disk = (mount: string, state: MachineFacts['disks'][number]['state']) => ({ mount, state, evidence: [] });
  const facts: MachineFacts = {
    disks: [
      disk('/', 'not-detected'),
      disk('/', 'not-detected'),
      disk('/empty', 'not-detected'),
      disk('/safe', 'unknown'),
      disk('C:/', 'suspended'),
      disk('D:/', 'in-progress'),
    ],
    swap: { state: 'not-detected', evidence: ['sda'] },
  };
  const stores = new Map([
    ['/', 3],
    ['/safe', 1],
    ['C:/', 1],
    ['D:/', 2],
  ]);
  const remarks = diskRemarks(facts, stores);
  assert.deepEqual(
    remarks.map(({ rule, severity, path, args }) => [rule, severity, path, args['stores']]),
    [
      ['disk.not-detected', 'medium', '/', '3'],
      ['disk.not-fully', 'medium', 'C:/', '1'],
      ['disk.not-fully', 'low', 'D:/', '2'],
    ],
  );
  const withEncrypted = { ...facts, disks: [disk('/safe', 'encrypted')] };
  assert.deepEqual(
    diskRemarks(withEncrypted, stores).map(({ rule }) => rule),
    ['disk.swap'],
  );
});
