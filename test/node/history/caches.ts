import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Finding } from '../../../src/core/finding.ts';
import { ruleTexts } from '../../../src/core/rule-texts.ts';
import { severities } from '../../../src/core/severity.ts';
import type { GitPlace } from '../../../src/node/git/git-place.ts';
import { type HistoryCache, type Known, openHistoryCache } from '../../../src/node/history/cache.ts';

export const root = '/nonexistent/notes';

export function placeOf(objectFormat: GitPlace['objectFormat'] = 'sha1', commonDir = `${root}/.git`): GitPlace {
  return { root, gitDir: commonDir, commonDir, isBare: false, objectFormat };
}

export function openCache(
  folder: string,
  {
    place = placeOf(),
    ruleSet = 'rules 1',
    keyId = 'key 1',
  }: { place?: GitPlace; ruleSet?: string; keyId?: string } = {},
): Promise<HistoryCache> {
  return openHistoryCache({ folder, place, ruleSet, keyId });
}

/** An object id made from a number, spread as real ones are. */
export function oid(number: number, bytes = 20): string {
  const word = (Math.imul(number + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  return word + number.toString(16).padStart(bytes * 2 - 8, '0');
}

/** The one cache in a folder. */
export function fileIn(folder: string): string {
  const names = readdirSync(folder).filter((name) => name.endsWith('.bin') && !name.startsWith('.'));
  if (names.length !== 1) throw new Error(`${names.length} caches`);
  return join(folder, names[0] ?? '');
}

const plain = { noNullPrototype: true };
const number = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 2 ** 32 - 1 }));
const path = fc.oneof(fc.constantFrom('', 'a.md', 'journal/2030-01-31.md'), fc.string({ unit: 'binary' }));
const span = fc.tuple(number, number, fc.nat(9), number).map(([startLine, startColumn, lines, endColumn]) => ({
  startLine,
  startColumn,
  endLine: startLine + lines,
  endColumn: lines === 0 ? Math.max(startColumn, endColumn) : endColumn,
}));
const rules = Object.keys(ruleTexts) as Finding['rule'][];

function oids(bytes: number): fc.Arbitrary<string> {
  return fc.nat(60).map((each) => oid(each, bytes));
}

function place(bytes: number): fc.Arbitrary<Finding['place']> {
  const blob = fc.record(
    {
      kind: fc.constant('blob' as const),
      object: fc.constantFrom('blob' as const, 'commit' as const, 'tag' as const),
      oid: oids(bytes),
      commit: oids(bytes),
      author: fc.string(),
      date: fc.constant('2030-01-31T10:00:00+01:00'),
      path,
      span,
    },
    { requiredKeys: ['kind', 'object', 'oid', 'path', 'span'], noNullPrototype: true },
  );
  return fc.oneof(fc.record({ kind: fc.constant('file' as const), path, span }, plain), blob);
}

/** What may be known of objects, in the order in which a scan tells it. */
export function facts(bytes: 20 | 32): fc.Arbitrary<[oid: string, known: Known][]> {
  const finding: fc.Arbitrary<Finding> = fc.record(
    {
      rule: fc.constantFrom(...rules.slice(0, 5)),
      severity: fc.constantFrom(...severities),
      place: place(bytes),
      fingerprint: fc.constantFrom('ab'.repeat(16), 'cd'.repeat(16)),
      args: fc.dictionary(fc.constantFrom('masked', 'label', 'name'), fc.string(), plain),
    },
    plain,
  );
  const object = fc.record(
    {
      object: fc.constantFrom('blob' as const, 'commit' as const, 'tag' as const),
      path,
      findings: fc.array(finding, { maxLength: 4 }),
      introductions: fc.array(fc.record({ commit: oids(bytes), path }, plain), { maxLength: 3 }),
    },
    plain,
  );
  const known = fc.oneof(
    fc.constantFrom('clean' as const, 'binary' as const),
    fc.record({ encrypted: fc.constantFrom('age', 'git-crypt') }, plain),
    object,
  );
  return fc.array(fc.tuple(oids(bytes), known), { maxLength: 60 });
}

/** All that a cache knows of the ids that tests use. */
export function contentOf(cache: HistoryCache, { count = 61, bytes = 20 } = {}): Map<string, Known> {
  const content = new Map<string, Known>();
  for (let each = 0; each < count; each++) {
    const known = cache.get(oid(each, bytes));
    if (known !== undefined) content.set(oid(each, bytes), known);
  }
  return content;
}
