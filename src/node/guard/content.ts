import { statSync } from 'node:fs';
import type { Finding } from '../../core/finding.ts';
import { fragmentsIn, type HiddenProse, proseRunsIn } from '../../core/fragments.ts';
import { isNote } from '../../core/note-files.ts';
import {
  type DataClass,
  dataClasses,
  dataClassOf,
  dataClassOfPlaceholder,
  privateSpanRule,
} from '../../core/placeholder.ts';
import {
  applyHidden,
  type Hidden,
  hiddenIn,
  largestText,
  mapTexts,
  occurrencesOf,
  openLinesOf,
  type Replacement,
  replacementsOf,
} from '../../core/redaction.ts';
import { recogniseEncoding, toUtf8 } from '../../detect/decode.ts';
import type { Engine } from '../../detect/engine.ts';
import { privateSpans } from '../../detect/private-spans.ts';
import { conversationPlaceholders } from '../conversation.ts';
import { readPlainFile } from '../plain-file.ts';
import { createDataEngine, createSecretEngine } from '../secret-engine.ts';
import { errorCode } from '../walk.ts';
import { type GrepCall, grepResult } from './grep-results.ts';

/** A file of which a tool may have shown something. */
export interface ShownFile {
  readonly path: string;
  /** True where everything that is found is hidden, whatever the policy says of single kinds. */
  readonly isRedacted: boolean;
}

/** Kinds of data by what is done about them. */
export interface Hiding {
  /** Those that are replaced where a file may be read as it is. */
  readonly hides: ReadonlySet<DataClass>;
  /** Those of them where a text that holds one is not given at all. */
  readonly withholds: ReadonlySet<DataClass>;
}

/** What is hidden in a file, found in the whole of it. */
export interface FileContent {
  readonly text: string;
  readonly hidden: readonly Hidden[];
}

/** A change of a text, as tools for editing take it. */
export interface TextEdit {
  readonly from: string;
  readonly to: string;
  readonly isEverywhere: boolean;
}

export interface Redacted {
  readonly result: unknown;
  /** How many texts of the result changed. */
  readonly count: number;
}

export type Content = ReturnType<typeof contentTools>;

/** Each time less is left that could be found. */
const mostRounds = 5;

const everything: ReadonlySet<DataClass> = new Set(dataClasses);

/** What stands in the place of a text that is not given. */
const notices: Readonly<Record<DataClass, string>> = {
  secret: 'Cloister: this holds a secret, and the policy of this vault keeps such texts from agents.',
  personal: 'Cloister: this holds personal data, and the policy of this vault keeps such texts from agents.',
  private: 'Cloister: a part of this is marked private, and the policy of this vault keeps such texts from agents.',
};

/** Findings of texts and files, with the placeholders of one conversation. */
export function contentTools(key: Uint8Array, session: string) {
  const make = conversationPlaceholders(key, session);
  const engines = new Map<boolean, Engine>();
  const known = new Map<string, FileContent | undefined>();
  const beyond = new Map<string, boolean>();

  /** What finds personal data is loaded where somebody asks about that. */
  function engineFor(hides: ReadonlySet<DataClass>): Engine {
    const isAll = hides.has('personal');
    const engine = engines.get(isAll) ?? (isAll ? createDataEngine(key) : createSecretEngine(key));
    engines.set(isAll, engine);
    return engine;
  }

  async function findingsIn(text: string, path: string, hides: ReadonlySet<DataClass>): Promise<readonly Finding[]> {
    // A null character makes a file binary, not what a program printed.
    const { findings } = await engineFor(hides).scan({ path, bytes: Buffer.from(text.replaceAll('\0', ' ')) });
    return findings.filter(({ rule }) => {
      const found = dataClassOf(rule);
      return found !== undefined && hides.has(found);
    });
  }

  /** What is hidden in a file; undefined where it can not be read as text. */
  async function hiddenOf({ path, isRedacted }: ShownFile, hides: ReadonlySet<DataClass>) {
    const wanted = isRedacted ? everything : hides;
    const name = `${dataClasses.filter((each) => wanted.has(each)).join()} ${path}`;
    if (!known.has(name)) {
      const text = readText(path);
      const findings = text === undefined ? [] : await findingsIn(text, path, wanted);
      known.set(name, text === undefined ? undefined : { text, hidden: hiddenIn(text, findings, make) });
    }
    return known.get(name);
  }

  /** True for a note that is too large to be looked at and holds marks of private parts somewhere. */
  function isBeyond({ path }: ShownFile, hides: ReadonlySet<DataClass>): boolean {
    if (!hides.has('private') || !isNote(path)) return false;
    const isKnown = beyond.get(path) ?? holdsMarks(path);
    beyond.set(path, isKnown);
    return isKnown;
  }

  async function contentsOf(files: readonly ShownFile[], hides: ReadonlySet<DataClass>): Promise<FileContent[]> {
    const found: FileContent[] = [];
    for (const file of files) {
      const content = await hiddenOf(file, hides);
      if (content !== undefined) found.push(content);
    }
    return found;
  }

  /** The values in a text itself, in every form in which tools show the lines of a file. */
  async function valuesIn(text: string, path: string, hides: ReadonlySet<DataClass>): Promise<Replacement[]> {
    const found: Replacement[] = [];
    for (const each of new Set([text, ...withoutMarks(text)])) {
      const findings = (await findingsIn(each, path, hides)).filter((finding) => !isStray(each, finding));
      if (findings.length > 0) found.push(...replacementsOf(each, hiddenIn(each, findings, make)));
    }
    return found;
  }

  /**
   * Redacts a tool's result in its own shape: every text in it, with the values of the files that it may be from.
   * Returns the result itself where nothing had to go.
   */
  async function redact(result: unknown, files: readonly ShownFile[], hiding: Hiding): Promise<Redacted> {
    const isRedacted = files.some((file) => file.isRedacted);
    const hides = isRedacted ? everything : hiding.hides;
    const withholds: ReadonlySet<DataClass> = isRedacted ? new Set() : hiding.withholds;
    if (files.some((file) => isBeyond(file, hides))) {
      const shown = mapTexts(result, () => notices.private);
      return { result: shown, count: JSON.stringify(shown) === JSON.stringify(result) ? 0 : 1 };
    }
    const contents = await contentsOf(files, hiding.hides);
    const fromFiles = contents.flatMap(({ text, hidden }) => replacementsOf(text, hidden));
    const parts = fromFiles.filter(({ by }) => dataClassOfPlaceholder(by) !== 'private');
    const prose = contents.flatMap(proseOf);
    const name = files[0]?.path ?? 'result.md';
    const texts = new Set<string>();
    mapTexts(result, (text) => {
      texts.add(text);
      return text;
    });
    const found = [...fromFiles];
    for (const text of texts) if (!isEncoded(text)) found.push(...(await valuesIn(text, name, hides)));
    const changed = new Map<string, string>();
    for (const text of texts) {
      const plain = isEncoded(text) ? decoded(text) : text;
      if (plain === undefined) continue;
      const values = plain === text ? found : [...fromFiles, ...(await valuesIn(plain, 'result.md', hides))];
      const hidden = [...occurrencesOf(plain, values), ...fragmentsIn(plain, parts), ...proseRunsIn(plain, prose)];
      const kept = hidden.map(({ by }) => dataClassOfPlaceholder(by)).find((each) => withholds.has(each));
      const next =
        kept === undefined
          ? await again(applyHidden(plain, hidden), plain, plain === text ? name : 'result.md', hides)
          : notices[kept];
      if (next !== plain) changed.set(text, plain === text ? next : Buffer.from(next).toString('base64'));
    }
    if (changed.size === 0) return { result, count: 0 };
    return { result: mapTexts(result, (text) => changed.get(text) ?? text), count: changed.size };
  }

  /** A placeholder may bring to light what its value had hidden: then the run would be stopped for it later. */
  async function again(text: string, before: string, path: string, hides: ReadonlySet<DataClass>): Promise<string> {
    let done = text;
    for (let last = before, round = 1; done !== last && round < mostRounds; round++) {
      last = done;
      done = applyHidden(last, occurrencesOf(last, await valuesIn(last, path, hides)));
    }
    return done;
  }

  return {
    findingsIn,
    redact,
    /** The same for what Grep found, of which single lines are known. */
    async redactGrep(result: unknown, call: GrepCall): Promise<Redacted> {
      const { hides } = call.hiding;
      return grepResult(
        result,
        call,
        async (file) => (isBeyond(file, hides) ? 'unknown' : hiddenOf(file, hides)),
        async (rest) =>
          hides.size > 0 ? redact(rest, [], { hides, withholds: new Set() }) : { result: rest, count: 0 },
      );
    },
    /** True where a file holds something of that kind. */
    async holdsAny(file: ShownFile, data: DataClass): Promise<boolean> {
      return ((await hiddenOf(file, new Set([data])))?.hidden.length ?? 0) > 0;
    },
    /**
     * True where an edit of a file reaches into what is hidden in it, or would leave what its author marked private
     * without the marks.
     */
    async isAboutHidden(file: ShownFile, edits: readonly TextEdit[], hides: ReadonlySet<DataClass>): Promise<boolean> {
      const content = await hiddenOf(file, hides);
      if (content === undefined) return false;
      return (
        edits.some(({ from }) => isHiddenPart(content, from)) || (hides.has('private') && uncovers(content, edits))
      );
    },
  };
}

/** True where `part` is a part of a text that reaches into what is hidden in it. */
function isHiddenPart({ text, hidden }: FileContent, part: string): boolean {
  if (part === '') return false;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1))
    for (const { start, end } of hidden) {
      const isPart = start < at + part.length && end > at;
      // Who names all of it knows it already.
      if (isPart && !(start >= at && end <= at + part.length)) return true;
    }
  return false;
}

/** Marks of code before a fence, or an end of it, would bring out what stands behind. */
function uncovers({ text }: FileContent, edits: readonly TextEdit[]): boolean {
  const before = privateSpans(text);
  if (before.length === 0) return false;
  const next = edits.reduce(
    (done, { from, to, isEverywhere }) =>
      from === '' ? done : isEverywhere ? done.replaceAll(from, () => to) : done.replace(from, () => to),
    text,
  );
  const covered = privateSpans(next).map(({ start, end }) => next.slice(start, end));
  return before
    .map(({ start, end }) => text.slice(start, end).trimEnd())
    .some((span) => next.includes(span) && !covered.some((each) => each.includes(span)));
}

function proseOf({ text, hidden }: FileContent): HiddenProse[] {
  const prose = hidden.filter(({ isProse }) => isProse === true);
  if (prose.length === 0) return [];
  const open = applyHidden(text, hidden);
  const openLines = openLinesOf(text, hidden);
  return prose.map(({ start, end, by }) => ({ text, start, end, by, open, openLines }));
}

/** A fence that a search shows alone, behind the name of its file, says nothing of what comes next. */
function isStray(text: string, { rule, place: { span } }: Finding): boolean {
  if (rule !== privateSpanRule) return false;
  const lines = text.split(/\r\n|\r|\n/);
  const isOpen = span.endLine >= lines.length && !/\/\s*private\s*-->\s*$/i.test(text.slice(-80));
  const lead = lines[span.startLine - 1]?.slice(0, span.startColumn - 1) ?? '';
  return isOpen && /[^\s\d>+|→:-]/.test(lead);
}

/** Numbers, names and signs of differences in front of lines hide what spans several of them. */
function withoutMarks(text: string): string[] {
  if (!/-----BEGIN|PRIVATE KEY|\[!private/i.test(text)) return [];
  return [
    /^ *\d+(?:\t|→|:|-| {1,2})/gm,
    /^[+\-> |] ?/gm,
    /^[^\s:]{1,300}?[:-]\d+[:-]/gm,
    /^[^\s:]{1,300}?[:-](?=\S)/gm,
  ].map((mark) => text.replace(mark, ''));
}

/** Base64, of which nothing can be told as it stands. */
function isEncoded(text: string): boolean {
  return text.length >= 64 && text.length % 4 <= 1 && /^[A-Za-z0-9+/]+={0,2}\n?$/.test(text);
}

/** What base64 stands for; undefined for pictures and the like, which stay. */
function decoded(text: string): string | undefined {
  const plain = Buffer.from(text, 'base64').toString('utf8');
  return plain.includes('\0') || plain.includes('\uFFFD') ? undefined : plain;
}

/** More than this is no note. */
const largestNote = 1 << 28;

function holdsMarks(path: string): boolean {
  try {
    if (statSync(path).size <= largestText) return false;
    return /<!--\s{0,20}private|\[!private/i.test(readPlainFile(path, { largest: largestNote }).toString('latin1'));
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return true;
  }
}

function readText(path: string): string | undefined {
  try {
    const bytes = readPlainFile(path, { largest: largestText });
    const encoding = recogniseEncoding(bytes) ?? 'utf8';
    // A byte order mark of UTF-8 is a character that tools show.
    return (encoding === 'utf8' ? bytes : Buffer.from(toUtf8(bytes, encoding))).toString('utf8');
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}
