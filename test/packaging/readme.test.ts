import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };
import { defaultExcludes } from '../../src/node/default-excludes.ts';
import { run } from '../cli/running.ts';
import { vaultFolder } from '../vault.ts';

const readme = readFileSync(join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'README.md'), 'utf8');

test('README.md shows the real output', async () => {
  const timeless = (text: string | undefined) => text?.replace(/in \d+\.\d\d s/, 'in … s').trim();
  for (const command of ['scan', 'explain']) {
    const shown = new RegExp(`\\n\\$ cloister ${command} "([^"]+)"\\n([\\s\\S]*?)\\n\`\`\``).exec(readme);
    const { out } = await run([command, shown?.[1] ?? ''], { cwd: vaultFolder });
    assert.equal(timeless(shown?.[2]), timeless(out));
  }
});

test('README.md names every folder that is left out, every option and every setting', () => {
  for (const pattern of defaultExcludes) assert.ok(readme.includes(`\`${pattern}\``), pattern);
  for (const setting of Object.keys(manifest.contributes.configuration.properties)) {
    assert.ok(readme.includes(`\`${setting}\``), setting);
  }
  for (const option of ['--format', '--severity', '--exclude', '--max-size', '--stdin', '--no-color', '--quiet']) {
    assert.ok(readme.includes(`| \`${option}`), option);
  }
});

test('README.md opens with the two commands', () => {
  assert.match(readme, /\nnpm start -- <folder> {2}.*\nnpm test {2}/);
});
