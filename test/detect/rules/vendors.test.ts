import assert from 'node:assert/strict';
import { test } from 'node:test';
import { vendorTextParts } from '../../../src/core/rule-texts/vendors.ts';
import { crc32 } from '../../../src/detect/checksum.ts';
import { vendorRules } from '../../../src/detect/rules/vendors.ts';
import { checkBech32 } from '../../../src/detect/wallet-formats.ts';
import { scanText, selected } from '../scanning.ts';
import { uuid } from './fixtures/kinds.ts';
import { b62, b64, b64u, digits, fill, hex, lower } from './making.ts';

const found = async (text: string) => (await scanText(text, { rules: vendorRules })).map(({ rule }) => rule);
const severity = async (text: string) => (await scanText(text, { rules: vendorRules }))[0]?.severity;

test('at least 300 vendor rules over 400 formats', (t) => {
  const ids = Object.values(vendorTextParts).flatMap((part) => Object.keys(part));
  t.diagnostic(`${ids.length} ids, ${vendorRules.length} formats`);
  assert.ok(ids.length >= 300);
  assert.ok(vendorRules.length >= 400);
});

test('a key without a prefix counts in the notations of notes and settings', async () => {
  const key = fill(hex, 40);
  for (const text of [
    `TODOIST_API_TOKEN=${key}`,
    `todoist: "${key}"`,
    `- **Todoist token**: \`${key}\``,
    `| Todoist | API token | ${key} |`,
    `## Todoist\n\nAPI token: ${key}\n`,
    `{"todoist": {\n  "token": "${key}"\n}}`,
    `<todoistToken>\n  ${key}\n</todoistToken>`,
    `Mein Todoist-Schlüssel lautet ${key}.`,
    `curl -H "Authorization: Bearer ${key}" https://api.todoist.com/rest/v2/tasks`,
  ])
    assert.deepEqual(await found(text), ['secret.todoist.token'], text.replace(key, '@'));
});

test('a key without a prefix is none without its vendor, as a hash, an id or a name', async () => {
  const key = fill(hex, 40);
  for (const text of [
    `Token: ${key}`,
    `Todoist was built from commit ${key}`,
    `todoist sha1: ${key}`,
    `Todoist, ${'and so on, '.repeat(30)} token: ${key}`,
    `Todoists ${key}`,
    `heroku app id: ${uuid()}`,
    'bitbucket patch 0001-build-Improve-support-for-tests-of-all-kinds.patch',
    `vercel build ${fill(b62, 24)}`,
    `## Todoist\n\nStrava token: ${key}\n`,
  ])
    assert.ok(
      !(await found(text)).some((rule) => /todoist|heroku|bitbucket|vercel/.test(rule)),
      text.replace(key, '@'),
    );
});

test('each of several vendors gets its own key', async () => {
  const [first, second] = [fill(hex, 40), fill(hex, 40)];
  const text = `DEEPGRAM_API_KEY=${first}\nTODOIST_TOKEN=${second}\n`;
  const findings = await scanText(text, { rules: vendorRules });
  assert.deepEqual(
    findings.map((finding) => [finding.rule, selected(text, finding) === first ? 1 : 2]),
    [
      ['secret.deepgram.api-key', 1],
      ['secret.todoist.token', 2],
    ],
  );
});

test('a right checksum raises the severity of a token, a wrong one lowers it', async () => {
  const cloudflare = fill(b62, 40);
  const grafana = `glsa_${fill(b62, 32)}`;
  const gitlab = `glpat-${fill(b64u, 27)}.01.0r`;
  const le = (sum: number) => [0, 8, 16, 24].map((by) => ((sum >>> by) & 255).toString(16).padStart(2, '0')).join('');
  const right = [
    `cfut_${cloudflare}${crc32(cloudflare).toString(16).padStart(8, '0')}`,
    `${grafana}_${le(crc32(grafana))}`,
    gitlab + crc32(gitlab).toString(36).padStart(7, '0'),
  ];
  for (const token of right) assert.equal(await severity(token), 'critical');
  const wrong = [`cfut_${cloudflare}${fill(hex, 8)}`, `${grafana}_${fill(hex, 8)}`, `${gitlab}${fill(lower, 7)}`];
  for (const token of wrong) assert.equal(await severity(token), 'medium');
  // A private key is critical before its checksum says anything.
  assert.equal(await severity(`AGE-SECRET-KEY-1${fill('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58)}`), 'high');
});

test('Bech32: the vectors of BIP-173', () => {
  for (const text of ['A12UEL5L', 'a12uel5l', 'abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw', '?1ezyfcl'])
    assert.equal(checkBech32(text), 'right', text);
  for (const text of ['A12UEL5M', 'abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxq', 'A1G7SGD8'])
    assert.equal(checkBech32(text), 'wrong', text);
});

test('a WireGuard key that can not be 32 bytes is less severe', async () => {
  const body = fill(b64, 42);
  assert.equal(await severity(`[Interface]\nPrivateKey = ${body}E=\n`), 'critical');
  assert.equal(await severity(`[Interface]\nPrivateKey = ${body}x=\n`), 'high');
  assert.deepEqual(await found(`[Peer]\nPublicKey = ${body}E=\n`), []);
});

test('a Twilio token counts beside its account, whatever it is called', async () => {
  const account = `AC${fill(hex, 32)}`;
  assert.deepEqual(await found(`new Client("${account}", "${fill(hex, 32)}")`), ['secret.twilio.auth-token']);
  // An account alone is an account's name.
  assert.deepEqual(await found(`new Client("${account}")`), ['secret.twilio.account-sid']);
  assert.deepEqual(await found(`new Client("${fill(hex, 32)}")`), []);
});

test('counted-up and spelled-out tokens are placeholders', async () => {
  for (const text of [
    'figd_1234567890123456789012345678901234567890',
    `gsk_${'abcdefghijABCDEFGHIJ1234567890'.repeat(2).slice(0, 52)}`,
    'npm_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
    `https://hooks.slack.com/services/T00000000/B00000000/${'X'.repeat(24)}`,
    `Mullvad account: ${digits.slice(0, 4).repeat(4)}`,
  ])
    assert.deepEqual(await found(text), [], text.slice(0, 12));
});

test("a bot's number that is no base64 by its length ends no scan", async () => {
  // RFC 4648: one character more than a multiple of four stands for no byte.
  for (let length = 20; length <= 25; length++)
    assert.deepEqual(
      await found(`bot ${['MTA', fill(b62, length), '.', fill(b64u, 6), '.', fill(b62, 30)].join('')} `),
      ['secret.discord.token'],
      `${length} characters behind the first three`,
    );
});

test('nothing written before a token hides it: not the beginnings of others, not others in one unbroken run', async () => {
  const make = () => `ghp_${fill(b62, 36)}`;
  for (const mark of [';', '|', '&', '/', '\n']) {
    const list = Array.from({ length: 60 }, make).join(mark);
    assert.equal((await scanText(list)).length, 60, mark);
  }
  const found = await scanText('ghp_'.repeat(50) + make());
  assert.deepEqual(
    found.map(({ rule }) => rule),
    ['secret.github.token'],
  );
  // The same for keys that count only near their vendor's name.
  const key = fill(hex, 40);
  const named = await scanText(`${'deepgram '.repeat(50)}\nDEEPGRAM_API_KEY=${key}\n`);
  assert.ok(named.some(({ rule }) => rule.startsWith('secret.')));
});
