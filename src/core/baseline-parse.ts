import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { type Baseline, type BaselineEntry, isDay, withoutDoubles } from './baseline.ts';
import { hasDoubtfulKeys } from './json-keys.ts';
import type { Parsed } from './parsed.ts';
import { normaliseVaultPath } from './vault-path.ts';

/** Larger baselines are refused unread: fifty thousand entries take about 12 MB. */
export const largestBaseline = 32 << 20;
/** So many problems are told one by one. */
const mostProblems = 20;

/**
 * Parses the text of a baseline. It is whole or it is refused, with every problem and its line: a baseline of which
 * some was not understood must not pass for a smaller one. Unknown fields are kept.
 */
export function parseBaseline(text: string): Parsed<Baseline> {
  if (text.length > largestBaseline) return { ok: false, problems: ['it is larger than 32 MB'] };
  const plain = text.replace(/^\uFEFF/, '');
  const conflicts = conflictMarkers(plain);
  if (conflicts.length > 0) return { ok: false, problems: limited(conflicts) };
  // Nothing that is written is deep, and what is could not be written again.
  if (isTooDeep(plain)) return { ok: false, problems: ['it is nested too deeply'] };
  let value: unknown;
  try {
    value = JSON.parse(plain);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, problems: limited(syntaxProblems(plain)) };
  }
  // Only where a problem is told does the text have to be looked at again for its line.
  if (hasDoubtfulKeys(plain)) return { ok: false, problems: limited(doubleKeys(plain)) };
  const reader = new Reader(plain);
  const baseline = reader.baseline(value);
  return reader.problems.length > 0 ? { ok: false, problems: limited(reader.problems) } : { ok: true, value: baseline };
}

function limited(problems: readonly string[]): readonly string[] {
  if (problems.length <= mostProblems) return problems;
  return [...problems.slice(0, mostProblems), `and ${problems.length - mostProblems} more`];
}

/** Lines that git writes around what it could not merge (git-merge(1), "How conflicts are presented"). */
function conflictMarkers(text: string): string[] {
  const marker = /^(?:<{7}|>{7}|\|{7})(?: .*)?$|^={7}$/;
  return text
    .split(/\r\n|\n|\r/)
    .flatMap((line, index) =>
      marker.test(line) ? [`line ${index + 1}: a conflict of a merge is left there (${line.slice(0, 7)})`] : [],
    );
}

function syntaxProblems(text: string): string[] {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const lines = new Set(errors.map(({ offset }) => lineAt(text, offset)));
  return lines.size === 0 ? ['it is no JSON'] : [...lines].map((line) => `line ${line}: it is no JSON there`);
}

/** Parsers and writers go down one call for each level. Brackets in texts are no levels. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isText = false;
  // A pattern for texts would itself go down a level for each escape.
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isText) {
      if (character === '\\') at += 1;
      else if (character === '"' || character === '\n' || character === '\r') isText = false;
    } else if (character === '"') isText = true;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > 500) return true;
  }
  return false;
}

function doubleKeys(text: string): string[] {
  const problems: string[] = [];
  const tree = parseTree(text);
  const open = tree === undefined ? [] : [tree];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    open.push(...(next.children ?? []));
    if (next.type !== 'object') continue;
    const seen = new Set<string>(['__proto__']);
    for (const property of next.children ?? []) {
      const key = String(property.children?.[0]?.value);
      if (seen.has(key)) problems.push(`line ${lineAt(text, property.offset)}: ${doubleText(key)}`);
      seen.add(key);
    }
  }
  return problems.length === 0 ? ['a key stands twice'] : problems;
}

function doubleText(key: string): string {
  if (key === '__proto__') return 'a key can not be "__proto__"';
  // What a union of two branches leaves where each made a key of its own.
  if (key === 'check') return '"check" stands twice: two baselines with different keys were merged';
  return `${JSON.stringify(key)} stands twice`;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\n|\r/).length;
}

type Fields = Readonly<Record<string, unknown>>;

class Reader {
  readonly problems: string[] = [];
  readonly #text: string;
  #entryNodes: readonly Node[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  baseline(value: unknown): Baseline {
    if (!isObject(value)) {
      this.problems.push('it is not an object');
      return { entries: [], more: {} };
    }
    const { version, check, accepted, ...more } = value;
    if (version !== 1)
      this.problems.push(
        typeof version === 'number' && version > 1
          ? `its "version" is ${version}: a newer Cloister wrote it`
          : 'its "version" is not 1',
      );
    if (check !== undefined && (typeof check !== 'string' || !/^[0-9a-f]{32}$/.test(check)))
      this.problems.push('its "check" is not 32 hexadecimal digits');
    if (!Array.isArray(accepted)) this.problems.push('"accepted" is not a list');
    const list: readonly unknown[] = Array.isArray(accepted) ? accepted : [];
    const entries = list.flatMap((each, index) => (each === null ? [] : (this.#entry(each, index) ?? [])));
    return { ...(typeof check === 'string' ? { check } : {}), entries: withoutDoubles(entries), more };
  }

  #entry(value: unknown, index: number): BaselineEntry | undefined {
    if (!isObject(value)) {
      this.#tell(index, 'an entry is not an object');
      return undefined;
    }
    const { fingerprint, rule, path, when, why, until, state, ...more } = value;
    const isPath = typeof path === 'string' && path !== '' && !path.includes('\0') && normaliseVaultPath(path) === path;
    if (typeof fingerprint !== 'string' || !/^[0-9a-f]{32}$/.test(fingerprint))
      this.#tell(index, '"fingerprint" is not 32 hexadecimal digits');
    else if (typeof rule !== 'string' || !/^[a-z][\w-]{0,63}(?:\.[\w-]{1,64}){1,7}$/.test(rule))
      this.#tell(index, '"rule" is not the id of a rule');
    else if (!isPath) this.#tell(index, '"path" is not a path in the vault');
    else if (typeof when !== 'string' || !isDay(when)) this.#tell(index, '"when" is not a day such as 2030-01-31');
    else if (typeof why !== 'string' || why.trim() === '') this.#tell(index, '"why" is not a reason');
    else if (until !== undefined && (typeof until !== 'string' || !isDay(until)))
      this.#tell(index, '"until" is not a day such as 2030-01-31');
    else if (state !== undefined && (typeof state !== 'string' || state === ''))
      this.#tell(index, '"state" is not a word');
    else
      return {
        fingerprint,
        rule,
        path,
        when,
        why,
        ...(until === undefined ? {} : { until }),
        ...(state === undefined ? {} : { state }),
        more,
      };
    return undefined;
  }

  #tell(index: number, problem: string): void {
    // Of more than are told only the count matters: to find a line takes a look at the text.
    if (this.problems.length >= mostProblems) {
      this.problems.push(problem);
      return;
    }
    this.#entryNodes ??= entryNodes(this.#text);
    const node = this.#entryNodes[index];
    this.problems.push(node === undefined ? problem : `line ${lineAt(this.#text, node.offset)}: ${problem}`);
  }
}

function entryNodes(text: string): readonly Node[] {
  const tree = parseTree(text);
  const property = tree?.children?.find(({ children }) => children?.[0]?.value === 'accepted');
  return property?.children?.[1]?.children ?? [];
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
