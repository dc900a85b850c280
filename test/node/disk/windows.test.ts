import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDisks } from '../../../src/node/disk/disks.ts';
import { surroundings } from '../../../src/node/disk/surroundings.ts';
import { driveOf, quoted } from '../../../src/node/disk/windows.ts';
import { testMachine } from './machine.ts';

interface Drives {
  /** What PowerShell prints for the drives: `C: 3 1`. */
  readonly drives?: string;
  /** And for the attributes of the folders that were asked about, in their order. */
  readonly attributes?: string;
  readonly pageFiles?: string;
  readonly hibernates?: string;
}

/** A machine whose PowerShell and registry answer as documented; the real calls can be made on Windows alone. */
function windows({ drives, attributes, pageFiles, hibernates }: Drives) {
  const asked: string[] = [];
  const machine = testMachine({
    platform: 'win32',
    home: 'C:/Users/ann',
    env: { SystemDrive: 'C:' },
    run(program, args) {
      const script = args.join(' ');
      asked.push(`${program} ${script}`);
      const answer =
        program === 'reg'
          ? script.includes('ExistingPageFiles')
            ? pageFiles
            : hibernates
          : script.includes('BitLockerProtection')
            ? drives
            : attributes;
      return answer === undefined ? undefined : { status: 0, stdout: answer };
    },
  });
  return { asked, machine, disks: openDisks(machine) };
}

const notes = 'C:/Users/ann/Notes';
const key = String.raw`HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management`;
const existing = (value: string) => `\r\n${key}\r\n    ExistingPageFiles    REG_MULTI_SZ    ${value}\r\n\r\n`;

test('the values of BitLocker: one is encrypted, two not detected, most of the others unknown', () => {
  const value = (text: string) =>
    windows({ drives: `C: 3 ${text}\r\n`, attributes: '0 16\r\n' }).disks.below(notes).state;
  assert.equal(value('1'), 'encrypted');
  assert.equal(value('2'), 'not-detected');
  assert.equal(value('3'), 'in-progress');
  assert.equal(value('5'), 'suspended');
  for (const other of ['0', '4', '6', '7', '8', '99', '', 'x']) assert.equal(value(other), 'unknown', other);
  assert.equal(windows({}).disks.below(notes).state, 'unknown');
  assert.equal(windows({ drives: '' }).disks.below(notes).state, 'unknown');
  assert.equal(windows({ drives: 'D: 3 1\r\n' }).disks.below(notes).state, 'unknown');
  assert.equal(windows({ drives: 'C: 3 1\r\n' }).disks.below(notes).mount, 'C:/');
});

test('EFS: the attribute of a folder on a drive that is not encrypted', () => {
  const folder = (attributes?: string) =>
    windows({ drives: 'C: 3 2\r\n', ...(attributes === undefined ? {} : { attributes }) }).disks.below(notes);
  assert.equal(folder(`0 ${0x4000 | 0x10}\r\n`).layer, 'EFS');
  assert.equal(folder('0 16\r\n').state, 'not-detected');
  assert.equal(folder('0 -\r\n').state, 'unknown');
  assert.equal(folder(undefined).state, 'unknown');
});

test('two starts of PowerShell for dozens of stores', () => {
  const { disks, asked } = windows({
    drives: 'C: 3 2\r\nD: 3 1\r\n',
    attributes: Array.from({ length: 40 }, (_, index) => `${index} 16\r\n`).join(''),
  });
  const paths = [...Array.from({ length: 40 }, (_, index) => `C:/Users/ann/Store ${index}`), 'D:/Notes'];
  disks.prepare(paths);
  for (const path of paths) assert.equal(disks.below(path).state, path.startsWith('D') ? 'encrypted' : 'not-detected');
  assert.equal(asked.length, 2);
  assert.equal(
    asked[0],
    "powershell -NoProfile -NonInteractive -Command $t = [int]([IO.DriveInfo]'C:').DriveType; $p = ''; if ($t -ne 4) " +
      "{ $p = (New-Object -ComObject Shell.Application).NameSpace('C:\\').Self.ExtendedProperty(" +
      "'System.Volume.BitLockerProtection') }; 'C: ' + $t + ' ' + $p; " +
      "$t = [int]([IO.DriveInfo]'D:').DriveType; $p = ''; if ($t -ne 4) " +
      "{ $p = (New-Object -ComObject Shell.Application).NameSpace('D:\\').Self.ExtendedProperty(" +
      "'System.Volume.BitLockerProtection') }; 'D: ' + $t + ' ' + $p",
  );
});

test('network places: a share, and a drive that is mapped to one', () => {
  const { disks, machine } = windows({ drives: 'C: 3 1\r\nZ: 4 \r\n' });
  assert.equal(disks.below('//server/share/notes').state, 'unknown');
  assert.equal(surroundings('//server/share/notes', machine, disks.mounts).network, 'smb');
  assert.equal(disks.below('Z:/notes').state, 'unknown');
  assert.equal(surroundings('Z:/notes', machine, disks.mounts).network, 'smb');
  assert.equal(surroundings(notes, machine, disks.mounts).network, undefined);
});

test('paging files and hibernation are as good as their drive', () => {
  const facts = (pageFiles?: string, hibernates?: string) =>
    windows({
      drives: 'C: 3 1\r\nD: 3 2\r\n',
      attributes: '0 16\r\n',
      ...(pageFiles === undefined ? {} : { pageFiles }),
      ...(hibernates === undefined ? {} : { hibernates }),
    }).disks.facts([notes]);
  assert.equal(facts(existing(String.raw`\??\C:\pagefile.sys`)).swap.state, 'encrypted');
  const two = facts(existing(String.raw`\??\C:\pagefile.sys\0\??\D:\pagefile.sys`)).swap;
  assert.deepEqual([two.state, two.where], ['not-detected', 'D:/pagefile.sys']);
  assert.equal(facts(existing('')).swap.state, 'none');
  assert.equal(facts(existing('something else')).swap.state, 'unknown');
  assert.equal(facts().swap.state, 'unknown');
  const power = (value: string) => `\r\n    HibernateEnabled    REG_DWORD    ${value}\r\n`;
  assert.equal(facts(undefined, power('0x1')).hibernation?.state, 'encrypted');
  assert.equal(facts(undefined, power('0x0')).hibernation?.state, 'none');
  assert.equal(facts().hibernation?.state, 'unknown');
});

test('a path becomes a literal of PowerShell that nothing leaves', () => {
  assert.equal(quoted("C:/it's"), "'C:/it''s'");
  assert.equal(quoted('a\u2019; calc; \u2018'), "'a\u2019\u2019; calc; \u2018\u2018'");
  assert.equal(quoted('$(calc) `n "x"'), '\'$(calc) `n "x"\'');
  assert.equal(driveOf('c:\\Users'), 'C:');
  assert.equal(driveOf('\\\\?\\C:\\Users'), 'C:');
  assert.equal(driveOf('/home/ann'), undefined);
  assert.equal(driveOf('cd:/x'), undefined);
});
