import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { writePlan } from '../../src/cli/history-plan.ts';
import type { Io } from '../../src/cli/io.ts';
import type { RepositoryHistory } from '../../src/node/history/scan-result.ts';
import type { PlanRepository } from './plan-repository.ts';

export const mark = '***REMOVED***';

/** Writes a plan and reads what came of it. */
export async function plan(
  repository: PlanRepository,
  histories: readonly RepositoryHistory[],
  { output, withValues = false, isPerson = true }: { output?: string; withValues?: boolean; isPerson?: boolean } = {},
) {
  let out = '';
  let err = '';
  const io: Io = {
    write: async (text: string) => {
      out += text;
    },
    warn: (text: string) => {
      err += text;
    },
    cwd: repository.base,
    env: repository.env,
    signal: new AbortController().signal,
    inIsTerminal: false,
    outIsTerminal: false,
    isPerson: () => isPerson,
    stdin: Readable.from([]),
    errIsTerminal: false,
    installation: { bundles: '', runtime: process.execPath, electron: false },
  };
  await writePlan(histories, { withValues, ...(output === undefined ? {} : { output }) }, io);
  const file = /^Plan: (.*)$/m.exec(out)?.[1] ?? '';
  return {
    out,
    err,
    file,
    folder: file.replace(/\/plan\.md$/, ''),
    text: file === '' ? '' : readFileSync(file, 'utf8'),
  };
}

/** The commands of a plan, a text for each block. */
export function blocks(text: string): string[] {
  return [...text.matchAll(/^(`{3,})sh\n([\s\S]*?)\n\1$/gm)].map((match) => match[2] ?? '');
}

/** Stands for the command that another test runs. */
const scan = 'cloister() { :; }';

/** Runs all commands of a plan but the last, which deletes it; `also` comes behind the variables. */
export function run(repository: PlanRepository, text: string, { also = '' } = {}) {
  const all = blocks(text);
  assert.equal(all.at(-1), 'rm -rf "$PLAN"');
  const [first = '', ...rest] = all.slice(0, -1);
  return repository.shell([scan, first, also, ...rest].join('\n'));
}

function isWide(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** What is expected of a content: the values replaced and no other byte changed. */
export function cleaned(bytes: Buffer, values: readonly string[]): Buffer {
  const coding = isWide(bytes) ? 'utf16le' : 'latin1';
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff;
  let text = (isBig ? Buffer.from(bytes).swap16() : bytes).toString(coding);
  for (const value of values) text = text.replaceAll(value, mark);
  const result = Buffer.from(text, coding);
  return isBig ? result.swap16() : result;
}

/** True where one of the values is there, in UTF-8 or UTF-16. */
export function holdsValue(bytes: Uint8Array, values: readonly string[]): boolean {
  const content = Buffer.from(bytes);
  return values.some(
    (value) =>
      content.includes(value) ||
      content.includes(Buffer.from(value, 'utf16le')) ||
      content.includes(Buffer.from(value, 'utf16le').swap16()),
  );
}
