import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A repository of git in a folder of its own, made by the real git without anybody's settings. */
export class Repository {
  readonly folder: string;
  #commits = 0;

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
    this.git('init', '--quiet', '--initial-branch=main');
    this.git('config', 'user.name', 'Ann Author');
    this.git('config', 'user.email', 'ann@example.org');
  }

  git(...args: string[]): string {
    return this.gitAt(undefined, args);
  }

  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), content);
  }

  /** Commits everything; the first commit is of 1 March 2024, each later one of the next day. Returns its id. */
  commit(message: string): string {
    this.#commits += 1;
    const day = String(this.#commits).padStart(2, '0');
    this.git('add', '--all');
    this.gitAt(`2024-03-${day}T12:00:00+01:00`, ['commit', '--quiet', '--allow-empty', '-m', message]);
    return this.head();
  }

  head(): string {
    return this.git('rev-parse', 'HEAD').trim();
  }

  gitAt(date: string | undefined, args: readonly string[], input = ''): string {
    const dates = date === undefined ? {} : { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
    return execFileSync('git', args, {
      cwd: this.folder,
      encoding: 'utf8',
      input,
      env: {
        PATH: process.env['PATH'],
        HOME: this.folder,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_SYSTEM: '/dev/null',
        ...dates,
      },
    });
  }
}
