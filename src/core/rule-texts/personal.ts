import type { RuleText } from './rule-text.ts';

/** What says who a person is, how to reach them, or what pays for them. */
export const personalTexts = {
  'personal.email': {
    title: 'E-mail address',
    advice: 'Set the folder to `redacted` if an agent may read the note but not whom it is about.',
  },
} as const satisfies Record<string, RuleText>;
