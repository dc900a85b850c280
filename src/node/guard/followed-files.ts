import { dirname, join } from 'node:path';
import { followedFiles, instructionMentions } from '../../agents/claude-code/instructions.ts';
import { type Judge, judgeActions } from './judge.ts';
import { takenInByPerson, takenInFrom, withFoldersAbove } from './taken-in.ts';

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
  const folders = [...withFoldersAbove(cwd), ...withFoldersAbove(dirname(path))];
  const files = [...takenInFrom([...new Set(folders)], home), ...takenInByPerson(join(home, '.claude'), home)];
  return files.some((each) => each.path === path);
}
