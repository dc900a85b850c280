import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type BrowserContext, chromium, type Locator } from 'playwright-core';
import { recipientOf } from '../../src/node/seal/age.ts';
import { sealedVersion, writeSealed } from '../../src/node/seal/sealed-file.ts';
import { Explorer } from './explorer.ts';
import { type EditorInstall, ensureDebianPackages, ensureEditor } from './install.ts';
import { filesWith, formsOf } from './plain-search.ts';
import { type EditorServer, startEditor } from './server.ts';
import { notification, started } from './side-bar.ts';
import { browserArguments, Workbench } from './workbench.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const vsix = join(root, 'cloister.vsix');
const log = (text: string) => process.stderr.write(`${text}\n`);
const install: EditorInstall = ensureEditor(log);
const noAge = ensureDebianPackages(['age'], log);
const skip = !install.ok ? `real editor: ${install.why}` : (noAge ?? false);

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'cloister seal-')));
const variables = {
  HOME: join(scratch, 'home'),
  TMPDIR: join(scratch, 'tmp'),
  CLOISTER_HOME: join(scratch, 'cloister home'),
};
const profile = join(scratch, 'profile');
let server: EditorServer;
let context: BrowserContext;

before(async () => {
  if (!install.ok || noAge !== undefined) return;
  assert.ok(existsSync(vsix), 'cloister.vsix is missing: npm run package makes it');
  for (const folder of [variables.HOME, variables.TMPDIR]) mkdirSync(folder);
  [server, context] = await Promise.all([
    startEditor(install, vsix, {}, variables),
    // With a profile on the disk: what the page keeps is looked through too.
    chromium.launchPersistentContext(profile, {
      executablePath: install.chromium,
      args: browserArguments,
      viewport: { width: 1400, height: 900 },
    }),
  ]);
});
after(async () => {
  await context?.close();
  await server?.stop();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
});

const passphrase = ['four', 'made', 'up', 'words'].join(' ');
const someBytes = randomBytes(3000);
const notes = {
  'journal/day.md': '# Day\n\nDear diary.\n',
  'journal/deep/ünï.md': 'Deep.\n',
  'journal/photo.bin': someBytes,
};

function makeVault(name: string): string {
  const vault = join(scratch, name);
  mkdirSync(join(vault, 'journal', 'deep'), { recursive: true });
  for (const [path, text] of Object.entries({ ...notes, 'open.md': 'Open.\n' })) writeFileSync(join(vault, path), text);
  return vault;
}

async function open(folder: string, at = server): Promise<Workbench> {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(at.folderUrl(folder));
  await page.waitForSelector('.monaco-workbench .statusbar-item', { timeout: 60_000 });
  const workbench = new Workbench(page);
  await started(workbench);
  return workbench;
}

const widget = ({ page }: Workbench): Locator => page.locator('.quick-input-widget:not([style*="display: none"])');

/** Waits for a question and answers it. */
async function answer(workbench: Workbench, question: string | RegExp, line: string): Promise<void> {
  await asked(workbench, question);
  await widget(workbench).locator('input').fill(line);
  await workbench.page.keyboard.press('Enter');
}

async function asked(workbench: Workbench, question: string | RegExp): Promise<void> {
  await widget(workbench).filter({ hasText: question }).waitFor();
}

async function confirmed({ page }: Workbench, question: string, button: string): Promise<void> {
  const dialog = page.locator('.monaco-dialog-box').filter({ hasText: question });
  await dialog.getByRole('button', { name: button, exact: true }).click();
}

/** Begins to seal and answers until the recovery key is to be typed back. @returns that key */
async function sealUntilTypedBack(workbench: Workbench, keep: 'passphrase' | 'storage'): Promise<string> {
  await new Explorer(workbench).choose(['journal'], 'Seal Folder… (Preview)');
  await confirmed(workbench, 'Seal journal?', 'Seal');
  await asked(workbench, 'What Opens the Vault’s Key?');
  if (keep === 'storage') await workbench.page.keyboard.press('ArrowDown');
  await workbench.page.keyboard.press('Enter');
  if (keep === 'passphrase') {
    await answer(workbench, 'New Passphrase', 'short');
    await asked(workbench, 'It needs 8 characters at least.');
    await answer(workbench, 'New Passphrase', passphrase);
    await answer(workbench, 'The same once more.', passphrase);
  }
  await asked(workbench, 'Store it outside of this machine');
  const key = await widget(workbench).locator('input').inputValue();
  assert.match(key, /^AGE-SECRET-KEY-1/);
  return key;
}

const sealedNames = (vault: string): string[] =>
  readdirSync(join(vault, 'journal'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('.'))
    .sort();

/** The active editor's text, without the blanks that it draws in its own way. */
async function shownText({ page }: Workbench): Promise<string> {
  const lines = page.locator('.editor-group-container.active .editor-instance .view-lines').first();
  return ((await lines.textContent()) ?? '').replaceAll('\u00a0', ' ');
}

async function tab({ page }: Workbench, name: string): Promise<void> {
  await page.locator('.tab.active').filter({ hasText: name }).first().waitFor();
}

/** Every database that the page keeps, as text. */
function pageStorage({ page }: Workbench): Promise<string> {
  return page.evaluate(`(async () => {
    const parts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames)
        for (const value of await done(database.transaction(store).objectStore(store).getAll()))
          parts.push(typeof value === 'string' ? value
            : ArrayBuffer.isView(value) || value instanceof ArrayBuffer ? new TextDecoder().decode(value)
            : JSON.stringify(value));
      database.close();
    }
    return parts.join('\\n');
  })()`);
}

async function until(isDone: () => boolean, what: string, timeout = 20_000): Promise<void> {
  for (const deadline = Date.now() + timeout; !isDone(); ) {
    if (Date.now() > deadline) throw new Error(`not within ${timeout} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What Debian's age makes of a sealed file with a key. */
function ageOpens(path: string, identity: string): string {
  const file = join(scratch, 'identity.txt');
  writeFileSync(file, `${identity}\n`, { mode: 0o600 });
  const { status, stdout, stderr } = spawnSync('age', ['-d', '-i', file, path], { encoding: 'utf8' });
  rmSync(file);
  assert.equal(status, 0, stderr);
  return stdout;
}

test('what looks for plain text finds each of its forms', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cloister-forms-'));
  const text = `before canary${randomBytes(6).toString('hex')} after`;
  const word = text.split(' ')[1] ?? '';
  try {
    for (const [index, shift] of ['', 'x', 'xx'].entries())
      writeFileSync(join(folder, `base64 ${index}`), Buffer.from(shift + text).toString('base64'));
    for (const [index, form] of formsOf(text).slice(0, 4).entries()) writeFileSync(join(folder, `form ${index}`), form);
    writeFileSync(join(folder, 'packed'), gzipSync(text));
    writeFileSync(join(folder, 'other'), 'something else');
    assert.equal(filesWith(word, [folder]).found.length, 8);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a folder is sealed, a note written in, and nothing of it lies on the disk in plain text', { skip }, async () => {
  const vault = makeVault('my vault');
  const day = join(vault, 'journal/day.md.age');
  const workbench = await open(vault);
  const { page } = workbench;
  const explorer = new Explorer(workbench);

  // Left at the recovery key: nothing is sealed, and there are no keys.
  await sealUntilTypedBack(workbench, 'passphrase');
  await workbench.screenshot('seal-recovery-key');
  await page.keyboard.press('Enter');
  await asked(workbench, 'Type or paste it back');
  await page.keyboard.press('Escape');
  await widget(workbench).waitFor({ state: 'hidden' });
  await page.waitForTimeout(500);
  assert.deepEqual(sealedNames(vault), ['day.md', 'deep/ünï.md', 'photo.bin']);
  assert.deepEqual(
    [existsSync(join(vault, '.cloister')), existsSync(join(variables.CLOISTER_HOME, 'seal'))],
    [false, false],
  );

  const recovery = await sealUntilTypedBack(workbench, 'passphrase');
  await widget(workbench).getByRole('button', { name: 'Copy' }).click();
  await asked(workbench, 'Every program can read the clipboard');
  await workbench.screenshot('seal-recovery-copied');
  await widget(workbench).locator('input').press('Enter');
  await answer(workbench, 'Type or paste it back', `${recovery.slice(0, -2)}QQ`);
  await asked(workbench, 'That is not the recovery key.');
  await workbench.screenshot('seal-recovery-typed');
  await answer(workbench, 'Recovery Key', recovery);
  await notification(workbench, 'Sealed 3 files in journal.');
  await tab(workbench, 'Sealed journal.txt');
  assert.match(await shownText(workbench), /Sealed 3 files.*What sealing does not reach/);
  await workbench.screenshot('seal-report');
  assert.deepEqual(sealedNames(vault), ['day.md.age', 'deep/ünï.md.age', 'photo.bin.age']);
  assert.equal(ageOpens(day, recovery), notes['journal/day.md']);
  assert.match(readFileSync(join(vault, '.cloister/policy.json'), 'utf8'), /"journal": "none"/);

  // Its key is open: a click shows the note.
  await explorer.row('journal').click();
  await explorer.row('day.md.age').click();
  await tab(workbench, 'day.md (sealed)');
  await page.locator('.editor-group-container.active .editor-instance .view-lines').first().click();
  await page.keyboard.press('Control+End');
  const canary = `canary${randomBytes(9).toString('hex')}`;
  const control = `control${randomBytes(9).toString('hex')}`;
  const places = [server.folder, variables.HOME, variables.TMPDIR, variables.CLOISTER_HOME, vault, profile];
  await page.keyboard.type(canary, { delay: 70 });
  await page.keyboard.press('Enter');
  await until(() => ageOpens(day, recovery).includes(canary), 'the save');
  await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  await workbench.screenshot('seal-written');
  // Of several letters some may be undone with the next step alone.
  await page.keyboard.type('Z');
  await until(() => ageOpens(day, recovery).includes('Z'), 'the next save');
  // What was saved can be undone.
  for (let times = 0; times < 20 && (await shownText(workbench)).includes('Z'); times++)
    await page.keyboard.press('Control+Z');
  await until(() => !ageOpens(day, recovery).includes('Z'), 'the save of what was undone');
  assert.ok(ageOpens(day, recovery).includes(canary));

  // The control: the same in a note that is not sealed lies in a backup.
  await workbench.openFile('open.md');
  await page.locator('.editor-group-container.active .editor-instance .view-lines').first().click();
  await page.keyboard.type(control, { delay: 70 });
  await page.waitForTimeout(5000);
  const controlled = filesWith(control, places).found;
  assert.ok(
    controlled.some((path) => path.startsWith(server.folder) && path.includes('Backups')),
    controlled.join('\n'),
  );
  assert.deepEqual(filesWith(canary, places).found, []);
  assert.ok(!(await pageStorage(workbench)).includes(canary));
  await page.close();

  // Opened again: the tab is there, and what is in it when the passphrase is.
  const again = await open(vault);
  await again.page.locator('.tab').filter({ hasText: 'day.md (sealed)' }).first().click();
  await answer(again, 'Open Sealed Notes in my vault', 'not the passphrase');
  await asked(again, 'That is not the passphrase.');
  await again.screenshot('seal-wrong-passphrase');
  await answer(again, 'Open Sealed Notes in my vault', passphrase);
  await again.page.locator('.editor-group-container.active .editor-instance').getByText(canary).first().waitFor();
  await again.screenshot('seal-opened-again');
  const { found, looked } = filesWith(canary, places);
  assert.deepEqual(found, []);
  assert.ok(looked > 200, `${looked} files`);
  assert.ok(!(await pageStorage(again)).includes(canary));
  assert.deepEqual(filesWith(recovery, places).found, []);

  // Locked: the document is closed, and the file's own page says what it is.
  await again.run('Cloister: Lock Sealed Notes');
  await again.page.locator('.tab').filter({ hasText: 'day.md (sealed)' }).waitFor({ state: 'detached' });
  await new Explorer(again).row('day.md.age').click();
  assert.ok(await again.showsPage('day.md is sealed'));
  await again.screenshot('seal-page');
  await pressOnPage(again, 'Open Sealed Note');
  await asked(again, 'Open Sealed Notes in my vault');
  await again.page.keyboard.press('Escape');

  await new Explorer(again).choose(['journal'], 'Unseal Folder… (Preview)');
  await confirmed(again, 'Unseal journal?', 'Unseal');
  await answer(again, 'Open Sealed Notes in my vault', passphrase);
  await notification(again, 'Unsealed 3 files in journal.');
  await again.screenshot('seal-unsealed');
  assert.deepEqual(sealedNames(vault), ['day.md', 'deep/ünï.md', 'photo.bin']);
  assert.equal(readFileSync(join(vault, 'journal/day.md'), 'utf8'), `${notes['journal/day.md']}${canary}\n`);
  assert.ok(readFileSync(join(vault, 'journal/photo.bin')).equals(someBytes));
  assert.ok(filesWith(canary, places).found.includes(join(vault, 'journal/day.md')));
  await again.page.close();
});

/** Presses a button of a webview, which is a frame within frames. */
async function pressOnPage({ page }: Workbench, name: string): Promise<void> {
  for (const frame of page.frames()) {
    const button = frame.getByRole('button', { name });
    if ((await button.count().catch(() => 0)) > 0) return button.first().click();
  }
  throw new Error(`no button ${name}`);
}

test('secret storage; changes on the disk; a conflict keeps both, sealed; files of other keys', { skip }, async () => {
  const vault = makeVault('stored');
  const day = join(vault, 'journal/day.md.age');
  const workbench = await open(vault);
  const { page } = workbench;
  const recovery = await sealUntilTypedBack(workbench, 'storage');
  await page.keyboard.press('Enter');
  await answer(workbench, 'Type or paste it back', recovery);
  await notification(workbench, 'Sealed 3 files in journal.');
  const id = /"id": "([^"]+)"/.exec(readFileSync(join(vault, '.cloister/policy.json'), 'utf8'))?.[1] ?? '';
  const kept = readdirSync(join(variables.CLOISTER_HOME, 'seal')).filter((name) => name.startsWith(id));
  assert.deepEqual(kept, [`${id}.json`], 'no key lies on the disk');
  // Nobody is asked: the editor has the key.
  await workbench.run('Cloister: Lock Sealed Notes');
  await workbench.run('Cloister: Open Sealed Note');
  await answer(workbench, 'Open Sealed Note', 'day');
  await tab(workbench, 'day.md (sealed)');
  assert.match(await shownText(workbench), /Dear diary/);

  const { recipients } = JSON.parse(readFileSync(join(vault, '.cloister/seal.json'), 'utf8'));
  const keys = { recipients: recipients.map((each: { recipient: string }) => each.recipient), identities: [recovery] };
  const write = async (text: string) => writeSealed(day, Buffer.from(text), keys, await sealedVersion(day));
  const lines = page.locator('.editor-group-container.active .editor-instance .view-lines').first();
  await write('From another program.\n');
  await lines.filter({ hasText: 'another' }).waitFor();

  await lines.click();
  await page.keyboard.press('Control+End');
  const typing = page.keyboard.type('Typed at the same time.', { delay: 60 });
  await page.waitForTimeout(300);
  await write('From another program, once more.\n');
  await typing;
  await notification(
    workbench,
    /day\.md was changed by another program while you wrote\. What you wrote is kept, sealed, as day \(conflict/,
  );
  await workbench.screenshot('seal-conflict');
  await lines.filter({ hasText: 'more' }).waitFor();
  const [conflict] = sealedNames(vault).filter((name) => name.includes('conflict'));
  await until(
    () => ageOpens(join(vault, 'journal', conflict ?? ''), recovery).includes('at the same time.'),
    'what was typed',
  );
  assert.equal(ageOpens(day, recovery), 'From another program, once more.\n');
  const places = [server.folder, variables.HOME, variables.TMPDIR, variables.CLOISTER_HOME, vault, profile];
  assert.deepEqual(filesWith('Typed at the same', places).found, []);

  // A save that fails is told at once, and goes on once it can.
  renameSync(join(vault, 'journal'), join(vault, 'away'));
  await lines.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('x');
  await notification(workbench, /Failed to save 'day\.md'/, 5000);
  await workbench.screenshot('seal-save-failed');
  rmSync(join(vault, 'journal'), { recursive: true, force: true });
  renameSync(join(vault, 'away'), join(vault, 'journal'));
  await page.keyboard.type('y');
  await until(() => ageOpens(day, recovery).endsWith('xy'), 'the save');

  // Somebody else's.
  spawnSync('age', [
    '-r',
    await recipientOf(await otherKey()),
    '-o',
    join(scratch, 'mail.age'),
    join(vault, 'open.md'),
  ]);
  writeFileSync(join(vault, 'mail.txt.age'), readFileSync(join(scratch, 'mail.age')));
  writeFileSync(join(vault, 'birth.age'), 'I am 33.\n');
  const explorer = new Explorer(workbench);
  await explorer.row('birth.age').click();
  assert.ok(await workbench.showsPage('birth.age was not sealed by this vault'));
  await workbench.screenshot('seal-foreign');
  await explorer.row('mail.txt.age').click();
  assert.ok(await workbench.showsPage('mail.txt.age could not be opened'));
  await workbench.screenshot('seal-other-keys');
  await page.close();
});

async function otherKey(): Promise<string> {
  const { stdout } = spawnSync('age-keygen', [], { encoding: 'utf8' });
  return /AGE-SECRET-KEY-1\S+/.exec(stdout)?.[0] ?? '';
}

test('Restricted Mode: nothing is sealed or opened', { skip }, async () => {
  if (!install.ok) return;
  const vault = makeVault('not trusted');
  writeFileSync(join(vault, 'journal/old.md.age'), 'age-encryption.org/v1\n');
  const trusting = await startEditor(
    install,
    vsix,
    { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' },
    variables,
  );
  try {
    const workbench = await open(vault, trusting);
    for (const command of ['Seal Folder… (Preview)', 'Unseal Folder… (Preview)', 'Open Sealed Note']) {
      await workbench.run(`Cloister: ${command}`);
      const item = await notification(workbench, 'In Restricted Mode Cloister neither seals nor opens what is sealed.');
      await item.getByRole('button', { name: /^Clear Notification/ }).click();
    }
    const explorer = new Explorer(workbench);
    await explorer.row('journal').click();
    await explorer.row('old.md.age').click();
    assert.ok(await workbench.showsPage('old.md.age is not opened in Restricted Mode'));
    await workbench.screenshot('seal-restricted');
    assert.ok(!sealedNames(vault).includes('day.md.age'));
    await workbench.page.close();
  } finally {
    await trusting.stop();
  }
});
