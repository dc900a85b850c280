import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BatchOutput } from '../../../src/node/git/batch-output.ts';
import { RawLog } from '../../../src/node/git/raw-log.ts';

const id = (digit: string) => digit.repeat(40);
const nothing = id('0');

const log = Buffer.from(
  [
    `${id('a')}\0`,
    `\n:000000 100644 ${nothing} ${id('1')} A\0new.md\0`,
    `:100644 100755 ${id('2')} ${id('2')} M\0mode alone\0`,
    `:100644 000000 ${id('3')} ${nothing} D\0gone\0`,
    `:000000 160000 ${nothing} ${id('4')} A\0submodule\0`,
    `:100644 120000 ${id('5')} ${id('6')} T\0:a link \n\t"\0`,
    `${id('b')}\0`,
    `${id('c')}\0\0`,
    `\n::100644 100644 100644 ${id('7')} ${id('8')} ${id('9')} MM\0merged\0`,
    `::100644 100644 100755 ${id('7')} ${id('8')} ${id('8')} MM\0of a parent\0`,
    `:::100644 100644 000000 100644 ${id('7')} ${id('8')} ${nothing} ${id('d')} MMA\0octopus\0`,
    '\n',
  ].join(''),
);

const read = [
  { oid: id('a'), object: 'commit' },
  { oid: id('1'), object: 'blob', commit: id('a'), path: 'new.md' },
  { oid: id('6'), object: 'blob', commit: id('a'), path: ':a link \n\t"' },
  { oid: id('b'), object: 'commit' },
  { oid: id('c'), object: 'commit' },
  { oid: id('9'), object: 'blob', commit: id('c'), path: 'merged' },
  { oid: id('d'), object: 'blob', commit: id('c'), path: 'octopus' },
];

/** Pieces of a text, cut wherever the numbers say. */
function pieces(text: Buffer, cuts: readonly number[]): Buffer[] {
  const at = [...new Set([0, ...cuts.map((cut) => cut % (text.length + 1)), text.length])].sort((a, b) => a - b);
  return at.slice(1).map((end, index) => text.subarray(at[index], end));
}

const cuts = fc.array(fc.nat(5000), { maxLength: 30 });

test('the log is read, wherever it is cut into pieces', () => {
  fc.assert(
    fc.property(cuts, (at) => {
      const parser = new RawLog('sha1');
      assert.deepEqual(
        pieces(log, at).flatMap((piece) => parser.read(piece)),
        read,
      );
      parser.end();
      assert.equal(parser.commits, 3);
    }),
  );
});

test('a log that ends within a part is a fault, whatever was read before', () => {
  let faults = 0;
  for (let length = 1; length < log.length; length++) {
    const parser = new RawLog('sha1');
    const found = parser.read(log.subarray(0, length));
    assert.deepEqual(found, read.slice(0, found.length));
    // Behind a commit and behind a path git may end.
    const mayEnd = [0, 10].includes(log[length - 1] ?? -1) && !/[AMDT]+\0$/.test(log.toString('latin1', 0, length));
    try {
      parser.end();
      assert.ok(mayEnd, `${length}`);
    } catch (error) {
      assert.ok(error instanceof Error && /cut off/.test(error.message), String(error));
      faults++;
    }
  }
  assert.ok(faults > log.length * 0.9);
});

test('a name without end is read once, and cut', () => {
  const parser = new RawLog('sha1');
  parser.read(Buffer.from(`${id('a')}\0\n:000000 100644 ${nothing} ${id('1')} A\0`));
  const piece = Buffer.alloc(1 << 16, 'n');
  for (let count = 0; count < 500; count++) assert.deepEqual(parser.read(piece), []);
  const [found] = parser.read(Buffer.from('\0'));
  assert.equal(found?.path?.length, 1 << 16);
  parser.end();
});

test('a mangled log is a fault or read; a commit or blob is never made up of what is no id', () => {
  fc.assert(
    fc.property(fc.nat(log.length - 1), fc.integer({ min: 0, max: 255 }), cuts, (at, byte, where) => {
      const mangled = Buffer.from(log);
      mangled[at] = byte;
      const parser = new RawLog('sha1');
      try {
        for (const piece of pieces(mangled, where))
          for (const each of parser.read(piece)) assert.match(each.oid, /^[0-9a-f]{40}$/);
        parser.end();
      } catch (error) {
        assert.ok(error instanceof Error && /git log/.test(error.message), String(error));
      }
    }),
    { numRuns: 500 },
  );
});

const batch = Buffer.from(
  `${id('1')} blob 5\nhello\n${id('2')} missing\n${id('3')} commit 0\n\n${id('4')} tree 3\na\0b\n${id('5')} blob 12\nline\nline 2\n\n${id('6')} tag 2\nxx\n`,
);

const answers = [
  [id('1'), 'blob', 'hello'],
  [id('2'), 'absent'],
  [id('3'), 'commit', ''],
  [id('4'), 'damaged'],
  [id('5'), 'too-big', 12],
  [id('6'), 'tag', 'xx'],
];

function parsed(parser: BatchOutput, text: Buffer, at: readonly number[]) {
  return pieces(text, at).flatMap((piece) =>
    parser.read(piece).map((each) => {
      if ('bytes' in each) return [each.oid, each.kind, Buffer.from(each.bytes).toString('latin1')];
      return each.kind === 'too-big' ? [each.oid, each.kind, each.size] : [each.oid, each.kind];
    }),
  );
}

test('answers of cat-file are read, wherever they are cut into pieces', () => {
  fc.assert(
    fc.property(cuts, (at) => {
      const parser = new BatchOutput(10);
      assert.deepEqual(parsed(parser, batch, at), answers);
      assert.equal(parser.isBroken, false);
    }),
  );
});

test('of cut answers the whole ones come, of mangled ones none that git did not give', () => {
  fc.assert(
    fc.property(fc.nat(batch.length), fc.integer({ min: 0, max: 255 }), cuts, (at, byte, where) => {
      const cut = parsed(new BatchOutput(10), batch.subarray(0, at), where);
      assert.deepEqual(cut, answers.slice(0, cut.length));
      const mangled = Buffer.from(batch);
      mangled[Math.min(at, batch.length - 1)] = byte;
      const parser = new BatchOutput(10);
      const found = parsed(parser, mangled, where);
      // The reader compares ids with those that it asked for; here at most one differs, by the byte that was changed.
      if (!parser.isBroken && found.length === answers.length)
        assert.ok(found.filter((each, index) => each[0] !== answers[index]?.[0]).length <= 1);
      for (const each of found) assert.match(String(each[0]), /^[0-9a-f]{40}$/);
    }),
    { numRuns: 500 },
  );
});

test('a line without end is not held', () => {
  const parser = new BatchOutput(10);
  for (let count = 0; count < 100; count++) parser.read(Buffer.alloc(1 << 16, 'a'));
  assert.equal(parser.isBroken, true);
});
