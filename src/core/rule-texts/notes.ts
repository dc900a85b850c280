import type { RuleText } from './rule-text.ts';

/** Notes as a whole: marked by their author, or about what is nobody's business. */
export const noteTexts = {
  'note.beliefs': {
    title: 'Note about beliefs',
    advice:
      "Lock its folder, or mark it `private: true` in its front matter: faith and politics are nobody else's to know.",
  },
  'note.client-confidential': {
    title: "Note about a client's business",
    advice: 'Lock the folder of this client, or set it to `redacted` if an agent has to work with it.',
  },
  'note.crypt-open': {
    title: 'Org entry meant to be encrypted, in plain text',
    advice: 'Encrypt it with `M-x org-encrypt-entry`, and what was saved before stands in backups and the git history.',
  },
  'note.finance': {
    title: 'Note about finances',
    advice: 'Lock its folder, or mark it `private: true` in its front matter.',
  },
  'note.health': {
    title: 'Note about health',
    advice: 'Lock its folder, or mark it `private: true` in its front matter.',
  },
  'note.home': {
    title: 'Note about the home',
    advice: 'Lock its folder, or mark it `private: true`; codes and places of keys belong into a password manager.',
  },
  'note.identity': {
    title: 'Note about identity documents',
    advice: 'Lock its folder, or keep the numbers in a password manager.',
  },
  'note.journal': {
    title: 'Journal entry',
    advice: 'Lock the folder of the journal, or mark the note `private: true` in its front matter.',
  },
  'note.legal': {
    title: 'Note about a legal matter',
    advice: 'Lock its folder: what an agent sends to a model may no longer be privileged.',
  },
  'note.minors': {
    title: 'Note about children',
    advice: 'Lock its folder, or mark it `private: true`: they can not agree to it themselves.',
  },
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
  'note.relationships': {
    title: 'Note about love and relationships',
    advice: 'Lock its folder, or mark it `private: true` in its front matter.',
  },
  'note.therapy': {
    title: 'Note about therapy or mental health',
    advice: 'Lock its folder, or mark it `private: true` in its front matter.',
  },
} as const satisfies Record<string, RuleText>;
