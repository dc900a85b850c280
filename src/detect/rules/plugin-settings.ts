import type { Hit, Rule, Window } from '../rule.ts';

/** A plugin's settings in a note app's folder, also a renamed one, by the shape of the path: `.obsidian/plugins/x/data.json`. */
const pluginSettings = /(?:^|\/)plugins\/([^/]+)\/data\.json$/;
/** Other settings of note apps and agents that hold keys: Smart Connections, Logseq, Joplin, MCP servers, agents. */
const otherSettings =
  /(?:^|\/)(?:\.smart-env\/.*\.(?:json|ajson)|\.smart-connections\/.*\.json|\.logseq\/(?:settings|config)\/.*\.json|\.?(?:joplin|config\/joplin-desktop|joplin-desktop)\/settings\.json|\.mcp\.json|mcp\.json|mcp_settings\.json|claude_desktop_config\.json|\.claude\.json|\.(?:claude|gemini|codex|cursor|continue|windsurf|opencode|openclaw)\/.*\.json|opencode\.jsonc?)$/;

/** The last words of the keys that hold something secret (facts of the plugins that we know of). */
const endings = [
  'apikey',
  'api_key',
  'api-key',
  'token',
  'secret',
  'password',
  'passphrase',
  'accesskey',
  'access_key',
];
const more = ['licensekey', 'license_key', 'licencekey', 'secretkey', 'secret_key', 'privatekey', 'encryptionkey'];
const value = /"[ \t\r\n]{0,40}:[ \t\r\n]{0,40}"((?:\\.|[^"\\\r\n]){1,4096})"/y;

/** References to a keychain, and values that the app has sealed. */
const keptElsewhere =
  /^(?:enc:|encrypted:|sealed:|keychain:|secret:|vault:|op:\/\/|\$\{|\$[A-Z_]+$|env:|v\d{1,2}:[A-Za-z0-9+/=]{20}|djEw|djEx)/i;

/**
 * A key or password in the settings of a plugin or an agent, whatever it looks like: the name of its setting says what it
 * is. Obsidian keeps such values out of the vault since 1.11.4 (https://docs.obsidian.md/plugins/guides/secret-storage).
 */
export const pluginSecret: Rule = {
  id: 'secret.plugin-settings',
  severity: 'high',
  docs: 'https://docs.obsidian.md/plugins/guides/secret-storage',
  literals: [...endings, ...more].map((ending) => `${ending}"`),
  reach: { before: 80, after: 4200 },
  rank: 'base',
  find,
};

function* find({ text, at, literal, note }: Window): Iterable<Hit> {
  const plugin = pluginSettings.exec(note.path)?.[1];
  if (plugin === undefined && !otherSettings.test(note.path)) return;
  const end = at + literal.length - 1;
  value.lastIndex = end;
  const match = value.exec(text);
  const inside = match?.[1];
  if (match === null || inside === undefined) return;
  const name = /[\w.-]{0,60}$/.exec(text.slice(Math.max(0, at - 60), at))?.[0] ?? '';
  if (/(?:show|hide|use|has|is|max|min|next|count|placeholder)[_-]?$/i.test(name)) return;
  if (keptElsewhere.test(inside) || isNoSecret(inside)) return;
  const start = value.lastIndex - 1 - inside.length;
  yield { start, end: start + inside.length, ...(plugin === undefined ? {} : { args: { plugin } }) };
}

/** Words that say how a setting is used, and texts for people. */
function isNoSecret(inside: string): boolean {
  return (
    /^(?:true|false|null|none|default|auto|off|on|bearer|basic|header|cl100k_base|o200k_base)$/i.test(inside) ||
    / .* /.test(inside)
  );
}
