import type { Action } from '../../core/request.ts';
import { searchGlobs } from '../../core/search-globs.ts';
import { foreignCall } from './foreign-tools.ts';
import { instructionMentions } from './instructions.ts';
import { servedFiles } from './spelled-otherwise.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a tool call is about, before its paths are looked at. */
export interface ToolRequest {
  readonly actions: readonly Action[];
  /** Commands of a shell to evaluate. */
  readonly commands: readonly { readonly text: string; readonly shell: 'bash' | 'powershell' }[];
  /** Texts that the call writes or replaces, in which placeholders are looked for. */
  readonly texts: readonly string[];
  /** Those that it writes, in which mentions are looked for. */
  readonly written: readonly string[];
  /** What can not be resolved. */
  readonly unknown: readonly string[];
  readonly tampers: readonly string[];
  /** True where the tool's result is redacted afterwards, so that `redacted` access is enough. */
  readonly redacts: boolean;
  /** True for tools of which nothing but their arguments is known. */
  readonly isForeign: boolean;
  /** Words that are paths as far as can be told: they count where they lead to something hidden. */
  readonly guesses: readonly string[];
  /** Words that are more likely prose: they count where something hidden is there by that name. */
  readonly hints: readonly string[];
  /** The command or skill whose own file runs, and what it is called with. */
  readonly skill?: { readonly name: string; readonly args: string };
  /** Where the call reaches all notes, in a way that takes no path. */
  readonly reachesAll?: string;
}

const nothing: ToolRequest = {
  actions: [],
  commands: [],
  texts: [],
  written: [],
  unknown: [],
  tampers: [],
  redacts: false,
  isForeign: false,
  guesses: [],
  hints: [],
};

/** Tools that touch no file by themselves: what they start comes to the guard as calls of its own. */
const pathless = new Set([
  'AskUserQuestion',
  'BashOutput',
  'AgentOutputTool',
  'CronDelete',
  'CronList',
  'EndConversation',
  'EnterPlanMode',
  'ExitPlanMode',
  'ExitWorktree',
  'GetGoal',
  'GetTask',
  'KillBash',
  'KillShell',
  'ListAgents',
  'ListConnectors',
  'PauseGoal',
  'Poll',
  'RefreshMcpTools',
  // Its `file` says where a finding is; nothing is opened.
  'ReportFindings',
  'SearchMcpRegistry',
  // What is said to another agent is text: mentions in it are not followed (observed).
  'SendMessage',
  'SendUserMessage',
  'SetGoal',
  'Sleep',
  'StructuredOutput',
  'SuggestSkills',
  'TaskCreate',
  'TaskGet',
  'TaskList',
  'TaskOutput',
  'TaskStop',
  'TaskUpdate',
  'TodoRead',
  'TodoWrite',
  'ToolSearch',
  'WebSearch',
  'Yield',
]);

/** True for a tool that has a judgement of its own here; every other one is judged by what its arguments look like. */
export function isKnownTool(tool: string): boolean {
  return pathless.has(tool) || judged.has(tool);
}

const judged = new Set(
  (
    'Read NotebookRead Edit MultiEdit Write NotebookEdit Glob Grep LS Bash Monitor PowerShell REPL Task Agent Workflow ' +
    'EnterWorktree WebFetch Config Skill SlashCommand LSP ListMcpResourcesTool ReadMcpResourceTool CronCreate ' +
    'ScheduleWakeup'
  ).split(' '),
);

/** Reduces a call of one of Claude Code's tools, or of an MCP server's, to what it would touch. */
export function toolRequest(tool: string, input: Fields): ToolRequest | string {
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
      return globbing(input);
    case 'Grep':
      return grepping(input);
    case 'LS':
      return typeof input['path'] === 'string'
        ? { ...nothing, actions: [{ act: 'list', path: input['path'] }] }
        : 'it names no path';
    case 'Bash':
      return shellCommand(input, 'bash');
    case 'Monitor':
      // A socket is another program's to fill.
      return input['command'] === undefined && isFields(input['ws']) ? nothing : shellCommand(input, 'bash');
    case 'REPL': {
      const code = strings(input).join('\n');
      return { ...nothing, commands: [{ text: `node -e ${quoted(code)}`, shell: 'bash' }] };
    }
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
    case 'Workflow': {
      const { scriptPath, name } = input;
      const path = typeof scriptPath === 'string' ? scriptPath : `.claude/workflows/${String(name)}.js`;
      return scriptPath === undefined && name === undefined
        ? nothing
        : { ...nothing, actions: [{ act: 'read', path }], hints: strings(input['args']) };
    }
    // Nobody can say that a prompt that comes by itself is the person's: what it mentions is judged now.
    case 'CronCreate':
    case 'ScheduleWakeup':
      return { ...nothing, hints: strings(input['prompt']).flatMap(instructionMentions) };
    case 'EnterWorktree':
      return typeof input['path'] === 'string'
        ? { ...nothing, actions: [{ act: 'list', path: input['path'] }] }
        : { ...nothing, reachesAll: 'a copy of the repository' };
    case 'WebFetch': {
      const url = String(input['url'] ?? '');
      if (/^file:/i.test(url)) return { ...nothing, actions: [{ act: 'read', path: url, deep: true }] };
      const served = servedFiles(url);
      if (served === undefined) return nothing;
      return /\.\.|[?&](?:file|path|src|name)=/i.test(url)
        ? { ...nothing, unknown: ['what a server on this machine hands out'] }
        : { ...nothing, hints: served };
    }
    case 'Config': {
      const setting = String(input['setting'] ?? '');
      return input['value'] !== undefined && /hook|permission|sandbox|bypass|mcp|plugin/i.test(setting)
        ? { ...nothing, tampers: [`the setting ${setting.slice(0, 40)}`] }
        : nothing;
    }
    case 'Skill':
      return skillCall(String(input['skill'] ?? ''), strings(input['args'] ?? '').join(' '));
    case 'SlashCommand': {
      const [, name = '', args = ''] = /^\/?(\S*)\s*(.*)$/s.exec(String(input['command'] ?? '')) ?? [];
      return skillCall(name, args);
    }
    case 'LSP': {
      const path = input['filePath'] ?? input['file_path'];
      return typeof path === 'string'
        ? { ...nothing, actions: [{ act: 'read', path }] }
        : { ...nothing, reachesAll: 'the symbols of all files' };
    }
    case 'ListMcpResourcesTool':
      return { ...nothing, reachesAll: 'the list of what a server offers' };
    default:
      return pathless.has(tool) ? nothing : { ...nothing, isForeign: true, ...foreignCall(tool, input) };
  }
}

/** A skill's arguments may become a part of what it runs. */
function skillCall(name: string, args: string): ToolRequest {
  return { ...nothing, hints: args.split(/\s+/).filter((each) => each !== ''), skill: { name, args } };
}

function onFile(input: Fields, acts: readonly Action['act'][], redacts: boolean): ToolRequest | string {
  const paths = ['file_path', 'notebook_path', 'path'].flatMap((key) => (input[key] === undefined ? [] : [input[key]]));
  if (paths.length === 0 || !paths.every((path) => typeof path === 'string' && path !== '')) return 'it names no file';
  const actions = paths.flatMap((path) => acts.map((act): Action => ({ act, path: String(path) })));
  return { ...nothing, actions, redacts };
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
    written: textsOf(input, edits, ['content', 'new_string', 'new_source']),
    texts: textsOf(input, edits, ['content', 'new_string', 'new_source', 'old_string']),
  };
}

/** The texts of these names in the input itself and in its single edits. */
function textsOf(input: Fields, edits: readonly unknown[], keys: readonly string[]): string[] {
  return [input, ...edits.filter(isFields)].flatMap((each) =>
    keys.flatMap((key) => (typeof each[key] === 'string' ? [each[key]] : [])),
  );
}

/**
 * The tool hands its pattern to ripgrep as a glob (observed): one without a slash is found at any depth, a backslash
 * escapes, `!` at the beginning turns it round. Older clients knew the patterns of extglob and followed `..` too.
 */
function globbing(input: Fields): ToolRequest | string {
  const { pattern, path } = input;
  if (typeof pattern !== 'string' || (path !== undefined && typeof path !== 'string')) return 'it has no pattern';
  const base = path === undefined || path === '' ? '.' : path;
  const plain = pattern.replace(/\\(.)/g, '$1');
  const isTurned = plain.startsWith('!');
  const fixed = isTurned ? '' : plain.slice(0, plain.search(/[*?[{]|[@+!]\(|$/)).replace(/[^/]*$/, '');
  const rest = plain.slice(fixed.length);
  const folder = fixed === '' ? base : /^[/~]/.test(fixed) ? fixed : `${base}/${fixed}`;
  const isUncertain = isTurned || rest === '' || /[@+!?*]\(|(?:^|\/)\.\.(?:\/|$)/.test(rest);
  const anchored = fixed !== '' || rest.includes('/') ? rest.replace(/^\/?/, '/') : rest;
  return {
    ...nothing,
    redacts: true,
    actions: [
      {
        act: 'list',
        path: folder.replace(/(?<=.)\/+$/, ''),
        deep: true,
        // Observed with 2.1.330: neither search tool follows a link beneath the folder.
        keepsLinks: true,
        leavesOut: isUncertain ? () => false : searchGlobs([anchored]),
        filesOnly: true,
      },
    ],
  };
}

function grepping(input: Fields): ToolRequest | string {
  const { path, glob, type } = input;
  if ((path !== undefined && typeof path !== 'string') || (glob !== undefined && typeof glob !== 'string'))
    return 'its path is no text';
  const words = (glob ?? '').split(/\s+/).filter((each) => each !== '');
  // Where a word with braces is taken apart differs between clients: only what both leave out is left out.
  const readings = [
    words.flatMap((each) => (each.includes('{') ? [each] : each.split(','))),
    words.flatMap((each) => each.split(/,(?![^{}]*\})/)),
  ];
  const types = typeof type === 'string' ? [type] : [];
  const filters = readings.map((globs) =>
    searchGlobs(
      globs.filter((each) => each !== ''),
      types,
    ),
  );
  const target = path === undefined || path === '' ? '.' : path;
  return {
    ...nothing,
    redacts: true,
    actions: [
      {
        act: 'read',
        path: target,
        deep: true,
        keepsLinks: true,
        leavesOut: (inner, isFolder) => filters.every((leavesOut) => leavesOut(inner, isFolder)),
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

function entries(value: unknown, key = ''): [string, string][] {
  if (typeof value === 'string') return [[key, value]];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each) => entries(each, key));
  return Object.entries(value).flatMap(([name, each]) => entries(each, name));
}

function strings(value: unknown): string[] {
  return entries(value).map(([, text]) => text);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
