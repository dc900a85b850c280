import { UserError } from '../../core/user-error.ts';

/** What a person may add to the protection; each is off unless asked for. */
export interface ProtectionOptions {
  /** Claude Code's own sandbox for shell commands: hides locked folders from whatever a command runs. */
  readonly sandbox?: boolean;
  /** Leaves git's objects to commands in the sandbox, also where they hold versions of what is locked. */
  readonly keepGit?: boolean;
  /** Takes the mode away that asks for no permission at all. */
  readonly noBypass?: boolean;
  /** Commands and skills no longer run shell lines while they load, of which no hook hears. */
  readonly noSkillShell?: boolean;
  /** A program that starts Claude Code with settings of its own, which those of a project can not switch off. */
  readonly wrapper?: boolean;
}

const keys = {
  sandbox: 'sandbox',
  'keep-git': 'keepGit',
  'no-bypass': 'noBypass',
  'no-skill-shell': 'noSkillShell',
  wrapper: 'wrapper',
} as const satisfies Readonly<Record<string, keyof ProtectionOptions>>;

/** An option as it is written in a terminal, without the dashes. */
export type OptionName = keyof typeof keys;

export const optionNames: readonly OptionName[] = ['sandbox', 'keep-git', 'no-bypass', 'no-skill-shell', 'wrapper'];

/** The names of the options that are on. */
export function optionsOn(options: ProtectionOptions): OptionName[] {
  return optionNames.filter((name) => options[keys[name]] === true);
}

export interface ChangedOptions {
  readonly options: ProtectionOptions;
  /** Those that were on and are no longer. */
  readonly off: readonly OptionName[];
  /** True where scripts in the sandbox get at git's objects that they did not see before. */
  readonly opensGit: boolean;
}

/**
 * Adds options to those of the last time, and takes others away. Without the sandbox there is nothing left for
 * `keep-git` to say.
 * @throws UserError where an option is both added and taken away, or `keep-git` comes without the sandbox.
 */
export function changeOptions(
  last: ProtectionOptions,
  added: readonly OptionName[],
  removed: readonly OptionName[],
): ChangedOptions {
  const both = added.find((name) => removed.includes(name));
  if (both !== undefined)
    throw new UserError(`--${both} and --without ${both} say the opposite`, 'Give one of the two.');
  const before = optionsOn(last);
  const wanted = new Set([...before, ...added].filter((name) => !removed.includes(name)));
  if (added.includes('keep-git') && !wanted.has('sandbox'))
    throw new UserError('--keep-git is about the sandbox', 'Give it together with --sandbox.');
  if (!wanted.has('sandbox')) wanted.delete('keep-git');
  const off = before.filter((name) => !wanted.has(name));
  const opensGit = last.sandbox === true && last.keepGit !== true && wanted.has('keep-git');
  return {
    options: Object.fromEntries(optionNames.map((name) => [keys[name], wanted.has(name)])),
    off,
    opensGit,
  };
}
