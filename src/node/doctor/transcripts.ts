import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { errorCode } from '../walk.ts';

/** A tool call in a transcript of Claude Code (the lines of client 2.1.330). */
export interface TranscriptCall {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly cwd: string;
  /** The client's own name of where it was run: `cli`, `claude-vscode`, `sdk-cli` and so on. */
  readonly entrypoint: string;
  readonly version: string;
  readonly tool: string;
  /** Absolute path of the file that it is about, where its input names one. */
  readonly path?: string;
  /** False where it was refused before it ran, failed its schema, or never came to an end. */
  readonly hasRun: boolean;
  readonly transcript: string;
}

export interface Transcripts {
  readonly calls: readonly TranscriptCall[];
  /** Files that were not read, since they are too many or too large. */
  readonly unread: readonly string[];
}

const largestFile = 128 << 20;
const largestSum = 512 << 20;

/** Reads the transcripts beneath folders of Claude Code's settings, subagents' too, the newest first. */
export function readTranscripts(configFolders: readonly string[]): Transcripts {
  const files = configFolders
    .flatMap((folder) => transcriptFiles(join(folder, 'projects'), 3))
    .sort((left, right) => right.changed - left.changed);
  const calls: TranscriptCall[] = [];
  const unread: string[] = [];
  let sum = 0;
  for (const { path, size } of files) {
    sum += size;
    if (size > largestFile || sum > largestSum) unread.push(path);
    else calls.push(...callsOf(path));
  }
  return { calls, unread };
}

interface TranscriptFile {
  readonly path: string;
  readonly size: number;
  readonly changed: number;
}

function transcriptFiles(folder: string, depth: number): TranscriptFile[] {
  let entries: { readonly name: string; isDirectory(): boolean; isFile(): boolean }[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    errorCode(error);
    return [];
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return depth === 0 ? [] : transcriptFiles(path, depth - 1);
    if (!entry.isFile() || !entry.name.endsWith('.jsonl')) return [];
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat === undefined ? [] : [{ path, size: stat.size, changed: stat.mtimeMs }];
  });
}

function callsOf(transcript: string): TranscriptCall[] {
  let text: string;
  try {
    text = readFileSync(transcript, 'utf8');
  } catch (error) {
    errorCode(error);
    return [];
  }
  const calls: Omit<TranscriptCall, 'hasRun'>[] = [];
  const ran = new Set<string>();
  for (const line of text.split('\n')) {
    if (!line.includes('"tool_use"') && !line.includes('"tool_result"')) continue;
    const entry = parsed(line);
    for (const block of listOf(fieldsOf(entry['message'])['content']).map(fieldsOf)) {
      if (block['type'] === 'tool_use') calls.push(callOf(entry, block, transcript));
      if (block['type'] === 'tool_result' && hasRun(entry, block)) ran.add(String(block['tool_use_id']));
    }
  }
  return calls.map((call) => ({ ...call, hasRun: ran.has(call.id) }));
}

function callOf(entry: Fields, block: Fields, transcript: string): Omit<TranscriptCall, 'hasRun'> {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const input = fieldsOf(block['input']);
  const named = text(input['file_path']) || text(input['notebook_path']) || text(input['path']);
  const cwd = text(entry['cwd']);
  return {
    id: text(block['id']),
    time: Date.parse(text(entry['timestamp'])),
    cwd,
    entrypoint: text(entry['entrypoint']),
    version: text(entry['version']),
    tool: text(block['name']),
    ...(named === '' ? {} : { path: isAbsolute(named) ? named : resolve(cwd === '' ? '/' : cwd, named) }),
    transcript,
  };
}

/** A rule's refusal and a bad input are errors that no hook heard of; a call that was let through and failed is none. */
function hasRun(entry: Fields, block: Fields): boolean {
  return block['is_error'] !== true || fieldsOf(entry['permissionDecision'])['decision'] === 'accept';
}

interface Fields {
  readonly [key: string]: unknown;
}

function parsed(line: string): Fields {
  try {
    return fieldsOf(JSON.parse(line));
  } catch (error) {
    // The last line of a session that runs may be half written.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
