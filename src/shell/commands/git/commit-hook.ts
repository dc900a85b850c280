import { hasHole } from '../../holes.ts';
import type { Repository } from './repository.ts';

/** Commands that run the hook of a commit, themselves or by `git commit`. */
const committing = /^(?:commit|merge|pull|rebase|cherry-pick|revert|am)$/;
/** Long options of `git commit` whose value is the next word. */
const valued =
  /^--(?:message|file|reuse-message|reedit-message|template|author|date|cleanup|fixup|squash|trailer|pathspec-from-file)$/;

/**
 * Tells of a commit whose hook is kept from looking at it: by an option, or by a variable that Cloister's hook or the
 * program that calls it goes by. Whether there is a hook of Cloister's is for others to say.
 */
export function skippedHook({ call, args, top }: Repository): void {
  const { name, shell, state } = call;
  if (top === undefined || !committing.test(name)) return;
  const skips = (what: string): void => shell.skipsHook({ what, top });
  if (name === 'commit' ? doesNotVerify(args) : args.some((arg) => /^--no-veri/.test(arg)))
    skips(`git ${name} --no-verify`);
  for (const [variable, isSkipping] of Object.entries(variables))
    for (const [value = ''] of shell.valuesOf(variable, state) ?? [])
      if (hasHole(value) || isSkipping(value)) skips(`${variable}=${hasHole(value) ? '...' : value}`);
}

const namesCloister = (value: string): boolean => value.split(/[\s,]+/).some((each) => /^cloister/i.test(each));

const variables: Readonly<Record<string, (value: string) => boolean>> = {
  // https://pre-commit.com/#temporarily-disabling-hooks
  SKIP: namesCloister,
  // https://typicode.github.io/husky/how-to.html
  HUSKY: (value) => value === '0',
  HUSKY_SKIP_HOOKS: (value) => value !== '' && value !== '0',
  // https://lefthook.dev/configuration
  LEFTHOOK: (value) => /^(?:0|false)$/.test(value),
  LEFTHOOK_EXCLUDE: namesCloister,
};

/** `-n`, also among other letters, and `--no-verify`, also cut short; the last of several counts. */
function doesNotVerify(args: readonly string[]): boolean {
  let skips = false;
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '--') break;
    if (/^--no-veri(?:f|fy)?$/.test(arg)) skips = true;
    else if (/^--veri(?:f|fy)?$/.test(arg)) skips = false;
    else if (valued.test(arg)) index += 1;
    else if (/^-[a-zA-Z]/.test(arg)) {
      for (let letter = 1; letter < arg.length; letter++) {
        const each = arg.charAt(letter);
        if (each === 'n') skips = true;
        // Their values are joined, or there is none.
        if (/[Su]/.test(each)) break;
        if (!/[mFCct]/.test(each)) continue;
        if (letter === arg.length - 1) index += 1;
        break;
      }
    }
  }
  return skips;
}
