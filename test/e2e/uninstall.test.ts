import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { agentVariable } from '../../src/core/agent-processes.ts';
import { makeFolder } from '../node/folder.ts';
import { ensureEditor, withoutNpm } from './install.ts';

const vsix = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'cloister.vsix');
const install = ensureEditor((text) => process.stderr.write(`${text}\n`));
const skip = install.ok ? false : `real editor: ${install.why}`;

/** Long enough for an editor to start on a busy machine. */
const patience = 60_000;

test('the editor undoes the protection after a removal, and not after an update', {
  skip,
  timeout: 180_000,
}, async (t) => {
  assert.ok(install.ok);
  const { node, codeServer } = install;
  const user = makeFolder(t, { 'vault/journal/a.md': 'x', 'config.yaml': '' });
  const extensions = join(user, 'extensions');
  const args = [
    '--config',
    join(user, 'config.yaml'),
    '--user-data-dir',
    join(user, 'data'),
    '--extensions-dir',
    extensions,
  ];
  // Neither the editor above these tests nor an agent is to be found by way of its variables.
  const own = Object.entries(withoutNpm(process.env)).filter(
    ([key]) => !/^(?:VSCODE|CLAUDE)/.test(key) && agentVariable({ [key]: 'x' }) === undefined,
  );
  const env = {
    ...Object.fromEntries(own),
    HOME: user,
    CLOISTER_HOME: join(user, '.cloister'),
    EXTENSIONS_GALLERY: '{}',
  };
  const editor = (...more: readonly string[]): void => {
    execFileSync(node, [codeServer, ...args, ...more], { env, cwd: user, stdio: 'ignore' });
  };
  /** Starts the editor until `isDone`, and ends it. */
  const startUntil = async (isDone: () => boolean): Promise<void> => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await new Promise((resolve) => server.close(resolve));
    const start = [node, codeServer, ...args, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`];
    // An orphan in a group of its own: whoever runs these tests is not above it.
    const run = spawn('/bin/sh', ['-c', '"$@" &', 'sh', ...start], {
      env,
      cwd: user,
      stdio: 'ignore',
      detached: true,
    });
    try {
      for (const begin = Date.now(); !isDone(); await wait(200)) {
        assert.ok(Date.now() - begin < patience, 'the editor does not get there');
        // Only a window's coming starts the part that cleans up.
        await fetch(`http://127.0.0.1:${port}/`).catch((error: unknown) => error);
      }
    } finally {
      if (run.pid !== undefined) process.kill(-run.pid, 'SIGKILL');
    }
  };

  editor('--install-extension', vsix);
  const extension = join(extensions, `cloister.cloister-${versionOf(vsix)}`);
  const cloister = (...argv: readonly string[]): void => {
    const cli = join(extension, 'dist', 'cli.cjs');
    execFileSync(node, [cli, ...argv], { env, cwd: join(user, 'vault'), stdio: 'ignore' });
  };
  cloister('init', '--open', '--yes', '--no-protect');
  cloister('protect', 'claude-code');
  const settings = join(user, '.claude', 'settings.json');
  const text = readFileSync(settings, 'utf8');

  // What an update leaves: the former version, marked, beside the one that is installed.
  const former = join(extensions, 'cloister.cloister-0.0.1');
  mkdirSync(former);
  cpSync(extension, former, { recursive: true });
  const manifest = join(former, 'package.json');
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), version: '0.0.1' }));
  writeFileSync(join(extensions, '.obsolete'), JSON.stringify({ 'cloister.cloister-0.0.1': true }));
  await startUntil(() => !existsSync(former));
  assert.equal(readFileSync(settings, 'utf8'), text);

  editor('--uninstall-extension', 'cloister.cloister');
  assert.equal(readFileSync(settings, 'utf8'), text);
  await startUntil(() => !existsSync(extension));
  assert.ok(!existsSync(settings));
  assert.ok(!existsSync(join(user, '.cloister', 'guard')));
  assert.ok(existsSync(join(user, '.cloister', 'vaults')));
  assert.ok(existsSync(join(user, 'vault', '.cloister', 'policy.json')));
});

function versionOf(path: string): string {
  return JSON.parse(readFileSync(join(dirname(path), 'package.json'), 'utf8')).version;
}
