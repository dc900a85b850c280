// Builds, and packages dist/ and what belongs to it as cloister.vsix.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
await import('../esbuild.mjs');

const vsce = join(dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json')), 'vsce');
// Everything is bundled, so no dependency is packed. Links in README.md stay as they are: the files are in the package.
const args = [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
const { status } = spawnSync(process.execPath, [...args, '--out', 'cloister.vsix'], { stdio: 'inherit' });
process.exitCode = status ?? 2;
