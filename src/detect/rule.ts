import type { VaultPath } from '../core/finding.ts';
import type { RuleId } from '../core/rule-texts.ts';
import type { Severity } from '../core/severity.ts';

/** What a rule may ask about the document around a window. */
export interface Note {
  readonly path: VaultPath;
  /** The YAML front matter that opens the document, between its `---` lines, or undefined where there is none. */
  readonly frontMatter: { readonly start: number; readonly end: number } | undefined;
  /** True where an offset of the window's text lies in a fenced code block. */
  readonly isFenced: (offset: number) => boolean;
  /** The first line of a table in plain text (CSV, TSV), which names its columns. */
  readonly header?: string | undefined;
  /** The time of the scan in milliseconds since 1970, where the engine was given a clock. */
  readonly now?: number | undefined;
}

/**
 * The text around one occurrence of one of a rule's literals.
 * `text` may hold far more than the rule asked for (a whole note, a block of a large file): look near `at` only.
 * All offsets are UTF-16 code units in `text`.
 */
export interface Window {
  readonly text: string;
  /** Where the literal begins. */
  readonly at: number;
  /** The literal, as the rule wrote it. */
  readonly literal: string;
  /** The span that the rule may look at: its reach around the literal, cut at the ends of `text`. */
  readonly from: number;
  readonly to: number;
  /** True where `text` begins at the document's own beginning. */
  readonly opens: boolean;
  readonly note: Note;
}

/** What a rule found. The span is the value's own, without label, quotes or emphasis. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  /** Overrides the rule's severity: a checksum that is right raises it, a wrong one lowers it. */
  readonly severity?: Severity;
  /**
   * The part of the value that the placeholder filter judges, where it is not the whole: the password of a URL. Empty
   * where the rule itself has made sure that the value is real.
   */
  readonly judged?: string;
  /** How many leading characters of the value are the public prefix of its format and may be shown. Default: 0. */
  readonly shows?: number;
  /** Words for the finding's sentence, ours alone: never text of the document. */
  readonly args?: Readonly<Record<string, string>>;
}

/**
 * What produces findings. Rules are data and pure functions; they keep no state between calls but what spares them to
 * read the same text again, which goes with its note and changes no finding.
 *
 * A literal of lower-case letters is found in any case; one with a capital is found exactly so. It holds at least
 * three bytes of UTF-8, and every text that the rule can match holds one of its literals.
 */
export interface Rule {
  readonly id: RuleId;
  readonly severity: Severity;
  /** The vendor's or the format's own documentation. */
  readonly docs: string;
  readonly literals: readonly string[];
  /** How far from a literal the rule looks, in UTF-16 code units. Default: 64 before, 512 behind. */
  readonly reach?: { readonly before: number; readonly after: number };
  /**
   * Who wins where findings overlap: `exact` (a format that proves itself), `base` (a general scanner's word for it)
   * or `guess` (a label, a URL). Default: exact.
   */
  readonly rank?: Rank;
  /** How a hit is told from other text, for the documentation: half a sentence. */
  readonly validation?: string;
  /**
   * What stands right behind the literal in every text that the rule finds, as the source of a pattern: the guard asks it
   * before it loads what the rule does.
   */
  readonly follows?: string;
  find(window: Window): Iterable<Hit>;
}

export type Rank = 'exact' | 'base' | 'guess';

/** A hit of a source, which stands for several rules at once. */
export interface SourceHit extends Hit {
  readonly id: RuleId;
  readonly severity: Severity;
  /** Default: base. */
  readonly rank?: Rank;
}

/**
 * A scanner that looks at a whole text at once, behind our prefilter: it is asked only about text that holds one of its
 * literals, and about every text where it has none. `at` lists where (sorted offsets in `text`), `which` the index of
 * each literal. A text may be a block of a large document that overlaps its neighbours.
 */
export interface Source {
  readonly literals: readonly string[];
  /** True for one that is given the whole of a large document instead, once, where it holds one of its literals. */
  readonly isWhole?: true;
  find(
    text: string,
    at: readonly number[],
    which: readonly number[],
    note: Note,
  ): readonly SourceHit[] | Promise<readonly SourceHit[]>;
}
