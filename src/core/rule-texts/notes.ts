import type { RuleText } from './rule-text.ts';

/** Notes as a whole: marked by their author, or about what is nobody's business. */
export const noteTexts = {
  'note.personal': {
    title: 'Note that may be personal',
    advice: 'Mark it `private: true` in its front matter if no agent should read it.',
  },
  'note.private': {
    title: 'Note marked private',
    advice:
      'Protect Claude Code, and it does not get this note; lock its folder if what lies beside it is private too.',
  },
  'note.private-span': {
    title: 'Part of a note marked private',
    advice:
      'Protect Claude Code, and it gets a placeholder in its place; mark the note `private: true` if all of it is private.',
  },
} as const satisfies Record<string, RuleText>;
