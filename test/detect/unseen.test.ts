import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../src/detect/engine.ts';
import { rules } from '../../src/detect/rules/index.ts';
import { withCrc } from './rules/making.ts';
import { selected } from './scanning.ts';

/** What an untrusted note can do to hide what an agent reads all the same. */

const engine = createEngine({ rules, sources: [], hash: (text) => String(text.length) });
const token = withCrc('ghp_', 36);
const password = ['Kx7', 'vbn!q', '92'].join('');

async function found(text: string | Uint8Array, path = 'note.md'): Promise<string[]> {
  const { findings } = await engine.scan({ path, bytes: Buffer.from(text) });
  return findings.map(({ rule }) => rule);
}

const unseen = ['\u00AD', '\u200B', '\u200C', '\u200D', '\u200E', '\u200F', '\u202E', '\u2060', '\u2066', '\uFEFF'];

test('a character that nobody sees hides no token, and no label', async () => {
  for (const each of [...unseen, '\u200B\u2060', '\uFEFF\u200B\u00AD']) {
    const name = [...each].map((one) => one.codePointAt(0)?.toString(16)).join();
    for (const at of [2, 4, 12, 39])
      assert.deepEqual(
        await found(`é x ${token.slice(0, at)}${each}${token.slice(at)} y`),
        ['secret.github.token'],
        `${name} ${at}`,
      );
    for (const label of [`pass${each}word: `, `password${each}: `, `password:${each}`, `password:${each} `])
      assert.deepEqual(await found(`a\n${label}${password}\nb`), ['secret.generic.password'], name);
  }
});

test('its place is the whole of it, and its fingerprint that of the plain one', async () => {
  const text = `é\nold ${token.slice(0, 9)}\u200B${token.slice(9)}\u200B, and`;
  const { findings } = await engine.scan({ path: 'note.md', bytes: Buffer.from(text) });
  const [finding] = findings;
  assert.equal(findings.length, 1);
  if (finding === undefined) return;
  assert.equal(selected(text, finding), `${token.slice(0, 9)}\u200B${token.slice(9)}`);
  assert.equal(finding.args['encoding'], 'invisible characters');
  const plain = await engine.scan({ path: 'note.md', bytes: Buffer.from(token) });
  assert.equal(finding.fingerprint, plain.findings[0]?.fingerprint);
});

test('escapes of Markdown hide none', async () => {
  assert.deepEqual(await found(`token ${token.replace('_', '\\_')} x`), ['secret.github.token']);
  assert.deepEqual(await found(`API\\_KEY\\_2: ${token.replace('_', '\\_')}`), ['secret.github.token']);
});

test('blanks that do not break, and emphasis in HTML, part no label from its value', async () => {
  for (const text of [
    `password:\u00A0${password}`,
    `Password\u00A0:\u00A0${password}`,
    `Mot de passe\u202F: ${password}`,
    `<b>Password</b>: ${password}`,
    `<strong>Password:</strong> ${password}`,
  ])
    assert.deepEqual(await found(`${text}\n`), ['secret.generic.password'], text.replace(password, '…'));
});

test('a null character hides nothing in a note or in settings', async () => {
  for (const text of [`a\0b ${token}`, `\0\0\0\n${token}\n`]) {
    assert.deepEqual(await found(text), ['secret.github.token']);
    assert.deepEqual(await found(text, 'a.bin'), []);
    for (const name of ['.env', 'x/.env.local', 'settings.json', 'deploy.YAML', 'run.sh'])
      assert.deepEqual(await found(text, name), ['secret.github.token'], name);
  }
  const { kind } = await engine.scan({ path: 'note.md', bytes: Buffer.from('\0\0\0a\n') });
  assert.equal(kind, 'binary');
});

test('ordinary texts with such characters hold nothing', async () => {
  for (const text of [
    '👨‍👩‍👧 family, ❤️ and 1️⃣',
    'می‌خواهم password را عوض کنم',
    'Donau\u00ADdampf\u00ADschiff, pass\u00ADwords are long\u200B.',
    'Mot de passe\u00A0: à changer',
    'snake\\_case\\_name and a\\-b, C:\\_tmp\\-x, $x\\_1 = \\frac{a}{b}$',
    '<b>Password</b>: required. <strong>Password:</strong> at least 8 characters',
  ])
    assert.deepEqual(await found(text), [], text);
});
