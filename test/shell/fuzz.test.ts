import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { evaluateCommand } from '../../src/shell/evaluate.ts';
import { cpuTime } from '../cpu-time.ts';
import { vault } from './world.ts';

/** Pieces that commands are made of, in any order. */
const pieces = fc.constantFrom(
  ...[
    'cat ',
    'a.md',
    ' ',
    '\n',
    ';',
    '|',
    '&',
    '&&',
    '||',
    '(',
    ')',
    '{',
    '}',
    '{ ',
    '; }',
    '$(',
    '`',
    '"',
    "'",
    '$x',
    '${x',
    '${x[@]:1}',
  ],
  ...[
    '$((',
    '))',
    '[[',
    ']]',
    '<',
    '>',
    '<<<',
    '<<E\n',
    '\nE\n',
    '<(',
    '>(',
    'if ',
    'then ',
    'fi',
    'for x in ',
    'do ',
    'done',
    'case x in ',
    'esac',
  ],
  ...[
    'f() ',
    'f',
    'trap ',
    'eval ',
    'x=',
    'x+=',
    'declare -n ',
    'read ',
    'xargs ',
    'bash -c ',
    'find . -exec ',
    'git ',
    'sed ',
    'awk ',
    'python3 -c ',
    'make -f - ',
  ],
  ...[
    '*',
    '**/',
    '[',
    ']',
    '@(',
    '{a,b}',
    '{1..9999}',
    '\\',
    '#',
    '!',
    '~',
    '-',
    '--',
    '=',
    '\0',
    '\t',
    'é',
    '\u200b',
    '0',
    '1',
    'set -- ',
    '$@',
    '$#',
    'while ',
    'let ',
  ],
);

/** Runs the evaluator under a clock of its own, as the guard does. */
function evaluated(command: string): ReturnType<typeof evaluateCommand> {
  const start = performance.now();
  return evaluateCommand(command, '/v', { ...vault, isOver: () => performance.now() - start > 500 });
}

const slowest = 1000;

test('no command throws or takes long, whatever it is made of', async () => {
  const command = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.tuple(pieces, fc.integer({ min: 1, max: 2000 })).map(([piece, count]) => piece.repeat(count)),
  );
  await fc.assert(
    fc.asyncProperty(command, async (text) => {
      assert.ok((await cpuTime(() => evaluated(text))) < slowest);
    }),
    { numRuns: 1500 },
  );
});

test('deep nesting ends in a problem or is followed, in time', async () => {
  const shapes: readonly ((inner: string) => string)[] = [
    (inner) => `$(${inner})`,
    (inner) => `( ${inner} )`,
    (inner) => `{ ${inner}; }`,
    (inner) => `bash -c '${inner.replaceAll("'", "'\\''")}'`,
    (inner) => `eval "${inner.replace(/["\\$`]/g, '\\$&')}"`,
    (inner) => `if true; then ${inner}; fi`,
    (inner) => `for i in 1 2 3; do ${inner}; done`,
    (inner) => `while true; do ${inner}; done`,
    (inner) => `cat <(${inner})`,
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...shapes), { minLength: 1, maxLength: 12 }), async (nest) => {
      const command = nest.reduce((inner, shape) => (inner.length > 20_000 ? inner : shape(inner)), 'cat lock/x.md');
      const took = await cpuTime(() => {
        const { actions, problem, unknown } = evaluated(command);
        const isSeen = actions.some(({ path }) => path.endsWith('lock/x.md'));
        assert.ok(isSeen || problem !== undefined || unknown.length > 0, command.slice(0, 200));
      });
      assert.ok(took < slowest, `${took} ms`);
    }),
    { numRuns: 300 },
  );
});

test('what can not be parsed has a problem, so that it is never allowed in silence', () => {
  for (const command of [
    "cat 'lock/x.md",
    'cat lock/x.md )',
    'if cat lock/x.md',
    'cat "$(cat lock/x.md',
    'for x in; do',
    'cat ${x',
    '((',
    'case x in',
    '\ue000 cat',
  ])
    assert.notEqual(evaluated(command).problem, undefined, command);
});
