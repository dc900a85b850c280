/** Why a call is stopped. Each has a sentence in `reason-texts.ts`. */
export const reasonIds = [
  'locked',
  'private',
  'read-only',
  'redacted-only-read',
  'never-writable',
  'broad-search',
  'stale-index',
  'unresolved',
  'unparsed',
  'tampers',
  'loosens',
  'commit-hook',
  'placeholder',
  'secret-in-prompt',
  'secret-in-notification',
  'secret-in-file',
  'personal-in-file',
  'hidden-in-prompt',
  'hidden-in-notification',
  'hidden-in-instructions',
  'hidden-part',
  'mention',
  'private-instructions',
  'secret-in-instructions',
  'unprocessed',
  'bad-message',
  'broken-policy',
  'fault',
  'deadline',
  'log',
  'weakens-settings',
] as const;
export type ReasonId = (typeof reasonIds)[number];

export interface Reason {
  readonly id: ReasonId;
  /** A folder, a pattern or a path: never content. */
  readonly what?: string;
  /** The allowed alternative, such as an exclusion to add. */
  readonly instead?: string;
}

export type Decision =
  | { readonly verdict: 'allow' }
  | { readonly verdict: 'ask' | 'deny'; readonly reason: Reason; readonly path?: string }
  | { readonly verdict: 'rewrite'; readonly input: Readonly<Record<string, unknown>> }
  | { readonly verdict: 'redact' };
