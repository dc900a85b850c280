import { dataClassOfPlaceholder } from '../../core/placeholder.ts';
import { applyHidden, type Hidden } from '../../core/redaction.ts';
import type { FileContent, Hiding, Redacted, ShownFile } from './content.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A call of the Grep tool, with what its result may name. */
export interface GrepCall {
  readonly input: Fields;
  /** The file that alone was searched, if it was one. */
  readonly single: ShownFile | undefined;
  /** The file that a result calls by this name; undefined where there is none. */
  readonly fileFor: (name: string) => ShownFile | undefined;
  /** What is done about files that may be read; one that holds what is withheld gives nothing at all. */
  readonly hiding: Hiding;
}

type HiddenOf = (file: ShownFile) => Promise<FileContent | 'unknown' | undefined>;

/**
 * What Grep found, as if nobody could search what is hidden. A line that holds something hidden is reported where the
 * pattern matches beside it, and not where that took the hidden part: else the pattern would ask for it letter by
 * letter. So too for names and counts of files. `redactRest` looks at what is left.
 */
export async function grepResult(
  result: unknown,
  call: GrepCall,
  hiddenOf: HiddenOf,
  redactRest: (result: unknown) => Promise<Redacted>,
): Promise<Redacted> {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return redactRest(result);
  const fields: Fields = { ...result };
  const files = new Files(call, hiddenOf);
  const next = fields['mode'] === 'content' ? await contentOf(fields, call, files) : await namesOf(fields, call, files);
  const rest = await redactRest(next);
  return { result: rest.result, count: rest.count + (JSON.stringify(next) === JSON.stringify(fields) ? 0 : 1) };
}

interface LineOf {
  readonly text: string;
  readonly hidden: readonly Hidden[];
}

/** The lines of the files that a result names. */
class Files {
  readonly #call: GrepCall;
  readonly #hiddenOf: HiddenOf;
  readonly #lines = new Map<string, readonly LineOf[] | 'unknown' | undefined>();

  constructor(call: GrepCall, hiddenOf: HiddenOf) {
    this.#call = call;
    this.#hiddenOf = hiddenOf;
  }

  /** The lines of a file in which something is hidden; `unknown` where it can not be read, undefined where nothing is. */
  async linesOf(name: string): Promise<readonly LineOf[] | 'unknown' | undefined> {
    if (!this.#lines.has(name)) {
      const file = name === '' ? this.#call.single : this.#call.fileFor(name);
      this.#lines.set(name, file === undefined ? undefined : await this.#read(file));
    }
    return this.#lines.get(name);
  }

  async #read(file: ShownFile): Promise<readonly LineOf[] | 'unknown' | undefined> {
    const { hides, withholds } = this.#call.hiding;
    if (hides.size === 0 && !file.isRedacted) return undefined;
    const content = await this.#hiddenOf(file);
    if (content === 'unknown') return content;
    // Of what is too large to be looked at a file that is only read in redacted form shows nothing.
    if (content === undefined) return file.isRedacted ? 'unknown' : undefined;
    if (content.hidden.length === 0) return undefined;
    const isWithheld = content.hidden
      .flatMap((each) => [each, ...(each.inner ?? [])])
      .some(({ by }) => withholds.has(dataClassOfPlaceholder(by)));
    if (isWithheld && !file.isRedacted) return 'unknown';
    const lines: LineOf[] = [];
    let start = 0;
    for (const line of content.text.split('\n')) {
      const end = start + line.length;
      const [from, to] = [start, end];
      const hidden = content.hidden
        .filter((each) => each.start < to && each.end > from)
        .map((each) => ({
          ...each,
          start: Math.max(0, each.start - from),
          end: Math.min(line.length, each.end - from),
        }));
      lines.push({ text: line, hidden });
      start = end + 1;
    }
    return lines;
  }

  isName(name: string): boolean {
    return this.#call.fileFor(name) !== undefined;
  }
}

async function contentOf(fields: Fields, { input, single }: GrepCall, files: Files): Promise<Fields> {
  const content = fields['content'];
  if (typeof content !== 'string') return fields;
  const isNumbered = input['-n'] !== false;
  const isPartial = input['-o'] === true;
  const pattern = besidePattern(input);
  const shown = new Set<string>();
  const kept: string[] = [];
  let last = '';
  for (const row of content.split('\n')) {
    const name = single === undefined ? nameIn(row, last, files) : '';
    const lines = name === undefined ? undefined : await files.linesOf(name);
    if (name === undefined || lines === undefined) {
      kept.push(row);
      continue;
    }
    last = name;
    if (lines === 'unknown') continue;
    const head = name === '' ? '' : row.slice(0, name.length + 1);
    const rest = row.slice(head.length);
    const [, digits = '', sign = ':', text = rest] = isNumbered ? (/^(\d+)([:-])(.*)$/s.exec(rest) ?? []) : [];
    const line = lineFor(lines, digits === '' ? undefined : Number(digits), text, isPartial);
    if (line === 'unknown') continue;
    if (line === undefined || line.hidden.length === 0) {
      kept.push(row);
      continue;
    }
    const isContext = digits === '' ? head.endsWith('-') : sign === '-';
    const parts = isContext || pattern === undefined ? [] : matchesBeside(line, pattern);
    if (!isContext && parts.length === 0) continue;
    const start = `${head}${digits}${digits === '' ? '' : sign}`;
    if (!isPartial) kept.push(start + applyHidden(line.text, line.hidden));
    else if (!shown.has(start)) for (const part of parts) kept.push(start + part);
    shown.add(start);
  }
  const text = kept.join('\n');
  return counted({ ...fields, content: text }, { numLines: text === '' ? 0 : kept.length, totalLines: kept.length });
}

/** The file that a row of a result begins with. */
function nameIn(row: string, last: string, files: Files): string | undefined {
  if (last !== '' && row.startsWith(last) && /^[:-]/.test(row.slice(last.length))) return last;
  for (const { index } of row.slice(0, 1024).matchAll(/[:-]/g)) {
    const name = row.slice(0, index);
    if (name !== '' && files.isName(name)) return name;
  }
  return undefined;
}

function lineFor(
  lines: readonly LineOf[],
  number: number | undefined,
  text: string,
  isPartial: boolean,
): LineOf | 'unknown' | undefined {
  if (number !== undefined) {
    const line = lines[number - 1];
    // The file may have changed since.
    return line === undefined ? 'unknown' : line;
  }
  if (isPartial) return 'unknown';
  return lines.find((line) => line.hidden.length > 0 && line.text.replace(/\r$/, '') === text.replace(/\r$/, ''));
}

async function namesOf(fields: Fields, { input }: GrepCall, files: Files): Promise<Fields> {
  const pattern = besidePattern(input);
  const counts = new Map<string, number>();
  const count = async (name: string): Promise<number | undefined> => {
    const known = counts.get(name);
    if (known !== undefined) return known;
    const lines = await files.linesOf(name);
    if (lines === undefined) return undefined;
    const found =
      lines === 'unknown' || pattern === undefined
        ? 0
        : lines.filter((line) => matchesBeside(line, pattern).length > 0).length;
    counts.set(name, found);
    return found;
  };
  const { filenames, content } = fields;
  const names: unknown[] = [];
  for (const name of Array.isArray(filenames) ? filenames : [])
    if (typeof name !== 'string' || (await count(name)) !== 0) names.push(name);
  const rows: string[] = [];
  let total = 0;
  for (const row of typeof content === 'string' ? content.split('\n') : []) {
    const [, name = '', digits = ''] = /^(.*):(\d+)$/s.exec(row) ?? [];
    const found = name === '' ? undefined : await count(name);
    if (found !== 0) rows.push(found === undefined ? row : `${name}:${found}`);
    total += found ?? Number(digits);
  }
  return counted(
    {
      ...fields,
      ...(Array.isArray(filenames) ? { filenames: names } : {}),
      ...(typeof content === 'string' ? { content: rows.join('\n') } : {}),
    },
    {
      numFiles: Array.isArray(filenames) && filenames.length > 0 ? names.length : rows.length,
      totalFiles: names.length,
      numMatches: total,
    },
  );
}

/** Numbers tell of what is left, and of nothing beyond the part of the result that was asked for. */
function counted(fields: Fields, numbers: Readonly<Record<string, number>>): Fields {
  const present = Object.entries(numbers).filter(([key]) => typeof fields[key] === 'number');
  return { ...fields, ...Object.fromEntries(present) };
}

/**
 * The pattern for what stands beside hidden parts, where it means the same there as in the whole line: without
 * anchors, and without anything that JavaScript and ripgrep read differently.
 */
function besidePattern(input: Fields): RegExp | undefined {
  const { pattern } = input;
  if (typeof pattern !== 'string' || input['multiline'] === true || pattern.length > 1000) return undefined;
  const isShared =
    /^(?:[\p{L}\p{N}\s_"'`<>=@#:,;!%&~/|.*+?{}()-]|\\[dDwWsS.*+?|()[\]{}^$/\\-]|\[\^?(?:[\p{L}\p{N}\s_.,;:@#%=+*/-]|\\[dws.\-\]])+\])*$/u;
  if (!isShared.test(pattern) || /\(\?|[*+?}]\+|&&|~~|--|\{,/.test(pattern)) return undefined;
  try {
    return new RegExp(pattern, input['-i'] === true ? 'gi' : 'g');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const longestPart = 2000;

/** What a pattern matches in the parts of a line between those that are hidden. */
function matchesBeside({ text, hidden }: LineOf, pattern: RegExp): string[] {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of [...hidden, { start: text.length, end: text.length }]) {
    if (start > done) parts.push(text.slice(done, start));
    done = Math.max(done, end);
  }
  // Nested repeats take a time that grows with the length without bound.
  const plain = pattern.source.replace(/\\./g, 'x');
  const isCostly = /[*+}]\)*[*+{]|\)[*+{]/.test(plain) || (plain.match(/[*+]/g)?.length ?? 0) > 3;
  return parts.flatMap((part) =>
    [...part.slice(0, isCostly ? 24 : longestPart).matchAll(pattern)].flatMap(([match]) =>
      match === '' ? [] : [match],
    ),
  );
}
