import { relative } from 'node:path';
import type { Surroundings } from '../../core/audit.ts';
import { printable } from '../../core/printable.ts';
import type { AuditMachine } from '../audit/machine.ts';
import { faultIn, gitSync } from '../git/git-run.ts';
import { repositoryAround } from '../git/repository-around.ts';
import { shownRemote } from './remote-url.ts';

type RepositoryFacts = NonNullable<Surroundings['repository']>;

/** In milliseconds, for one question. */
const timeLimit = 3_000;

/** Looks at the repositories around paths; each is asked for its remotes once, and for each path once. */
export function gitAround(machine: AuditMachine): (realPath: string) => RepositoryFacts | undefined {
  const remotes = new Map<string, RepositoryFacts['remotes']>();
  const answers = new Map<string, RepositoryFacts | undefined>();
  const refused = new Set<string>();

  function look(path: string): RepositoryFacts | undefined {
    const root = repositoryAround(path);
    if (root === undefined) return undefined;
    const unknown = { root, tracked: false, remotes: [] };
    if (refused.has(root)) return unknown;
    const below = relative(root, path);
    const args = ['ls-files', '-z', '--', below === '' ? '.' : below];
    // One name is enough: git is stopped when it gives more than a few.
    const { status, stdout, stderr, error } = gitSync(root, args, machine.env, {
      timeout: timeLimit,
      maxBuffer: 1 << 16,
    });
    if (status !== 0 && error !== 'ENOBUFS') {
      // Inside of a git folder, or in a repository without a work tree: nothing there is a tracked note.
      if (/must be run in a work tree|outside repository/.test(stderr)) return undefined;
      refused.add(root);
      const detail = error === undefined ? `git: ${faultIn(stderr)}` : `git: ${error}`;
      machine.skip({ path: root, why: 'unreadable', detail: printable(detail).slice(0, 200) });
      return unknown;
    }
    return { root, tracked: stdout.length > 0, remotes: remotesOf(root) };
  }

  function remotesOf(root: string): RepositoryFacts['remotes'] {
    const known = remotes.get(root);
    if (known !== undefined) return known;
    const args = ['config', '-z', '--get-regexp', '^remote\\..*\\.(url|pushurl)$'];
    const { stdout } = gitSync(root, args, machine.env, { timeout: timeLimit, maxBuffer: 1 << 20 });
    const found = parseRemotes(stdout.toString('utf8'));
    remotes.set(root, found);
    return found;
  }

  return (path) => {
    if (!answers.has(path)) answers.set(path, look(path));
    return answers.get(path);
  };
}

/** @param text `remote.origin.url`, a line end, the address, a zero byte; and so on */
export function parseRemotes(text: string): RepositoryFacts['remotes'] {
  const found = new Map<string, { name: string; url: string }>();
  for (const entry of text.split('\0')) {
    const [, name, url] = /^remote\.(.*)\.(?:push)?url\n(.*)$/s.exec(entry) ?? [];
    const shown = url === undefined ? undefined : shownRemote(url);
    if (name === undefined || shown === undefined) continue;
    // A name can be an address as well: `git fetch https://…` keeps none, but a person may write one.
    const remote = { name: name.includes('@') ? (shownRemote(name) ?? '…') : printable(name), url: shown };
    found.set(`${remote.name}\n${remote.url}`, remote);
  }
  return [...found.values()];
}
