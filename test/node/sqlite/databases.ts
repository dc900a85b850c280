import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { TestContext } from 'node:test';

/** Makes a database with the SQLite that Node has, which is another build than the one that is tested. */
export function makeDatabase(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  // A test's files need not outlive a power cut.
  database.exec(`PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; ${sql}`);
  database.close();
}

export interface LiveDatabase {
  readonly child: ChildProcess;
  /** Runs SQL in the other process, and waits for it. */
  run(sql: string): Promise<void>;
}

/** Another process that holds a database open, as an application does. It ends with the test. */
export async function openElsewhere(t: TestContext, path: string): Promise<LiveDatabase> {
  const script = `
    const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(process.argv[1]);
    process.on('message', (sql) => { database.exec(sql); process.send('done'); });
    process.send('open');`;
  const child = spawn(process.execPath, ['--no-warnings', '-e', script, path], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  t.after(() => child.kill('SIGKILL'));
  await once(child, 'message');
  return {
    child,
    async run(sql) {
      child.send(sql);
      await once(child, 'message');
    },
  };
}

/** All that a look could change about files of a folder: bytes, times, numbers, modes. The time of reading too. */
export function stateOf(folder: string): Record<string, string> {
  const states: Record<string, string> = {};
  for (const name of readdirSync(folder).sort()) {
    const path = `${folder}/${name}`;
    const stat = lstatSync(path, { bigint: true });
    if (!stat.isFile()) continue;
    const { ino, size, mode, mtimeNs, ctimeNs } = stat;
    states[name] = [ino, size, mode, mtimeNs, ctimeNs, readFileSync(path).toString('base64')].join(' ');
  }
  return states;
}
