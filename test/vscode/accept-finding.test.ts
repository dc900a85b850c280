import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type * as vscode from 'vscode';
import { parseBaseline } from '../../src/core/baseline-parse.ts';
import { makeVault } from '../../src/node/policy-change.ts';
import { defaultScanOptions } from '../../src/node/scan.ts';
import { ScanWorker } from '../../src/vscode/scan-worker.ts';
import { madeUp } from '../detect/scanning.ts';
import { makeFolder } from '../node/folder.ts';

/** What the quick fix needs of the editor, and what it did there. */
interface Editor {
  handlers: Record<string, (argument: unknown) => Promise<void>>;
  texts: Record<string, string>;
  answer: string | undefined;
  asked: { prompt: string; validateInput: (text: string) => string | undefined }[];
  errors: string[];
  isTrusted: boolean;
}

const editor: Editor = { handlers: {}, texts: {}, answer: undefined, asked: [], errors: [], isTrusted: true };
Object.assign(globalThis, { editor });
const pretended = `
  const { editor } = globalThis;
  const t = (text, ...args) => text.replace(/\\{(\\d)\\}/g, (_, index) => args[index]);
  export const l10n = { t };
  export class Disposable { static from() { return { dispose() {} }; } }
  export class Uri {}
  export class CodeAction { constructor(title, kind) { Object.assign(this, { title, kind }); } }
  export const CodeActionKind = { QuickFix: 'quickfix' };
  export const languages = { registerCodeActionsProvider: () => ({}) };
  export const commands = { registerCommand: (id, handler) => { editor.handlers[id] = handler; return {}; } };
  export const workspace = {
    get isTrusted() { return editor.isTrusted; },
    openTextDocument: async (uri) => ({ uri, getText: () => editor.texts[uri.fsPath] }),
  };
  export const window = {
    showInputBox: async (options) => { editor.asked.push(options); return editor.answer; },
    showErrorMessage: async (text) => { editor.errors.push(text); },
    showWarningMessage: async (text) => { editor.errors.push(text); },
  };
`;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode'
      ? { url: `data:text/javascript,${encodeURIComponent(pretended)}`, shortCircuit: true }
      : next(specifier, context),
});
const { AcceptFinding } = await import('../../src/vscode/accept-finding.ts');

const workerFile = fileURLToPath(new URL('../../src/program.ts', import.meta.url));

function open(t: TestContext, isVault = true) {
  const root = makeFolder(t, { 'notes/a.md': `# A\n\ntoken ${madeUp.github}\n` });
  const home = makeFolder(t, {});
  if (isVault) makeVault(root, home, 'write');
  const env = { CLOISTER_HOME: home };
  const before = process.env['CLOISTER_HOME'];
  process.env['CLOISTER_HOME'] = home;
  const worker = new ScanWorker(workerFile, () => undefined);
  t.after(async () => {
    await worker.dispose();
    if (before === undefined) delete process.env['CLOISTER_HOME'];
    else process.env['CLOISTER_HOME'] = before;
  });
  const fsPath = join(root, 'notes/a.md');
  Object.assign(editor, {
    texts: { [fsPath]: readFileSync(fsPath, 'utf8') },
    answer: 'a sample',
    asked: [],
    errors: [],
  });
  editor.isTrusted = true;
  const again: unknown[] = [];
  const model = { machine: { home, env }, changed: async () => again.push('model') };
  const log = { warn: () => undefined, error: (text: string) => editor.errors.push(text), show: () => undefined };
  const fix = new AcceptFinding(
    model as never,
    worker,
    { scanAgain: ({ uri }: { uri: unknown }) => again.push(uri) } as never,
    log as never,
  );
  const uri = { fsPath };
  const range = { start: { line: 2, character: 6 } };
  const diagnostic = { source: 'Cloister', code: { value: 'secret.github.token' }, range };
  const actions = (diagnostics: readonly unknown[]): vscode.CodeAction[] =>
    fix.provideCodeActions({ uri } as never, {} as never, { diagnostics } as never);
  return { root, home, worker, uri, diagnostic, actions, again, file: join(root, '.cloister/baseline.json') };
}

async function runAction({ command }: vscode.CodeAction): Promise<void> {
  const handler = editor.handlers[command?.command ?? ''] ?? assert.fail('no such command');
  await handler(command?.arguments?.[0]);
}

test('the quick fix of a finding writes it into the baseline with the reason, and the worker subtracts it', async (t) => {
  const { root, worker, uri, diagnostic, actions, again, file } = open(t);
  const [action, ...others] = actions([diagnostic, { source: 'markdownlint', code: 'x', range: diagnostic.range }]);
  assert.equal(others.length, 0);
  assert.ok(action !== undefined && action.title === 'Accept This Finding…');
  await runAction(action);
  assert.deepEqual(editor.errors, []);
  const parsed = parseBaseline(readFileSync(file, 'utf8'));
  assert.ok(parsed.ok);
  const [entry] = parsed.value.entries;
  assert.deepEqual([entry?.path, entry?.rule, entry?.why], ['notes/a.md', 'secret.github.token', 'a sample']);
  assert.deepEqual(again, [uri]);
  const [question] = editor.asked;
  assert.match(question?.prompt ?? '', /^GitHub token: ghp_•+\. Why is it fine\?/);
  assert.notEqual(question?.validateInput('  '), undefined);
  assert.equal(question?.validateInput('a reason'), undefined);
  const left: unknown[] = [];
  await worker.run(
    { kind: 'scan-folder', root, options: defaultScanOptions },
    (results) => {
      for (const each of results) if (each.kind === 'file') left.push(...each.findings);
    },
    new AbortController().signal,
  ).outcome;
  assert.deepEqual(left, []);
  // The finding is gone from what is scanned: to accept it twice is told.
  await runAction(action);
  assert.match(editor.errors[0] ?? '', /^The finding is not there any more/);
});

test('without a reason, a trusted workspace or a vault nothing is written', async (t) => {
  const { actions, diagnostic, file, again } = open(t);
  const [action] = actions([diagnostic]);
  assert.ok(action !== undefined);
  editor.answer = undefined;
  await runAction(action);
  editor.answer = 'a sample';
  editor.isTrusted = false;
  await runAction(action);
  assert.equal(editor.asked.length, 1);
  assert.throws(() => readFileSync(file), /ENOENT/);
  assert.deepEqual(again, []);

  const outside = open(t, false);
  const [other] = outside.actions([diagnostic]);
  assert.ok(other !== undefined);
  await runAction(other);
  assert.match(editor.errors[0] ?? '', /^This file is in no vault/);
});

test('a baseline that can not be read is told before anybody is asked', async (t) => {
  const { actions, diagnostic, root, file } = open(t);
  mkdirSync(join(root, '.cloister'), { recursive: true });
  writeFileSync(file, '<<<<<<< HEAD\n');
  const [action] = actions([diagnostic]);
  assert.ok(action !== undefined);
  await runAction(action);
  assert.match(editor.errors[0] ?? '', /baseline\.json can not be read.*line 1: a conflict/);
  assert.deepEqual(editor.asked, []);
  assert.equal(readFileSync(file, 'utf8'), '<<<<<<< HEAD\n');
});
