import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { policyPath } from '../../src/core/policy.ts';
import { judgements } from '../../src/node/explain.ts';
import { approve } from '../../src/node/policy-change.ts';
import { openVaults } from '../../src/node/vaults.ts';
import { badgeTooltip, reasonText } from '../../src/vscode/access-words.ts';
import { foldersOf, lockedPaths } from '../../src/vscode/folder-tree.ts';
import { placeNames } from '../../src/vscode/lock-words.ts';
import { judgementOf, shownAgent } from '../../src/vscode/places.ts';
import { statusWords, summarisePolicies } from '../../src/vscode/policy-summary.ts';
import type { ProtectionState } from '../../src/vscode/protection.ts';
import { visibleList } from '../../src/vscode/visible-list.ts';
import { makeFolder } from '../node/folder.ts';

const t10n = (message: string, ...args: (string | number)[]): string =>
  message.replace(/\{(\d)\}/g, (_, index) => String(args[Number(index)]));
const unprotected: ProtectionState = { isProtected: false, missing: [], settings: '/s' };
const whole: ProtectionState = { ...unprotected, isProtected: true };

/** A vault whose policy is `policy`, approved or not. */
function making(t: TestContext, policy: unknown, isApproved = true) {
  const folder = makeFolder(t, {
    [policyPath]: JSON.stringify(policy),
    'journal/a.md': '',
    'clients/b.md': '',
    'drafts/.git/c.md': '',
    'drafts/private.md': '---\nprivate: true\n---\n',
    'a.env': '',
  });
  const home = join(makeFolder(t, {}), 'cloister');
  if (isApproved) approve(folder, JSON.stringify(policy), home);
  const words = (protection = whole) => {
    const vault = openVaults(home).at(folder);
    return statusWords(
      summarisePolicies(vault === undefined ? [] : [vault], vault === undefined, protection, Date.now()),
      t10n,
    );
  };
  const judge = (path: string) => {
    const found = judgementOf(openVaults(home), join(folder, path), Date.now());
    assert.ok(found !== undefined);
    return found;
  };
  return { folder, home, words, judge };
}

const locking = { folders: { journal: 'none' }, files: { none: ['*.env'] } };

test('the status says what is locked, and whether that is enforced', (t) => {
  const { words } = making(t, locking);
  assert.deepEqual([words().text, words().mark], ['$(lock) 2 locked', 'none']);
  assert.deepEqual([words(unprotected).text, words(unprotected).mark], ['$(lock) 2 locked, not enforced', 'warning']);
  assert.match(words({ ...whole, missing: ['the guard'] }).text, /partly enforced/);
});

test('a vault without locks and a folder without a policy are open, never fine', (t) => {
  assert.equal(making(t, {}).words().text, '$(unlock) open to agents');
  const { text, tooltip } = statusWords(summarisePolicies([], true, whole, Date.now()), t10n);
  assert.equal(text, '$(unlock) open to agents');
  assert.match(tooltip, /Nothing is locked/);
});

test('an allowlist, and a policy that nobody approved', (t) => {
  assert.equal(making(t, { default: 'none' }).words().text, '$(lock) allowlist');
  assert.match(making(t, locking, false).words().tooltip, /never approved/);
});

test('loosened, missing and broken come before what is locked', (t) => {
  const { folder, words } = making(t, locking);
  const file = join(folder, policyPath);
  writeFileSync(file, '{}');
  assert.deepEqual([words().text, words().mark], ['$(warning) policy loosened', 'warning']);
  assert.match(words().tooltip, /2 folders or patterns are locked/);
  rmSync(file);
  assert.equal(words().text, '$(warning) policy missing');
  writeFileSync(file, '{');
  assert.deepEqual([words().text, words().mark], ['$(error) policy broken', 'error']);
});

test('tooltips and reasons name what decided', (t) => {
  const { folder, home, judge } = making(t, {
    folders: { journal: 'none', clients: { access: 'write', agents: { 'claude-code': 'read' } } },
    files: { none: ['*.env'] },
  });
  const tip = (path: string, isEnforced = true) => badgeTooltip(judge(path), shownAgent, isEnforced, t10n);
  assert.equal(tip('journal/a.md'), 'Locked from agents by .cloister/policy.json: journal');
  assert.equal(tip('journal', false), 'Locked from agents by .cloister/policy.json: journal (locked, not enforced)');
  assert.equal(tip('a.env'), 'Locked from agents by the pattern *.env of .cloister/policy.json');
  assert.equal(tip('clients'), 'Read-only for Claude Code by .cloister/policy.json: clients');
  assert.equal(reasonText(judge('journal'), shownAgent, t10n), 'the entry "journal" says none');
  writeFileSync(join(folder, policyPath), '{}');
  assert.equal(tip('journal'), 'Locked from agents by the approved policy: journal');
  assert.equal(reasonText(judge('journal'), shownAgent, t10n), 'the entry "journal" says none, in the approved policy');
  writeFileSync(join(folder, policyPath), '{');
  assert.match(tip('todo.md'), /a policy that can not be read/);
  assert.ok(judgements(openVaults(home), folder, { agent: shownAgent, now: 0 }).length > 0);
});

test('the folders that can be picked, the upper ones first, without what a scan leaves out', (t) => {
  const { folder, home } = making(t, locking);
  const found = [...foldersOf(folder, openVaults(home), Date.now())].flat();
  assert.deepEqual(
    found.map(({ path, access }) => `${path} ${access}`),
    [' write', 'clients write', 'drafts write', 'journal none'],
  );
});

test('what has a lock of its own: folders, and files by a pattern that is a path', (t) => {
  const { folder, home } = making(t, {
    folders: { journal: 'none', clients: 'read' },
    files: { none: ['*.env', '/a \\[1\\].md', '/b*.md', '/folder/', '!/c.md'] },
  });
  const paths = lockedPaths(openVaults(home), [folder], Date.now());
  assert.deepEqual(paths, [join(folder, 'journal'), join(folder, 'a [1].md')]);
});

test('what the agent sees: no hidden file, notes marked private neither', async (t) => {
  const { folder, home } = making(t, locking);
  const list = await visibleList(folder, openVaults(home), true, t10n, new AbortController().signal);
  assert.deepEqual(list?.split('\n'), [
    `Claude Code sees 2 files of ${folder.split('/').at(-1)}: 1 write, 1 read.`,
    'Hidden from it: 3 files.',
    '',
    'read      .cloister/policy.json',
    'write     clients/b.md',
    '',
  ]);
  const open = await visibleList(folder, openVaults(home), false, t10n, new AbortController().signal);
  assert.match(open ?? '', /Nothing enforces this yet/);
  assert.equal(await visibleList(folder, openVaults(home), true, t10n, AbortSignal.abort()), undefined);
});

test('what was locked, in a sentence', () => {
  const places = ['journal', 'drafts', 'clients'].map((path) => ({ path, root: '/v' }));
  assert.equal(placeNames(places.slice(0, 1), t10n), 'journal');
  assert.equal(placeNames(places.slice(0, 2), t10n), 'journal and drafts');
  assert.equal(placeNames(places, t10n), 'journal, drafts and 1 more');
  assert.equal(placeNames([{ path: '', root: '/my vault' }], t10n), 'everything in my vault');
});
