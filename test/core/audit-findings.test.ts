import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StoreFacts } from '../../src/core/audit.ts';
import { auditFindings, findingsOf } from '../../src/core/audit-findings.ts';

const root = '/home/p/notes';

function factsOf(changes: Partial<StoreFacts> = {}): StoreFacts {
  return {
    store: 'obsidian',
    name: 'Obsidian',
    holds: 'notes',
    root,
    evidence: `${root}/.obsidian/app.json`,
    atRest: { state: 'plaintext' },
    parts: [{ kind: 'notes', path: root }],
    files: 1,
    bytes: 1,
    open: [],
    openCount: 0,
    around: {},
    disk: { state: 'not-detected', evidence: [], mount: '/' },
    ...changes,
  };
}

const told = (changes: Partial<StoreFacts>, isWithin = false): string[] =>
  findingsOf(factsOf(changes), isWithin).map(({ rule, severity }) => `${severity} ${rule}`);

const encrypted = { state: 'encrypted', layer: 'LUKS2', evidence: [], mount: '/' } as const;
const synced = { by: 'Dropbox', root: '/home/p/Dropbox' };
const remotes = [{ name: 'origin', url: 'git.example.org/p/notes' }];
const open = [{ path: `${root}/a.md`, mode: 0o644, to: 'everyone' }] as const;

test('an encrypted store gives no finding, wherever it lies and whoever can read it', () => {
  const everything = {
    around: { synced, network: 'nfs4', temporary: true, repository: { root, tracked: true, remotes } },
    open,
    openCount: 1,
  };
  for (const state of ['encrypted', 'looks-encrypted'] as const)
    assert.deepEqual(told({ atRest: { state, by: 'age' }, ...everything }), []);
  assert.deepEqual(told({ atRest: { state: 'unknown', why: 'a newer version' }, ...everything }), []);
  assert.deepEqual(told({ store: 'sqlite', ...everything }), []);
  assert.deepEqual(told({ holds: 'passwords', atRest: { state: 'encrypted', by: 'Bitwarden' }, ...everything }), []);
});

test('plain text is low where the disk below is encrypted, else medium; one finding for a store', () => {
  assert.deepEqual(told({}), ['medium store.notes.plaintext']);
  assert.deepEqual(told({ disk: encrypted }), ['low store.notes.plaintext']);
  for (const state of ['unknown', 'in-progress', 'suspended'] as const)
    assert.deepEqual(told({ disk: { ...encrypted, state } }), ['medium store.notes.plaintext']);
  assert.deepEqual(told({ holds: 'ai', store: 'codex' }), ['medium store.ai.plaintext']);
  assert.deepEqual(told({ holds: 'ai', store: 'codex', disk: encrypted }), ['low store.ai.plaintext']);
  assert.deepEqual(told({ holds: 'passwords', store: 'bitwarden', disk: encrypted }), [
    'critical store.passwords.plaintext',
  ]);
  const [partly] = findingsOf(factsOf({ atRest: { state: 'partly', encrypted: 7, of: 10 } }));
  assert.deepEqual(
    [partly?.rule, partly?.severity, partly?.args],
    ['store.notes.partly', 'medium', { plain: '3 of 10 in plain text' }],
  );
});

test('a store whose notes another one tells of says nothing about them again', () => {
  assert.deepEqual(told({ around: { synced } }, true), []);
  assert.deepEqual(told({ open, openCount: 1 }, true), ['medium store.readable']);
});

test('an encrypted store that stands open is low, at the place where it stands open', () => {
  const remarks = findingsOf(factsOf({ atRest: { state: 'encrypted', by: 'gocryptfs' }, unlockedAt: '/home/p/open' }));
  assert.deepEqual(remarks, [
    { rule: 'store.notes.unlocked', severity: 'low', about: 'obsidian', path: '/home/p/open', args: {} },
  ]);
});

test('what others can read is medium for notes, high for transcripts and passwords, nothing for settings', () => {
  const plain = (holds: StoreFacts['holds']): string =>
    `${holds === 'passwords' ? 'critical' : 'medium'} store.${holds}.plaintext`;
  assert.deepEqual(told({ open, openCount: 1 }), [plain('notes'), 'medium store.readable']);
  const ai = { store: 'codex', holds: 'ai', open, openCount: 1 } as const;
  for (const kind of ['transcripts', 'credentials', 'memory'] as const)
    assert.deepEqual(told({ ...ai, parts: [{ kind, path: root }] }), [plain('ai'), 'high store.readable']);
  assert.deepEqual(told({ ...ai, parts: [{ kind: 'settings', path: root }] }), [plain('ai')]);
  assert.deepEqual(told({ ...ai, parts: [{ kind: 'index', path: root }] }), [plain('ai'), 'medium store.readable']);
  assert.deepEqual(told({ store: 'bitwarden', holds: 'passwords', open, openCount: 1 }), [
    plain('passwords'),
    'high store.readable',
  ]);
});

test('the command that closes a store names its parts, quoted for a shell', () => {
  const hostile = "/home/p/it's $(x)";
  const remark = findingsOf(
    factsOf({
      root: '/home/p',
      parts: [
        { kind: 'notes', path: hostile },
        { kind: 'index', path: `${hostile}/index` },
        { kind: 'backup', path: '/home/p/closed' },
      ],
      open: [{ path: `${hostile}/index/a`, mode: 0o640, to: 'group' }],
      openCount: 1,
    }),
  ).find(({ rule }) => rule === 'store.readable');
  assert.deepEqual(remark?.args, {
    path: `${hostile}/index/a`,
    mode: 'mode 640',
    to: 'its group',
    count: '1 file',
    fix: String.raw`chmod -R go-rwx '/home/p/it'\''s $(x)'`,
  });
  const many = findingsOf(
    factsOf({
      parts: 'abcdefg'.split('').map((name) => ({ kind: 'notes', path: `${root}/${name}` })),
      open,
      openCount: 70,
    }),
  );
  assert.equal(many.find(({ rule }) => rule === 'store.readable')?.args['fix'], `chmod -R go-rwx '${root}'`);
});

test('synced, committed, on a network, temporary', () => {
  const ai = { store: 'codex', holds: 'ai', disk: encrypted } as const;
  assert.deepEqual(told({ around: { synced } }).slice(1), ['low store.notes.synced']);
  assert.deepEqual(told({ ...ai, around: { synced } }).slice(1), ['medium store.ai.synced']);
  assert.deepEqual(told({ ...ai, around: { synced: { ...synced, endToEnd: true } } }).slice(1), []);
  assert.deepEqual(told({ ...ai, around: { repository: { root, tracked: true, remotes } } }).slice(1), [
    'high store.ai.committed',
  ]);
  assert.deepEqual(told({ ...ai, around: { repository: { root, tracked: true, remotes: [] } } }).slice(1), [
    'medium store.ai.committed',
  ]);
  assert.deepEqual(told({ ...ai, around: { repository: { root, tracked: false, remotes } } }).slice(1), []);
  assert.deepEqual(told({ around: { repository: { root, tracked: true, remotes } } }).slice(1), [
    'low store.notes.committed',
  ]);
  assert.deepEqual(told({ around: { repository: { root, tracked: true, remotes: [] } } }).slice(1), []);
  assert.deepEqual(told({ around: { network: 'nfs4', temporary: true } }).slice(1), [
    'medium store.network',
    'medium store.temporary',
  ]);
});

test('credentials are high where others can read them, synced or committed', () => {
  const path = `${root}/auth.json`;
  const remarks = [{ rule: 'store.ai.credentials', severity: 'medium', about: 'codex', path, args: {} }] as const;
  const ai = { store: 'codex', holds: 'ai', remarks, parts: [] } as const;
  const first = (changes: Partial<StoreFacts>): string | undefined => told({ ...ai, ...changes })[0];
  assert.equal(first({}), 'medium store.ai.credentials');
  assert.equal(first({ open: [{ path, mode: 0o644, to: 'everyone' }], openCount: 1 }), 'high store.ai.credentials');
  assert.equal(first({ open, openCount: 1 }), 'medium store.ai.credentials');
  assert.equal(first({ around: { synced } }), 'high store.ai.credentials');
  assert.equal(first({ around: { repository: { root, tracked: true, remotes: [] } } }), 'high store.ai.credentials');
});

test('findings come worst first, each once, with a fingerprint of rule, store and path alone', () => {
  const remark = {
    rule: 'store.notes.plaintext',
    severity: 'low',
    about: 'obsidian',
    path: '/b',
    args: { n: '1' },
  } as const;
  const hash = (text: string): string => text.replaceAll('\0', '|');
  const findings = auditFindings(
    [
      remark,
      { ...remark, args: { n: '2' }, severity: 'medium' },
      { ...remark, path: '/a' },
      { ...remark, rule: 'store.passwords.plaintext', severity: 'critical', path: '/z' },
    ],
    hash,
  );
  assert.deepEqual(
    findings.map(({ severity, place, fingerprint }) => [severity, place.path, fingerprint]),
    [
      ['critical', '/z', 'audit|store.passwords.plaintext|obsidian|/z'],
      ['medium', '/b', 'audit|store.notes.plaintext|obsidian|/b'],
      ['low', '/a', 'audit|store.notes.plaintext|obsidian|/a'],
    ],
  );
});

test('settings in which a key stands are credentials that others can read; other settings are worth no word', () => {
  const path = `${root}/data.json`;
  const settings = { holds: 'ai', parts: [{ kind: 'settings', path }], openCount: 1 } as const;
  const remark = { severity: 'medium', about: 'obsidian-copilot', path, args: {} } as const;
  const readable = { ...settings, open: [{ path, mode: 0o644, to: 'everyone' }] } as const;
  const withKey = { ...readable, remarks: [{ ...remark, rule: 'store.ai.credentials' }] } as const;
  assert.ok(told(withKey).includes('high store.readable'));
  assert.ok(!told(readable).some((each) => each.endsWith('store.readable')));
});
