import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diskWords } from '../../src/core/audit.ts';
import { groupFindings, partOf } from '../../src/core/audit-groups.ts';
import {
  aboutName,
  ageText,
  appAdvice,
  atRestText,
  fixCommand,
  homePath,
  reachTexts,
  seenTexts,
} from '../../src/core/audit-words.ts';
import { joinWrapped, wrapText } from '../../src/core/wrapped.ts';
import { everything, finding, home, now, report, store } from './audit-reports.ts';

test('a path has ~ for the home folder, and for nothing that merely begins like it', () => {
  assert.equal(homePath('/home/ann', home), '~');
  assert.equal(homePath('/home/ann/a b', home), '~/a b');
  assert.equal(homePath('/home/user/x', home), '/home/user/x');
  assert.equal(homePath('C:\\Users\\ann\\x', 'C:\\Users\\ann'), '~\\x');
  assert.equal(homePath('tcp 0.0.0.0:1', home), 'tcp 0.0.0.0:1');
});

test('how long ago something was', () => {
  const minute = 60_000;
  const ages: readonly (readonly [number, string])[] = [
    [0, 'just now'],
    [59 * 1000, 'just now'],
    [minute, '1 min ago'],
    [59.9 * minute, '59 min ago'],
    [60 * minute, '1 h ago'],
    [47.9 * 60 * minute, '47 h ago'],
    [48 * 60 * minute, '2 days ago'],
    [13.9 * 24 * 60 * minute, '13 days ago'],
    [14 * 24 * 60 * minute, '2030-01-17'],
    [-minute, '2030-01-31'],
  ];
  for (const [ago, expected] of ages) assert.equal(ageText(now - ago, now), expected);
  assert.equal(ageText(Number.NaN, now), 'unknown');
  assert.equal(ageText(-1e20, now), 'unknown');
});

test('every answer of a store has its words', () => {
  const words = (atRest: Parameters<typeof atRestText>[0]['atRest'], unlockedAt?: string) =>
    atRestText(unlockedAt === undefined ? { atRest } : { atRest, unlockedAt });
  assert.equal(words({ state: 'encrypted', by: 'age' }), 'encrypted (age)');
  assert.equal(words({ state: 'encrypted', by: 'gocryptfs' }, '/mnt'), 'encrypted (gocryptfs), open now');
  assert.equal(words({ state: 'plaintext' }), 'plain text');
  assert.equal(words({ state: 'partly', encrypted: 1, of: 1200 }), '1 of 1,200 notes encrypted');
  assert.equal(words({ state: 'looks-encrypted' }), 'looks encrypted');
  assert.equal(words({ state: 'unknown', why: 'damaged' }), 'unknown: damaged');
});

test('the three values of a disk', () => {
  assert.equal(diskWords({ state: 'encrypted', layer: 'LUKS2' }), 'encrypted (by LUKS2)');
  assert.equal(diskWords({ state: 'not-detected' }), 'not detected');
  assert.equal(diskWords({ state: 'unknown' }), 'unknown');
});

test('of a service its own words and advice are told, and no sentence is taken for a command', () => {
  const service = finding({
    rule: 'service.no-auth',
    severity: 'critical',
    store: 'ollama-server',
    path: 'tcp 0.0.0.0:11434',
    args: { service: 'Ollama', what: 'answers without a key', fix: 'Set OLLAMA_HOST.', config: `${home}/.ollama/x` },
  });
  assert.equal(aboutName(service, report()), 'Ollama');
  assert.deepEqual(seenTexts(service, report()), ['answers without a key', 'set in ~/.ollama/x']);
  assert.deepEqual([fixCommand(service), appAdvice(service, report())], [undefined, 'Set OLLAMA_HOST.']);
  const old = { what: 'Ollama 0.1: CVE-1', fixed: '0.17.1', source: 'a note (unconfirmed)', version: '0.1' };
  assert.deepEqual(seenTexts({ ...service, rule: 'service.version', args: old }, report()), [
    'Ollama 0.1: CVE-1',
    'mended in 0.17.1',
    'source: a note (unconfirmed)',
  ]);
  assert.deepEqual(seenTexts({ ...service, args: {} }, everything), everything.services[0]?.states);
});

test('what a finding of a store says, by its rule', () => {
  const given = store({
    unlockedAt: '/mnt/open',
    disk: { state: 'encrypted', layer: 'LUKS2', evidence: [], mount: '/' },
    around: {
      synced: { by: 'Dropbox', root: home },
      repository: { root: `${home}/Notes`, tracked: true, remotes: [] },
      network: 'nfs4',
      temporary: true,
    },
  });
  const seen = (rule: Parameters<typeof finding>[0] extends infer T ? NonNullable<T> : never) =>
    seenTexts(finding(rule), report({ stores: [given] })).join(' · ');
  assert.equal(seen({ rule: 'store.notes.plaintext' }), '1,204 notes · 38.0 MB · disk below: encrypted (by LUKS2)');
  assert.equal(seen({ rule: 'store.notes.unlocked' }), 'open at /mnt/open');
  assert.equal(seen({ rule: 'store.notes.synced' }), 'synced by Dropbox · 1,204 notes · 38.0 MB');
  assert.equal(seen({ rule: 'store.ai.committed' }), 'in the git repository ~/Notes, which has no remote');
  assert.equal(seen({ rule: 'store.network' }), 'nfs4');
  assert.equal(
    seen({ rule: 'store.ai.credentials', args: { key: 'api key', file: 'auth.json' } }),
    'api key · auth.json',
  );
  assert.deepEqual(reachTexts(given, home), [
    'synced by Dropbox',
    'in the git repository ~/Notes, which has no remote',
    'on nfs4',
    'in a folder for temporary files',
  ]);
});

test('findings stand in the part of what they are about', () => {
  const parts = everything.findings.map((each) => `${each.rule} ${partOf(each, everything)}`);
  assert.deepEqual(parts.slice(0, 3), [
    'store.passwords.plaintext passwords',
    'service.exposed services',
    'store.readable ai',
  ]);
  assert.deepEqual(
    groupFindings([finding({ severity: 'low' }), finding({ severity: 'high' }), finding({ severity: 'low' })]).map(
      ({ severity, findings }) => [severity, findings.length],
    ),
    [
      ['high', 1],
      ['low', 2],
    ],
  );
});

test('lines are broken between words and parts, and never in what is whole', () => {
  assert.equal(wrapText('one two three', '  ', 9), '  one two\n  three');
  assert.equal(joinWrapped(['one', 'two', 'three'], '', 9), 'one · two\nthree');
  assert.equal(joinWrapped(['a', 'one two three', 'b'], '', 9), 'a\none two\nthree · b');
  assert.equal(joinWrapped(['a', { whole: 'one two three' }], '', 9), 'a\none two three');
  assert.equal(joinWrapped([], '  ', 9), '');
});
