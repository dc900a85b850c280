/** The hooks that Claude Code calls the guard by. Facts: which events there are, and how each fails. */

export const hookEvents = [
  'PreToolUse',
  'PostToolUse',
  'PostToolBatch',
  'UserPromptSubmit',
  'UserPromptExpansion',
  'ConfigChange',
  'SessionStart',
] as const;
export type HookEvent = (typeof hookEvents)[number];

/** `exec` has the client itself block when the hook fails; `shell`, for older clients, does it in the command. */
export type HookForm = 'exec' | 'shell';

/** From this version on a hook that fails can block. */
export const leastVersion = '2.1.295';

export interface HookGroup {
  readonly matcher?: string;
  readonly hooks: readonly Readonly<Record<string, unknown>>[];
}

const missing =
  'Cloister: the guard is missing on this machine, so nothing is done in this vault. ' +
  'Ask the person to run `cloister protect claude-code`, or to take the hooks out of the settings of Claude Code.';

/**
 * Hands over to the launcher, which never returns. Where that is gone (Cloister's folder was deleted, or the settings
 * came to this machine without it) a vault is recognised by its policy, and other projects go on working.
 */
export const inlineScript =
  `[ -r "$0" ] && . "$0"; for d in "$PWD" "$CLAUDE_PROJECT_DIR"; do while :; do ` +
  `if [ -e "$d/.cloister/policy.json" ] || [ -L "$d/.cloister/policy.json" ]; ` +
  `then echo '${missing}' >&2; exit 2; fi; ` +
  `case $d in */*) d=\${d%/*};; *) break;; esac; done; done; exit 0`;

/** The groups of hooks that hold Claude Code to the guard at the absolute path `launcher`, by event. */
export function guardHooks(launcher: string, form: HookForm): Readonly<Record<HookEvent, HookGroup>> {
  const group = (event: HookEvent): HookGroup => ({
    ...(event === 'PreToolUse' || event === 'PostToolUse' ? { matcher: '*' } : {}),
    hooks: [hookEntry(event, launcher, form)],
  });
  return {
    PreToolUse: group('PreToolUse'),
    PostToolUse: group('PostToolUse'),
    PostToolBatch: group('PostToolBatch'),
    UserPromptSubmit: group('UserPromptSubmit'),
    UserPromptExpansion: group('UserPromptExpansion'),
    ConfigChange: group('ConfigChange'),
    SessionStart: group('SessionStart'),
  };
}

function hookEntry(event: HookEvent, launcher: string, form: HookForm): Readonly<Record<string, unknown>> {
  // A session that can not start its guard is stopped at its first call; a start has nothing to block.
  const failing = event === 'SessionStart' ? {} : { onFailure: 'block' };
  const call = callOf(launcher);
  if (form === 'exec') return { type: 'command', ...call, timeout: 10, ...failing };
  const line = [call.command, ...call.args].map(shellQuoted).join(' ');
  const net =
    event === 'SessionStart' ? '' : ` || { echo 'Cloister: the guard failed, so this was blocked.' >&2; exit 2; }`;
  return { type: 'command', command: line + net, timeout: 10, ...failing };
}

function callOf(launcher: string): { command: string; args: string[] } {
  // Untested: no Windows machine was at hand.
  if (launcher.endsWith('.cmd')) return { command: 'cmd.exe', args: ['/d', '/c', launcher, 'claude-code'] };
  return { command: '/bin/sh', args: ['-c', inlineScript, launcher, 'claude-code'] };
}

export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** True for a hook of ours, wherever Cloister's folder lay when it was written. */
export function isGuardHook(hook: unknown): boolean {
  if (typeof hook !== 'object' || hook === null) return false;
  const args: unknown = 'args' in hook ? hook.args : undefined;
  const command: unknown = 'command' in hook ? hook.command : undefined;
  return [command, ...(Array.isArray(args) ? args : [])].some(
    (each) => typeof each === 'string' && /[\\/]bin[\\/]cloister-guard(?:\.cmd)?(?=['"\s]|$)/.test(each),
  );
}

/** True where `left` is a lower version than `right`, by their numbers. */
export function isOlder(left: string, right: string): boolean {
  const [one, other] = [left, right].map((each) => each.split(/[.-]/).slice(0, 3).map(Number));
  for (let index = 0; index < 3; index++) {
    const [here, there] = [one?.[index] ?? 0, other?.[index] ?? 0];
    if (here !== there) return here < there;
  }
  return false;
}
