import type { VaultPath } from './finding.ts';

/** Whether files are encrypted or decrypted. */
export type SealDirection = 'seal' | 'unseal';

/** Why a file was left as it was; the record says it to a person. */
export const sealSkipTexts = {
  both: 'it is there both plain and sealed, and they differ: both were kept',
  taken: 'something else has the name that it would get',
  encrypted: 'it is encrypted already',
  'other-keys': 'it is sealed for other keys',
  'no-age': 'its name says that it is sealed, and it is not',
  damaged: 'it is damaged or cut off',
  link: 'a link: it is not followed, and may lead nowhere now',
  'hard-linked': 'it has a second name (a hard link), under which it would stay readable',
  'special-file': 'it is no regular file',
  'app-folder': 'a folder of a program, which could not read it any more',
  marker: 'git or a program needs to read it',
  'bad-name': 'its name can not be used',
  'name-too-long': 'its name is too long for four letters more',
  'read-only': 'its folder can not be written',
  unreadable: 'it can not be read',
  owner: "it is another user's",
  changing: 'it changes while it is read',
} as const;

export type SealSkipReason = keyof typeof sealSkipTexts;

/** A file that was left as it was. */
export interface SealSkip {
  /** From the vault's root. */
  readonly path: VaultPath;
  readonly why: SealSkipReason;
  /** What the operating system or a recogniser said, such as `EACCES` or `PGP`. */
  readonly detail?: string;
}

/** What a run over a folder did. */
export interface SealRun {
  /** Files that were sealed or unsealed now. */
  readonly done: number;
  /** Files of which an earlier run, that was cut off, had made the other form: it was verified, and the rest done. */
  readonly finished: number;
  /** Files that were sealed before; of an unseal always 0. */
  readonly already: number;
  /** Plain bytes of what was done. */
  readonly bytes: number;
  /** What a run left that was cut off: drafts that were removed, old forms that got their names back. */
  readonly leftOvers: number;
  readonly skipped: readonly SealSkip[];
  /** Why it ended before the last file. */
  readonly stopped?: 'interrupted' | 'disk-full';
}
