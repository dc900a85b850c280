import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ensureNode } from '../e2e/install.ts';
import { makeFolder } from '../node/folder.ts';
import { manifest, vaultFolder } from '../vault.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** The oldest Node that package.json promises. */
const version = '20.19.0';
const folder =
  process.platform === 'linux' && process.arch === 'x64'
    ? ensureNode(version, (text) => process.stderr.write(`${text}\n`))
    : undefined;
const skip = folder === undefined && `Node ${version} could not be installed from npm`;
const node = join(folder ?? '', 'bin', 'node');

test(`dist/cli.cjs on Node ${version}`, { skip }, (t) => {
  const env = { ...process.env, CLOISTER_HOME: makeFolder(t, {}) };
  const args = [join(root, 'dist', 'cli.cjs'), 'scan', vaultFolder, '--format', 'json'];
  const { stdout, stderr, status } = spawnSync(node, args, { encoding: 'utf8', env, maxBuffer: 1 << 26 });
  assert.equal(status, 1, stderr);
  assert.equal(stderr, '');
  assert.equal(JSON.parse(stdout).findings.length, manifest.planted.length);
});

test(`the worker in dist/cli.cjs on Node ${version}`, { skip }, () => {
  const driver = `
    const { Worker } = require('node:worker_threads');
    const worker = new Worker(${JSON.stringify(join(root, 'dist', 'cli.cjs'))});
    let findings = 0;
    worker.on('message', (message) => {
      if (message.kind === 'scanned') for (const each of message.results) findings += each.findings?.length ?? 0;
      else { console.log(message.kind, findings); worker.terminate(); }
    });
    const options = { exclude: [], maxSize: 1 << 27 };
    worker.postMessage({ kind: 'scan-folder', job: 1, root: ${JSON.stringify(vaultFolder)}, options });`;
  const { stdout, stderr } = spawnSync(node, ['--eval', driver], { encoding: 'utf8' });
  assert.equal(stdout.trim(), `done ${manifest.planted.length}`, stderr);
});
