import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Skipped } from '../../../src/core/finding.ts';
import type { AuditMachine } from '../../../src/node/audit/machine.ts';

/** What a program of a test's machine answers: by the program and its arguments, joined by blanks. */
export type Answers = Readonly<Record<string, string | { readonly status: number; readonly stdout: string }>>;

/** A machine for a test, and what it was asked and skipped. */
export interface TestMachine extends AuditMachine {
  readonly asked: string[];
  readonly skipped: Skipped[];
}

/** A machine that runs nothing but answers of a test. */
export function testMachine(parts: Partial<AuditMachine> & { readonly answers?: Answers }): TestMachine {
  const { answers = {}, ...rest } = parts;
  const asked: string[] = [];
  const skipped: Skipped[] = [];
  return {
    platform: 'linux',
    home: '/home/ann',
    isOwnHome: true,
    env: {},
    systemRoot: '',
    uid: 1000,
    now: Date.UTC(2026, 10, 26),
    run(program, args) {
      const command = [program, ...args].join(' ');
      asked.push(command);
      const answer = answers[command];
      return typeof answer === 'string' ? { status: 0, stdout: answer } : answer;
    },
    skip: (each) => skipped.push(each),
    ...rest,
    asked,
    skipped,
  };
}

/** This machine, with its real programs. */
export function realMachine(home: string): TestMachine {
  const machine = testMachine({ home, env: { PATH: process.env['PATH'], HOME: home } });
  return {
    ...machine,
    run(program, args) {
      machine.asked.push([program, ...args].join(' '));
      const { status, stdout, error } = spawnSync(program, args, { encoding: 'utf8', timeout: 3_000 });
      return error === undefined && status !== null ? { status, stdout } : undefined;
    },
  };
}

/** A root of a system: files by path, and links by path, each with where it leads. */
export function makeSystem(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'cloister-system-')));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    symlinkSync(target, join(root, path));
  }
  return root;
}

/** A block device of a made-up sysfs. */
export interface TestDevice {
  /** `8:1`. */
  readonly device: string;
  /** `dm/uuid`, for a mapping. */
  readonly uuid?: string;
  /** `dm/name`. */
  readonly mapping?: string;
  readonly slaves?: readonly string[];
  /** The disk that it is a partition of. */
  readonly partOf?: string;
  /** `loop/backing_file`. */
  readonly backingFile?: string;
  /** True for a disk that a driver stands behind. */
  readonly isDisk?: boolean;
}

/** Lays out `/sys/dev/block` and `/sys/class/block` as Linux does: links into `/sys/devices`. */
export function sysfs(devices: Readonly<Record<string, TestDevice>>): {
  readonly files: Record<string, string>;
  readonly links: Record<string, string>;
} {
  const files: Record<string, string> = {};
  const links: Record<string, string> = {};
  const folderOf = (name: string): string => {
    const partOf = devices[name]?.partOf;
    if (partOf !== undefined) return `${folderOf(partOf)}/${name}`;
    return `devices/${devices[name]?.isDisk === true ? 'pci0000:00/0000:00:02.0' : 'virtual'}/block/${name}`;
  };
  for (const [name, { device, uuid, mapping, slaves, partOf, backingFile, isDisk }] of Object.entries(devices)) {
    const folder = folderOf(name);
    files[`sys/${folder}/dev`] = `${device}\n`;
    links[`sys/dev/block/${device}`] = `../../${folder}`;
    links[`sys/class/block/${name}`] = `../../${folder}`;
    if (uuid !== undefined) files[`sys/${folder}/dm/uuid`] = `${uuid}\n`;
    if (mapping !== undefined) files[`sys/${folder}/dm/name`] = `${mapping}\n`;
    if (partOf !== undefined) files[`sys/${folder}/partition`] = '1\n';
    if (backingFile !== undefined) files[`sys/${folder}/loop/backing_file`] = `${backingFile}\n`;
    if (isDisk === true) files[`sys/${folder}/device/uevent`] = 'DRIVER=sd\n';
    const up = '../'.repeat(folder.split('/').length + 1);
    for (const slave of slaves ?? []) links[`sys/${folder}/slaves/${slave}`] = `${up}${folderOf(slave)}`;
  }
  return { files, links };
}
