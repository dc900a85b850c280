import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../../core/user-error.ts';
import { type Env, gitSync } from '../git/git-run.ts';
import { cloisterHome } from '../home.ts';
import { errorCode } from '../walk.ts';
import { writeWhole } from '../whole-file.ts';

/** Names of a plan's files. What else lies in its folder, such as the clones that its commands make, is left alone. */
export const planFiles = {
  plan: 'plan.md',
  spans: 'spans.json',
  script: 'cloister_clean.py',
  secretObjects: 'objects.txt',
  personalObjects: 'objects-personal.txt',
  replacements: 'replacements.txt',
  personalReplacements: 'replacements-personal.txt',
  notes: 'notes.txt',
  /** Keeps git from adding the folder, should it come to lie in a repository. */
  ignore: '.gitignore',
} as const;

export interface PlanPlace {
  /** Root of the repository that is planned for. */
  readonly repository: string;
  readonly name: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Where the person wants it, relative to `cwd`. */
  readonly output?: string;
  readonly cwd: string;
  readonly env: Env;
}

/**
 * Says in which folder a plan goes, and refuses one that is no place for it. An earlier plan for the same repository is
 * written over.
 * @throws UserError where the folder holds something else, or lies where it could be committed.
 */
export function planFolder({ repository, name, day, output, cwd, env }: PlanPlace): string {
  if (output !== undefined) {
    const folder = resolve(cwd, output);
    refuseCommitted(folder, env);
    if (plannedRepository(folder) === repository || isFree(folder)) return folder;
    throw new UserError(
      `${folder} holds something else than an earlier plan for this repository`,
      'Name a folder that is empty or not there yet.',
    );
  }
  const plans = join(cloisterHome(env), 'plans');
  for (let number = 1; ; number++) {
    const folder = join(plans, `${name}-${day}${number === 1 ? '' : `-${number}`}`);
    if (plannedRepository(folder) === repository || isFree(folder)) return folder;
  }
}

/** Root of the repository that a plan in this folder is for; undefined where there is none. */
function plannedRepository(folder: string): string | undefined {
  try {
    const spans: unknown = JSON.parse(readFileSync(join(folder, planFiles.spans), 'utf8'));
    if (typeof spans !== 'object' || spans === null || !('cloisterPlan' in spans) || !('repository' in spans)) return;
    return typeof spans.repository === 'string' ? spans.repository : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}

function isFree(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) return true;
  return stat.isDirectory() && readdirSync(folder).length === 0;
}

/** A plan says where secrets stand: it must not get into a repository itself. */
function refuseCommitted(folder: string, env: Env): void {
  let existing = folder;
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing);
  if (!lstatSync(realpathSync(existing)).isDirectory())
    throw new UserError(`${existing} is no folder`, 'Name a folder that is empty or not there yet.');
  const real = join(realpathSync(existing), folder.slice(existing.length));
  const asked = gitSync(realpathSync(existing), ['rev-parse', '--is-inside-git-dir', '--is-inside-work-tree'], env);
  // Where git does not say that this is none, such as in a repository of somebody else's, it counts as one.
  if (asked.status !== 0 && asked.stderr.includes('not a git repository')) return;
  const [inGitFolder, inTree] = asked.stdout.toString('utf8').split('\n');
  // `check-ignore` refuses to run where paths are to be taken literally, as they are for us elsewhere.
  const ask = ['--no-literal-pathspecs', 'check-ignore', '--quiet', '--', join(real, planFiles.plan)];
  const ignored = () => gitSync(realpathSync(existing), ask, env).status === 0;
  if (inGitFolder !== 'true' && (inTree !== 'true' || ignored())) return;
  throw new UserError(
    `${folder} lies in a git repository`,
    'A plan says where secrets stand and must not be committed: name a folder outside, one that git ignores, or leave --output out.',
  );
}

/**
 * Writes the files of a plan, each whole, for the person alone, and takes away those of an earlier one that it does not have.
 * @throws an error of the file system.
 */
export function writePlanFiles(folder: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of Object.values(planFiles)) if (!files.has(name)) rmSync(join(folder, name), { force: true });
  for (const [name, content] of files) {
    const path = join(folder, name);
    const stat = lstatSync(path, { throwIfNoEntry: false });
    // A file that is there keeps its mode, and a link is followed.
    if (stat?.isFile() === true) chmodSync(path, 0o600);
    else rmSync(path, { force: true });
    writeWhole(path, content, 0o600);
  }
}
