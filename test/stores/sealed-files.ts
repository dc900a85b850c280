/** Files that the real programs encrypt, each with the same content in plain text: pairs for the tests of stores. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { AtRest } from '../../src/core/audit.ts';
import { recogniseEncrypted } from '../../src/stores/encryption/recognise.ts';
import { sampleBytes } from '../../src/stores/encryption/sample.ts';
import { ensureDebianPackages } from '../e2e/install.ts';

const log = (text: string) => process.stderr.write(`${text}\n`);

/** False where the packages are there or could be installed, else why not: for `skip`. */
export function lacks(...packages: string[]): string | false {
  return ensureDebianPackages(packages, log) ?? false;
}

export const note = '# Monday\n\nA walk to the harbour, and what was said there.\n';

export interface Workshop {
  readonly folder: string;
  path(name: string): string;
  write(name: string, content: string | Uint8Array): string;
  /** Runs a program in the folder, with a home of its own; throws where it fails. */
  run(program: string, args: readonly string[], input?: string): SpawnSyncReturns<string>;
}

/** A temp folder with a note in it, `note.md`. */
export function makeWorkshop(t: TestContext): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'cloister-sealed-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const home = join(folder, 'home');
  mkdirSync(join(home, 'gnupg'), { recursive: true, mode: 0o700 });
  const path = (name: string) => join(folder, name);
  const write = (name: string, content: string | Uint8Array) => {
    writeFileSync(path(name), content);
    return path(name);
  };
  write('note.md', note);
  const env = { PATH: process.env['PATH'], HOME: home, GNUPGHOME: join(home, 'gnupg'), LC_ALL: 'C.UTF-8' };
  return {
    folder,
    path,
    write,
    run(program, args, input = '') {
      const done = spawnSync(program, args, { cwd: folder, env, input, encoding: 'utf8', timeout: 60_000 });
      if (done.status !== 0) throw new Error(`${program} ended with ${done.status}: ${done.error ?? done.stderr}`);
      return done;
    },
  };
}

/** What the engine hands over of a file. */
export function recogniseBytes(bytes: Uint8Array, name = 'file'): AtRest | undefined {
  return recogniseEncrypted(
    bytes.subarray(0, sampleBytes),
    bytes.subarray(Math.max(0, bytes.length - sampleBytes)),
    bytes.length,
    name,
  );
}

export function recogniseFile(path: string): AtRest | undefined {
  return recogniseBytes(readFileSync(path), path);
}

/** In one word: `encrypted`, or `plain` where nothing says otherwise. */
export function stateOf(found: AtRest | undefined): string {
  return found?.state ?? 'plain';
}
