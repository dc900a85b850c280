import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { madeUp } from '../detect/scanning.ts';
import { type EditorInstall, ensureEditor } from './install.ts';
import { Repository } from './repository.ts';
import { type EditorServer, startEditor } from './server.ts';
import { chosen, notification, openView, started, treeRow, waitForRows } from './side-bar.ts';
import { type Problem, startBrowser, Workbench } from './workbench.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const vsix = join(root, 'cloister.vsix');
const install: EditorInstall = ensureEditor((text) => process.stderr.write(`${text}\n`));
const skip = install.ok ? false : `real editor: ${install.why}`;

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'cloister history-')));
/** Where git is to be found, and no Node. */
const programs = join(scratch, 'programs');
/** Every folder in which the editor or Cloister starts git. */
const calls = join(scratch, 'calls');
const variables = { HOME: join(scratch, 'home'), CLOISTER_HOME: join(scratch, 'cloister home'), PATH: programs };
/** The editor's own Source Control works beside Cloister. */
const settings = { 'git.enabled': true, 'git.openRepositoryInParentFolders': 'never', 'git.autofetch': false };
const size = { width: 1400, height: 900 };
let browser: Browser;
let server: EditorServer;

before(async () => {
  if (!install.ok) return;
  assert.ok(existsSync(vsix), 'cloister.vsix is missing: npm run package makes it');
  for (const folder of [variables.HOME, programs]) mkdirSync(folder);
  const git = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
  writeFileSync(join(programs, 'git'), `#!/bin/sh\necho "$PWD" >>'${calls}'\nexec '${git}' "$@"\n`, { mode: 0o755 });
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

/** Put together from parts, as those of `madeUp` are. */
const madeUpSlack = ['xoxb', '123456789012', '1234567890123', 'Ab3dEf6hIj9kLm2nOp5qRs8t'].join('-');
const line = `The key is ${madeUp.github}, keep it.\n`;

/** Notes with a secret that was deleted, one that still stands, one in UTF-16, and one in a message; all was pushed. */
function makeNotes(name: string): { repository: Repository; first: string; withMessage: string } {
  const repository = new Repository(join(scratch, name));
  repository.write('notes/keys.md', `# Keys\n\n${line}`);
  repository.write('todo.md', 'Nothing.\n');
  const first = repository.commit('Keys');
  repository.write('notes/keys.md', '# Keys\n\nNone any more.\n');
  repository.write(
    'wide.md',
    Buffer.from(`\ufeffWide\r\n\r\nÄö postgres://ann:${madeUp.token}@db.example.net/x\r\n`, 'utf16le'),
  );
  const withMessage = repository.commit(`Cleaned up\n\nIt was ${madeUpSlack}`);
  const remote = join(scratch, `${name} remote.git`);
  repository.git('init', '--quiet', '--bare', remote);
  repository.git('remote', 'add', 'origin', remote);
  repository.git('push', '--quiet', 'origin', 'main');
  repository.write('todo.md', 'Still nothing.\n');
  repository.commit('Later');
  return { repository, first, withMessage };
}

/** Opens a folder and waits until Cloister is there. */
async function open(folder: string, at = server): Promise<Workbench> {
  const workbench = await Workbench.open(browser, at.folderUrl(folder), size);
  await started(workbench);
  return workbench;
}

/** What is selected in the editor, as the status bar tells it. */
async function selection({ page }: Workbench, wanted: string): Promise<void> {
  await page.locator('.statusbar').getByText(wanted, { exact: true }).first().waitFor();
}

/** What the editor shows, without the blanks that it draws in its own way. */
async function shownText({ page }: Workbench): Promise<string> {
  const lines = page.locator('.editor-instance .view-lines').first();
  return ((await lines.textContent()) ?? '').replaceAll('\u00a0', ' ');
}

test('a history is scanned: tree, Problems, the object at its commit, read-only and marked', { skip }, async () => {
  const { repository, first, withMessage } = makeNotes('my notes');
  const workbench = await open(repository.folder);
  const { page } = workbench;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openView(workbench);
  await page.getByText('Deleting a secret from a note does not delete it').first().waitFor();
  await workbench.screenshot('history-welcome');
  await page.getByRole('button', { name: 'Scan Git History' }).first().click();
  await (await notification(workbench, '3 findings in 3 commits.'))
    .getByRole('button', { name: /^Clear Notification/ })
    .click();
  const tree = await waitForRows(workbench, (all) => all.length === 7);
  assert.deepEqual(
    tree.map((text) => text.replace(/\d{4}-\d\d-\d\d.*/, '')),
    [
      'my notes3 findings',
      'Password in a database addresshigh · 1 finding',
      `wide.md:3still in the tree · pushed to origin · ${withMessage.slice(0, 8)} · `,
      'Slack tokenhigh · 1 finding',
      `Commit message:3pushed to origin · ${withMessage.slice(0, 8)} · `,
      'GitHub tokenmedium · 1 finding',
      `notes/keys.md:3pushed to origin · ${first.slice(0, 8)} · `,
    ],
  );
  assert.ok(!tree.join().includes(madeUp.github));

  // The version that is gone from the tree: whole, marked, and nobody can type into it.
  await treeRow(workbench, 'keys.md:3').click();
  const tab = page.locator('.tab.active');
  await tab.filter({ hasText: `keys.md (${first.slice(0, 8)}, 2024-03-01)` }).waitFor();
  await selection(workbench, `Ln 3, Col ${12 + madeUp.github.length} (${madeUp.github.length} selected)`);
  await page.locator('.editor-instance .squiggly-warning').first().waitFor();
  const text = await shownText(workbench);
  assert.equal(text, `# Keys${line.trimEnd()}`);
  await page.locator('.editor-instance .view-lines').first().click();
  await page.keyboard.type('typed');
  await page.getByText('Cannot edit in read-only editor').first().waitFor();
  await workbench.screenshot('history-read-only');
  assert.equal(await shownText(workbench), text);
  assert.equal(await page.locator('.tab.active.dirty').count(), 0);

  // UTF-16 with a mark and CRLF: the span fits what is shown.
  await treeRow(workbench, 'wide.md:3').click();
  await tab.filter({ hasText: 'wide.md (' }).waitFor();
  await selection(workbench, 'Ln 3, Col 59 (55 selected)');
  assert.match(await shownText(workbench), /^Wide.*Äö postgres:/);
  await treeRow(workbench, 'Commit message:3').click();
  await tab.filter({ hasText: 'Commit message (' }).waitFor();
  assert.match(await shownText(workbench), /^Cleaned up.*It was xoxb-/);
  await page.locator('.editor-instance .squiggly-error').first().waitFor();
  await workbench.screenshot('history-message');

  await treeRow(workbench, 'wide.md:3').locator('.monaco-tl-twistie').click();
  const facts = await waitForRows(workbench, (all) => all.length > 7);
  assert.deepEqual(facts.slice(3, 7), [
    `First in commit ${withMessage.slice(0, 8)} by Ann Author, 2024-03-02`,
    'Still in the tree: wide.md',
    'Pushed to origin',
    'Agents can read it',
  ]);
  await workbench.screenshot('history-tree');
  await chosen(workbench, 'wide.md:3', 'Copy Commit Id');
  await page.waitForFunction(`navigator.clipboard.readText().then((text) => text === '${withMessage}')`);
  await chosen(workbench, 'wide.md:3', 'Open File Now');
  await tab.filter({ hasText: /^wide\.md(?! \()/ }).waitFor();

  // A group of their own beside the file in which one still stands.
  await workbench.showProblems();
  const inHistory = (all: readonly Problem[]) => all.filter(({ source }) => source === 'Cloister History');
  const problems = inHistory(await workbench.waitForProblems((all) => inHistory(all).length === 3));
  await workbench.screenshot('history-problems');
  assert.deepEqual(problems.map(({ file, line: at, column }) => `${file} ${at}:${column}`).toSorted(), [
    `my notes (${withMessage.slice(0, 8)}, 2024-03-02)/Commit message 3:8`,
    `my notes (${withMessage.slice(0, 8)}, 2024-03-02)/wide.md 3:4`,
    `my notes/notes (${first.slice(0, 8)}, 2024-03-01)/keys.md 3:12`,
  ]);

  await workbench.run('Cloister: Clear Findings');
  assert.equal(inHistory(await workbench.waitForProblems((all) => inHistory(all).length === 0)).length, 0);
  await page.getByText('Deleting a secret from a note does not delete it').first().waitFor();
  await workbench.close();
});

test('the settings of the Problems panel hold, and say what they hide', { skip }, async () => {
  const { repository } = makeNotes('with settings');
  repository.write('.vscode/settings.json', JSON.stringify({ 'cloister.severity': 'high' }));
  const workbench = await open(repository.folder);
  await workbench.run('Cloister: Scan Git History');
  const item = await notification(workbench, '2 findings in 3 commits. 1 more is hidden by settings.');
  await item.getByRole('button', { name: 'Show Findings' }).click();
  const tree = await waitForRows(workbench, (all) => all.length === 6);
  assert.deepEqual([tree.length, tree.at(-1)], [6, '1 more is hidden by settings.']);
  repository.write('.vscode/settings.json', JSON.stringify({ 'cloister.severity': 'medium' }));
  assert.equal((await waitForRows(workbench, (all) => all.length === 7))[0], 'with settings3 findings');

  // In a vault a finding can be accepted; the next scan knows of it.
  await chosen(workbench, 'keys.md:3', 'Accept This Finding…');
  await notification(workbench, 'This finding is in no vault, and a baseline belongs to one.');
  const cli = [join(root, 'dist', 'cli.cjs'), 'init', '--open', '--no-protect'];
  execFileSync(process.execPath, cli, { cwd: repository.folder, env: { ...process.env, ...variables } });
  await chosen(workbench, 'keys.md:3', 'Accept This Finding…');
  const reason = workbench.page.locator('.quick-input-widget:not([style*="display: none"]) input');
  await reason.waitFor();
  await workbench.page.keyboard.type('It was revoked');
  await workbench.page.keyboard.press('Enter');
  const accepted = await waitForRows(workbench, (all) => all.at(-1) === 'Accepted in the baseline: 1.');
  assert.deepEqual([accepted[0], accepted.at(-1)], ['with settings2 findings', 'Accepted in the baseline: 1.']);
  assert.match(readFileSync(join(repository.folder, '.cloister/baseline.json'), 'utf8'), /It was revoked/);
  await workbench.screenshot('history-accepted');
  await workbench.run('Cloister: Scan Git History');
  await notification(workbench, '2 findings in 3 commits. Accepted in the baseline: 1.');
  await workbench.close();
});

test('several repositories, each once, and a folder without one', { skip }, async () => {
  const { repository } = makeNotes('several');
  repository.git('worktree', 'add', '--quiet', '-b', 'side', join(scratch, 'several worktree'));
  const other = new Repository(join(scratch, 'other'));
  other.write('a.md', line);
  other.commit('A');
  // What no file holds: an annotated tag, and a note of git.
  other.git('tag', '-a', 'v1', '-m', `Tagged\n\nWith ${madeUpSlack}`);
  other.git('notes', 'add', '-m', `It was postgres://ann:${madeUp.token}@db.example.net/x`);
  const plain = join(scratch, 'plain');
  mkdirSync(plain);
  const file = join(scratch, 'several.code-workspace');
  const folders = [repository.folder, join(scratch, 'several worktree'), other.folder, plain].map((path) => ({ path }));
  writeFileSync(file, JSON.stringify({ folders }));
  const workbench = await Workbench.open(browser, server.workspaceUrl(file), size);
  await started(workbench);
  await workbench.run('Cloister: Scan Git History');
  await notification(workbench, '6 findings in 5 commits.');
  await openView(workbench);
  const tree = await waitForRows(workbench, (all) => all.length >= 14);
  assert.deepEqual(
    tree.filter((text) => /\d findings?$/.test(text) && !text.includes('·')),
    ['several3 findings', 'other3 findings'],
  );
  await workbench.screenshot('history-several');
  const tab = workbench.page.locator('.tab.active');
  await treeRow(workbench, 'Tag message:3').click();
  await tab.filter({ hasText: 'Tag message (' }).waitFor();
  assert.match(await shownText(workbench), /^Tagged.*With xoxb-/);
  const noted = `Note of git on ${other.head().slice(0, 8)}`;
  await treeRow(workbench, noted).click();
  await tab.filter({ hasText: `${noted} (` }).waitFor();
  assert.match(await shownText(workbench), /^It was postgres:/);
  await workbench.screenshot('history-note');
  await workbench.close();

  const alone = await open(plain);
  await alone.run('Cloister: Scan Git History');
  await notification(alone, 'There is no git repository in this workspace.');
  await alone.close();
});

test('a scan can be cancelled', { skip }, async () => {
  const repository = new Repository(join(scratch, 'long'));
  repository.gitAt(undefined, ['fast-import', '--quiet'], longHistory(12_000));
  const workbench = await open(repository.folder);
  await workbench.run('Cloister: Scan Git History');
  const item = await notification(workbench, /the git history: long: [1-9][\d,]* /);
  await workbench.screenshot('history-progress');
  await item.getByRole('button', { name: 'Cancel' }).click();
  await notification(workbench, /Scan cancelled after [\d,]+ objects?\. Earlier findings stay\./);
  await openView(workbench);
  await workbench.page.getByText('Deleting a secret from a note does not delete it').first().waitFor();
  await workbench.screenshot('history-cancelled');
  await workbench.close();
});

/** Commits of a hundred notes each, for `git fast-import`: with much to look at, so that a scan takes its time. */
function longHistory(notes: number): string {
  const parts: string[] = [];
  for (let index = 0; index < notes; index++) {
    if (index % 100 === 0)
      parts.push(`commit refs/heads/main\ncommitter A <a@example.org> ${1_700_000_000 + index} +0000\ndata 1\nc\n`);
    const text = `Note ${index}: ${'token: see the vault, password: none here, secret = ask me, call 030 123456, born 1.2.1980. '.repeat(30)}`;
    parts.push(`M 100644 inline notes/${index % 1000}.md\ndata ${text.length}\n${text}\n`);
  }
  return parts.join('');
}

test('Restricted Mode: no git is started, and the reason is told', { skip }, async () => {
  if (!install.ok) return;
  const { repository } = makeNotes('not trusted');
  const trusting = await startEditor(
    install,
    vsix,
    { ...settings, 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' },
    variables,
  );
  try {
    const workbench = await open(repository.folder, trusting);
    const before = gitCalls();
    for (const command of ['Scan Git History', 'Install Pre-Commit Hook', 'Uninstall Pre-Commit Hook']) {
      await workbench.run(`Cloister: ${command}`);
      const item = await notification(workbench, 'In Restricted Mode Cloister does not start git.');
      await item.getByRole('button', { name: /^Clear Notification/ }).click();
    }
    await openView(workbench);
    await workbench.page.getByRole('button', { name: 'Manage Workspace Trust' }).first().waitFor();
    await workbench.screenshot('history-restricted');
    assert.equal(existsSync(join(repository.folder, '.git/hooks/pre-commit')), false);
    assert.deepEqual(
      gitCalls()
        .slice(before.length)
        .filter((folder) => folder.startsWith(repository.folder)),
      [],
    );
    await workbench.close();
  } finally {
    await trusting.stop();
  }
});

/** The folders in which git was started, by anything of the editor. */
function gitCalls(): string[] {
  return existsSync(calls) ? readFileSync(calls, 'utf8').split('\n').filter(Boolean) : [];
}

/** @param before rows of the file that are staged already */
async function stage(workbench: Workbench, name: string, before = 0): Promise<void> {
  const { page } = workbench;
  // A file may be staged in one version and changed in another: then the last row is the one that can be staged.
  const row = page.locator('.scm-view .monaco-list-row').filter({ hasText: name }).nth(before);
  await row.waitFor();
  await row.hover();
  await row.getByRole('button', { name: /Stage Changes/ }).click();
}

async function commit({ page }: Workbench): Promise<void> {
  await page.locator('.scm-view .button-container .monaco-button').filter({ hasText: 'Commit' }).first().click();
}

test('the hook stops a commit in the Source Control view, which says why', { skip }, async () => {
  const repository = new Repository(join(scratch, 'committing'));
  repository.write('readme.md', 'Notes.\n');
  const before = repository.commit('First');
  const workbench = await open(repository.folder);
  const { page } = workbench;
  await workbench.run('Cloister: Install Pre-Commit Hook');
  await notification(workbench, 'Commits in committing are scanned from now on, by way of git’s own hooks.');
  await workbench.screenshot('hook-installed');
  assert.ok(existsSync(join(repository.folder, '.git/hooks/pre-commit')));

  repository.write('notes/new.md', `# New\n\n${line}`);
  await openView(workbench, 'Source Control');
  await stage(workbench, 'new.md');
  await page.locator('.scm-view .monaco-list-row').filter({ hasText: 'Staged Changes' }).first().waitFor();
  await page.locator('.scm-view .scm-editor').first().click();
  await page.keyboard.type('A new note');
  await commit(workbench);
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.filter({ hasText: 'Git: Cloister stopped this commit: 1 secret in 1 file.' }).waitFor();
  await workbench.screenshot('hook-stopped');
  assert.equal(repository.head(), before);
  await dialog.getByRole('button', { name: 'Show Command Output' }).click();
  await page.locator('.tab.active').filter({ hasText: 'git-error' }).waitFor();
  await page.locator('.editor-instance .view-line').filter({ hasText: 'remove it' }).first().waitFor();
  const output = await shownText(workbench);
  assert.match(output, /notes\/new\.md:3:12.*GitHub token: ghp_••••••••.*\[secret\.github\.token\]/);
  assert.ok(!output.includes(madeUp.github));
  await workbench.screenshot('hook-output');

  // Without the secret it goes through.
  repository.write('notes/new.md', '# New\n\nNothing.\n');
  await stage(workbench, 'new.md', 1);
  await commit(workbench);
  await until(() => repository.head() !== before, 'the commit');
  assert.equal(repository.git('log', '-1', '--format=%s').trim(), 'A new note');
  await page.locator('.scm-view .monaco-list-row').filter({ hasText: 'new.md' }).first().waitFor({ state: 'detached' });
  await workbench.screenshot('hook-passed');
  await workbench.close();
});

test('a hook that was there is kept and called; Undo and Uninstall put it back', { skip }, async () => {
  const repository = new Repository(join(scratch, 'hooked'));
  repository.write('readme.md', 'Notes.\n');
  repository.commit('First');
  const hook = join(repository.folder, '.git/hooks/pre-commit');
  const own = '#!/bin/sh\necho called >>called.txt\n';
  writeFileSync(hook, own, { mode: 0o755 });
  const workbench = await open(repository.folder);
  await workbench.run('Cloister: Install Pre-Commit Hook');
  const item = await notification(workbench, /Commits in hooked are scanned from now on.*kept, and called first/);
  assert.match(readFileSync(hook, 'utf8'), /cloister/);
  repository.write('readme.md', 'More notes.\n');
  repository.commit('Second');
  assert.equal(readFileSync(join(repository.folder, 'called.txt'), 'utf8'), 'called\n');
  await item.getByRole('button', { name: 'Undo' }).click();
  await notification(workbench, 'Commits in hooked are no longer scanned.');
  assert.equal(readFileSync(hook, 'utf8'), own);

  await workbench.run('Cloister: Install Pre-Commit Hook');
  await until(() => readFileSync(hook, 'utf8') !== own, 'the hook');
  await workbench.run('Cloister: Uninstall Pre-Commit Hook');
  const dialog = workbench.page
    .locator('.monaco-dialog-box')
    .filter({ hasText: 'Stop scanning what is committed in hooked?' });
  await dialog.getByRole('button', { name: 'Uninstall', exact: true }).click();
  await until(() => readFileSync(hook, 'utf8') === own, 'the hook of before');
  await workbench.screenshot('hook-uninstalled');
  await workbench.close();
});

async function until(isDone: () => boolean, what: string, timeout = 20_000): Promise<void> {
  for (const deadline = Date.now() + timeout; !isDone(); ) {
    if (Date.now() > deadline) throw new Error(`not within ${timeout} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
