import type { RuleId } from '../../core/rule-texts.ts';
import type { Severity } from '../../core/severity.ts';

/**
 * A number that an authority or a company gave a person: one table row is one rule. Where more than 0.5 % of random digit
 * strings of its length are valid, nothing tells it but a keyword beside it.
 */
export interface IdRow {
  readonly id: RuleId;
  /** Under a keyword. Without one, where that is allowed, it is one lower. */
  readonly severity: Severity;
  readonly docs: string;
  /**
   * The value, as the source of a bounded pattern that is tried where a word of digits and letters begins. Separators that
   * people write are part of it. Under a keyword its letters may be small.
   */
  readonly pattern: string;
  /** What says that such a number stands near, by commas. Words of any alphabet; see `vocabulary.ts`. */
  readonly words: string;
  /** True where the shape says so little that the keyword must be the value's own label. */
  readonly labelled?: true;
  /** In this form, which is written for nothing else and whose letters are capitals, it needs no keyword. */
  readonly formatted?: string;
  /** Judges the value without separators, letters as capitals. With `named` false no keyword stands near. */
  readonly check?: (compact: string, named: boolean) => boolean;
}

/** What was found at a place, before the rest of the text is asked whether it may be that. */
export interface Match {
  readonly id: RuleId;
  readonly severity: Severity;
  readonly start: number;
  readonly end: number;
}
