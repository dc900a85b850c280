import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
// First: the tables of commands and the evaluator need each other.
import '../../src/shell/evaluate.ts';
import { isPlainlyElsewhere } from '../../src/node/guard/elsewhere.ts';
import { Sight } from '../../src/node/guard/sight.ts';
import { openVaults } from '../../src/node/vaults.ts';
import { builtins } from '../../src/shell/commands/builtins.ts';
import { fileCommands } from '../../src/shell/commands/files.ts';
import { interpreters } from '../../src/shell/commands/interpreters.ts';
import { networkCommands } from '../../src/shell/commands/network.ts';
import { programs } from '../../src/shell/commands/programs.ts';
import { searches } from '../../src/shell/commands/search.ts';
import { wrappers } from '../../src/shell/commands/wrappers.ts';
import { allMachines, askRaw, type Case, machineFor } from './corpus.ts';

const machine = machineFor({ setup: 'true' } as Case);
const { base, root, home } = machine;
after(() => {
  for (const each of allMachines()) rmSync(each.base, { recursive: true, force: true });
});

const out = join(base, 'out');
mkdirSync(join(out, 'sub'), { recursive: true });
mkdirSync(join(out, 'unknown/.cloister'), { recursive: true });
writeFileSync(join(out, 'unknown/.cloister/policy.json'), '{"default":"none"}');
writeFileSync(join(out, 'run.sh'), `cat ${root}/journal/x.md\n`);
symlinkSync(join(root, 'journal/x.md'), join(out, 'link'));
symlinkSync(join(root, 'journal'), join(out, 'l'));
linkSync(join(root, 'finance/tax.md'), join(out, 'hard'));
const plain = join(base, 'plain');
const repository = join(base, 'repository');
for (const each of [plain, join(repository, 'code')]) mkdirSync(each, { recursive: true });
execFileSync('git', ['init', '-q', repository]);

const folders = [
  out,
  plain,
  base,
  dirname(base),
  home,
  join(home, '.claude'),
  join(home, '.cloister'),
  root,
  repository,
];
const names = [fileCommands, programs, networkCommands, interpreters, searches, wrappers, builtins].flatMap(
  Object.keys,
);
const words = 'status log diff -p -r -R -L -la -fl -flink --all --output=link --config=run.sh HEAD link hard l sub';
const more = 'unknown run.sh . .. x test install exec unlock cloister journal/x.md ../ws $HOME ~ * -delete -c -f';

const command = fc
  .tuple(
    fc.oneof(
      fc.constantFrom('git', 'git', 'npm', 'ls', 'make', 'cargo', 'node', 'nobody-knows'),
      fc.constantFrom(...names),
    ),
    fc.array(fc.constantFrom(...words.split(' '), ...more.split(' ')), { maxLength: 4 }),
  )
  .map((parts) => parts.flat().join(' '));

test('a command that is let pass unread is one that the evaluation lets pass too', async () => {
  const vaults = openVaults(join(home, '.cloister'));
  const sight = new Sight(
    vaults,
    'claude-code',
    Date.now(),
    () => false,
    () => false,
  );
  const own = join(home, '.cloister');
  let passed = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...folders), command, async (cwd, text) => {
      if (!isPlainlyElsewhere(text, { sight, cwd, home, own, caches: [], redacts: false })) return;
      passed += 1;
      const message = { hook_event_name: 'PreToolUse', permission_mode: 'default', tool_name: 'Bash', cwd };
      // The comment has the same command evaluated.
      const { verdict, reason } = await askRaw(
        JSON.stringify({ ...message, tool_input: { command: `${text} # evaluated` } }),
        machine,
      );
      assert.equal(verdict, 'allow', reason);
    }),
    { numRuns: 5000 },
  );
  assert.ok(passed > 200, `only ${passed}`);
});

test('what names anything, or stands where a vault is near, is evaluated', () => {
  const vaults = openVaults(join(home, '.cloister'));
  const sight = new Sight(
    vaults,
    'claude-code',
    Date.now(),
    () => false,
    () => false,
  );
  const isPassed = (text: string, cwd = out): boolean =>
    isPlainlyElsewhere(text, {
      sight,
      cwd,
      home,
      own: join(home, '.cloister'),
      caches: [],
      redacts: false,
    });
  assert.ok(isPassed('git status') && isPassed('npm run build') && isPassed('ls -la', plain));
  for (const each of [
    'ls link',
    'git add hard',
    'git log -flink',
    'ls -rl x',
    'ls sub',
    'node run.sh',
    'ls unknown',
    'locate',
  ])
    assert.ok(!isPassed(each), each);
  for (const each of [
    'ls a/b',
    'ls ~',
    'echo $HOME',
    'ls *',
    'ls; ls',
    'ls | cat',
    'ls > x',
    'ls\nls',
    'ls ..',
    'a=b ls',
  ])
    assert.ok(!isPassed(each), each);
  assert.ok(!isPassed('cloister unlock journal') && !isPassed('npx Cloister unlock'));
  for (const each of [base, home, root, dirname(base), '/', root.toUpperCase(), join(root, 'docs')])
    assert.ok(!isPassed('git status', each), each);
});
