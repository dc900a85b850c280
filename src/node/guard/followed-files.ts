import { dirname, join } from 'node:path';
import { followedFiles, instructionMentions } from '../../agents/claude-code/instructions.ts';
import { readPlainFile } from '../plain-file.ts';
import { errorCode } from '../walk.ts';
import { type Judge, judgeActions } from './judge.ts';
import { resolvePath } from './spellings.ts';

const mostImports = 100;
const names = ['CLAUDE.md', 'CLAUDE.local.md', 'AGENTS.md', '.claude/CLAUDE.md'];

/**
 * True for a file whose mentions and shell lines a client follows: by its name, or because one of those takes it in.
 * The latter is looked up where `texts` mention something hidden, which is rare.
 */
export function isFollowed(path: string, texts: readonly string[], judge: Judge): boolean {
  if (followedFiles.test(path)) return true;
  const folder = dirname(path);
  const mentions = texts.flatMap(instructionMentions).flatMap((each) => [each, `${folder}/${each}`]);
  const actions = mentions.map((each) => ({ act: 'read' as const, path: each }));
  return judgeActions(actions, { ...judge, redacts: false }).decision.verdict === 'deny' && isTakenIn(path, judge);
}

function isTakenIn(path: string, { cwd, home }: Judge): boolean {
  const folders = [...above(cwd), ...above(dirname(path))];
  const open = [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    join(home, '.claude/CLAUDE.md'),
  ];
  const seen = new Set<string>();
  for (let file = open.pop(); file !== undefined && seen.size < mostImports; file = open.pop()) {
    const real = resolvePath(file).path;
    if (seen.has(real)) continue;
    const text = read(real);
    if (text === undefined) continue;
    seen.add(real);
    if (real === path) return true;
    for (const each of instructionMentions(text))
      open.push(each.startsWith('/') ? each : each.startsWith('~/') ? home + each.slice(1) : join(dirname(real), each));
  }
  return false;
}

function above(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...above(parent)];
}

function read(file: string): string | undefined {
  try {
    return readPlainFile(file, { largest: 4 << 20 }).toString('utf8');
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}
