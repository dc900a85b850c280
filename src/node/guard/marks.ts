import { closeSync, constants, openSync, readSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeclaredPrivate } from '../../detect/declared-private.ts';
import { readPlainFile } from '../plain-file.ts';
import { errorCode } from '../walk.ts';
import { writeWhole } from '../whole-file.ts';

/** Where a link leads in a circle, or a folder may not be entered, there is nothing that could be read. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    errorCode(error);
    return undefined;
  }
}

/** What is asked of a note that the index does not know, when there is no time left to read it. */
export class StaleMarks extends Error {
  /** How many notes were looked at before. */
  readonly seen: number;

  constructor(seen: number) {
    super('The index of notes marked private is not up to date');
    this.seen = seen;
  }
}

/** A vault's notes by their path in it: time of change, size, and `1` where the note is marked private. */
type Index = Map<string, string>;

interface OpenIndex {
  readonly notes: Index;
  /** True where every note was looked at once: what it does not know is new. */
  isWhole: boolean;
  /** What the file was when it was read; another process may have written it since. */
  readonly stamp: string;
  learnt: number;
}

/** Of a longer note the beginning is read. */
const longestRead = 4 << 20;
/** An index of half a million notes. */
const largestIndex = 64 << 20;
/** So many notes are read faster than an index of a whole vault. */
const fewNotes = 10;
/** Fewer are learnt again faster than a whole index is written. */
const worthWriting = 25;
/** A file that changes once more within this many milliseconds may keep its time of change. */
const clockGrain = 50;

export interface MarksOptions {
  /** The root of the vault that a note lies in. */
  readonly rootOf: (path: string) => string | undefined;
  /** All notes of a vault whose marks matter. */
  readonly notesOf?: (root: string) => Iterable<string>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** When the index is to be left as it is, whole or not; and when no more notes can be read at all. */
  readonly fillUntil?: number;
  readonly readUntil?: number;
}

/**
 * Remembers which notes are marked private, by the time of change and size of their files, in Cloister's own folder:
 * a search of a large vault then reads only what changed. What the index says counts for a file that is just as it
 * was; an index that is damaged is no index. Several processes may use it at once: each writes it whole, with what
 * others learnt.
 */
export class Marks {
  readonly #home: string;
  readonly #options: MarksOptions;
  readonly #indexes = new Map<string, OpenIndex>();
  #asked = 0;

  constructor(home: string, options: MarksOptions) {
    this.#home = home;
    this.#options = options;
  }

  /**
   * True for a note that is marked, and for one that can not be read.
   * @throws StaleMarks where it had to be read and there is no time for it
   */
  isMarked(path: string): boolean {
    const stat = statOf(path);
    if (stat?.isFile() !== true) return false;
    const root = this.#options.rootOf(path);
    if (root === undefined) return false;
    this.#asked += 1;
    if (this.#asked <= fewNotes) return read(path, stat.size);
    const index = this.#index(root);
    const inner = path.slice(root.length + 1);
    // Whoever writes a file can set back its time of modification, but not this one.
    const state = `${stat.ctimeMs} ${stat.size} `;
    const known = index.notes.get(inner);
    if (known?.startsWith(state) === true) return known.endsWith('1');
    if (this.#now() > (this.#options.readUntil ?? Number.POSITIVE_INFINITY)) throw new StaleMarks(this.#asked);
    return this.#learn(path, stat, index, inner);
  }

  #learn(path: string, { ctimeMs, size }: Stats, index: OpenIndex, inner: string): boolean {
    const isPrivate = read(path, size);
    if (this.#now() - ctimeMs > clockGrain && !/[\n\r]/.test(inner)) {
      index.notes.set(inner, `${ctimeMs} ${size} ${isPrivate ? '1' : '0'}`);
      index.learnt += 1;
    }
    return isPrivate;
  }

  /**
   * Looks at the notes of a vault that its index does not know at all, one after the other, for as long as it is asked
   * to go on.
   */
  *fill(root: string): Generator<void, void> {
    const index = this.#opened(root);
    const notes = this.#options.notesOf?.(root);
    if (index.isWhole || notes === undefined) return;
    for (const path of notes) {
      yield;
      const inner = path.slice(root.length + 1);
      const stat = index.notes.has(inner) ? undefined : statOf(path);
      if (stat?.isFile() === true) this.#learn(path, stat, index, inner);
    }
    index.isWhole = true;
    index.learnt += 1;
  }

  /** What is new comes before all else: whatever else a call does, the next one finds more known. */
  #fillInTime(root: string): void {
    const until = this.#options.fillUntil;
    if (until === undefined) return;
    for (const _ of this.fill(root)) if (this.#now() > until) return;
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now();
  }

  /** Takes in a note that was saved. */
  refresh(path: string): void {
    // A single note is read without the index; here it is the index that matters.
    this.#asked += fewNotes;
    this.isMarked(path);
  }

  #index(root: string): OpenIndex {
    const isNew = !this.#indexes.has(root);
    const index = this.#opened(root);
    if (isNew) this.#fillInTime(root);
    return index;
  }

  #opened(root: string): OpenIndex {
    const known = this.#indexes.get(root);
    if (known !== undefined) return known;
    const file = this.#file(root);
    const index = { stamp: stampOf(file), ...readIndex(file, root), learnt: 0 };
    this.#indexes.set(root, index);
    return index;
  }

  #file(root: string): string {
    return join(this.#home, 'index', `${hashOf(root)}.marks`);
  }

  /** Writes what was learnt, if it is so much; what can not be written is learnt again. */
  save(atLeast = worthWriting): void {
    for (const [root, index] of this.#indexes) {
      if (index.learnt < atLeast) continue;
      const file = this.#file(root);
      if (stampOf(file) !== index.stamp) {
        const theirs = readIndex(file, root);
        for (const [path, mark] of theirs.notes) if (!index.notes.has(path)) index.notes.set(path, mark);
        index.isWhole ||= theirs.isWhole;
      }
      try {
        writeWhole(file, formatIndex(root, index));
        index.learnt = 0;
      } catch (error) {
        if (errorCode(error) === '') throw error;
      }
    }
  }
}

function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.ino} ${stat.mtimeMs} ${stat.size}`;
}

function read(path: string, size: number): boolean {
  try {
    return isDeclaredPrivate(
      path,
      size > longestRead ? beginningOf(path) : readPlainFile(path, { largest: longestRead }),
    );
  } catch (error) {
    if (errorCode(error) === '') throw error;
    return true;
  }
}

function beginningOf(path: string): Uint8Array {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const bytes = Buffer.alloc(longestRead);
    return bytes.subarray(0, readSync(file, bytes, 0, longestRead, 0));
  } finally {
    closeSync(file);
  }
}

/** A first line with what the rest is checked by, the vault's root, whether it is whole, then a line for each note. */
function formatIndex(root: string, { notes, isWhole }: OpenIndex): string {
  const lines = [JSON.stringify(root), isWhole ? 'whole' : 'part'];
  for (const [path, mark] of notes) lines.push(`${mark} ${path}`);
  const body = lines.join('\n');
  return `marks 2 ${hashOf(body)}\n${body}`;
}

/** Of a file that is missing, damaged or another vault's there is nothing to know. */
function readIndex(file: string, root: string): Pick<OpenIndex, 'notes' | 'isWhole'> {
  const notes: Index = new Map();
  const nothing = { notes, isWhole: false };
  let text: string;
  try {
    text = readPlainFile(file, { largest: largestIndex }).toString('utf8');
  } catch (error) {
    if (errorCode(error) === '') throw error;
    return nothing;
  }
  const start = text.indexOf('\n') + 1;
  const body = text.slice(start);
  if (text.slice(0, start) !== `marks 2 ${hashOf(body)}\n`) return nothing;
  const [first, state, ...lines] = body.split('\n');
  if (first !== JSON.stringify(root)) return nothing;
  for (const line of lines) {
    // Time, size and mark, each with a blank behind it.
    const at = line.indexOf(' ', line.indexOf(' ', line.indexOf(' ') + 1) + 1);
    notes.set(line.slice(at + 1), line.slice(0, at));
  }
  return { notes, isWhole: state === 'whole' };
}

/**
 * FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/) over the text's units: it names a root's file, in which the root
 * is told, and any one unit that is not as it was changes it. Loading a real hash would take a tenth of the guard's
 * start.
 */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
