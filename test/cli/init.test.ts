import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parsePolicy } from '../../src/core/policy.ts';
import { makeNotes } from '../detect/topics/made-notes.ts';
import { makeFolder } from '../node/folder.ts';
import { run } from './running.ts';

const notes = {
  'Journal/a.md': 'dear diary\n',
  'Taxes/b.md': 'numbers\n',
  'drafts/c.md': '---\nprivate: true\n---\nmine\n',
  'drafts/d.md': 'open\n',
  'projects/e.md': 'work\n',
};

function folders(t: TestContext) {
  const cwd = makeFolder(t, notes);
  const home = makeFolder(t, {});
  const policy = () => {
    const parsed = parsePolicy(readFileSync(join(cwd, '.cloister/policy.json'), 'utf8'));
    assert.ok(parsed.ok);
    return parsed.value.policy;
  };
  return { cwd, home, policy, entries: () => [...policy().folders].map(([path, { access }]) => `${path} ${access}`) };
}

test('asks open or allowlist, proposes what looks private with counts, and locks what is ticked', async (t) => {
  const { cwd, home, policy, entries } = folders(t);
  const input = 'open\n7\n1, 3\n';
  const { code, out } = await run(['init'], { cwd, home, input, terminal: true });
  assert.equal(code, 0);
  assert.match(out, /Which one\? \[open\/allowlist/);
  assert.match(out, / 1\. Journal {2}\(1 file; its name\)\n {3}2\. Taxes {2}\(1 file; its name\)\n/);
  assert.match(out, / 3\. drafts {2}\(2 files; 1 note marked private\)\n/);
  assert.match(out, /1 note is marked private/);
  assert.deepEqual([policy().default, entries()], ['write', ['Journal none', 'drafts none']]);
});

test('proposes folders whose notes are about private topics, with how many are about which', async (t) => {
  const made = makeNotes(2, 9).filter(({ language }) => language === 'en');
  const texts = (about: string | undefined) => made.filter((note) => note.about === about).map(({ text }) => text);
  const [first, second] = texts('health');
  const [work, more] = texts(undefined);
  const cwd = makeFolder(t, {
    'misc/a.md': first ?? '',
    'misc/b.md': second ?? '',
    'plans/c.md': work ?? '',
    'plans/d.md': more ?? '',
  });
  const { out } = await run(['init'], { cwd, home: makeFolder(t, {}) });
  assert.match(out, /\n {3}1\. misc {2}\(2 files; about health \(2\)(?:, \w+ \(\d\))*\)\n/);
  assert.doesNotMatch(out, /plans {2}\(/);
});

test('an allowlist gives nothing, and proposes nothing', async (t) => {
  const { cwd, home, policy, entries } = folders(t);
  const { code, out } = await run(['init', '--no-protect'], { cwd, home, input: 'a\n', terminal: true });
  assert.equal(code, 0);
  assert.doesNotMatch(out, /look private/);
  assert.deepEqual([policy().default, entries()], ['none', []]);
  assert.match((await run(['see', '--count'], { cwd, home })).out, /sees 0 files; 6 hidden/);
});

test('asks nothing without a terminal, and names the command that locks', async (t) => {
  const { cwd, home, policy, entries } = folders(t);
  const { code, out, err } = await run(['init'], { cwd, home });
  assert.equal(code, 0);
  assert.match(
    out,
    /Nothing of that is locked by itself\. To lock all of them:\n {2}cloister lock Journal Taxes drafts\n/,
  );
  assert.match(err, /no agent is held to this yet/);
  assert.deepEqual([policy().default, entries()], ['write', []]);
  const again = await run(['init'], { cwd, home });
  assert.equal(again.code, 2);
  assert.match(again.err, /^error: /);
});

test('--lock locks, and holds Claude Code to it where that is asked for', async (t) => {
  const { cwd, home, entries } = folders(t);
  const { code, out } = await run(['init', '--yes', '--lock', 'Taxes', '--protect'], { cwd, home });
  assert.equal(code, 0, out);
  assert.deepEqual(entries(), ['Taxes none']);
  const settings = readFileSync(join(home, '.claude/settings.json'), 'utf8');
  assert.match(settings, /PreToolUse/);
  assert.ok(settings.includes(`/Taxes/**)`));
});

test('what can not become a vault is left as it is', async (t) => {
  const { cwd, home } = folders(t);
  for (const argv of [
    ['init', 'projects/e.md'],
    ['init', ''],
    ['init', 'nowhere'],
    ['init', '--open', '--allowlist'],
    ['init', '--lock', '/etc'],
    ['init', home],
  ]) {
    const { code, err } = await run(argv, { cwd, home });
    assert.equal(code, 2, argv.join(' '));
    assert.match(err, /^error: .+\n {2}.+\n$/, argv.join(' '));
  }
  assert.equal(existsSync(join(cwd, '.cloister')), false);
});

test('asks again for what is no answer, and writes nothing where the person goes away', async (t) => {
  const { cwd, home, policy } = folders(t);
  const away = await run(['init'], { cwd, home, input: 'closed\n', terminal: true });
  assert.equal(away.code, 130);
  assert.match(away.out, /Write open or allowlist: $/);
  const later = await run(['init'], { cwd, home, input: 'open\n', terminal: true });
  assert.equal(later.code, 130);
  assert.equal(existsSync(join(cwd, '.cloister')), false);
  const { code } = await run(['init'], { cwd, home, input: 'foo\nallowlist\n', terminal: true });
  assert.deepEqual([code, policy().default], [0, 'none']);
});
