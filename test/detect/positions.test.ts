import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Positions } from '../../src/detect/positions.ts';

/** Line and column of a UTF-16 offset, found the slow way. */
function slowly(text: string, offset: number): [number, number] {
  const before = text.slice(0, offset);
  // A pair is one end of line, also where the offset lies between its two characters.
  const pairCut = before.endsWith('\r') && text.charAt(offset) === '\n';
  const lines = (pairCut ? before.slice(0, -1) : before).split(/\r\n|\n|\r/);
  return [lines.length, (lines.at(-1)?.length ?? 0) + 1 + (pairCut ? 1 : 0)];
}

test('counts lines and columns as VS Code does, for any mixture of line ends and characters', () => {
  const unit = fc.constantFrom('a', 'é', '€', '😀', '\n', '\r', '\r\n', '\u2028');
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 40 }), fc.array(fc.nat(40), { maxLength: 6 }), (units, picks) => {
      const text = units.join('');
      const bytes = new TextEncoder().encode(text);
      const positions = new Positions(bytes);
      for (const pick of picks.toSorted((left, right) => left - right)) {
        const prefix = units.slice(0, pick).join('');
        const end = units.slice(0, pick + 3).join('');
        const span = positions.span(new TextEncoder().encode(prefix).length, new TextEncoder().encode(end).length);
        assert.deepEqual([span.startLine, span.startColumn], slowly(text, prefix.length));
        assert.deepEqual([span.endLine, span.endColumn], slowly(text, end.length));
      }
    }),
    { numRuns: 1000 },
  );
});
