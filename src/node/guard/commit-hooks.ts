import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { NotPlain, readPlainFile } from '../plain-file.ts';
import { realOrSelf } from '../vaults.ts';
import { errorCode } from '../walk.ts';

/** A hook of commits that `cloister hook install` wrote, as far as the guard has to know of it. */
interface InstalledHook {
  /** Real path of the folder of git that all worktrees of its repository share. */
  readonly repository?: string;
  /** The file that calls Cloister. */
  readonly path?: string;
  readonly form?: string;
}

/**
 * The hooks that are listed in Cloister's own folder `own`. What of the list can not be understood is left out.
 * @returns undefined where there is a list that can not be read
 */
function installedHooks(own: string): readonly InstalledHook[] | undefined {
  try {
    const value: unknown = JSON.parse(readPlainFile(join(own, 'hooks.json'), { largest: 1 << 20 }).toString('utf8'));
    const list = typeof value === 'object' && value !== null && 'hooks' in value ? value.hooks : undefined;
    return Array.isArray(list) ? list.flatMap(hookOf) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof NotPlain) return undefined;
    return ['ENOENT', 'ENOTDIR'].includes(errorCode(error)) ? [] : undefined;
  }
}

function hookOf(value: unknown): InstalledHook[] {
  if (typeof value !== 'object' || value === null) return [];
  const { path, form, root, repository }: Readonly<Record<string, unknown>> = { ...value };
  const common =
    typeof repository === 'string' ? realOrSelf(repository) : typeof root === 'string' ? commonFolder(root) : undefined;
  return [
    {
      ...(common === undefined ? {} : { repository: common }),
      ...(typeof path === 'string' ? { path: realOrSelf(path) } : {}),
      ...(typeof form === 'string' ? { form } : {}),
    },
  ];
}

/**
 * True where a commit in the working tree at `top` would be looked at by Cloister, were it not for `what`, such as
 * `git commit --no-verify` or `HUSKY=0`. A list that can not be read counts as one that names the repository.
 */
export function isHookSkipped({ what, top }: { readonly what: string; readonly top: string }, own: string): boolean {
  const hooks = installedHooks(own);
  if (hooks === undefined) return true;
  const common = commonFolder(top);
  const mine = hooks.filter(
    ({ repository, path }) =>
      (common !== undefined && (repository === common || path?.startsWith(`${common}/`) === true)) ||
      path?.startsWith(`${realOrSelf(top)}/`) === true,
  );
  const [manager] = /^(?:HUSKY|LEFTHOOK)/.exec(what) ?? [];
  if (manager === undefined) return mine.length > 0 || namesCloister(top);
  // Such a variable stops the hooks of one program alone.
  return mine.some(({ path, form }) =>
    manager === 'HUSKY' ? path === undefined || /\/\.husky\//.test(path) : path === undefined || form === 'lefthook',
  );
}

/** True of a file that calls Cloister when there is a commit, and of the folder that hooks lie in. */
export function isCommitHook(path: string, own: string, isDeep: boolean): boolean {
  return (installedHooks(own) ?? []).some((hook) => {
    if (hook.path === undefined) return false;
    return hook.path === path || (isDeep && dirname(hook.path) === path && hook.form !== 'lefthook');
  });
}

/** The framework pre-commit calls what its configuration names; `cloister hook install` is not needed for that. */
function namesCloister(top: string): boolean {
  try {
    const text = readPlainFile(join(top, '.pre-commit-config.yaml'), { largest: 1 << 20 }).toString('utf8');
    return /\bid:\s*["']?cloister/.test(text);
  } catch (error) {
    // There is none, or none that the framework would read.
    errorCode(error);
    return false;
  }
}

/** Real path of the git folder that all worktrees share (gitrepository-layout(5)); undefined where there is none. */
function commonFolder(top: string): string | undefined {
  const path = join(top, '.git');
  if (!existsSync(path)) return undefined;
  try {
    if (lstatSync(path).isDirectory() || realOrSelf(path) !== join(realOrSelf(top), '.git')) return realOrSelf(path);
    const link = /^gitdir:\s*(.+?)\s*$/m.exec(readFileSync(path, 'utf8'))?.[1];
    if (link === undefined) return undefined;
    const folder = resolve(top, link);
    const common = existsSync(join(folder, 'commondir')) ? readFileSync(join(folder, 'commondir'), 'utf8').trim() : '.';
    return realOrSelf(isAbsolute(common) ? common : resolve(folder, common));
  } catch (error) {
    // It is no repository that git would open either.
    errorCode(error);
    return undefined;
  }
}
