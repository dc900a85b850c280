import { readFileSync } from 'node:fs';
import { fencesOf } from '../../src/detect/fences.ts';
import { personalData } from '../../src/detect/personal/index.ts';
import { isPlaceholder } from '../../src/detect/placeholders.ts';
import type { SourceHit } from '../../src/detect/rule.ts';
import { documentationFolders, filesBelow } from './documentation-files.ts';
import { developmentData, type Measure, type Row } from './row.ts';

interface Labelled {
  readonly text: string;
  /** Offsets are in code points. */
  readonly spans: readonly { readonly type: string; readonly start: number; readonly end: number }[];
}

/** What the Presidio set calls each rule. */
const types: Readonly<Record<string, string>> = {
  'personal.card': 'CREDIT_CARD',
  'personal.phone': 'PHONE_NUMBER',
  'personal.email': 'EMAIL_ADDRESS',
  'personal.iban': 'IBAN_CODE',
  'personal.us.ssn': 'US_SSN',
  'personal.ip-address': 'IP_ADDRESS',
};

/** Recall that is asked of a type, and what was reached. */
const goals: Readonly<Record<string, { recall: number; precision: number; reached: number }>> = {
  CREDIT_CARD: { recall: 0.99, precision: 0.99, reached: 1 },
  PHONE_NUMBER: { recall: 0.85, precision: 0.95, reached: 1 },
  EMAIL_ADDRESS: { recall: 0.99, precision: 0.99, reached: 1 },
  IBAN_CODE: { recall: 0.99, precision: 0.99, reached: 1 },
  US_SSN: { recall: 0.99, precision: 0.99, reached: 1 },
  // One of eleven is of a private range, which is nobody's.
  IP_ADDRESS: { recall: 0.99, precision: 0.99, reached: 10 / 11 },
};

function find(text: string, path: string): readonly SourceHit[] {
  const hits = personalData.find(text, [], [], { path, frontMatter: undefined, isFenced: fencesOf(text) });
  if (hits instanceof Promise) throw new Error('the source is synchronous');
  return hits.filter(({ start, end, judged }) => !isPlaceholder(judged ?? text.slice(start, end)));
}

/**
 * Personal data on the Presidio set, over six types: a labelled span is found where a finding of its type overlaps it; a
 * finding of one of the six types that overlaps no span of its type is false. Then what is found beside e-mail addresses in
 * notes that hold nothing personal, a megabyte, and in documentation where the machine has it.
 */
export const personal: Measure = async () => {
  const labelled = developmentData<Labelled>('pii/presidio-v1.jsonl');
  if (labelled === undefined) return undefined;
  const counts = new Map(Object.values(types).map((type) => [type, { found: 0, missed: 0, wrong: 0 }]));
  for (const { text, spans } of labelled) count(text, spans, counts);
  return [...scores(counts), falseInNotes(), ...falseInDocumentation()];
};

function count(
  text: string,
  spans: Labelled['spans'],
  counts: ReadonlyMap<string, { found: number; missed: number; wrong: number }>,
): void {
  const units = [0];
  for (const character of text) units.push((units.at(-1) ?? 0) + character.length);
  const gold = spans.map(({ type, start, end }) => ({ type, start: units[start] ?? 0, end: units[end] ?? 0 }));
  const hits = find(text, 'note.md').map(({ id, start, end }) => ({ type: types[id] ?? '', start, end }));
  const overlaps = (left: (typeof gold)[number], right: (typeof gold)[number]) =>
    left.type === right.type && left.start < right.end && right.start < left.end;
  for (const span of gold) {
    const counted = counts.get(span.type);
    if (counted === undefined) continue;
    if (hits.some((hit) => overlaps(hit, span))) counted.found += 1;
    else counted.missed += 1;
  }
  for (const hit of hits) {
    const counted = counts.get(hit.type);
    if (counted !== undefined && !gold.some((span) => overlaps(hit, span))) counted.wrong += 1;
  }
}

function* scores(counts: ReadonlyMap<string, { found: number; missed: number; wrong: number }>): Iterable<Row> {
  const all = { found: 0, missed: 0, wrong: 0 };
  for (const { found, missed, wrong } of counts.values()) {
    all.found += found;
    all.missed += missed;
    all.wrong += wrong;
  }
  yield {
    name: 'personal data, micro-F1',
    value: (2 * all.found) / (2 * all.found + all.missed + all.wrong),
    unit: 'score',
    counts: `${all.found} found, ${all.missed} missed, ${all.wrong} wrong`,
    better: 'higher',
    goal: 0.97,
    reached: 976 / 977,
  };
  for (const [type, { found, missed, wrong }] of counts) {
    const goal = goals[type] ?? { recall: 1, precision: 1, reached: 1 };
    yield share(`  ${type}, recall`, found, found + missed, goal.recall, goal.reached);
    yield share(`  ${type}, precision`, found, found + wrong, goal.precision, 1);
  }
}

function share(name: string, part: number, whole: number, goal: number, reached: number): Row {
  return { name, value: part / whole, unit: 'share', counts: `${part} of ${whole}`, better: 'higher', goal, reached };
}

/** Public notes that hold nothing personal but addresses of e-mail. */
function falseInNotes(): Row {
  let bytes = 0;
  let found = 0;
  for (const file of ['kepano', 'notebar', 'lemotif']) {
    for (const { text, path = 'note.md' } of developmentData<{ text: string; path?: string }>(`notes/${file}.jsonl`) ??
      []) {
      bytes += Buffer.byteLength(text);
      found += find(text, path).filter(({ id }) => id !== 'personal.email').length;
    }
  }
  return {
    name: 'personal data but e-mail in public notes, a MB',
    value: found / (bytes / 1e6),
    unit: 'count',
    counts: `${found} in ${(bytes / 1e6).toFixed(2)} MB`,
    better: 'lower',
    goal: 1,
    reached: 0,
  };
}

/**
 * What is found beside e-mail, telephone numbers and IP addresses in documentation, where all of it would be false: those
 * three are real there, each looked at.
 */
function* falseInDocumentation(): Iterable<Row> {
  let bytes = 0;
  let found = 0;
  const real = new Set(['personal.email', 'personal.phone', 'personal.ip-address']);
  for (const root of documentationFolders) {
    for (const path of filesBelow(root, /./, 4_000_000)) {
      const content = readFileSync(path);
      if (content.subarray(0, 8000).includes(0)) continue;
      bytes += content.length;
      found += find(content.toString('utf8'), path).filter(({ id }) => !real.has(id)).length;
    }
  }
  if (bytes === 0) return;
  yield {
    name: 'personal data but e-mail, phone, IP in documentation, 10 MB',
    value: found / (bytes / 1e7),
    unit: 'count',
    counts: `${found} in ${(bytes / 1e6).toFixed(0)} MB`,
    better: 'lower',
    goal: 1,
    // What documentation a machine has differs.
    reached: undefined,
  };
}
