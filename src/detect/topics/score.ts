import type { RuleId } from '../../core/rule-texts.ts';
import type { Note } from '../rule.ts';

/** How sure a score is. `declared` is the author's own word and nothing lowers it; `none` is below what is shown. */
export type Level = 'declared' | 'high' | 'medium' | 'low' | 'none';

/** One reason for or against a topic. Weights add up; a negative one speaks against it. */
export interface Term {
  readonly kind: 'marker' | 'path' | 'entity' | 'pair' | 'word' | 'gate' | 'negative';
  /** What was seen: a word of the note, a part of its path, or the name of a rule. Never a value that a rule found. */
  readonly text: string;
  /** Where it stands in the note, as UTF-16 offsets; undefined for what is of the path or of the note as a whole. */
  readonly span: { readonly start: number; readonly end: number } | undefined;
  readonly weight: number;
}

/** What a note is about, with every term that led there. `score` lies in 0 to 1. */
export interface TopicScore {
  readonly id: RuleId;
  readonly score: number;
  readonly level: Level;
  readonly terms: readonly Term[];
}

/** What rules found in the note before it is scored. Offsets are UTF-16 code units in the note's text. */
export interface Entity {
  readonly id: RuleId;
  readonly start: number;
  readonly end: number;
}

/**
 * Scores a note for the topics that it may be about; where `all` is true, for every topic of which it has a term. `text` is the note, of a large one its beginning; `entities` are
 * the places of what the rules found in it, in their order.
 */
export type NoteScorer = (
  text: string,
  note: Note,
  entities: readonly Entity[],
  all?: boolean,
) => readonly TopicScore[];
