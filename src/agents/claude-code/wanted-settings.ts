import { guardHooks, type HookEvent, type HookForm, type HookGroup } from './hooks.ts';
import type { ProtectionOptions } from './protection-options.ts';

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
