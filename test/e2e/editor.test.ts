import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { madeUp } from '../detect/scanning.ts';
import { manifest, plantedKey, vaultFolder } from '../vault.ts';
import { type EditorInstall, ensureEditor } from './install.ts';
import { type EditorServer, startEditor } from './server.ts';
import { type Problem, startBrowser, Workbench } from './workbench.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const vsix = join(root, 'cloister.vsix');
const install: EditorInstall = ensureEditor((text) => process.stderr.write(`${text}\n`));
const skip = install.ok ? false : `real editor: ${install.why}`;

/** Tall enough for every row of the Problems panel: the list holds only those that can be seen. */
const tall = { width: 1600, height: 6500 };
/** Secrets whose findings do not stand in the panel by default: they are of low severity. */
const quietRules = ['secret.stripe.publishable-key'];
/** What stands there by default beside secrets: what its author marked private, and personal data of high severity. */
const shownRules = ['note.private', 'personal.card', 'personal.passport'];

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'cloister editor-')));
let browser: Browser;
let server: EditorServer;
let vault: string;

/** A copy of the sample vault in a folder with a space in its name. */
function copyVault(name: string): string {
  const folder = join(scratch, name);
  cpSync(vaultFolder, folder, { recursive: true });
  return folder;
}

const keyOf = ({ file, line, column, code }: Problem) => plantedKey({ path: file, line, column, rule: code });
const shownByDefault = manifest.planted
  .filter(({ rule }) => (rule.startsWith('secret.') ? !quietRules.includes(rule) : shownRules.includes(rule)))
  .map(plantedKey);
/** What differs between two sets of places; places hold no values. */
function difference(found: readonly string[], expected: readonly string[]) {
  return {
    missing: expected.filter((key) => !found.includes(key)),
    unexpected: found.filter((key) => !expected.includes(key)),
  };
}
const none = { missing: [], unexpected: [] };

before(async () => {
  if (!install.ok) return;
  assert.ok(existsSync(vsix), 'cloister.vsix is missing: npm run package makes it');
  vault = copyVault('my vault');
  [server, browser] = await Promise.all([startEditor(install, vsix), startBrowser(install.chromium)]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

test('every planted finding stands in the Problems panel at its place, and nothing else', { skip }, async () => {
  const workbench = await Workbench.open(browser, server.folderUrl(vault), tall);
  await workbench.showProblems();
  const problems = await workbench.waitForProblems((all) => all.length >= shownByDefault.length);
  assert.deepEqual(difference(problems.map(keyOf), shownByDefault), none);
  assert.equal(problems.length, shownByDefault.length);
  assert.deepEqual([...new Set(problems.map(({ source }) => source))], ['Cloister']);
  await workbench.screenshot('vault-all-problems');
  await workbench.close();
});

test('a screenshot as a person sees it, and the code that leads to the rule page', { skip }, async () => {
  const workbench = await Workbench.open(browser, server.folderUrl(vault), { width: 1280, height: 860 });
  // A note in which no value can be seen.
  await workbench.openFile('Health/Blood work 2025.md');
  await workbench.run('Problems: Focus on Problems View');
  await workbench.page.locator('.markers-panel .marker-code').first().waitFor();
  await workbench.page.locator('.editor-instance .squiggly-info').first().waitFor();
  await workbench.screenshot('problems');
  await workbench.page.locator('.markers-panel a.monaco-link').first().click();
  await workbench.page.locator('.tab.active').filter({ hasText: 'rules.md' }).waitFor();
  // A large page takes a moment to be rendered; the picture shows it at the rule's place.
  assert.ok(await workbench.showsPage('Finds: Password in a database address'));
  await workbench.page.waitForTimeout(1000);
  await workbench.screenshot('rule-page');
  await workbench.close();
});

test('unsaved text gains and loses findings while it is typed', { skip }, async () => {
  const workbench = await Workbench.open(browser, server.folderUrl(vault), tall);
  await workbench.showProblems();
  await workbench.waitForProblems((all) => all.length >= shownByDefault.length);
  await workbench.run('View: Toggle Maximized Panel');
  const file = '3-Resources/typed.md';
  writeFileSync(join(vault, file), 'A note\n\n');
  await workbench.openFile(file);
  await workbench.page.locator('.editor-instance .view-lines').first().click();
  await workbench.page.keyboard.press('Control+End');
  await workbench.page.keyboard.type(`token ${madeUp.github}`, { delay: 5 });
  const inFile = (all: readonly Problem[]) => all.filter((problem) => problem.file === file).map(keyOf);
  const typed = `${file}:3:7 secret.github.token`;
  await workbench.page.locator('.editor-instance').locator('.squiggly-error, .squiggly-warning').first().waitFor();
  await workbench.showProblems();
  assert.deepEqual(inFile(await workbench.waitForProblems((all) => inFile(all).length === 1)), [typed]);
  assert.equal(await workbench.page.locator('.tab.active.dirty').count(), 1, 'the file must not have been saved');
  await workbench.screenshot('typed');
  await workbench.run('View: Toggle Maximized Panel');
  await workbench.page.locator('.editor-instance .view-lines').first().click();
  for (let undo = 0; undo < 60 && (await workbench.page.locator('.tab.active.dirty').count()) > 0; undo++) {
    await workbench.page.keyboard.press('Control+Z');
  }
  await workbench.showProblems();
  assert.deepEqual(inFile(await workbench.waitForProblems((all) => inFile(all).length === 0)), []);
  await workbench.close();
  rmSync(join(vault, file));
});

test('files and folders that come, change and go on disk', { skip }, async () => {
  const folder = join(scratch, 'disk events');
  mkdirSync(folder);
  writeFileSync(join(folder, 'a.md'), 'nothing\n');
  const workbench = await Workbench.open(browser, server.folderUrl(folder), tall);
  await workbench.showProblems();
  await workbench.page.waitForTimeout(3000);
  const expectFiles = async (...files: string[]) => {
    const wanted = files.toSorted().join();
    const namesOf = (all: readonly Problem[]) =>
      all
        .map(({ file }) => file)
        .toSorted()
        .join();
    const problems = await workbench.waitForProblems((all) => namesOf(all) === wanted, 20_000);
    assert.equal(namesOf(problems), wanted);
  };
  await expectFiles();
  mkdirSync(join(folder, 'sub/deep'), { recursive: true });
  writeFileSync(join(folder, 'sub/deep/b.md'), `x ${madeUp.github}\n`);
  writeFileSync(join(folder, 'sub/c.md'), `x ${madeUp.github}\n`);
  await expectFiles('sub/deep/b.md', 'sub/c.md');
  appendFileSync(join(folder, 'a.md'), `x ${madeUp.github}\n`);
  await expectFiles('a.md', 'sub/deep/b.md', 'sub/c.md');
  rmSync(join(folder, 'a.md'));
  await expectFiles('sub/deep/b.md', 'sub/c.md');
  renameSync(join(folder, 'sub/c.md'), join(folder, 'd.md'));
  await expectFiles('d.md', 'sub/deep/b.md');
  rmSync(join(folder, 'sub'), { recursive: true });
  await expectFiles('d.md');
  await workbench.close();
});

test('several folders, and one that is added later', { skip }, async () => {
  const file = join(scratch, 'both.code-workspace');
  for (const name of ['one', 'two', 'three']) {
    mkdirSync(join(scratch, name));
    writeFileSync(join(scratch, name, `${name}.md`), `x ${madeUp.github}\n`);
  }
  let writes = 0;
  const write = (names: readonly string[]) => {
    writes += 1;
    const folders = names.map((name) => ({ path: join(scratch, name) }));
    writeFileSync(file, `${JSON.stringify({ folders })}${' '.repeat(writes)}`);
  };
  write(['one', 'two']);
  const workbench = await Workbench.open(browser, server.workspaceUrl(file), tall);
  await workbench.showProblems();
  /** The editor now and then misses a workspace file's content when it opens: what is written again it reads. */
  const namesWith = async (...names: string[]) => {
    let shown: string[] = [];
    for (let attempt = 0; attempt < 6 && shown.length !== names.length; attempt++) {
      write(names);
      await workbench.page.waitForSelector('.monaco-workbench .statusbar-item');
      await workbench.showProblems();
      const problems = await workbench.waitForProblems((all) => all.length === names.length, 8000);
      shown = problems.map((problem) => problem.file.split('/').at(-1) ?? '').toSorted();
    }
    return shown;
  };
  assert.deepEqual(await namesWith('one', 'two'), ['one.md', 'two.md']);
  assert.deepEqual(await namesWith('one', 'two', 'three'), ['one.md', 'three.md', 'two.md']);
  // The first folder stays: without it the editor would start anew.
  assert.deepEqual(await namesWith('one', 'three'), ['one.md', 'three.md']);
  await workbench.screenshot('several-folders');
  await workbench.close();
});

test('Clear Findings empties the panel, Scan Workspace fills it again and says what it found', { skip }, async () => {
  const workbench = await Workbench.open(browser, server.folderUrl(vault), tall);
  await workbench.showProblems();
  await workbench.waitForProblems((all) => all.length >= shownByDefault.length);
  await workbench.run('Cloister: Clear Findings');
  assert.equal((await workbench.waitForProblems((all) => all.length === 0)).length, 0);
  await workbench.run('Cloister: Scan Workspace');
  const problems = await workbench.waitForProblems((all) => all.length >= shownByDefault.length);
  assert.deepEqual(difference(problems.map(keyOf), shownByDefault), none);
  const messages = await workbench.notifications();
  assert.ok(
    messages.some((message) => /\d+ findings? in \d+ files?/.test(message)),
    messages.join(' | '),
  );
  await workbench.screenshot('scan-command');
  await workbench.close();
});

test('a setting shows everything, at once', { skip }, async () => {
  const folder = copyVault('shows everything');
  const workbench = await Workbench.open(browser, server.folderUrl(folder), tall);
  await workbench.showProblems();
  await workbench.waitForProblems((all) => all.length >= shownByDefault.length);
  mkdirSync(join(folder, '.vscode'));
  const settings = { 'cloister.problems.show': 'everything', 'cloister.severity': 'low' };
  writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  const problems = await workbench.waitForProblems((all) => all.length >= manifest.planted.length);
  assert.deepEqual(difference(problems.map(keyOf), manifest.planted.map(plantedKey)), none);
  await workbench.close();
});

test('an empty window: nothing happens', { skip }, async () => {
  const workbench = await Workbench.open(browser, `${server.url}/?ew=true`, { width: 1280, height: 860 });
  await workbench.page.waitForTimeout(3000);
  assert.deepEqual(await workbench.notifications(), []);
  assert.equal(await workbench.offers('Cloister: Scan Workspace'), false);
  await workbench.close();
});

/** How long Node takes to start, in milliseconds: the best of a few, as a measure of what this machine can do now. */
function nodeStart(): number {
  const once = (): number => {
    const before = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    return performance.now() - before;
  };
  return Math.min(...Array.from({ length: 5 }, once));
}

test('activation takes less than 100 ms, or than Node takes to start twice', { skip }, async (t) => {
  const seen: string[] = [];
  let fast = false;
  // Other programs make a single opening slow, never a fast one out of a slow one.
  while (!fast && seen.length < 5) {
    const workbench = await Workbench.open(browser, server.folderUrl(vault), { width: 1280, height: 860 });
    const took = await workbench.activationTime('Cloister');
    const limit = Math.max(100, 2 * nodeStart());
    seen.push(`${took} of ${Math.round(limit)} ms`);
    fast = took < limit;
    if (fast) await workbench.screenshot('activation');
    await workbench.close();
  }
  t.diagnostic(`activation: ${seen.join(', ')}`);
  assert.ok(fast, seen.join(', '));
});

test('Restricted Mode: scans, with settings that the workspace can not change', { skip }, async () => {
  if (!install.ok) return;
  const trusting = await startEditor(install, vsix, {
    'security.workspace.trust.enabled': true,
    'security.workspace.trust.startupPrompt': 'never',
    'security.workspace.trust.banner': 'always',
  });
  try {
    const folder = copyVault('not trusted');
    mkdirSync(join(folder, '.vscode'));
    const hiding = { 'cloister.exclude': ['**'], 'cloister.scanOnOpen': false, 'cloister.severity': 'critical' };
    writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(hiding));
    const workbench = await Workbench.open(browser, trusting.folderUrl(folder), tall);
    await workbench.page.getByText('Restricted Mode').first().waitFor();
    await workbench.showProblems();
    const problems = await workbench.waitForProblems((all) => all.length >= shownByDefault.length);
    assert.deepEqual(difference(problems.map(keyOf), shownByDefault), none);
    assert.deepEqual(await workbench.notifications(), []);
    await workbench.screenshot('restricted-mode');
    await workbench.close();
  } finally {
    await trusting.stop();
  }
});
