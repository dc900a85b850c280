import type { Action } from '../../core/request.ts';
import { searchGlobs } from '../../core/search-globs.ts';
import { servedFiles, spelledOtherwise } from './spelled-otherwise.ts';
import type { ToolRequest } from './tools.ts';

type Fields = Readonly<Record<string, unknown>>;
type Foreign = Pick<ToolRequest, 'actions' | 'commands' | 'texts' | 'written' | 'guesses' | 'hints'> &
  Pick<ToolRequest, 'reachesAll'>;

/** Keys of what people and models write, of names in other services, and of code that is no file's name. */
const proseKeys =
  /^(?:body|title|description|texts?|messages?|comments?|prompt|summary|contents?|query|search|term|labels?|tags?|libraryId|libraryName|topic|question|answer|header|url|owner|repo|repository|model|name|subject|note_text|activeForm|pattern|regex|old_?(?:text|string|str|content)|new_?(?:text|string|str|content)|replacement|thought|reasoning|observations?|instructions|code|snippet|html|html_body|css|markdown|mermaid|sql|jql|expression|selector|xpath|element|sha|head|base|branch|branch_?name|from_branch|commit_title|commit_message|namespace|package|timezone|frontmatter)$/i;
const commandKeys =
  /^(?:commands?|cmd|script|shell|shell_command|bash|commandLine|command_line|argv|run|exec|execute)$/i;
const globKeys = /glob|include|patterns?$/i;
const folderKeys = /path|dir|folder|root|cwd|base|location|file|uri|workspace|vault/i;
/** Keys whose values are paths, whether something lies there or not. */
const pathKeys =
  /(?:^|_)(?:\w*(?:path|paths|filename|filenames)|\w*(?<!pro)files?|dirs?|directory|directories|folders?|uris?|roots?|cwd|source|src|destination|dest|notebook|document|attachments?)$/i;
/** Servers that answer from elsewhere: a relative path is theirs, not this folder's. */
const remoteServers =
  /(?:^|[_-])(?:github|gitlab|bitbucket|linear|slack|discord|notion|jira|atlassian|confluence|asana|trello|todoist|context7|playwright|puppeteer|browser|chrome|memory|fetch|brave|tavily|exa|firecrawl|perplexity|time|sentry|gmail|google|calendar|figma|stripe|sequential-?thinking|airtable|hubspot|intercom|zapier|datadog|grafana|vercel|cloudflare|supabase)(?:$|[_-])/i;
const deepTools = /tree|search|find|grep|glob|walk|recurs|index|scan|crawl|embed|graph/i;
const noteServers = /obsidian|notes?\b|logseq|vault|notion-local|joplin|zettel|foam|dendron|markdown|second-?brain/i;
/** Servers that search files of this machine, wherever they were told to when they were started. */
const fileServers =
  /file-?_?system|(?:^|[_-])fs\d*(?:$|[_-])|ripgrep|(?:^|[_-])rg(?:$|[_-])|desktop-?_?commander|serena|code-?_?(?:base|search|index)|local-?_?rag|ast-?_?grep|semgrep|(?:^|[_-])everything(?:$|[_-])/i;
const writingTools = /write|move|rename|delete|remove|edit|create|append|patch|put|update|upload|save/i;
const talkingTools = /process|terminal|shell|exec|command|repl|console|tmux|pty|session/i;

/**
 * A tool of which nothing but its arguments is known. What stands under a path's name, or looks like a file, is a path;
 * of the rest what something lies at.
 */
export function foreignCall(tool: string, input: Fields): Foreign {
  const pairs = entries(input);
  const [, server = '', action = tool] = /^mcp__(.+?)__(.+)$/.exec(tool) ?? [];
  const isCommand = (key: string): boolean =>
    commandKeys.test(key) || (/^(?:input|keys)$/i.test(key) && talkingTools.test(action));
  const commands = commandsOf(input, isCommand);
  const isRemote = remoteServers.test(server) && !noteServers.test(server);
  const meant = pairs
    .filter(([key, text]) => (!proseKeys.test(key) || isPlainPath(text)) && !isCommand(key))
    .filter(([key, text]) => !isRemote || isPathKey(key) || isPlainPath(text));
  const named = meant.map(([, text]) => text);
  const sure = meant
    .filter(([key, text]) => isPathKey(key) || looksLikeFile(text) || isPlainPath(text))
    .map(([, text]) => text);
  const isWriting = writingTools.test(action);
  const isGit =
    /git(?!hub|lab)/i.test(server) &&
    (/diff|show|blame|grep|archive|patch/i.test(action) ||
      (/log/i.test(action) && /patch|diff/i.test(JSON.stringify(input))));
  const isDeep = deepTools.test(action) || pairs.length === 0 || isRecursive(input);
  const revisions = named.flatMap((text) => /^[\w@{}~^./-]*:([^/\s].*)$/.exec(text)?.[1] ?? []);
  const folders = pairs
    .filter(
      ([key, text]) =>
        !isCommand(key) && (/^(?:[/~]|file:|\.{1,2}(?:\/|$))/i.test(text) || (folderKeys.test(key) && isShort(text))),
    )
    .map(([, text]) => text);
  const actions: Action[] = [];
  if (isGit && !named.some((text) => /^[^:\s]*:[^/]/.test(text)))
    for (const path of folders.length === 0 ? ['.'] : folders)
      actions.push({ act: 'read', path, deep: true, history: true });
  else if (isDeep && server !== '')
    for (const path of folders.length === 0 && fileServers.test(server) && deepTools.test(action) ? ['.'] : folders)
      actions.push({ act: 'list', path, deep: true });
  if (!isRemote) actions.push(...globActions(pairs.filter(([key]) => globKeys.test(key) && !isCommand(key))));
  if (isWriting) for (const path of sure) if (/[/.]/.test(path)) actions.push({ act: 'write', path });
  const isNoteServer = noteServers.test(server) && sure.every((text) => /^[./]*$/.test(text));
  return {
    actions,
    guesses: [...sure, ...revisions].filter(isShort),
    hints: [
      ...pairs.flatMap(([, text]) => servedFiles(text) ?? []),
      ...[...named, ...joins(input, named), ...named.flatMap(spelledOtherwise), ...meant.flatMap(listedIn)].filter(
        isShort,
      ),
      // What is written somewhere may name anything.
      ...pairs
        .filter(([key]) => !isCommand(key) && !(isWriting && proseKeys.test(key)))
        .flatMap(hintsIn)
        .filter((text) => !isRemote || isPlainPath(text)),
    ].flatMap((text) => (noteServers.test(server) ? [text, `${text}.md`] : [text])),
    commands: commands.map((text) => ({ text, shell: 'bash' as const })),
    texts: isWriting ? pairs.map(([, text]) => text).filter((text) => text !== '') : [],
    written: isWriting ? pairs.filter(([key]) => !/old/i.test(key)).map(([, text]) => text) : [],
    ...(isNoteServer ? { reachesAll: 'all notes' } : {}),
  };
}

/** What a tool's own patterns may reach, from where it runs: their first folder where that is written out. */
function globActions(pairs: readonly (readonly [string, string])[]): Action[] {
  return pairs
    .filter(([, text]) => isShort(text) && /[*?[{]/.test(text) && !text.startsWith('!') && !/\s/.test(text))
    .map(([, text]) => {
      const folder = text.slice(0, text.search(/[*?[{]/)).replace(/[^/]*$/, '');
      const inner = text.slice(folder.length);
      return {
        act: 'read',
        path: folder === '' ? '.' : folder,
        deep: true,
        keepsLinks: true,
        filesOnly: true,
        leavesOut: searchGlobs([folder !== '' || inner.includes('/') ? `/${inner}` : inner]),
      };
    });
}

const mostListed = 50;

/** Several paths in one text, between commas, semicolons or blanks: all of it are paths, or it stands under their name. */
function listedIn([key, text]: readonly [string, string]): string[] {
  if (text.length > 4096) return [];
  const parts = text.split(/[,;|\s]+/).map((each) => each.replace(/^[<@]+/, ''));
  const arePaths = isPathKey(key) || parts.every((each) => /^[\w@~.-]*\/\S*\.\w{1,8}$/.test(each));
  return parts.length > mostListed || !arePaths ? [] : parts;
}

function isShort(text: string): boolean {
  return text.length < 4096 && !text.includes('\n');
}

function isPathKey(key: string): boolean {
  return pathKeys.test(key.replace(/([a-z])([A-Z])/g, '$1_$2').replaceAll('-', '_'));
}

/** A relative path with a file's ending: it is meant as one even where nothing lies there yet. */
function looksLikeFile(text: string): boolean {
  return !/\s|^[a-z][\w+.-]*:\/\//i.test(text) && /\/[^/]*\.\w{1,8}$/.test(text);
}

/** Command lines, with the arguments that stand beside them or in a list. */
function commandsOf(input: Fields, isCommand: (key: string) => boolean): string[] {
  const list = Array.isArray(input['args']) ? input['args'].filter((each) => typeof each === 'string') : [];
  const args = typeof input['args'] === 'string' ? [input['args']] : list.map(quotedWhereNeeded);
  const found: string[] = [];
  const look = (value: unknown, key: string): void => {
    if (typeof value === 'string' && isCommand(key)) found.push([value, ...args].join(' '));
    else if (Array.isArray(value) && /^commands$/i.test(key)) for (const each of value) look(each, 'command');
    else if (Array.isArray(value)) {
      const words = value.filter((each) => typeof each === 'string');
      if (isCommand(key) && words.length > 0) found.push([...words.map(quotedWhereNeeded), ...args].join(' '));
      else for (const each of value) look(each, key);
    } else if (typeof value === 'object' && value !== null) {
      // A program and its arguments, under names of their own.
      if (isCommand(key))
        found.push(
          entries(value)
            .map(([, text]) => quotedWhereNeeded(text))
            .join(' '),
        );
      for (const [name, each] of Object.entries(value)) look(each, name);
    }
  };
  look(input, '');
  return found;
}

function quotedWhereNeeded(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function isRecursive(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, each]) =>
      (/recursive|depth/i.test(key) && each !== false && each !== 'false' && each !== 0 && each !== 1) ||
      isRecursive(each),
  );
}

function isPlainPath(text: string): boolean {
  return /^(?:file:|\/(?!\/))/i.test(text) && !/\s/.test(text);
}

/** What makes a database open a file that a quoted text names. */
const fileQueries =
  /readfile|load_file|pg_read|\bcopy\b|\battach\b|read_(?:csv|text|json|parquet|blob)|(?:from|join)\s+['"]|^\s*\./i;
const codeKeys = /code|script|source|expression|function|sql|query|javascript|python|\bjs\b|program|statement/i;

/** Parts of a text that would be paths if they were meant so: the whole of a short one; of code what stands in quotes. */
function hintsIn([key, text]: readonly [string, string]): string[] {
  const isCode = codeKeys.test(key) && (!/sql|query|statement/i.test(key) || fileQueries.test(text));
  const quotedParts = !isCode
    ? []
    : // Which quotes belong together only a parser could tell: all that stands between two of them counts.
      text
        .slice(0, 1 << 16)
        .split(/["'`\n]/)
        .filter((each) => each.length >= 3 && each.length <= 512);
  return [...(isShort(text) ? [text.trim()] : []), ...quotedParts.slice(0, 200)]
    .map((each) => each.replace(/^view-source:/i, ''))
    .flatMap((each) => [each, ...(isShort(each) ? spelledOtherwise(each) : [])])
    .map((each) => each.replace(/[^/]*[*?[{].*$/s, ''))
    .filter((each) => /[/\\]|[^/\\.]\.\w{1,8}$/.test(each));
}

/** `{ dir, file }`, `{ root, segments: [] }`: parts that become one path. */
function joins(input: Fields, named: readonly string[]): string[] {
  const found: string[] = [];
  const short = named.filter((text) => text.length < 512 && !text.includes('\n')).slice(0, 24);
  for (const base of short)
    for (const name of short)
      if (base !== name && !name.startsWith('/')) found.push(`${base.replace(/\/$/, '')}/${name}`);
  const lists = (value: unknown, key: string): void => {
    if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
      if (!proseKeys.test(key)) found.push(value.join('/'), ...short.map((base) => `${base}/${value.join('/')}`));
    } else if (typeof value === 'object' && value !== null)
      for (const [name, each] of Object.entries(value)) lists(each, Array.isArray(value) ? key : name);
  };
  lists(input, '');
  return found;
}

/** Texts with the names that they stand under; JSON within a text is taken apart, and names that look like paths count. */
function entries(value: unknown, key = '', depth = 0): [string, string][] {
  if (typeof value === 'string') {
    const inner = depth < 3 && /^\s*[[{]/.test(value) ? parsed(value) : undefined;
    return [[key, value], ...(inner === undefined ? [] : entries(inner, key, depth + 1))];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each) => entries(each, key, depth));
  return Object.entries(value).flatMap(([name, each]) => [
    ...(/[/\\]|\.\w{1,8}$/.test(name) ? [['', name] satisfies [string, string]] : []),
    ...entries(each, name, depth),
  ]);
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}
