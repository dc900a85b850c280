import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { binaryPlistFlag } from '../../../src/node/disk/binary-plist.ts';
import { mountOf, parseMountinfo } from '../../../src/node/disk/mountinfo.ts';
import { items, member, parsePlist, textMember } from '../../../src/node/disk/plist.ts';
import { apfsList, binaryPlist, diskInfo, imageInfo, plist } from './plists.ts';

test('property lists as the programs print them', () => {
  const info = parsePlist(diskInfo({ FileVault: true, Locked: false }));
  assert.deepEqual(info, {
    FilesystemType: 'apfs',
    VolumeName: 'Notes & more',
    TotalSize: 494384795648,
    RecoveryDeviceIdentifier: '',
    FileVault: true,
    Locked: false,
  });
  const list = parsePlist(apfsList({ disk3s1: { migrates: false }, disk3s5: { migrates: true } }));
  const volumes = items(member(items(member(list, 'Containers'))[0], 'Volumes'));
  assert.deepEqual(
    volumes.map((volume) => [textMember(volume, 'DeviceIdentifier'), member(volume, 'CryptoMigrationOn')]),
    [
      ['disk3s1', false],
      ['disk3s5', true],
    ],
  );
});

test('all kinds of values, comments and escapes', () => {
  const value = parsePlist(
    plist(`<!-- a comment -->
      <key>a&lt;b</key><string>&#228;&#x1F512;&quot;&apos;</string><key>n</key><integer>-12</integer>
      <key>r</key><real>1.5e3</real><key>d</key><date>2026-11-26T00:00:00Z</date><key>e</key><array/>
      <key>o</key><dict/><key>b</key><data>AAECAw==</data><key>__proto__</key><true/>`),
  );
  assert.deepEqual(Object.entries(value as object), [
    ['a<b', 'ä🔒"\''],
    ['n', -12],
    ['r', 1500],
    ['d', '2026-11-26T00:00:00Z'],
    ['e', []],
    ['o', {}],
    ['b', 'AAECAw=='],
    ['__proto__', true],
  ]);
  assert.equal(member({}, 'toString'), undefined);
});

test('what is no whole property list gives nothing', () => {
  const whole = imageInfo('/Users/ann/safe.dmg', true, '/dev/disk4');
  assert.notEqual(parsePlist(whole), undefined);
  for (const damaged of [
    '',
    'error',
    whole.slice(0, -10),
    whole.replace('</key>', ''),
    whole.replace('<true/>', '<maybe/>'),
    whole.replace('<true/>', ''),
    whole.replace('image-path', '&other;'),
    whole.replace('671.60.1', '<![CDATA[671]]>'),
    whole.replace('"http://www.apple.com/DTDs/PropertyList-1.0.dtd"', '"x" [<!ENTITY a "b">]'),
    whole.replace('<key>framework</key>', '<key>images</key>'),
    plist(`<key>n</key><integer>0x10</integer>`),
    plist(`<key>deep</key>${'<array>'.repeat(100)}${'</array>'.repeat(100)}`),
    `${whole}<plist/>`,
  ])
    assert.equal(parsePlist(damaged), undefined, damaged.slice(0, 60));
});

test('any cut or changed text is read or refused, quickly and without a fault', () => {
  const whole = apfsList({ disk3s1: { migrates: false } });
  for (let end = 0; end < whole.length - 2; end += 7) assert.equal(parsePlist(whole.slice(0, end)), undefined);
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.string({ maxLength: 6 }), (at, text) => {
      parsePlist(whole.slice(0, at) + text + whole.slice(at + text.length));
    }),
    { numRuns: 300 },
  );
  const begin = performance.now();
  parsePlist(plist(`<!--${'-'.repeat(200_000)}`));
  parsePlist(plist('<dict>'.repeat(100_000)));
  parsePlist(`<plist>${' '.repeat(200_000)}`);
  parsePlist(`<!DOCTYPE plist ${'x'.repeat(200_000)}`);
  assert.ok(performance.now() - begin < 5_000, 'linear in the length of the text');
});

test('any text of mounts is read line by line', () => {
  const line = '36 35 98:0 /mnt1 /mnt/a\\040b rw,noatime master:1 - ext3 /dev/root\\134x rw,errors=continue';
  assert.deepEqual(parseMountinfo(`${line}\n`), [
    {
      id: 36,
      parent: 35,
      device: '98:0',
      root: '/mnt1',
      target: '/mnt/a b',
      type: 'ext3',
      source: '/dev/root\\x',
      options: 'rw,errors=continue',
    },
  ]);
  assert.equal(parseMountinfo(`${line.replace('master:1', 'shared:2 master:1 propagate_from:3')}\n`).length, 1);
  for (const bad of ['', 'x', line.replace('98:0', '98'), line.replace(' - ', ' '), line.replace(' /mnt/a', ' mnt/a')])
    assert.deepEqual(parseMountinfo(bad), [], bad);
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.nat(line.length), (text, at) => {
      const mounts = parseMountinfo(`${line.slice(0, at)}${text}${line.slice(at)}\n${text}`);
      mountOf('/mnt/a b/c', mounts);
    }),
  );
});

test('the mount of a path: the longest, the last of equals, and none of a name that only begins alike', () => {
  const mounts = parseMountinfo(
    [
      '1 0 8:1 / / rw - ext4 a rw',
      '2 1 8:2 / /home rw - ext4 b rw',
      '3 2 8:3 / /home/ann/no\\011tes rw - ext4 c rw',
      '4 1 8:4 / /srv rw - ext4 d rw',
      '5 4 8:5 / /srv rw - ext4 e rw',
      // Beneath the first of both, and so hidden by the second.
      '6 4 8:6 / /srv/x rw - ext4 f rw',
    ].join('\n'),
  );
  const sourceOf = (path: string) => mountOf(path, mounts)?.source;
  assert.equal(sourceOf('/'), 'a');
  assert.equal(sourceOf('/homework'), 'a');
  assert.equal(sourceOf('/home'), 'b');
  assert.equal(sourceOf('/home/ann/no\ttes/x'), 'c');
  assert.equal(sourceOf('/home/ann/no\ttes2'), 'b');
  assert.equal(sourceOf('/srv/x/y'), 'e');
  // In a changed root the root itself may have no line.
  const [, ...others] = mounts;
  assert.equal(mountOf('/home/ann', others)?.source, 'b');
  assert.equal(mountOf('/etc', others), undefined);
});

test('a truth value out of a binary property list; of a damaged one none, without a fault', () => {
  const bytes = binaryPlist({ WasPasscodeSet: false, IsEncrypted: true, AKeyThatIsLongerThanFifteen: false });
  assert.equal(binaryPlistFlag(bytes, 'IsEncrypted'), true);
  assert.equal(binaryPlistFlag(bytes, 'WasPasscodeSet'), false);
  assert.equal(binaryPlistFlag(bytes, 'AKeyThatIsLongerThanFifteen'), false);
  assert.equal(binaryPlistFlag(bytes, 'Lockdown'), undefined);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 5 }), (changes) => {
      const changed = Buffer.from(bytes);
      for (const [place, value] of changes) changed[place] = value;
      binaryPlistFlag(changed, 'IsEncrypted');
      binaryPlistFlag(changed.subarray(0, changes[0]?.[0] ?? 0), 'IsEncrypted');
    }),
    { numRuns: 500 },
  );
});
