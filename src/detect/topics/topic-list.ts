/** What a note may be about that is nobody's business; `note.` before it is the id of its rule. */
export const topics = [
  'health',
  'therapy',
  'journal',
  'finance',
  'legal',
  'identity',
  'client-confidential',
  'relationships',
  'minors',
  'home',
  'beliefs',
] as const;
export type Topic = (typeof topics)[number];
