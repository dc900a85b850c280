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

/** Most bytes of one repository's list of tracked files, and of all that are kept. */
const mostListed = 16 << 20;

/** What git says of the files that it tracks; undefined where the repository has no work tree. */
type Listing = { readonly list: Buffer } | { readonly tooLong: true } | { readonly refused: string } | undefined;

/** Looks at the repositories around paths. Each is asked once for its remotes and once for its list of tracked files. */
export function gitAround(machine: AuditMachine): (realPath: string) => RepositoryFacts | undefined {
  const remotes = new Map<string, RepositoryFacts['remotes']>();
  const listings = new Map<string, Listing>();
  let kept = 0;

  function look(path: string): RepositoryFacts | undefined {
    const root = repositoryAround(path);
    if (root === undefined) return undefined;
    const listing = listingOf(root);
    if (listing === undefined) return undefined;
    if ('refused' in listing) return { root, tracked: false, remotes: [] };
    const below = relative(root, path).replaceAll('\\', '/');
    const tracked = 'list' in listing ? isListed(listing.list, below) : isTracked(root, below);
    return { root, tracked, remotes: remotesOf(root) };
  }

  function listingOf(root: string): Listing {
    if (!listings.has(root)) {
      const listing = ask(root);
      listings.set(root, listing);
      if (listing !== undefined && 'list' in listing) kept += listing.list.length;
      if (listing !== undefined && 'refused' in listing)
        machine.skip({ path: root, why: 'unreadable', detail: printable(listing.refused).slice(0, 200) });
    }
    return listings.get(root);
  }

  function ask(root: string): Listing {
    const maxBuffer = Math.max(1 << 16, mostListed - kept);
    const { status, stdout, stderr, error } = gitSync(root, ['ls-files', '-z'], machine.env, {
      timeout: timeLimit,
      maxBuffer,
    });
    if (status === 0) return { list: Buffer.concat([Buffer.from('\0'), stdout]) };
    if (error === 'ENOBUFS') return { tooLong: true };
    // Inside of a git folder, or in a repository without a work tree: nothing there is a tracked note.
    if (/must be run in a work tree|outside repository/.test(stderr)) return undefined;
    return { refused: error === undefined ? `git: ${faultIn(stderr)}` : `git: ${error}` };
  }

  /** Of a repository with too many files for a list: one name is enough, and git is stopped when it gives more than a few. */
  function isTracked(root: string, below: string): boolean {
    const args = ['ls-files', '-z', '--', below === '' ? '.' : below];
    const { stdout } = gitSync(root, args, machine.env, { timeout: timeLimit, maxBuffer: 1 << 16 });
    return stdout.length > 0;
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

  return look;
}

/** Whether a list of names, each between zero bytes, holds a path or something beneath it. macOS may spell it otherwise. */
function isListed(list: Buffer, below: string): boolean {
  if (below === '') return list.length > 1;
  const spellings = new Set([below, below.normalize('NFC')]);
  return [...spellings].some((each) => list.includes(`\0${each}/`) || list.includes(`\0${each}\0`));
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
