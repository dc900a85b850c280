import type { RuleMeta } from '../rules/catalogue.ts';
import type { NoteScorer } from './score.ts';

export const topicMeta: readonly RuleMeta[] = [];

export const scoreNote: NoteScorer = () => [];
