import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { UserError } from '../../../src/core/user-error.ts';
import { installLefthook, lefthookCommand, lefthookLocal, removeLefthook } from '../../../src/node/hook/lefthook.ts';
import { makeFolder } from '../folder.ts';

const launcher = `/home/it's {staged_files}/bin/cloister-commit`;
const turned: string[] = [];
const mayTurn = (each: string): void => {
  turned.push(each);
};
const options = { launcher, isShared: false, isTrial: false, mayTurn };

/** Texts that come back byte for byte. */
const exact: Readonly<Record<string, string>> = {
  'comments and odd spaces':
    '# mine\n\npre-commit:\n    # about\n    commands:\n        lint:\n            run: echo  x   # keep\n\n# end\noutput:\n    - summary\n',
  'no hook of ours': 'output: [ summary ]\n',
  'jobs only': 'pre-commit:\n  jobs:\n  - name: a\n    run: "true"   # b\n',
  'both hooks': 'pre-commit:\n  parallel: true\npre-merge-commit:\n  commands:\n    a: { run: x }\n',
  'a block of text at the end': 'pre-push:\n  commands:\n    a:\n      run: |\n        one\n        two\n',
  'no last line end': 'pre-commit:\n  parallel: true',
  'a very long line': `pre-push:\n  commands:\n    a:\n      run: echo ${'word '.repeat(60)}end\n`,
};

/** Others keep their comments and their meaning. */
const rewritten: Readonly<Record<string, string>> = {
  'flow maps': '# mine\n{ pre-commit: { commands: { a: { run: x } } } }\n',
  'a hook without anything': '# mine\npre-commit:\nassert_lefthook_installed: true\n',
  'only comments': '# mine\n',
};

for (const [name, text] of Object.entries({ ...exact, ...rewritten }))
  test(`lefthook's file of one person is edited, and edited back: ${name}`, (t) => {
    const path = join(makeFolder(t, { 'lefthook-local.yml': text }), 'lefthook-local.yml');
    const before: unknown = parse(text) ?? {};
    assert.equal(installLefthook(path, { ...options, isTrial: true }).change, 'added');
    assert.equal(readFileSync(path, 'utf8'), text);
    assert.equal(installLefthook(path, options).change, 'added');
    const added = readFileSync(path, 'utf8');
    const config = parse(added);
    for (const hook of ['pre-commit', 'pre-merge-commit'] as const) {
      assert.deepEqual(lefthookCommand(path, hook), { launcher });
      const { run } = config[hook].commands.cloister;
      assert.match(run, /^cloister='\/home\/it'\\''s \{''staged_files\}\/bin\/cloister-commit'\n/);
      assert.match(run, /exit 1\nfi\n$/);
    }
    if (text.includes('# mine')) assert.match(added, /# mine/);
    assert.equal(installLefthook(path, options).change, 'unchanged');
    assert.equal(readFileSync(path, 'utf8'), added);
    turned.length = 0;
    assert.equal(installLefthook(path, { ...options, launcher: '/other/bin/cloister-commit' }).change, 'mended');
    assert.deepEqual(turned, [launcher, launcher]);
    assert.equal(removeLefthook(path, false), 'taken-out');
    const after = readFileSync(path, 'utf8');
    if (!(name in exact)) {
      const { 'pre-commit': hook, ...rest } = { ...(parse(after) ?? {}) };
      assert.deepEqual(hook == null ? rest : { ...rest, 'pre-commit': hook }, dropNull(before));
      assert.match(after, /# mine/);
    } else assert.deepEqual(parse(after), before);
    assert.equal(removeLefthook(path, false), 'none');
  });

function dropNull(value: unknown): unknown {
  return Object.fromEntries(Object.entries({ ...(value as object) }).filter(([, each]) => each !== null));
}

for (const [name, text] of Object.entries(exact))
  test(`not a byte of the rest changes: ${name}`, (t) => {
    const path = join(makeFolder(t, { 'lefthook-local.yml': text }), 'lefthook-local.yml');
    installLefthook(path, options);
    removeLefthook(path, false);
    assert.equal(readFileSync(path, 'utf8'), text);
  });

test('a file that was made goes again, unless somebody added to it', (t) => {
  const root = makeFolder(t, {});
  const path = lefthookLocal(root);
  assert.equal(installLefthook(path, options).change, 'made');
  assert.equal(removeLefthook(path, true), 'removed');
  assert.ok(!existsSync(path));
  installLefthook(path, options);
  writeFileSync(path, `${readFileSync(path, 'utf8')}output:\n  - summary\n`);
  assert.equal(removeLefthook(path, true), 'taken-out');
  assert.equal(readFileSync(path, 'utf8'), 'output:\n  - summary\n');
});

for (const [name, text] of [
  ['lefthook-local.yml', 'a: [\n'],
  ['lefthook-local.yml', '- a\n'],
  ['lefthook-local.yml', 'pre-commit: x\n'],
  ['lefthook-local.yml', 'x: &a { run: y }\npre-commit:\n  <<: *a\n  commands: [1]\n'],
  ['lefthook-local.toml', '[pre-commit]\n'],
] as const)
  test(`a file that can not be edited is left as it is: ${JSON.stringify(text)}`, (t) => {
    const root = makeFolder(t, { [name]: text });
    const path = lefthookLocal(root);
    assert.throws(() => installLefthook(path, options), UserError);
    assert.equal(readFileSync(path, 'utf8'), text);
  });
