import { dirname } from 'node:path';

/** Settings of agents and start-up files in a person's home folder. */
const atHome =
  /^\/(?:\.claude(?:\/settings[^/]*\.json|\/hooks(?:\/.*)?|\/plugins(?:\/.*)?)?|\.claude\.json|\.bashrc|\.bash_profile|\.bash_login|\.bash_logout|\.bash_aliases|\.profile|\.xprofile|\.xsessionrc|\.pam_environment|\.kshrc|\.cshrc|\.tcshrc|\.login|\.zshrc|\.zshenv|\.zprofile|\.zlogin|\.zlogout|\.config\/fish\/.*|\.config\/(?:nushell|powershell|environment\.d|autostart|systemd\/user)\/.*|\.local\/share\/systemd\/user\/.*|Library\/LaunchAgents\/.*|(?:Documents\/)?(?:Windows)?PowerShell\/[^/]*profile\.ps1|\.gitconfig|\.config\/git\/.*|\.codex\/(?:config\.toml|hooks.*)|\.gemini\/settings\.json|\.qwen\/settings\.json|\.copilot\/.*|\.config\/opencode\/.*|\.openclaw\/.*|\.cursor\/(?:mcp|hooks)\.json|\.config\/(?:Code|Code - Insiders|VSCodium|Cursor)\/User\/(?:settings\.json|keybindings\.json|globalStorage\/.*|profiles\/.*)|\.ssh\/(?:config|rc|authorized_keys))$/i;
/** The same in a project: what steers agents and what runs by itself. */
const inProject =
  /(?:^|\/)(?:\.cloister(?:\/.*)?|\.claude\/settings[^/]*\.json|\.claude\/hooks(?:\/.*)?|\.claude\/scheduled_tasks\.json|\.mcp\.json|\.git|\.git\/(?:(?:modules|worktrees)\/.+\/)?(?:hooks(?:\/.*)?|config(?:\.worktree)?|commondir|gitdir|info\/(?:attributes|grafts)|objects\/info\/.*)|\.vscode\/(?:settings|tasks|launch|mcp)\.json|[^/]+\.code-workspace|\.codex\/.*|\.gemini\/settings\.json|\.cursor\/(?:mcp|hooks)\.json|\.envrc)$/i;
/** Folders that hold such files: moved or removed as a whole they take them along. */
const holders = /(?:^|\/)(?:\.cloister|\.claude|\.git|\.git\/hooks|\.vscode|\.codex|\.cursor|\.gemini)$/i;

/** Settings that the owner of the machine gives to all of its users. */
const managed = /^(?:\/etc\/claude-code|\/Library\/Application Support\/ClaudeCode)(?:\/|$)/;

/** What of a path no agent may ever change. */
export interface Protected {
  /** A file that no agent may change, whoever asks. */
  readonly always: boolean;
  /** One that counts where the call is Cloister's business at all. */
  readonly inVault: boolean;
}

/**
 * Says whether a real path is never writable. `home` is the person's home folder, `own` Cloister's own,
 * `caches` those of its caches: what goes with all around it is none of them, since it can be made again.
 */
export function protectedPath(
  path: string,
  { home, own, caches }: { readonly home: string; readonly own: string; readonly caches: readonly string[] },
  isDeep: boolean,
): Protected {
  const beneathHome = path.startsWith(`${home}/`) ? path.slice(home.length) : undefined;
  const isOwn = path === own || path.startsWith(`${own}/`) || (isDeep && own.startsWith(`${path}/`));
  const isCache = isBeneathAny(path, caches);
  const isClaude = beneathHome !== undefined && /^\/\.claude\/settings[^/]*\.json$/i.test(beneathHome);
  const always = isOwn || isCache || isClaude || managed.test(path);
  const whole = isDeep && (holders.test(path) || path === dirname(own));
  return {
    always,
    inVault: always || whole || inProject.test(path) || (beneathHome !== undefined && atHome.test(beneathHome)),
  };
}

/** True for a path that is one of the folders or lies in one. */
export function isBeneathAny(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}

/** Copies that programs keep of notes: agents' transcripts, editors' histories, indexes of plugins. */
export function isDerivedCopy(path: string, home: string): boolean {
  // All of them lie beneath such a folder; a search for two words takes less time than to compile the patterns.
  if (!path.includes('/.') && !path.includes('/Application Support/')) return false;
  const beneathHome = path.startsWith(`${home}/`) ? path.slice(home.length + 1) : '';
  return (
    /^\.claude\/projects\/[^/]+\/(?:[^/]+\.jsonl|[^/]+\/(?:tool-results|subagents)\/.*)$/.test(beneathHome) ||
    /^\.claude\/(?:history\.jsonl|file-history\/.*|paste-cache\/.*)$/.test(beneathHome) ||
    /(?:^|\/)(?:\.config\/[^/]+|\.vscode-server\/data|\.local\/share\/code-server|Library\/Application Support\/[^/]+)\/User\/History\//.test(
      beneathHome,
    ) ||
    /\/\.smart-env\/|\/\.smart-connections\/|\/\.copilot-index\//.test(path)
  );
}

/** Parts of a repository that hold versions or names of files. */
export function holdsGitObjects(path: string, isDeep: boolean): boolean {
  if (!path.includes('/.git')) return false;
  const at = /\/\.git(?:\/(.*))?$/s.exec(path);
  if (at === null) return false;
  const inner = at[1] ?? '';
  if (inner === '' || inner === 'modules' || inner === 'worktrees') return isDeep;
  return /^(?:modules\/[^/]+\/|worktrees\/[^/]+\/)?(?:objects|lfs|annex|index|packed|rr-cache)(?:\/|$)/.test(inner);
}
