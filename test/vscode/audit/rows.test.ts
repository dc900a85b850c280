import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditReport } from '../../../src/core/audit.ts';
import { type AuditRow, auditRows, targetOf } from '../../../src/vscode/audit/rows.ts';
import { auditProgressText, auditSentences, badgeCount } from '../../../src/vscode/audit/words.ts';
import { everything, finding, home, report, store } from '../../core/audit-reports.ts';
import { t } from '../history/findings.ts';

/** A row as it is read, further in for what stands beneath. */
function lines(rows: readonly AuditRow[], depth = 0): string[] {
  return rows.flatMap(({ label, description, mark, icon, rows: inner }) => {
    const text = description === undefined ? label : `${label} | ${description}`;
    return [`${'  '.repeat(depth)}[${mark ?? icon ?? ''}] ${text}`, ...lines(inner, depth + 1)];
  });
}

const withoutFacts = (rows: readonly AuditRow[]): AuditRow[] =>
  rows.map((row) => ({ ...row, rows: row.kind === 'finding' ? [] : withoutFacts(row.rows) }));

test('parts, their rules with the worst first, their findings; what is encrypted has no mark', () => {
  assert.deepEqual(lines(withoutFacts(auditRows(everything, t))), [
    '[notebook] Notes | medium · 3 findings',
    '  [warning] Notes in plain text | medium · 2 findings',
    '    [warning] Joplin | ~/.config/joplin-desktop · 31 notes · 2.0 MB · disk below: not detected',
    '    [warning] Obsidian | ~/Notes · 1,204 notes · 38.0 MB · disk below: not detected',
    '  [information] Notes in plain text in a synced folder | low',
    '    [information] Joplin | ~/.config/joplin-desktop · synced by Dropbox · 31 notes · 2.0 MB',
    '  [lock] gocryptfs | ~/Private · encrypted (gocryptfs)',
    '[hubot] AI memories | high · 2 findings',
    '  [error] A store that others of this machine can read | high',
    '    [error] Codex | ~/.codex · everyone on this machine can read it (mode 755) · 312 files',
    "  [warning] An AI app's memory in plain text | medium",
    '    [warning] Codex | ~/.codex · 312 conversations · 1.2 GB · disk below: not detected',
    '[key] Passwords | critical · 1 finding',
    '  [error] Export of a password manager in plain text | critical',
    '    [error] Bitwarden export | ~/Downloads/bitwarden_export.json · 12 entries · 4.1 KB',
    '[server] Disk | medium · 1 finding',
    '  [warning] No encryption of this disk was detected | medium',
    '    [warning] This machine | / · 5 stores',
    '[broadcast] Services | critical · 1 finding',
    '  [error] A local AI service listens beyond this machine | critical',
    '    [error] Ollama | tcp 0.0.0.0:11434 · listens on all interfaces, port 11434 · asks for no password',
    '[info] 2 skipped: 1 unreadable, 1 damaged.',
  ]);
});

const allRows = (rows: readonly AuditRow[]): AuditRow[] => rows.flatMap((row) => [row, ...allRows(row.rows)]);

test('ids are unique, and the same in a later audit', () => {
  const ids = allRows(auditRows(everything, t)).map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(
    allRows(auditRows(structuredClone(everything), t)).map(({ id }) => id),
    ids,
  );
  const twice = report({ findings: [finding(), finding({ args: { state: 'x' } })], stores: [store()] });
  const again = allRows(auditRows(twice, t)).map(({ id }) => id);
  assert.equal(new Set(again).size, again.length, 'two findings of one place share an id');
});

test('beneath a finding stands what was seen, what to do, and the command', () => {
  const codex = allRows(auditRows(everything, t)).find(
    ({ kind, target }) => kind === 'finding' && target?.fix !== undefined,
  );
  assert.deepEqual(
    codex?.rows.map(({ icon, label }) => [icon, label]),
    [
      ['circle-small', 'everyone on this machine can read it (mode 755)'],
      ['circle-small', '312 files'],
      ['lightbulb', 'Take the permission away.'],
      ['terminal', "chmod -R go-rwx '/home/ann/.codex'"],
    ],
  );
});

test('a row leads to the file that proves it, an export of passwords is not opened, a socket leads nowhere', () => {
  const of = (rule: string) => {
    const found = everything.findings.find((each) => each.rule === rule);
    assert.ok(found !== undefined, rule);
    return targetOf(found, everything);
  };
  const { path, evidence, isSecret, fix } = of('store.readable');
  assert.deepEqual([path, isSecret], [`${home}/.codex`, false]);
  assert.equal(evidence, `${home}/.codex/sessions/2030/01/30/rollout-1.jsonl`);
  assert.equal(fix, "chmod -R go-rwx '/home/ann/.codex'");
  assert.equal(of('store.passwords.plaintext').isSecret, true);
  assert.equal(of('service.exposed').path, undefined);
  for (const each of ['C:\\Users\\ann\\Notes', 'C:/Users/ann', '\\\\server\\share'])
    assert.equal(targetOf(finding({ path: each }), report()).path, each);
});

test('stores without findings are listed for who asks, and services too', () => {
  const given = report({
    stores: [store({ atRest: { state: 'unknown', why: 'no table of notes' } }), store({ root: `${home}/b` })],
    services: everything.services,
  });
  assert.deepEqual(lines(auditRows(given, t)), [
    '[notebook] Notes | No findings',
    '  [] Others, without findings | 2',
    '    [archive] Obsidian | ~/Notes · unknown: no table of notes · 1,204 notes · 38.0 MB',
    '    [archive] Obsidian | ~/b · plain text · 1,204 notes · 38.0 MB',
    '[hubot] AI memories | No findings',
    '[key] Passwords | No findings',
    '[server] Disk | No findings',
    '[broadcast] Services | No findings',
    '  [circle-outline] Ollama | tcp 0.0.0.0:11434 · listens on all interfaces, port 11434 · asks for no password',
  ]);
});

test('foreign names are printable in every row', () => {
  const root = `${home}/a\u001b[2J\u202eb\nc`;
  const hostile: AuditReport = report({
    stores: [store({ root, name: 'x\u0007', around: { synced: { by: '\r', root } } })],
    findings: [finding({ path: root, rule: 'store.notes.synced', args: { fix: `chmod go-rwx '${root}'` } })],
    services: [{ service: 'mcp', name: '\u001b', where: '\u001b', states: ['\u001b'] }],
  });
  for (const { label, description = '', tooltip = '' } of allRows(auditRows(hostile, t)))
    assert.doesNotMatch(`${label}${description}${tooltip.replaceAll('\n', '')}`, /[\p{Cc}\u202a-\u202e]/u);
});

test('the badge counts what is worth a look, the sentences count all', () => {
  assert.equal(badgeCount(everything), 7);
  assert.equal(badgeCount(report({ findings: [finding({ severity: 'low' })] })), 0);
  assert.equal(
    auditSentences(everything, t),
    '8 findings on this machine: 2 critical, 1 high, 4 medium, 1 low. 2 skipped: 1 unreadable, 1 damaged.',
  );
  assert.equal(
    auditSentences(report({ stores: [store()] }), t),
    'Nothing was found that lies open on this machine. Stores: 1.',
  );
  assert.equal(auditProgressText({ folders: 3, files: 12_345, stores: 1 }, t), '12,345 files, 1 store');
});
