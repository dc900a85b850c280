import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDisks } from '../../../src/node/disk/disks.ts';
import { parseDf } from '../../../src/node/disk/macos.ts';
import { surroundings } from '../../../src/node/disk/surroundings.ts';
import { type Answers, testMachine } from './machine.ts';
import { apfsList, diskInfo, imageInfo } from './plists.ts';

/*
 * Outputs as Apple documents and prints them: df(1), mount(8), diskutil(8), fdesetup(8), hdiutil(1), sysctl(8).
 * The keys of `diskutil apfs list -plist` are those that osquery's table `apfs_volumes` reads.
 */
const dfHeader = 'Filesystem   512-blocks       Used Available Capacity  Mounted on\n';
const data = '/dev/disk3s5    965595304  512000000 400000000    57%    /System/Volumes/Data\n';
const home = '/Users/ann/Notes';
const df = (path: string) => `df -P -- ${path}`;

const mac: Answers = {
  mount: `/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect, root data)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
/dev/disk5s1 on /Volumes/Safe (apfs, local, nodev, nosuid, journaled, noowners, mounted by ann)
//ann@nas._smb._tcp.local/notes on /Volumes/notes (smbfs, nodev, nosuid, mounted by ann)
`,
  [df(home)]: dfHeader + data,
  [df('/Volumes/Safe/journal')]: `${dfHeader}/dev/disk5s1  1000 100  900  10%  /Volumes/Safe\n`,
  [df('/Users/ann/safe.dmg')]: dfHeader + data,
  'diskutil info -plist /System/Volumes/Data': diskInfo({ FileVault: true, Encryption: true, Locked: false }),
  'diskutil apfs list -plist': apfsList({ disk3s1: { migrates: false }, disk3s5: { migrates: false } }),
  'hdiutil info -plist': imageInfo('/Users/ann/safe.dmg', true, '/dev/disk5'),
  'fdesetup status': 'FileVault is On.\n',
  'sysctl -n vm.swapusage': 'total = 2048.00M  used = 1138.25M  free = 909.75M  (encrypted)\n',
};

const macOf = (answers: Answers) => testMachine({ platform: 'darwin', home: '/Users/ann', answers });
const stateOf = (answers: Answers, path = home) => openDisks(macOf({ ...mac, ...answers })).below(path).state;

test('FileVault of the startup disk, by fdesetup', () => {
  assert.deepEqual(openDisks(macOf(mac)).below(home), {
    state: 'encrypted',
    layer: 'FileVault',
    evidence: ['fdesetup status: FileVault is On.'],
    mount: '/System/Volumes/Data',
  });
  const off = { 'diskutil info -plist /System/Volumes/Data': diskInfo({ FileVault: false, Encryption: true }) };
  const said = (text: string) => stateOf({ ...off, 'fdesetup status': text });
  assert.equal(said('FileVault is Off.\n'), 'not-detected');
  assert.equal(said('FileVault is On.\nEncryption in progress: Percent completed = 42\n'), 'in-progress');
  assert.equal(said('FileVault is Off.\nDecryption in progress: Percent completed = 42\n'), 'in-progress');
  assert.equal(said('FileVault is Off, but will be enabled after the next restart.\n'), 'unknown');
  assert.equal(said('Error: the status can not be read\n'), 'unknown');
  const migrating = { 'diskutil apfs list -plist': apfsList({ disk3s5: { migrates: true } }) };
  assert.equal(stateOf(migrating), 'in-progress');
});

test('a program that is not there, fails or prints what is no property list: unknown', () => {
  const without = (...commands: string[]) => {
    const left = Object.entries(mac).filter(([command]) => !commands.includes(command));
    return openDisks(macOf(Object.fromEntries(left))).below(home).state;
  };
  assert.equal(without(df(home)), 'unknown');
  assert.equal(without('fdesetup status', 'diskutil info -plist /System/Volumes/Data'), 'unknown');
  // Each of both suffices for the good answer.
  assert.equal(without('fdesetup status'), 'encrypted');
  assert.equal(without('diskutil info -plist /System/Volumes/Data'), 'encrypted');
  const external = { [df(home)]: `${dfHeader}/dev/disk9s1 1000 100 900 10% /Volumes/Stick\n` };
  const cut = diskInfo({ FileVault: false }).slice(0, -20);
  assert.equal(stateOf({ ...external, 'diskutil info -plist /Volumes/Stick': cut }), 'unknown');
  assert.equal(stateOf(external), 'unknown');
});

test('other volumes: by diskutil', () => {
  const external = { [df(home)]: `${dfHeader}/dev/disk9s1 1000 100 900 10% /Volumes/My Stick\n` };
  const stick = (facts: Record<string, boolean>) =>
    stateOf({ ...external, 'diskutil info -plist /Volumes/My Stick': diskInfo(facts) });
  assert.equal(stick({ FileVault: true, Encryption: true }), 'encrypted');
  assert.equal(stick({ FileVault: false, Encryption: false }), 'not-detected');
  assert.equal(stick({ FileVault: false, Encryption: false, CoreStorageEncrypted: true }), 'encrypted');
  assert.equal(stick({ Encryption: false }), 'not-detected');
  assert.equal(stick({ Locked: false }), 'unknown');
});

test('a disk image: its own encryption, else the disk below its file', () => {
  const journal = '/Volumes/Safe/journal';
  const { layer, mount } = openDisks(macOf(mac)).below(journal);
  assert.deepEqual([layer, mount], ['disk image', '/Volumes/Safe']);
  const plain = { 'hdiutil info -plist': imageInfo('/Users/ann/safe.dmg', false, '/dev/disk5') };
  assert.equal(openDisks(macOf({ ...mac, ...plain })).below(journal).layer, 'FileVault');
  const off = {
    ...plain,
    'diskutil info -plist /System/Volumes/Data': diskInfo({ FileVault: false, Encryption: false }),
    'fdesetup status': 'FileVault is Off.\n',
  };
  assert.equal(stateOf(off, journal), 'not-detected');
  // An image within itself, by a fault of what is told.
  const circle = { ...plain, [df('/Users/ann/safe.dmg')]: mac[df(journal)] ?? '' };
  assert.equal(stateOf(circle, journal), 'unknown');
});

test('a share of a server, and the lines of df with blanks in their names', () => {
  const share = '//ann@nas._smb._tcp.local/notes  1000  10  990  1%  /Volumes/notes\n';
  const answers = { ...mac, [df('/Volumes/notes/a')]: dfHeader + share };
  const machine = macOf(answers);
  const disks = openDisks(machine);
  assert.equal(disks.below('/Volumes/notes/a').state, 'unknown');
  assert.equal(surroundings('/Volumes/notes/a', machine, disks.mounts).network, 'smbfs');
  assert.deepEqual(parseDf(`${dfHeader}map auto_home 0 0 0 100% /System/Volumes/Data/home\n${data}`), [
    { device: 'map auto_home', mount: '/System/Volumes/Data/home' },
    { device: '/dev/disk3s5', mount: '/System/Volumes/Data' },
  ]);
});

test('swap is encrypted where the system says so', () => {
  assert.equal(openDisks(macOf(mac)).facts([home]).swap.state, 'encrypted');
  const { 'sysctl -n vm.swapusage': _, ...without } = mac;
  assert.equal(openDisks(macOf(without)).facts([home]).swap.state, 'unknown');
});

test('dozens of stores: each program runs once', () => {
  const paths = Array.from({ length: 40 }, (_, index) => `/Users/ann/store${index}`);
  const machine = macOf({ ...mac, [`df -P -- ${paths.join(' ')}`]: dfHeader + data.repeat(40) });
  const disks = openDisks(machine);
  disks.prepare(paths);
  for (const path of paths) assert.equal(disks.below(path).state, 'encrypted');
  assert.equal(disks.facts(paths).disks.length, 1);
  assert.equal(new Set(machine.asked).size, machine.asked.length);
  assert.equal(machine.asked.length, 7);
});
