import type { BlobPlace, FilePlace, Finding, GitObjectKind } from '../../core/finding.ts';
import type { Parsed } from '../../core/parsed.ts';
import { ruleTexts } from '../../core/rule-texts.ts';
import { severities } from '../../core/severity.ts';

/** A finding without its place: the same value in a hundred versions of a note is one mark. */
export type Mark = Omit<Finding, 'place'>;
/** A place without its span. */
export type Spot = Omit<FilePlace, 'span'> | Omit<BlobPlace, 'span'>;

export const objectKinds = ['blob', 'commit', 'tag'] as const satisfies readonly GitObjectKind[];

/** What records name by number: every text once. */
export interface Tables {
  /** Paths, and what a content is encrypted with. */
  readonly texts: readonly string[];
  readonly marks: readonly Mark[];
  readonly spots: readonly Spot[];
}

/** Tables to which more is added. */
export class GrowingTables implements Tables {
  readonly texts: string[];
  readonly marks: Mark[];
  readonly spots: Spot[];
  readonly #numbers = new Map<string, number>();

  constructor({ texts, marks, spots }: Tables = { texts: [], marks: [], spots: [] }) {
    [this.texts, this.marks, this.spots] = [[...texts], [...marks], [...spots]];
    for (const [number, text] of texts.entries()) this.#numbers.set(keyOfText(text), number);
    for (const [number, mark] of marks.entries()) this.#numbers.set(keyOfMark(mark), number);
    for (const [number, spot] of spots.entries()) this.#numbers.set(keyOfSpot(spot), number);
  }

  text(text: string): number {
    return this.#numberOf(keyOfText(text), this.texts, text);
  }

  mark({ rule, severity, fingerprint, args }: Mark): number {
    const mark: Mark = { rule, severity, fingerprint, args };
    return this.#numberOf(keyOfMark(mark), this.marks, mark);
  }

  spot(place: Finding['place']): number {
    const { span: _, ...spot } = place;
    return this.#numberOf(keyOfSpot(spot), this.spots, spot);
  }

  #numberOf<T>(key: string, list: T[], value: T): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, list.length);
    list.push(value);
    return list.length - 1;
  }
}

function keyOfText(text: string): string {
  return `t${text}`;
}

function keyOfMark({ rule, severity, fingerprint, args }: Mark): string {
  return `m${fingerprint} ${rule} ${severity} ${JSON.stringify(args)}`;
}

function keyOfSpot(spot: Spot): string {
  return spot.kind === 'file' ? `f${spot.path}` : `b${JSON.stringify(spotFields(spot))}`;
}

function spotFields(spot: Spot): unknown[] {
  if (spot.kind === 'file') return [spot.path];
  const { object, oid, path, commit, author, date } = spot;
  return [path, object, oid, commit ?? null, author ?? null, date ?? null];
}

export function formatTables({ texts, marks, spots }: Tables): string {
  return JSON.stringify({
    texts,
    marks: marks.map(({ rule, severity, fingerprint, args }) => [rule, severity, fingerprint, args]),
    spots: spots.map(spotFields),
  });
}

/** Parses what `formatTables` wrote. */
export function parseTables(text: string): Parsed<Tables> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, problems: ['its texts are no JSON'] };
  }
  const { texts, marks, spots } = isObject(value) ? value : {};
  if (!isListOf(texts, isText)) return { ok: false, problems: ['its texts are not texts'] };
  if (!isListOf(marks, isMark)) return { ok: false, problems: ['its findings are not such'] };
  if (!isListOf(spots, isSpot)) return { ok: false, problems: ['its places are not such'] };
  return {
    ok: true,
    value: {
      texts,
      marks: marks.map(([rule, severity, fingerprint, args]) => ({ rule, severity, fingerprint, args })),
      spots: spots.map(spotOf),
    },
  };
}

type MarkFields = [Mark['rule'], Mark['severity'], string, Record<string, string>];
type SpotFields = [string] | [string, GitObjectKind, string, string | null, string | null, string | null];

function spotOf([path, object, oid, commit, author, date]: SpotFields): Spot {
  if (object === undefined || oid === undefined) return { kind: 'file', path };
  const known = { ...(isText(commit) && { commit }), ...(isText(author) && { author }), ...(isText(date) && { date }) };
  return { kind: 'blob', object, oid, ...known, path };
}

function isMark(value: unknown): value is MarkFields {
  if (!Array.isArray(value) || value.length !== 4) return false;
  const [rule, severity, fingerprint, args]: unknown[] = value;
  return (
    isText(rule) &&
    Object.hasOwn(ruleTexts, rule) &&
    severities.some((each) => each === severity) &&
    isText(fingerprint) &&
    /^[0-9a-f]{1,128}$/.test(fingerprint) &&
    isObject(args) &&
    Object.values(args).every(isText)
  );
}

function isSpot(value: unknown): value is SpotFields {
  if (!Array.isArray(value) || !isText(value[0])) return false;
  if (value.length === 1) return true;
  const [, object, oid, ...more]: unknown[] = value;
  const isFull = value.length === 6 && objectKinds.some((each) => each === object) && isText(oid);
  return isFull && more.every((each) => each === null || isText(each));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isListOf<T>(value: unknown, is: (each: unknown) => each is T): value is T[] {
  return Array.isArray(value) && value.every(is);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
