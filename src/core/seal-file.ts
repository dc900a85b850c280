import { bech32 } from '@scure/base';
import type { VaultPath } from './finding.ts';
import type { Parsed } from './parsed.ts';
import { isWithin, normaliseVaultPath } from './vault-path.ts';

/** Where a vault says for whom its notes are sealed, from its root. It holds nothing secret. */
export const sealPath = '.cloister/seal.json';

/** Larger files are refused unread. */
export const largestSealFile = 1 << 20;

/** What a recipient is for: the vault's own key, the recovery key, or somebody else's. */
export const recipientRoles = ['vault', 'recovery', 'other'] as const;
export type RecipientRole = (typeof recipientRoles)[number];

/** Somebody who can open what is sealed: a public key of age. */
export interface SealRecipient {
  readonly role: RecipientRole;
  /** Given by a person: foreign text. */
  readonly name: string;
  /** `age1…`. */
  readonly recipient: string;
}

/** For whom a vault's notes are sealed, and which of its folders are. */
export interface SealFile {
  readonly recipients: readonly SealRecipient[];
  readonly folders: readonly VaultPath[];
}

const mostRecipients = 64;
const mostFolders = 10_000;
const longestName = 200;

/** True for a public X25519 key of age (https://github.com/C2SP/C2SP/blob/main/age.md, "Native X25519 recipients"). */
export function isRecipient(text: string): boolean {
  return text.startsWith('age1') && keyBytes(text, 'age') === 32;
}

/** True for a secret X25519 key of age, in upper case as age writes it. */
export function isIdentity(text: string): boolean {
  return text.startsWith('AGE-SECRET-KEY-1') && keyBytes(text.toLowerCase(), 'age-secret-key-') === 32;
}

function keyBytes(text: string, prefix: string): number | undefined {
  const decoded = bech32.decodeUnsafe(text, 100);
  if (decoded === undefined || decoded.prefix !== prefix || text !== text.toLowerCase()) return undefined;
  const bytes = bech32.fromWordsUnsafe(decoded.words);
  return bytes instanceof Uint8Array ? bytes.length : undefined;
}

/** A secret key as a person types it: blanks, line ends and letter case do not count. Undefined where it is none. */
export function parseTypedIdentity(text: string): string | undefined {
  const bare = text.replace(/\s+/gu, '').toUpperCase();
  return isIdentity(bare) ? bare : undefined;
}

/** The secret keys in an identity file of age (age(1), "IDENTITY FILES"): one a line, `#` begins a comment. */
export function parseIdentityFile(text: string): Parsed<readonly string[]> {
  const lines = text.split(/\r?\n/).map((each) => each.trim());
  const keys = lines.filter((each) => each !== '' && !each.startsWith('#'));
  if (keys.length === 0) return { ok: false, problems: ['it holds no key'] };
  return keys.every(isIdentity)
    ? { ok: true, value: keys }
    : { ok: false, problems: ['it holds something else than keys AGE-SECRET-KEY-1…'] };
}

/** Parses the text of a vault's `seal.json`; all of its problems are told. */
export function parseSealFile(text: string): Parsed<SealFile> {
  if (text.length > largestSealFile) return { ok: false, problems: ['it is larger than 1 MB'] };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, problems: ['it is no JSON'] };
  }
  if (!isObject(value)) return { ok: false, problems: ['it is no object'] };
  if (value['version'] !== 1) return { ok: false, problems: ['its "version" is not 1: it is from another Cloister'] };
  const problems: string[] = [];
  const recipients = listOf(value['recipients'], 'recipients', mostRecipients, problems).flatMap((each, index) => {
    const parsed = recipientOf(each);
    if (typeof parsed === 'string') problems.push(`recipient ${index + 1} ${parsed}`);
    return typeof parsed === 'string' ? [] : [parsed];
  });
  if (new Set(recipients.map(({ recipient }) => recipient)).size < recipients.length)
    problems.push('a recipient is named twice');
  if (recipients.filter(({ role }) => role === 'vault').length !== 1 && problems.length === 0)
    problems.push('it needs one recipient with the role "vault"');
  const folders = listOf(value['folders'], 'folders', mostFolders, problems).flatMap((each, index) => {
    const path = typeof each === 'string' ? normaliseVaultPath(each) : undefined;
    if (path === undefined) problems.push(`folder ${index + 1} is no path in the vault`);
    return path === undefined ? [] : [path];
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { recipients, folders } };
}

/** The text of a vault's `seal.json`. */
export function formatSealFile({ recipients, folders }: SealFile): string {
  const about = 'For whom Cloister seals the notes of this vault: public keys of age. `cloister seal --help`';
  return `${JSON.stringify({ version: 1, about, recipients, folders: [...new Set(folders)].sort() }, null, 2)}\n`;
}

/** The sealed folders with one more; a folder within another that is sealed is named by that one. */
export function withFolder(folders: readonly VaultPath[], folder: VaultPath): VaultPath[] {
  if (folders.some((each) => isWithin(folder, each))) return [...folders];
  return [...folders.filter((each) => !isWithin(each, folder)), folder];
}

function recipientOf(value: unknown): SealRecipient | string {
  if (!isObject(value)) return 'is no object';
  const { role, name, recipient } = value;
  const known = recipientRoles.find((each) => each === role);
  if (known === undefined) return `has a "role" that is none of ${recipientRoles.join(', ')}`;
  if (typeof name !== 'string' || name === '' || name.length > longestName) return 'has no "name"';
  if (typeof recipient !== 'string' || !isRecipient(recipient)) return 'is no public key age1…';
  return { role: known, name, recipient };
}

function listOf(value: unknown, key: string, most: number, problems: string[]): readonly unknown[] {
  if (Array.isArray(value) && value.length <= most) return value;
  problems.push(Array.isArray(value) ? `"${key}" holds more than ${most}` : `"${key}" is no list`);
  return [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
