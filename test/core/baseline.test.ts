import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Baseline,
  type BaselineEntry,
  emptyBaseline,
  formatBaseline,
  identityOf,
  isDay,
  withoutDoubles,
} from '../../src/core/baseline.ts';
import { parseBaseline } from '../../src/core/baseline-parse.ts';

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const day = fc.integer({ min: 0, max: 60_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const segment = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  .filter((each) => !/[/\0]/.test(each) && each !== '.' && each !== '..');
const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => segments.join('/'));
const rule = fc.constantFrom('secret.github.token', 'note.private', 'personal.phone', 'secret.of-a-newer.version2');
const unknownKey = fc.string({ maxLength: 6 }).map((each) => `x${each}`);
const unknown = fc.dictionary(unknownKey, fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)), {
  maxKeys: 2,
});
const entry: fc.Arbitrary<BaselineEntry> = fc
  .record(
    {
      fingerprint: hex(32),
      rule,
      path,
      when: day,
      why: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((each) => each.trim() !== ''),
      until: day,
      state: fc.constantFrom('rotated', 'of-a-newer-version'),
      more: unknown.map((fields) => ({ ...fields })),
    },
    { requiredKeys: ['fingerprint', 'rule', 'path', 'when', 'why', 'more'] },
  )
  .map((each) => ({ ...each }));
const baseline: fc.Arbitrary<Baseline> = fc
  .record({ check: hex(32), entries: fc.array(entry, { maxLength: 12 }), more: unknown.map((each) => ({ ...each })) })
  .map((each) => ({ ...each, entries: withoutDoubles(each.entries) }));

function parsed(text: string): Baseline {
  const result = parseBaseline(text);
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

function problemsOf(text: string): readonly string[] {
  const result = parseBaseline(text);
  assert.ok(!result.ok, 'it was taken');
  return result.problems;
}

const plain = (value: Baseline): unknown => JSON.parse(JSON.stringify(value));

test('what is written is read as it was, with fields of a newer version', () => {
  fc.assert(
    fc.property(baseline, (value) => {
      assert.deepEqual(plain(parsed(formatBaseline(value))), plain(value));
    }),
  );
});

test('a byte order mark, other line ends and another layout change nothing', () => {
  fc.assert(
    fc.property(baseline, (value) => {
      const text = formatBaseline(value);
      const layouts = [`\uFEFF${text}`, text.replaceAll('\n', '\r\n'), JSON.stringify(JSON.parse(text), null, 4)];
      for (const each of layouts) assert.equal(formatBaseline(parsed(each)), text);
    }),
  );
});

test('the order of entries does not matter, nor that they stand twice', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), fc.array(fc.nat(7)), (entries, again) => {
      const doubled = [...again.flatMap((index) => entries[index] ?? []), ...entries.toReversed()];
      const one = formatBaseline({ entries, more: {} });
      assert.equal(formatBaseline({ entries: doubled, more: {} }), one);
    }),
  );
});

test('an entry is one line, with its comma wherever it stands', () => {
  fc.assert(
    fc.property(baseline, ({ entries, ...rest }) => {
      const lines = formatBaseline({ ...rest, entries }).split('\n');
      const own = lines.filter((line) => line.startsWith('{"path"'));
      assert.equal(own.length, entries.length);
      for (const [index, line] of own.entries()) {
        assert.ok(line.endsWith('},'));
        const [only] = formatBaseline({ entries: [entries[index] ?? assert.fail()], more: {} })
          .split('\n')
          .filter((each) => each.startsWith('{"path"'));
        assert.equal(line, only);
      }
    }),
  );
});

test('lines of two branches put together are the baseline of both', () => {
  fc.assert(
    fc.property(fc.array(entry), fc.array(entry), (left, right) => {
      const lines = (entries: BaselineEntry[]) => formatBaseline({ entries, more: {} }).split('\n');
      // As `merge=union` leaves them: both sides' lines one after the other.
      const [head, tail] = [lines([]).slice(0, 3), lines([]).slice(3)];
      const union = [...head, ...lines(left).slice(3, -4), ...lines(right).slice(3, -4), ...tail].join('\n');
      assert.equal(formatBaseline(parsed(union)), formatBaseline({ entries: [...left, ...right], more: {} }));
    }),
  );
});

const sample: BaselineEntry = {
  fingerprint: '0123456789abcdef0123456789abcdef',
  rule: 'secret.github.token',
  path: 'notes/a.md',
  when: '2030-01-31',
  why: 'a sample',
  more: {},
};

test('of two entries for one finding the one counts that accepts less', () => {
  const kept = (...entries: BaselineEntry[]) => withoutDoubles(entries)[0];
  const ending = { ...sample, until: '2030-02-01' };
  const rotated = { ...sample, state: 'rotated' };
  assert.equal(kept(sample, ending), ending);
  assert.equal(kept(ending, { ...sample, until: '2031-01-01' }), ending);
  assert.equal(kept(sample, ending, rotated), rotated);
  assert.equal(kept({ ...sample, state: 'new-in-2' }, sample)?.state, 'new-in-2');
});

test('bad input is refused with all of its problems and their lines', () => {
  const line = (fields: object) => JSON.stringify({ ...sample, more: undefined, ...fields });
  const file = (...lines: string[]) =>
    `{\n"version": 1,\n"accepted": [\n${lines.map((each) => `${each},\n`).join('')}null\n]\n}\n`;
  assert.equal(parsed(file(line({}))).entries.length, 1);
  assert.deepEqual(problemsOf(''), ['line 1: it is no JSON there']);
  assert.deepEqual(problemsOf('[]'), ['it is not an object']);
  assert.deepEqual(problemsOf('null'), ['it is not an object']);
  assert.deepEqual(problemsOf('{}'), ['its "version" is not 1', '"accepted" is not a list']);
  assert.deepEqual(problemsOf('{"version":2,"accepted":[]}'), ['its "version" is 2: a newer Cloister wrote it']);
  assert.deepEqual(problemsOf('{"version":1,"check":"x","accepted":{}}'), [
    'its "check" is not 32 hexadecimal digits',
    '"accepted" is not a list',
  ]);
  const [commented] = problemsOf(file(line({})).replace('null', '// a comment'));
  assert.equal(commented, 'line 5: it is no JSON there');
  const wrong: [object, string][] = [
    [{ fingerprint: 'short' }, '"fingerprint" is not 32 hexadecimal digits'],
    [{ fingerprint: 7 }, '"fingerprint" is not 32 hexadecimal digits'],
    [{ rule: 'one' }, '"rule" is not the id of a rule'],
    [{ rule: null }, '"rule" is not the id of a rule'],
    [{ path: '../a.md' }, '"path" is not a path in the vault'],
    [{ path: '/etc/passwd' }, '"path" is not a path in the vault'],
    [{ path: '' }, '"path" is not a path in the vault'],
    [{ when: '2030-02-30' }, '"when" is not a day such as 2030-01-31'],
    [{ when: undefined }, '"when" is not a day such as 2030-01-31'],
    [{ why: ' ' }, '"why" is not a reason'],
    [{ why: 3 }, '"why" is not a reason'],
    [{ until: 'tomorrow' }, '"until" is not a day such as 2030-01-31'],
    [{ state: 1 }, '"state" is not a word'],
  ];
  const all = file(line({}), ...wrong.map(([fields]) => line(fields)), '"text"');
  assert.deepEqual(problemsOf(all), [
    ...wrong.map(([, problem], index) => `line ${index + 5}: ${problem}`),
    `line ${wrong.length + 5}: an entry is not an object`,
  ]);
});

test('conflict markers are named with their lines', () => {
  const text = formatBaseline({ entries: [sample], more: {} });
  const [open, version, list, mine, ...rest] = text.split('\n');
  const conflict = [open, version, list, '<<<<<<< HEAD', mine, '=======', mine, '>>>>>>> other', ...rest];
  for (const end of ['\n', '\r\n'])
    assert.deepEqual(problemsOf(conflict.join(end)), [
      'line 4: a conflict of a merge is left there (<<<<<<<)',
      'line 6: a conflict of a merge is left there (=======)',
      'line 8: a conflict of a merge is left there (>>>>>>>)',
    ]);
});

test('a key that stands twice leaves a doubt, and is named', () => {
  const check = '0123456789abcdef0123456789abcdef';
  const text = formatBaseline({ check, entries: [sample], more: {} });
  const twice = text.replace(`"check": "${check}",`, `"check": "${check}",\n"check": "${check.replaceAll('0', '1')}",`);
  assert.deepEqual(problemsOf(twice), ['line 4: "check" stands twice: two baselines with different keys were merged']);
  assert.deepEqual(problemsOf(text.replace('"why"', '"when"')), ['line 5: "when" stands twice']);
  assert.deepEqual(problemsOf(text.replace('"why"', '"__proto__"')), ['line 5: a key can not be "__proto__"']);
});

test('what is huge or deep is refused, in time', () => {
  assert.deepEqual(problemsOf(' '.repeat((32 << 20) + 1)), ['it is larger than 32 MB']);
  const deep = '['.repeat(100_000);
  const tooDeep = ['it is nested too deeply'];
  for (const text of [deep, `"\n${deep}`, `${deep}${']'.repeat(100_000)}`]) assert.deepEqual(problemsOf(text), tooDeep);
  assert.deepEqual(problemsOf('"\\'.repeat(5_000_000)), ['line 1: it is no JSON there']);
  // Two entries that are compared, with a field of a newer version that nobody could write again.
  const hidden = `{"fingerprint":"${'a'.repeat(32)}","rule":"secret.a","path":"a","when":"2030-01-01","why":"b","c":${deep}${']'.repeat(100_000)}}`;
  assert.deepEqual(problemsOf(`{"version":1,"accepted":[${hidden},${hidden}]}`), tooDeep);
  // Brackets of a reason are no levels.
  const bracketed = Array.from({ length: 600 }, (_, index) =>
    hidden.replace(/"why".*$/s, `"why":"see [1 \\"{","d":${index}}`),
  );
  assert.equal(parsed(`{"version":1,"accepted":[${bracketed.join(',')}]}`).entries.length, 1);
  const many = Array.from({ length: 5000 }, () => '{}').join(',\n');
  const problems = problemsOf(`{"version":1,"accepted":[${many}]}`);
  assert.equal(problems.length, 21);
  assert.equal(problems.at(-1), 'and 4980 more');
});

test('any text is an answer, never a throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      parseBaseline(text);
    }),
  );
  fc.assert(
    fc.property(baseline, fc.nat(), fc.string({ maxLength: 3 }), (value, at, junk) => {
      const text = formatBaseline(value);
      const place = at % text.length;
      parseBaseline(text.slice(0, place) + junk + text.slice(place + junk.length));
    }),
  );
});

test('days', () => {
  for (const each of ['2030-01-31', '2028-02-29']) assert.equal(isDay(each), true);
  for (const each of ['2030-02-29', '2030-1-31', '2030-13-01', '2030-00-10', '0001-01-01', '2030-01-31T00:00', ''])
    assert.equal(isDay(each), false, each);
});

test('an empty baseline is a file too', () => {
  assert.deepEqual(parsed(formatBaseline(emptyBaseline)), emptyBaseline);
  assert.equal(identityOf(sample), `${sample.fingerprint} ${sample.rule} ${sample.path}`);
});
