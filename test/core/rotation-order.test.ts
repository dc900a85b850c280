import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HistoryFinding } from '../../src/core/history.ts';
import { exposureOf, inRotationOrder, planPart } from '../../src/core/rotation-order.ts';
import type { Severity } from '../../src/core/severity.ts';

const span = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };

function found(
  name: string,
  severity: Severity,
  date: string | undefined,
  inTree: boolean,
  remotes: string[],
): HistoryFinding {
  const place = {
    kind: 'blob',
    object: 'blob',
    oid: name,
    path: name,
    span,
    ...(date === undefined ? {} : { date }),
  } as const;
  return {
    finding: { rule: 'secret.generic.password', severity, fingerprint: name, args: {}, place },
    versions: 1,
    occurrences: [],
    paths: [name],
    inTree: inTree ? [{ path: name, span }] : [],
    reach: 'ref',
    remotes,
  };
}

test('what is in the tree and pushed comes first, then the worse, then the older', () => {
  const ordered = [
    found('tree and pushed, critical, old in another zone', 'critical', '2029-12-31T23:00:00-05:00', true, ['origin']),
    found('tree and pushed, critical, new', 'critical', '2030-01-01T05:00:00Z', true, ['origin']),
    found('tree and pushed, critical, without a date', 'critical', undefined, true, ['origin']),
    found('tree and pushed, low', 'low', '2020-01-01T00:00:00Z', true, ['origin']),
    found('pushed', 'critical', '2020-01-01T00:00:00Z', false, ['origin']),
    found('tree', 'critical', '2019-01-01T00:00:00Z', true, []),
    found('rest', 'critical', '2018-01-01T00:00:00Z', false, []),
  ];
  for (const given of [ordered.toReversed(), ordered, [...ordered.slice(3), ...ordered.slice(0, 3)]])
    assert.deepEqual(inRotationOrder(given), ordered);
  assert.deepEqual(ordered.map(exposureOf).slice(3), ['tree-and-pushed', 'pushed', 'tree', 'rest']);
});

test('only credentials are rotated', () => {
  assert.deepEqual(
    (['secret.jwt', 'personal.iban', 'note.private'] as const).map((rule) => planPart(rule)),
    ['rotate', 'personal', 'note'],
  );
});
