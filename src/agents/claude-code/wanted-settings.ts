import { guardHooks, type HookEvent, type HookForm, type HookGroup } from './hooks.ts';

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

/** What the settings of Claude Code must hold. Keys are paths joined by dots. */
export interface WantedSettings {
  readonly hooks: Readonly<Record<HookEvent, HookGroup>>;
  /** Strings that lists must hold beside those of the person. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly values: Readonly<Record<string, unknown>>;
  /** Values that are written only where there is none. */
  readonly defaults: Readonly<Record<string, unknown>>;
}

/** What the sandbox hides and keeps from being written, as real paths. */
export interface SandboxPaths {
  readonly denyRead: readonly string[];
  readonly denyWrite: readonly string[];
}

/** Puts together what the settings must hold. `launcher` is the absolute path of the guard's launcher. */
export function wantedSettings({
  launcher,
  form,
  rules,
  instructions,
  options,
  sandbox,
}: {
  readonly launcher: string;
  readonly form: HookForm;
  readonly rules: readonly string[];
  /** Globs of instructions that are not to be taken in. */
  readonly instructions: readonly string[];
  readonly options: ProtectionOptions;
  readonly sandbox: SandboxPaths;
}): WantedSettings {
  const withSandbox = options.sandbox === true;
  return {
    hooks: guardHooks(launcher, form),
    lists: {
      'permissions.deny': rules,
      ...(instructions.length === 0 ? {} : { claudeMdExcludes: instructions }),
      ...(withSandbox
        ? { 'sandbox.filesystem.denyRead': sandbox.denyRead, 'sandbox.filesystem.denyWrite': sandbox.denyWrite }
        : {}),
    },
    values: {
      ...(options.noBypass === true ? { 'permissions.disableBypassPermissionsMode': 'disable' } : {}),
      ...(options.noSkillShell === true ? { disableSkillShellExecution: true } : {}),
      // Without the last three a missing sandbox is a warning, and a command can ask to run outside of it.
      ...(withSandbox
        ? {
            'sandbox.enabled': true,
            'sandbox.failIfUnavailable': true,
            'sandbox.allowUnsandboxedCommands': false,
            'sandbox.autoAllowBashIfSandboxed': false,
          }
        : {}),
    },
    defaults: withSandbox
      ? {
          'sandbox.network.allowedDomains': [],
          'sandbox.network.deniedDomains': [],
          'sandbox.credentials.envVars': [{ name: 'ANTHROPIC_API_KEY', mode: 'deny' }],
        }
      : {},
  };
}
