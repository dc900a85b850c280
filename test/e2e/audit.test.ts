import assert from 'node:assert/strict';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { type EditorInstall, ensureEditor } from './install.ts';
import { type EditorServer, startEditor } from './server.ts';
import { chosen, notification, openView, started, treeRow, waitForRows } from './side-bar.ts';
import { type Problem, startBrowser, Workbench } from './workbench.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const vsix = join(root, 'cloister.vsix');
const install: EditorInstall = ensureEditor((text) => process.stderr.write(`${text}\n`));
const skip = install.ok ? false : `real editor: ${install.why}`;

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'cloister audit-')));
const home = join(scratch, 'home');
const notes = join(home, 'Notes');
const transcript = join(home, '.codex/sessions/2030/01/30/rollout-2030-01-30T10-00-00-1.jsonl');
const variables = { HOME: home, CLOISTER_HOME: join(scratch, 'cloister home') };
/** Tall: every row of the view and of the Problems panel is drawn. */
const size = { width: 1500, height: 1700 };
/** What no part of the editor may show. */
const password = ['made', 'up', 'for', 'this', 'test'].join('-');
/** What a terminal shows stands in the page then. */
const settings = { 'terminal.integrated.gpuAcceleration': 'off' };
let browser: Browser;
let server: EditorServer;

/** A home folder with a vault, an agent's transcript that others can read, an export of passwords and a sealed folder. */
function makeHome(): void {
  const files: Readonly<Record<string, string>> = {
    'Notes/.obsidian/app.json': '{}\n',
    'Notes/one.md': '# One\n',
    'Notes/two.md': '# Two\n',
    'Notes/bitwarden_export_20300131.json': JSON.stringify({
      encrypted: false,
      items: [{ id: '1', type: 1, name: 'x', login: { username: 'ann', password } }],
    }),
    '.codex/sessions/2030/01/30/rollout-2030-01-30T10-00-00-1.jsonl': `${JSON.stringify({
      timestamp: '2030-01-30T10:00:00Z',
      type: 'session_meta',
      payload: { id: '1' },
    })}\n`,
    'Private/gocryptfs.conf': JSON.stringify({
      Creator: 'gocryptfs v2.4.0',
      EncryptedKey: 'AAAA',
      ScryptObject: { Salt: 'AAAA', N: 65536, R: 8, P: 1, KeyLen: 32 },
      Version: 2,
      FeatureFlags: ['GCMIV128', 'HKDF', 'DirIV', 'EMENames'],
    }),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  writeFileSync(join(home, 'Private/gocryptfs.diriv'), Buffer.alloc(16, 7));
  // Others reach what their modes open: the folders above are open too.
  for (const folder of [scratch, home]) chmodSync(folder, 0o755);
  for (let folder = dirname(transcript); folder !== home; folder = dirname(folder)) chmodSync(folder, 0o755);
  chmodSync(transcript, 0o644);
}

before(async () => {
  if (!install.ok) return;
  assert.ok(existsSync(vsix), 'cloister.vsix is missing: npm run package makes it');
  makeHome();
  [server, browser] = await Promise.all([
    startEditor(install, vsix, settings, variables),
    startBrowser(install.chromium),
  ]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

async function open(folder: string, at = server): Promise<Workbench> {
  const workbench = await Workbench.open(browser, at.folderUrl(folder), size);
  await started(workbench);
  return workbench;
}

const ofAudit = (all: readonly Problem[]): Problem[] => all.filter(({ source }) => source === 'Cloister Audit');
const welcome = /Notes, agents' memories and exports of passwords may lie open/;

test('a machine is audited: rows by part and severity, evidence, the fix typed but not run, Problems', {
  skip,
}, async () => {
  const workbench = await open(notes);
  const { page } = workbench;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openView(workbench);
  await page.getByText(welcome).first().waitFor();
  await workbench.screenshot('audit-welcome');
  await page.getByRole('button', { name: 'Audit This Machine' }).first().click();
  const told = await notification(workbench, /\d+ findings on this machine: \d+ critical/, 60_000);
  await told.getByRole('button', { name: /^Clear Notification/ }).click();
  const all = await waitForRows(workbench, (each) => each.some((text) => text.startsWith('Services')));
  await workbench.screenshot('audit-tree');
  const has = (pattern: RegExp): void =>
    assert.ok(
      all.some((text) => pattern.test(text)),
      `${pattern}\n${all.join('\n')}`,
    );
  has(/^Notesmedium · \d+ findings?$/);
  has(/^Notes in plain textmedium$/);
  has(/^Obsidian~\/Notes · \d+ notes/);
  has(/^gocryptfs.*~\/Private · encrypted \(gocryptfs\)$/);
  has(/^AI memorieshigh · \d findings$/);
  has(/^A store that others of this machine can readhigh$/);
  has(/^Passwordscritical · \d findings?$/);
  has(/^Export of a password manager in plain textcritical$/);
  has(/^Disk/);
  assert.ok(!(await page.content()).includes(password), 'a value is shown');
  const badge = page.locator('.activitybar .action-item').filter({ has: page.locator('[aria-label^="Cloister"]') });
  assert.match((await badge.locator('.badge-content').first().textContent()) ?? '', /^\d+$/);

  // What proves it is opened; the export is shown where it lies, and no editor holds it.
  await treeRow(workbench, /^Codex.*everyone on this machine/).click();
  await page.locator('.tab.active').filter({ hasText: 'rollout-2030' }).waitFor();
  await workbench.screenshot('audit-evidence');
  await treeRow(workbench, /^Bitwarden export.*1 entry/).click();
  await page.locator('.explorer-folders-view .monaco-list-row.selected').filter({ hasText: 'bitwarden' }).waitFor();
  assert.equal(await page.locator('.tab').filter({ hasText: 'bitwarden' }).count(), 0);

  await openView(workbench);
  await chosen(workbench, /^Codex.*everyone on this machine/, 'Copy Path');
  await page.waitForFunction(`navigator.clipboard.readText().then((text) => text === '${home}/.codex')`);
  await chosen(workbench, /^Codex.*everyone on this machine/, 'Copy Fix Command');
  await page.waitForFunction(`navigator.clipboard.readText().then((text) => text.startsWith("chmod -R go-rwx '"))`);
  await chosen(workbench, /^Codex.*everyone on this machine/, 'Type Fix Command in Terminal');
  await page.locator('.terminal-tabs-entry, .terminal-wrapper').first().waitFor();
  await page.locator('.xterm-rows').filter({ hasText: 'chmod -R go-rwx' }).first().waitFor();
  await page.waitForTimeout(500);
  assert.equal(statSync(transcript).mode & 0o777, 0o644, 'the command was run');
  await workbench.screenshot('audit-terminal');
  await page.locator('.xterm-helper-textarea').first().focus();
  await page.keyboard.press('Enter');
  for (const deadline = Date.now() + 20_000; (statSync(transcript).mode & 0o77) !== 0; ) {
    assert.ok(Date.now() < deadline, 'the command does not mend it');
    await page.waitForTimeout(100);
  }

  await chosen(workbench, /^Codex.*everyone on this machine/, 'What to Do');
  await page.locator('.tab.active').filter({ hasText: 'stores.md' }).waitFor();
  assert.ok(await workbench.showsPage('store.readable'), 'the page of the rule is not shown');
  await workbench.screenshot('audit-docs');

  await workbench.showProblems();
  const problems = ofAudit(await workbench.waitForProblems((each) => ofAudit(each).length >= 2));
  await workbench.screenshot('audit-problems');
  const told2 = problems.map(({ file, code, message }) => `${file} ${code} ${message}`).join('\n');
  assert.match(told2, /bitwarden_export_20300131\.json store\.passwords\.plaintext Export of a password manager/);
  assert.match(told2, /app\.json store\.notes\.plaintext Notes in plain text: \d+ notes/);
  assert.ok(!told2.includes('.codex'), 'what lies outside of the workspace is shown there');

  await workbench.run('Cloister: Clear Findings');
  assert.equal(ofAudit(await workbench.waitForProblems((each) => ofAudit(each).length === 0)).length, 0);
  await page.getByText(welcome).first().waitFor();
  await workbench.close();
});

/** Profiles of Joplin: each database is copied and asked, which takes an audit its time. */
function makeProfiles(folder: string, count: number): void {
  const first = join(folder, '0', 'database.sqlite');
  mkdirSync(dirname(first), { recursive: true });
  const database = new DatabaseSync(first);
  database.exec(
    'CREATE TABLE notes (id TEXT, body TEXT, encryption_applied INT, encryption_cipher_text TEXT); CREATE TABLE folders (id TEXT); CREATE TABLE master_keys (id TEXT); CREATE TABLE settings (key TEXT, value TEXT)',
  );
  database.close();
  for (let index = 1; index < count; index++) {
    mkdirSync(join(folder, `${index}`));
    copyFileSync(first, join(folder, `${index}`, 'database.sqlite'));
  }
}

test('an audit can be cancelled', { skip }, async () => {
  const many = join(home, 'many');
  makeProfiles(many, 1500);
  const workbench = await open(notes);
  await workbench.run('Cloister: Audit This Machine');
  const item = await notification(workbench, /auditing this machine: [\d,]+ files, [\d,]+ stores?/);
  await item.getByRole('button', { name: 'Cancel' }).click();
  await notification(workbench, 'Audit cancelled. Earlier findings stay.');
  await openView(workbench);
  await workbench.page.getByText(welcome).first().waitFor();
  await workbench.close();
  rmSync(many, { recursive: true });
});

test('Restricted Mode: the machine is not audited, and the reason is told', { skip }, async () => {
  if (!install.ok) return;
  const trust = { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' };
  const trusting = await startEditor(install, vsix, { ...settings, ...trust }, variables);
  try {
    const workbench = await open(notes, trusting);
    await workbench.run('Cloister: Audit This Machine');
    await notification(workbench, 'In Restricted Mode Cloister does not audit the machine.');
    await openView(workbench);
    await workbench.page.getByText('In Restricted Mode Cloister does not audit the machine.').first().waitFor();
    await workbench.screenshot('audit-restricted');
    await workbench.close();
  } finally {
    await trusting.stop();
  }
});
