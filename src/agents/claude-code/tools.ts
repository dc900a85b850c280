import type { Action, LeavesOut } from '../../core/request.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a tool call is about, before its paths are looked at. */
export interface ToolRequest {
  readonly actions: readonly Action[];
  /** Commands of a shell to evaluate. */
  readonly commands: readonly { readonly text: string; readonly shell: 'bash' | 'powershell' }[];
  /** Texts that the call writes, in which placeholders and mentions are looked for. */
  readonly texts: readonly string[];
  /** What can not be resolved. */
  readonly unknown: readonly string[];
  readonly tampers: readonly string[];
  /** True where the tool's result is redacted afterwards, so that `redacted` access is enough. */
  readonly redacts: boolean;
  /** True for tools of which nothing but their arguments is known. */
  readonly isForeign: boolean;
  /** Words that may be paths or not: they count where they lead to something hidden. */
  readonly guesses: readonly string[];
  /** Where the call reaches all notes, in a way that takes no path. */
  readonly reachesAll?: string;
}

const nothing: ToolRequest = {
  actions: [],
  commands: [],
  texts: [],
  unknown: [],
  tampers: [],
  redacts: false,
  isForeign: false,
  guesses: [],
};

/** Tools that touch no file by themselves: what they start comes to the guard as calls of its own. */
const pathless =
  /^(?:TodoWrite|TodoRead|Task(?:Create|Update|Get|List|Output|Stop)|AskUserQuestion|ExitPlanMode|EnterPlanMode|WebSearch|KillShell|KillBash|BashOutput|AgentOutputTool|ToolSearch|SendMessage|ScheduleWakeup|CronList|ExitWorktree|StructuredOutput|Sleep)$/;

/** The names of the files that a client reads and follows `@path` mentions in. */
export const followedFiles =
  /(?:^|\/)(?:CLAUDE(?:\.local)?\.md|AGENTS\.md|GEMINI\.md)$|\/\.claude\/(?:commands|skills|agents|rules|output-styles)\//;

/** Reduces a call of one of Claude Code's tools, or of an MCP server's, to what it would touch. */
export function toolRequest(
  tool: string,
  input: Fields,
  matches: (globs: readonly string[], types: readonly string[]) => LeavesOut,
): ToolRequest | string {
  switch (tool) {
    case 'Read':
    case 'NotebookRead':
      return onFile(input, ['read'], tool === 'Read');
    case 'Edit':
    case 'MultiEdit':
    case 'Write':
    case 'NotebookEdit':
      return editing(input);
    case 'Glob':
      return globbing(input, matches);
    case 'Grep':
      return grepping(input, matches);
    case 'LS':
      return typeof input['path'] === 'string'
        ? { ...nothing, actions: [{ act: 'list', path: input['path'] }] }
        : 'it names no path';
    case 'Bash':
    case 'Monitor':
      return shellCommand(input, 'bash');
    case 'PowerShell':
      return shellCommand(input, 'powershell');
    case 'Task':
    case 'Agent': {
      const cwd = input['cwd'];
      return {
        ...nothing,
        actions: typeof cwd === 'string' ? [{ act: 'list', path: cwd }] : [],
        ...(input['isolation'] === 'worktree' ? { reachesAll: 'a copy of the repository' } : {}),
      };
    }
    case 'EnterWorktree':
      return { ...nothing, reachesAll: 'a copy of the repository' };
    case 'WebFetch': {
      const url = String(input['url'] ?? '');
      if (/^https?:\/\/(?:localhost|127\.|0\.0\.0\.0|\[?::1)/i.test(url) && /\.\.|\/ws\/|file=|path=/i.test(url))
        return { ...nothing, unknown: ['what a server on this machine hands out'] };
      return /^file:/i.test(url) ? { ...nothing, actions: [{ act: 'read', path: url, deep: true }] } : nothing;
    }
    case 'Config': {
      const setting = String(input['setting'] ?? '');
      return input['value'] !== undefined && /hook|permission|sandbox|bypass|mcp|plugin/i.test(setting)
        ? { ...nothing, tampers: [`the setting ${setting.slice(0, 40)}`] }
        : nothing;
    }
    case 'Skill':
    case 'SlashCommand':
      return { ...nothing, guesses: strings(input).flatMap((text) => text.split(/\s+/)) };
    case 'LSP': {
      const path = input['filePath'] ?? input['file_path'];
      return typeof path === 'string'
        ? { ...nothing, actions: [{ act: 'read', path }] }
        : { ...nothing, reachesAll: 'the symbols of all files' };
    }
    case 'ListMcpResourcesTool':
      return { ...nothing, reachesAll: 'the list of what a server offers' };
    default:
      return pathless.test(tool) ? nothing : foreign(tool, input);
  }
}

function onFile(input: Fields, acts: readonly Action['act'][], redacts: boolean): ToolRequest | string {
  const path = input['file_path'] ?? input['notebook_path'] ?? input['path'];
  if (typeof path !== 'string' || path === '') return 'it names no file';
  return { ...nothing, actions: acts.map((act) => ({ act, path })), redacts };
}

function editing(input: Fields): ToolRequest | string {
  const request = onFile(input, ['write'], false);
  if (typeof request === 'string') return request;
  const edits = Array.isArray(input['edits']) ? input['edits'] : [];
  const others = edits.flatMap((each: unknown) =>
    isFields(each) && typeof each['file_path'] === 'string' ? [each['file_path']] : [],
  );
  return {
    ...request,
    actions: [...request.actions, ...others.map((path): Action => ({ act: 'write', path }))],
    texts: ['content', 'new_string', 'old_string', 'new_source']
      .flatMap((key) => (typeof input[key] === 'string' ? [input[key]] : []))
      .concat(edits.flatMap(strings)),
  };
}

function globbing(
  input: Fields,
  matches: (globs: readonly string[], types: readonly string[]) => LeavesOut,
): ToolRequest | string {
  const { pattern, path } = input;
  if (typeof pattern !== 'string' || (path !== undefined && typeof path !== 'string')) return 'it has no pattern';
  const base = path === undefined || path === '' ? '.' : path;
  const fixed = pattern.slice(0, pattern.search(/[*?[{]|$/)).replace(/[^/]*$/, '');
  const rest = pattern.slice(fixed.length);
  const folder = fixed === '' ? base : fixed.startsWith('/') ? fixed : `${base}/${fixed}`;
  // A pattern with a slash is meant from its folder; without one it is found in that folder alone.
  const anchored = rest.includes('/') ? rest : `/${rest}`;
  return {
    ...nothing,
    redacts: true,
    actions: [
      {
        act: 'list',
        path: folder.replace(/(?<=.)\/+$/, ''),
        deep: true,
        leavesOut: matches([anchored], []),
        filesOnly: true,
      },
    ],
  };
}

function grepping(
  input: Fields,
  matches: (globs: readonly string[], types: readonly string[]) => LeavesOut,
): ToolRequest | string {
  const { path, glob, type } = input;
  if ((path !== undefined && typeof path !== 'string') || (glob !== undefined && typeof glob !== 'string'))
    return 'its path is no text';
  const globs = (glob ?? '')
    .split(/\s+/)
    .flatMap((each) => (each.includes('{') ? [each] : each.split(',')))
    .filter((each) => each !== '');
  const target = path === undefined || path === '' ? '.' : path;
  return {
    ...nothing,
    redacts: true,
    actions: [
      {
        act: 'read',
        path: target,
        deep: true,
        leavesOut: matches(globs, typeof type === 'string' ? [type] : []),
        filesOnly: true,
      },
    ],
  };
}

function shellCommand(input: Fields, shell: 'bash' | 'powershell'): ToolRequest | string {
  const command = input['command'];
  const unknown = input['dangerouslyDisableSandbox'] === true ? ['a command outside of the sandbox'] : [];
  if (typeof command === 'string') return { ...nothing, commands: [{ text: command, shell }], unknown };
  if (Array.isArray(command)) return 'its command is a list';
  const others = Object.entries(input)
    .filter(([key]) => key !== 'description')
    .flatMap(([, value]) => strings(value));
  return others.length === 0
    ? 'it has no command'
    : { ...nothing, commands: others.map((text) => ({ text, shell })), unknown };
}

const proseKeys =
  /^(?:body|title|description|text|message|comment|prompt|summary|content|query|search|labels?|libraryId|libraryName|topic|question|answer|header|url|owner|repo|model|name|subject|note_text|activeForm)$/i;
const commandKeys = /^(?:command|cmd|script|shell|shell_command|bash|commandLine)$/i;
const deepTools = /tree|search|find|grep|glob|walk|recurs|index|scan|crawl|embed|graph/i;
const noteServers = /obsidian|notes?\b|logseq|vault|notion-local|joplin|zettel|foam|dendron|markdown|second-?brain/i;
const writingTools = /write|move|rename|delete|remove|edit|create|append|patch|put|update|upload|save/i;

/** A tool that is not known: every argument that may be a path is one. */
function foreign(tool: string, input: Fields): ToolRequest {
  const pairs = entries(input);
  const commands = pairs.filter(([key]) => commandKeys.test(key)).map(([, text]) => text);
  const list = Array.isArray(input['args']) ? input['args'].filter((each) => typeof each === 'string') : [];
  const texts = pairs.filter(([, text]) => text.length > 0).map(([, text]) => text);
  const named = pairs
    .filter(([key, text]) => (!proseKeys.test(key) || isPlainPath(text)) && !commandKeys.test(key))
    .map(([, text]) => text);
  const joined = joins(input, named);
  const [, server = '', action = tool] = /^mcp__(.+?)__(.+)$/.exec(tool) ?? [];
  const isGit = /git(?!hub|lab)/i.test(server) && /diff|show|log|blame|grep|archive/i.test(action);
  const isDeep = deepTools.test(action) || /recursive/i.test(JSON.stringify(input));
  const guesses = [...named, ...joined, ...named.flatMap(decodings)].filter(
    (text) => text.length < 4096 && !text.includes('\n'),
  );
  const revisions = named.flatMap((text) => /^[\w@{}~^./-]*:([^/\s].*)$/.exec(text)?.[1] ?? []);
  const folders = named.filter((text) => text.startsWith('/') || text === '.');
  const actions: Action[] = [];
  if (isGit && !named.some((text) => /^[^:\s]*:[^/]/.test(text)))
    for (const path of folders.length === 0 ? ['.'] : folders)
      actions.push({ act: 'read', path, deep: true, history: true });
  else if (isDeep && server !== '') for (const path of folders) actions.push({ act: 'list', path, deep: true });
  if (writingTools.test(action)) for (const path of named) if (/[/.]/.test(path)) actions.push({ act: 'write', path });
  const isNoteServer = noteServers.test(server) && guesses.every((text) => !/[/.]/.test(text));
  return {
    ...nothing,
    isForeign: true,
    actions,
    guesses: [...guesses, ...revisions],
    commands: commands.map((text) => ({ text: [text, ...list].join(' '), shell: 'bash' as const })),
    texts: writingTools.test(action) ? texts : [],
    ...(isNoteServer ? { reachesAll: 'all notes' } : {}),
  };
}

function isPlainPath(text: string): boolean {
  return /^(?:file:|\/(?!\/))/.test(text) && !/\s/.test(text);
}

/** `{ dir, file }`, `{ root, segments: [] }`: parts that become one path. */
function joins(input: Fields, named: readonly string[]): string[] {
  const found: string[] = [];
  const short = named.filter((text) => text.length < 512 && !text.includes('\n')).slice(0, 24);
  for (const base of short)
    for (const name of short)
      if (base !== name && !name.startsWith('/')) found.push(`${base.replace(/\/$/, '')}/${name}`);
  const lists = (value: unknown): void => {
    if (Array.isArray(value) && value.every((each) => typeof each === 'string'))
      found.push(value.join('/'), ...short.map((base) => `${base}/${value.join('/')}`));
    else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) lists(each);
  };
  lists(input);
  return found;
}

/** Other spellings of a value: mentions, URLs with a path among their parameters, base64, hexadecimal. */
function decodings(text: string): string[] {
  const found: string[] = [];
  if (text.startsWith('@')) found.push(text.slice(1));
  // A server names its notes as it likes: what stands behind the scheme may be the path in the vault.
  const resource = /^(?!https?:|file:)[a-z][\w+.-]*:\/{2,3}(.+)$/is.exec(text)?.[1];
  if (resource !== undefined) found.push(safeDecode(resource), safeDecode(resource).replace(/^[^/]*\//, ''));
  if (/^[a-z][\w+.-]*:\/\//i.test(text))
    for (const [, value = ''] of text.matchAll(/[?&][^=&]*=([^&#]*)/g))
      found.push(safeDecode(value), `${safeDecode(value)}.md`);
  if (/^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(text) && text.length < 2048) {
    const plain = fromBase64(text);
    if (plain !== undefined && /^[\x20-\x7e]+$/.test(plain) && /[/.]/.test(plain)) found.push(plain);
  }
  return found;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

function fromBase64(text: string): string | undefined {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function entries(value: unknown, key = ''): [string, string][] {
  if (typeof value === 'string') return [[key, value]];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each) => entries(each, key));
  return Object.entries(value).flatMap(([name, each]) => entries(each, name));
}

function strings(value: unknown): string[] {
  return entries(value).map(([, text]) => text);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
