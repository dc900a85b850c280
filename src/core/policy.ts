import { getNodeValue, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { type Access, accessLevels, parseAccess } from './access.ts';
import { type AgentId, parseAgentId } from './agent-ids.ts';
import type { VaultPath } from './finding.ts';
import { hasDoubtfulKeys } from './json-keys.ts';
import type { Parsed } from './parsed.ts';
import { normaliseVaultPath } from './vault-path.ts';

/** Where a vault's policy lies, from its root. */
export const policyPath = '.cloister/policy.json';

/** What one folder's entry gives. */
export interface FolderEntry {
  readonly access: Access;
  readonly agents: Readonly<Partial<Record<AgentId, Access>>>;
  /** End of a timed opening, in milliseconds since 1970; from then on `after` is the access, for every agent. */
  readonly until?: number;
  readonly after: Access;
}

export const contentAnswers = ['redact', 'deny', 'ask', 'allow'] as const;
/** What reading returns where a readable file holds a secret or personal data. */
export type ContentAnswer = (typeof contentAnswers)[number];

/** What is done about private files that are committed where the repository has a remote, the strictest first. */
export const commitAnswers = ['block', 'warn', 'allow'] as const;
export type CommitAnswer = (typeof commitAnswers)[number];

export interface Policy {
  /** The vault's identity on every machine; absent in a policy that somebody wrote by hand. */
  readonly id?: string;
  readonly default: Access;
  readonly folders: ReadonlyMap<VaultPath, FolderEntry>;
  /** gitignore patterns by the access that they leave. */
  readonly files: Readonly<Record<Exclude<Access, 'write'>, readonly string[]>>;
  readonly content: {
    readonly private: Access;
    readonly secret: ContentAnswer;
    readonly personal: ContentAnswer;
  };
  readonly commit: {
    /** A note that its author marked private, or a file that is locked from an agent. */
    readonly private: CommitAnswer;
  };
}

export interface ParsedPolicy {
  readonly policy: Policy;
  /** What is not understood and does no harm: unknown keys and agents. */
  readonly warnings: readonly string[];
}

export const openPolicy: Policy = {
  default: 'write',
  folders: new Map(),
  files: { none: [], redacted: [], read: [] },
  content: { private: 'none', secret: 'redact', personal: 'allow' },
  commit: { private: 'warn' },
};

/** The policy that stands in for one that can not be read: nothing is given. */
export const closedPolicy: Policy = { ...openPolicy, default: 'none', commit: { private: 'block' } };

/** The strictest of several answers; the default where there are none. */
export function strictestCommitAnswer(answers: readonly CommitAnswer[]): CommitAnswer {
  return commitAnswers.find((each) => answers.includes(each)) ?? openPolicy.commit.private;
}

/** Larger policies are refused unread: ten thousand folders take about half a megabyte. */
const largestPolicy = 4 << 20;

/**
 * Parses the text of a policy file, JSON with comments. Absent keys have their default values; unknown keys and agents
 * are warnings. Anything that could be meant to restrict and is not understood makes the policy broken.
 */
export function parsePolicy(text: string): Parsed<ParsedPolicy> {
  if (text.length > largestPolicy) return { ok: false, problems: ['it is larger than 4 MB'] };
  const problems: string[] = [];
  const value = plainJson(text) ?? jsonWithComments(text, problems);
  const reader = new Reader(problems);
  // What could not be read has said why.
  if (value === undefined) return { ok: false, problems };
  const policy = reader.policy(value);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { policy, warnings: reader.warnings } };
}

/** The value of a text that is JSON as `JSON.parse` reads it and leaves no doubt; most policies are. */
function plainJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isDeeplyNested(text) || hasDoubtfulKeys(text) ? undefined : value;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function jsonWithComments(text: string, problems: string[]): unknown {
  const errors: ParseError[] = [];
  if (isDeeplyNested(text)) {
    problems.push('it is nested too deeply');
    return undefined;
  }
  const tree = parseTree(text.replace(/^\uFEFF/, ''), errors, { allowTrailingComma: true });
  if (errors.length > 0 || tree === undefined) {
    problems.push('it is no JSON');
    return undefined;
  }
  problems.push(...duplicateKeys(tree));
  return getNodeValue(tree);
}

/** A policy has four levels; the parser goes down one call for each. */
function isDeeplyNested(text: string): boolean {
  let depth = 0;
  for (const [each] of text.matchAll(/[[\]{}]/g)) {
    depth += each === '[' || each === '{' ? 1 : -1;
    if (depth > 500) return true;
  }
  return false;
}

/** Of two equal keys the last would win in silence: that is no answer to "what is locked". */
function duplicateKeys(node: Node): string[] {
  const problems: string[] = [];
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const children = next.children ?? [];
    for (const child of children) open.push(child);
    if (next.type !== 'object') continue;
    const names = children.map((property) => String(property.children?.[0]?.value));
    const seen = new Set<string>();
    for (const name of names) {
      if (seen.has(name)) problems.push(`"${name}" stands twice`);
      seen.add(name);
    }
  }
  return problems;
}

type Fields = Readonly<Record<string, unknown>>;

class Reader {
  readonly warnings: string[] = [];
  readonly #problems: string[];

  constructor(problems: string[]) {
    this.#problems = problems;
  }

  policy(value: unknown): Policy {
    const fields = this.#object(value, 'the policy');
    this.#knownKeys(fields, ['$schema', 'version', 'id', 'default', 'folders', 'files', 'content', 'commit'], '');
    const version = fields['version'];
    if (version !== undefined && version !== 1) this.#problems.push('its "version" is not 1');
    const id = fields['id'];
    if (id !== undefined && (typeof id !== 'string' || !/^[\w-]{1,64}$/.test(id)))
      this.#problems.push('its "id" is not a word of letters, digits and dashes');
    const content = this.#object(fields['content'] === undefined ? {} : fields['content'], '"content"');
    this.#knownKeys(content, ['private', 'secret', 'personal'], 'content.');
    const commit = this.#object(fields['commit'] === undefined ? {} : fields['commit'], '"commit"');
    this.#knownKeys(commit, ['private'], 'commit.');
    return {
      ...(typeof id === 'string' ? { id } : {}),
      default: this.#access(fields['default'], openPolicy.default, '"default"'),
      folders: this.#folders(fields['folders']),
      files: this.#files(fields['files']),
      content: {
        private: this.#access(content['private'], openPolicy.content.private, '"content.private"'),
        secret: this.#answer(content['secret'], openPolicy.content.secret, '"content.secret"'),
        personal: this.#answer(content['personal'], openPolicy.content.personal, '"content.personal"'),
      },
      commit: { private: this.#commitAnswer(commit['private']) },
    };
  }

  #folders(value: unknown): Map<VaultPath, FolderEntry> {
    const folders = new Map<VaultPath, FolderEntry>();
    for (const [key, entry] of Object.entries(this.#object(value === undefined ? {} : value, '"folders"'))) {
      const folder = key.startsWith('/') ? undefined : normaliseVaultPath(key);
      if (folder === undefined || key.includes('\0')) this.#problems.push(`the folder "${key}" is not in the vault`);
      else if (folders.has(folder)) this.#problems.push(`the folder "${folder}" stands twice`);
      else folders.set(folder, this.#entry(entry, `the folder "${key}"`));
    }
    return folders;
  }

  #entry(value: unknown, what: string): FolderEntry {
    if (typeof value === 'string') return { access: this.#access(value, 'none', what), agents: {}, after: 'none' };
    const fields = this.#object(value, what);
    this.#knownKeys(fields, ['access', 'agents', 'until', 'after'], `${what}: `);
    const agents: Partial<Record<AgentId, Access>> = {};
    for (const [name, level] of Object.entries(
      this.#object(fields['agents'] === undefined ? {} : fields['agents'], `"agents" of ${what}`),
    )) {
      const access = this.#access(level, 'none', `"${name}" of ${what}`);
      const agent = parseAgentId(name);
      if (agent === undefined) this.warnings.push(`${what} names "${name}", which is no agent that Cloister knows`);
      else agents[agent] = access;
    }
    const until = this.#time(fields['until'], what);
    return {
      access: this.#access(fields['access'], 'none', `"access" of ${what}`),
      agents,
      ...(until === undefined ? {} : { until }),
      after: this.#access(fields['after'], 'none', `"after" of ${what}`),
    };
  }

  #files(value: unknown): Policy['files'] {
    const fields = this.#object(value === undefined ? {} : value, '"files"');
    this.#knownKeys(fields, ['none', 'redacted', 'read'], 'files.');
    return {
      none: this.#patterns(fields['none'], '"files.none"'),
      redacted: this.#patterns(fields['redacted'], '"files.redacted"'),
      read: this.#patterns(fields['read'], '"files.read"'),
    };
  }

  #patterns(value: unknown, what: string): readonly string[] {
    if (value === undefined) return [];
    if (Array.isArray(value) && value.every((each) => typeof each === 'string' && each.length <= 4096)) return value;
    this.#problems.push(`${what} is not a list of patterns`);
    return [];
  }

  #time(value: unknown, what: string): number | undefined {
    if (value === undefined) return undefined;
    const time = typeof value === 'string' ? parseTime(value) : Number.NaN;
    if (Number.isNaN(time)) this.#problems.push(`"until" of ${what} is no time such as 2030-01-31T18:00:00Z`);
    return time;
  }

  #access(value: unknown, absent: Access, what: string): Access {
    if (value === undefined) return absent;
    const access = parseAccess(value);
    if (access === undefined) this.#problems.push(`${what} is not one of ${accessLevels.join(', ')}`);
    return access ?? 'none';
  }

  #answer(value: unknown, absent: ContentAnswer, what: string): ContentAnswer {
    if (value === undefined) return absent;
    const answer = contentAnswers.find((each) => each === value);
    if (answer === undefined) this.#problems.push(`${what} is not one of ${contentAnswers.join(', ')}`);
    return answer ?? 'deny';
  }

  #commitAnswer(value: unknown): CommitAnswer {
    if (value === undefined) return openPolicy.commit.private;
    const answer = commitAnswers.find((each) => each === value);
    if (answer === undefined) this.#problems.push(`"commit.private" is not one of ${commitAnswers.join(', ')}`);
    return answer ?? 'block';
  }

  #object(value: unknown, what: string): Fields {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
    this.#problems.push(`${what} is not an object`);
    return {};
  }

  #knownKeys(fields: Fields, known: readonly string[], where: string): void {
    for (const key of Object.keys(fields))
      if (!known.includes(key)) this.warnings.push(`${where}"${key}" means nothing to Cloister`);
  }
}

/** A time with its zone, as RFC 3339 writes it; NaN for anything else, also for the 30th of February. */
function parseTime(text: string): number {
  const match = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/.exec(text);
  if (match === null) return Number.NaN;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  const isDay = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
  return isDay ? Date.parse(text) : Number.NaN;
}
