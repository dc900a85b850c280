import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Finding } from '../../src/core/finding.ts';
import { createEngine, type Engine } from '../../src/detect/engine.ts';
import { personalData } from '../../src/detect/personal/index.ts';
import type { Rule } from '../../src/detect/rule.ts';
import { rules } from '../../src/detect/rules/index.ts';
import { scoreNote } from '../../src/detect/topics/index.ts';
import { createScanEngine } from '../../src/node/engine.ts';
import { cpuTime } from '../cpu-time.ts';
import { filled, plainTexts, shapes } from './hostile.ts';
import { fixtures } from './rules/fixtures.ts';
import { b62, b64u, digits, fill, hex } from './rules/making.ts';
import { madeUp, selected } from './scanning.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const whole = createScanEngine(new Uint8Array(32).fill(3));

async function scan(engine: Engine, text: string): Promise<readonly Finding[]> {
  return (await engine.scan({ path: 'note.md', bytes: Buffer.from(text) })).findings;
}

/** How long a fixed piece of arithmetic takes on this machine now, in milliseconds of processor time: 110 to 290 where it was written. */
async function yardstick(): Promise<number> {
  const once = (): Promise<number> =>
    cpuTime(() => {
      let sum = 0;
      for (let index = 0; index < 100_000_000; index++) sum += index % 7;
      return sum;
    });
  return Math.min(await once(), await once(), await once());
}

/** Milliseconds of processor time a megabyte that no text may take, more where the machine is slow. The goal is 250. */
const mostPerMegabyte = Math.max(4000, 14 * (await yardstick()));
const size = 1 << 14;

const timeOf = (engine: Engine, text: string): Promise<number> =>
  cpuTime(() => engine.scan({ path: 'note.md', bytes: Buffer.from(text) }));

/** The least of a few measurements, made only as long as the bound is not kept: the first ones warm the compiler up. */
async function perMegabyte(engine: Engine, text: string): Promise<number> {
  const bytes = Buffer.from(text);
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 10 && least > mostPerMegabyte / 4; run++) {
    const took = await cpuTime(() => engine.scan({ path: 'note.md', bytes }));
    least = Math.min(least, (took / bytes.length) * 1_000_000);
  }
  return least;
}

test('no text runs away with a rule', async (t) => {
  const slow: { name: string; took: number }[] = [];
  for (const rule of rules) {
    const engine = createEngine({ rules: [rule], sources: [], hash });
    for (const [shape, write] of Object.entries(shapes)) {
      // Lists of words are long: a few at a time, each as often as fits.
      const literals = rule.literals.length > 40 ? rule.literals.filter((_, index) => index % 4 === 0) : rule.literals;
      const took = await perMegabyte(engine, filled(literals.map(write).join(''), size));
      slow.push({ name: `${rule.id}, ${shape}`, took });
    }
  }
  slow.sort((left, right) => right.took - left.took);
  for (const { name, took } of slow.slice(0, 5)) t.diagnostic(`${took.toFixed(0)} ms a megabyte: ${name}`);
  assert.ok((slow[0]?.took ?? 0) < mostPerMegabyte, `${slow[0]?.name}: ${slow[0]?.took.toFixed(0)} ms a megabyte`);
});

test('no text runs away with personal data or topics', async (t) => {
  const engine = createEngine({ rules: [], sources: [personalData], scorer: scoreNote, hash });
  const slow: { name: string; took: number }[] = [];
  for (const [name, unit] of Object.entries(plainTexts))
    slow.push({ name, took: await perMegabyte(engine, filled(unit, size * 16)) });
  // Every text behind every other one: what one of them opens, the other one may not close.
  const units = Object.values(plainTexts);
  for (const [index, unit] of units.entries())
    slow.push({
      name: `mixed with ${Object.keys(plainTexts)[index]}`,
      took: await perMegabyte(engine, filled(units.map((other) => unit + other).join(''), size * 4)),
    });
  slow.sort((left, right) => right.took - left.took);
  for (const { name, took } of slow.slice(0, 5)) t.diagnostic(`${took.toFixed(0)} ms a megabyte: ${name}`);
  assert.ok((slow[0]?.took ?? 0) < mostPerMegabyte, `${slow[0]?.name}: ${slow[0]?.took.toFixed(0)} ms a megabyte`);
});

test('a text twice as long takes twice as long, whichever rule', async (t) => {
  // What grows faster than its text shows here, however fast it is on short ones.
  const engine = createEngine({ rules, sources: [personalData], scorer: scoreNote, hash });
  let worst = { name: '', growth: 0 };
  for (const [name, write] of Object.entries(shapes)) {
    const unit = rules
      .flatMap(({ literals }) => literals.slice(0, 3))
      .map(write)
      .join('');
    const [short, long] = [filled(unit, 2 * size), filled(unit, 16 * size)];
    // Both twice: the compiler is warm, and a slow moment of the machine does not count.
    const both: [number, number][] = [];
    for (let run = 0; run < 2; run++) both.push([await timeOf(engine, long), await timeOf(engine, short)]);
    const growth = Math.min(...both.map(([ofLong]) => ofLong)) / 8 / Math.min(...both.map(([, ofShort]) => ofShort));
    if (growth > worst.growth) worst = { name, growth };
  }
  t.diagnostic(`a megabyte of a text of 256 KB takes ${worst.growth.toFixed(2)} times one of 32 KB: ${worst.name}`);
  assert.ok(worst.growth < 4, `${worst.name}: ${worst.growth.toFixed(2)}`);
});

/** What the rules' own fixtures say that is found. */
const secretsOfAll = Object.values(fixtures).flatMap(({ ng, around = '@' }) =>
  ng.map((value) => ` ${around.replace('@', () => value)} `),
);

/** Text of everything that means something to somebody here. */
const pieces = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...rules.flatMap((rule: Rule) => rule.literals)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(': ', ' = ', '="', '"', "'", '`', '**', '\n', '\n\n', ' ', '|', ' | ', ', '),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('(', ')', '[', ']', '{', '}', '<', '>', '\\"', '\\n', '%3D', '&amp;', '://'),
  },
  { weight: 1, arbitrary: fc.constantFrom(...Object.values(plainTexts)) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...secretsOfAll,
      `password: ${madeUp.password}\n`,
      `| Login | Password |\n|---|---|\n| me | ${madeUp.password} |\n`,
      ` api_key="${madeUp.token}" `,
      ' me.and.you@mail.example.net ',
      madeUp.github,
      madeUp.password,
      madeUp.token,
      fill(hex, 40),
      fill(b62, 52),
      fill(b64u, 93),
      fill(digits, 16),
      Buffer.from(`token=${madeUp.github}`).toString('base64'),
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
);
const texts = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));

/** Findings without their places, sorted: what must not change when a text moves. */
const found = (findings: readonly Finding[]): string[] =>
  findings.map(({ rule, fingerprint, severity }) => `${rule} ${severity} ${fingerprint}`).toSorted();

test('any bytes at all: no error, and the bytes stay as they are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), texts, fc.nat(400), async (noise, text, cut) => {
      const bytes = Buffer.concat([noise.subarray(0, cut), Buffer.from(text), noise.subarray(cut)]);
      const before = Buffer.from(bytes).toString('hex');
      await whole.scan({ path: 'note.md', bytes });
      assert.equal(bytes.toString('hex'), before);
    }),
    { numRuns: 300 },
  );
});

test('places lie in the text, and no value stands in what is said of it', async () => {
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const findings = await scan(whole, text);
      const lines = Buffer.from(text)
        .toString()
        .split(/\r\n|\n|\r/);
      let last = [0, 0];
      for (const finding of findings) {
        const { startLine, startColumn, endLine, endColumn } = finding.place.span;
        assert.ok(startLine >= 1 && startLine <= endLine && endLine <= lines.length, finding.rule);
        assert.ok(startColumn >= 1 && endColumn <= (lines[endLine - 1]?.length ?? 0) + 1, finding.rule);
        assert.ok(startLine !== endLine || startColumn <= endColumn, finding.rule);
        assert.ok(startLine > (last[0] ?? 0) || startColumn >= (last[1] ?? 0), `${finding.rule} is out of order`);
        last = [startLine, startColumn];
        const value = selected(Buffer.from(text).toString(), finding);
        if (!finding.rule.startsWith('note.') && value.length >= 16)
          assert.ok(!JSON.stringify(finding).includes(JSON.stringify(value).slice(1, -1)), finding.rule);
      }
    }),
    { numRuns: 300 },
  );
});

test('a text that begins further down has the same findings there', async () => {
  await fc.assert(
    fc.asyncProperty(texts, fc.integer({ min: 1, max: 30 }), async (text, more) => {
      // Both stand behind a line, so that neither opens the document.
      const [near, far] = ['x\n\n', `${'Once upon a time.\n'.repeat(more)}x\n\n`];
      const secretsOf = (findings: readonly Finding[]) => findings.filter(({ rule }) => !rule.startsWith('note.'));
      const one = secretsOf(await scan(whole, near + text));
      const other = secretsOf(await scan(whole, far + text));
      assert.deepEqual(found(other), found(one));
      assert.deepEqual(
        other.map(({ place }) => place.span.startLine - more),
        one.map(({ place }) => place.span.startLine),
      );
    }),
    { numRuns: 200 },
  );
});

test('a text on the border between blocks has the same findings as elsewhere', async () => {
  const block = 1 << 19;
  const line = 'Once upon a time there was a text.\n';
  const lead = line.repeat(Math.ceil(block / line.length));
  const rest = line.repeat(2000);
  const engine = createEngine({ rules, sources: [personalData], hash });
  await fc.assert(
    fc.asyncProperty(texts, fc.nat(400), async (text, back) => {
      const bytes = Buffer.byteLength(text);
      const before = `${lead.slice(0, block - 2 - Math.min(bytes, back))}\n\n`;
      const secretsOf = (findings: readonly Finding[]) => findings.filter(({ rule }) => !rule.startsWith('note.'));
      const small = secretsOf(await scan(engine, `${line.repeat(40)}\n\n${text}\n\n${line.repeat(40)}`));
      const large = secretsOf(await scan(engine, `${before}${text}\n\n${rest}`));
      assert.deepEqual(found(large), found(small));
    }),
    { numRuns: 60 },
  );
});

test('line ends of either kind give as many findings', async () => {
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const unix = text.replace(/\r\n?/g, '\n');
      const rulesOf = (findings: readonly Finding[]) => findings.map(({ rule }) => rule).toSorted();
      assert.deepEqual(rulesOf(await scan(whole, unix.replaceAll('\n', '\r\n'))), rulesOf(await scan(whole, unix)));
    }),
    { numRuns: 200 },
  );
});
