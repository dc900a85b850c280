/** A value that stands under a label. Offsets are in the window's text. */
export interface Labelled {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  /**
   * In which form it stands. `quoted`, `bare`: behind a sign; `cell`: in a table; `prose`: behind a verb, a dash or
   * nothing, which says least about what follows; `below`: alone on the line under the label.
   */
  readonly form: 'quoted' | 'bare' | 'cell' | 'prose' | 'below';
  /** True where nothing but marks stands behind the value on its line. */
  readonly alone: boolean;
  /** True where its row of a table names a user in a column of users. */
  readonly hasUserCell?: boolean;
  /** True where the label and its value are a program's or a configuration's and no note's: `password = "…"`. */
  readonly isCode: boolean;
}
