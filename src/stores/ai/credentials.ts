import type { Remark } from '../../core/audit.ts';
import type { Severity } from '../../core/severity.ts';
import type { StoreId } from '../../core/store-ids.ts';
import { type Fields, fieldsOf } from '../json-fields.ts';
import { parentOf } from '../path-names.ts';
import type { StoreReader } from '../store.ts';
import { parsed } from './proof.ts';

/*
 * Credentials that stand in a file of an AI app as plain text. What leaves here is the names under which they stand,
 * never a value: a reference to a variable or a keychain, an encrypted form and a placeholder are none.
 */

/** Keys of the best known vendors, which are credentials under any name. */
const vendorKey =
  /^(?:sk-(?:ant-|proj-|or-v1-|svcacct-|admin-)?[\w-]{20,}|AIza[\w-]{35}|gh[pousr]_\w{30,}|github_pat_\w{22,}|glpat-[\w-]{20,}|xai-\w{24,}|gsk_\w{24,}|hf_\w{24,}|pplx-\w{24,}|r8_\w{24,}|nvapi-[\w-]{24,}|tvly-[\w-]{20,}|xox[abeprs]-[\w-]{10,}|ya29\.[\w-]{20,}|1\/\/0[\w-]{20,}|AKIA[A-Z0-9]{16}|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]*|-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----)/;

/** Forms that apps encrypt in, or that say where the value lies: Obsidian Copilot's, Chromium's safeStorage, SOPS, Fernet. */
const sealed =
  /^(?:enc_|enc:|encrypted:|v1[01][^\w-]|djEw|djEx|7631[34][01]|ENC\[|U2FsdGVkX1|\$ANSIBLE_VAULT|gAAAAA|age1|-----BEGIN (?:AGE|PGP))/;
const reference =
  /^(?:\$|%\w+%$|env[:.]|process\.env|os\.environ|op:\/\/|keychain|keyring|vault:|secret(?:ref)?:|file:|ref:|cmd:|[!@<[({*])|\$\{|\{\{/i;
const placeholder =
  /^(?:your|my|insert|enter|replace|change|paste|some)[-_ ]|^(?:your|my)(?:api|key|token|secret|open|anthropic)|[-_ ](?:your|my)[-_ ]|[-_ ]here$|x{5,}|\*{3,}|•{3,}|\.{3}|…|redacted|placeholder|example|dummy|change-?me|not[-_ ](?:needed|required|used)|no-key|^(?:none|null|undefined|test|todo|true|false|ollama|lm-?studio|local|empty)$/i;

const named =
  /(?:^| )(?:api ?keys?|access ?keys?|secret ?keys?|private ?keys?|auth ?keys?|service ?keys?|signing ?keys?|subscription ?keys?|encryption ?keys?|tokens?|secrets?|passwords?|passphrase|passwd|credentials?|authorization|bearer|pat|jwt|(?:open ?ai|anthropic|claude|gemini|google|groq|mistral|cohere|deepseek|openrouter|azure|xai|perplexity|github|hugging ?face) ?keys?)(?: \d+)?$/;
const namedWithin = /(?:^| )api ?keys?(?: |$)/;
/** A name that ends so tells something about a credential; one with such a word counts or marks, as `maxTokens` does. */
const tellsAbout =
  / (?:id|ids|name|url|uri|env|var|variable|hint|header|label|type|expiry|expires|expiration|at|in|count|limit|source|ref|file|path|model|placeholder|salt|iv|checksum)$/;
const countsOrMarks =
  /(?:^| )(?:encrypted|public|hash|hashed|fingerprint|max|min|num|total|usage|prompt|completion|budget|page|next|previous|special|stop|pad|cancel|csrf)(?: |$)/;
const passwordName = /(?:^| )(?:passwords?|passphrase|passwd)$/;

/** A key's name as words: `openAIApiKey`, `OPENAI_API_KEY` and `openai-api-key` are one. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/[^A-Za-z\d]+/g, ' ')
    .toLowerCase()
    .trim();
}

/** True where a value is a credential in plain text. `extra` are names that are one in this file alone, such as `key`. */
export function isCredential(name: string, written: string, extra: readonly string[] = []): boolean {
  if (written.length > 8192) return false;
  const value = written.trim().replace(/^(?:bearer|basic|token) /i, '');
  if (value.length < 6 || sealed.test(value) || reference.test(value) || placeholder.test(value)) return false;
  const words = wordsOf(name.slice(0, 80));
  if (countsOrMarks.test(words)) return false;
  if (vendorKey.test(value)) return new Set(value.slice(8)).size >= 8;
  const isExtra = extra.includes(name);
  if (!isExtra && (tellsAbout.test(words) || !(named.test(words) || namedWithin.test(words)))) return false;
  if (/\s/.test(value)) return false;
  if (passwordName.test(words)) return new Set(value).size >= 4;
  return value.length >= 16 && isRandom(value);
}

/** True for what a machine made up: names of models, addresses and words have too little of it. */
function isRandom(value: string): boolean {
  if (/^(?:https?|wss?|file|data):/i.test(value) || !/^[\w+/=.:~|-]+$/.test(value)) return false;
  if (!/\d/.test(value) || !/[a-z]/i.test(value)) return false;
  const plain = value.split(/[-_./:|]/).filter((part) => /^(?:[a-z]{3,}|[A-Z]{3,}|[A-Z][a-z]{2,})$/.test(part));
  if (plain.join('').length * 2 > value.length) return false;
  return entropy(value) >= 3.2;
}

/** Shannon's, in bits for a character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let sum = 0;
  for (const count of counts.values()) sum -= (count / text.length) * Math.log2(count / text.length);
  return sum;
}

/** MCP servers are another part of the audit. */
const others = new Set(['mcpservers', 'mcp_servers', 'mcp']);
const mostValues = 20_000;
const deepest = 12;

/** Names under which a JSON value holds credentials, such as `tokens.refresh_token`. */
export function credentialsIn(value: unknown, extra: readonly string[] = []): readonly string[] {
  const names = new Set<string>();
  const open: { value: unknown; path: readonly string[] }[] = [{ value, path: [] }];
  for (let looked = 0; looked < mostValues; looked++) {
    const next = open.pop();
    if (next === undefined) break;
    const name = next.path.at(-1) ?? '';
    if (typeof next.value === 'string') {
      if (isCredential(name, next.value, extra)) names.add(shown(next.path));
    } else if (next.path.length < deepest && Array.isArray(next.value)) {
      for (const item of next.value.slice(0, 2000)) open.push({ value: item, path: next.path });
    } else if (next.path.length < deepest) {
      for (const [key, item] of Object.entries(fieldsOf(next.value) ?? {}).slice(0, 5000))
        if (!others.has(key.toLowerCase())) open.push({ value: item, path: [...next.path, key] });
    }
  }
  return [...names].sort();
}

/**
 * Names of a text of `key: value`, `key = value` and `KEY=value` lines: YAML, TOML, INI and .env. It is read line by
 * line, since a key in a file that does not parse is a key too.
 */
export function credentialsInLines(text: string, extra: readonly string[] = []): readonly string[] {
  const names = new Set<string>();
  let isOthers = false;
  for (const line of text.split(/\r?\n/, 20_000)) {
    const section = /^\[+"?([\w-]{1,40})|^([\w-]{1,40}):\s*$/.exec(line);
    if (section !== null) isOthers = others.has((section[1] ?? section[2] ?? '').toLowerCase());
    const pair = /^\s{0,40}(?:-\s+)?(?:export\s+)?["']?([\w.-]{1,80})["']?\s{0,8}[:=]\s{0,8}(.{1,8192})$/.exec(line);
    const [, name = '', rest = ''] = pair ?? [];
    const value = /^"([^"]*)"|^'([^']*)'|^([^\s#]+(?: [^\s#]+)?)/.exec(rest);
    const written = value?.[1] ?? value?.[2] ?? value?.[3] ?? '';
    if (!isOthers && isCredential(name, written, extra)) names.add(shown([name]));
  }
  return [...names].sort();
}

/** A key's path for people; what may itself be a value, such as a token that is a key, is not told. */
function shown(path: readonly string[]): string {
  return path
    .slice(-3)
    .map((name) => (/^[A-Za-z_][\w.-]{0,39}$/.test(name) && !vendorKey.test(name) && !looksMade(name) ? name : '…'))
    .join('.');
}

/** Longer than a word and with digits in it: maybe a value. `OPENAI_API_KEY_2` is none. */
function looksMade(name: string): boolean {
  return name.length >= 16 && /\d/.test(name) && isRandom(name);
}

const mostNames = 6;

/** A remark about a file in which credentials stand in plain text. */
export function credentialRemark(
  about: StoreId,
  path: string,
  names: readonly string[],
  severity: Severity = 'medium',
): Remark | undefined {
  if (names.length === 0) return undefined;
  const rest = names.length - mostNames;
  const key = names.slice(0, mostNames).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
  return { rule: 'store.ai.credentials', severity, about, path, args: { key } };
}

export interface CredentialFile {
  /** Absolute. */
  readonly path: string;
  /** Names that are a credential in this file alone. */
  readonly extra?: readonly string[];
  readonly severity?: Severity;
}

/** Larger settings are no settings. */
const mostBytes = 1_048_576;

/** Remarks about those of the files that are there and hold credentials in plain text. */
export function credentialRemarks(
  reader: StoreReader,
  about: StoreId,
  files: readonly (CredentialFile | string)[],
): readonly Remark[] {
  return files.flatMap((file) => {
    const { path, extra = [], severity } = typeof file === 'string' ? { path: file } : file;
    const remark = credentialRemark(about, path, credentialsAt(reader, path, extra), severity);
    return remark ?? [];
  });
}

/** Names under which a file holds credentials, whatever its format. */
export function credentialsAt(reader: StoreReader, path: string, extra: readonly string[] = []): readonly string[] {
  if (reader.type(path) !== 'file') return [];
  const text = reader.text(path, mostBytes);
  if (text === undefined) return [];
  const start = text.trimStart();
  if (/^-----BEGIN [A-Z ]{0,20}PRIVATE KEY/.test(start)) return ['private key'];
  if (!/^(?:[{[]|\/[/*])/.test(start) || !/\.(?:jsonc?|json5|bak\w*|\d+)$/i.test(path))
    return credentialsInLines(text, extra);
  const value = parsed(text) ?? reader.json(path, mostBytes);
  // A damaged file is told by the reader; its lines may hold a key all the same.
  return value === undefined ? credentialsInLines(text, extra) : credentialsIn(value, extra);
}

/** Rows of a database that hold JSON, or a value itself under its column's name. */
export function credentialsInRows(
  rows: readonly Fields[] | undefined,
  extra: readonly string[] = [],
): readonly string[] {
  const names = new Set<string>();
  for (const row of rows ?? [])
    for (const [column, value] of Object.entries(row)) {
      if (typeof value !== 'string') continue;
      const inner = /^\s*[{[]/.test(value) ? parsed(value) : undefined;
      const found = inner === undefined ? credentialsIn({ [column]: value }, extra) : credentialsIn(inner, extra);
      for (const name of found) names.add(name);
    }
  return [...names].sort();
}

/** Where an app's own configuration may lie: in its folder, and beside it. */
export function beside(root: string, name: string): string {
  return `${parentOf(root)}/${name}`;
}
