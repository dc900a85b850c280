/** What a person is told about a rule. The keys are the ids of all rules: a rule without a text does not compile. */
export interface RuleText {
  /** What was found, as the start of a sentence: "GitHub token". */
  readonly title: string;
  /** What to do next, one or two sentences. */
  readonly advice: string;
}

export const ruleTexts = {
  'secret.github.token': {
    title: 'GitHub token',
    advice: 'Delete it at github.com/settings/tokens, then keep the new one in a password manager.',
  },
  'secret.private-key': {
    title: 'Private key',
    advice: 'Replace the key pair wherever its public half is trusted, and keep the new key out of the notes.',
  },
  'note.private': {
    title: 'Note marked private',
    advice: 'Lock this note or its folder from agents before you let one work here.',
  },
  'note.personal': {
    title: 'Note that may be personal',
    advice: 'Mark it `private: true` in its front matter if no agent should read it.',
  },
} as const satisfies Record<string, RuleText>;

export type RuleId = keyof typeof ruleTexts;
