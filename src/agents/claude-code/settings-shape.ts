type Kind = 'text' | 'flag' | 'number' | 'object' | 'list' | 'texts';

/**
 * The kinds of Claude Code's settings (https://code.claude.com/docs/en/settings). One of the wrong kind has client
 * 2.1.330 ignore the whole file, silently (observed for those marked); a key that it does not know is left alone.
 */
const kinds: Readonly<Record<string, Kind>> = {
  model: 'text', // observed
  apiKeyHelper: 'text', // observed
  outputStyle: 'text', // observed
  language: 'text',
  forceLoginMethod: 'text',
  awsAuthRefresh: 'text',
  awsCredentialExport: 'text',
  otelHeadersHelper: 'text',
  includeCoAuthoredBy: 'flag', // observed
  alwaysThinkingEnabled: 'flag', // observed
  disableAllHooks: 'flag', // observed
  disableSkillShellExecution: 'flag',
  enableAllProjectMcpServers: 'flag',
  respectGitignore: 'flag',
  cleanupPeriodDays: 'number', // observed
  statusLine: 'object', // observed
  env: 'object', // observed
  enabledPlugins: 'object', // observed
  extraKnownMarketplaces: 'object',
  permissions: 'object',
  sandbox: 'object', // observed
  enabledMcpjsonServers: 'texts',
  disabledMcpjsonServers: 'texts',
  'permissions.allow': 'list', // observed
  'permissions.ask': 'list',
  'permissions.deny': 'list',
  'permissions.additionalDirectories': 'list', // observed
};

/** Names a setting of a kind by which Claude Code ignores the whole file; undefined where none is known. */
export function misshapen(settings: unknown): string | undefined {
  for (const [key, kind] of Object.entries(kinds)) {
    const value = valueAt(settings, key.split('.'));
    if (value !== undefined && !isKind(value, kind)) return key;
  }
  return misshapenHooks(valueAt(settings, ['hooks']));
}

function misshapenHooks(hooks: unknown): string | undefined {
  if (typeof hooks !== 'object' || hooks === null || Array.isArray(hooks)) return undefined;
  for (const [event, groups] of Object.entries(hooks)) {
    if (groups === null || !/^[A-Z][A-Za-z]+$/.test(event)) continue;
    if (!Array.isArray(groups) || !groups.every(isGroup)) return `hooks.${event}`;
  }
  return undefined;
}

function isGroup(group: unknown): boolean {
  if (typeof group !== 'object' || group === null || !('hooks' in group) || !Array.isArray(group.hooks)) return false;
  if ('matcher' in group && typeof group.matcher !== 'string') return false;
  return group.hooks.every((hook: unknown) => {
    if (typeof hook !== 'object' || hook === null || !('type' in hook)) return false;
    if (hook.type === 'command' && !('command' in hook && typeof hook.command === 'string')) return false;
    return !('timeout' in hook) || typeof hook.timeout === 'number';
  });
}

function isKind(value: unknown, kind: Kind): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'flag':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'list':
      return Array.isArray(value);
    case 'texts':
      return Array.isArray(value) && value.every((each) => typeof each === 'string');
  }
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return undefined;
    return Object.hasOwn(inner, key) ? Object.entries(inner).find(([name]) => name === key)?.[1] : undefined;
  }, value);
}
