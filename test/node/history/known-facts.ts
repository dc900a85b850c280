import fc from 'fast-check';
import type { Finding } from '../../../src/core/finding.ts';
import { ruleTexts } from '../../../src/core/rule-texts.ts';
import { severities } from '../../../src/core/severity.ts';
import type { Known } from '../../../src/node/history/cache.ts';
import { oid } from './caches.ts';

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
