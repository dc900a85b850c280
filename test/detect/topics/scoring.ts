import { fencesOf } from '../../../src/detect/fences.ts';
import { findFrontMatter } from '../../../src/detect/front-matter.ts';
import { scoreNote } from '../../../src/detect/topics/index.ts';
import type { Entity, TopicScore } from '../../../src/detect/topics/score.ts';

/** Scores a text as the engine does, without what rules found in it unless that is given. */
export function scoresOf(text: string, path = 'note.md', entities: readonly Entity[] = []): readonly TopicScore[] {
  return scoreNote(text, { path, frontMatter: findFrontMatter(text), isFenced: fencesOf(text) }, entities);
}

/** The topics that a text is about surely enough to be a finding, the surest first. */
export function topicsIn(text: string, path?: string, entities?: readonly Entity[]): string[] {
  return scoresOf(text, path, entities)
    .filter(({ level }) => level === 'high' || level === 'medium')
    .map(({ id }) => id.slice('note.'.length));
}
