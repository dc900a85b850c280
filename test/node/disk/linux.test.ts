import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import type { DiskAnswer } from '../../../src/core/audit.ts';
import { openDisks } from '../../../src/node/disk/disks.ts';
import { type Answers, makeSystem, sysfs, type TestDevice, testMachine } from './machine.ts';

const sda: TestDevice = { device: '8:0', isDisk: true };
const sda1: TestDevice = { device: '8:1', partOf: 'sda' };
const luks = (name: string) => `CRYPT-LUKS2-0123456789abcdef0123456789abcdef-${name}`;
const root = (device: string, type = 'ext4', source = '/dev/root') => `22 1 ${device} / / rw - ${type} ${source} rw\n`;

interface Parts {
  readonly mounts: string;
  readonly devices?: Readonly<Record<string, TestDevice>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly links?: Readonly<Record<string, string>>;
  readonly answers?: Answers;
}

function disksOf(t: TestContext, { mounts, devices = {}, files = {}, links = {}, answers = {} }: Parts) {
  const blocks = sysfs(devices);
  const systemRoot = makeSystem(
    t,
    // A kernel without fscrypt: what decides is the block device.
    { 'proc/self/mountinfo': mounts, 'sys/fs/ext4/features/lazy_itable_init': '', ...blocks.files, ...files },
    { ...blocks.links, ...links },
  );
  const machine = testMachine({ systemRoot, answers });
  return { machine, disks: openDisks(machine) };
}

/** State and layer of the answer for a path. */
function told(answer: DiskAnswer): string {
  return answer.layer === undefined ? answer.state : `${answer.state} ${answer.layer}`;
}

test('a plain partition, and one in LUKS1, LUKS2, plain dm-crypt, BitLocker and VeraCrypt', (t) => {
  const below = (uuid: string) =>
    told(
      disksOf(t, {
        mounts: root('253:0'),
        devices: { sda, sda1, 'dm-0': { device: '253:0', uuid, mapping: 'root', slaves: ['sda1'] } },
      }).disks.below('/home/ann'),
    );
  const plain = disksOf(t, { mounts: root('8:1'), devices: { sda, sda1 } }).disks.below('/home/ann');
  assert.equal(told(plain), 'not-detected');
  assert.deepEqual(plain.evidence, ['sda: no encryption above this disk']);
  assert.equal(plain.mount, '/');
  assert.equal(below(luks('root')), 'encrypted LUKS2');
  assert.equal(below('CRYPT-LUKS1-0123456789abcdef0123456789abcdef-root'), 'encrypted LUKS1');
  assert.equal(below('CRYPT-PLAIN-root'), 'encrypted dm-crypt');
  assert.equal(below('CRYPT-BITLK-0123-root'), 'encrypted BitLocker');
  assert.equal(below('CRYPT-TCRYPT-root'), 'encrypted VeraCrypt');
  assert.equal(below('CRYPT-VERITY-0123-root'), 'not-detected');
  assert.equal(below('CRYPT-INTEGRITY-0123-root'), 'not-detected');
  assert.equal(below('LVM-abcdef'), 'not-detected');
  // A mapping that does not say what it is may be VeraCrypt's.
  assert.equal(below(''), 'unknown');
});

test('LUKS below LVM, LVM below LUKS, and integrity below LUKS', (t) => {
  const lvmOnLuks = disksOf(t, {
    mounts: root('253:1'),
    devices: {
      sda,
      sda1,
      'dm-0': { device: '253:0', uuid: luks('crypt'), slaves: ['sda1'] },
      'dm-1': { device: '253:1', uuid: 'LVM-abc', slaves: ['dm-0'] },
    },
  });
  assert.equal(told(lvmOnLuks.disks.below('/')), 'encrypted LUKS2');
  assert.deepEqual(lvmOnLuks.disks.below('/').evidence, ['dm/uuid of dm-0: CRYPT-LUKS2']);
  const luksOnLvm = disksOf(t, {
    mounts: root('253:1'),
    devices: {
      sda,
      'dm-0': { device: '253:0', uuid: 'LVM-abc', slaves: ['sda'] },
      'dm-1': { device: '253:1', uuid: luks('home'), slaves: ['dm-0'] },
    },
  });
  assert.equal(told(luksOnLvm.disks.below('/')), 'encrypted LUKS2');
});

test('LUKS on LVM on RAID; a RAID is as good as the worst of its disks', (t) => {
  const raid = (second: TestDevice) =>
    told(
      disksOf(t, {
        mounts: root('9:0'),
        devices: {
          sda,
          sdb: { device: '8:16', isDisk: true },
          'dm-0': { device: '253:0', uuid: luks('one'), slaves: ['sda'] },
          'dm-1': second,
          md0: { device: '9:0', slaves: ['dm-0', 'dm-1'] },
        },
      }).disks.below('/'),
    );
  assert.equal(raid({ device: '253:1', uuid: luks('two'), slaves: ['sdb'] }), 'encrypted LUKS2');
  assert.equal(raid({ device: '253:1', uuid: 'LVM-two', slaves: ['sdb'] }), 'not-detected');
  const luksOnLvmOnRaid = disksOf(t, {
    mounts: root('253:1'),
    devices: {
      sda,
      sdb: { device: '8:16', isDisk: true },
      md0: { device: '9:0', slaves: ['sda', 'sdb'] },
      'dm-0': { device: '253:0', uuid: 'LVM-abc', slaves: ['md0'] },
      'dm-1': { device: '253:1', uuid: luks('root'), slaves: ['dm-0'] },
    },
  });
  assert.equal(told(luksOnLvmOnRaid.disks.below('/')), 'encrypted LUKS2');
});

test('bcache: the cache counts as well as the disk behind it', (t) => {
  const cached = (cacheIsEncrypted: boolean, links: Record<string, string>) =>
    disksOf(t, {
      mounts: root('252:0'),
      devices: {
        sda,
        sdb: { device: '8:16', isDisk: true },
        'dm-0': { device: '253:0', uuid: luks('disk'), slaves: ['sda'] },
        'dm-1': { device: '253:1', uuid: cacheIsEncrypted ? luks('cache') : 'LVM-cache', slaves: ['sdb'] },
        bcache0: { device: '252:0', slaves: ['dm-0'] },
      },
      files: {
        'sys/devices/virtual/block/dm-0/bcache/running': '1\n',
        'sys/devices/virtual/block/dm-1/bcache/bucket_size': '1\n',
      },
      links: {
        'sys/devices/virtual/block/bcache0/bcache': '../dm-0/bcache',
        'sys/devices/virtual/block/dm-0/bcache/cache': '../../../../../fs/bcache/set',
        ...links,
      },
    });
  const link = { 'sys/fs/bcache/set/cache0': '../../../devices/virtual/block/dm-1/bcache' };
  assert.equal(told(cached(true, link).disks.below('/')), 'encrypted LUKS2');
  assert.equal(told(cached(false, link).disks.below('/')), 'not-detected');
  const unseen = { 'sys/fs/bcache/set/cache0': '../../../devices/virtual/block/gone/bcache' };
  assert.equal(told(cached(true, unseen).disks.below('/')), 'unknown');
});

test('a loop device is as good as the disk of its file', (t) => {
  const loop = (backingFile: string) =>
    disksOf(t, {
      mounts: `${root('8:1')}30 22 253:0 / /safe rw - ext4 /dev/mapper/safe rw\n31 22 7:0 / /mnt/image rw - ext4 /dev/loop0 rw\n`,
      devices: {
        sda,
        sda1,
        'dm-0': { device: '253:0', uuid: luks('safe'), mapping: 'safe', slaves: ['sda1'] },
        loop0: { device: '7:0', backingFile },
      },
    }).disks.below('/mnt/image/notes');
  assert.equal(told(loop('/safe/image')), 'encrypted LUKS2');
  assert.equal(told(loop('/srv/image')), 'not-detected');
  assert.equal(told(loop('/srv/image (deleted)')), 'unknown');
  assert.equal(told(loop('/mnt/image/itself')), 'unknown');
});

test('a home folder of systemd-homed: LUKS in a file on a plain disk', (t) => {
  const { disks } = disksOf(t, {
    mounts: `${root('8:1')}30 22 253:0 /ann /home/ann rw - btrfs /dev/mapper/home-ann rw,subvol=/ann\n`,
    devices: {
      sda,
      sda1,
      loop0: { device: '7:0', backingFile: '/home/ann.home' },
      'dm-0': { device: '253:0', uuid: luks('home-ann'), mapping: 'home-ann', slaves: ['loop0'] },
    },
    links: { 'sys/fs/btrfs/id/devices/dm-0': '../../../../devices/virtual/block/dm-0' },
  });
  assert.equal(told(disks.below('/home/ann/Notes')), 'encrypted LUKS2');
  assert.equal(told(disks.below('/home/ann.home')), 'not-detected');
});

test('btrfs: all devices of the file system, whatever subvolume is mounted', (t) => {
  const btrfs = (seen: Record<string, string>) =>
    disksOf(t, {
      mounts: `${root('8:1')}30 22 0:45 /@home /home rw - btrfs /dev/mapper/home rw,subvol=/@home\n`,
      devices: {
        sda,
        sda1,
        sdb: { device: '8:16', isDisk: true },
        'dm-0': { device: '253:0', uuid: luks('home'), mapping: 'home', slaves: ['sda1'] },
      },
      links: seen,
    }).disks.below('/home/ann');
  const one = { 'sys/fs/btrfs/id/devices/dm-0': '../../../../devices/virtual/block/dm-0' };
  assert.equal(told(btrfs(one)), 'encrypted LUKS2');
  assert.equal(btrfs(one).mount, '/home');
  const both = { ...one, 'sys/fs/btrfs/id/devices/sdb': '../../../../devices/pci0000:00/0000:00:02.0/block/sdb' };
  assert.equal(told(btrfs(both)), 'not-detected');
  assert.equal(told(btrfs({})), 'unknown');
});

test('zfs: by its own encryption, else by the devices of the pool', (t) => {
  const get = 'zfs get -H -o property,value encryption,keystatus rpool/home';
  const list = 'zpool list -v -H -P -L rpool';
  const zfs = (answers: Answers) =>
    disksOf(t, {
      mounts: `${root('8:1')}30 22 0:45 / /home rw - zfs rpool/home rw,xattr\n`,
      devices: { sda, sda1, 'dm-0': { device: '253:0', uuid: luks('pool'), mapping: 'pool', slaves: ['sda1'] } },
      answers,
    }).disks.below('/home/ann');
  const off = { [get]: 'encryption\toff\nkeystatus\t-\n' };
  assert.equal(told(zfs({ [get]: 'encryption\taes-256-gcm\nkeystatus\tavailable\n' })), 'encrypted ZFS');
  assert.equal(told(zfs({ ...off, [list]: 'rpool\t9G\t1G\n\t/dev/sda1\t9G\t1G\n' })), 'not-detected');
  assert.equal(told(zfs({ ...off, [list]: 'rpool\t9G\t1G\n\t/dev/mapper/pool\t9G\t1G\n' })), 'encrypted LUKS2');
  assert.equal(told(zfs(off)), 'unknown');
  assert.equal(told(zfs({})), 'unknown');
  assert.equal(told(zfs({ [get]: { status: 1, stdout: '' } })), 'unknown');
});

test('file systems that encrypt, network ones, shares of a host, memory, containers', (t) => {
  const type = (name: string, source = 'source', options = 'rw') =>
    told(
      disksOf(t, {
        mounts: `${root('8:1')}30 22 0:45 / /mnt rw - ${name} ${source} ${options}\n`,
        devices: { sda, sda1 },
      }).disks.below('/mnt/notes'),
    );
  assert.equal(type('fuse.gocryptfs', '/home/ann/cipher'), 'encrypted gocryptfs');
  assert.equal(type('fuse.encfs', 'encfs'), 'encrypted EncFS');
  assert.equal(type('fuse.cryfs', 'cryfs@/home/ann/cipher'), 'encrypted CryFS');
  assert.equal(type('fuse.securefs'), 'encrypted securefs');
  assert.equal(type('fuse.cryptomatorFs'), 'encrypted Cryptomator');
  assert.equal(type('ecryptfs', '/home/.ecryptfs/ann'), 'encrypted eCryptfs');
  for (const other of ['nfs4', 'cifs', 'fuse.sshfs', 'fuse.rclone', 'tmpfs', '9p', 'virtiofs', 'vboxsf', 'overlay'])
    assert.equal(type(other), 'unknown', other);
  assert.equal(type('fuse.bindfs', '/home/ann/x'), 'unknown');
  assert.equal(type('overlay', 'overlay', 'rw,lowerdir=/l,upperdir=/var/lib/docker/gone/diff,workdir=/w'), 'unknown');
});

test('an overlay whose upper folder is here is as good as that', (t) => {
  const { disks } = disksOf(t, {
    mounts: `${root('8:1')}30 22 0:45 / /live rw - overlay overlay rw,lowerdir=/ro,upperdir=/cow/up\\054per,workdir=/cow/w\n`,
    devices: { sda, sda1 },
    files: { 'cow/up,per/note.md': '' },
  });
  assert.equal(told(disks.below('/live/notes')), 'not-detected');
});

test('a virtual machine: never said to be unencrypted, and its host is named', (t) => {
  const { disks } = disksOf(t, { mounts: root('254:0'), devices: { vda: { device: '254:0', isDisk: true } } });
  assert.equal(told(disks.below('/')), 'not-detected');
  assert.match(disks.below('/').evidence.join(), /its host may encrypt it/);
  const evidence = (files: Record<string, string>) =>
    disksOf(t, { mounts: root('8:1'), devices: { sda, sda1 }, files })
      .disks.below('/')
      .evidence.join();
  for (const vendor of ['VMware, Inc.', 'Amazon EC2', 'QEMU'])
    assert.match(evidence({ 'sys/class/dmi/id/sys_vendor': `${vendor}\n` }), /its host may encrypt it/);
  const hyperV = { 'sys/class/dmi/id/sys_vendor': 'Microsoft Corporation\n' };
  assert.match(evidence({ ...hyperV, 'sys/class/dmi/id/product_name': 'Virtual Machine\n' }), /its host may/);
  assert.doesNotMatch(evidence({ ...hyperV, 'sys/class/dmi/id/product_name': 'Surface Laptop\n' }), /its host may/);
});

test('what sysfs does not tell is unknown: no device, network disks, a RAID without disks, a circle', (t) => {
  const device = (devices: Record<string, TestDevice>) =>
    told(disksOf(t, { mounts: root('8:1'), devices }).disks.below('/'));
  assert.equal(device({}), 'unknown');
  assert.equal(device({ nbd0: { device: '8:1', isDisk: true } }), 'unknown');
  assert.equal(device({ rbd0: { device: '8:1', isDisk: true } }), 'unknown');
  assert.equal(device({ md0: { device: '8:1' } }), 'unknown');
  assert.equal(device({ 'dm-0': { device: '8:1', uuid: 'LVM-a', slaves: ['dm-1'] } }), 'unknown');
  const circle = {
    'dm-0': { device: '8:1', uuid: 'LVM-a', slaves: ['dm-1'] },
    'dm-1': { device: '8:2', uuid: 'LVM-b', slaves: ['dm-0'] },
  };
  assert.equal(device(circle), 'unknown');
  assert.equal(told(openDisks(testMachine({ systemRoot: makeSystem(t, {}) })).below('/home')), 'unknown');
});

test('fscrypt: the flag of the folder; without lsattr nothing is concluded', (t) => {
  const ext4 = (answers: Answers) =>
    disksOf(t, {
      mounts: root('8:1'),
      devices: { sda, sda1 },
      files: { 'sys/fs/ext4/features/encryption': 'supported\n' },
      answers,
    });
  const ask = 'lsattr -d -- /usr';
  const status = { 'fscrypt status /usr': '"/usr" is encrypted with fscrypt.\n\nPolicy:   0123\nUnlocked: Yes\n' };
  const flagged = ext4({ [ask]: '---------E----e------- /usr\n', ...status });
  assert.equal(told(flagged.disks.below('/usr')), 'encrypted fscrypt');
  assert.deepEqual(flagged.disks.below('/usr').evidence, ['lsattr shows E for /usr', 'fscrypt status says so']);
  assert.equal(told(ext4({ [ask]: '---------E----e------- /usr\n' }).disks.below('/usr')), 'encrypted fscrypt');
  assert.equal(told(ext4({ [ask]: '--------------e------- /usr\n' }).disks.below('/usr')), 'not-detected');
  assert.equal(told(ext4({}).disks.below('/usr')), 'unknown');
  assert.equal(told(ext4({ [ask]: { status: 1, stdout: '' } }).disks.below('/usr')), 'unknown');
  assert.equal(told(ext4({ [ask]: '---------E----e------- /other\n' }).disks.below('/usr')), 'unknown');
});

test('many paths: each program runs once, whatever is asked', (t) => {
  const { machine, disks } = disksOf(t, {
    mounts: root('8:1'),
    devices: { sda, sda1 },
    files: { 'sys/fs/ext4/features/encryption': 'supported\n' },
    answers: { 'lsattr -d -- /usr /etc /bin/..': '' },
  });
  const paths = ['/usr', '/etc', '/usr', '/usr/gone/deeper', '/etc'];
  disks.prepare(paths);
  for (const path of [...paths, ...paths]) disks.below(path);
  assert.deepEqual(machine.asked, ['lsattr -d -- /usr /etc']);
  assert.equal(disks.facts(paths).disks.length, 1);
});

test('whatever the files of the system and the programs say, an answer comes of it', (t) => {
  const text = fc.oneof(
    fc.string({ maxLength: 80 }),
    fc.constantFrom('CRYPT-', 'CRYPT-LUKS2', 'LVM-', '\n', '8:1', '0:0'),
  );
  const states = new Set(['encrypted', 'not-detected', 'unknown']);
  fc.assert(
    fc.property(text, text, text, text, (uuid, swaps, line, output) => {
      const { disks } = disksOf(t, {
        mounts: `${root('253:0')}${line}\n30 22 0:45 / /home rw - zfs rpool/home rw\n`,
        devices: { sda, sda1, 'dm-0': { device: '253:0', uuid, mapping: line, slaves: ['sda1'] } },
        files: {
          'proc/swaps': swaps,
          'proc/cmdline': `resume=${line}`,
          'sys/power/state': 'disk',
          'sys/power/disk': swaps,
        },
        answers: { 'zfs get -H -o property,value encryption,keystatus rpool/home': output },
      });
      for (const { state } of disks.facts(['/', '/home/ann']).disks) assert.ok(states.has(state));
    }),
    { numRuns: 40 },
  );
});
