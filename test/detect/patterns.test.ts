import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createEngine } from '../../src/detect/engine.ts';
import { personalData } from '../../src/detect/personal/index.ts';
import { rules } from '../../src/detect/rules/index.ts';
import { scoreNote } from '../../src/detect/topics/index.ts';
import { filled, plainTexts, shapes } from './hostile.ts';
import { literalsIn, repeatsOf } from './repeats.ts';
import { fixtures } from './rules/fixtures.ts';

const detect = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'src', 'detect');

/** Patterns whose repeats within repeats look ambiguous, and why they are not. */
const plainOnPurpose: Readonly<Record<string, string>> = {};

/** Patterns that repeat without end and see a whole note, and why that is linear. */
const wholeOnPurpose: Readonly<Record<string, string>> = {
  '([^\\r\\n]*)(?:\\r\\n|\\r|\\n|$)': 'sticky, one line of a table, whose label stands near its beginning',
  '^[\\s>]*\\|': 'one row of a table, from its beginning',
};

test('the reader of patterns knows repeats', () => {
  const cases: [RegExp, boolean, boolean][] = [
    [/a{1,5}b?/, false, false],
    [/\+\*[*+]\{2,}/, false, false],
    [/\+\*[*+]+/, true, false],
    [/(?:a+)+/, true, true],
    [/(?:a|b*c)*/, true, true],
    [/(?:(?:a+)b)+/, true, true],
    [/(?:\.\w+)*x/, true, false],
    [/(?:\.a\w*)*x/, true, false],
    [/(?:(?:\.|->|::)\w+)*x/, true, false],
    [/(?:\.?\w+)*x/, true, true],
    [/(?:[A-Z][a-z]+){2,}/, true, false],
    [/(?:[A-Z][a-z]+){2,}/i, true, true],
    [/(?:a{1,3})+/, true, false],
    [/(?<!x)a+(?=b)/, true, false],
    [/(?:[)+]x){2,}\p{L}+/u, true, false],
    [/(?:a+){1,3}/, true, false],
  ];
  for (const [pattern, unbounded, ambiguous] of cases)
    assert.deepEqual(repeatsOf(pattern), { unbounded, ambiguous }, pattern.source);
  const code = 'const a = /x+[/]y/gi;\n// not /this+/\nconst b = c / d / e;\nreturn /z/.test(q);';
  assert.deepEqual(literalsIn(code), [
    { source: 'x+[/]y', flags: 'gi' },
    { source: 'z', flags: '' },
  ]);
});

test('no pattern has ways without number to match', () => {
  const files = readdirSync(detect, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const patterns = files.flatMap((path) =>
    literalsIn(readFileSync(join(detect, path), 'utf8')).map((pattern) => ({ path, ...pattern })),
  );
  assert.ok(patterns.length > 100, `only ${patterns.length} patterns`);
  const wrong = patterns.filter((pattern) => repeatsOf(pattern).ambiguous && !(pattern.source in plainOnPurpose));
  assert.deepEqual(wrong, []);
});

/** Longer than any window that a rule may look at, in characters. */
const window = 20_000;

/** libphonenumber's own patterns, which know the digits of all scripts, see at most its 250 characters. */
const isOfPhoneLibrary = ({ source }: RegExp): boolean => source.includes('０-９');

test('what repeats without end sees no whole note', async () => {
  // Every way to match goes through `exec`, once it is another one than the language's own.
  const { exec } = RegExp.prototype;
  const used = new Map<string, RegExp>();
  const sawAll = new Set<string>();
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    used.set(this.source, this);
    if (text.length > window) sawAll.add(this.source);
    return exec.call(this, text);
  };
  try {
    const engine = createEngine({
      rules,
      sources: [personalData],
      scorer: scoreNote,
      hash: (text) => `${text.length}`,
    });
    const literals = rules.flatMap((rule) => rule.literals);
    const values = Object.values(fixtures).flatMap(({ ng, around = '@' }) =>
      ng.map((value) => `${around.replace('@', () => value)}\n`),
    );
    const units = [
      ...Object.values(shapes).map((write) => literals.map(write).join('')),
      ...Object.values(plainTexts),
      values.join(''),
    ];
    for (const unit of units)
      for (const path of ['note.md', 'data.json', 'settings.env']) {
        await engine.scan({ path, bytes: Buffer.from(filled(unit, 30_000)) });
        await engine.scan({ path, bytes: Buffer.from(`---\n${filled(unit, 3000)}\n---\n${filled(unit, 30_000)}`) });
      }
  } finally {
    RegExp.prototype.exec = exec;
  }
  assert.ok(used.size > 100, `only ${used.size} patterns`);
  const wrong = [...used.values()].filter(
    (pattern) =>
      (repeatsOf(pattern).unbounded && sawAll.has(pattern.source) && !(pattern.source in wholeOnPurpose)) ||
      (repeatsOf(pattern).ambiguous && !(pattern.source in plainOnPurpose) && !isOfPhoneLibrary(pattern)),
  );
  assert.deepEqual(
    wrong.map(({ source }) => source),
    [],
  );
});
