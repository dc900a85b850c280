/** What a person is told about a rule. */
export interface RuleText {
  /** What was found, as the start of a sentence: "GitHub token". */
  readonly title: string;
  /** What to do next, one or two sentences. */
  readonly advice: string;
}
