import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import type { BlobPlace, Finding } from '../../src/core/finding.ts';
import type { HistoryFinding, Occurrence } from '../../src/core/history.ts';
import { createScanEngine } from '../../src/node/engine.ts';
import type { RepositoryHistory } from '../../src/node/history/scan-result.ts';
import { makeFolder } from '../node/folder.ts';

const key = new Uint8Array(32).fill(7);
const engine = createScanEngine(key);

/** A repository that a test fills, and a home folder of its own. */
export class PlanRepository {
  readonly base: string;
  readonly root: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  #minutes = 0;

  constructor(t: TestContext, name = 'notes', format = 'sha1') {
    this.base = makeFolder(t, { 'home/.keep': '' });
    this.root = join(this.base, name);
    this.home = join(this.base, 'home');
    this.env = {
      PATH: process.env['PATH'] ?? '',
      HOME: this.home,
      CLOISTER_HOME: join(this.home, '.cloister'),
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
    };
    mkdirSync(this.root);
    this.git('init', '--quiet', '--initial-branch=main', `--object-format=${format}`);
    // In the repository alone: a clone of it does not know who commits.
    this.git('config', 'user.name', 'Ada');
    this.git('config', 'user.email', 'ada@example.org');
  }

  git(...args: string[]): string {
    return this.gitIn(this.root, ...args);
  }

  gitIn(folder: string, ...args: string[]): string {
    return this.#run(folder, args).toString('utf8').trim();
  }

  #run(folder: string, args: readonly string[], input?: Uint8Array): Buffer {
    const date = `2030-01-01T00:${String(this.#minutes).padStart(2, '0')}:00+0000`;
    return execFileSync('git', args, {
      cwd: folder,
      env: { ...this.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
      stdio: ['pipe', 'pipe', 'pipe'],
      maxBuffer: 1 << 26,
      ...(input === undefined ? {} : { input }),
    });
  }

  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  /** Commits everything, a minute after the commit before. The message may be bytes. */
  commit(message: string | Uint8Array, ...args: string[]): void {
    this.#minutes += 1;
    this.git('add', '--all');
    this.#run(
      this.root,
      ['commit', '--quiet', '--allow-empty', '--cleanup=verbatim', '-F', '-', ...args],
      Buffer.from(message),
    );
  }

  /** Content of an object. */
  object(folder: string, type: string, oid: string): Buffer {
    return this.#run(folder, ['cat-file', type, oid]);
  }

  /** All objects that a repository holds, whether something reaches them or not. */
  objects(folder: string): { oid: string; type: string; bytes: Buffer }[] {
    const lines = this.gitIn(folder, 'cat-file', '--batch-all-objects', '--batch-check=%(objectname) %(objecttype)');
    return lines.split('\n').map((line) => {
      const [oid = '', type = ''] = line.split(' ');
      return { oid, type, bytes: this.object(folder, type, oid) };
    });
  }

  /** Runs the commands of a plan as a person would, in one bash. */
  shell(script: string): { status: number | null; out: string } {
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
      cwd: this.base,
      env: { ...this.env, LC_ALL: 'C.UTF-8' },
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    return { status, out: stdout + stderr };
  }

  /** What a scan of the history gives, made here from the engine's findings in every object. */
  async history(folder = this.root, path = ''): Promise<RepositoryHistory> {
    const bare = this.gitIn(folder, 'rev-parse', '--is-bare-repository') === 'true';
    const gitDir = this.gitIn(folder, 'rev-parse', '--absolute-git-dir');
    const common = this.gitIn(folder, 'rev-parse', '--path-format=absolute', '--git-common-dir');
    const format = this.gitIn(folder, 'rev-parse', '--show-object-format') === 'sha256' ? 'sha256' : 'sha1';
    const place = { root: folder, gitDir, commonDir: common, isBare: bare, objectFormat: format } as const;
    const paths = this.#paths(folder);
    const reachable = new Set(
      this.gitIn(folder, 'rev-list', '--objects', '--all')
        .split('\n')
        .map((line) => line.slice(0, line.indexOf(' ')) || line),
    );
    for (const line of this.gitIn(folder, 'for-each-ref', '--format=%(objectname)').split('\n')) reachable.add(line);
    const remotes = this.gitIn(folder, 'remote').split('\n').filter(Boolean);
    const tree = this.#tree(folder);
    const groups = new Map<string, { finding: Finding & { place: BlobPlace }; occurrences: Occurrence[] }>();
    for (const { oid, type, bytes } of this.objects(folder)) {
      if (type === 'tree') continue;
      const object = type as 'blob' | 'commit' | 'tag';
      const named = paths.get(oid) ?? [];
      const content = object === 'blob' ? bytes : bytes.subarray(bytes.indexOf('\n\n') + 2);
      for (const finding of (await engine.scan({ path: named[0] ?? 'message.md', bytes: content })).findings) {
        const { span } = finding.place as { span: Occurrence['span'] };
        const where = { oid, object, path: named[0] ?? '', span };
        const id = finding.rule.startsWith('note.')
          ? `${finding.rule} ${where.path}`
          : `${finding.rule} ${finding.fingerprint}`;
        const known = groups.get(id);
        if (known !== undefined) known.occurrences.push(where);
        else
          groups.set(id, {
            finding: {
              ...finding,
              place: { kind: 'blob', ...where, author: 'Ada', date: '2030-01-01T00:01:00+00:00', commit: oid },
            },
            occurrences: [where],
          });
      }
    }
    const findings = [...groups.values()].map(({ finding, occurrences }): HistoryFinding => {
      const isReached = occurrences.some(({ oid }) => reachable.has(oid));
      return {
        finding,
        occurrences,
        versions: new Set(occurrences.map(({ oid }) => oid)).size,
        paths: [...new Set(occurrences.flatMap(({ oid }) => paths.get(oid) ?? []))],
        inTree: occurrences.flatMap(({ oid, span }) => (tree.get(oid) ?? []).map((path) => ({ path, span }))),
        reach: isReached ? 'ref' : 'reflog',
        remotes: isReached ? remotes : [],
      };
    });
    const totals = { objects: 0, known: 0, bytes: 0, commits: 0 };
    return { path, place, findings, accepted: [], skipped: [], totals, warnings: [] };
  }

  /** Paths of every content, in all commits. */
  #paths(folder: string): Map<string, string[]> {
    const found = new Map<string, string[]>();
    const commits = this.gitIn(folder, 'rev-list', '--all', '--reflog').split('\n').filter(Boolean);
    for (const commit of commits)
      for (const [oid, paths] of this.#tree(folder, commit))
        found.set(oid, [...new Set([...(found.get(oid) ?? []), ...paths])]);
    return found;
  }

  #tree(folder: string, commit = 'HEAD'): Map<string, string[]> {
    const found = new Map<string, string[]>();
    const records = this.#run(folder, ['ls-tree', '-r', '-z', '--full-tree', commit]).toString('utf8').split('\0');
    for (const record of records.filter(Boolean)) {
      const [head = '', path = ''] = record.split('\t');
      const oid = head.split(' ')[2] ?? '';
      found.set(oid, [...(found.get(oid) ?? []), path]);
    }
    return found;
  }
}
