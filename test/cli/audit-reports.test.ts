import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import Ajv04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { auditJsonReport } from '../../src/cli/audit-json-report.ts';
import { auditSarifReport } from '../../src/cli/audit-sarif-report.ts';
import { auditTextReport } from '../../src/cli/audit-text-report.ts';
import { type AuditReport, auditParts, type StoreFacts } from '../../src/core/audit.ts';
import { everything, finding, home, now, report, store } from '../core/audit-reports.ts';

function textOf(
  given: AuditReport,
  overrides: Partial<Parameters<typeof auditTextReport>[0]> = {},
  hidden = 0,
): string {
  return auditTextReport({ colour: false, quiet: false, parts: auditParts, now, ...overrides })(given, {
    seconds: 1.234,
    hidden,
  });
}

const run = { seconds: 1.2345, hidden: 0 };

test('for people: the worst first, what was seen, the fix, then all that was found', () => {
  const text = textOf(everything);
  assert.equal(
    text.slice(0, text.indexOf('medium    Notes in plain text')),
    `critical  Export of a password manager in plain text
          Bitwarden export · ~/Downloads/bitwarden_export.json · 12 entries · 4.1 KB
          Import it where it belongs, then delete it and empty the trash; change the passwords if it
          was synced.
          Bitwarden export: Import it, then delete it.

critical  A local AI service listens beyond this machine
          Ollama · tcp 0.0.0.0:11434 · listens on all interfaces, port 11434
            asks for no password
          Bind it to 127.0.0.1, or put it behind a password and a firewall.

high      A store that others of this machine can read
          Codex · ~/.codex · everyone on this machine can read it (mode 755) · 312 files
          Take the permission away.
            chmod -R go-rwx '/home/ann/.codex'

`,
  );
  assert.equal(
    text.slice(text.indexOf('AI memories')),
    `AI memories
  Codex               ~/.codex · 312 conversations · 1.2 GB · newest 2 h ago · oldest 2026-01-03
                        kept: no limit is set
                        everyone on this machine can read 312 of its 1,300 files (mode 755)

Exports of passwords
  Bitwarden export    ~/Downloads/bitwarden_export.json · plain text · 12 entries · 4.1 KB
                        newest 2 h ago

Encrypted
  gocryptfs           ~/Private · encrypted (gocryptfs)

Disks
  /                   not detected · 4 stores · vda1: no dm device
  swap                not detected · /dev/vda2

Services
  Ollama              tcp 0.0.0.0:11434 · listens on all interfaces, port 11434
                        asks for no password

8 findings: 2 critical, 1 high, 4 medium, 1 low.
Looked at 12,345 entries of folders in 1.23 s: 5 stores, 1 service.
2 skipped: 1 unreadable, 1 damaged. \`--format json\` names them.
`,
  );
});

test('a line is at most 100 columns wide, where no path or command alone is longer', () => {
  for (const line of textOf(everything).split('\n')) {
    if (!line.includes('https://')) assert.ok(line.length <= 100, `${line.length}: ${line}`);
  }
  const long = `${home}/${'very long name '.repeat(12).trim()}`;
  const text = textOf(report({ stores: [store({ root: long })], findings: [finding({ path: long })] }));
  assert.ok(text.includes(`~${long.slice(home.length)}\n`), 'the path was broken');
});

test('colours say nothing that the words do not', () => {
  assert.equal(stripVTControlCharacters(textOf(everything, { colour: true })), textOf(everything));
  assert.notEqual(textOf(everything, { colour: true }), textOf(everything));
});

test('only the findings, or only the parts that were asked for', () => {
  const quiet = textOf(everything, { quiet: true });
  assert.doesNotMatch(quiet, /Note stores|Looked at|skipped/);
  assert.match(quiet, /chmod/);
  const disks = textOf(report({ machine: everything.machine }), { parts: ['disk'] });
  assert.match(disks, /^Disks\n/);
  assert.doesNotMatch(disks, /Note stores|Services/);
});

test('a machine without anything says so, part by part', () => {
  const text = textOf(report());
  assert.match(text, /Note stores\n {2}none found\n\nAI memories\n {2}none found/);
  assert.doesNotMatch(text, /Encrypted/);
  assert.match(text, /\nNothing was found that lies open\.\nLooked at 1,000 entries of folders in 1\.23 s: 0 stores/);
});

test('what is less severe than was asked for is counted, and never taken for nothing', () => {
  const text = textOf(report(), {}, 3);
  assert.match(text, /\nNo findings of this severity\.\n3 findings of less severity not shown\.\nLooked at/);
  assert.match(textOf(everything, {}, 1), /1 low\.\n1 finding of less severity not shown\./);
});

test('hundreds of low findings do not drown a critical one, and are counted', () => {
  const many = Array.from({ length: 300 }, (_, index) => finding({ severity: 'low', path: `${home}/v/${index}` }));
  const worst = finding({ rule: 'store.passwords.plaintext', severity: 'critical', store: 'lastpass' });
  const text = textOf(report({ findings: [...many, worst] }));
  assert.match(text, /^critical {2}Export of a password manager/);
  assert.match(text, /\nlow {7}Notes in plain text \(300\)\n/);
  assert.match(text, /… and 295 more, which `--format json` lists/);
  assert.ok(text.split('\n').length < 50);
});

test('many stores of one app are listed by size and counted', () => {
  const stores = Array.from({ length: 60 }, (_, index) => {
    return store({ store: 'sqlite', name: 'SQLite database', root: `${home}/db/${index}.sqlite`, bytes: index << 10 });
  });
  const text = textOf(report({ stores }));
  assert.match(text, /SQLite database {5}~\/db\/59\.sqlite/);
  assert.match(text, /… and 57 more \(1\.6 MB\), which `--format json` lists/);
});

test('hostile names can not move the cursor, hide or pass for another line', () => {
  const path = `${home}/no\u001b[2Jtes\n\u202ecod.exe`;
  const hostile = store({
    root: path,
    retention: 'a\u001b]0;x\u0007b',
    around: { synced: { by: '\u009b1m', root: path } },
    atRest: { state: 'unknown', why: 'x\ry' },
  });
  const args = { fix: `chmod -R go-rwx '${path}'`, state: '\u001b[31m' };
  const given = report({
    stores: [hostile],
    findings: [finding({ path, args }), finding({ rule: 'store.backup', store: 'joplin', path, args })],
    machine: {
      disks: [{ state: 'encrypted', layer: '\u001b[0m', evidence: ['\u0007'], mount: '/\n' }],
      swap: { state: 'none', evidence: ['\r'] },
    },
    services: [{ service: 'mcp', name: '\u001bm', where: '\u001bw', states: ['\u001bs'] }],
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none of these may be printed.
  assert.doesNotMatch(textOf(given), /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
});

test('a disk is never said to be unencrypted', () => {
  for (const state of ['encrypted', 'in-progress', 'suspended', 'not-detected', 'unknown'] as const) {
    const disk = { state, evidence: [], mount: '/' };
    const text = textOf(
      report({ stores: [store({ disk })], machine: { disks: [disk], swap: { state, evidence: [] } } }),
    );
    assert.doesNotMatch(text, /unencrypted|not encrypted/);
  }
});

test('for programs: the whole report with its version, in an order that depends on nothing else', () => {
  const text = auditJsonReport('1.2.3')(everything, run);
  const parsed = JSON.parse(text);
  assert.deepEqual(Object.keys(parsed), [
    'version',
    'cloister',
    'home',
    'platform',
    'findings',
    'stores',
    'services',
    'machine',
    'skipped',
    'walked',
    'summary',
  ]);
  assert.deepEqual(parsed.stores, JSON.parse(JSON.stringify(everything.stores)));
  assert.deepEqual(parsed.services, everything.services);
  assert.deepEqual(parsed.skipped, everything.skipped);
  for (const [index, each] of everything.findings.entries())
    for (const key of ['rule', 'severity', 'place', 'fingerprint', 'args'] as const)
      assert.deepEqual(parsed.findings[index][key], each[key]);
  assert.deepEqual(parsed.summary.severities, { critical: 2, high: 1, medium: 4, low: 1 });
  // The same members in another order.
  const turned = everything.stores.map((each): StoreFacts => {
    const { store, root, ...rest } = each;
    return { ...rest, root, store };
  });
  assert.equal(auditJsonReport('1.2.3')({ ...everything, stores: turned }, run), text);
});

const schema = JSON.parse(readFileSync(new URL('./sarif-2.1.0.schema.json', import.meta.url), 'utf8'));
const ajv = new Ajv04.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const isSarif = ajv.compile(schema);

test('SARIF: valid, with absolute addresses, a socket by its name', () => {
  for (const given of [everything, report()]) {
    const log = JSON.parse(auditSarifReport('1.2.3', '/somewhere')(given, run));
    const isValid: boolean = isSarif(log);
    assert.ok(isValid, JSON.stringify(isSarif.errors?.slice(0, 3)));
    const { results, tool, invocations } = log.runs[0];
    assert.equal(results.length, given.findings.length);
    assert.equal(invocations[0].toolExecutionNotifications.length, given.skipped.length);
    for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex].id, ruleId);
    if (given !== everything) continue;
    const places = results.map(({ locations }: { locations: unknown[] }) => locations[0]);
    assert.deepEqual(places[0], {
      physicalLocation: { artifactLocation: { uri: 'file:///home/ann/Downloads/bitwarden_export.json' } },
    });
    assert.deepEqual(places[1], { logicalLocations: [{ fullyQualifiedName: 'tcp 0.0.0.0:11434', kind: 'resource' }] });
  }
});
